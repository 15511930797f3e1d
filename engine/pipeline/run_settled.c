/* Which lines are read, and what the pass begins with. A settled reference that a new file names
 * is taken back first: its old lines pass once more, alone, and what they add is taken from the
 * rows; then it is a reference like any other. */
#include "pipeline/run_settled.h"

#include "base/arena.h"
#include "pipeline/kept_mix.h"
#include "pipeline/settled_lines.h"
#include "recon/position_habits.h"
#include "recon/tax_book.h"

#include <stdlib.h>
#include <string.h>

enum { RUN_NUMBERS = 3, LINE_NUMBERS = 2 };

static enum status refill_whole(struct run *run, bool begun, struct failure *failure);
static enum status refill_quick(struct run *run, bool *good, struct failure *failure);
static bool want_kept(struct run *run, struct lines_wanted *wanted);
static enum status take_back(struct run *run, bool *good, struct failure *failure);
static enum status want_touched(struct run *run, struct list *touched,
                                struct lines_wanted *wanted, bool *good,
                                struct failure *failure);
static enum status pass_touched(struct run *run, struct ledger *old, size_t count, bool *good,
                                struct failure *failure);
static enum status drop_touched(struct run *run, const struct list *touched,
                                struct failure *failure);
static enum status drop_rest(struct run *run, struct failure *failure);
static enum status drop_currencies(struct run *run, struct failure *failure);
static enum status drop_row(struct store_query *query, int64_t id, struct failure *failure);
static void hear_row(struct run *run, const struct settled_row *row);

enum status run_settled_refill(struct run *run, struct failure *failure)
{
    tie_assert(run && run->accumulates && run->past == NULL);
    bool good = false;
    run->past = memory_resize(NULL, 1, sizeof *run->past);
    *run->past = (struct run_settled){.last_day = DAY_NONE};
    enum status status = settled_rows_recall(run, &good, failure);
    good = good && run_settled_holds(run);
    run->past->quick = good;
    if (status == STATUS_OK && good)
        status = refill_quick(run, &good, failure);
    if (status != STATUS_OK || good)
        return status;
    bool begun = run->past->quick;
    run_settled_free(run);
    run->past = memory_resize(NULL, 1, sizeof *run->past);
    *run->past = (struct run_settled){.last_day = DAY_NONE};
    return refill_whole(run, begun, failure);
}

/* Lines of this run's own files are there already, unless the ledger is begun anew: then they are
 * read as all others. */
static enum status refill_whole(struct run *run, bool begun, struct failure *failure)
{
    struct lines_reading reading = {.run = run, .failure = failure};
    struct lines_wanted wanted = {0};
    size_t sections = begun ? run->read_sections : run->kept.sections;
    int64_t last = sections < run->read_sections ? ((int64_t)sections << 32) - 1 : INT64_MAX;
    enum status status = settled_rows_forget(run, failure);
    if (begun) {
        ledger_forget(&run->ledger);
        kept_mix_forget(&run->kept.mixes);
    }
    for (int role = 0; role < ROLE_ASIDE; role++)
        lines_want_all(&wanted, (enum role)role, last);
    if (status == STATUS_OK)
        status = lines_read(&reading, &wanted);
    free(wanted.items);
    return status == STATUS_OK ? kept_mix_check_lines(run, 0, failure) : status;
}

/* Not good: what was kept does not bear out what it says, and nothing of it is used. */
static enum status refill_quick(struct run *run, bool *good, struct failure *failure)
{
    struct lines_reading reading = {
        .run = run, .filters = true, .whole_from = run->past->sections, .failure = failure};
    struct lines_wanted wanted = {0};
    enum status status = STATUS_OK;
    *good = want_kept(run, &wanted);
    for (size_t section = run->past->sections; section < run->kept.sections; section++)
        lines_want(&wanted, run, (uint32_t)section, 0, UINT32_MAX);
    if (*good)
        status = lines_read(&reading, &wanted);
    free(wanted.items);
    if (status == STATUS_OK && *good)
        status = kept_mix_check_lines(run, run->past->sections, failure);
    if (status == STATUS_OK && *good)
        status = take_back(run, good, failure);
    if (status == STATUS_OK && *good)
        status = drop_rest(run, failure);
    if (status == STATUS_OK && *good)
        status = drop_currencies(run, failure);
    return status;
}

static bool want_kept(struct run *run, struct lines_wanted *wanted)
{
    struct str bytes = buffer_str(&run->past->runs);
    uint32_t numbers[RUN_NUMBERS];
    for (; bytes.length >= sizeof numbers;
         bytes = (struct str){bytes.bytes + sizeof numbers, bytes.length - sizeof numbers}) {
        memcpy(numbers, bytes.bytes, sizeof numbers);
        if (numbers[0] >= run->past->sections)
            return false;
        lines_want(wanted, run, numbers[0], numbers[1], numbers[2]);
    }
    return bytes.length == 0;
}

