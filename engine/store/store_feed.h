/* A batch of lines as a table SQLite can read: INSERT ... SELECT from it keeps its place in the
 * table it fills, which costs half of what binding and stepping each row does. */
#ifndef TIEOUT_STORE_STORE_FEED_H
#define TIEOUT_STORE_STORE_FEED_H

#include "store/store_inner.h"
#include "store/store_write.h"

/* Lines one after another, each its head and then only the amounts that are present. */
struct feed_batch {
    char *bytes;
    size_t used;
    uint32_t roles; /* a bit for each role some line has */
    bool flagged;   /* some line has a row in line_flag */
};

/* What the table shows: one role of a batch, or the lines with flags. */
struct feed {
    const struct feed_batch *batch;
    enum role role; /* ROLE_COUNT: the lines with flags, of any role */
};

/* The most bytes one line takes. */
#define FEED_LINE_BYTES sizeof(struct store_line)

/* Appends a line; the caller has looked that FEED_LINE_BYTES are free. */
void feed_add(struct feed_batch *batch, const struct store_line *line);

/* Makes `feed`, which must outlive it, readable as table line_feed on this connection: a column
 * for every column any line table has. */
int feed_register(sqlite3 *db, struct feed *feed);
int feed_unregister(sqlite3 *db);

#endif
