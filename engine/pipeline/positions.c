/* Positions into the books: one row each, and everything that is counted while they pass. */
#include "pipeline/run.h"

#include "pipeline/interned_rows.h"
#include "pipeline/moved.h"
#include "pipeline/position_rows.h"
#include "pipeline/run_settled.h"
#include "pipeline/twice.h"
#include "recon/tax_book.h"
#include "store/store_read.h"

static enum status positions_waited(struct run *run, struct failure *failure);
static enum status positions_open(struct positions *positions, struct run *run,
                                  struct failure *failure);
static enum status positions_close(struct positions *positions, struct failure *failure);
static enum status positions_take(void *context, const struct position *position,
                                  struct failure *failure);
static enum status positions_waited_row(struct positions *positions,
                                        const struct position *position,
                                        struct failure *failure);
static enum status positions_line(void *context, uint32_t reference_id,
                                  const struct movement *movement, enum line_class class,
                                  currency_code used, struct failure *failure);
static void positions_paid(void *context, const struct position *position,
                           const struct movement *movement);
static enum status positions_payer(void *context, const struct payer_terms_row *row,
                                   struct failure *failure);
static enum status positions_currency(void *context, uint32_t reference_id, currency_code used,
                                      int32_t billed_currencies, struct failure *failure);
static enum status positions_line_currency(void *context, const struct movement *movement,
                                           currency_code used, struct failure *failure);
static enum status positions_cut(void *context, const struct position_then *then,
                                 struct failure *failure);
static enum status positions_roll(void *context, const struct position *position,
                                  const struct position_roll *roll, struct failure *failure);

enum status run_positions(struct run *run, struct failure *failure)
{
    tie_assert(run && run->store);
    struct positions positions = {.run = run, .keeps_verdicts = moved_any(run)};
    run->tally = tally_new(&run->run_facts);
    run->roll = roll_forward_new();
    run->payouts = payouts_new(&run->run_facts, &run->ledger);
    run->tax_book = tax_book_new(&run->ledger, &run->run_facts);
    run->sign_reach =
        arena_take(&run->arena, (run->sections.count + 1) * COMPONENT_POSITION_COUNT *
                                    sizeof(*run->sign_reach));
    run_settled_seed(run);
    positions.next_id = run->past ? run->past->position_id : 0;
    const struct position_sink sink = {.context = &positions,
                                       .position = positions_take,
                                       .line = positions_line,
                                       .payer = positions_payer,
                                       .currency = positions_currency,
                                       .line_currency = positions_line_currency,
                                       .cut = positions_cut,
                                       .roll = positions_roll,
                                       .paid = positions_paid,
                                       .tax = run->tax_book,
                                       .alike = twice_alike,
                                       .restated = twice_restated,
                                       .settled = run->past ? run->past->fresh : NULL,
                                       .habits = run->past ? &run->past->rows : NULL};
    enum status status = positions_waited(run, failure);
    if (status == STATUS_OK)
        status = positions_open(&positions, run, failure);
    if (status == STATUS_OK)
        status = interned_rows_begin(&positions.interned, run, failure);
    if (status == STATUS_OK)
        status = position_pass(&run->ledger, &run->run_facts, &run->payers, &sink, failure);
    status = status_worse(status, positions_close(&positions, failure));
    if (run->past)
        run->past->position_id = positions.next_id;
    return status == STATUS_OK ? twice_store(run, failure) : status;
}

/* What waited when the month before was sealed. */
static enum status positions_waited(struct run *run, struct failure *failure)
{
    static const char from[] = "FROM sealed_timing WHERE kind IN ('ahead', 'told')";
    struct sealed *sealed = &run->run_facts.sealed;
    struct store_query *query = NULL;
    struct buffer sql = {0};
    bool found = true;
    int64_t count = 0;
    buffer_format(&sql, "SELECT count(*) %s", from);
    enum status status = store_read_integer(run->store, buffer_str(&sql), &count, failure);
    uint32_t *waited = arena_take(&run->arena, ((size_t)count + 1) * sizeof *waited);
    buffer_clear(&sql);
    buffer_format(&sql, "SELECT DISTINCT reference_id %s ORDER BY 1", from);
    if (status == STATUS_OK)
        status = store_query_open(&query, run->store, buffer_str(&sql), failure);
    sealed->waited = waited;
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        waited[sealed->waited_count++] = (uint32_t)store_query_integer(query, 0);
    }
    store_query_close(query);
    buffer_free(&sql);
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
        {&positions->payer, "payer_terms", 13},          {&positions->class, "line_class", 2},
        {&positions->differs, "fact_differs", 6},        {&positions->prior, "prior_period", 6},
        {&positions->line_currency, "line_currency", 2},
    };
    enum status status = store_bulk_open(&positions->active, run->store, "position_active",
                                         POSITION_ACTIVE_COLUMNS, failure);
    if (status == STATUS_OK)
        status = store_bulk_open(&positions->rest, run->store, "position_rest",
                                 POSITION_REST_COLUMNS, failure);
    if (status == STATUS_OK)
        status =
            store_bulk_open(&positions->currency, run->store, "reference_currency", 2, failure);
    if (status == STATUS_OK)
        status = store_bulk_open(&positions->cut, run->store, "position_cut",
                                 POSITION_CUT_COLUMNS, failure);
    for (size_t i = 0; status == STATUS_OK && i < array_count(tables); i++)
        status = store_insert_open(tables[i].insert, run->store, tables[i].table,
                                   tables[i].columns, failure);
    if (status != STATUS_OK || run->run_facts.sealed.waited_count == 0)
        return status;
    status = store_execute(run->store, check_waited_table, failure);
    return status == STATUS_OK ? store_insert_open(&positions->waited, run->store,
                                                   "waited_evidence", 2, failure)
                               : status;
}

