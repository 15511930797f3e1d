/* One record at a time: skip blank lines, split fast or by libcsv, count. What can go wrong is
 * met in the order of the file's bytes, whatever the size of the pieces read: the splitters see
 * only bytes that were checked, so a bad byte is told of once everything before it was read. */
#include "record/record_reader.h"

#include "base/limits.h"
#include "record/record_input.h"
#include "record/record_libcsv.h"
#include "record/record_split.h"

#include <stdlib.h>
#include <string.h>

struct record_reader {
    const char *name;
    enum record_grammar grammar;
    struct record_input input;
    struct record_libcsv *libcsv; /* NULL until a record needs it */
    struct record_field *fields;
    int64_t line; /* of the next byte */
    int64_t blank_lines_before;
    bool begun; /* the byte order mark was looked for */
    bool ended;
    struct record_totals totals;
    struct failure failure; /* the first one, told again at every further call */
};

static struct record_reader *reader_new(const char *name, const struct record_options *options);
static enum status advance(struct record_reader *reader, struct record *record, bool *found);
static enum status skip_mark(struct record_reader *reader);
static enum status skip_blank_lines(struct record_reader *reader, bool *at_end);
static enum status finish(struct record_reader *reader);
static enum status split_record(struct record_reader *reader, struct record_split *split);
static enum record_split_end split_any(struct record_reader *reader, struct record_split *split,
                                       struct record_trouble *trouble);
static enum status refuse_bad_byte(struct record_reader *reader);
static enum status refuse(struct record_reader *reader, const struct record_trouble *trouble);
static void deliver(struct record_reader *reader, const struct record_split *split,
                    struct record *record);
static int64_t count_feeds(const char *bytes, size_t length);

enum status record_reader_open(struct record_reader **reader, const char *path,
                               const struct record_options *options, struct failure *failure)
{
    tie_assert(path != NULL);
    tie_assert(reader != NULL);
    *reader = NULL;
    struct record_input input;
    enum status status = record_input_open(&input, path, options, failure);
    if (status != STATUS_OK)
        return status;
    *reader = reader_new(path, options);
    (*reader)->input = input;
    return STATUS_OK;
}

struct record_reader *record_reader_over(struct str bytes, const char *name,
                                         const struct record_options *options)
{
    tie_assert(name != NULL);
    struct record_reader *reader = reader_new(name, options);
    record_input_over(&reader->input, bytes, options);
    return reader;
}

enum status record_reader_next(struct record_reader *reader, struct record *record, bool *found,
                               struct failure *failure)
{
    tie_assert(reader != NULL);
    tie_assert(record != NULL && found != NULL && failure != NULL);
    *found = false;
    enum status status = reader->failure.status;
    if (status == STATUS_OK && !reader->ended)
        status = advance(reader, record, found);
    if (status != STATUS_OK && failure->status == STATUS_OK)
        *failure = reader->failure;
    return status;
}

enum status record_reader_totals(struct record_reader *reader, struct record_totals *totals,
                                 struct failure *failure)
{
    tie_assert(reader->ended);
    tie_assert(reader->totals.record_bytes + reader->totals.noise_bytes ==
               reader->totals.file_bytes);
    *totals = reader->totals;
    if (!reader->input.of_file)
        return STATUS_OK;
    return file_check_unchanged(&reader->input.source, failure);
}

int64_t record_reader_position(const struct record_reader *reader)
{
    tie_assert(reader != NULL);
    return reader->input.taken_bytes;
}

void record_reader_close(struct record_reader *reader)
{
    if (reader == NULL)
        return;
    record_input_close(&reader->input);
    record_libcsv_close(reader->libcsv);
    free(reader->fields);
    free(reader);
}

static struct record_reader *reader_new(const char *name, const struct record_options *options)
{
    struct record_reader *reader = memory_resize(NULL, 1, sizeof *reader);
    *reader = (struct record_reader){.name = name, .line = 1};
    reader->fields = memory_resize(NULL, LIMIT_RECORD_FIELDS, sizeof *reader->fields);
    reader->grammar = options == NULL ? RECORD_FAST : options->grammar;
    failure_init(&reader->failure);
    return reader;
}

static enum status advance(struct record_reader *reader, struct record *record, bool *found)
{
    enum status status = STATUS_OK;
    bool at_end = false;
    if (!reader->begun)
        status = skip_mark(reader);
    if (status == STATUS_OK)
        status = skip_blank_lines(reader, &at_end);
    if (status != STATUS_OK)
        return status;
    if (at_end)
        return finish(reader);
    if (reader->totals.records == LIMIT_FILE_RECORDS) {
        struct record_trouble trouble = {RECORD_TROUBLE_FILE_RECORDS, 0};
        return refuse(reader, &trouble);
    }
    struct record_split split = {.fields = reader->fields, .capacity = LIMIT_RECORD_FIELDS};
    status = split_record(reader, &split);
    if (status != STATUS_OK)
        return status;
    deliver(reader, &split, record);
    *found = true;
    return STATUS_OK;
}

