/* Table payout: groups of one deposit come together, under the name a person knows it by - the
 * bank's trace id, else the settlement, else the file it was reported in. */
#include "recon/tie_stated_parts.h"

#include "base/arena.h"
#include "store/store_write.h"

#include <stdlib.h>

/* One row; its groups are added up. */
struct payout_row {
    struct str payout, bank_trace_id;
    currency_code currency;
    day_number covers_to; /* of its first group */
    bool several_days;    /* its groups are of several coverages */
    day_number paid_on, oldest_billed, newest_billed;
    int64_t lines;
    struct money_total *totals[PAYOUT_COMPONENTS];
    struct money_total *sums[PAYOUT_SUM_COUNT];
};

struct payout_rows {
    const struct payouts *payouts;
    const struct stated_payouts *stated;
    struct payout_row *items;
    size_t count;
};

static int compare_rows(const void *a, const void *b);
static void name_row(const struct payout_rows *rows, const struct payout_group *group,
                     struct payout_row *row);
static const struct stated_payout *stated_of(const struct payout_rows *rows,
                                             day_number covers_to, currency_code currency);
static void join_rows(struct payout_rows *rows);
static void add_group(struct payout_row *row, const struct payouts *payouts,
                      const struct payout_group *group);
static enum status put_row(const struct payout_rows *rows, const struct payout_row *row,
                           struct store_insert *insert, struct failure *failure);
static bool stated_amount(const struct payout_rows *rows, const struct payout_row *row,
                          struct money_total *amount, enum payout_sum *basis);
static void rows_free(struct payout_rows *rows);

enum status payouts_store(const struct payouts *payouts, const struct stated_payouts *stated,
                          struct store *store, struct failure *failure)
{
    tie_assert(payouts != NULL && stated != NULL && store != NULL);
    struct payout_rows rows = {.payouts = payouts, .stated = stated};
    struct store_insert *insert = NULL;
    rows.items = memory_resize(NULL, payouts->group_count + 1, sizeof *rows.items);
    for (size_t at = 1; at <= payouts->group_count; at++)
        name_row(&rows, &payouts->groups[at], &rows.items[rows.count++]);
    join_rows(&rows);
    enum status status = store_insert_open(&insert, store, "payout", 18, failure);
    for (size_t at = 0; status == STATUS_OK && at < rows.count; at++)
        status = put_row(&rows, &rows.items[at], insert, failure);
    store_insert_close(insert);
    rows_free(&rows);
    return status;
}

static void name_row(const struct payout_rows *rows, const struct payout_group *group,
                     struct payout_row *row)
{
    const struct run_facts *facts = rows->payouts->facts;
    const struct ledger *ledger = rows->payouts->ledger;
    const struct section_facts *section = &facts->sections[group->section];
    struct str deposit = intern_text(&ledger->payouts, group->payout_id);
    const struct stated_payout *stated = stated_of(rows, section->covers_to, group->currency);
    *row = (struct payout_row){.currency = group->currency,
                               .covers_to = section->covers_to,
                               .paid_on = DAY_NONE,
                               .oldest_billed = DAY_NONE,
                               .newest_billed = DAY_NONE};
    if (deposit.length > 0) {
        row->bank_trace_id = ledger_part(deposit, 0);
        row->payout =
            row->bank_trace_id.length > 0 ? row->bank_trace_id : ledger_part(deposit, 1);
    } else if (stated != NULL && stated->settlement_count == 1) {
        row->payout = intern_text(&ledger->texts, stated->settlements[0].text_id);
    }
    if (row->payout.length == 0)
        row->payout = facts->files[section->file].short_name;
    add_group(row, rows->payouts, group);
}

/* What was compared with the payouts of that coverage in that currency, or NULL. */
static const struct stated_payout *stated_of(const struct payout_rows *rows,
                                             day_number covers_to, currency_code currency)
{
    for (size_t at = 0; at < rows->stated->count; at++)
        if (rows->stated->items[at].covers_to == covers_to &&
            rows->stated->items[at].used_currency == currency)
            return &rows->stated->items[at];
    return NULL;
}

static void add_group(struct payout_row *row, const struct payouts *payouts,
                      const struct payout_group *group)
{
    payout_sums_new(row->sums);
    payouts_add_group(payouts, group, row->sums);
    for (int component = 0; component < PAYOUT_COMPONENTS; component++) {
        row->totals[component] = money_total_new();
        if (group->totals[component] != NULL)
            money_total_add_total(row->totals[component], group->totals[component]);
    }
    row->lines = group->lines;
    row->paid_on = group->paid_on;
    row->oldest_billed = group->oldest_billed;
    row->newest_billed = group->newest_billed;
}

static int compare_rows(const void *a, const void *b)
{
    const struct payout_row *first = a;
    const struct payout_row *second = b;
    int order = str_compare(first->payout, second->payout);
    if (order == 0)
        order = (first->currency > second->currency) - (first->currency < second->currency);
    if (order == 0)
        order = (first->covers_to > second->covers_to) - (first->covers_to < second->covers_to);
    return order;
}

