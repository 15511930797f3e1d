/* Rows of a table into a CSV file, cell by cell through one small buffer. */
#include "reports/report_csv.h"

#include "record/record_writer.h"

static void write_header(const struct report_table *table, struct record_writer *writer);
static void write_row(const struct report_table *table, struct record_writer *writer,
                      struct buffer *cell);

enum status report_csv_write(struct report_table *table, const char *path, bool raw,
                             struct report_output *output, struct failure *failure)
{
    tie_assert(table != NULL && output != NULL);
    struct record_writer writer;
    struct buffer cell = {0};
    struct file_sink *sink = file_sink_open(path);
    bool found = true;
    record_writer_init(&writer, sink, raw);
    write_header(table, &writer);
    enum status status = report_table_step(table, &found, failure);
    while (status == STATUS_OK && found) {
        write_row(table, &writer, &cell);
        status = report_table_step(table, &found, failure);
    }
    output->rows = writer.rows - 1;
    record_writer_finish(&writer);
    status =
        status_worse(status, file_sink_finish(sink, &output->bytes, &output->digest, failure));
    buffer_free(&cell);
    return status;
}

static void write_header(const struct report_table *table, struct record_writer *writer)
{
    for (size_t at = 0; at < table->column_count; at++)
        record_writer_cell(writer, table->columns[at].name);
    record_writer_end_row(writer);
}

static void write_row(const struct report_table *table, struct record_writer *writer,
                      struct buffer *cell)
{
    for (size_t at = 0; at < table->column_count; at++) {
        buffer_clear(cell);
        report_table_cell(table, at, cell);
        if (table->columns[at].kind == REPORT_TEXT)
            record_writer_text(writer, buffer_str(cell));
        else
            record_writer_cell(writer, buffer_str(cell));
    }
    record_writer_end_row(writer);
}
