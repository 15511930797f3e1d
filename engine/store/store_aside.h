/* Rows that cannot be filled in by pages: inserted at once where SQLite has the books, else kept
 * until it has them again. */
#ifndef TIEOUT_STORE_STORE_ASIDE_H
#define TIEOUT_STORE_STORE_ASIDE_H

#include "base/arena.h"
#include "store/store_write.h"

/* Zero-initialise but for the first three. */
struct store_aside {
    struct store *store;
    const char *table; /* its own copy once rows are kept */
    size_t column_count;
    struct store_insert *insert; /* NULL until it is needed */
    struct arena arena;
    struct aside_row *first, *last;
};

enum status store_aside_row(struct store_aside *aside, const struct store_cell *cells,
                            struct failure *failure);
/* Inserts what was kept and frees everything; while SQLite is away, store_return does. */
enum status store_aside_finish(struct store_aside *aside, struct failure *failure);

#endif
