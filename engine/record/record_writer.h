/* CSV out: RFC 4180, LF, a field quoted only when it must be (comma, quote, CR, LF, or blanks
 * at an end). Text cells that a spreadsheet would run get a leading apostrophe unless the
 * writer is raw. */
#ifndef TIEOUT_RECORD_RECORD_WRITER_H
#define TIEOUT_RECORD_RECORD_WRITER_H

#include "base/file.h"
#include "base/str.h"

struct record_writer {
    struct file_sink *sink; /* not owned */
    bool raw;               /* --raw: no apostrophes */
    bool row_started;
    int64_t rows; /* rows ended, the header included */
    struct buffer pending;
};

/* Zeroed but for sink and raw; record_writer_finish flushes and frees what the writer owns (not
 * the sink). Failures are the sink's and wait for file_sink_finish. */
void record_writer_init(struct record_writer *writer, struct file_sink *sink, bool raw);
/* A cell as it is: numbers, days, codes of ours, money. */
void record_writer_cell(struct record_writer *writer, struct str text);
/* A cell from outside: one beginning with = + - @ tab, CR or an apostrophe that is no number
 * gets a leading apostrophe (unless raw). A number: -?digits(.digits)? */
void record_writer_text(struct record_writer *writer, struct str text);
/* Such a cell read back: without the apostrophe record_writer_text gave it, and only that. */
struct str record_writer_unprotected(struct str cell);
void record_writer_end_row(struct record_writer *writer);
void record_writer_finish(struct record_writer *writer);

#endif
