/* A prepared question, as this folder sees it. */
#ifndef TIEOUT_STORE_STORE_QUERY_H
#define TIEOUT_STORE_STORE_QUERY_H

#include "store/store_inner.h"
#include "store/store_read.h"

struct store_query {
    const struct store *store;
    sqlite3_stmt *statement;
};

enum store_prepared {
    STORE_PREPARED_ONE,
    STORE_PREPARED_NONE, /* blanks and comments only */
    STORE_PREPARED_MANY, /* something stands behind the first statement */
    STORE_PREPARED_BAD,  /* sqlite3_errmsg says why */
};

/* Prepares the text if it is exactly one statement; otherwise *statement is NULL. */
enum store_prepared store_query_prepare(sqlite3 *db, struct str sql, sqlite3_stmt **statement);
/* Takes over the statement. Never NULL. */
struct store_query *store_query_of(const struct store *store, sqlite3_stmt *statement);

#endif
