/* Lines on their way to the writer: one after another, each its fixed part, then only the
 * amounts that are present, most of a line's being zero, then the texts it travels with. */
#ifndef TIEOUT_STORE_STORE_BATCH_H
#define TIEOUT_STORE_STORE_BATCH_H

#include "store/store_write.h"

struct store_batch {
    char *bytes; /* the owner's, as what is free of it */
    size_t capacity;
    size_t used;
    size_t lines;
};

/* The most bytes one line takes without its texts. */
#define STORE_BATCH_LINE_BYTES (sizeof(struct store_line) + sizeof(uint32_t))
/* The bytes its texts take; `texts` may be NULL, here and below. */
size_t store_batch_text_bytes(const struct store_texts *texts);

/* Appends a line; the caller has looked that its bytes are free. */
void store_batch_add(struct store_batch *batch, const struct store_line *line,
                     const struct store_texts *texts);
/* The line at offset *at, amounts that are not present 0, and *at moved behind it; false at the
 * end. */
bool store_batch_next(const struct store_batch *batch, size_t *at, struct store_line *line);
/* The texts of the line at offset *at, where they lie, and *at moved behind it; false at the
 * end. */
bool store_batch_texts(const struct store_batch *batch, size_t *at, struct store_texts *texts);
/* Whether flags are worth a row of their own: that a line has money is no question. */
bool store_batch_is_flagged(const struct store_line *line);

#endif
