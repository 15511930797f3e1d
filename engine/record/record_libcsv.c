/* libcsv reports a field or a row from within the byte that ends it: a comma or a line end. So
 * each piece handed over ends at the next such byte, and after it is known where the next field
 * begins, whether the row is over, and (libcsv stops at a byte it does not like) which byte is
 * wrong. */
#include "record/record_libcsv.h"

#include "base/arena.h"
#include "base/limits.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

struct record_libcsv {
    struct csv_parser parser;
    struct csv_parser fresh; /* as it was before its first byte */
    char *texts;             /* the fields of the record, unescaped, one after the other */
    size_t texts_capacity;
    /* of the record under way */
    size_t texts_length;
    struct record_split *split;
    const char *bytes;
    size_t field_first; /* the raw first byte of the field under way */
    size_t fed;
    bool row_ended;
};

#define RECORD_VERSION(major, minor, release) #major "." #minor "." #release
#define RECORD_VERSION_OF(major, minor, release) RECORD_VERSION(major, minor, release)

static void restart(struct record_libcsv *door, struct str bytes, struct record_split *split);
static enum record_split_end feed(struct record_libcsv *door, struct str bytes,
                                  struct record_trouble *trouble);
static size_t piece_end(const struct record_libcsv *door, struct str bytes);
static enum record_split_end refuse(struct record_trouble *trouble,
                                    enum record_trouble_kind kind, size_t at);
static enum record_split_end refuse_byte(const struct record_libcsv *door,
                                         struct record_trouble *trouble);
static enum record_split_end end_row(struct record_libcsv *door, struct str bytes,
                                     struct record_trouble *trouble);
static enum record_split_end end_file(struct record_libcsv *door, struct str bytes,
                                      struct record_trouble *trouble);
static void keep_field(void *text, size_t length, void *context);
static void note_row(int byte, void *context);
static int no_space(unsigned char byte);
static void *resize(void *memory, size_t size);

struct record_libcsv *record_libcsv_open(void)
{
    struct record_libcsv *door = memory_resize(NULL, 1, sizeof *door);
    *door = (struct record_libcsv){0};
    int options = CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL;
    int code = csv_init(&door->parser, (unsigned char)options);
    tie_assert(code == 0);
    csv_set_space_func(&door->parser, no_space);
    csv_set_realloc_func(&door->parser, resize);
    csv_set_blk_size(&door->parser, 4096);
    door->fresh = door->parser;
    return door;
}

