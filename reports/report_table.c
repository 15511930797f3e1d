/* Reading the header of a table's text, and the cells of its rows. The header is a promise
 * about the SELECT below it; it is checked each time, so that no column can slip under a wrong
 * name. */
#include "reports/report_table.h"

#include "base/embed.h"

extern const struct embed_file report_files[];
extern const size_t report_file_count;

struct kind_name {
    struct str name;
    enum report_kind kind;
};

static const struct kind_name kind_names[] = {
    {STR_INIT("text"), REPORT_TEXT},   {STR_INIT("word"), REPORT_WORD},
    {STR_INIT("money"), REPORT_MONEY}, {STR_INIT("amount"), REPORT_AMOUNT},
    {STR_INIT("day"), REPORT_DAY},     {STR_INIT("month"), REPORT_MONTH},
    {STR_INIT("count"), REPORT_COUNT}, {STR_INIT("flag"), REPORT_FLAG},
    {STR_INIT("json"), REPORT_JSON},   {STR_INIT("id"), REPORT_ID},
};

static enum status parse_line(struct report_table *table, const char *path, struct str line,
                              struct failure *failure);
static enum status parse_column(struct report_table *table, const char *path, struct str line,
                                struct failure *failure);
static enum status check_columns(const struct report_table *table, const char *path,
                                 struct failure *failure);

enum status report_table_parse(struct report_table *table, const char *path, struct str text,
                               struct failure *failure)
{
    tie_assert(table != NULL && path != NULL);
    *table = (struct report_table){0};
    struct str rest = text;
    while (str_starts(rest, STR("--"))) {
        enum status status = parse_line(table, path, str_split(rest, '\n', &rest), failure);
        if (status != STATUS_OK)
            return status;
    }
    if (table->column_count == 0)
        return failure_set(failure, STATUS_EVIDENCE, "%s names no columns", path);
    return STATUS_OK;
}

enum status report_table_open(struct report_table *table, struct store *store, const char *path,
                              struct failure *failure)
{
    tie_assert(table != NULL && store != NULL);
    struct str text;
    *table = (struct report_table){0};
    if (!report_text_find(path, &text))
        return failure_set(failure, STATUS_EVIDENCE, "no report table %s is built in", path);
    enum status status = report_table_parse(table, path, text, failure);
    if (status == STATUS_OK)
        status = store_query_open(&table->query, store, text, failure);
    if (status == STATUS_OK)
        status = check_columns(table, path, failure);
    return status;
}

enum status report_table_step(struct report_table *table, bool *found, struct failure *failure)
{
    tie_assert(table != NULL && table->query != NULL);
    return store_query_step(table->query, found, failure);
}

void report_table_close(struct report_table *table)
{
    tie_assert(table != NULL);
    store_query_close(table->query);
    table->query = NULL;
}

size_t report_table_column(const struct report_table *table, const char *name)
{
    tie_assert(table != NULL && name != NULL);
    size_t column = 0;
    while (column < table->column_count &&
           !str_equal(table->columns[column].name, str_from(name)))
        column++;
    tie_assert(column < table->column_count);
    return column;
}

void report_table_cell(const struct report_table *table, size_t column, struct buffer *into)
{
    tie_assert(table != NULL && column < table->column_count);
    const struct store_query *query = table->query;
    int at = (int)column;
    char text[MONEY_TEXT_BYTES];
    char day[DAY_TEXT_BYTES];
    if (store_query_is_null(query, at))
        return;
    switch (table->columns[column].kind) {
    case REPORT_MONEY:
        buffer_add_c(into, money_format(store_query_money(query, at), text));
        return;
    case REPORT_DAY:
        buffer_add_c(into, day_format(store_query_day(query, at), day));
        return;
    case REPORT_MONTH:
        buffer_add_c(into, day_format_month(store_query_day(query, at), day));
        return;
    case REPORT_COUNT:
    case REPORT_FLAG:
    case REPORT_ID:
        buffer_add_count(into, store_query_integer(query, at));
        return;
    case REPORT_TEXT:
    case REPORT_WORD:
    case REPORT_AMOUNT:
    case REPORT_JSON:
        buffer_add(into, store_query_text(query, at));
        return;
    }
    tie_assert(false);
}

