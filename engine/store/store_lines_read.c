/* The way back: rows of the line tables as the lines they were. Flags stand in a table of their
 * own, in the same order, and are read beside it. */
#include "base/arena.h"
#include "store/store_query.h"
#include "store/store_row.h"
#include "store/store_write.h"

#include <string.h>

struct lines_reading {
    struct store *store;
    enum role role;
    struct store_query *lines, *flags; /* flags: NULL when there are none */
    struct row_column columns[ROW_COLUMNS_MOST];
    size_t column_count;
    int64_t flagged_id; /* of the row of flags at hand */
    uint32_t flags_there;
    bool flags_left;
};

static enum status read_run(struct lines_reading *reading, const struct store_line_run *run,
                            store_lines_listener *listener, void *context,
                            struct failure *failure);
static enum status reading_open(struct lines_reading *reading, struct store *store,
                                struct failure *failure);
static enum status reading_begin(struct lines_reading *reading,
                                 const struct store_line_run *run, struct failure *failure);
static enum status next_flags(struct lines_reading *reading, struct failure *failure);
static bool fill_line(const struct lines_reading *reading, struct store_line *line);
static bool fill_column(const struct store_query *query, int at,
                        const struct row_column *column, struct store_line *line);
static enum status refuse_line(struct store *store, const struct store_line *line,
                               struct failure *failure);
static bool same_flags(uint32_t there, uint32_t in_row);
static enum status fill_flags(struct lines_reading *reading, struct store_line *line,
                              struct failure *failure);

enum status store_lines_read(struct store *store, store_lines_listener *listener, void *context,
                             struct failure *failure)
{
    tie_assert(store != NULL && listener != NULL);
    struct store_line_run runs[ROLE_ASIDE];
    for (int role = 0; role < ROLE_ASIDE; role++)
        runs[role] = (struct store_line_run){(enum role)role, INT64_MIN, INT64_MAX};
    return store_lines_read_runs(store, runs, array_count(runs), listener, context, failure);
}

enum status store_lines_read_runs(struct store *store, const struct store_line_run *runs,
                                  size_t count, store_lines_listener *listener, void *context,
                                  struct failure *failure)
{
    tie_assert(store != NULL && listener != NULL && (runs != NULL || count == 0));
    enum status status = STATUS_OK;
    for (size_t from = 0, to = 0; status == STATUS_OK && from < count; from = to) {
        struct lines_reading reading = {.store = store, .role = runs[from].role};
        status = reading_open(&reading, store, failure);
        for (to = from; to < count && runs[to].role == reading.role; to++)
            if (status == STATUS_OK)
                status = read_run(&reading, &runs[to], listener, context, failure);
        store_query_close(reading.lines);
        store_query_close(reading.flags);
    }
    return status;
}

