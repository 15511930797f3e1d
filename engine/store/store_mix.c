/* What tells damaged books from whole ones: numbers that change with any cell. */
#include "base/arena.h"
#include "base/mix.h"
#include "store/store_query.h"
#include "store/store_row.h"
#include "store/store_write.h"

#include <stdlib.h>

struct store_line_mixer {
    struct {
        struct row_column columns[ROW_COLUMNS_MOST];
        size_t count;
    } roles[ROLE_ASIDE];
};

static uint64_t mix_cell(uint64_t mix, sqlite3_stmt *statement, int column);
static enum status read_columns(struct store_line_mixer *mixer, struct store *store,
                                enum role role, struct failure *failure);
static uint64_t mix_value(uint64_t mix, const struct store_line *line,
                          const struct row_column *column);

/* --- any rows ------------------------------------------------------------------------------
 */

enum status store_read_mix(struct store *store, struct str sql, uint64_t *mix,
                           struct failure *failure)
{
    tie_assert(store != NULL && mix != NULL);
    struct store_query *query = NULL;
    bool found = true;
    *mix = 0;
    enum status status = store_query_open(&query, store, sql, failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        for (int column = 0; column < store_query_columns(query); column++)
            *mix = mix_cell(*mix, query->statement, column);
    }
    store_query_close(query);
    return status;
}

static uint64_t mix_cell(uint64_t mix, sqlite3_stmt *statement, int column)
{
    int type = sqlite3_column_type(statement, column);
    mix = mix_integer(mix, (uint64_t)type);
    if (type == SQLITE_INTEGER)
        return mix_integer(mix, (uint64_t)sqlite3_column_int64(statement, column));
    const char *bytes = sqlite3_column_blob(statement, column);
    size_t length = (size_t)sqlite3_column_bytes(statement, column);
    return mix_text(mix, (struct str){bytes, bytes == NULL ? 0 : length});
}

enum status store_refuse_damaged(const struct store *store, const char *what,
                                 struct failure *failure)
{
    tie_assert(store != NULL && what != NULL);
    failure_set(failure, STATUS_EVIDENCE, "the books are damaged: %s", what);
    failure_place(failure, store->path, 0, 0);
    failure_remedy(failure, "Make them again from the reports: load all of them into a new "
                            "file.");
    return STATUS_EVIDENCE;
}

/* --- lines ---------------------------------------------------------------------------------
 */

enum status store_line_mixer_open(struct store_line_mixer **mixer, struct store *store,
                                  struct failure *failure)
{
    tie_assert(mixer != NULL && store != NULL);
    *mixer = memory_resize(NULL, 1, sizeof **mixer);
    **mixer = (struct store_line_mixer){0};
    enum status status = STATUS_OK;
    for (int role = 0; status == STATUS_OK && role < ROLE_ASIDE; role++)
        status = read_columns(*mixer, store, (enum role)role, failure);
    return status;
}

void store_line_mixer_close(struct store_line_mixer *mixer)
{
    free(mixer);
}

/* Its flags stand in a table of their own; those that are set later, or follow from its amounts,
 * are left out. */
uint64_t store_line_mix(const struct store_line_mixer *mixer, uint64_t mix,
                        const struct store_line *line)
{
    tie_assert(mixer != NULL && line->role < ROLE_ASIDE);
    const struct row_column *columns = mixer->roles[line->role].columns;
    size_t count = mixer->roles[line->role].count;
    for (size_t at = 0; at < count; at++)
        mix = mix_value(mix, line, &columns[at]);
    return mix_integer(mix, line->flags & ~(uint32_t)(LINE_NET_OFF | LINE_MONEY));
}

static enum status read_columns(struct store_line_mixer *mixer, struct store *store,
                                enum role role, struct failure *failure)
{
    struct store_query *query = NULL;
    struct buffer sql = {0};
    bool found = true;
    struct str name = role_name(role);
    buffer_format(&sql,
                  "SELECT name FROM pragma_table_info('line_%.*s') WHERE name <> 'flags' "
                  "ORDER BY cid",
                  (int)name.length, name.bytes);
    enum status status = store_query_open(&query, store, buffer_str(&sql), failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        size_t at = mixer->roles[role].count++;
        if (at >= ROW_COLUMNS_MOST ||
            !row_column_find(store_query_text(query, 0), &mixer->roles[role].columns[at]))
            status = store_refuse_damaged(store, "a table of lines has a column of no line",
                                          failure);
    }
    store_query_close(query);
    buffer_free(&sql);
    return status;
}

static uint64_t mix_value(uint64_t mix, const struct store_line *line,
                          const struct row_column *column)
{
    const char *at = (const char *)line + column->offset;
    uint64_t integer = 0;
    uint32_t count = 0;
    if (column->kind == ROW_ID || column->kind == ROW_INTEGER) {
        memcpy(&integer, at, sizeof integer);
        return mix_integer(mix, integer);
    }
    _Static_assert(sizeof(day_number) == sizeof count, "a day is mixed as a count");
    memcpy(&count, at, sizeof count);
    return mix_integer(mix, count);
}
