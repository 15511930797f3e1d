/* Lines into the tables of the books, by way of images. */
#ifndef TIEOUT_STORE_STORE_COPY_H
#define TIEOUT_STORE_STORE_COPY_H

#include "base/arena.h"
#include "store/store_attach.h"
#include "store/store_batch.h"
#include "store/store_row.h"

/* A table lines go to. */
struct copy_table {
    struct str name;
    struct str sql; /* as the books hold it: the image's table must be the same */
    struct row_column columns[ROW_COLUMNS_MOST];
    size_t column_count;
    struct store_image
        image; /* of rows that are not yet in it; without bytes until the first */
};

struct store_copy {
    struct store *store;
    bool attached;
    struct arena arena;                       /* of the tables */
    struct copy_table tables[ROLE_ASIDE + 1]; /* by role; the last is line_flag */
};

/* Attaches a place for images to the store and reads what its tables are. After a failure
 * store_copy_close is still due. */
enum status store_copy_open(struct store_copy *copy, struct store *store,
                            struct failure *failure);
enum status store_copy_lines(struct store_copy *copy, const struct store_line *lines,
                             size_t count, struct failure *failure);
/* All lines are in their tables only after this. */
enum status store_copy_finish(struct store_copy *copy, struct failure *failure);
void store_copy_close(struct store_copy *copy);

#endif
