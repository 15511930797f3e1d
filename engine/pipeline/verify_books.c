/* Two books, row by row: the digest in the manifest covers lines by the digests of their files
 * and by their sums, which is enough to make it in a run and too little to prove a row. */
#include "pipeline/verify_parts.h"

#define POSITION_NAMED                                                                         \
    "coalesce((SELECT reference_id || ' ' || currency FROM position_active AS p "              \
    "WHERE p.position_id = t.position_id), (SELECT reference_id || ' ' || currency "           \
    "FROM position_rest AS p WHERE p.position_id = t.position_id)) AS position"

/* Not where files lay, nor what was asked of the reports alone. */
#define META_OF_BOOKS                                                                          \
    "name NOT GLOB 'place.*' AND name NOT IN ('option.raw', 'option.format', "                 \
    "'option.report', 'option.present')"

enum status verify_books_moved(struct store *books, const char *again, bool *moved,
                               struct failure *failure)
{
    tie_assert(books && again && moved);
    static const char mark[] =
        "SELECT coalesce((SELECT group_concat(sha256 || ':' || epoch) FROM (SELECT sha256, "
        "coalesce(epoch, 0) AS epoch FROM %s LEFT JOIN file_epoch USING (file_id) ORDER BY "
        "sha256)), '') || coalesce((SELECT group_concat(name || '=' || value, ' ') FROM "
        "(SELECT "
        "name, value FROM meta WHERE " META_OF_BOOKS " ORDER BY name)), '')";
    struct store *other = NULL;
    struct buffer sql[2] = {0};
    struct buffer marks[2] = {0};
    int64_t loads = 0;
    enum status status =
        store_read_integer(books, STR("SELECT count(*) FROM kept_load"), &loads, failure);
    buffer_format(&sql[0], mark, "kept_file");
    buffer_format(&sql[1], mark, "file");
    if (status == STATUS_OK && loads > 0)
        status = store_open(&other, again, failure);
    if (status == STATUS_OK && loads > 0)
        status = store_read_text(books, buffer_str(&sql[0]), &marks[0], failure);
    if (status == STATUS_OK && loads > 0)
        status = store_read_text(other, buffer_str(&sql[1]), &marks[1], failure);
    *moved = !str_equal(buffer_str(&marks[0]), buffer_str(&marks[1]));
    store_close(other);
    for (size_t i = 0; i < 2; i++) {
        buffer_free(&sql[i]);
        buffer_free(&marks[i]);
    }
    return status;
}

static enum status books_tables(struct store *store, struct buffer *names,
                                struct failure *failure);
static enum status books_table(struct store *given, struct store *again, struct str table,
                               struct failure *failure);
static enum status books_select(struct store *store, struct str table, struct buffer *sql,
                                struct failure *failure);
static bool rows_equal(const struct store_query *given, const struct store_query *again);

enum status verify_books(const char *given, const char *again, struct failure *failure)
{
    tie_assert(given && again);
    struct store *stores[2] = {NULL, NULL};
    struct buffer names[2] = {0};
    enum status status = store_open(&stores[0], given, failure);
    if (status == STATUS_OK)
        status = store_open(&stores[1], again, failure);
    for (size_t i = 0; status == STATUS_OK && i < 2; i++)
        status = books_tables(stores[i], &names[i], failure);
    if (status == STATUS_OK && !str_equal(buffer_str(&names[0]), buffer_str(&names[1])))
        status = failure_set(failure, STATUS_EVIDENCE,
                             "the books hold other tables than the "
                             "run writes");
    struct str rest = buffer_str(&names[1]);
    while (status == STATUS_OK && rest.length > 0) {
        struct str after = {0};
        status = books_table(stores[0], stores[1], str_split(rest, ' ', &after), failure);
        rest = after;
    }
    failure_place(failure, given, 0, 0);
    for (size_t i = 0; i < 2; i++) {
        buffer_free(&names[i]);
        store_close(stores[i]);
    }
    return status;
}

static enum status books_tables(struct store *store, struct buffer *names,
                                struct failure *failure)
{
    return store_read_text(store,
                           STR("SELECT group_concat(name, ' ') FROM (SELECT name FROM "
                               "sqlite_master WHERE type = 'table' "
                               "AND name NOT GLOB 'kept_*' ORDER BY name)"),
                           names, failure);
}

static enum status books_table(struct store *given, struct store *again, struct str table,
                               struct failure *failure)
{
    struct store_query *queries[2] = {NULL, NULL};
    struct buffer sql = {0};
    bool found[2] = {true, true};
    int64_t row = 0;
    enum status status = books_select(again, table, &sql, failure);
    if (status == STATUS_OK)
        status = store_query_open(&queries[0], given, buffer_str(&sql), failure);
    if (status == STATUS_OK)
        status = store_query_open(&queries[1], again, buffer_str(&sql), failure);
    while (status == STATUS_OK && found[0]) {
        row++;
        for (size_t i = 0; status == STATUS_OK && i < 2; i++)
            status = store_query_step(queries[i], &found[i], failure);
        if (status == STATUS_OK &&
            (found[0] != found[1] || (found[0] && !rows_equal(queries[0], queries[1]))))
            status = failure_set(failure, STATUS_EVIDENCE,
                                 "row %lld of table %.*s is not what the run gives",
                                 (long long)row, (int)table.length, table.bytes);
    }
    store_query_close(queries[0]);
    store_query_close(queries[1]);
    buffer_free(&sql);
    return status;
}

/* Every column but those that say where files lay, in the order rows are kept; but a position by
 * its reference and currency, and in their order: its number tells how often it was built. How
 * cells were printed is the manifest's to say. */
static enum status books_select(struct store *store, struct str table, struct buffer *sql,
                                struct failure *failure)
{
    struct buffer columns = {0};
    struct buffer ask = {0};
    int64_t numbered = 0;
    buffer_format(&ask,
                  "SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('%.*s') "
                  "WHERE name NOT IN ('path', 'meta_path', 'position_id')",
                  (int)table.length, table.bytes);
    enum status status = store_read_text(store, buffer_str(&ask), &columns, failure);
    buffer_clear(&ask);
    buffer_format(&ask,
                  "SELECT count(*) FROM pragma_table_info('%.*s') WHERE name = 'position_id'",
                  (int)table.length, table.bytes);
    if (status == STATUS_OK)
        status = store_read_integer(store, buffer_str(&ask), &numbered, failure);
    buffer_format(sql, "SELECT %s%s FROM \"%.*s\" AS t%s%s", buffer_c(&columns),
                  numbered ? ", " POSITION_NAMED : "", (int)table.length, table.bytes,
                  numbered ? " ORDER BY position, " : "", numbered ? buffer_c(&columns) : "");
    if (str_equal(table, STR("meta")))
        buffer_add_c(sql, " WHERE " META_OF_BOOKS);
    buffer_free(&columns);
    buffer_free(&ask);
    return status;
}

static bool rows_equal(const struct store_query *given, const struct store_query *again)
{
    for (int i = 0; i < store_query_columns(again); i++) {
        if (store_query_is_null(given, i) != store_query_is_null(again, i) ||
            !str_equal(store_query_text(given, i), store_query_text(again, i)))
            return false;
    }
    return true;
}
