/* Reading: one statement, row by row. */
#include "store/store_read.h"

#include "base/arena.h"
#include "store/store_lane.h"
#include "store/store_query.h"

#include <stdlib.h>
#include <string.h>

static enum status query_failed(const struct store *store, struct failure *failure);
static void check_column(const struct store_query *query, int column);
static enum status read_first(struct store *store, struct str sql, struct store_query **query,
                              bool *found, struct failure *failure);

enum status store_query_open(struct store_query **query, struct store *store, struct str sql,
                             struct failure *failure)
{
    tie_assert(query != NULL && store != NULL);
    tie_assert(failure != NULL);
    *query = NULL;
    store_lane_rest(store);
    sqlite3_stmt *statement = NULL;
    enum store_prepared prepared = store_query_prepare(store->db, sql, &statement);
    if (prepared == STORE_PREPARED_BAD)
        return query_failed(store, failure);
    if (prepared != STORE_PREPARED_ONE) {
        failure_set(failure, STATUS_EVIDENCE, "%s",
                    prepared == STORE_PREPARED_NONE
                        ? "the books were asked without a statement"
                        : "the books were asked more than one statement at once");
        failure_place(failure, store->path, 0, 0);
        return failure->status;
    }
    *query = store_query_of(store, statement);
    return STATUS_OK;
}

void store_query_bind_integer(struct store_query *query, int parameter, int64_t value)
{
    tie_assert(query != NULL);
    int code = sqlite3_bind_int64(query->statement, parameter, value);
    tie_assert(code == SQLITE_OK);
}

void store_query_bind_text(struct store_query *query, int parameter, struct str text)
{
    tie_assert(query != NULL);
    int code =
        sqlite3_bind_text64(query->statement, parameter, text.bytes == NULL ? "" : text.bytes,
                            text.length, SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code == SQLITE_NOMEM)
        memory_exhausted();
    tie_assert(code == SQLITE_OK);
}

void store_query_reset(struct store_query *query)
{
    tie_assert(query != NULL);
    sqlite3_reset(query->statement);
}

enum status store_query_step(struct store_query *query, bool *found, struct failure *failure)
{
    tie_assert(query != NULL && found != NULL);
    store_lane_rest(query->store);
    int code = sqlite3_step(query->statement);
    *found = code == SQLITE_ROW;
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return STATUS_OK;
    return query_failed(query->store, failure);
}

void store_query_close(struct store_query *query)
{
    if (query == NULL)
        return;
    store_lane_rest(query->store);
    sqlite3_finalize(query->statement);
    free(query);
}

int store_query_columns(const struct store_query *query)
{
    tie_assert(query != NULL);
    return sqlite3_column_count(query->statement);
}

const char *store_query_column_name(const struct store_query *query, int column)
{
    check_column(query, column);
    const char *name = sqlite3_column_name(query->statement, column);
    if (name == NULL)
        memory_exhausted();
    return name;
}

int store_query_column_find(const struct store_query *query, const char *name)
{
    tie_assert(query != NULL && name != NULL);
    int count = sqlite3_column_count(query->statement);
    for (int column = 0; column < count; column++)
        if (strcmp(store_query_column_name(query, column), name) == 0)
            return column;
    return -1;
}

