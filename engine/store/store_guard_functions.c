/* What a rule needs beside SQL: amounts written as people write them, policy values, the day,
 * and a product that is exact or fails. Each failure ends the run: a rule that asks for what is
 * not there must not be quiet. */
#include "store/store_guard_functions.h"

#include "money/money.h"

struct function {
    const char *name;
    int arguments;
    void (*call)(sqlite3_context *context, int count, sqlite3_value **values);
};

static void call_money(sqlite3_context *context, int count, sqlite3_value **values);
static void call_policy(sqlite3_context *context, int count, sqlite3_value **values);
static void call_as_of(sqlite3_context *context, int count, sqlite3_value **values);
static void call_micro_times(sqlite3_context *context, int count, sqlite3_value **values);
static void look_up(sqlite3_context *context, const char *sql, const char *name,
                    const char *missing);
static const char *text_of(sqlite3_value *value);
static void result_error(sqlite3_context *context, const char *format, const char *text);

static const struct function functions[] = {
    {"money", 1, call_money},
    {"policy", 1, call_policy},
    {"as_of", 0, call_as_of},
    {"micro_times", 2, call_micro_times},
};

enum status guard_functions_register(struct store *store, struct failure *failure)
{
    tie_assert(store != NULL);
    for (size_t i = 0; i < array_count(functions); i++)
        if (sqlite3_create_function_v2(store->db, functions[i].name, functions[i].arguments,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                       NULL, functions[i].call, NULL, NULL, NULL) != SQLITE_OK)
            return store_failed(store, "the rules could not be prepared", failure);
    return STATUS_OK;
}

void guard_functions_remove(struct store *store)
{
    tie_assert(store != NULL);
    for (size_t i = 0; i < array_count(functions); i++)
        (void)sqlite3_create_function_v2(store->db, functions[i].name, functions[i].arguments,
                                         SQLITE_UTF8, NULL, NULL, NULL, NULL, NULL);
}

static void call_money(sqlite3_context *context, int count, sqlite3_value **values)
{
    tie_assert(count == 1);
    const char *text = text_of(values[0]);
    struct money_reading reading = {.fault = MONEY_EMPTY};
    if (text != NULL)
        reading = money_parse(str_from(text), MONEY_PLAIN);
    if (reading.fault != MONEY_FINE)
        result_error(context, "money(%Q): this is no amount such as '0.01'", text);
    else
        sqlite3_result_int64(context, reading.amount.micro);
}

static void call_policy(sqlite3_context *context, int count, sqlite3_value **values)
{
    tie_assert(count == 1);
    look_up(context, "SELECT micro_or_count FROM main.policy WHERE name = ?1",
            text_of(values[0]), "policy(%Q): no policy value has this name");
}

/* Meta holds texts; only one that is a number as SQLite writes it is a day. */
static void call_as_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)values;
    tie_assert(count == 0);
    look_up(context,
            "SELECT CAST(value AS INTEGER) FROM main.meta WHERE name = ?1 AND "
            "value = CAST(CAST(value AS INTEGER) AS TEXT)",
            "as_of_day", "as_of(): the books have no %Q");
}

static void call_micro_times(sqlite3_context *context, int count, sqlite3_value **values)
{
    tie_assert(count == 2);
    int first = sqlite3_value_type(values[0]);
    int second = sqlite3_value_type(values[1]);
    struct money product;
    if (first == SQLITE_NULL || second == SQLITE_NULL)
        return;
    if (first != SQLITE_INTEGER || second != SQLITE_INTEGER)
        result_error(context, "micro_times(): both must be whole numbers%s", "");
    else if (!money_times((struct money){sqlite3_value_int64(values[0])},
                          sqlite3_value_int64(values[1]), &product))
        result_error(context, "micro_times(): the product is too large%s", "");
    else
        sqlite3_result_int64(context, product.micro);
}

/* The number `sql` finds under `name`. The engine's own question, so the authorizer is off when
 * it is asked: rules are stepped after they were prepared. */
static void look_up(sqlite3_context *context, const char *sql, const char *name,
                    const char *missing)
{
    sqlite3_stmt *statement = NULL;
    sqlite3 *db = sqlite3_context_db_handle(context);
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK && name != NULL)
        code = sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        sqlite3_result_int64(context, sqlite3_column_int64(statement, 0));
    else if (code == SQLITE_DONE)
        result_error(context, missing, name);
    else
        sqlite3_result_error(context, sqlite3_errmsg(db), -1);
    sqlite3_finalize(statement);
}

/* NULL when it is no text. */
static const char *text_of(sqlite3_value *value)
{
    if (sqlite3_value_type(value) != SQLITE_TEXT)
        return NULL;
    return (const char *)sqlite3_value_text(value);
}

static void result_error(sqlite3_context *context, const char *format, const char *text)
{
    char *message = sqlite3_mprintf(format, text);
    if (message == NULL)
        sqlite3_result_error_nomem(context);
    else
        sqlite3_result_error(context, message, -1);
    sqlite3_free(message);
}