/* A byte order mark tells nothing that is not known: it counts as noise. */
static enum status skip_mark(struct record_reader *reader)
{
    const struct str mark = STR("\xef\xbb\xbf");
    enum status status = record_input_more(&reader->input, mark.length, &reader->failure);
    if (status != STATUS_OK)
        return status;
    reader->begun = true;
    if (str_starts(record_input_checked(&reader->input), mark)) {
        record_input_take(&reader->input, mark.length);
        reader->totals.noise_bytes += (int64_t)mark.length;
    }
    return STATUS_OK;
}

/* Moves on to the first byte of a record; *at_end when there is none. */
static enum status skip_blank_lines(struct record_reader *reader, bool *at_end)
{
    struct record_input *input = &reader->input;
    for (;;) {
        enum status status = record_input_more(input, 1, &reader->failure);
        if (status != STATUS_OK)
            return status;
        struct str bytes = record_input_checked(input);
        *at_end = bytes.length == 0 && record_input_at_end(input);
        if (bytes.length == 0)
            return *at_end ? STATUS_OK : refuse_bad_byte(reader);
        if (bytes.bytes[0] != '\n' && bytes.bytes[0] != '\r')
            return STATUS_OK;
        size_t length = bytes.bytes[0] == '\r' ? 2 : 1; /* a checked CR has its LF */
        record_input_take(input, length);
        reader->line++;
        reader->blank_lines_before++;
        reader->totals.blank_lines++;
        reader->totals.noise_bytes += (int64_t)length;
    }
}

static enum status finish(struct record_reader *reader)
{
    tie_assert(record_input_at_end(&reader->input));
    reader->totals.file_bytes = reader->input.read_bytes;
    reader->totals.digest = record_input_digest(&reader->input);
    reader->ended = true;
    return STATUS_OK;
}

/* Asks for twice as many bytes each time a record turns out to be unfinished: reading it again
 * from its beginning then costs little, even when the pieces are single bytes. */
static enum status split_record(struct record_reader *reader, struct record_split *split)
{
    struct record_input *input = &reader->input;
    struct record_trouble trouble = {RECORD_TROUBLE_NONE, 0};
    for (;;) {
        enum record_split_end end = split_any(reader, split, &trouble);
        if (end == RECORD_SPLIT_DONE)
            return STATUS_OK;
        if (end == RECORD_SPLIT_TROUBLE)
            return refuse(reader, &trouble);
        tie_assert(end == RECORD_SPLIT_MORE && !record_input_at_end(input));
        if (input->trouble != RECORD_TROUBLE_NONE)
            return refuse_bad_byte(reader);
        size_t want = 2 * (input->checked - input->begin);
        enum status status = record_input_more(input, want, &reader->failure);
        if (status != STATUS_OK)
            return status;
    }
}

/* A record longer than a field may be goes to libcsv, which watches the limits, and does so
 * however much of it has been read. */
static enum record_split_end split_any(struct record_reader *reader, struct record_split *split,
                                       struct record_trouble *trouble)
{
    struct str bytes = record_input_checked(&reader->input);
    bool at_end = record_input_at_end(&reader->input);
    if (reader->grammar == RECORD_FAST) {
        enum record_split_end end = record_split(split, bytes, at_end);
        if (end == RECORD_SPLIT_DONE && split->length <= LIMIT_FIELD_BYTES)
            return end;
        if (end == RECORD_SPLIT_MORE && bytes.length <= LIMIT_FIELD_BYTES)
            return end;
    }
    if (reader->libcsv == NULL)
        reader->libcsv = record_libcsv_open();
    enum record_split_end end =
        record_libcsv_split(reader->libcsv, bytes, at_end, split, trouble);
    reader->totals.libcsv_records += end == RECORD_SPLIT_DONE;
    return end;
}

/* The bytes are good up to one that is not, and all that stands before it has been read. */
static enum status refuse_bad_byte(struct record_reader *reader)
{
    const struct record_input *input = &reader->input;
    struct record_trouble trouble = {input->trouble, input->checked - input->begin};
    return refuse(reader, &trouble);
}

static enum status refuse(struct record_reader *reader, const struct record_trouble *trouble)
{
    record_input_look_ahead(&reader->input, trouble->at + RECORD_TROUBLE_SHOW_AFTER + 1);
    return record_trouble_refuse(trouble, reader->name, reader->line,
                                 record_input_filled(&reader->input), &reader->failure);
}

static void deliver(struct record_reader *reader, const struct record_split *split,
                    struct record *record)
{
    const char *bytes = record_input_checked(&reader->input).bytes;
    tie_assert(split->length > 0 && split->count > 0);
    bool has_end = bytes[split->length - 1] == '\n';
    int64_t feeds = has_end;
    if (split->may_hold_feeds)
        feeds = count_feeds(bytes, split->length);
    reader->totals.records++;
    reader->totals.record_bytes += (int64_t)split->length;
    *record = (struct record){
        .number = reader->totals.records,
        .line_first = reader->line,
        .line_last = reader->line + feeds - has_end,
        .byte_offset = reader->input.taken_bytes,
        .byte_length = (int64_t)split->length,
        .blank_lines_before = reader->blank_lines_before,
        .field_count = split->count,
        .fields = split->fields,
        .raw = {bytes, split->length},
    };
    reader->line += feeds;
    reader->blank_lines_before = 0;
    record_input_take(&reader->input, split->length);
}

static int64_t count_feeds(const char *bytes, size_t length)
{
    int64_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += bytes[i] == '\n';
    return count;
}
