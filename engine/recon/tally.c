/* Populations and ageing: every position is counted once in each report's population, so that
 * what a report leaves out is accounted for. */
#include "recon/tally.h"

#include "base/arena.h"
#include "recon/tally_parts.h"

#include <stdlib.h>
#include <string.h>

/* A report's rows of one currency, on their way into a table. */
struct cell_rows {
    struct store_insert *insert;
    struct failure *failure;
    struct str table_key; /* the report, or the basis of ageing */
    struct str currency;
    bool ordinal; /* ageing has one */
    enum status status;
};

static void count(struct tally_cell *cell, struct money amount);
static bool in_refunds(const struct position *position);
static void free_cells(struct tally_cell *cells, size_t cell_count);
static enum status store_table(const struct tally *tally, struct store *store, bool ageing,
                               struct failure *failure);
static void put_populations(struct cell_rows *rows, const struct tally_currency *own);
static void put_ageing(struct cell_rows *rows, const struct tally_currency *own);
static void put_cell(struct cell_rows *rows, struct str name, int64_t ordinal,
                     const struct tally_cell *cell);

struct tally *tally_new(const struct run_facts *facts)
{
    tie_assert(facts != NULL);
    struct tally *tally = memory_resize(NULL, 1, sizeof *tally);
    *tally = (struct tally){.facts = facts, .section_count = facts->section_count};
    tally->sections = memory_resize(NULL, facts->section_count + 1, sizeof *tally->sections);
    memset(tally->sections, 0, (facts->section_count + 1) * sizeof *tally->sections);
    return tally;
}

void tally_free(struct tally *tally)
{
    if (tally == NULL)
        return;
    for (size_t i = 0; i < tally->currency_count; i++) {
        struct tally_currency *own = &tally->currencies[i];
        free_cells(own->states, array_count(own->states));
        free_cells(own->refunds, array_count(own->refunds));
        free_cells(own->net, array_count(own->net));
        free_cells(own->tax, array_count(own->tax));
        free_cells(own->ages, array_count(own->ages));
        free_cells(own->dues, array_count(own->dues));
        tally_tax_free(own);
    }
    free(tally->currencies);
    tally_sections_free(tally);
    free(tally);
}

static void free_cells(struct tally_cell *cells, size_t cell_count)
{
    for (size_t i = 0; i < cell_count; i++)
        money_total_free(cells[i].amount);
}

/* --- counting ------------------------------------------------------------------------------
 */

void tally_position(struct tally *tally, const struct position *position)
{
    tie_assert(tally != NULL && position != NULL && position->state < STATE_COUNT);
    struct tally_currency *own = tally_currency_of(tally, position->currency);
    struct money open = position->collectible;
    count(&own->states[position->state], open);
    if (position->state == STATE_CROSS_CURRENCY)
        return;
    size_t refunds = in_refunds(position) ? (size_t)position->state : (size_t)STATE_COUNT;
    count(&own->refunds[refunds], open);
    count(&own->net[position->net_status], open);
    count(&own->tax[position->tax_status], position->tax_difference);
    tally_tax(own, tally->facts, position);
    if (open.micro != 0 || position->age_bucket != AGE_NONE)
        count(&own->ages[position->age_bucket], open);
    if (open.micro != 0 || position->due_bucket != DUE_NONE)
        count(&own->dues[position->due_bucket], open);
}

/* A handful of currencies at most, and mostly one. */
struct tally_currency *tally_currency_of(struct tally *tally, currency_code currency)
{
    for (size_t i = 0; i < tally->currency_count; i++)
        if (tally->currencies[i].currency == currency)
            return &tally->currencies[i];
    size_t at = tally->currency_count++;
    tally->currencies =
        memory_resize(tally->currencies, tally->currency_count, sizeof *tally->currencies);
    memset(&tally->currencies[at], 0, sizeof tally->currencies[at]);
    tally->currencies[at].currency = currency;
    return &tally->currencies[at];
}

static void count(struct tally_cell *cell, struct money amount)
{
    cell->positions++;
    if (amount.micro == 0)
        return;
    if (cell->amount == NULL)
        cell->amount = money_total_new();
    money_total_add(cell->amount, amount);
}

