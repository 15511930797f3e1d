/* What a reader made of a file, as text, so that two ways of reading compare in one step and an
 * expected reading can be written down by hand: a line a record, `1 lines 1-1 bytes 0+4 blank
 * 0: a|"b"` (a quoted cell between quotes), then the totals or the failure. */
#ifndef TIEOUT_TESTS_SUPPORT_RECORD_RENDER_H
#define TIEOUT_TESTS_SUPPORT_RECORD_RENDER_H

#include "record/record_reader.h"

#include <inttypes.h>

/* A literal as a struct str where a table of constants is initialised. */
#define TEXT(literal)                                                                          \
    {                                                                                          \
        (literal), sizeof(literal) - 1                                                         \
    }

static inline void record_render_record(struct buffer *text, const struct record *record)
{
    buffer_format(text, "%" PRId64 " lines %" PRId64 "-%" PRId64, record->number,
                  record->line_first, record->line_last);
    buffer_format(text, " bytes %" PRId64 "+%" PRId64 " blank %" PRId64 ": ",
                  record->byte_offset, record->byte_length, record->blank_lines_before);
    for (uint32_t i = 0; i < record->field_count; i++) {
        const struct record_field *field = &record->fields[i];
        buffer_add_c(text, i > 0 ? "|" : "");
        buffer_add_c(text, field->quoted ? "\"" : "");
        buffer_add(text, (struct str){field->bytes, field->length});
        buffer_add_c(text, field->quoted ? "\"" : "");
    }
    buffer_add_c(text, "\n");
}

static inline void record_render_failure(struct buffer *text, const struct failure *failure)
{
    buffer_format(text, "failure %d %s:%" PRId64 ":%" PRId64 ": %s [%s] %d+%d {%s}\n",
                  (int)failure->status, failure->path, failure->line, failure->column,
                  failure->message, failure->excerpt, failure->excerpt_caret,
                  failure->excerpt_caret_count, failure->remedy);
}

/* Reads to the end or the first failure and closes the reader. False: a failure. Checks on the
 * way that each record's raw bytes are those of the file. */
static inline bool record_render(struct buffer *text, struct record_reader *reader,
                                 struct str file, struct record_totals *totals)
{
    struct failure failure;
    struct record record;
    bool found = true;
    enum status status = STATUS_OK;
    failure_init(&failure);
    while (found && status == STATUS_OK) {
        status = record_reader_next(reader, &record, &found, &failure);
        if (status != STATUS_OK || !found)
            break;
        record_render_record(text, &record);
        struct str raw = {file.bytes + record.byte_offset, (size_t)record.byte_length};
        tie_assert(str_equal(raw, record.raw));
        tie_assert(record_reader_position(reader) == record.byte_offset + record.byte_length);
    }
    if (status == STATUS_OK)
        status = record_reader_totals(reader, totals, &failure);
    if (status != STATUS_OK)
        record_render_failure(text, &failure);
    tie_assert(status == failure.status);
    record_reader_close(reader);
    return status == STATUS_OK;
}

#endif
