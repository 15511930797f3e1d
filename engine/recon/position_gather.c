/* The lines of one reference, with what was settled late: the day each takes, its currency, and
 * whether it counts. */
#include "recon/position_paid.h"
#include "recon/position_twice.h"

#include <stdlib.h>

enum { FEW_LINES = 24 };

static void take_lines(struct position_work *work, uint32_t head);
static void note_line(struct reference_lines *reference, const struct position_line *line);
static void sort_lines(struct reference_lines *reference);
static int compare_lines(const void *a, const void *b);
static day_number day_of(const struct section_plan *plan, const struct movement *movement);
static void settle_currency(struct position_work *work);
static void settle_currency_then(struct position_work *work);
static currency_code currency_in(const struct position_work *work, uint32_t epoch);
static bool is_billed(const struct position_line *line);
static void currency_note(currency_code **all, size_t *count, size_t *capacity,
                          currency_code currency);
static void settle_classes(struct position_work *work);
static enum line_class class_of(const struct position_work *work,
                                const struct position_line *line, bool taxes_wait);
static bool is_after(const struct position_line *line, day_number as_of);
static bool billed_all_after(const struct reference_lines *reference, day_number as_of);
static void settle_payments(struct reference_lines *reference);
static void settle_cross_currency(struct reference_lines *reference);

void position_gather(struct position_work *work, uint32_t reference_id)
{
    tie_assert(work != NULL && reference_id < work->ledger->heads_capacity);
    struct reference_lines *reference = &work->reference;
    reference->id = reference_id;
    reference->count = 0;
    reference->billed_currencies = 0;
    reference->lacks_currency = reference->any_gross = reference->any_payment = false;
    reference->since = reference->several_currencies = false;
    reference->first_day = DAY_LAST + 1;
    reference->last_day = DAY_NONE;
    take_lines(work, work->ledger->heads[reference_id]);
    sort_lines(reference);
    if (reference->any_payment && reference_id != 0)
        position_paid_match(reference);
    settle_currency(work);
    position_classify(work);
}

void position_take_plans(struct position_work *work, const struct section_plan *plans)
{
    tie_assert(work != NULL && plans != NULL);
    for (size_t at = 0; at < work->reference.count; at++)
        work->reference.lines[at].plan = &plans[work->reference.lines[at].movement->section];
}

/* The currency of a line does not change with the day one looks from; all else may. */
void position_classify(struct position_work *work)
{
    tie_assert(work != NULL);
    struct reference_lines *reference = &work->reference;
    reference->currency_count = reference->scope_count = 0;
    reference->cross_currency = false;
    settle_classes(work);
    settle_cross_currency(reference);
}

void position_select(struct position_work *work, currency_code currency)
{
    tie_assert(work != NULL);
    const struct reference_lines *reference = &work->reference;
    if (work->own_capacity < reference->count) {
        work->own_capacity = reference->capacity;
        work->own = memory_resize(work->own, work->own_capacity, sizeof *work->own);
    }
    work->own_count = 0;
    for (size_t at = 0; at < reference->count; at++)
        if (reference->lines[at].class == CLASS_COUNTED &&
            reference->lines[at].currency == currency)
            work->own[work->own_count++] = &reference->lines[at];
}

/* A list is newest first, so it is taken from its end: then it is nearly sorted. */
static void take_lines(struct position_work *work, uint32_t head)
{
    struct reference_lines *reference = &work->reference;
    for (uint32_t at = head; at != 0; at = ledger_movement(work->ledger, at)->next)
        reference->count++;
    if (reference->count > reference->capacity) {
        reference->capacity = 2 * reference->count + 64;
        reference->lines =
            memory_resize(reference->lines, reference->capacity, sizeof *reference->lines);
    }
    struct position_line *line = reference->lines + reference->count;
    for (uint32_t at = head; at != 0;) {
        const struct movement *movement = ledger_movement(work->ledger, at);
        tie_assert(movement->section < work->facts->section_count);
        const struct section_plan *plan = &work->plans[movement->section];
        *--line = (struct position_line){
            .movement = movement,
            .plan = plan,
            .order = (uint64_t)plan->canonical << 32 | movement->record,
            .day = day_of(plan, movement),
        };
        if (plan->role == ROLE_STATED_PAID)
            reference->any_payment = true;
        reference->since = reference->since || plan->late || plan->replaced;
        if (!plan->superseded)
            note_line(reference, line);
        at = movement->next;
    }
}

