/* Many rows of one table, by way of images. SQLite does not look at types and NULLs when it
 * copies an image, so each cell is held against its column here; a row too long for an image
 * goes the plain way. */
#include "store/store_write.h"

#include "base/arena.h"
#include "store/store_lane.h"
#include "store/store_query.h"
#include "store/store_row.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 128 };

struct bulk_column {
    struct str name;
    uint32_t kinds; /* it can hold: a bit each */
};

struct store_bulk {
    struct store *store;
    struct arena arena;
    struct str table, sql;
    struct bulk_column columns[COLUMNS_MOST];
    size_t column_count;
    struct store_image image;
    struct store_insert *insert; /* for rows too long for an image; NULL until there is one */
};

static enum status read_table(struct store_bulk *bulk, struct failure *failure);
static enum status read_columns(struct store_bulk *bulk, size_t expected,
                                struct failure *failure);
static enum status refuse_table(const struct store_bulk *bulk, struct failure *failure);
static size_t encode_short(const struct store_bulk *bulk, const struct store_cell *cells,
                           unsigned char record[STORE_IMAGE_RECORD_MOST]);
static inline bool holds(const struct bulk_column *column, const struct store_cell *cell);
static enum status check_cells(const struct store_bulk *bulk, const struct store_cell *cells,
                               struct failure *failure);
static size_t encode(const struct store_bulk *bulk, const struct store_cell *cells,
                     unsigned char record[STORE_IMAGE_RECORD_MOST]);
static unsigned char *encode_cell(const struct store_cell *cell, unsigned char *body,
                                  const unsigned char *end, unsigned char *types,
                                  size_t *types_length);
static enum status flush(struct store_bulk *bulk, struct failure *failure);
static enum status insert_long(struct store_bulk *bulk, const struct store_cell *cells,
                               struct failure *failure);

enum status store_bulk_open(struct store_bulk **bulk, struct store *store, const char *table,
                            size_t column_count, struct failure *failure)
{
    tie_assert(bulk != NULL && store != NULL);
    tie_assert(table != NULL && column_count > 0 && column_count <= COLUMNS_MOST);
    *bulk = NULL;
    enum status status = store_lane_open(store, failure);
    if (status != STATUS_OK)
        return status;
    struct store_bulk *made = memory_resize(NULL, 1, sizeof *made);
    memset(made, 0, sizeof *made);
    made->store = store;
    made->table = arena_copy(&made->arena, str_from(table));
    store_image_init(&made->image);
    status = read_table(made, failure);
    if (status == STATUS_OK)
        status = read_columns(made, column_count, failure);
    if (status != STATUS_OK) {
        store_bulk_finish(made, failure);
        return status;
    }
    store_image_start(&made->image, made->table, made->sql);
    *bulk = made;
    return STATUS_OK;
}

enum status store_bulk_row(struct store_bulk *bulk, const struct store_cell *cells,
                           struct failure *failure)
{
    tie_assert(bulk != NULL && cells != NULL);
    unsigned char record[STORE_IMAGE_RECORD_MOST];
    enum status status = STATUS_OK;
    size_t length = encode_short(bulk, cells, record);
    if (length == 0) {
        status = check_cells(bulk, cells, failure);
        if (status != STATUS_OK)
            return status;
        length = encode(bulk, cells, record);
    }
    if (length == 0)
        return insert_long(bulk, cells, failure);
    if (store_image_add(&bulk->image, cells[0].integer, record, length))
        return STATUS_OK;
    status = flush(bulk, failure);
    bool added = store_image_add(&bulk->image, cells[0].integer, record, length);
    tie_assert(added);
    return status;
}

enum status store_bulk_finish(struct store_bulk *bulk, struct failure *failure)
{
    if (bulk == NULL)
        return STATUS_OK;
    enum status status = flush(bulk, failure);
    store_insert_close(bulk->insert);
    status = status_worse(status, store_lane_close(bulk->store, failure));
    store_image_free(&bulk->image);
    arena_free(&bulk->arena);
    free(bulk);
    return status;
}

/* What would make copying rows as they are unsafe or impossible is refused: the words of the
 * table's own statement tell. */
static enum status read_table(struct store_bulk *bulk, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status status = store_query_open(
        &query, bulk->store,
        STR("SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?1 AND "
            "sql LIKE '%) STRICT' AND sql NOT LIKE '%CHECK%'"),
        failure);
    if (status != STATUS_OK)
        return status;
    store_query_bind_text(query, 1, bulk->table);
    status = store_query_step(query, &found, failure);
    if (status == STATUS_OK && found)
        bulk->sql = arena_copy(&bulk->arena, store_query_text(query, 0));
    else if (status == STATUS_OK)
        status = refuse_table(bulk, failure);
    store_query_close(query);
    return status;
}