static enum status positions_close(struct positions *positions, struct failure *failure)
{
    enum status status = interned_rows_end(positions->interned, failure);
    store_insert_close(positions->payer);
    store_insert_close(positions->class);
    store_insert_close(positions->differs);
    store_insert_close(positions->prior);
    store_insert_close(positions->line_currency);
    store_insert_close(positions->waited);
    status = status_worse(status, store_bulk_finish(positions->active, failure));
    status = status_worse(status, store_bulk_finish(positions->currency, failure));
    status = status_worse(status, store_bulk_finish(positions->cut, failure));
    return status_worse(status, store_bulk_finish(positions->rest, failure));
}

static enum status positions_take(void *context, const struct position *position,
                                  struct failure *failure)
{
    struct positions *positions = context;
    positions->next_id++;
    reach_currency(positions->run, position);
    if (position->stated.stands_in)
        reach_paid(positions->run, position);
    if (positions->keeps_verdicts)
        moved_keep(positions->run, position);
    tally_position(positions->run->tally, position);
    enum status status =
        interned_rows_go_on(positions->interned, position->reference_id, failure);
    if (status != STATUS_OK)
        return status;
    if (position->at_rest && positions->run->past)
        *(struct settled_rest *)list_add(&positions->run->past->rest,
                                         sizeof(struct settled_rest)) =
            (struct settled_rest){position->reference_id, positions->next_id};
    if (position->evidence_of_waited)
        status = positions_waited_row(positions, position, failure);
    if (status == STATUS_OK && position->at_rest)
        return position_row_rest(positions, position, failure);
    if (status != STATUS_OK)
        return status;
    return position_row_active(positions, position, failure);
}

/* Beside its row, which is then the same however long ago it settled. */
static enum status positions_waited_row(struct positions *positions,
                                        const struct position *position,
                                        struct failure *failure)
{
    const struct store_cell cells[] = {store_integer(positions->next_id),
                                       store_text(position->evidence)};
    return store_insert_row(positions->waited, cells, failure);
}

static enum status positions_line(void *context, uint32_t reference_id,
                                  const struct movement *movement, enum line_class class,
                                  currency_code used, struct failure *failure)
{
    struct positions *positions = context;
    if (class != CLASS_SUPERSEDED)
        reach_signs(positions->run, reference_id, movement, used);
    tally_line(positions->run->tally, movement, class, used);
    payouts_line(positions->run->payouts, movement, class, used);
    if (class == CLASS_COUNTED)
        return STATUS_OK;
    int64_t line_id = ((int64_t)movement->section << 32) | movement->record;
    const struct store_cell cells[] = {store_integer(line_id),
                                       store_text(line_class_name(class))};
    return store_insert_row(positions->class, cells, failure);
}

static void positions_paid(void *context, const struct position *position,
                           const struct movement *movement)
{
    const struct positions *positions = context;
    payouts_paid(positions->run->payouts, position, movement);
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
        position_cell_days(row->terms_days),
        store_text(terms_source_name(row->terms_source)),
        store_integer(row->terms_stand_in),
        position_cell_days(row->collect_median),
        position_cell_days(row->collect_p90),
        position_cell_days(row->collect_max),
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
    const struct store_cell cells[] = {store_integer(reference_id),
                                       store_text(str_from(currency_format(used, currency)))};
    return store_bulk_row(positions->currency, cells, failure);
}

static enum status positions_line_currency(void *context, const struct movement *movement,
                                           currency_code used, struct failure *failure)
{
    struct positions *positions = context;
    char currency[CURRENCY_TEXT_BYTES];
    int64_t line_id = ((int64_t)movement->section << 32) | movement->record;
    const struct store_cell cells[] = {store_integer(line_id),
                                       store_text(str_from(currency_format(used, currency)))};
    return store_insert_row(positions->line_currency, cells, failure);
}

static enum status positions_cut(void *context, const struct position_then *then,
                                 struct failure *failure)
{
    return position_row_cut(context, then, failure);
}

static enum status positions_roll(void *context, const struct position *position,
                                  const struct position_roll *roll, struct failure *failure)
{
    struct positions *positions = context;
    char currency[CURRENCY_TEXT_BYTES];
    roll_forward_add(positions->run->roll, position->payer_id, position->currency, roll);
    if (!roll->sealed || roll->today.micro == roll->opening.micro)
        return STATUS_OK;
    const struct store_cell cells[] = {
        store_integer(position->reference_id),
        store_text(str_from(currency_format(position->currency, currency))),
        store_integer(position->payer_id),
        store_money(roll->opening),
        store_money(roll->today),
        store_text(roll->files),
    };
    return store_insert_row(positions->prior, cells, failure);
}
