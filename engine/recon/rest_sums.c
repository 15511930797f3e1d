/* A row a currency: its letters, its positions, its sums. */
#include "recon/rest_sums.h"

#include "base/arena.h"
#include "store/store_write.h"

#include <stdlib.h>

struct rest_sum {
    currency_code currency;
    int64_t positions;
    struct money_total *tax_calculated, *tax;
};

struct rest_list {
    struct rest_sum *items;
    size_t count;
};

static bool take_rows(struct rest_list *list, struct str rows);
static void take_settled(struct rest_list *list, const struct settled_rows *settled);
static struct rest_sum *sum_of(struct rest_list *list, currency_code currency);
static enum status put_all(const struct rest_list *list, struct store *store,
                           struct failure *failure);
static enum status put_sum(const struct rest_sum *sum, struct store_insert *insert,
                           struct failure *failure);
static void list_free(struct rest_list *list);

enum status rest_sums_read(struct store *reader, int64_t from_id, struct buffer *rows,
                           struct failure *failure)
{
    tie_assert(reader != NULL && rows != NULL);
    struct buffer sql = {0};
    buffer_format(&sql,
                  "SELECT exact_sums_by(currency, tax_calculated, tax) FROM position_rest "
                  "WHERE position_id >= %lld",
                  (long long)from_id);
    enum status status = store_read_text(reader, buffer_str(&sql), rows, failure);
    buffer_free(&sql);
    return status;
}

enum status rest_sums_write(struct store *store, struct str rows,
                            const struct settled_rows *settled, struct failure *failure)
{
    tie_assert(store != NULL && failure != NULL);
    struct rest_list list = {0};
    enum status status = store_execute(
        store,
        "CREATE TEMP TABLE rest_sum (currency TEXT NOT NULL PRIMARY KEY, "
        "positions INTEGER NOT NULL, tax_calculated TEXT NOT NULL, tax TEXT NOT NULL) "
        "STRICT, WITHOUT ROWID",
        failure);
    if (status == STATUS_OK && !take_rows(&list, rows))
        status =
            failure_set(failure, STATUS_EVIDENCE, "the positions at rest cannot be counted");
    if (settled != NULL)
        take_settled(&list, settled);
    if (status == STATUS_OK)
        status = put_all(&list, store, failure);
    list_free(&list);
    return status;
}

static bool take_rows(struct rest_list *list, struct str rows)
{
    bool good = true;
    while (good && rows.length > 0) {
        int64_t positions = 0;
        currency_code currency = CURRENCY_NONE;
        struct str sums = {0};
        struct str tax = {0};
        struct str row = str_split(rows, '\n', &rows);
        struct str letters = str_split(row, ' ', &sums);
        struct str count = str_split(sums, ' ', &sums);
        struct str calculated = str_split(sums, ' ', &tax);
        good = currency_parse(letters, &currency) && str_to_count(count, INT64_MAX, &positions);
        struct rest_sum *sum = sum_of(list, currency);
        sum->positions += positions;
        good = good && money_total_add_text(sum->tax_calculated, calculated) &&
               money_total_add_text(sum->tax, tax);
    }
    return good;
}

static void take_settled(struct rest_list *list, const struct settled_rows *settled)
{
    for (size_t at = 0; at < settled->count; at++) {
        const struct settled_row *row = &settled->items[at];
        if (row->keys[0] != SETTLED_REST && row->keys[0] != SETTLED_REST_TAX)
            continue;
        struct rest_sum *sum = sum_of(list, row->keys[1]);
        bool first = row->keys[0] == SETTLED_REST;
        sum->positions += first ? row->count : 0;
        money_total_add(first ? sum->tax_calculated : sum->tax, (struct money){row->micro});
    }
}

static struct rest_sum *sum_of(struct rest_list *list, currency_code currency)
{
    for (size_t at = 0; at < list->count; at++)
        if (list->items[at].currency == currency)
            return &list->items[at];
    list->items = memory_resize(list->items, list->count + 1, sizeof *list->items);
    struct rest_sum *sum = &list->items[list->count++];
    *sum = (struct rest_sum){
        .currency = currency, .tax_calculated = money_total_new(), .tax = money_total_new()};
    return sum;
}

static enum status put_all(const struct rest_list *list, struct store *store,
                           struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, store, "rest_sum", 4, failure);
    for (size_t at = 0; status == STATUS_OK && at < list->count; at++)
        status = put_sum(&list->items[at], insert, failure);
    store_insert_close(insert);
    return status;
}

static enum status put_sum(const struct rest_sum *sum, struct store_insert *insert,
                           struct failure *failure)
{
    char currency[CURRENCY_TEXT_BYTES];
    struct buffer texts[2] = {0};
    money_total_format(sum->tax_calculated, &texts[0]);
    money_total_format(sum->tax, &texts[1]);
    const struct store_cell cells[] = {
        store_text(str_from(currency_format(sum->currency, currency))),
        store_integer(sum->positions), store_text(buffer_str(&texts[0])),
        store_text(buffer_str(&texts[1]))};
    enum status status = store_insert_row(insert, cells, failure);
    buffer_free(&texts[0]);
    buffer_free(&texts[1]);
    return status;
}

static void list_free(struct rest_list *list)
{
    for (size_t at = 0; at < list->count; at++) {
        money_total_free(list->items[at].tax_calculated);
        money_total_free(list->items[at].tax);
    }
    free(list->items);
}
