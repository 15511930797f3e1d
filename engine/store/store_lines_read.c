/* The way back: rows of the line tables as the lines they were. Flags stand in a table of their
 * own, in the same order, and are read beside it. */
#include "base/arena.h"
#include "store/store_query.h"
#include "store/store_row.h"
#include "store/store_write.h"

#include <string.h>

struct lines_reading {
    struct store_query *lines, *flags;
    struct row_column columns[ROW_COLUMNS_MOST];
    size_t column_count;
    int64_t flagged_id; /* of the row of flags at hand */
    uint32_t flags_there;
    bool flags_left;
};

static enum status read_role(struct store *store, enum role role,
                             store_lines_listener *listener, void *context,
                             struct failure *failure);
static enum status reading_open(struct lines_reading *reading, struct store *store,
                                enum role role, struct failure *failure);
static enum status next_flags(struct lines_reading *reading, struct failure *failure);
static void fill_line(const struct lines_reading *reading, struct store_line *line);
static void fill_column(const struct store_query *query, int at,
                        const struct row_column *column, struct store_line *line);
static enum status fill_flags(struct lines_reading *reading, struct store_line *line,
                              struct failure *failure);

enum status store_lines_read(struct store *store, store_lines_listener *listener, void *context,
                             struct failure *failure)
{
    tie_assert(store != NULL && listener != NULL);
    enum status status = STATUS_OK;
    for (int role = 0; status == STATUS_OK && role < ROLE_ASIDE; role++)
        status = read_role(store, (enum role)role, listener, context, failure);
    return status;
}

static enum status read_role(struct store *store, enum role role,
                             store_lines_listener *listener, void *context,
                             struct failure *failure)
{
    struct lines_reading reading = {.flags_left = true};
    struct store_line line = {0};
    bool found = true;
    enum status status = reading_open(&reading, store, role, failure);
    while (status == STATUS_OK) {
        status = store_query_step(reading.lines, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        memset(&line, 0, sizeof line);
        line.role = role;
        fill_line(&reading, &line);
        status = fill_flags(&reading, &line, failure);
        if (status == STATUS_OK)
            listener(context, &line);
    }
    store_query_close(reading.lines);
    store_query_close(reading.flags);
    return status;
}

static enum status reading_open(struct lines_reading *reading, struct store *store,
                                enum role role, struct failure *failure)
{
    struct str name = role_name(role);
    struct buffer sql = {0};
    buffer_format(&sql, "SELECT * FROM line_%.*s ORDER BY line_id", (int)name.length,
                  name.bytes);
    enum status status = store_query_open(&reading->lines, store, buffer_str(&sql), failure);
    buffer_free(&sql);
    if (status == STATUS_OK)
        status = store_query_open(&reading->flags, store,
                                  STR("SELECT line_id, flags FROM line_flag ORDER BY line_id"),
                                  failure);
    if (status != STATUS_OK)
        return status;
    reading->column_count = (size_t)store_query_columns(reading->lines);
    tie_assert(reading->column_count <= ROW_COLUMNS_MOST);
    for (size_t at = 0; at < reading->column_count; at++) {
        const char *column = store_query_column_name(reading->lines, (int)at);
        bool known = row_column_find(str_from(column), &reading->columns[at]);
        tie_assert(known);
    }
    return next_flags(reading, failure);
}

static enum status next_flags(struct lines_reading *reading, struct failure *failure)
{
    enum status status = store_query_step(reading->flags, &reading->flags_left, failure);
    if (status != STATUS_OK || !reading->flags_left)
        return status;
    reading->flagged_id = store_query_integer(reading->flags, 0);
    reading->flags_there = (uint32_t)store_query_integer(reading->flags, 1);
    return STATUS_OK;
}

/* Days a table has no column for are unknown. */
static void fill_line(const struct lines_reading *reading, struct store_line *line)
{
    line->dated = line->due = line->ar_period = DAY_NONE;
    for (size_t at = 0; at < reading->column_count; at++)
        fill_column(reading->lines, (int)at, &reading->columns[at], line);
    for (int component = 0; component < COMPONENT_COUNT; component++)
        if (line->amounts_micro[component] != 0)
            line->present |= COMPONENT_BIT(component);
}

static void fill_column(const struct store_query *query, int at,
                        const struct row_column *column, struct store_line *line)
{
    char *into = (char *)line + column->offset;
    int64_t integer;
    uint32_t count;
    day_number day;
    switch (column->kind) {
    case ROW_ID:
    case ROW_INTEGER:
        integer = store_query_integer(query, at);
        memcpy(into, &integer, sizeof integer);
        return;
    case ROW_COUNT:
        count = (uint32_t)store_query_integer(query, at);
        memcpy(into, &count, sizeof count);
        return;
    case ROW_DAY:
        day = store_query_day(query, at);
        memcpy(into, &day, sizeof day);
        return;
    case ROW_CURRENCY:
        count = CURRENCY_NONE;
        (void)currency_parse(store_query_text(query, at), &count);
        memcpy(into, &count, sizeof count);
        return;
    }
    base_assert_failed(__FILE__, __LINE__, "a kind of column");
}

static enum status fill_flags(struct lines_reading *reading, struct store_line *line,
                              struct failure *failure)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && reading->flags_left && reading->flagged_id < line->line_id)
        status = next_flags(reading, failure);
    if (reading->flags_left && reading->flagged_id == line->line_id)
        line->flags |= reading->flags_there;
    line->flags &= ~(uint32_t)LINE_NET_OFF;
    if (line->present != 0)
        line->flags |= LINE_MONEY;
    return status;
}
