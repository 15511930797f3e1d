/* The fast way: one record of the plain kind, every field either unquoted without a quote in it
 * or quoted without a doubled quote, becomes slices of the bytes it stands in. Anything else is
 * somebody else's (libcsv's) to read or to refuse. */
#ifndef TIEOUT_RECORD_RECORD_SPLIT_H
#define TIEOUT_RECORD_RECORD_SPLIT_H

#include "base/str.h"
#include "record/record_reader.h"

enum {
    /* Bytes that must be readable beyond the end of what is split; their values do not matter.
     */
    RECORD_SPLIT_PADDING = 64,
};

enum record_split_end {
    RECORD_SPLIT_DONE,
    RECORD_SPLIT_MORE,    /* the bytes end before the record does */
    RECORD_SPLIT_ODD,     /* not of the plain kind, or no record at all */
    RECORD_SPLIT_TROUBLE, /* libcsv only: refused */
};

struct record_split {
    struct record_field *fields; /* room for `capacity`, at least 1; owned by the caller */
    uint32_t capacity;
    uint32_t count;      /* RECORD_SPLIT_DONE: fields of the record */
    size_t length;       /* its bytes, line end included */
    bool may_hold_feeds; /* false: certainly no line feed inside a quoted field */
};

/* Splits the record `bytes` begins with (not a blank line). `at_end`: nothing follows, so that
 * a record may end without a line end. A CR counts as a line end only before an LF. */
enum record_split_end record_split(struct record_split *split, struct str bytes, bool at_end);
/* The same without instructions of a particular processor; the two agree on every input. */
enum record_split_end record_split_portable(struct record_split *split, struct str bytes,
                                            bool at_end);

#endif