static void note_line(struct reference_lines *reference, const struct position_line *line)
{
    if ((line->movement->present & COMPONENT_BIT(COMPONENT_GROSS)) != 0)
        reference->any_gross = true;
    day_number day = position_line_day(line);
    if (day < reference->first_day)
        reference->first_day = day;
    if (day > reference->last_day)
        reference->last_day = day;
}

/* Most are in order as they were read, and very short. */
static void sort_lines(struct reference_lines *reference)
{
    struct position_line *lines = reference->lines;
    if (reference->count > FEW_LINES) {
        qsort(lines, reference->count, sizeof *lines, compare_lines);
        return;
    }
    for (size_t at = 1; at < reference->count; at++) {
        struct position_line line = lines[at];
        size_t to = at;
        for (; to > 0 && lines[to - 1].order > line.order; to--)
            lines[to] = lines[to - 1];
        lines[to] = line;
    }
}

static int compare_lines(const void *a, const void *b)
{
    uint64_t first = ((const struct position_line *)a)->order;
    uint64_t second = ((const struct position_line *)b)->order;
    return (first > second) - (first < second);
}

/* A list says what was open on its day, whatever its rows are dated. */
static day_number day_of(const struct section_plan *plan, const struct movement *movement)
{
    if (plan->role == ROLE_STATED_OPEN)
        return plan->covers_to;
    if (movement->dated != DAY_NONE)
        return movement->dated;
    if (plan->role != ROLE_TAXED && movement->ar_period != DAY_NONE)
        return day_month_last(movement->ar_period);
    return plan->day_without;
}

/* Lines without a currency take the single one the reference is billed in, whatever the date of
 * the bill, else the base currency. Lines without a reference have nothing in common. */
static void settle_currency(struct position_work *work)
{
    struct reference_lines *reference = &work->reference;
    size_t stated = 0;
    for (size_t at = 0; at < reference->count; at++) {
        const struct position_line *line = &reference->lines[at];
        if (line->movement->currency == CURRENCY_NONE)
            reference->lacks_currency = true;
        else if (is_billed(line) && !line->plan->superseded)
            currency_note(&reference->currencies, &stated, &reference->currency_capacity,
                          line->movement->currency);
    }
    reference->billed_currencies = (int32_t)stated;
    bool single = stated == 1 && reference->id != 0;
    reference->default_currency =
        single ? reference->currencies[0] : work->facts->base_currency;
    for (size_t at = 0; at < reference->count; at++) {
        struct position_line *line = &reference->lines[at];
        line->currency = line->movement->currency != CURRENCY_NONE
                             ? line->movement->currency
                             : reference->default_currency;
    }
    if (reference->lacks_currency && reference->id != 0 && work->several_epochs)
        settle_currency_then(work);
}

/* What a line took when its month was sealed it keeps: bills of later epochs, and those that took
 * the place of others then, say nothing about it. */
static void settle_currency_then(struct position_work *work)
{
    struct reference_lines *reference = &work->reference;
    for (size_t at = 0; at < reference->count; at++) {
        struct position_line *line = &reference->lines[at];
        if (line->movement->currency != CURRENCY_NONE)
            continue;
        line->currency = currency_in(work, line->plan->facts->epoch);
        reference->several_currencies =
            reference->several_currencies || line->currency != reference->default_currency;
    }
}

static currency_code currency_in(const struct position_work *work, uint32_t epoch)
{
    currency_code single = CURRENCY_NONE;
    for (size_t at = 0; at < work->reference.count; at++) {
        const struct position_line *line = &work->reference.lines[at];
        currency_code own = line->movement->currency;
        if (own == CURRENCY_NONE || own == single || !is_billed(line) ||
            !section_facts_counted_in(line->plan->facts, epoch))
            continue;
        if (single != CURRENCY_NONE)
            return work->facts->base_currency;
        single = own;
    }
    return single != CURRENCY_NONE ? single : work->facts->base_currency;
}

static bool is_billed(const struct position_line *line)
{
    return line->plan->role == ROLE_BILLED || line->plan->role == ROLE_OPENING;
}

