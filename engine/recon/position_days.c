/* The days of a position: when it was billed, paid out, refunded, taxed; and what came after
 * as_of. */
#include "recon/position_paid.h"

#include <stdlib.h>

static void days_begin(struct position *position);
static void billed_day(struct position *position, const struct position_line *line,
                       bool *has_gross);
static void billed_source(struct position *position, const struct position_line *line);
static void disbursed_day(struct position *position, const struct position_line *line);
static day_number refund_day(const struct position_line *line);
static bool disbursed_on(struct position_work *work, struct position *position);
static bool collect_payouts(struct position_work *work, const struct position *position,
                            size_t *count);
static int compare_payouts(const void *a, const void *b);
static day_number day_reached(const struct payout *payouts, size_t count, struct money target,
                              struct money penny);
static bool after_as_of(const struct position_work *work, struct position *position);
static enum role paying_role(const struct position *position);
static struct money measured(const struct position *position, const struct position_line *line);
static void earlier(day_number *held, day_number day);
static void later(day_number *held, day_number day);

bool position_days(struct position_work *work, struct position *position)
{
    tie_assert(work != NULL && position != NULL);
    days_begin(position);
    bool has_gross = false;
    for (size_t at = 0; at < work->own_count; at++) {
        const struct position_line *line = work->own[at];
        switch (line->plan->role) {
        case ROLE_BILLED:
        case ROLE_OPENING:
            billed_day(position, line, &has_gross);
            break;
        case ROLE_DISBURSED:
            disbursed_day(position, line);
            break;
        case ROLE_TAXED:
            earlier(&position->taxed_on, line->day);
            later(&position->taxed_to, line->day);
            break;
        case ROLE_STATED_PAID:
            if (position->stated.stands_in && position_amount(line, COMPONENT_NET).micro != 0)
                disbursed_day(position, line);
            break;
        case ROLE_STATED_OPEN:
        case ROLE_STATED_TOTAL:
        case ROLE_ASIDE:
        case ROLE_DISPOSITION:
        case ROLE_COUNT:
            break;
        }
    }
    position->refund_on = position->billed_refund_on;
    earlier(&position->refund_on, position->disbursed_refund_on);
    return disbursed_on(work, position) && after_as_of(work, position);
}

static void days_begin(struct position *position)
{
    position->billed_on = position->billed_from = DAY_NONE;
    position->billed_on_source = BILLED_ON_NONE;
    position->disbursed_on = position->first_payout_on = position->last_movement_on = DAY_NONE;
    position->billed_refund_on = position->disbursed_refund_on = DAY_NONE;
    position->taxed_on = position->taxed_to = position->disbursed_after_on = DAY_NONE;
}

/* The earliest day with a charge, else the earliest; on one day the first in canonical order.
 */
static void billed_day(struct position *position, const struct position_line *line,
                       bool *has_gross)
{
    if ((line->movement->present & COMPONENT_BIT(COMPONENT_REFUND)) != 0)
        earlier(&position->billed_refund_on, refund_day(line));
    bool charges = (line->movement->present & COMPONENT_BIT(COMPONENT_GROSS)) != 0;
    if (*has_gross && !charges)
        return;
    bool first_charge = charges && !*has_gross;
    if (!first_charge && position->billed_on_source != BILLED_ON_NONE &&
        line->day >= position->billed_on)
        return;
    *has_gross = charges;
    billed_source(position, line);
}

/* A day that is no invoice date stands in for one: billed_from is the first day it may stand
 * for. */
static void billed_source(struct position *position, const struct position_line *line)
{
    position->billed_on = line->day;
    position->billed_from = DAY_NONE;
    if (line->plan->role == ROLE_OPENING) {
        position->billed_on_source = BILLED_ON_OPENING;
    } else if (line->movement->dated != DAY_NONE) {
        position->billed_on_source = BILLED_ON_INVOICE;
    } else if (line->movement->ar_period != DAY_NONE) {
        position->billed_on_source = BILLED_ON_AR_PERIOD;
        position->billed_from = line->movement->ar_period;
    } else {
        position->billed_on_source = BILLED_ON_FILE;
        position->billed_from = line->plan->covers_from;
    }
}

static void disbursed_day(struct position *position, const struct position_line *line)
{
    earlier(&position->first_payout_on, line->day);
    later(&position->last_movement_on, line->day);
    if ((line->movement->present & COMPONENT_BIT(COMPONENT_REFUND)) != 0)
        earlier(&position->disbursed_refund_on, refund_day(line));
}

/* An opening list says a refund was there on its day; when it was made, it does not say. */
static day_number refund_day(const struct position_line *line)
{
    return line->plan->role == ROLE_OPENING ? line->plan->covers_to : line->day;
}

