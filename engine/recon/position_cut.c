/* Positions on other days: the same lines, classed anew as of that day, and the same arithmetic.
 * Most references need no second look: all their lines are later, or all are earlier and at
 * rest. */
#include "recon/position_sealed.h"

#include <stdlib.h>

/* A position and its other days. */
struct cutting {
    struct position_work *work;
    const struct run_facts *facts; /* of the closing */
    const struct position *closing;
    const struct position_sink *sink;
    struct failure *failure;
    struct position_rolling rolling;
    bool moved; /* lines are classed as of another day */
    bool fits;
};

static void cut_init(struct position_cut *cut, const struct run_facts *facts,
                     const struct cut_day *day);
static bool roll_at_once(struct cutting *cutting, day_number day);
static enum status look_at(struct cutting *cutting, const struct position_cut *cut);
static bool wants_row(const struct cutting *cutting, const struct position_cut *cut);
static bool wants_roll(const struct cutting *cutting, const struct position_cut *cut);
static bool build_then(struct cutting *cutting, const struct position_cut *cut, bool whole,
                       struct position *then);
static void stand_at(struct position_work *work, const struct run_facts *facts,
                     day_number newest_list);
static enum status hand_out_then(const struct cutting *cutting, const struct position_cut *cut,
                                 const struct position *position);
static bool is_open(const struct position *position);
static bool any_listed(const struct position_work *work, day_number list);
static day_number listed_period(const struct position_work *work, currency_code currency,
                                day_number list);

void position_cuts_init(struct position_work *work)
{
    tie_assert(work != NULL && work->facts != NULL);
    const struct run_facts *facts = work->facts;
    work->list_day = DAY_NONE;
    work->cut_count = facts->cut_count;
    work->cuts = memory_resize(NULL, facts->cut_count + 1, sizeof *work->cuts);
    for (size_t at = 0; at < facts->cut_count; at++) {
        cut_init(&work->cuts[at], facts, &facts->cuts[at]);
        if (facts->cuts[at].of_list)
            work->list_day = facts->cuts[at].day;
    }
}

enum status position_cuts(struct position_work *work, const struct position *closing,
                          const struct position_sink *sink, bool *fits, struct failure *failure)
{
    tie_assert(work != NULL && closing != NULL && sink != NULL && fits != NULL);
    struct cutting cutting = {.work = work,
                              .facts = work->facts,
                              .closing = closing,
                              .sink = sink,
                              .failure = failure,
                              .fits = true};
    day_number newest_list = work->newest_list;
    enum status status = STATUS_OK;
    *fits = true;
    if (sink->cut == NULL && sink->roll == NULL)
        return STATUS_OK;
    for (size_t at = 0; at < work->cut_count && cutting.fits; at++)
        if (work->cuts[at].cut->of_opening && sink->roll != NULL)
            cutting.fits = roll_at_once(&cutting, work->cuts[at].cut->day);
    for (size_t at = 0; at < work->cut_count && status == STATUS_OK && cutting.fits; at++)
        status = look_at(&cutting, &work->cuts[at]);
    if (work->sealed != NULL && sink->roll != NULL && status == STATUS_OK && cutting.fits)
        cutting.fits =
            position_sealed_open(work, closing, &cutting.rolling.roll, &cutting.moved);
    if (cutting.moved && cutting.fits) {
        stand_at(work, cutting.facts, newest_list);
        position_select(work, closing->currency);
    }
    *fits = cutting.fits;
    if (status != STATUS_OK || !cutting.fits || position_roll_is_zero(&cutting.rolling.roll))
        return status;
    return sink->roll(sink->context, closing, &cutting.rolling.roll, failure);
}

static void cut_init(struct position_cut *cut, const struct run_facts *facts,
                     const struct cut_day *day)
{
    tie_assert(day->day <= facts->as_of);
    *cut = (struct position_cut){.cut = day, .facts = *facts};
    cut->facts.as_of = day->day;
    for (int role = 0; role < ROLE_COUNT; role++)
        cut->facts.windows[role] = day->windows[role];
    cut->newest_list = position_newest_list(&cut->facts);
}

/* All that the lines of the closing say of the way there; and the opening, where it is not to be
 * built. */
static bool roll_at_once(struct cutting *cutting, day_number day)
{
    const struct reference_lines *reference = &cutting->work->reference;
    const struct position *closing = cutting->closing;
    struct position_roll *roll = &cutting->rolling.roll;
    if (reference->last_day <= day) {
        if (closing->state != STATE_CROSS_CURRENCY)
            roll->opening = roll->closing = closing->collectible;
        return true;
    }
    if (!position_roll_closing(cutting->work, closing, day, &cutting->rolling))
        return false;
    return reference->first_day <= day ||
           position_roll_opening(cutting->work, closing, NULL, &cutting->rolling);
}

