/* Bytes become records. libcsv (RFC 4180, strict) is the grammar; a splitter takes the records
 * whose reading is certain (no quote but around a whole field), and every other record goes to
 * libcsv. Both give the same fields at the same offsets: a differential test holds them
 * together.
 *
 * What is wrong is met in the order of the bytes, whatever the size of the pieces read: records
 * that end before it are given out, and of several things wrong the first one is told.
 *
 * Refused, the whole file (STATUS_REFUSED, with line, column, excerpt): a NUL, invalid UTF-8, a
 * CR not before LF, a stray quote, a quoted field that never ends (the line where it began is
 * named), a field or record beyond its limit. A byte order mark at the start is skipped and
 * counted as noise. The file is hashed in the same pass, and checked not to have changed
 * meanwhile. */
#ifndef TIEOUT_RECORD_RECORD_READER_H
#define TIEOUT_RECORD_RECORD_READER_H

#include "base/digest.h"
#include "base/failure.h"
#include "base/str.h"

/* What to do with a file of the wrong separator, whoever meets it first. */
#define RECORD_SEMICOLONS                                                                      \
    "Cells are parted by semicolons here, as some spreadsheets save them: save the file "      \
    "with\ncommas."

struct record_field {
    const char *bytes; /* unescaped, not NUL-terminated */
    uint32_t length;
    bool quoted; /* "" is quoted and of length 0; an empty cell is not quoted */
};

struct record {
    int64_t number;     /* from 1; blank lines are no records */
    int64_t line_first; /* physical lines, from 1 */
    int64_t line_last;
    int64_t byte_offset;        /* of its first byte in the file */
    int64_t byte_length;        /* up to and including its line end */
    int64_t blank_lines_before; /* blank lines skipped since the record before it */
    uint32_t field_count;       /* at least 1 */
    const struct record_field *fields;
    struct str raw; /* its bytes as they stand in the file, line end included */
};

struct record_reader;

enum record_grammar {
    RECORD_FAST,   /* the splitter, and libcsv for what is not certain */
    RECORD_LIBCSV, /* libcsv for every record: the reference of the differential test */
};

/* Called for each piece of bytes as read, in order: the second scanner listens here. Of a large
 * file on a thread of its own, which has told all once the reader found the end. */
typedef void record_listener(void *context, struct str bytes);

struct record_options {
    enum record_grammar grammar;
    size_t chunk_bytes; /* bytes asked of the file at a time; 0: LIMIT_READ_BYTES */
    record_listener *listener;
    void *listener_context;
};

/* Opens `path` (which must outlive the reader). On failure *reader is NULL. `options` NULL:
 * defaults. */
enum status record_reader_open(struct record_reader **reader, const char *path,
                               const struct record_options *options, struct failure *failure);
/* A reader over bytes in memory, which must outlive it; `name` stands in messages. */
struct record_reader *record_reader_over(struct str bytes, const char *name,
                                         const struct record_options *options);
/* The next record, valid until the next call; *found false at the end of a well-formed file. */
enum status record_reader_next(struct record_reader *reader, struct record *record, bool *found,
                               struct failure *failure);

struct record_totals {
    int64_t records;
    int64_t blank_lines;
    int64_t record_bytes; /* bytes of all records, line ends included */
    int64_t noise_bytes;  /* blank lines and the byte order mark */
    int64_t file_bytes;
    int64_t libcsv_records; /* how many went to libcsv */
    struct digest digest;
};
/* After the end: what the file held. Also checks that the file did not change while it was
 * read. */
enum status record_reader_totals(struct record_reader *reader, struct record_totals *totals,
                                 struct failure *failure);
/* Bytes consumed so far, for progress. */
int64_t record_reader_position(const struct record_reader *reader);
void record_reader_close(struct record_reader *reader); /* NULL is fine */

#endif