static enum status take_back(struct run *run, bool *good, struct failure *failure)
{
    struct ledger old;
    struct list touched = {0};
    struct lines_wanted wanted = {0};
    ledger_init_beside(&old, &run->ledger);
    struct lines_reading reading = {
        .run = run, .beside = &old, .whole_from = SIZE_MAX, .failure = failure};
    enum status status = want_touched(run, &touched, &wanted, good, failure);
    if (status == STATUS_OK && *good)
        status = lines_read(&reading, &wanted);
    if (status == STATUS_OK && *good && touched.count > 0)
        status = pass_touched(run, &old, touched.count, good, failure);
    if (status == STATUS_OK && *good)
        status = drop_touched(run, &touched, failure);
    ledger_free_beside(&old);
    free(wanted.items);
    free(touched.items);
    return status;
}

static enum status want_touched(struct run *run, struct list *touched,
                                struct lines_wanted *wanted, bool *good,
                                struct failure *failure)
{
    struct store_query *query = NULL;
    enum status status = store_query_open(
        &query, run->store,
        STR("SELECT position_id, lines FROM kept_settled_reference WHERE reference_id = ?1"),
        failure);
    for (uint32_t id = 0; status == STATUS_OK && *good && id < run->ledger.heads_capacity;
         id++) {
        if (run->ledger.heads[id] == 0 || !settled_bit(&run->past->bits, id))
            continue;
        store_query_reset(query);
        store_query_bind_integer(query, 1, id);
        status = store_query_step(query, good, failure);
        if (status != STATUS_OK || !*good)
            break;
        struct settled_rest *one = list_add(touched, sizeof *one);
        *one = (struct settled_rest){id, store_query_integer(query, 0)};
        struct str lines = store_query_blob(query, 1);
        uint32_t numbers[LINE_NUMBERS];
        for (size_t at = 0; at + sizeof numbers <= lines.length; at += sizeof numbers) {
            memcpy(numbers, lines.bytes + at, sizeof numbers);
            *good = *good && numbers[0] < run->past->sections;
            if (!*good)
                break;
            const uint32_t again[RUN_NUMBERS] = {numbers[0], numbers[1], numbers[1]};
            lines_want(wanted, run, numbers[0], numbers[1], numbers[1]);
            buffer_add(&run->past->again, (struct str){(const char *)again, sizeof again});
        }
    }
    store_query_close(query);
    return status;
}

/* Each of them settles again, by its old lines alone, or something is another. */
static enum status pass_touched(struct run *run, struct ledger *old, size_t count, bool *good,
                                struct failure *failure)
{
    struct settled *settled = settled_new(old, &run->run_facts);
    struct tax_book *book = tax_book_new(old, &run->run_facts);
    const struct position_sink sink = {.tax = book, .settled = settled};
    enum status status = position_pass(old, &run->run_facts, &run->payers, &sink, failure);
    *good = settled->references == (int64_t)count;
    if (status == STATUS_OK && *good) {
        settled_rows_merge(&run->past->rows, settled_tell(settled), -1);
        *good = !run->past->rows.overflow;
    }
    tax_book_free(book);
    settled_free(settled);
    return status;
}

static enum status drop_touched(struct run *run, const struct list *touched,
                                struct failure *failure)
{
    struct store_query *reference = NULL;
    struct store_query *rest = NULL;
    const struct settled_rest *items = touched->items;
    enum status status = store_query_open(
        &reference, run->store,
        STR("DELETE FROM kept_settled_reference WHERE reference_id = ?1"), failure);
    if (status == STATUS_OK)
        status =
            store_query_open(&rest, run->store,
                             STR("DELETE FROM position_rest WHERE position_id = ?1"), failure);
    for (size_t at = 0; status == STATUS_OK && at < touched->count; at++) {
        settled_bit_put(&run->past->bits, items[at].reference_id, false);
        status = drop_row(reference, items[at].reference_id, failure);
        if (status == STATUS_OK)
            status = drop_row(rest, items[at].position_id, failure);
    }
    store_query_close(reference);
    store_query_close(rest);
    return status;
}

/* Rows of position_rest whose positions pass again. */
static enum status drop_rest(struct run *run, struct failure *failure)
{
    struct store_query *query = NULL;
    struct str bytes = buffer_str(&run->past->rest_ids);
    int64_t id = 0;
    enum status status = store_query_open(
        &query, run->store, STR("DELETE FROM position_rest WHERE position_id = ?1"), failure);
    for (size_t at = 0; status == STATUS_OK && at + sizeof id <= bytes.length;
         at += sizeof id) {
        memcpy(&id, bytes.bytes + at, sizeof id);
        status = drop_row(query, id, failure);
    }
    store_query_close(query);
    return status;
}

