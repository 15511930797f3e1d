/* Whatever departs from a default or was assumed, each with how far it reaches:
 * assumptions.csv. */
#include "pipeline/assumptions.h"

#include <stdlib.h>

static const char spellings_sql[] =
    "SELECT trace || ' in ' || short_name, sum(cells), '0', 0 FROM section_trace "
    "JOIN section USING (section_id) JOIN file USING (file_id) GROUP BY file_id, trace "
    "ORDER BY short_name, trace";

static void assumptions_spellings(struct assumptions *assumptions);
static void assumptions_signs(struct assumptions *assumptions);
static void assumptions_sign(struct assumptions *assumptions, uint32_t section,
                             enum component component);
static void assumptions_sign_sums(struct assumptions *assumptions, const struct assumption *row,
                                  uint32_t section, struct str component,
                                  const struct reach *reach);
static int64_t reach_positions(const struct reach *reach, struct str currency);
static void assumptions_currencies(struct assumptions *assumptions);
static void assumptions_payments(struct assumptions *assumptions);
static int compare_payments(const void *a, const void *b);
static uint32_t assumptions_section_at(const struct run *run, uint32_t canonical);

enum status run_store_assumptions(struct run *run, struct failure *failure)
{
    struct assumptions assumptions = {.run = run, .failure = failure};
    assumptions.status =
        store_insert_open(&assumptions.insert, run->store, "assumption", 6, failure);
    assumptions_options(&assumptions);
    assumptions_policy(&assumptions);
    assumptions_signs(&assumptions);
    assumptions_currencies(&assumptions);
    assumptions_payments(&assumptions);
    assumptions_spellings(&assumptions);
    store_insert_close(assumptions.insert);
    return assumptions.status;
}

/* Of cells, not of positions: a spelling changes no amount. */
static void assumptions_spellings(struct assumptions *assumptions)
{
    struct store_query *query = NULL;
    bool found = true;
    if (assumptions->status == STATUS_OK)
        assumptions->status = store_query_open(&query, assumptions->run->store,
                                               str_from(spellings_sql), assumptions->failure);
    while (assumptions->status == STATUS_OK && found) {
        assumptions->status = store_query_step(query, &found, assumptions->failure);
        const struct assumption row = {store_query_text(query, 0), store_query_text(query, 1),
                                       STR("0")};
        if (assumptions->status == STATUS_OK && found)
            assumptions_row(assumptions, &row, STR(""), 0, STR(""));
    }
    store_query_close(query);
}

/* Every sign the map leaves open, where the column holds anything. */
static void assumptions_signs(struct assumptions *assumptions)
{
    const struct run *run = assumptions->run;
    for (uint32_t order = 0; order < run->sections.count; order++) {
        uint32_t section = assumptions_section_at(run, order);
        const struct era *era = run_facts_of(run, section)->era;
        for (size_t i = 0; i < era->column_count; i++) {
            const struct column_map *column = &era->columns[i];
            if (column->field == FIELD_AMOUNT && column->sign == SIGN_UNCERTAIN)
                assumptions_sign(assumptions, section, column->component);
        }
    }
}

static void assumptions_sign(struct assumptions *assumptions, uint32_t section,
                             enum component component)
{
    const struct run *run = assumptions->run;
    const struct section_facts *facts = run_facts_of(run, section);
    const struct reach *reach =
        &run->sign_reach[(size_t)section * COMPONENT_POSITION_COUNT + component];
    if (reach->positions == 0)
        return;
    struct buffer setting = {0};
    int canonical = component_canonical_sign(component);
    struct str file = run->file_facts[facts->file].short_name;
    struct str name = component_name(component);
    buffer_format(&setting, "sign of %.*s in %.*s", (int)name.length, name.bytes,
                  (int)file.length, file.bytes);
    const struct assumption row = {buffer_str(&setting),
                                   facts->factor[component] * canonical < 0 ? STR("negative")
                                                                            : STR("positive"),
                                   canonical < 0 ? STR("negative") : STR("positive")};
    assumptions_sign_sums(assumptions, &row, section, name, reach);
    buffer_free(&setting);
}

