/* A small JSON printer: commas before every member but the first of its level, and the same
 * layout always, so that two runs can be compared line by line. */
#include "reports/report_json.h"

#include "store/store_json.h"

static void begin_member(struct report_json *json, const char *key);
static void break_line(struct report_json *json);
static void write_cell(struct report_json *json, const struct report_table *table,
                       size_t column);
static bool kind_is_quoted(enum report_kind kind);

void report_json_open(struct report_json *json, const char *key, char bracket)
{
    tie_assert(json != NULL && (bracket == '{' || bracket == '['));
    begin_member(json, key);
    buffer_add_byte(&json->text, bracket);
    json->depth++;
    json->filled = false;
}

void report_json_close(struct report_json *json, char bracket)
{
    tie_assert(json != NULL && json->depth > 0);
    json->depth--;
    if (json->filled)
        break_line(json);
    buffer_add_byte(&json->text, bracket);
    json->filled = true;
}

void report_json_text(struct report_json *json, const char *key, struct str text)
{
    begin_member(json, key);
    store_json_quote(&json->text, text);
}

void report_json_count(struct report_json *json, const char *key, int64_t count)
{
    begin_member(json, key);
    buffer_add_count(&json->text, count);
}

void report_json_flag(struct report_json *json, const char *key, bool flag)
{
    begin_member(json, key);
    buffer_add_c(&json->text, flag ? "true" : "false");
}

void report_json_null(struct report_json *json, const char *key)
{
    begin_member(json, key);
    buffer_add_c(&json->text, "null");
}

void report_json_row(struct report_json *json, const struct report_table *table)
{
    tie_assert(json != NULL && table != NULL);
    struct buffer key = {0};
    for (size_t at = 0; at < table->column_count; at++) {
        if (table->columns[at].kind == REPORT_ID)
            continue;
        buffer_clear(&key);
        buffer_add(&key, table->columns[at].name);
        begin_member(json, buffer_c(&key));
        write_cell(json, table, at);
    }
    buffer_free(&key);
}

enum status report_json_table(struct report_json *json, const char *key, struct store *store,
                              const char *path, int64_t parameter, struct failure *failure)
{
    struct report_table table;
    bool found = true;
    enum status status = report_table_open(&table, store, path, failure);
    if (status == STATUS_OK && parameter >= 0)
        store_query_bind_integer(table.query, 1, parameter);
    report_json_open(json, key, '[');
    while (status == STATUS_OK && found) {
        status = report_table_step(&table, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        report_json_open(json, NULL, '{');
        report_json_row(json, &table);
        report_json_close(json, '}');
    }
    report_json_close(json, ']');
    report_table_close(&table);
    return status;
}

struct str report_json_finish(struct report_json *json)
{
    tie_assert(json != NULL && json->depth == 0);
    buffer_add_byte(&json->text, '\n');
    return buffer_str(&json->text);
}

static void begin_member(struct report_json *json, const char *key)
{
    tie_assert(json != NULL);
    if (json->filled)
        buffer_add_byte(&json->text, ',');
    if (json->depth > 0)
        break_line(json);
    if (key != NULL) {
        store_json_quote(&json->text, str_from(key));
        buffer_add_c(&json->text, ": ");
    }
    json->filled = true;
}

static void break_line(struct report_json *json)
{
    buffer_add_byte(&json->text, '\n');
    for (int at = 0; at < json->depth; at++)
        buffer_add_c(&json->text, "  ");
}

static void write_cell(struct report_json *json, const struct report_table *table,
                       size_t column)
{
    enum report_kind kind = table->columns[column].kind;
    if (store_query_is_null(table->query, (int)column)) {
        buffer_add_c(&json->text, "null");
        return;
    }
    struct buffer cell = {0};
    report_table_cell(table, column, &cell);
    if (kind_is_quoted(kind))
        store_json_quote(&json->text, buffer_str(&cell));
    else if (kind == REPORT_FLAG)
        buffer_add_c(&json->text, str_equal(buffer_str(&cell), STR("0")) ? "false" : "true");
    else
        buffer_add(&json->text, buffer_str(&cell));
    buffer_free(&cell);
}

static bool kind_is_quoted(enum report_kind kind)
{
    return kind != REPORT_COUNT && kind != REPORT_FLAG && kind != REPORT_JSON;
}
