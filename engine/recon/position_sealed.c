/* What was sealed, and the same day by the lines. Lines that came after the seal, and those that
 * gave way after it, are told by the epoch of their table; a reference without any such line was
 * what it is, and is not looked at again. */
#include "recon/position_sealed.h"

#include "recon/coverage_parts.h"

#include <stdlib.h>

static const struct position_cut *opening_cut(const struct position_work *work);
static struct section_plan *held_plans(const struct position_work *work);
static bool held_stands_in(const struct run_facts *facts);
static uint8_t *rows_by_reference(const struct position_work *work);
static const struct sealed_position *sealed_of(const struct sealed *sealed,
                                               uint32_t reference_id, currency_code currency);
static size_t first_of(const struct sealed *sealed, uint32_t reference_id);
static bool has_row(const struct position_work *work, uint32_t reference_id);
static bool look_back(struct position_work *work, currency_code currency, struct money *held);
static enum status rest_of_lines(struct position_work *work, const struct position_sink *sink,
                                 bool *fits, struct failure *failure);
static enum status rest_of_rows(struct position_work *work, const struct position_sink *sink,
                                struct failure *failure);
static void keep_currencies(struct position_work *work);
static bool is_kept(const struct position_sealed *own, currency_code currency);
static enum status hand_out_gone(struct position_work *work, const struct position_sink *sink,
                                 currency_code currency, struct money held,
                                 struct failure *failure);

void position_sealed_init(struct position_work *work)
{
    tie_assert(work != NULL && work->facts != NULL);
    const struct run_facts *facts = work->facts;
    const struct position_cut *then = opening_cut(work);
    if (!facts->sealed.any || then == NULL || then->cut->day != facts->sealed.on)
        return;
    struct position_sealed *own = memory_resize(NULL, 1, sizeof *own);
    *own =
        (struct position_sealed){.sealed = &facts->sealed, .then = then, .held = then->facts};
    work->sealed = own;
    own->held.paid_stands_in = held_stands_in(facts);
    own->payouts_came = own->held.paid_stands_in && !facts->paid_stands_in;
    own->plans = held_plans(work);
    own->has_row = rows_by_reference(work);
    own->files = memory_resize(NULL, facts->file_count + 1, sizeof *own->files);
}

void position_sealed_free(struct position_work *work)
{
    tie_assert(work != NULL);
    struct position_sealed *own = work->sealed;
    if (own == NULL)
        return;
    free(own->plans);
    free(own->has_row);
    free(own->currencies);
    free(own->files);
    buffer_free(&own->names);
    free(own);
    work->sealed = NULL;
}

bool position_sealed_open(struct position_work *work, const struct position *position,
                          struct position_roll *roll, bool *moved)
{
    tie_assert(work != NULL && work->sealed != NULL && roll != NULL && moved != NULL);
    struct position_sealed *own = work->sealed;
    const struct reference_lines *reference = &work->reference;
    const struct sealed_position *row = NULL;
    struct money later = {0};
    if (has_row(work, reference->id))
        row = sealed_of(own->sealed, reference->id, position->currency);
    roll->sealed = true;
    roll->today = roll->held = roll->opening;
    roll->opening = row != NULL ? row->collectible : (struct money){0};
    roll->sealed_payer_id = row != NULL ? row->payer_id : position->payer_id;
    own->file_count = 0;
    if (reference->since || (own->payouts_came && reference->any_payment)) {
        *moved = true;
        if (!look_back(work, position->currency, &roll->held))
            return false;
        position_sealed_tell(work, position->currency, roll);
    }
    struct money apart = {0};
    return money_subtract(roll->today, roll->opening, &apart) &&
           money_subtract(roll->today, roll->held, &later) && money_add(&roll->adjusted, later);
}

enum status position_sealed_rest(struct position_work *work, const struct position_sink *sink,
                                 bool *fits, struct failure *failure)
{
    tie_assert(work != NULL && work->sealed != NULL && sink != NULL && fits != NULL);
    const struct run_facts *facts = work->facts;
    enum status status = STATUS_OK;
    *fits = true;
    if (sink->roll == NULL || work->reference.id == 0 ||
        !(has_row(work, work->reference.id) || work->reference.since))
        return STATUS_OK;
    keep_currencies(work);
    status = rest_of_lines(work, sink, fits, failure);
    if (status == STATUS_OK && *fits)
        status = rest_of_rows(work, sink, failure);
    work->facts = facts;
    return status;
}

