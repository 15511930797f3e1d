/* Money and days as SQL functions, so that every figure SQL prints is exact: sums of any size
 * through money_total, and the same texts as everywhere else. */
#include "store/store_inner.h"

#include "base/day.h"
#include "money/money.h"
#include "money/money_total.h"

struct exact_sum {
    struct money_total *total; /* NULL until the first amount */
};

/* SQLite aligns what an aggregate keeps to eight bytes. */
__extension__ typedef __int128 wide __attribute__((aligned(8)));

enum { SUMS_MAX = 32 };

/* 2^63 amounts of 2^63 cannot fill 128 bits. */
struct exact_sums {
    int count;
    wide sums[SUMS_MAX];
};

static void exact_sum_step(sqlite3_context *context, int count, sqlite3_value **values);
static void exact_sum_final(sqlite3_context *context);
static void exact_sums_step(sqlite3_context *context, int count, sqlite3_value **values);
static void exact_sums_final(sqlite3_context *context);
static void money_text(sqlite3_context *context, int count, sqlite3_value **values);
static void day_text(sqlite3_context *context, int count, sqlite3_value **values);
static void month_text(sqlite3_context *context, int count, sqlite3_value **values);
static bool day_of(sqlite3_context *context, sqlite3_value *value, day_number *day);
static struct str text_of(sqlite3_value *value);
static bool integer_of(sqlite3_context *context, sqlite3_value *value, int64_t *integer);
static void result_copy(sqlite3_context *context, const char *text);

struct function {
    const char *name;
    int arguments; /* -1: any number */
    void (*call)(sqlite3_context *context, int count, sqlite3_value **values);
    void (*step)(sqlite3_context *context, int count, sqlite3_value **values);
    void (*final)(sqlite3_context *context);
};

static const struct function functions[] = {
    {"exact_sum", 1, NULL, exact_sum_step, exact_sum_final},
    {"exact_sums", -1, NULL, exact_sums_step, exact_sums_final},
    {"money_text", 1, money_text, NULL, NULL},
    {"day_text", 1, day_text, NULL, NULL},
    {"month_text", 1, month_text, NULL, NULL},
};

enum status store_money_register(struct store *store, struct failure *failure)
{
    tie_assert(store != NULL);
    for (size_t i = 0; i < array_count(functions); i++) {
        const struct function *function = &functions[i];
        if (sqlite3_create_function_v2(store->db, function->name, function->arguments,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                       NULL, function->call, function->step, function->final,
                                       NULL) != SQLITE_OK)
            return store_failed(store, "the books could not be opened", failure);
    }
    return STATUS_OK;
}

/* Takes micros, and texts as it gives them: sums of sums may pass 64 bits. */
static void exact_sum_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    tie_assert(count == 1);
    int64_t micro = 0;
    int type = sqlite3_value_type(values[0]);
    if (type == SQLITE_NULL || (type != SQLITE_TEXT && !integer_of(context, values[0], &micro)))
        return;
    struct exact_sum *sum = sqlite3_aggregate_context(context, sizeof *sum);
    if (sum == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (sum->total == NULL)
        sum->total = money_total_new();
    if (type != SQLITE_TEXT)
        money_total_add(sum->total, (struct money){micro});
    else if (!money_total_add_text(sum->total, text_of(values[0])))
        sqlite3_result_error(context, "a sum of texts takes whole numbers and amounts", -1);
}

static struct str text_of(sqlite3_value *value)
{
    const char *bytes = (const char *)sqlite3_value_text(value);
    return (struct str){bytes, (size_t)sqlite3_value_bytes(value)};
}

/* Called also when the statement is given up, so what the steps took is always freed here. */
static void exact_sum_final(sqlite3_context *context)
{
    struct exact_sum *sum = sqlite3_aggregate_context(context, 0);
    if (sum == NULL || sum->total == NULL) {
        result_copy(context, "0.00");
        return;
    }
    struct buffer text = {0};
    money_total_format(sum->total, &text);
    result_copy(context, buffer_c(&text));
    buffer_free(&text);
    money_total_free(sum->total);
    sum->total = NULL;
}

/* Many columns in one call: the sums of millions of lines cost half of what one aggregate a
 * column does. */
static void exact_sums_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct exact_sums *sums = sqlite3_aggregate_context(context, sizeof *sums);
    if (sums == NULL || count < 1 || count > SUMS_MAX) {
        sqlite3_result_error(context, "exact_sums takes 1 to 32 columns", -1);
        return;
    }
    sums->count = count;
    for (int i = 0; i < count; i++) {
        int64_t micro = 0;
        if (!integer_of(context, values[i], &micro))
            return;
        sums->sums[i] += micro;
    }
}

/* The sums as exact_sum gives them, parted by blanks; NULL when there was no row. */
static void exact_sums_final(sqlite3_context *context)
{
    const struct exact_sums *sums = sqlite3_aggregate_context(context, 0);
    struct buffer text = {0};
    for (int i = 0; sums != NULL && i < sums->count; i++) {
        struct money_total *total = money_total_new();
        wide low_mask = ((wide)1 << 63) - 1;
        money_total_add_split(total, (int64_t)(sums->sums[i] >> 63),
                              (int64_t)(sums->sums[i] & low_mask));
        if (i > 0)
            buffer_add_byte(&text, ' ');
        money_total_format(total, &text);
        money_total_free(total);
    }
    if (text.length > 0)
        result_copy(context, buffer_c(&text));
    buffer_free(&text);
}

static void money_text(sqlite3_context *context, int count, sqlite3_value **values)
{
    tie_assert(count == 1);
    int64_t micro = 0;
    char text[MONEY_TEXT_BYTES] = "";
    if (sqlite3_value_type(values[0]) != SQLITE_NULL) {
        if (!integer_of(context, values[0], &micro))
            return;
        money_format((struct money){micro}, text);
    }
    result_copy(context, text);
}

static void day_text(sqlite3_context *context, int count, sqlite3_value **values)
{
    tie_assert(count == 1);
    day_number day = DAY_NONE;
    char text[DAY_TEXT_BYTES];
    if (day_of(context, values[0], &day))
        result_copy(context, day_format(day, text));
}

static void month_text(sqlite3_context *context, int count, sqlite3_value **values)
{
    tie_assert(count == 1);
    day_number day = DAY_NONE;
    char text[DAY_TEXT_BYTES];
    if (day_of(context, values[0], &day))
        result_copy(context, day_format_month(day, text));
}

/* DAY_NONE for NULL; false, and an error set, when it is no day. */
static bool day_of(sqlite3_context *context, sqlite3_value *value, day_number *day)
{
    int64_t number = 0;
    *day = DAY_NONE;
    if (sqlite3_value_type(value) == SQLITE_NULL)
        return true;
    if (!integer_of(context, value, &number))
        return false;
    if (number < DAY_FIRST || number > DAY_LAST) {
        sqlite3_result_error(context, "a day lies outside 1900 to 9999", -1);
        return false;
    }
    *day = (day_number)number;
    return true;
}

static bool integer_of(sqlite3_context *context, sqlite3_value *value, int64_t *integer)
{
    if (sqlite3_value_type(value) != SQLITE_INTEGER) {
        sqlite3_result_error(context, "an amount or a day must be a whole number", -1);
        return false;
    }
    *integer = sqlite3_value_int64(value);
    return true;
}

static void result_copy(sqlite3_context *context, const char *text)
{
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}