static enum status look_at(struct cutting *cutting, const struct position_cut *cut)
{
    struct position built;
    const struct position *then = cutting->closing;
    bool row = wants_row(cutting, cut);
    bool roll = wants_roll(cutting, cut);
    if (!row && !roll)
        return STATUS_OK;
    if (cut->cut->day < cutting->facts->as_of)
        then = build_then(cutting, cut, row, &built) ? &built : NULL;
    else if (cutting->moved)
        stand_at(cutting->work, cutting->facts, cut->newest_list);
    if (cutting->fits && roll)
        cutting->fits =
            position_roll_opening(cutting->work, cutting->closing, then, &cutting->rolling);
    if (!cutting->fits || !row || then == NULL)
        return STATUS_OK;
    return hand_out_then(cutting, cut, then);
}

/* What is at rest with all its lines was at rest since the last of them. */
static bool wants_row(const struct cutting *cutting, const struct position_cut *cut)
{
    const struct reference_lines *reference = &cutting->work->reference;
    if (cutting->sink->cut == NULL || !(cut->cut->of_list || cut->cut->of_ages))
        return false;
    return reference->first_day <= cut->cut->day &&
           !(reference->last_day <= cut->cut->day && cutting->closing->at_rest);
}

static bool wants_roll(const struct cutting *cutting, const struct position_cut *cut)
{
    const struct reference_lines *reference = &cutting->work->reference;
    return cutting->sink->roll != NULL && cut->cut->of_opening &&
           reference->first_day <= cut->cut->day && reference->last_day > cut->cut->day;
}

/* False when there was no such position, or (cutting->fits) its sums pass their bound. Not
 * whole: its sums only. */
static bool build_then(struct cutting *cutting, const struct position_cut *cut, bool whole,
                       struct position *then)
{
    struct position_work *work = cutting->work;
    currency_code currency = cutting->closing->currency;
    cutting->moved = true;
    stand_at(work, &cut->facts, cut->newest_list);
    position_select(work, currency);
    if (work->own_count == 0)
        return false;
    *then = (struct position){.reference_id = work->reference.id, .currency = currency};
    cutting->fits = whole ? position_build(work, currency, then) : position_sum(work, then);
    return cutting->fits;
}

static void stand_at(struct position_work *work, const struct run_facts *facts,
                     day_number newest_list)
{
    work->facts = facts;
    work->newest_list = newest_list;
    position_classify(work);
}

/* What was settled there and is on no list has nothing to tell. */
static enum status hand_out_then(const struct cutting *cutting, const struct position_cut *cut,
                                 const struct position *position)
{
    const struct position_work *work = cutting->work;
    struct position_then then = {
        .cut = cut->cut,
        .position = position,
        .listed = cut->newest_list != DAY_NONE && position->newest_list_on == cut->newest_list,
        .in_transit = position_is_in_transit(position, cut->facts.policy.penny),
        .billed_lines_as_of = cutting->closing->billed_lines + cutting->closing->opening_lines,
        .listed_period = DAY_NONE,
    };
    if (!is_open(position) && !then.listed)
        return STATUS_OK;
    if (cut->newest_list != DAY_NONE)
        then.reference_listed = any_listed(work, cut->newest_list);
    if (then.listed)
        then.listed_period = listed_period(work, position->currency, cut->newest_list);
    return cutting->sink->cut(cutting->sink->context, &then, cutting->failure);
}

static bool is_open(const struct position *position)
{
    return position->collectible.micro != 0 ||
           (position->open_net_known && position->open_net.micro != 0) ||
           (position->open_tax_known && position->open_tax.micro != 0);
}

static bool any_listed(const struct position_work *work, day_number list)
{
    for (size_t at = 0; at < work->reference.count; at++) {
        const struct position_line *line = &work->reference.lines[at];
        if (line->class == CLASS_COUNTED && line->plan->role == ROLE_STATED_OPEN &&
            line->plan->covers_to == list)
            return true;
    }
    return false;
}

static day_number listed_period(const struct position_work *work, currency_code currency,
                                day_number list)
{
    day_number earliest = list;
    for (size_t at = 0; at < work->reference.count; at++) {
        const struct position_line *line = &work->reference.lines[at];
        if (line->class != CLASS_COUNTED || line->plan->role != ROLE_STATED_OPEN ||
            line->plan->covers_to != list || line->currency != currency ||
            line->movement->ar_period == DAY_NONE)
            continue;
        day_number period = day_month_last(line->movement->ar_period);
        if (period < earliest)
            earliest = period;
    }
    return earliest;
}