enum status position_sealed_lost(struct position_work *work, const struct position_sink *sink,
                                 struct failure *failure)
{
    tie_assert(work != NULL && work->sealed != NULL && sink != NULL);
    const struct sealed *sealed = work->sealed->sealed;
    const struct ledger *ledger = work->ledger;
    enum status status = STATUS_OK;
    for (size_t at = 0; sink->roll != NULL && status == STATUS_OK && at < sealed->count; at++) {
        uint32_t id = sealed->positions[at].reference_id;
        if (id < ledger->heads_capacity && ledger->heads[id] != 0)
            continue;
        work->reference.id = id;
        work->reference.count = 0;
        work->sealed->file_count = 0;
        status = hand_out_gone(work, sink, sealed->positions[at].currency, (struct money){0},
                               failure);
    }
    return status;
}

/* --- what it is asked of --------------------------------------------------------------------
 */

static const struct position_cut *opening_cut(const struct position_work *work)
{
    for (size_t at = 0; at < work->cut_count; at++)
        if (work->cuts[at].cut->of_opening)
            return &work->cuts[at];
    return NULL;
}

/* A table it did not hold is to it as one that gave way. */
static struct section_plan *held_plans(const struct position_work *work)
{
    const struct run_facts *facts = work->facts;
    struct section_plan *plans = memory_resize(NULL, facts->section_count, sizeof *plans);
    for (size_t at = 0; at < facts->section_count; at++) {
        plans[at] = work->plans[at];
        plans[at].superseded =
            !section_facts_counted_in(&facts->sections[at], facts->sealed.epoch);
    }
    return plans;
}

/* Whether what bills state was what was known of payments. */
static bool held_stands_in(const struct run_facts *facts)
{
    struct run_facts held = *facts;
    struct section_facts *sections =
        memory_resize(NULL, facts->section_count + 1, sizeof *sections);
    for (size_t at = 0; at < facts->section_count; at++) {
        sections[at] = facts->sections[at];
        sections[at].superseded = !section_facts_counted_in(&sections[at], facts->sealed.epoch);
    }
    held.sections = sections;
    bool stands_in = coverage_paid_stands_in(&held);
    free(sections);
    return stands_in;
}

static uint8_t *rows_by_reference(const struct position_work *work)
{
    const struct sealed *sealed = &work->facts->sealed;
    size_t bytes = work->ledger->heads_capacity / 8 + 1;
    uint8_t *bits = memory_resize(NULL, bytes, sizeof *bits);
    for (size_t at = 0; at < bytes; at++)
        bits[at] = 0;
    for (size_t at = 0; at < sealed->count; at++) {
        const struct sealed_position *row = &sealed->positions[at];
        tie_assert(
            at == 0 || row[-1].reference_id < row->reference_id ||
            (row[-1].reference_id == row->reference_id && row[-1].currency < row->currency));
        if (row->reference_id < work->ledger->heads_capacity)
            bits[row->reference_id / 8] |= (uint8_t)(1 << row->reference_id % 8);
    }
    return bits;
}

static bool has_row(const struct position_work *work, uint32_t reference_id)
{
    return reference_id < work->ledger->heads_capacity &&
           (work->sealed->has_row[reference_id / 8] >> reference_id % 8 & 1) != 0;
}

static const struct sealed_position *sealed_of(const struct sealed *sealed,
                                               uint32_t reference_id, currency_code currency)
{
    for (size_t at = first_of(sealed, reference_id);
         at < sealed->count && sealed->positions[at].reference_id == reference_id; at++)
        if (sealed->positions[at].currency == currency)
            return &sealed->positions[at];
    return NULL;
}