/* The rows of refunds.csv: a line with a refund of any kind on either side, whatever the lines
 * come to, or a refund line of tax. */
static bool in_refunds(const struct position *position)
{
    return position->refund_lines > 0 || position->tax_refund_lines > 0;
}

/* --- storing -------------------------------------------------------------------------------
 */

enum status tally_store(const struct tally *tally, struct store *store, struct failure *failure)
{
    tie_assert(tally != NULL && store != NULL && failure != NULL);
    enum status status = store_table(tally, store, false, failure);
    if (status == STATUS_OK)
        status = store_table(tally, store, true, failure);
    if (status == STATUS_OK)
        status = tally_tax_store(tally, store, failure);
    return status;
}

static enum status store_table(const struct tally *tally, struct store *store, bool ageing,
                               struct failure *failure)
{
    struct cell_rows rows = {.failure = failure, .ordinal = ageing};
    rows.status = store_insert_open(&rows.insert, store, ageing ? "ageing" : "population",
                                    ageing ? 6 : 5, failure);
    for (size_t i = 0; i < tally->currency_count; i++) {
        char currency[CURRENCY_TEXT_BYTES];
        rows.currency = str_from(currency_format(tally->currencies[i].currency, currency));
        if (ageing)
            put_ageing(&rows, &tally->currencies[i]);
        else
            put_populations(&rows, &tally->currencies[i]);
    }
    store_insert_close(rows.insert);
    return rows.status;
}

static void put_populations(struct cell_rows *rows, const struct tally_currency *own)
{
    const struct str none = STR("none");
    for (int state = 0; state < STATE_COUNT; state++) {
        struct str name = position_state_name((enum position_state)state);
        rows->table_key =
            state == STATE_CROSS_CURRENCY ? STR("currencies") : STR("uncollected");
        put_cell(rows, name, 0, &own->states[state]);
        rows->table_key = STR("refunds");
        put_cell(rows, name, 0, &own->refunds[state]);
    }
    put_cell(rows, none, 0, &own->refunds[STATE_COUNT]);
    rows->table_key = STR("net-terms");
    for (int status = 0; status < TALLY_NET_STATUSES; status++)
        put_cell(rows, status == NET_NONE ? none : net_status_name((enum net_status)status), 0,
                 &own->net[status]);
    rows->table_key = STR("tax-collection");
    for (int status = 0; status < TALLY_TAX_STATUSES; status++)
        put_cell(rows,
                 status == TAX_STATUS_NONE ? none : tax_status_name((enum tax_status)status), 0,
                 &own->tax[status]);
}

/* A balance without a bucket would be a mistake of ours: it is shown, so that it cannot hide.
 */
static void put_ageing(struct cell_rows *rows, const struct tally_currency *own)
{
    const struct str none = STR("none");
    rows->table_key = STR("billing");
    for (int age = 0; age < TALLY_AGES; age++)
        put_cell(rows, age == AGE_NONE ? none : age_bucket_name((enum age_bucket)age, false),
                 age, &own->ages[age]);
    rows->table_key = STR("due");
    for (int due = 0; due < TALLY_DUES; due++)
        put_cell(rows, due == DUE_NONE ? none : due_bucket_name((enum due_bucket)due), due,
                 &own->dues[due]);
}

static void put_cell(struct cell_rows *rows, struct str name, int64_t ordinal,
                     const struct tally_cell *cell)
{
    if (rows->status != STATUS_OK || cell->positions == 0)
        return;
    struct buffer amount = {0};
    if (cell->amount == NULL)
        buffer_add_c(&amount, "0.00");
    else
        money_total_format(cell->amount, &amount);
    struct store_cell cells[6];
    size_t at = 0;
    cells[at++] = store_text(rows->table_key);
    cells[at++] = store_text(name);
    cells[at++] = store_text(rows->currency);
    if (rows->ordinal)
        cells[at++] = store_integer(ordinal);
    cells[at++] = store_integer(cell->positions);
    cells[at++] = store_text(buffer_str(&amount));
    rows->status = store_insert_row(rows->insert, cells, rows->failure);
    buffer_free(&amount);
}
