/* Each row of the table is an object, its keys the columns in their order. All cells of a finding
 * are texts, amounts too: a number of JSON is read as binary floating point by most readers. */
#include "reports/report_jsonl.h"

#include "reports/report_table.h"
#include "store/store_json.h"

static void write_line(const struct report_table *table, struct buffer *cell,
                       struct file_sink *sink, struct buffer *line);

enum status report_jsonl_write(const struct report_drawing *drawing,
                               struct report_output *output, struct failure *failure)
{
    tie_assert(drawing != NULL && output != NULL);
    struct report_table table;
    struct buffer path = {0};
    struct buffer line = {0};
    struct buffer cell = {0};
    bool found = false;
    enum status status = report_table_open(&table, drawing->store, "csv/findings.sql", failure);
    if (status != STATUS_OK)
        goto done;
    struct file_sink *sink =
        file_sink_open(report_output_path(&path, drawing->directory, output->name));
    output->about = table.about;
    output->rows = 0;
    status = report_table_step(&table, &found, failure);
    while (status == STATUS_OK && found) {
        write_line(&table, &cell, sink, &line);
        output->rows++;
        status = report_table_step(&table, &found, failure);
    }
    status =
        status_worse(status, file_sink_finish(sink, &output->bytes, &output->digest, failure));
done:
    report_table_close(&table);
    buffer_free(&path);
    buffer_free(&line);
    buffer_free(&cell);
    return status;
}

static void write_line(const struct report_table *table, struct buffer *cell,
                       struct file_sink *sink, struct buffer *line)
{
    buffer_clear(line);
    for (size_t at = 0; at < table->column_count; at++) {
        buffer_clear(cell);
        report_table_cell(table, at, cell);
        buffer_add_byte(line, at == 0 ? '{' : ',');
        store_json_quote(line, table->columns[at].name);
        buffer_add_byte(line, ':');
        store_json_quote(line, buffer_str(cell));
    }
    buffer_add_c(line, "}\n");
    file_sink_write(sink, buffer_str(line));
}
