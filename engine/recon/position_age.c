/* Ageing of what is open, by billing and by due date. Every amount that is open stands in one
 * bucket of each, penny differences too, so that the buckets add up to the open balance. */
#include "recon/position_parts.h"

static enum age_bucket age_bucket_of(int64_t days);
static enum due_bucket due_bucket_of(int64_t days);

void position_age(const struct run_facts *facts, struct position *position)
{
    tie_assert(facts != NULL && position != NULL);
    position->age_bucket = AGE_NONE;
    position->due_bucket = DUE_NONE;
    position->age_stand_in = false;
    if (position->state == STATE_CROSS_CURRENCY || position->collectible.micro == 0)
        return;
    if (position->collectible.micro < 0) {
        position->age_bucket = AGE_CREDIT;
        position->due_bucket = DUE_CREDIT;
        return;
    }
    /* Open without a bill: a payout was taken back whose charge is not loaded. It is at least
     * as old as that payout. */
    day_number billed_on = position->billed_on;
    if (billed_on == DAY_NONE)
        billed_on = position->first_payout_on;
    tie_assert(billed_on != DAY_NONE);
    position->age_bucket = age_bucket_of((int64_t)facts->as_of - billed_on);
    if (position->billed_on == DAY_NONE)
        position->age_stand_in = true;
    else if (position->billed_from != DAY_NONE)
        position->age_stand_in = age_bucket_of((int64_t)facts->as_of - position->billed_from) !=
                                 position->age_bucket;
    position->due_bucket = DUE_NO_DATE;
    if (position->due_on != DAY_NONE)
        position->due_bucket = due_bucket_of((int64_t)facts->as_of - position->due_on);
}

static enum age_bucket age_bucket_of(int64_t days)
{
    if (days <= 30)
        return AGE_0_30;
    if (days <= 60)
        return AGE_31_60;
    if (days <= 90)
        return AGE_61_90;
    return days <= 120 ? AGE_91_120 : AGE_121;
}

static enum due_bucket due_bucket_of(int64_t days)
{
    if (days <= 0)
        return DUE_NOT_DUE;
    if (days <= 30)
        return DUE_1_30;
    if (days <= 60)
        return DUE_31_60;
    if (days <= 90)
        return DUE_61_90;
    return days <= 120 ? DUE_91_120 : DUE_121;
}