bool store_query_is_null(const struct store_query *query, int column)
{
    check_column(query, column);
    return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

bool store_query_is_integer(const struct store_query *query, int column)
{
    check_column(query, column);
    return sqlite3_column_type(query->statement, column) == SQLITE_INTEGER;
}

bool store_query_find_integer(const struct store_query *query, int column, int64_t *value)
{
    check_column(query, column);
    /* Nobody else uses the connection meanwhile, so that a value needs no lock of its own. */
    sqlite3_value *cell = sqlite3_column_value(query->statement, column);
    if (sqlite3_value_type(cell) != SQLITE_INTEGER)
        return false;
    *value = sqlite3_value_int64(cell);
    return true;
}

int64_t store_query_integer(const struct store_query *query, int column)
{
    check_column(query, column);
    int type = sqlite3_column_type(query->statement, column);
    tie_assert(type == SQLITE_INTEGER || type == SQLITE_NULL);
    return sqlite3_column_int64(query->statement, column);
}

struct money store_query_money(const struct store_query *query, int column)
{
    return (struct money){store_query_integer(query, column)};
}

day_number store_query_day(const struct store_query *query, int column)
{
    if (store_query_is_null(query, column))
        return DAY_NONE;
    int64_t day = store_query_integer(query, column);
    tie_assert(day >= DAY_FIRST && day <= DAY_LAST);
    return (day_number)day;
}

struct str store_query_text(const struct store_query *query, int column)
{
    check_column(query, column);
    /* The text first, its length after: asking for the text may change how it is held. */
    const char *bytes = (const char *)sqlite3_column_text(query->statement, column);
    int length = sqlite3_column_bytes(query->statement, column);
    return bytes == NULL ? STR("") : (struct str){bytes, (size_t)length};
}

struct str store_query_blob(const struct store_query *query, int column)
{
    check_column(query, column);
    const char *bytes = sqlite3_column_blob(query->statement, column);
    int length = sqlite3_column_bytes(query->statement, column);
    return bytes == NULL ? STR("") : (struct str){bytes, (size_t)length};
}

enum status store_read_integer(struct store *store, struct str sql, int64_t *value,
                               struct failure *failure)
{
    tie_assert(value != NULL);
    struct store_query *query = NULL;
    bool found = false;
    *value = 0;
    enum status status = read_first(store, sql, &query, &found, failure);
    if (status == STATUS_OK && !found) {
        status = failure_set(failure, STATUS_EVIDENCE, "the books have no answer to: %.*s",
                             (int)sql.length, sql.bytes);
        failure_place(failure, store->path, 0, 0);
    }
    if (status == STATUS_OK)
        *value = store_query_integer(query, 0);
    store_query_close(query);
    return status;
}

enum status store_read_text(struct store *store, struct str sql, struct buffer *into,
                            struct failure *failure)
{
    tie_assert(into != NULL);
    struct store_query *query = NULL;
    bool found = false;
    buffer_clear(into);
    enum status status = read_first(store, sql, &query, &found, failure);
    if (status == STATUS_OK && found)
        buffer_add(into, store_query_text(query, 0));
    store_query_close(query);
    return status;
}

enum store_prepared store_query_prepare(sqlite3 *db, struct str sql, sqlite3_stmt **statement)
{
    tie_assert(db != NULL && statement != NULL);
    tie_assert(sql.length <= INT32_MAX);
    /* SQLite takes no text at all for a misuse, and an empty one for no statement. */
    const char *text = sql.length == 0 ? "" : sql.bytes;
    const char *tail = NULL;
    *statement = NULL;
    if (sqlite3_prepare_v3(db, text, (int)sql.length, SQLITE_PREPARE_PERSISTENT, statement,
                           &tail) != SQLITE_OK)
        return STORE_PREPARED_BAD;
    if (*statement == NULL)
        return STORE_PREPARED_NONE;
    sqlite3_stmt *second = NULL;
    int rest = (int)(text + sql.length - tail);
    if (sqlite3_prepare_v3(db, tail, rest, 0, &second, NULL) == SQLITE_OK && second == NULL)
        return STORE_PREPARED_ONE;
    sqlite3_finalize(second);
    sqlite3_finalize(*statement);
    *statement = NULL;
    return STORE_PREPARED_MANY;
}

struct store_query *store_query_of(const struct store *store, sqlite3_stmt *statement)
{
    tie_assert(store != NULL && statement != NULL);
    struct store_query *query = memory_resize(NULL, 1, sizeof *query);
    *query = (struct store_query){.store = store, .statement = statement};
    return query;
}

static enum status query_failed(const struct store *store, struct failure *failure)
{
    return store_failed(store, "the books could not be asked", failure);
}

static void check_column(const struct store_query *query, int column)
{
    tie_assert(query != NULL);
    tie_assert(column >= 0 && column < sqlite3_column_count(query->statement));
}

/* The first row of a statement without parameters. The caller closes the query. */
static enum status read_first(struct store *store, struct str sql, struct store_query **query,
                              bool *found, struct failure *failure)
{
    enum status status = store_query_open(query, store, sql, failure);
    return status == STATUS_OK ? store_query_step(*query, found, failure) : status;
}