static enum status read_run(struct lines_reading *reading, const struct store_line_run *run,
                            store_lines_listener *listener, void *context,
                            struct failure *failure)
{
    struct store_line line = {0};
    bool found = true;
    enum status status = reading_begin(reading, run, failure);
    while (status == STATUS_OK) {
        status = store_query_step(reading->lines, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        memset(&line, 0, sizeof line);
        line.role = reading->role;
        if (!fill_line(reading, &line)) {
            status = refuse_line(reading->store, &line, failure);
            break;
        }
        status = fill_flags(reading, &line, failure);
        if (status == STATUS_OK)
            listener(context, &line);
    }
    return status;
}

static enum status reading_open(struct lines_reading *reading, struct store *store,
                                struct failure *failure)
{
    struct str name = role_name(reading->role);
    struct buffer sql = {0};
    int64_t any = 0;
    buffer_format(&sql,
                  "SELECT * FROM line_%.*s WHERE line_id BETWEEN ?1 AND ?2 ORDER BY line_id",
                  (int)name.length, name.bytes);
    enum status status = store_query_open(&reading->lines, store, buffer_str(&sql), failure);
    buffer_free(&sql);
    if (status == STATUS_OK)
        status = store_read_integer(store, STR("SELECT EXISTS (SELECT 1 FROM line_flag)"), &any,
                                    failure);
    if (status == STATUS_OK && any != 0)
        status = store_query_open(&reading->flags, store,
                                  STR("SELECT line_id, flags FROM line_flag "
                                      "WHERE line_id BETWEEN ?1 AND ?2 ORDER BY line_id"),
                                  failure);
    if (status != STATUS_OK)
        return status;
    reading->column_count = (size_t)store_query_columns(reading->lines);
    if (reading->column_count > ROW_COLUMNS_MOST)
        return store_refuse_damaged(store, "a table of lines has more columns than lines have",
                                    failure);
    for (size_t at = 0; at < reading->column_count; at++) {
        const char *column = store_query_column_name(reading->lines, (int)at);
        if (!row_column_find(str_from(column), &reading->columns[at]))
            return store_refuse_damaged(store, "a table of lines has a column of no line",
                                        failure);
    }
    return STATUS_OK;
}

static enum status reading_begin(struct lines_reading *reading,
                                 const struct store_line_run *run, struct failure *failure)
{
    struct store_query *queries[] = {reading->lines, reading->flags};
    for (size_t at = 0; at < array_count(queries); at++) {
        if (queries[at] == NULL)
            continue;
        store_query_reset(queries[at]);
        store_query_bind_integer(queries[at], 1, run->first_id);
        store_query_bind_integer(queries[at], 2, run->last_id);
    }
    reading->flags_left = reading->flags != NULL;
    return reading->flags_left ? next_flags(reading, failure) : STATUS_OK;
}

static enum status next_flags(struct lines_reading *reading, struct failure *failure)
{
    int64_t flags = 0;
    enum status status = store_query_step(reading->flags, &reading->flags_left, failure);
    if (status != STATUS_OK || !reading->flags_left)
        return status;
    if (!store_query_find_integer(reading->flags, 0, &reading->flagged_id) ||
        !store_query_find_integer(reading->flags, 1, &flags) || flags < 0 || flags > UINT32_MAX)
        return store_refuse_damaged(reading->store, "a row of line_flag holds no flags",
                                    failure);
    reading->flags_there = (uint32_t)flags;
    return STATUS_OK;
}

/* Days a table has no column for are unknown. False when a cell holds what no line can. */
static bool fill_line(const struct lines_reading *reading, struct store_line *line)
{
    line->dated = line->due = line->ar_period = DAY_NONE;
    for (size_t at = 0; at < reading->column_count; at++)
        if (!fill_column(reading->lines, (int)at, &reading->columns[at], line))
            return false;
    for (int component = 0; component < COMPONENT_COUNT; component++)
        if (line->amounts_micro[component] != 0)
            line->present |= COMPONENT_BIT(component);
    return true;
}

static bool fill_column(const struct store_query *query, int at,
                        const struct row_column *column, struct store_line *line)
{
    char *into = (char *)line + column->offset;
    int64_t integer = 0;
    uint32_t count = CURRENCY_NONE;
    day_number day = DAY_NONE;
    if (column->kind == ROW_CURRENCY) {
        bool none = store_query_is_null(query, at);
        bool known = none || currency_parse(store_query_text(query, at), &count);
        memcpy(into, &count, sizeof count);
        return known;
    }
    if (!store_query_find_integer(query, at, &integer)) {
        memcpy(into, &day, column->kind == ROW_DAY ? sizeof day : 0);
        return column->kind == ROW_DAY && store_query_is_null(query, at);
    }
    switch (column->kind) {
    case ROW_ID:
    case ROW_INTEGER:
        memcpy(into, &integer, sizeof integer);
        return true;
    case ROW_COUNT:
        count = (uint32_t)integer;
        memcpy(into, &count, sizeof count);
        return integer >= 0 && integer <= UINT32_MAX;
    case ROW_DAY:
        day = (day_number)integer;
        memcpy(into, &day, sizeof day);
        return integer >= DAY_FIRST && integer <= DAY_LAST;
    case ROW_CURRENCY:
        break;
    }
    base_assert_failed(__FILE__, __LINE__, "a kind of column");
}

static enum status refuse_line(struct store *store, const struct store_line *line,
                               struct failure *failure)
{
    struct buffer what = {0};
    struct str role = role_name(line->role);
    buffer_format(&what, "a row of line_%.*s holds what no line can", (int)role.length,
                  role.bytes);
    enum status status = store_refuse_damaged(store, buffer_c(&what), failure);
    buffer_free(&what);
    return status;
}

/* Tax lines have theirs in their row as well. */
static bool same_flags(uint32_t there, uint32_t in_row)
{
    return ((there ^ in_row) & ~(uint32_t)(LINE_NET_OFF | LINE_MONEY)) == 0;
}

static enum status fill_flags(struct lines_reading *reading, struct store_line *line,
                              struct failure *failure)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && reading->flags_left && reading->flagged_id < line->line_id)
        status = next_flags(reading, failure);
    bool flagged = reading->flags_left && reading->flagged_id == line->line_id;
    uint32_t there = flagged ? reading->flags_there : 0;
    if (status == STATUS_OK && line->role == ROLE_TAXED && !same_flags(there, line->flags))
        return refuse_line(reading->store, line, failure);
    line->flags |= there;
    line->flags &= ~(uint32_t)LINE_NET_OFF;
    if (line->present != 0)
        line->flags |= LINE_MONEY;
    return status;
}
