/* The pass over all references. It jumps through the pool, so all movements of the references
 * to come are asked for ahead of time. Open positions whose payer's habit is needed wait: they
 * are built once more when all habits are known, which is cheaper than keeping them. */
#include "recon/position_ahead.h"
#include "recon/position_paid.h"
#include "recon/position_sealed.h"
#include "recon/position_twice.h"
#include "recon/settled.h"
#include "recon/tax_parts.h"

#include <stdlib.h>

struct deferred {
    uint32_t reference_id;
    currency_code currency;
};

struct pass {
    struct position_work work;
    const struct position_sink *sink;
    struct failure *failure;
    struct position_twice twice;
    size_t findings; /* of the tax book, before the reference at hand */
    struct deferred *deferred;
    size_t deferred_count, deferred_capacity;
    struct position_ahead ahead;
};

static enum status pass_references(struct pass *pass);
static enum status pass_reference(struct pass *pass, uint32_t id);
static enum status pass_sealed(struct pass *pass);
static enum status hand_out_lines(struct pass *pass);
static enum status hand_out_currency(struct pass *pass);
static enum status hand_out_currencies(struct pass *pass);
static enum status pass_position(struct pass *pass, currency_code currency);
static enum status pass_deferred(struct pass *pass);
static void defer(struct pass *pass, const struct position *position);
static enum status build(struct pass *pass, currency_code currency, struct position *position);
static enum status refuse_sum(struct pass *pass);
static enum status hand_out(struct pass *pass, struct position *position);
static bool has_waited(const struct sealed *sealed, uint32_t reference_id);
static void settle(struct pass *pass, const struct position *position);
static void hand_out_paid(const struct pass *pass, const struct position *position);

enum status position_pass(const struct ledger *ledger, const struct run_facts *facts,
                          const struct payers *payers, const struct position_sink *sink,
                          struct failure *failure)
{
    tie_assert(sink != NULL && failure != NULL);
    struct pass pass = {.sink = sink, .failure = failure};
    position_work_init(&pass.work, ledger, facts, payers);
    if (sink->habits != NULL)
        habits_hear_all(&pass.work.habits, sink->habits);
    enum status status = pass_references(&pass);
    if (status != STATUS_OK)
        goto done;
    habits_settle(&pass.work.habits);
    status = pass_deferred(&pass);
    if (status != STATUS_OK)
        goto done;
    if (pass.work.sealed != NULL)
        status = position_sealed_lost(&pass.work, sink, failure);
    if (status != STATUS_OK)
        goto done;
    status = habits_hand_out(&pass.work.habits, payers, sink, failure);
done:
    free(pass.deferred);
    position_twice_free(&pass.twice);
    position_work_free(&pass.work);
    return status;
}

/* Basis before days, days before terms, terms before the state that asks whether payment is
 * due. */
bool position_build(struct position_work *work, currency_code currency,
                    struct position *position)
{
    tie_assert(work != NULL && position != NULL);
    *position = (struct position){
        .reference_id = work->reference.id,
        .currency = currency,
        .billed_currencies = work->reference.billed_currencies,
        .any_gross = work->reference.any_gross,
    };
    position_select(work, currency);
    if (!position_sum(work, position) || !position_tax_sum(work, position) ||
        !position_days(work, position) || !position_paid_compare(work, position))
        return false;
    position_attribute(work, position);
    position_due(work, position);
    position_judge(work, position);
    position_terms(work->facts, position);
    position_tax_judge(work, position);
    position_age(work->facts, position);
    position->flagged = position->flagged || work->tax_off;
    position->at_rest = position_is_at_rest(position);
    return true;
}