/* Rows of reference_currency of references that pass again. */
static enum status drop_currencies(struct run *run, struct failure *failure)
{
    struct store_query *query = NULL;
    struct list dropped = {0};
    bool found = true;
    enum status status = store_query_open(
        &query, run->store, STR("SELECT reference_id FROM reference_currency"), failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        int64_t id = store_query_integer(query, 0);
        if (id > UINT32_MAX || !settled_bit(&run->past->bits, (uint32_t)id))
            *(int64_t *)list_add(&dropped, sizeof id) = id;
    }
    store_query_close(query);
    query = NULL;
    if (status == STATUS_OK)
        status = store_query_open(&query, run->store,
                                  STR("DELETE FROM reference_currency WHERE reference_id = ?1"),
                                  failure);
    for (size_t at = 0; status == STATUS_OK && at < dropped.count; at++)
        status = drop_row(query, ((const int64_t *)dropped.items)[at], failure);
    store_query_close(query);
    free(dropped.items);
    return status;
}

static enum status drop_row(struct store_query *query, int64_t id, struct failure *failure)
{
    bool found = false;
    store_query_reset(query);
    store_query_bind_integer(query, 1, id);
    return store_query_step(query, &found, failure);
}

void run_settled_seed(struct run *run)
{
    tie_assert(run && run->tally && run->payouts && run->tax_book);
    struct run_settled *settled = run->past;
    if (settled == NULL)
        return;
    for (size_t at = 0; at < settled->rows.count; at++)
        hear_row(run, &settled->rows.items[at]);
    tax_book_add_sold(run->tax_book, buffer_str(&settled->sold));
    if (run_settled_wanted(run))
        settled->fresh = settled_new(&run->ledger, &run->run_facts);
}

static void hear_row(struct run *run, const struct settled_row *row)
{
    switch ((enum settled_kind)row->keys[0]) {
    case SETTLED_CELL:
    case SETTLED_TAX_BILLED:
    case SETTLED_TAX_CALCULATED:
    case SETTLED_TAX_OFF:
    case SETTLED_TAX_ELSEWHERE:
    case SETTLED_PAIR:
    case SETTLED_LINES:
        tally_hear(run->tally, row);
        return;
    case SETTLED_PAYOUT:
    case SETTLED_PAYOUT_SUM:
    case SETTLED_PAYOUT_DAY:
    case SETTLED_PAYOUT_BILLED:
    case SETTLED_PAYOUT_AGES:
    case SETTLED_PAYOUT_UNKNOWN:
    case SETTLED_PAYOUT_AGE:
        payouts_hear(run->payouts, row);
        return;
    case SETTLED_WORKSHEET:
    case SETTLED_TOTAL_REPORTED:
    case SETTLED_TOTAL_COMPUTED:
        tax_book_hear(run->tax_book, row);
        return;
    case SETTLED_SIGN:
        reach_sign_add(run, row->keys[1], row->keys[2], row->keys[3], row->count);
        return;
    case SETTLED_CURRENCY:
        reach_currency_add(run, row->keys[1], row->keys[2] != 0, row->count,
                           (struct money){row->micro});
        return;
    case SETTLED_HABIT: /* the pass hears of them itself */
    case SETTLED_HABIT_COLLECTED:
    case SETTLED_HABIT_STATED:
    case SETTLED_HABIT_POLICY:
    case SETTLED_HABIT_STAND_IN:
    case SETTLED_REST: /* and whoever sums positions at rest */
    case SETTLED_REST_TAX:
    case SETTLED_KINDS:
        return;
    }
}

enum status run_settled_keep(struct run *run, struct failure *failure)
{
    tie_assert(run && run->past);
    struct run_settled *settled = run->past;
    if (settled->fresh == NULL)
        return settled_rows_forget_rows(run, failure);
    settled_rows_merge(&settled->rows, settled_tell(settled->fresh), 1);
    if (settled->rows.overflow)
        return settled_rows_forget_rows(run, failure);
    return settled_rows_keep(run, failure);
}

void run_settled_free(struct run *run)
{
    tie_assert(run != NULL);
    struct run_settled *settled = run->past;
    if (settled == NULL)
        return;
    struct buffer *buffers[] = {&settled->sold,  &settled->bits, &settled->guard,
                                &settled->cuts,  &settled->runs, &settled->rest_ids,
                                &settled->bytes, &settled->again};
    for (size_t at = 0; at < array_count(buffers); at++)
        buffer_free(buffers[at]);
    settled_rows_free(&settled->rows);
    settled_free(settled->fresh);
    free(settled->rest.items);
    free(settled);
    run->past = NULL;
}
