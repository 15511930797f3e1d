/* For each table a batch has rows of: its rows become an image, and SQLite copies that into the
 * table of the same form. Whatever order lines come in, an image holds them as long as ids
 * rise. */
#include "store/store_copy.h"

#include "store/store_query.h"

#include <string.h>

static enum status table_read(struct store_copy *copy, size_t number, struct failure *failure);
static enum status table_read_sql(struct store_copy *copy, struct copy_table *table,
                                  struct failure *failure);
static enum status table_read_columns(struct store_copy *copy, struct copy_table *table,
                                      struct failure *failure);
static enum status copy_table(struct store_copy *copy, size_t number,
                              const struct store_batch *batch, struct failure *failure);
static bool belongs(const struct store_line *line, size_t number);

enum status store_copy_open(struct store_copy *copy, struct store *store,
                            struct failure *failure)
{
    tie_assert(copy != NULL && store != NULL);
    *copy = (struct store_copy){.store = store};
    store_image_init(&copy->image);
    enum status status = store_attach(store, failure);
    copy->attached = status == STATUS_OK;
    for (size_t i = 0; i < array_count(copy->tables) && status == STATUS_OK; i++)
        status = table_read(copy, i, failure);
    return status;
}

enum status store_copy_batch(struct store_copy *copy, const struct store_batch *batch,
                             struct failure *failure)
{
    tie_assert(copy != NULL && batch != NULL);
    enum status status = STATUS_OK;
    for (size_t role = 0; role < ROLE_ASIDE && status == STATUS_OK; role++)
        if (batch->roles & (uint32_t)1 << role)
            status = copy_table(copy, role, batch, failure);
    if (status == STATUS_OK && batch->flagged)
        status = copy_table(copy, ROLE_ASIDE, batch, failure);
    return status;
}

void store_copy_close(struct store_copy *copy)
{
    tie_assert(copy != NULL);
    if (copy->attached)
        store_detach(copy->store);
    store_image_free(&copy->image);
    arena_free(&copy->arena);
}

static enum status table_read(struct store_copy *copy, size_t number, struct failure *failure)
{
    struct copy_table *table = &copy->tables[number];
    struct buffer name = {0};
    struct str role = number == ROLE_ASIDE ? STR("flag") : role_name((enum role)number);
    buffer_format(&name, "line_%.*s", (int)role.length, role.bytes);
    table->name = arena_copy(&copy->arena, buffer_str(&name));
    buffer_free(&name);
    enum status status = table_read_sql(copy, table, failure);
    return status == STATUS_OK ? table_read_columns(copy, table, failure) : status;
}

static enum status table_read_sql(struct store_copy *copy, struct copy_table *table,
                                  struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status status = store_query_open(
        &query, copy->store,
        STR("SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?1"), failure);
    if (status != STATUS_OK)
        return status;
    store_query_bind_text(query, 1, table->name);
    status = store_query_step(query, &found, failure);
    if (status == STATUS_OK && found)
        table->sql = arena_copy(&copy->arena, store_query_text(query, 0));
    else if (status == STATUS_OK)
        status = failure_set(failure, STATUS_EVIDENCE, "the books have no table %s",
                             table->name.bytes);
    store_query_close(query);
    return status;
}

static enum status table_read_columns(struct store_copy *copy, struct copy_table *table,
                                      struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status status =
        store_query_open(&query, copy->store,
                         STR("SELECT name FROM pragma_table_info(?1) ORDER BY cid"), failure);
    if (status != STATUS_OK)
        return status;
    store_query_bind_text(query, 1, table->name);
    status = store_query_step(query, &found, failure);
    while (status == STATUS_OK && found) {
        struct str name = store_query_text(query, 0);
        tie_assert(table->column_count < ROW_COLUMNS_MOST);
        if (row_column_find(name, &table->columns[table->column_count++]))
            status = store_query_step(query, &found, failure);
        else
            status = failure_set(failure, STATUS_EVIDENCE, "lines have no value for %s.%.*s",
                                 table->name.bytes, (int)name.length, name.bytes);
    }
    store_query_close(query);
    return status;
}

static enum status copy_table(struct store_copy *copy, size_t number,
                              const struct store_batch *batch, struct failure *failure)
{
    const struct copy_table *table = &copy->tables[number];
    unsigned char record[ROW_BYTES_MOST];
    struct store_line line = {0};
    size_t at = 0;
    store_image_start(&copy->image, table->name, table->sql);
    while (store_batch_next(batch, &at, &line)) {
        if (!belongs(&line, number))
            continue;
        size_t length = row_encode(&line, table->columns, table->column_count, record);
        if (store_image_add(&copy->image, line.line_id, record, length))
            continue;
        enum status status = store_attach_copy(copy->store, &copy->image, table->name, failure);
        if (status != STATUS_OK)
            return status;
        store_image_start(&copy->image, table->name, table->sql);
        bool added = store_image_add(&copy->image, line.line_id, record, length);
        tie_assert(added);
    }
    return store_attach_copy(copy->store, &copy->image, table->name, failure);
}

static bool belongs(const struct store_line *line, size_t number)
{
    return number == ROLE_ASIDE ? store_batch_is_flagged(line) : line->role == number;
}