const char *record_library_version(void)
{
    return RECORD_VERSION_OF(CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
}

void record_libcsv_close(struct record_libcsv *door)
{
    if (door == NULL)
        return;
    csv_free(&door->parser);
    free(door->texts);
    free(door);
}

enum record_split_end record_libcsv_split(struct record_libcsv *door, struct str bytes,
                                          bool at_end, struct record_split *split,
                                          struct record_trouble *trouble)
{
    tie_assert(bytes.length > 0 && bytes.bytes[0] != '\n' && bytes.bytes[0] != '\r');
    tie_assert(split->capacity == LIMIT_RECORD_FIELDS);
    restart(door, bytes, split);
    while (door->fed < bytes.length && !door->row_ended) {
        if (door->fed == LIMIT_RECORD_BYTES)
            return refuse(trouble, RECORD_TROUBLE_RECORD_BYTES, 0);
        enum record_split_end end = feed(door, bytes, trouble);
        if (end == RECORD_SPLIT_TROUBLE)
            return end;
    }
    if (door->row_ended)
        return end_row(door, bytes, trouble);
    return at_end ? end_file(door, bytes, trouble) : RECORD_SPLIT_MORE;
}

/* A record may have been given up half-way for want of bytes: the parser forgets it, and keeps
 * its memory. */
static void restart(struct record_libcsv *door, struct str bytes, struct record_split *split)
{
    struct csv_parser parser = door->fresh;
    parser.entry_buf = door->parser.entry_buf;
    parser.entry_size = door->parser.entry_size;
    door->parser = parser;
    size_t most = bytes.length < LIMIT_RECORD_BYTES ? bytes.length : LIMIT_RECORD_BYTES;
    if (door->texts_capacity < most) {
        door->texts = memory_resize(door->texts, most, 1);
        door->texts_capacity = most;
    }
    door->texts_length = 0;
    door->split = split;
    door->bytes = bytes.bytes;
    door->field_first = 0;
    door->fed = 0;
    door->row_ended = false;
    split->count = 0;
    split->may_hold_feeds = true;
}

/* Hands over one piece. RECORD_SPLIT_MORE: go on. */
static enum record_split_end feed(struct record_libcsv *door, struct str bytes,
                                  struct record_trouble *trouble)
{
    size_t length = piece_end(door, bytes) - door->fed;
    uint32_t count = door->split->count;
    size_t done =
        csv_parse(&door->parser, bytes.bytes + door->fed, length, keep_field, note_row, door);
    door->fed += done;
    if (done < length)
        return refuse_byte(door, trouble);
    bool field_ended = door->split->count > count;
    if (!field_ended && door->fed - door->field_first > LIMIT_FIELD_BYTES)
        return refuse(trouble, RECORD_TROUBLE_FIELD_BYTES, door->field_first);
    if (field_ended && !door->row_ended && door->split->count == LIMIT_RECORD_FIELDS)
        return refuse(trouble, RECORD_TROUBLE_RECORD_FIELDS, 0);
    if (field_ended)
        door->field_first = door->fed;
    return RECORD_SPLIT_MORE;
}

/* One beyond the next byte that can end a field; sooner where a limit must be looked at: libcsv
 * gets no more than the one byte by which a field would be too long. */
static size_t piece_end(const struct record_libcsv *door, struct str bytes)
{
    size_t most = door->field_first + LIMIT_FIELD_BYTES + 1;
    most = most < LIMIT_RECORD_BYTES ? most : LIMIT_RECORD_BYTES;
    most = most < bytes.length ? most : bytes.length;
    tie_assert(door->fed < most);
    for (size_t at = door->fed; at < most; at++) {
        char byte = bytes.bytes[at];
        if (byte == ',' || byte == '\n' || byte == '\r')
            return at + 1;
    }
    return most;
}

static enum record_split_end refuse(struct record_trouble *trouble,
                                    enum record_trouble_kind kind, size_t at)
{
    *trouble = (struct record_trouble){kind, at};
    return RECORD_SPLIT_TROUBLE;
}

/* libcsv stopped before the byte at `fed`: a quote in a field that began without one, or
 * anything behind a closing quote. */
static enum record_split_end refuse_byte(const struct record_libcsv *door,
                                         struct record_trouble *trouble)
{
    tie_assert(csv_error((struct csv_parser *)&door->parser) == CSV_EPARSE);
    bool quoted = door->bytes[door->field_first] == '"';
    return refuse(trouble, quoted ? RECORD_TROUBLE_AFTER_QUOTE : RECORD_TROUBLE_QUOTE,
                  door->fed);
}

/* The row ended at the byte before `fed`; behind a CR its LF still belongs to the record. */
static enum record_split_end end_row(struct record_libcsv *door, struct str bytes,
                                     struct record_trouble *trouble)
{
    size_t length = door->fed;
    if (bytes.bytes[length - 1] == '\r') {
        if (length == bytes.length)
            return RECORD_SPLIT_MORE;
        tie_assert(bytes.bytes[length] == '\n');
        length++;
    }
    if (length > LIMIT_RECORD_BYTES)
        return refuse(trouble, RECORD_TROUBLE_RECORD_BYTES, 0);
    door->split->length = length;
    return RECORD_SPLIT_DONE;
}

static enum record_split_end end_file(struct record_libcsv *door, struct str bytes,
                                      struct record_trouble *trouble)
{
    if (csv_fini(&door->parser, keep_field, note_row, door) != 0)
        return refuse(trouble, RECORD_TROUBLE_UNTERMINATED, door->field_first);
    tie_assert(door->row_ended);
    door->split->length = bytes.length;
    return RECORD_SPLIT_DONE;
}

static void keep_field(void *text, size_t length, void *context)
{
    struct record_libcsv *door = context;
    struct record_split *split = door->split;
    tie_assert(split->count < split->capacity);
    tie_assert(length <= door->texts_capacity - door->texts_length);
    char *kept = door->texts + door->texts_length;
    if (length > 0)
        memcpy(kept, text, length);
    door->texts_length += length;
    /* The first byte tells quoted from unquoted; at the end of a file there may be none. */
    const char *first = door->bytes + door->field_first;
    bool quoted = text != NULL && *first == '"';
    split->fields[split->count] = (struct record_field){kept, (uint32_t)length, quoted};
    split->count++;
}

static void note_row(int byte, void *context)
{
    struct record_libcsv *door = context;
    (void)byte;
    door->row_ended = true;
}

/* No byte is blank: cells are kept as they stand. */
static int no_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

static void *resize(void *memory, size_t size)
{
    return memory_resize(memory, size, 1);
}