static size_t first_of(const struct sealed *sealed, uint32_t reference_id)
{
    size_t from = 0;
    size_t to = sealed->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (sealed->positions[middle].reference_id < reference_id)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* --- the same day by the lines it held ------------------------------------------------------
 */

/* And the files that took the place of what counted there. False when a sum passes its bound. */
static bool look_back(struct position_work *work, currency_code currency, struct money *held)
{
    struct position position = {.reference_id = work->reference.id, .currency = currency};
    *held = (struct money){0};
    position_sealed_stand(work, work->sealed->plans, &work->sealed->held);
    position_select(work, currency);
    position_sealed_note_replaced(work);
    if (work->own_count == 0 || work->reference.cross_currency)
        return true;
    if (!position_sum(work, &position))
        return false;
    *held = position.collectible;
    return true;
}

void position_sealed_stand(struct position_work *work, const struct section_plan *plans,
                           const struct run_facts *facts)
{
    tie_assert(work != NULL && plans != NULL && facts != NULL);
    position_take_plans(work, plans);
    work->facts = facts;
    position_classify(work);
}

/* --- positions that are none any more -------------------------------------------------------
 */

/* Currencies that lines it held counted in. */
static enum status rest_of_lines(struct position_work *work, const struct position_sink *sink,
                                 bool *fits, struct failure *failure)
{
    struct position_sealed *own = work->sealed;
    enum status status = STATUS_OK;
    position_sealed_stand(work, own->plans, &own->held);
    for (size_t at = 0; status == STATUS_OK && at < work->reference.currency_count; at++) {
        currency_code currency = work->reference.currencies[at];
        struct money held = {0};
        if (is_kept(own, currency))
            continue;
        own->currencies[own->currency_count++] = currency;
        own->file_count = 0;
        *fits = look_back(work, currency, &held);
        if (!*fits)
            return STATUS_OK;
        status = hand_out_gone(work, sink, currency, held, failure);
        position_sealed_stand(work, own->plans, &own->held);
    }
    return status;
}

/* Currencies that no line knows of. */
static enum status rest_of_rows(struct position_work *work, const struct position_sink *sink,
                                struct failure *failure)
{
    struct position_sealed *own = work->sealed;
    const struct sealed *sealed = own->sealed;
    enum status status = STATUS_OK;
    for (size_t at = first_of(sealed, work->reference.id);
         status == STATUS_OK && at < sealed->count &&
         sealed->positions[at].reference_id == work->reference.id;
         at++) {
        own->file_count = 0;
        if (!is_kept(own, sealed->positions[at].currency))
            status = hand_out_gone(work, sink, sealed->positions[at].currency,
                                   (struct money){0}, failure);
    }
    return status;
}

static void keep_currencies(struct position_work *work)
{
    struct position_sealed *own = work->sealed;
    const struct reference_lines *reference = &work->reference;
    /* Each line may be held in a currency it does not count in now. */
    size_t most = reference->currency_count + reference->count;
    if (own->currency_capacity < most) {
        own->currency_capacity = 2 * most;
        own->currencies =
            memory_resize(own->currencies, own->currency_capacity, sizeof *own->currencies);
    }
    own->currency_count = 0;
    for (size_t at = 0; at < reference->currency_count; at++)
        own->currencies[own->currency_count++] = reference->currencies[at];
}

static bool is_kept(const struct position_sealed *own, currency_code currency)
{
    for (size_t at = 0; at < own->currency_count; at++)
        if (own->currencies[at] == currency)
            return true;
    return false;
}

/* Nothing of it is open today, whatever was sealed. */
static enum status hand_out_gone(struct position_work *work, const struct position_sink *sink,
                                 currency_code currency, struct money held,
                                 struct failure *failure)
{
    const struct position_sealed *own = work->sealed;
    const struct sealed_position *row = sealed_of(own->sealed, work->reference.id, currency);
    struct position position = {.reference_id = work->reference.id,
                                .currency = currency,
                                .payer_id = row != NULL ? row->payer_id : 0};
    struct position_roll roll = {.sealed = true,
                                 .held = held,
                                 .adjusted = {-held.micro},
                                 .sealed_payer_id = position.payer_id};
    if (row != NULL)
        roll.opening = row->collectible;
    if (work->reference.count > 0)
        position_sealed_tell(work, currency, &roll);
    if (position_roll_is_zero(&roll))
        return STATUS_OK;
    return sink->roll(sink->context, &position, &roll, failure);
}