/* Keeps `all` ascending and distinct. */
static void currency_note(currency_code **all, size_t *count, size_t *capacity,
                          currency_code currency)
{
    size_t at = 0;
    while (at < *count && (*all)[at] < currency)
        at++;
    if (at < *count && (*all)[at] == currency)
        return;
    if (*count == *capacity) {
        *capacity = *capacity > 0 ? *capacity * 2 : 8;
        *all = memory_resize(*all, *capacity, sizeof **all);
    }
    for (size_t to = *count; to > at; to--)
        (*all)[to] = (*all)[to - 1];
    (*all)[at] = currency;
    ++*count;
}

static void settle_classes(struct position_work *work)
{
    struct reference_lines *reference = &work->reference;
    bool taxes_wait = billed_all_after(reference, work->facts->as_of);
    bool restates = false;
    bool opens = false;
    for (size_t at = 0; at < reference->count; at++) {
        struct position_line *line = &reference->lines[at];
        line->class = class_of(work, line, taxes_wait);
        restates = restates || (line->class == CLASS_COUNTED && line->plan->restates);
        opens = opens || (line->class == CLASS_COUNTED && line->plan->role == ROLE_OPENING);
    }
    if (restates)
        position_settle_scopes(reference);
    if (opens)
        position_settle_openings(reference);
    if ((restates || opens) && reference->any_payment)
        settle_payments(reference);
    for (size_t at = 0; at < reference->count; at++)
        if (reference->lines[at].class == CLASS_COUNTED)
            currency_note(&reference->currencies, &reference->currency_count,
                          &reference->currency_capacity, reference->lines[at].currency);
}

/* What is stated beside a bill that does not count, does not count. */
static void settle_payments(struct reference_lines *reference)
{
    for (size_t at = 0; at < reference->count; at++) {
        struct position_line *line = &reference->lines[at];
        if (line->bill != NULL && line->bill->class == CLASS_OUT_OF_SCOPE)
            line->class = CLASS_OUT_OF_SCOPE;
    }
}

/* Bills stand before the payments stated beside them. */
static enum line_class class_of(const struct position_work *work,
                                const struct position_line *line, bool taxes_wait)
{
    if (line->plan->superseded)
        return CLASS_SUPERSEDED;
    if (line->bill != NULL && line->bill->class != CLASS_COUNTED)
        return line->bill->class;
    bool referenced = work->reference.id != 0;
    bool taxed = line->plan->role == ROLE_TAXED;
    if (is_after(line, work->facts->as_of) || (referenced && taxed && taxes_wait))
        return CLASS_AFTER_AS_OF;
    if (!referenced)
        return CLASS_NO_REFERENCE;
    if (taxed && (line->movement->flags & LINE_OTHER_TAX) != 0)
        return CLASS_OTHER_TAX;
    return CLASS_COUNTED;
}

static bool is_after(const struct position_line *line, day_number as_of)
{
    return position_line_day(line) > as_of;
}

static bool billed_all_after(const struct reference_lines *reference, day_number as_of)
{
    bool any = false;
    for (size_t at = 0; at < reference->count; at++) {
        const struct position_line *line = &reference->lines[at];
        if (!is_billed(line) || line->plan->superseded)
            continue;
        if (!is_after(line, as_of))
            return false;
        any = true;
    }
    return any;
}

/* Paid out in a currency it is not billed in, while billed in another. */
static void settle_cross_currency(struct reference_lines *reference)
{
    for (size_t at = 0; at < reference->currency_count && reference->currency_count > 1; at++) {
        bool disbursed = false;
        bool billed_here = false;
        bool billed_elsewhere = false;
        for (size_t of = 0; of < reference->count; of++) {
            const struct position_line *line = &reference->lines[of];
            if (line->class != CLASS_COUNTED)
                continue;
            bool here = line->currency == reference->currencies[at];
            disbursed = disbursed || (here && line->plan->role == ROLE_DISBURSED);
            billed_here = billed_here || (here && is_billed(line));
            billed_elsewhere = billed_elsewhere || (!here && is_billed(line));
        }
        if (disbursed && !billed_here && billed_elsewhere)
            reference->cross_currency = true;
    }
}