static enum status pass_references(struct pass *pass)
{
    const struct ledger *ledger = pass->work.ledger;
    for (uint32_t id = 0; id < ledger->heads_capacity; id++) {
        position_look_ahead(&pass->ahead, &pass->work, id);
        if (ledger->heads[id] == 0)
            continue;
        enum status status = pass_reference(pass, id);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status pass_reference(struct pass *pass, uint32_t id)
{
    position_gather(&pass->work, id);
    pass->findings = pass->sink->tax != NULL ? pass->sink->tax->checks.count : 0;
    pass->work.tax_off =
        pass->sink->tax != NULL && position_check_tax(pass->sink->tax, &pass->work.reference);
    bool fits = true;
    enum status status = hand_out_lines(pass);
    if (status == STATUS_OK)
        status =
            position_twice_tell(&pass->twice, &pass->work, pass->sink, &fits, pass->failure);
    if (status == STATUS_OK && !fits)
        status = refuse_sum(pass);
    if (status == STATUS_OK)
        status = hand_out_currency(pass);
    const struct reference_lines *reference = &pass->work.reference;
    for (size_t at = 0; at < reference->currency_count && status == STATUS_OK; at++)
        status = pass_position(pass, reference->currencies[at]);
    return status == STATUS_OK && pass->work.sealed != NULL ? pass_sealed(pass) : status;
}

static enum status pass_sealed(struct pass *pass)
{
    bool fits = true;
    enum status status = position_sealed_rest(&pass->work, pass->sink, &fits, pass->failure);
    return fits ? status : refuse_sum(pass);
}

static enum status hand_out_lines(struct pass *pass)
{
    if (pass->sink->line == NULL)
        return STATUS_OK;
    const struct reference_lines *reference = &pass->work.reference;
    for (size_t at = 0; at < reference->count; at++) {
        const struct position_line *line = &reference->lines[at];
        enum status status =
            pass->sink->line(pass->sink->context, reference->id, line->movement, line->class,
                             line->currency, pass->failure);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* Only what the base currency does not say already. */
static enum status hand_out_currency(struct pass *pass)
{
    const struct reference_lines *reference = &pass->work.reference;
    if (pass->sink->currency == NULL || !reference->lacks_currency || reference->id == 0)
        return STATUS_OK;
    if (reference->several_currencies)
        return hand_out_currencies(pass);
    if (reference->default_currency == pass->work.facts->base_currency &&
        reference->billed_currencies <= 1)
        return STATUS_OK;
    return pass->sink->currency(pass->sink->context, reference->id, reference->default_currency,
                                reference->billed_currencies, pass->failure);
}

static enum status hand_out_currencies(struct pass *pass)
{
    const struct reference_lines *reference = &pass->work.reference;
    enum status status = STATUS_OK;
    for (size_t at = 0; status == STATUS_OK && at < reference->count; at++) {
        const struct position_line *line = &reference->lines[at];
        if (line->movement->currency == CURRENCY_NONE &&
            line->currency != pass->work.facts->base_currency)
            status = pass->sink->line_currency(pass->sink->context, line->movement,
                                               line->currency, pass->failure);
    }
    return status;
}

static enum status pass_position(struct pass *pass, currency_code currency)
{
    struct position position;
    enum status status = build(pass, currency, &position);
    if (status != STATUS_OK)
        return status;
    habits_add(&pass->work.habits, &position);
    if (position.net_status == NET_OPEN_NO_TERMS && position.payer_id != 0 &&
        position.billed_on != DAY_NONE) {
        defer(pass, &position);
        return STATUS_OK;
    }
    return hand_out(pass, &position);
}

static void defer(struct pass *pass, const struct position *position)
{
    if (pass->deferred_count == pass->deferred_capacity) {
        pass->deferred_capacity =
            pass->deferred_capacity > 0 ? pass->deferred_capacity * 2 : 64;
        pass->deferred =
            memory_resize(pass->deferred, pass->deferred_capacity, sizeof *pass->deferred);
    }
    pass->deferred[pass->deferred_count++] =
        (struct deferred){position->reference_id, position->currency};
}

static enum status pass_deferred(struct pass *pass)
{
    pass->work.tax_off = false; /* what is open is never at rest */
    for (size_t at = 0; at < pass->deferred_count; at++) {
        const struct deferred *deferred = &pass->deferred[at];
        struct position position;
        position_gather(&pass->work, deferred->reference_id);
        enum status status = build(pass, deferred->currency, &position);
        if (status != STATUS_OK)
            return status;
        int32_t days = 0;
        bool stand_in = false;
        if (habits_observed(&pass->work.habits, position.payer_id, position.currency, &days,
                            &stand_in))
            position_observe(pass->work.facts, &position, days, stand_in);
        status = hand_out(pass, &position);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status build(struct pass *pass, currency_code currency, struct position *position)
{
    return position_build(&pass->work, currency, position) ? STATUS_OK : refuse_sum(pass);
}

static enum status refuse_sum(struct pass *pass)
{
    struct str reference = intern_text(&pass->work.ledger->references, pass->work.reference.id);
    enum status status =
        failure_set(pass->failure, STATUS_REFUSED,
                    "the amounts of reference %.*s add up to more than 9,000,000,000,000.00",
                    (int)reference.length, reference.bytes);
    failure_remedy(pass->failure,
                   "No report pays such sums: look for a damaged amount or for one reference "
                   "standing on every line; its lines are %s.",
                   (position_evidence(&pass->work, &(struct position){0}),
                    buffer_c(&pass->work.evidence)));
    return status;
}

/* A position at rest that was open on the day of a list may be asked about for that day. */
static enum status hand_out(struct pass *pass, struct position *position)
{
    struct position_work *work = &pass->work;
    enum status status = STATUS_OK;
    if (pass->sink->tax != NULL)
        position_worksheet(pass->sink->tax, work, position);
    bool moved = work->list_day != DAY_NONE && work->reference.first_day <= work->list_day &&
                 work->reference.last_day > work->list_day;
    if (pass->sink->position != NULL) {
        bool none = position->at_rest && work->facts->rest_without_evidence && !moved;
        position->evidence_of_waited =
            none && has_waited(&work->facts->sealed, position->reference_id);
        if (none && !position->evidence_of_waited)
            position->evidence = STR("");
        else
            position_evidence(work, position);
        status = pass->sink->position(pass->sink->context, position, pass->failure);
    }
    if (status == STATUS_OK && pass->sink->paid != NULL)
        hand_out_paid(pass, position); /* before cuts take other lines */
    bool fits = true;
    if (status == STATUS_OK)
        status = position_cuts(work, position, pass->sink, &fits, pass->failure);
    if (status == STATUS_OK && fits && pass->sink->settled != NULL)
        settle(pass, position);
    return fits ? status : refuse_sum(pass);
}

static bool has_waited(const struct sealed *sealed, uint32_t reference_id)
{
    size_t from = 0;
    size_t to = sealed->waited_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (sealed->waited[middle] < reference_id)
            from = middle + 1;
        else
            to = middle;
    }
    return from < sealed->waited_count && sealed->waited[from] == reference_id;
}

/* Nothing was told of it but what it is. What waited when a month before was sealed is followed no
 * longer than to the next seal. */
static void settle(struct pass *pass, const struct position *position)
{
    const struct run_facts *facts = pass->work.facts;
    bool quiet = !pass->twice.alike && pass->sink->tax != NULL &&
                 pass->sink->tax->checks.count == pass->findings;
    quiet = quiet && (facts->closes || !has_waited(&facts->sealed, position->reference_id));
    if (quiet && settled_may(&pass->work, position))
        settled_take(pass->sink->settled, &pass->work, position);
}

static void hand_out_paid(const struct pass *pass, const struct position *position)
{
    const struct position_work *work = &pass->work;
    for (size_t at = 0; at < work->own_count; at++)
        if (work->own[at]->plan->role == ROLE_DISBURSED)
            pass->sink->paid(pass->sink->context, position, work->own[at]->movement);
}
