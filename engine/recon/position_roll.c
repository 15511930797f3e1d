/* What moved a position between two days, line by line. Flows are the lines dated after the
 * opening; what is no flow of the books - items carried in, a measure that changed, a refund
 * taken back beyond what was billed - is `adjusted`, each worked out for itself and nothing by
 * subtraction, so that opening and parts against closing is a proof. */
#include "recon/position_cut.h"
#include "recon/position_paid.h"

/* What a line adds to what can be collected. */
struct share {
    struct money charge, refund, forgiven;
};

static struct share share_of(const struct position_line *line, const struct position *position);
static bool add_share(struct money *sum, const struct share *share);
static bool add_flow(struct position_roll *roll, const struct position_line *line,
                     const struct share *share);
static struct money beyond_billed(const struct position *position);

bool position_roll_closing(const struct position_work *work, const struct position *closing,
                           day_number day, struct position_rolling *rolling)
{
    tie_assert(work != NULL && closing != NULL && rolling != NULL);
    struct position_roll *roll = &rolling->roll;
    if (closing->state == STATE_CROSS_CURRENCY)
        return true;
    roll->closing = closing->collectible;
    for (size_t at = 0; at < work->own_count; at++) {
        const struct position_line *line = work->own[at];
        if (line->plan->role == ROLE_STATED_OPEN || line->plan->role == ROLE_TAXED)
            continue;
        struct share share = share_of(line, closing);
        bool fits = true;
        if (position_line_day(line) <= day)
            fits = add_share(&rolling->early, &share);
        else if (line->plan->role == ROLE_OPENING)
            fits = add_share(&roll->adjusted, &share);
        else
            fits = add_flow(roll, line, &share);
        if (!fits)
            return false;
    }
    return true;
}

/* A measure changes when a restated family gives way, or when the basis does; nothing is
 * collectible in a position whose payouts came in another currency. */
bool position_roll_opening(const struct position_work *work, const struct position *closing,
                           const struct position *opening, struct position_rolling *rolling)
{
    tie_assert(work != NULL && closing != NULL && rolling != NULL);
    struct position_roll *roll = &rolling->roll;
    struct money before = {0};
    struct money beyond = {0};
    if (opening != NULL && !work->reference.cross_currency) {
        roll->opening = opening->collectible;
        beyond = beyond_billed(opening);
        for (size_t at = 0; at < work->own_count; at++) {
            const struct position_line *line = work->own[at];
            struct share share = share_of(line, opening);
            if (line->plan->role != ROLE_STATED_OPEN && line->plan->role != ROLE_TAXED &&
                !add_share(&before, &share))
                return false;
        }
    }
    if (closing->state != STATE_CROSS_CURRENCY &&
        !money_subtract(beyond, beyond_billed(closing), &beyond))
        return false;
    struct money measure = {0};
    return money_subtract(rolling->early, before, &measure) &&
           money_add(&roll->adjusted, measure) && money_add(&roll->adjusted, beyond);
}

bool position_roll_is_zero(const struct position_roll *roll)
{
    tie_assert(roll != NULL);
    return roll->opening.micro == 0 && roll->closing.micro == 0 && roll->billed.micro == 0 &&
           roll->refunds_billed.micro == 0 && roll->disbursed.micro == 0 &&
           roll->refunds_disbursed.micro == 0 && roll->forgiven.micro == 0 &&
           roll->adjusted.micro == 0 && roll->today.micro == 0 && roll->held.micro == 0;
}

/* On basis net the whole of net_x counts: what belongs to a refund as refund, the rest as
 * charge. Payouts take away. */
static struct share share_of(const struct position_line *line, const struct position *position)
{
    struct share share = {.refund = position_amount(line, COMPONENT_REFUND)};
    bool paid = line->plan->role == ROLE_DISBURSED;
    if (line->plan->role == ROLE_STATED_PAID) {
        if (position->stated.stands_in)
            share.charge.micro = -position_paid_net_x(line).micro;
        return share;
    }
    if (position->basis == BASIS_NET) {
        share.refund.micro += position_amount(line, COMPONENT_FEE_REFUND).micro +
                              position_amount(line, COMPONENT_COST_REFUND).micro;
        share.charge.micro = position_net_x(line).micro - share.refund.micro;
    } else {
        share.charge = position_amount(line, COMPONENT_GROSS);
        if (!paid)
            share.forgiven = position_amount(line, COMPONENT_FORGIVEN);
    }
    if (paid) {
        share.charge.micro = -share.charge.micro;
        share.refund.micro = -share.refund.micro;
    }
    return share;
}

static bool add_share(struct money *sum, const struct share *share)
{
    return money_add(sum, share->charge) && money_add(sum, share->refund) &&
           money_add(sum, share->forgiven);
}

static bool add_flow(struct position_roll *roll, const struct position_line *line,
                     const struct share *share)
{
    if (line->plan->role == ROLE_DISBURSED || line->plan->role == ROLE_STATED_PAID)
        return money_add(&roll->disbursed, share->charge) &&
               money_add(&roll->refunds_disbursed, share->refund);
    return money_add(&roll->billed, share->charge) &&
           money_add(&roll->refunds_billed, share->refund) &&
           money_add(&roll->forgiven, share->forgiven);
}

/* A refund taken out of payouts beyond what was billed is no claim: it is not in collectible. */
static struct money beyond_billed(const struct position *position)
{
    if (position->basis == BASIS_NET || position->refund_gap.micro <= 0)
        return (struct money){0};
    return position->refund_gap;
}
