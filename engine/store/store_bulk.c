/* Many rows of one table, page by page. SQLite does not see these rows come, so each cell is
 * held against its column here; what cannot stand in a page, or in the order of ids, waits
 * beside until SQLite can insert it. */
#include "store/store_write.h"

#include "base/arena.h"
#include "store/store_aside.h"
#include "store/store_pages.h"
#include "store/store_query.h"
#include "store/store_row.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 128 };

struct bulk_column {
    struct str name;
    enum store_kind kind;
    bool may_be_null;
};

struct store_bulk {
    struct store *store;
    struct arena arena;
    struct str table;
    struct bulk_column columns[COLUMNS_MOST];
    size_t column_count;
    struct page_table pages;
    struct store_aside aside;
    bool by_pages; /* the table is of the form */
    bool away;     /* SQLite was asked to leave */
};

static enum status read_table(struct store_bulk *bulk, bool *by_pages, struct failure *failure);
static enum status read_columns(struct store_bulk *bulk, size_t expected, bool *by_pages,
                                struct failure *failure);
static enum status refuse_table(const struct store_bulk *bulk, struct failure *failure);
static enum status check_cells(const struct store_bulk *bulk, const struct store_cell *cells,
                               struct failure *failure);
static size_t encode(const struct store_bulk *bulk, const struct store_cell *cells,
                     unsigned char record[STORE_PAGES_RECORD_MOST]);
static unsigned char *encode_cell(const struct store_cell *cell, unsigned char *body,
                                  const unsigned char *end, unsigned char *types,
                                  size_t *types_length);

enum status store_bulk_open(struct store_bulk **bulk, struct store *store, const char *table,
                            size_t column_count, struct failure *failure)
{
    tie_assert(bulk != NULL && store != NULL);
    tie_assert(table != NULL && column_count > 0 && column_count <= COLUMNS_MOST);
    *bulk = NULL;
    struct store_bulk *made = memory_resize(NULL, 1, sizeof *made);
    memset(made, 0, sizeof *made);
    made->store = store;
    made->table = arena_copy(&made->arena, str_from(table));
    made->aside = (struct store_aside){
        .store = store, .table = made->table.bytes, .column_count = column_count};
    enum status status = read_table(made, &made->by_pages, failure);
    if (status == STATUS_OK)
        status = read_columns(made, column_count, &made->by_pages, failure);
    if (status == STATUS_OK && made->by_pages)
        status = page_table_open(&made->pages, store, made->table, failure);
    if (status == STATUS_OK)
        *bulk = made;
    else
        store_bulk_finish(made, failure);
    return status;
}

