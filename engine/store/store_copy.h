/* Batches of lines into the tables of the books, page by page. */
#ifndef TIEOUT_STORE_STORE_COPY_H
#define TIEOUT_STORE_STORE_COPY_H

#include "base/arena.h"
#include "store/store_aside.h"
#include "store/store_batch.h"
#include "store/store_pages.h"
#include "store/store_row.h"

/* A table lines go to. */
struct copy_table {
    struct str name;
    struct row_column columns[ROW_COLUMNS_MOST];
    size_t column_count;
    struct page_table pages;
    struct store_aside aside;
};

struct store_copy {
    struct store *store;
    bool away;                                /* SQLite was asked to leave */
    struct arena arena;                       /* of the names */
    struct copy_table tables[ROLE_ASIDE + 1]; /* by role; the last is line_flag */
};

/* Reads what the tables of lines are; then SQLite leaves the books. After a failure
 * store_copy_finish is still due. */
enum status store_copy_open(struct store_copy *copy, struct store *store,
                            struct failure *failure);
enum status store_copy_batch(struct store_copy *copy, const struct store_batch *batch,
                             struct failure *failure);
/* SQLite has the books again, with all lines in them. */
enum status store_copy_finish(struct store_copy *copy, struct failure *failure);

#endif
