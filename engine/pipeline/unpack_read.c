/* Files of a pack, read back. Text cells may carry the apostrophe that keeps a spreadsheet from
 * running them: any that begins with one had it put there. */
#include "pipeline/unpack.h"

enum { CELLS_MOST = 24 };

static bool is_header(const struct record *record, const char *header);
static struct str cell_of(const struct run *run, const struct record *record, size_t at);
static enum status refuse_shape(const char *path, const struct record *record,
                                struct failure *failure);

enum status unpack_rows(struct run *run, const char *name, const char *header, size_t columns,
                        unpack_row *take, void *context, struct failure *failure)
{
    tie_assert(run && run->options->pack && name && header && take && columns <= CELLS_MOST);
    struct record_reader *reader = NULL;
    struct record record;
    struct buffer path = {0};
    bool found = true;
    buffer_format(&path, "%s/%s", run->options->pack, name);
    enum status status = record_reader_open(&reader, buffer_c(&path), NULL, failure);
    while (status == STATUS_OK) {
        struct str cells[CELLS_MOST];
        status = record_reader_next(reader, &record, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        bool shaped =
            record.field_count == columns && (record.number > 1 || is_header(&record, header));
        for (size_t at = 0; shaped && at < columns; at++)
            cells[at] = cell_of(run, &record, at);
        if (!shaped)
            status = refuse_shape(buffer_c(&path), &record, failure);
        else if (record.number > 1)
            status = take(context, cells, failure);
        failure_place(failure, buffer_c(&path), record.line_first, 0);
    }
    record_reader_close(reader);
    buffer_free(&path);
    return status;
}

static bool is_header(const struct record *record, const char *header)
{
    struct str rest = str_from(header);
    for (uint32_t at = 0; at < record->field_count; at++) {
        struct str name = str_split(rest, ',', &rest);
        if (!str_equal(name, (struct str){record->fields[at].bytes, record->fields[at].length}))
            return false;
    }
    return true;
}

static struct str cell_of(const struct run *run, const struct record *record, size_t at)
{
    struct str cell = {record->fields[at].bytes, record->fields[at].length};
    if (!run->options->raw && cell.length > 0 && cell.bytes[0] == '\'')
        cell = (struct str){cell.bytes + 1, cell.length - 1};
    return cell;
}

static enum status refuse_shape(const char *path, const struct record *record,
                                struct failure *failure)
{
    failure_set(failure, STATUS_EVIDENCE, "not as this program writes it");
    failure_place(failure, path, record->line_first, 0);
    return STATUS_EVIDENCE;
}