/* SQLite leaves with the first row, when every table that is filled beside this one is open. */
enum status store_bulk_row(struct store_bulk *bulk, const struct store_cell *cells,
                           struct failure *failure)
{
    tie_assert(bulk != NULL && cells != NULL);
    unsigned char record[STORE_PAGES_RECORD_MOST];
    enum status status = check_cells(bulk, cells, failure);
    if (status == STATUS_OK && !bulk->away) {
        status = store_leave(bulk->store, failure);
        bulk->away = status == STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    size_t length = bulk->by_pages ? encode(bulk, cells, record) : 0;
    if (length > 0 &&
        page_table_add(&bulk->pages, bulk->store, cells[0].integer, record, length))
        return STATUS_OK;
    return store_aside_row(&bulk->aside, cells, failure);
}

enum status store_bulk_finish(struct store_bulk *bulk, struct failure *failure)
{
    if (bulk == NULL)
        return STATUS_OK;
    enum status status = STATUS_OK;
    page_table_finish(&bulk->pages, bulk->store);
    if (bulk->away)
        status = store_return(bulk->store, failure);
    status = status_worse(status, store_aside_finish(&bulk->aside, failure));
    arena_free(&bulk->arena);
    free(bulk);
    return status;
}

/* Whether rows may come unseen: the words of the table's own statement tell. */
static enum status read_table(struct store_bulk *bulk, bool *by_pages, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status status = store_query_open(
        &query, bulk->store,
        STR("SELECT sql LIKE '%) STRICT' AND sql NOT LIKE '%CHECK%' FROM main.sqlite_schema "
            "WHERE type = 'table' AND name = ?1"),
        failure);
    if (status != STATUS_OK)
        return status;
    store_query_bind_text(query, 1, bulk->table);
    status = store_query_step(query, &found, failure);
    if (status == STATUS_OK && found)
        *by_pages = store_query_integer(query, 0) == 1;
    else if (status == STATUS_OK)
        status = refuse_table(bulk, failure);
    store_query_close(query);
    return status;
}

static enum status read_columns(struct store_bulk *bulk, size_t expected, bool *by_pages,
                                struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    bool key_first = false;
    enum status status =
        store_query_open(&query, bulk->store,
                         STR("SELECT name, type = 'TEXT', \"notnull\" = 0, pk = 1 AND cid = 0 "
                             "AND type = 'INTEGER' FROM pragma_table_info(?1) ORDER BY cid"),
                         failure);
    if (status != STATUS_OK)
        return status;
    store_query_bind_text(query, 1, bulk->table);
    status = store_query_step(query, &found, failure);
    while (status == STATUS_OK && found && bulk->column_count < COLUMNS_MOST) {
        struct bulk_column *column = &bulk->columns[bulk->column_count++];
        column->name = arena_copy(&bulk->arena, store_query_text(query, 0));
        column->kind = store_query_integer(query, 1) == 1 ? STORE_TEXT : STORE_INTEGER;
        column->may_be_null = store_query_integer(query, 2) == 1;
        key_first |= store_query_integer(query, 3) == 1;
        status = store_query_step(query, &found, failure);
    }
    store_query_close(query);
    bulk->columns[0].may_be_null = false;
    *by_pages = *by_pages && key_first;
    bool fits = bulk->column_count == expected;
    return status == STATUS_OK && !fits ? refuse_table(bulk, failure) : status;
}

static enum status refuse_table(const struct store_bulk *bulk, struct failure *failure)
{
    return failure_set(
        failure, STATUS_EVIDENCE,
        "table %s cannot be filled in bulk: it is not there, or has other columns",
        bulk->table.bytes);
}

static enum status check_cells(const struct store_bulk *bulk, const struct store_cell *cells,
                               struct failure *failure)
{
    for (size_t i = 0; i < bulk->column_count; i++) {
        const struct bulk_column *column = &bulk->columns[i];
        bool holds =
            cells[i].kind == STORE_NULL ? column->may_be_null : cells[i].kind == column->kind;
        if (!holds)
            return failure_set(
                failure, STATUS_EVIDENCE,
                "a row of table %s could not be written: %s cannot hold its value",
                bulk->table.bytes, column->name.bytes);
    }
    return STATUS_OK;
}

/* The record's length; 0 when it is too long. The first column is the row's id, for which the
 * record holds NULL. */
static size_t encode(const struct store_bulk *bulk, const struct store_cell *cells,
                     unsigned char record[STORE_PAGES_RECORD_MOST])
{
    unsigned char types[COLUMNS_MOST * ROW_VARINT_MOST];
    unsigned char body[STORE_PAGES_RECORD_MOST + sizeof(int64_t)];
    const unsigned char *end = body + STORE_PAGES_RECORD_MOST;
    unsigned char *at = body;
    size_t types_length = 1;
    types[0] = 0;
    for (size_t i = 1; i < bulk->column_count && at != NULL; i++)
        at = encode_cell(&cells[i], at, end, types, &types_length);
    if (at == NULL)
        return 0;
    /* The header counts its own length, which takes one byte or two. */
    size_t header_length = types_length + (types_length + 1 < 128 ? 1 : 2);
    size_t body_length = (size_t)(at - body);
    if (header_length + body_length > STORE_PAGES_RECORD_MOST)
        return 0;
    size_t length = row_put_varint(record, header_length);
    memcpy(record + length, types, types_length);
    memcpy(record + header_length, body, body_length);
    return header_length + body_length;
}

/* The end of the body, or NULL when the cell does not fit before `end`. */
static unsigned char *encode_cell(const struct store_cell *cell, unsigned char *body,
                                  const unsigned char *end, unsigned char *types,
                                  size_t *types_length)
{
    unsigned char *type = types + *types_length;
    switch (cell->kind) {
    case STORE_NULL:
        *type = 0;
        *types_length += 1;
        return body;
    case STORE_INTEGER:
        *types_length += 1;
        return body > end ? NULL : row_put_integer(body, type, cell->integer);
    case STORE_TEXT:
        *types_length += row_put_text_type(type, cell->text.length);
        if (body > end || cell->text.length > (size_t)(end - body))
            return NULL;
        if (cell->text.length > 0)
            memcpy(body, cell->text.bytes, cell->text.length);
        return body + cell->text.length;
    }
    base_assert_failed(__FILE__, __LINE__, "a kind of cell");
}