void report_table_people(const struct report_table *table, size_t column, struct buffer *into)
{
    tie_assert(table != NULL && column < table->column_count);
    enum report_kind kind = table->columns[column].kind;
    tie_assert(into != NULL);
    if (kind != REPORT_MONEY && kind != REPORT_AMOUNT && kind != REPORT_COUNT) {
        report_table_cell(table, column, into);
        return;
    }
    struct buffer plain = {0};
    report_table_cell(table, column, &plain);
    report_table_group(buffer_str(&plain), into);
    buffer_free(&plain);
}

void report_table_group(struct str amount, struct buffer *into)
{
    tie_assert(into != NULL);
    struct str fraction;
    bool negative = str_starts(amount, STR("-"));
    struct str digits = {amount.bytes + negative, amount.length - negative};
    struct str whole = str_split(digits, '.', &fraction);
    if (!str_is_digits(whole)) {
        buffer_add(into, amount);
        return;
    }
    if (negative)
        buffer_add_byte(into, '-');
    for (size_t at = 0; at < whole.length; at++) {
        if (at > 0 && (whole.length - at) % 3 == 0)
            buffer_add_byte(into, ',');
        buffer_add_byte(into, whole.bytes[at]);
    }
    buffer_add(into, (struct str){digits.bytes + whole.length, digits.length - whole.length});
}

int64_t report_table_count(const struct report_table *table, const char *name)
{
    return store_query_integer(table->query, (int)report_table_column(table, name));
}

struct str report_table_text(const struct report_table *table, const char *name)
{
    return store_query_text(table->query, (int)report_table_column(table, name));
}

bool report_text_find(const char *path, struct str *text)
{
    tie_assert(path != NULL && text != NULL);
    for (size_t at = 0; at < report_file_count; at++)
        if (str_equal(str_from(report_files[at].path), str_from(path))) {
            *text = embed_text(&report_files[at]);
            return true;
        }
    return false;
}

bool report_text_next(const char *folder, size_t *at, struct str *path, struct str *text)
{
    tie_assert(folder != NULL && at != NULL);
    while (*at < report_file_count) {
        const struct embed_file *file = &report_files[(*at)++];
        if (str_starts(str_from(file->path), str_from(folder))) {
            *path = str_from(file->path);
            *text = embed_text(file);
            return true;
        }
    }
    return false;
}

static enum status parse_line(struct report_table *table, const char *path, struct str line,
                              struct failure *failure)
{
    const struct str about = STR("-- about ");
    const struct str column = STR("-- column ");
    if (str_starts(line, about))
        table->about =
            str_trim((struct str){line.bytes + about.length, line.length - about.length});
    if (str_starts(line, column))
        return parse_column(
            table, path, (struct str){line.bytes + column.length, line.length - column.length},
            failure);
    return STATUS_OK;
}

static enum status parse_column(struct report_table *table, const char *path, struct str line,
                                struct failure *failure)
{
    struct str kind;
    struct str name = str_split(line, ' ', &kind);
    kind = str_trim(kind);
    if (table->column_count == LIMIT_TABLE_COLUMNS)
        return failure_set(failure, STATUS_EVIDENCE, "%s has too many columns", path);
    for (size_t at = 0; at < array_count(kind_names); at++)
        if (str_equal(kind_names[at].name, kind)) {
            table->columns[table->column_count++] =
                (struct report_column){name, kind_names[at].kind};
            return STATUS_OK;
        }
    return failure_set(failure, STATUS_EVIDENCE, "%s: column %.*s has the unknown kind '%.*s'",
                       path, (int)name.length, name.bytes, (int)kind.length, kind.bytes);
}

static enum status check_columns(const struct report_table *table, const char *path,
                                 struct failure *failure)
{
    int count = store_query_columns(table->query);
    if ((size_t)count != table->column_count)
        return failure_set(failure, STATUS_EVIDENCE, "%s names %zu columns and selects %d",
                           path, table->column_count, count);
    for (int at = 0; at < count; at++) {
        const char *selected = store_query_column_name(table->query, at);
        struct str named = table->columns[at].name;
        if (!str_equal(named, str_from(selected)))
            return failure_set(failure, STATUS_EVIDENCE,
                               "%s: column %d is named %.*s and selected as %s", path, at + 1,
                               (int)named.length, named.bytes, selected);
    }
    return STATUS_OK;
}
