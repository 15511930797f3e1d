/* When payment is due, and what net-terms.csv says of it. A due date is stated by a line, else
 * by the newest list that has one, else follows from --terms. A habit of the payer is no due
 * date: it says usual or unusual, and moves nothing. */
#include "recon/position_parts.h"

static day_number due_of_lines(const struct position_work *work);
static day_number due_of_lists(const struct position_work *work);
static day_number due_of_policy(const struct position_work *work,
                                const struct position *position);
static bool is_real_day(const struct position *position);
static enum net_status open_status(const struct run_facts *facts,
                                   const struct position *position);
static enum net_status closed_status(const struct run_facts *facts,
                                     const struct position *position);
static void collected_days(struct position *position);
static day_number month_after(day_number day, int64_t days);

void position_due(const struct position_work *work, struct position *position)
{
    tie_assert(work != NULL && position != NULL);
    position->terms_source = TERMS_STATED;
    position->due_on = due_of_lines(work);
    if (position->due_on == DAY_NONE)
        position->due_on = due_of_lists(work);
    if (position->due_on == DAY_NONE) {
        position->due_on = due_of_policy(work, position);
        position->terms_source = position->due_on != DAY_NONE ? TERMS_POLICY : TERMS_NONE;
    }
    position->terms_days = POSITION_DAYS_UNKNOWN;
    if (position->due_on != DAY_NONE && is_real_day(position))
        position->terms_days = position->due_on - position->billed_on;
}

void position_terms(const struct run_facts *facts, struct position *position)
{
    tie_assert(facts != NULL && position != NULL);
    position->days_to_collect = position->days_late = POSITION_DAYS_UNKNOWN;
    position->observed_days = POSITION_DAYS_UNKNOWN;
    position->observed_stand_in = false;
    position->expected_month = DAY_NONE;
    position->net_status = NET_NONE;
    if (position->billed[COMPONENT_GROSS].micro <= 0 || position->state == STATE_CROSS_CURRENCY)
        return;
    if (position->collectible.micro <= facts->policy.penny.micro &&
        position->state != STATE_UNCOLLECTED) {
        position->net_status = closed_status(facts, position);
        if (position->net_status != NET_CLOSED_UNCOLLECTED)
            collected_days(position);
        return;
    }
    position->net_status = open_status(facts, position);
    if (position->due_on != DAY_NONE)
        position->expected_month =
            month_after(position->due_on, facts->policy.settlement_grace_days);
}

void position_observe(const struct run_facts *facts, struct position *position, int32_t days,
                      bool stand_in)
{
    tie_assert(facts != NULL && position != NULL);
    tie_assert(position->net_status == NET_OPEN_NO_TERMS && position->billed_on != DAY_NONE);
    position->terms_source = TERMS_OBSERVED;
    position->observed_days = days;
    position->observed_stand_in = stand_in;
    position->net_status =
        facts->as_of - position->billed_on <= days ? NET_OPEN_USUAL : NET_OPEN_UNUSUAL;
    position->expected_month = month_after(position->billed_on, days);
}

/* The earliest of its billed and opening lines. */
static day_number due_of_lines(const struct position_work *work)
{
    day_number due = DAY_NONE;
    for (size_t at = 0; at < work->own_count; at++) {
        const struct position_line *line = work->own[at];
        if (line->plan->role != ROLE_BILLED && line->plan->role != ROLE_OPENING)
            continue;
        day_number stated = line->movement->due;
        if (stated != DAY_NONE && (due == DAY_NONE || stated < due))
            due = stated;
    }
    return due;
}

/* The earliest within the newest list that carries one for this position. */
static day_number due_of_lists(const struct position_work *work)
{
    day_number due = DAY_NONE;
    day_number list = DAY_NONE;
    for (size_t at = 0; at < work->own_count; at++) {
        const struct position_line *line = work->own[at];
        day_number stated = line->movement->due;
        if (line->plan->role != ROLE_STATED_OPEN || stated == DAY_NONE || line->day < list)
            continue;
        if (due == DAY_NONE || line->day > list || stated < due)
            due = stated;
        list = line->day;
    }
    return due;
}

static day_number due_of_policy(const struct position_work *work,
                                const struct position *position)
{
    if (work->days_by_payer == NULL || position->billed_on == DAY_NONE)
        return DAY_NONE;
    int64_t days = work->days_by_payer[position->payer_id];
    if (days < 0 || days > DAY_LAST - position->billed_on)
        return DAY_NONE;
    return position->billed_on + (day_number)days;
}

/* Days are counted from an invoice date only, never from a day that stands in for one. */
static bool is_real_day(const struct position *position)
{
    return position->billed_on_source == BILLED_ON_INVOICE ||
           position->billed_on_source == BILLED_ON_OPENING;
}

static enum net_status open_status(const struct run_facts *facts,
                                   const struct position *position)
{
    if (position->due_on == DAY_NONE)
        return NET_OPEN_NO_TERMS;
    return position->due_on < facts->as_of ? NET_OPEN_PAST_DUE : NET_OPEN_NOT_DUE;
}

static enum net_status closed_status(const struct run_facts *facts,
                                     const struct position *position)
{
    /* A payout taken back again leaves a day, but collected nothing. */
    if (position->disbursed_on == DAY_NONE || position->state == STATE_CANCELLED)
        return NET_CLOSED_UNCOLLECTED;
    if (position->due_on == DAY_NONE)
        return NET_COLLECTED_NO_TERMS;
    int64_t late = (int64_t)position->disbursed_on - position->due_on;
    return late > facts->policy.settlement_grace_days ? NET_COLLECTED_LATE
                                                      : NET_COLLECTED_IN_TERMS;
}

static void collected_days(struct position *position)
{
    tie_assert(position->disbursed_on != DAY_NONE);
    if (is_real_day(position))
        position->days_to_collect = position->disbursed_on - position->billed_on;
    if (position->due_on != DAY_NONE)
        position->days_late = position->disbursed_on - position->due_on;
}

static day_number month_after(day_number day, int64_t days)
{
    int64_t after = day + days;
    if (after < DAY_FIRST || after > DAY_LAST)
        return DAY_NONE;
    return day_month_first((day_number)after);
}
