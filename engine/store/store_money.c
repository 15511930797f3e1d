/* Money and days as SQL functions, so that every figure SQL prints is exact: sums of any size
 * through money_total, and the same texts as everywhere else. */
#include "store/store_inner.h"

#include "base/arena.h"
#include "base/day.h"
#include "money/money.h"
#include "money/money_total.h"

#include <stdlib.h>
#include <string.h>

struct exact_sum {
    struct money_total *total; /* NULL until the first amount */
};

/* SQLite aligns what an aggregate keeps to eight bytes. */
__extension__ typedef __int128 wide __attribute__((aligned(8)));

enum { SUMS_MAX = 32, KEY_BYTES = 4 };

/* The rows of one currency. 2^63 amounts of 2^63 cannot fill 128 bits. */
struct exact_group {
    char key[KEY_BYTES]; /* "-" for NULL */
    int64_t rows;
    wide sums[SUMS_MAX];
};

/* Few groups, and mostly the one of the row before: a report names one currency, or a handful. */
struct exact_groups {
    int columns;
    int count;
    int last;
    struct exact_group *groups; /* NULL until the first row */
};

static void exact_sum_step(sqlite3_context *context, int count, sqlite3_value **values);
static void exact_sum_final(sqlite3_context *context);
static void exact_sums_by_step(sqlite3_context *context, int count, sqlite3_value **values);
static struct exact_group *exact_group_of(struct exact_groups *groups, sqlite3_value *key);
static void exact_sums_by_final(sqlite3_context *context);
static void exact_group_print(const struct exact_group *group, int columns,
                              struct buffer *text);
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
    {"exact_sums_by", -1, NULL, exact_sums_by_step, exact_sums_by_final},
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

/* Many columns in one call, and the currencies told apart here: GROUP BY would sort millions of
 * lines to find the few there are. */
static void exact_sums_by_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct exact_groups *groups = sqlite3_aggregate_context(context, sizeof *groups);
    if (groups == NULL || count < 1 || count > SUMS_MAX + 1) {
        sqlite3_result_error(context, "exact_sums_by takes a currency and up to 32 columns",
                             -1);
        return;
    }
    groups->columns = count - 1;
    struct exact_group *group = exact_group_of(groups, values[0]);
    group->rows++;
    for (int i = 1; i < count; i++) {
        int64_t micro = 0;
        if (!integer_of(context, values[i], &micro))
            return;
        group->sums[i - 1] += micro;
    }
}

/* A currency is three letters; anything longer would be cut, and is nothing the schema lets in. */
static struct exact_group *exact_group_of(struct exact_groups *groups, sqlite3_value *key)
{
    char text[KEY_BYTES] = "-";
    const unsigned char *stated = sqlite3_value_text(key);
    for (int i = 0; stated != NULL && i < KEY_BYTES - 1; i++)
        text[i] = (char)stated[i];
    if (groups->count > 0 && memcmp(groups->groups[groups->last].key, text, KEY_BYTES) == 0)
        return &groups->groups[groups->last];
    for (groups->last = 0; groups->last < groups->count; groups->last++)
        if (memcmp(groups->groups[groups->last].key, text, KEY_BYTES) == 0)
            return &groups->groups[groups->last];
    groups->groups =
        memory_resize(groups->groups, (size_t)groups->count + 1, sizeof *groups->groups);
    struct exact_group *group = &groups->groups[groups->count++];
    memset(group, 0, sizeof *group);
    memcpy(group->key, text, KEY_BYTES);
    return group;
}

/* A row a currency: its letters, its rows, its sums as exact_sum gives them, parted by blanks;
 * NULL when there was no row. */
static void exact_sums_by_final(sqlite3_context *context)
{
    struct exact_groups *groups = sqlite3_aggregate_context(context, 0);
    struct buffer text = {0};
    for (int i = 0; groups != NULL && i < groups->count; i++)
        exact_group_print(&groups->groups[i], groups->columns, &text);
    if (text.length > 0)
        result_copy(context, buffer_c(&text));
    buffer_free(&text);
    if (groups != NULL) {
        free(groups->groups);
        groups->groups = NULL;
    }
}

static void exact_group_print(const struct exact_group *group, int columns, struct buffer *text)
{
    if (text->length > 0)
        buffer_add_byte(text, '\n');
    buffer_format(text, "%.3s %lld", group->key, (long long)group->rows);
    for (int i = 0; i < columns; i++) {
        struct money_total *total = money_total_new();
        wide low_mask = ((wide)1 << 63) - 1;
        money_total_add_split(total, (int64_t)(group->sums[i] >> 63),
                              (int64_t)(group->sums[i] & low_mask));
        buffer_add_byte(text, ' ');
        money_total_format(total, text);
        money_total_free(total);
    }
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
