/* Tables filled page by page ("Database File Format", sections 1.3 and 1.6) while SQLite has let
 * the books go: rows that come in the order of their ids are leaves one after another, and the
 * inner pages follow from them. It costs a tenth of what an INSERT does, and other connections
 * may read what was there before. */
#ifndef TIEOUT_STORE_STORE_PAGES_H
#define TIEOUT_STORE_STORE_PAGES_H

#include "store/store_aside.h"
#include "store/store_inner.h"

/* The longest record a page takes here; nothing ever overflows to a page of its own. */
enum { STORE_PAGES_RECORD_MOST = 4096 };

/* A table being filled. */
struct page_table {
    uint32_t root; /* its page; 0: it cannot be filled by pages */
    unsigned char *leaf;
    size_t rows;    /* of the leaf under way */
    size_t content; /* where its rows begin: they grow downwards */
    int64_t last_id;
    struct page_child *children; /* leaves that are written */
    size_t child_count, child_capacity;
};

/* Commits, and lets SQLite close the books until as many returns as leaves. Books in memory stay
 * open, and no table of theirs can be filled by pages. */
enum status store_leave(struct store *store, struct failure *failure);
/* After the last one SQLite has the books again, in a new transaction. Also tells of pages that
 * could not be written. */
enum status store_return(struct store *store, struct failure *failure);

/* Takes over the rows of `aside` until SQLite is back. */
void store_pages_await(struct store *store, struct store_aside *aside);

/* Asks for the root of an empty table, before store_leave. */
enum status page_table_open(struct page_table *table, struct store *store, struct str name,
                            struct failure *failure);
/* False, and nothing done, when the id does not follow the last one, the record is too long, or
 * the table is none to be filled by pages: the row must then be inserted when SQLite is back. */
bool page_table_add(struct page_table *table, struct store *store, int64_t id,
                    const unsigned char *record, size_t length);
/* Writes what is left; before store_return. Frees what the table holds. */
void page_table_finish(struct page_table *table, struct store *store);

#endif