static enum status read_columns(struct store_bulk *bulk, size_t expected,
                                struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    bool key_first = false;
    enum status status =
        store_query_open(&query, bulk->store,
                         STR("SELECT name, type = 'TEXT', \"notnull\" = 0, pk = 1 AND cid = 0 "
                             "FROM pragma_table_info(?1) ORDER BY cid"),
                         failure);
    if (status != STATUS_OK)
        return status;
    store_query_bind_text(query, 1, bulk->table);
    status = store_query_step(query, &found, failure);
    while (status == STATUS_OK && found && bulk->column_count < COLUMNS_MOST) {
        struct bulk_column *column = &bulk->columns[bulk->column_count++];
        column->name = arena_copy(&bulk->arena, store_query_text(query, 0));
        column->kinds = 1u << (store_query_integer(query, 1) == 1 ? STORE_TEXT : STORE_INTEGER);
        column->kinds |= store_query_integer(query, 2) == 1 ? 1u << STORE_NULL : 0;
        key_first |= store_query_integer(query, 3) == 1;
        status = store_query_step(query, &found, failure);
    }
    store_query_close(query);
    bulk->columns[0].kinds &= ~(1u << STORE_NULL);
    bool fits = key_first && bulk->column_count == expected;
    return status == STATUS_OK && !fits ? refuse_table(bulk, failure) : status;
}

static enum status refuse_table(const struct store_bulk *bulk, struct failure *failure)
{
    return failure_set(failure, STATUS_EVIDENCE,
                       "table %s cannot be filled in bulk: it is not there, or not of the form",
                       bulk->table.bytes);
}

/* Nearly all rows: few columns and short texts, so that every type is one byte and the body may
 * be written where it stays. 0 for any other row, and for one whose cells do not fit their
 * columns. */
static size_t encode_short(const struct store_bulk *bulk, const struct store_cell *cells,
                           unsigned char record[STORE_IMAGE_RECORD_MOST])
{
    const unsigned char *last = record + STORE_IMAGE_RECORD_MOST - ROW_TEXT_SHORT;
    unsigned char *at = record + 1 + bulk->column_count;
    if (1 + bulk->column_count > INT8_MAX || !holds(&bulk->columns[0], &cells[0]))
        return 0;
    record[0] = (unsigned char)(1 + bulk->column_count);
    record[1] = ROW_NULL;
    for (size_t i = 1; i < bulk->column_count; i++) {
        const struct store_cell *cell = &cells[i];
        unsigned char *type = &record[1 + i];
        if (at > last || !holds(&bulk->columns[i], cell))
            return 0;
        *type = ROW_NULL;
        if (cell->kind == STORE_INTEGER) {
            at = row_put_integer(at, type, cell->integer);
        } else if (cell->kind == STORE_TEXT) {
            if (cell->text.length > ROW_TEXT_SHORT)
                return 0;
            *type = (unsigned char)(ROW_TEXT + 2 * cell->text.length);
            if (cell->text.length > 0)
                at = (unsigned char *)mempcpy(at, cell->text.bytes, cell->text.length);
        }
    }
    return (size_t)(at - record);
}

static inline bool holds(const struct bulk_column *column, const struct store_cell *cell)
{
    return (column->kinds >> cell->kind & 1) != 0;
}

static enum status check_cells(const struct store_bulk *bulk, const struct store_cell *cells,
                               struct failure *failure)
{
    for (size_t i = 0; i < bulk->column_count; i++) {
        if (!holds(&bulk->columns[i], &cells[i]))
            return failure_set(
                failure, STATUS_EVIDENCE,
                "a row of table %s could not be written: %s cannot hold its value",
                bulk->table.bytes, bulk->columns[i].name.bytes);
    }
    return STATUS_OK;
}

/* The record's length; 0 when it is too long. The first column is the row's id, for which the
 * record holds NULL. */
static size_t encode(const struct store_bulk *bulk, const struct store_cell *cells,
                     unsigned char record[STORE_IMAGE_RECORD_MOST])
{
    unsigned char types[COLUMNS_MOST * ROW_VARINT_MOST];
    unsigned char body[STORE_IMAGE_RECORD_MOST + sizeof(int64_t)];
    const unsigned char *end = body + STORE_IMAGE_RECORD_MOST;
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
    if (header_length + body_length > STORE_IMAGE_RECORD_MOST)
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
    case STORE_BLOB:
        break;
    }
    base_assert_failed(__FILE__, __LINE__, "a kind of cell");
}

/* The rows so far go into the table; the image begins anew, also after a failure. */
static enum status flush(struct store_bulk *bulk, struct failure *failure)
{
    if (bulk->image.rows == 0)
        return STATUS_OK;
    enum status status = store_lane_put(bulk->store, &bulk->image, bulk->table, failure);
    store_image_start(&bulk->image, bulk->table, bulk->sql);
    return status;
}

static enum status insert_long(struct store_bulk *bulk, const struct store_cell *cells,
                               struct failure *failure)
{
    enum status status = flush(bulk, failure);
    if (status == STATUS_OK && bulk->insert == NULL)
        status = store_insert_open(&bulk->insert, bulk->store, bulk->table.bytes,
                                   bulk->column_count, failure);
    return status == STATUS_OK ? store_insert_row(bulk->insert, cells, failure) : status;
}