/* The day on which payouts first reach the charge; while they fall short, the last that brought
 * some of it. */
static bool disbursed_on(struct position_work *work, struct position *position)
{
    bool net = position->basis == BASIS_NET;
    struct money target = net ? position->billed_net_x : position->billed[COMPONENT_GROSS];
    struct money paid = net ? position->disbursed_net_x : position->disbursed[COMPONENT_GROSS];
    size_t count = 0;
    if (!collect_payouts(work, position, &count))
        return false;
    struct money penny = work->facts->policy.penny;
    if (paid.micro > 0 && paid.micro >= target.micro - penny.micro)
        position->disbursed_on = day_reached(work->payouts, count, target, penny);
    else
        for (size_t at = 0; at < count; at++)
            if (work->payouts[at].positive)
                position->disbursed_on = work->payouts[at].day;
    return true;
}

/* One for each day, in order. */
static bool collect_payouts(struct position_work *work, const struct position *position,
                            size_t *count)
{
    if (work->payout_capacity < work->own_count) {
        work->payout_capacity = work->own_capacity;
        work->payouts =
            memory_resize(work->payouts, work->payout_capacity, sizeof *work->payouts);
    }
    size_t lines = 0;
    for (size_t at = 0; at < work->own_count; at++) {
        const struct position_line *line = work->own[at];
        if (line->plan->role != paying_role(position))
            continue;
        struct money amount = measured(position, line);
        struct money gross =
            position->stated.stands_in ? amount : position_amount(line, COMPONENT_GROSS);
        work->payouts[lines++] = (struct payout){line->day, amount, gross.micro > 0};
    }
    if (lines > 1)
        qsort(work->payouts, lines, sizeof *work->payouts, compare_payouts);
    *count = 0;
    for (size_t at = 0; at < lines; at++) {
        struct payout *last = *count > 0 ? &work->payouts[*count - 1] : NULL;
        if (last == NULL || last->day != work->payouts[at].day) {
            work->payouts[(*count)++] = work->payouts[at];
            continue;
        }
        last->positive = last->positive || work->payouts[at].positive;
        if (!money_add(&last->amount, work->payouts[at].amount))
            return false;
    }
    return true;
}

/* By day; within one the largest first, so that the sum of a day passes no bound it need not.
 */
static int compare_payouts(const void *a, const void *b)
{
    const struct payout *first = a;
    const struct payout *second = b;
    if (first->day != second->day)
        return first->day < second->day ? -1 : 1;
    return (first->amount.micro < second->amount.micro) -
           (first->amount.micro > second->amount.micro);
}

/* The sum of all reaches the target, so some day does. */
static day_number day_reached(const struct payout *payouts, size_t count, struct money target,
                              struct money penny)
{
    struct money running = {0};
    for (size_t at = 0; at < count; at++) {
        if (!money_add(&running, payouts[at].amount))
            break;
        if (running.micro > 0 && running.micro >= target.micro - penny.micro)
            return payouts[at].day;
    }
    return count > 0 ? payouts[count - 1].day : DAY_NONE;
}

/* Payouts dated later are shown beside the open item, measured as it is, and count nowhere. */
static bool after_as_of(const struct position_work *work, struct position *position)
{
    const struct reference_lines *reference = &work->reference;
    for (size_t at = 0; at < reference->count; at++) {
        const struct position_line *line = &reference->lines[at];
        if (line->class != CLASS_AFTER_AS_OF || line->currency != position->currency)
            continue;
        enum role role = line->plan->role;
        if (role == ROLE_STATED_PAID &&
            (line->bill == NULL || line->bill->class != CLASS_COUNTED ||
             position_amount(line, COMPONENT_NET).micro == 0))
            continue;
        bool pays = role == paying_role(position);
        position->later_roles |= 1u << (pays ? ROLE_DISBURSED : role);
        if (!pays)
            continue;
        later(&position->disbursed_after_on, line->day);
        if (!money_add(&position->disbursed_after_as_of, measured(position, line)))
            return false;
    }
    return true;
}

/* Whose lines say what was paid. */
static enum role paying_role(const struct position *position)
{
    return position->stated.stands_in ? ROLE_STATED_PAID : ROLE_DISBURSED;
}

static struct money measured(const struct position *position, const struct position_line *line)
{
    if (position->stated.stands_in)
        return position_paid_net_x(line);
    return position->basis == BASIS_NET ? position_net_x(line)
                                        : position_amount(line, COMPONENT_GROSS);
}

static void earlier(day_number *held, day_number day)
{
    if (*held == DAY_NONE || (day != DAY_NONE && day < *held))
        *held = day;
}

static void later(day_number *held, day_number day)
{
    if (day > *held)
        *held = day;
}