/* Sums as the lines print them, in the currencies they were used in: never across two. */
static void assumptions_sign_sums(struct assumptions *assumptions, const struct assumption *row,
                                  uint32_t section, struct str component,
                                  const struct reach *reach)
{
    static const char sql[] =
        "SELECT currency_used, exact_sum(read) FROM conservation WHERE section_id = ?1 "
        "AND component = ?2 GROUP BY currency_used ORDER BY currency_used";
    struct store_query *query = NULL;
    bool found = true;
    if (assumptions->status == STATUS_OK)
        assumptions->status = store_query_open(&query, assumptions->run->store, str_from(sql),
                                               assumptions->failure);
    if (assumptions->status == STATUS_OK) {
        store_query_bind_integer(query, 1, section);
        store_query_bind_text(query, 2, component);
    }
    while (assumptions->status == STATUS_OK && found) {
        assumptions->status = store_query_step(query, &found, assumptions->failure);
        if (assumptions->status != STATUS_OK || !found)
            break;
        struct str currency = store_query_text(query, 0);
        int64_t positions = reach_positions(reach, currency);
        if (positions > 0)
            assumptions_row(assumptions, row, currency, positions, store_query_text(query, 1));
    }
    store_query_close(query);
}

static int64_t reach_positions(const struct reach *reach, struct str currency)
{
    char text[CURRENCY_TEXT_BYTES];
    for (; reach; reach = reach->next)
        if (str_equal(str_from(currency_format(reach->currency, text)), currency))
            return reach->positions;
    return 0;
}

static uint32_t assumptions_section_at(const struct run *run, uint32_t canonical)
{
    for (uint32_t i = 0; i < run->sections.count; i++) {
        if (run_facts_of(run, i)->canonical == canonical)
            return i;
    }
    tie_assert(canonical < run->sections.count); /* and they have no gaps */
    return 0;
}

/* Lines without a currency column: which currency they were given, in the order of its letters.
 */
static void assumptions_currencies(struct assumptions *assumptions)
{
    const struct currency_reach *reach = assumptions->run->currency_reach.items;
    size_t count = assumptions->run->currency_reach.count;
    uint64_t last = 0;
    for (size_t round = 0; round < count; round++) {
        const struct currency_reach *next = NULL;
        for (size_t i = 0; i < count; i++) {
            uint64_t key = (uint64_t)reach[i].currency << 1 | reach[i].from_billed;
            bool later = key > last;
            if (later && (!next || key < ((uint64_t)next->currency << 1 | next->from_billed)))
                next = &reach[i];
        }
        tie_assert(next);
        last = (uint64_t)next->currency << 1 | next->from_billed;
        struct buffer amount = {0};
        char own[CURRENCY_TEXT_BYTES];
        char base[CURRENCY_TEXT_BYTES];
        money_total_format(next->gross, &amount);
        const struct assumption row = {
            next->from_billed ? STR("currency of payouts, from the billed lines")
                              : STR("currency of payouts, the base currency"),
            str_from(currency_format(next->currency, own)),
            str_from(currency_format(assumptions->run->run_facts.base_currency, base))};
        assumptions_row(assumptions, &row, STR(""), next->positions, buffer_str(&amount));
        buffer_free(&amount);
    }
}

/* Payments that stand in for payouts: a row a currency. */
static void assumptions_payments(struct assumptions *assumptions)
{
    struct list *reaches = &assumptions->run->paid_reach;
    if (reaches->count > 0)
        qsort(reaches->items, reaches->count, sizeof(struct paid_reach), compare_payments);
    for (size_t i = 0; i < reaches->count; i++) {
        const struct paid_reach *reach = (const struct paid_reach *)reaches->items + i;
        struct buffer amount = {0};
        char currency[CURRENCY_TEXT_BYTES];
        money_total_format(reach->paid, &amount);
        const struct assumption row = {STR("payouts, as bills state them"),
                                       STR("stated as paid"), STR("payout reports")};
        assumptions_row(assumptions, &row, str_from(currency_format(reach->currency, currency)),
                        reach->positions, buffer_str(&amount));
        buffer_free(&amount);
    }
}

static int compare_payments(const void *a, const void *b)
{
    const struct paid_reach *first = a;
    const struct paid_reach *second = b;
    return (first->currency > second->currency) - (first->currency < second->currency);
}

void assumptions_row(struct assumptions *assumptions, const struct assumption *row,
                     struct str currency, int64_t positions, struct str amount)
{
    tie_assert(assumptions && row);
    if (assumptions->status != STATUS_OK)
        return;
    struct buffer setting = {0};
    buffer_add(&setting, row->setting);
    if (amount.length > 0 && currency.length > 0)
        buffer_format(&setting, " (%.*s)", (int)currency.length, currency.bytes);
    const struct store_cell cells[] = {store_integer(assumptions->ordinal++),
                                       store_text(buffer_str(&setting)),
                                       store_text(row->value),
                                       store_text(row->shipped),
                                       store_integer(positions),
                                       store_text(amount)};
    assumptions->status = store_insert_row(assumptions->insert, cells, assumptions->failure);
    buffer_free(&setting);
}
