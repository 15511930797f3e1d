/* Lines on their way to the writer: one after another, each its fixed part and then only the
 * amounts that are present, most of a line's being zero. */
#ifndef TIEOUT_STORE_STORE_BATCH_H
#define TIEOUT_STORE_STORE_BATCH_H

#include "store/store_write.h"

struct store_batch {
    char *bytes; /* the owner's */
    size_t used;
    uint32_t roles; /* a bit for each role some line has */
    bool flagged;   /* some line has a row in line_flag */
};

/* The most bytes one line takes. */
#define STORE_BATCH_LINE_BYTES sizeof(struct store_line)

/* Appends a line; the caller has looked that STORE_BATCH_LINE_BYTES are free. */
void store_batch_add(struct store_batch *batch, const struct store_line *line);
/* The line at offset *at, and *at moved behind it; false at the end. `line` is zeroed before
 * the first and given again for the next: amounts that are not present are 0 in it. */
bool store_batch_next(const struct store_batch *batch, size_t *at, struct store_line *line);
/* Whether flags are worth a row of their own: that a line has money is no question. */
bool store_batch_is_flagged(const struct store_line *line);

#endif