static void join_rows(struct payout_rows *rows)
{
    size_t kept = 0;
    qsort(rows->items, rows->count, sizeof *rows->items, compare_rows);
    for (size_t at = 0; at < rows->count; at++) {
        struct payout_row *own = &rows->items[at];
        struct payout_row *row = kept > 0 ? &rows->items[kept - 1] : NULL;
        if (row == NULL || !str_equal(row->payout, own->payout) ||
            row->currency != own->currency) {
            rows->items[kept++] = *own;
            continue;
        }
        row->several_days |= row->covers_to != own->covers_to;
        row->lines += own->lines;
        if (row->bank_trace_id.length == 0)
            row->bank_trace_id = own->bank_trace_id;
        if (own->paid_on > row->paid_on)
            row->paid_on = own->paid_on;
        if (row->oldest_billed == DAY_NONE ||
            (own->oldest_billed != DAY_NONE && own->oldest_billed < row->oldest_billed))
            row->oldest_billed = own->oldest_billed;
        if (row->newest_billed == DAY_NONE ||
            (own->newest_billed != DAY_NONE && own->newest_billed > row->newest_billed))
            row->newest_billed = own->newest_billed;
        for (int component = 0; component < PAYOUT_COMPONENTS; component++) {
            money_total_add_total(row->totals[component], own->totals[component]);
            money_total_free(own->totals[component]);
        }
        for (int of = 0; of < PAYOUT_SUM_COUNT; of++) {
            money_total_add_total(row->sums[of], own->sums[of]);
            money_total_free(own->sums[of]);
        }
    }
    rows->count = kept;
}

static enum status put_row(const struct payout_rows *rows, const struct payout_row *row,
                           struct store_insert *insert, struct failure *failure)
{
    static const enum component shown[] = {
        COMPONENT_GROSS,      COMPONENT_FEE,        COMPONENT_REFUND,
        COMPONENT_FEE_REFUND, COMPONENT_CREDIT,     COMPONENT_FEE_CREDIT,
        COMPONENT_TAX,        COMPONENT_TAX_REFUND, COMPONENT_NET};
    enum { SHOWN = array_count(shown) };
    char currency[CURRENCY_TEXT_BYTES];
    struct buffer texts[SHOWN + 2] = {0}; /* and stated, difference */
    struct money_total *amount = money_total_new();
    enum payout_sum basis = PAYOUT_NET;
    for (size_t at = 0; at < SHOWN; at++)
        money_total_format(row->totals[shown[at]], &texts[at]);
    if (stated_amount(rows, row, amount, &basis)) {
        struct money_total *difference = money_total_new();
        money_total_format(amount, &texts[SHOWN]);
        money_total_add_total(difference, row->sums[basis]);
        money_total_subtract_total(difference, amount);
        money_total_format(difference, &texts[SHOWN + 1]);
        money_total_free(difference);
    }
    money_total_free(amount);
    struct store_cell cells[SHOWN + 9];
    size_t at = 0;
    cells[at++] = store_text(row->payout);
    cells[at++] = store_text(str_from(currency_format(row->currency, currency)));
    cells[at++] = store_day(row->paid_on);
    cells[at++] = store_text(row->bank_trace_id);
    cells[at++] = store_integer(row->lines);
    for (size_t of = 0; of < array_count(texts); of++)
        cells[at++] = store_text(buffer_str(&texts[of]));
    cells[at++] = store_day(row->oldest_billed);
    cells[at++] = store_day(row->newest_billed);
    tie_assert(at == 18);
    enum status status = store_insert_row(insert, cells, failure);
    for (size_t of = 0; of < array_count(texts); of++)
        buffer_free(&texts[of]);
    return status;
}

/* The deposit of its own settlement; else all that is stated of the coverage, when nothing else
 * was paid then. */
static bool stated_amount(const struct payout_rows *rows, const struct payout_row *row,
                          struct money_total *amount, enum payout_sum *basis)
{
    const struct stated_payout *stated = stated_of(rows, row->covers_to, row->currency);
    if (stated == NULL || row->several_days)
        return false;
    *basis = stated->basis;
    for (size_t at = 0; at < stated->settlement_count; at++) {
        const struct settlement *settlement = &stated->settlements[at];
        if (settlement->several)
            return false;
        if (!str_equal(intern_text(&rows->payouts->ledger->texts, settlement->text_id),
                       row->payout))
            continue;
        money_total_add(amount, settlement->amount);
        return true;
    }
    for (size_t at = 0; at < rows->count; at++)
        if (&rows->items[at] != row && rows->items[at].covers_to == row->covers_to)
            return false;
    return stated_payout_sum(stated, amount);
}

static void rows_free(struct payout_rows *rows)
{
    for (size_t at = 0; at < rows->count; at++) {
        payout_sums_free(rows->items[at].sums);
        for (int component = 0; component < PAYOUT_COMPONENTS; component++)
            money_total_free(rows->items[at].totals[component]);
    }
    free(rows->items);
}
