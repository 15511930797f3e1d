/* Rows of each table become an image, and when that is full SQLite copies it into the table of the
 * same form. Whatever order lines come in, an image holds them as long as ids rise. */
#include "store/store_copy.h"

#include "store/store_query.h"

#include <string.h>

static enum status table_read(struct store_copy *copy, size_t number, struct failure *failure);
static enum status table_read_sql(struct store_copy *copy, struct copy_table *table,
                                  struct failure *failure);
static enum status table_read_columns(struct store_copy *copy, struct copy_table *table,
                                      struct failure *failure);
static enum status put_row(struct store_copy *copy, struct copy_table *table,
                           const struct store_line *line, struct failure *failure);
static enum status copy_image(struct store_copy *copy, struct copy_table *table,
                              struct failure *failure);

enum status store_copy_open(struct store_copy *copy, struct store *store,
                            struct failure *failure)
{
    tie_assert(copy != NULL && store != NULL);
    *copy = (struct store_copy){.store = store};
    enum status status = store_attach(store, failure);
    copy->attached = status == STATUS_OK;
    for (size_t i = 0; i < array_count(copy->tables) && status == STATUS_OK; i++)
        status = table_read(copy, i, failure);
    return status;
}

enum status store_copy_lines(struct store_copy *copy, const struct store_line *lines,
                             size_t count, struct failure *failure)
{
    tie_assert(copy != NULL && (lines != NULL || count == 0));
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = put_row(copy, &copy->tables[lines[i].role], &lines[i], failure);
        if (status == STATUS_OK && store_batch_is_flagged(&lines[i]))
            status = put_row(copy, &copy->tables[ROLE_ASIDE], &lines[i], failure);
    }
    return status;
}

enum status store_copy_finish(struct store_copy *copy, struct failure *failure)
{
    tie_assert(copy != NULL);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < array_count(copy->tables) && status == STATUS_OK; i++)
        if (copy->tables[i].image.rows > 0)
            status = copy_image(copy, &copy->tables[i], failure);
    return status;
}

void store_copy_close(struct store_copy *copy)
{
    tie_assert(copy != NULL);
    if (copy->attached)
        store_detach(copy->store);
    for (size_t i = 0; i < array_count(copy->tables); i++)
        store_image_free(&copy->tables[i].image);
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

/* The table's image is made when its first row comes: most tables of a run have none. */
static enum status put_row(struct store_copy *copy, struct copy_table *table,
                           const struct store_line *line, struct failure *failure)
{
    unsigned char record[ROW_BYTES_MOST];
    if (table->image.bytes == NULL) {
        store_image_init(&table->image);
        store_image_start(&table->image, table->name, table->sql);
    }
    size_t length = row_encode(line, table->columns, table->column_count, record);
    if (store_image_add(&table->image, line->line_id, record, length))
        return STATUS_OK;
    enum status status = copy_image(copy, table, failure);
    if (status != STATUS_OK)
        return status;
    bool added = store_image_add(&table->image, line->line_id, record, length);
    tie_assert(added);
    return STATUS_OK;
}

/* The rows of the image go into the table, and the image begins anew. */
static enum status copy_image(struct store_copy *copy, struct copy_table *table,
                              struct failure *failure)
{
    enum status status = store_attach_copy(copy->store, &table->image, table->name, failure);
    store_image_start(&table->image, table->name, table->sql);
    return status;
}
