/* A table takes the lines of a role as they come, which is in the order of their ids; a line
 * that comes out of order waits beside until SQLite can insert it. */
#include "store/store_copy.h"

#include "store/store_query.h"

#include <string.h>

static enum status table_read(struct store_copy *copy, size_t number, struct failure *failure);
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
    enum status status = STATUS_OK;
    for (size_t i = 0; i < array_count(copy->tables) && status == STATUS_OK; i++)
        status = table_read(copy, i, failure);
    if (status == STATUS_OK)
        status = store_leave(store, failure);
    copy->away = status == STATUS_OK;
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

enum status store_copy_finish(struct store_copy *copy, struct failure *failure)
{
    tie_assert(copy != NULL && failure != NULL);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < array_count(copy->tables); i++)
        page_table_finish(&copy->tables[i].pages, copy->store);
    if (copy->away)
        status = store_return(copy->store, failure);
    for (size_t i = 0; i < array_count(copy->tables); i++)
        if (copy->tables[i].aside.store != NULL)
            status = status_worse(status, store_aside_finish(&copy->tables[i].aside, failure));
    arena_free(&copy->arena);
    return status;
}

static enum status table_read(struct store_copy *copy, size_t number, struct failure *failure)
{
    struct copy_table *table = &copy->tables[number];
    struct buffer name = {0};
    struct str role = number == ROLE_ASIDE ? STR("flag") : role_name((enum role)number);
    buffer_format(&name, "line_%.*s", (int)role.length, role.bytes);
    table->name = arena_copy(&copy->arena, buffer_str(&name));
    buffer_free(&name);
    enum status status = table_read_columns(copy, table, failure);
    table->aside = (struct store_aside){
        .store = copy->store, .table = table->name.bytes, .column_count = table->column_count};
    return status == STATUS_OK
               ? page_table_open(&table->pages, copy->store, table->name, failure)
               : status;
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
    if (status == STATUS_OK && table->column_count == 0)
        status = failure_set(failure, STATUS_EVIDENCE, "the books have no table %s",
                             table->name.bytes);
    return status;
}

static enum status copy_table(struct store_copy *copy, size_t number,
                              const struct store_batch *batch, struct failure *failure)
{
    struct copy_table *table = &copy->tables[number];
    unsigned char record[ROW_BYTES_MOST];
    struct store_line line = {0};
    size_t at = 0;
    while (store_batch_next(batch, &at, &line)) {
        if (!belongs(&line, number))
            continue;
        size_t length = row_encode(&line, table->columns, table->column_count, record);
        if (page_table_add(&table->pages, copy->store, line.line_id, record, length))
            continue;
        struct store_cell cells[ROW_COLUMNS_MOST];
        char currency[CURRENCY_TEXT_BYTES];
        row_cells(&line, table->columns, table->column_count, currency, cells);
        enum status status = store_aside_row(&table->aside, cells, failure);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static bool belongs(const struct store_line *line, size_t number)
{
    return number == ROLE_ASIDE ? store_batch_is_flagged(line) : line->role == number;
}
