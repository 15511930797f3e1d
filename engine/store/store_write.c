/* Rows of any table: a prepared INSERT, bound cell by cell. */
#include "store/store_write.h"

#include "base/arena.h"
#include "store/store_lane.h"

#include <stdlib.h>
#include <string.h>

struct store_insert {
    const struct store *store;
    sqlite3_stmt *statement;
    char *table;
    size_t column_count;
};

static int bind_cell(sqlite3_stmt *statement, int parameter, const struct store_cell *cell);
static enum status insert_failed(const struct store_insert *insert, struct failure *failure);

enum status store_insert_open(struct store_insert **insert, struct store *store,
                              const char *table, size_t column_count, struct failure *failure)
{
    tie_assert(insert != NULL && store != NULL);
    tie_assert(table != NULL && column_count > 0);
    store_lane_rest(store);
    struct buffer sql = {0};
    buffer_format(&sql, "INSERT INTO %s VALUES (?", table);
    for (size_t column = 1; column < column_count; column++)
        buffer_add_c(&sql, ",?");
    buffer_add_byte(&sql, ')');
    struct store_insert *made = memory_resize(NULL, 1, sizeof *made);
    size_t table_bytes = strlen(table) + 1;
    *made = (struct store_insert){.store = store, .column_count = column_count};
    made->table = memcpy(memory_resize(NULL, table_bytes, 1), table, table_bytes);
    int code = sqlite3_prepare_v3(store->db, buffer_c(&sql), -1, SQLITE_PREPARE_PERSISTENT,
                                  &made->statement, NULL);
    buffer_free(&sql);
    *insert = made;
    if (code == SQLITE_OK)
        return STATUS_OK;
    enum status status = insert_failed(made, failure);
    store_insert_close(made);
    *insert = NULL;
    return status;
}

enum status store_insert_row(struct store_insert *insert, const struct store_cell *cells,
                             struct failure *failure)
{
    tie_assert(insert != NULL && cells != NULL);
    store_lane_rest(insert->store);
    int code = SQLITE_OK;
    for (size_t column = 0; column < insert->column_count && code == SQLITE_OK; column++)
        code = bind_cell(insert->statement, (int)column + 1, &cells[column]);
    if (code == SQLITE_OK && sqlite3_step(insert->statement) != SQLITE_DONE)
        code = SQLITE_ERROR;
    enum status status = code == SQLITE_OK ? STATUS_OK : insert_failed(insert, failure);
    sqlite3_reset(insert->statement);
    return status;
}

void store_insert_close(struct store_insert *insert)
{
    if (insert == NULL)
        return;
    store_lane_rest(insert->store);
    sqlite3_finalize(insert->statement);
    free(insert->table);
    free(insert);
}

/* The text is not copied: it is in the row before the call that was given it returns. */
static int bind_cell(sqlite3_stmt *statement, int parameter, const struct store_cell *cell)
{
    switch (cell->kind) {
    case STORE_NULL:
        return sqlite3_bind_null(statement, parameter);
    case STORE_INTEGER:
        return sqlite3_bind_int64(statement, parameter, cell->integer);
    case STORE_TEXT:
        /* A NULL pointer would bind NULL, and an empty text is one. */
        return sqlite3_bind_text64(statement, parameter,
                                   cell->text.bytes == NULL ? "" : cell->text.bytes,
                                   cell->text.length, SQLITE_STATIC, SQLITE_UTF8);
    case STORE_BLOB:
        return sqlite3_bind_blob64(statement, parameter,
                                   cell->text.bytes == NULL ? "" : cell->text.bytes,
                                   cell->text.length, SQLITE_STATIC);
    }
    base_assert_failed(__FILE__, __LINE__, "a kind of cell");
}

static enum status insert_failed(const struct store_insert *insert, struct failure *failure)
{
    char what[128];
    snprintf(what, sizeof what, "a row of table %s could not be written", insert->table);
    return store_failed(insert->store, what, failure);
}
