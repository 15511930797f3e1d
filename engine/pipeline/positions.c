/* Positions into the books: one row each, and everything that is counted while they pass. */
#include "pipeline/run.h"

#include "pipeline/position_rows.h"

static enum status positions_open(struct positions *positions, struct run *run,
                                  struct failure *failure);
static void positions_close(struct positions *positions);
static enum status positions_take(void *context, const struct position *position,
                                  struct failure *failure);
static enum status positions_line(void *context, uint32_t reference_id,
                                  const struct movement *movement, enum line_class class,
                                  currency_code used, struct failure *failure);
static enum status positions_payer(void *context, const struct payer_terms_row *row,
                                   struct failure *failure);
static enum status positions_currency(void *context, uint32_t reference_id, currency_code used,
                                      int32_t billed_currencies, struct failure *failure);

enum status run_positions(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    struct positions positions = {.run = run};
    struct position_sink sink = {&positions, positions_take, positions_line, positions_payer,
                                 positions_currency};
    run->tally = tally_new(&run->run_facts);
    enum status status = positions_open(&positions, run, failure);
    if (status == STATUS_OK)
        status = position_pass(&run->ledger, &run->run_facts, &run->payers, &sink, failure);
    positions_close(&positions);
    return status;
}

static enum status positions_open(struct positions *positions, struct run *run,
                                  struct failure *failure)
{
    const struct {
        struct store_insert **insert;
        const char *table;
        size_t columns;
    } tables[] = {
        {&positions->active, "position_active", POSITION_ACTIVE_COLUMNS},
        {&positions->rest, "position_rest", POSITION_REST_COLUMNS},
        {&positions->payer, "payer_terms", 13},
        {&positions->class, "line_class", 2},
        {&positions->currency, "reference_currency", 2},
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < array_count(tables); i++)
        status = store_insert_open(tables[i].insert, run->store, tables[i].table,
                                   tables[i].columns, failure);
    return status;
}

static void positions_close(struct positions *positions)
{
    store_insert_close(positions->active);
    store_insert_close(positions->rest);
    store_insert_close(positions->payer);
    store_insert_close(positions->class);
    store_insert_close(positions->currency);
}

static enum status positions_take(void *context, const struct position *position,
                                  struct failure *failure)
{
    struct positions *positions = context;
    positions->next_id++;
    tally_position(positions->run->tally, position);
    if (position->at_rest)
        return position_row_rest(positions, position, failure);
    return position_row_active(positions, position, failure);
}

static enum status positions_line(void *context, uint32_t reference_id,
                                  const struct movement *movement, enum line_class class,
                                  currency_code used, struct failure *failure)
{
    (void)reference_id;
    struct positions *positions = context;
    tally_line(positions->run->tally, movement, class, used);
    if (class == CLASS_COUNTED)
        return STATUS_OK;
    int64_t line_id = ((int64_t)movement->section << 32) | movement->record;
    const struct store_cell cells[] = {store_integer(line_id),
                                       store_text(line_class_name(class))};
    return store_insert_row(positions->class, cells, failure);
}

static enum status positions_payer(void *context, const struct payer_terms_row *row,
                                   struct failure *failure)
{
    struct positions *positions = context;
    char currency[CURRENCY_TEXT_BYTES];
    struct buffer amount = {0};
    money_total_format(row->collectible, &amount);
    const struct store_cell cells[] = {
        store_integer(row->payer_id),
        store_text(str_from(currency_format(row->currency, currency))),
        store_integer(row->positions),
        store_integer(row->open_positions),
        store_text(buffer_str(&amount)),
        position_cell_count(row->terms_days),
        store_text(terms_source_name(row->terms_source)),
        store_integer(row->terms_stand_in),
        position_cell_count(row->collect_median),
        position_cell_count(row->collect_p90),
        position_cell_count(row->collect_max),
        store_integer(row->collect_stand_in),
        store_integer(row->late_count),
    };
    enum status status = store_insert_row(positions->payer, cells, failure);
    buffer_free(&amount);
    return status;
}

static enum status positions_currency(void *context, uint32_t reference_id, currency_code used,
                                      int32_t billed_currencies, struct failure *failure)
{
    (void)billed_currencies;
    struct positions *positions = context;
    char currency[CURRENCY_TEXT_BYTES];
    if (used == positions->run->run_facts.base_currency)
        return STATUS_OK;
    const struct store_cell cells[] = {
        store_integer(reference_id), store_text(str_from(currency_format(used, currency)))};
    return store_insert_row(positions->currency, cells, failure);
}
