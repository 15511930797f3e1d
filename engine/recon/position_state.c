/* State and cause: the table of docs/ACCOUNTANTS.md (Every state). The first that applies names
 * the position. */
#include "recon/position_parts.h"

static enum position_state state_of(const struct position_work *work,
                                    const struct position *position);
static bool no_billed_gross(const struct position_work *work, const struct position *position);
static enum position_state state_without_charge(const struct run_facts *facts,
                                                const struct position *position);
static enum position_state state_with_charge(const struct run_facts *facts,
                                             const struct position *position);
static bool is_forgiven(const struct position *position, struct money penny);
static bool is_over_disbursed(const struct position *position, struct money penny);
static bool is_nothing_billed(const struct position *position);
static bool is_refunded(const struct position *position, struct money penny);
static struct money paid(const struct position *position);
static enum position_cause cause_of(const struct run_facts *facts,
                                    const struct position *position);
static bool within(struct money amount, struct money penny);

void position_judge(const struct position_work *work, struct position *position)
{
    tie_assert(work != NULL && position != NULL);
    position->state = state_of(work, position);
    position->cause = CAUSE_NONE;
    if (position->state == STATE_UNCOLLECTED || position->state == STATE_PART_COLLECTED)
        position->cause = cause_of(work->facts, position);
}

/* The report says the customer has paid: the payout is what is missing. */
bool position_is_in_transit(const struct position *position, struct money penny)
{
    tie_assert(position != NULL);
    struct money left = {0};
    return position->collected_net_known &&
           money_subtract(position->billed[COMPONENT_NET], position->collected_net, &left) &&
           left.micro <= penny.micro;
}

static enum position_state state_of(const struct position_work *work,
                                    const struct position *position)
{
    int32_t billed_lines = position->billed_lines + position->opening_lines;
    if (position->stated_open_lines > 0 && billed_lines == 0 && position->disbursed_lines == 0)
        return STATE_STATED_ONLY;
    if (billed_lines == 0 && position->disbursed_lines == 0)
        return STATE_TAX_ONLY;
    if (work->reference.cross_currency)
        return STATE_CROSS_CURRENCY;
    if (position->disbursed_lines > 0 && no_billed_gross(work, position)) {
        enum position_state state = state_without_charge(work->facts, position);
        if (state != STATE_COUNT)
            return state;
    }
    return state_with_charge(work->facts, position);
}

/* No billed line charges anything: a charge and its reversal are two that do. */
static bool no_billed_gross(const struct position_work *work, const struct position *position)
{
    if (position->billed[COMPONENT_GROSS].micro != 0)
        return false;
    for (size_t at = 0; at < work->own_count; at++) {
        enum role role = work->own[at]->plan->role;
        if ((role == ROLE_BILLED || role == ROLE_OPENING) &&
            (work->own[at]->movement->present & COMPONENT_BIT(COMPONENT_GROSS)) != 0)
            return false;
    }
    return true;
}

/* STATE_COUNT: none of these. */
static enum position_state state_without_charge(const struct run_facts *facts,
                                                const struct position *position)
{
    const struct role_window *billed = &facts->windows[ROLE_BILLED];
    bool nothing_known = billed->known_from == DAY_NONE && billed->back_from == DAY_NONE;
    if (nothing_known || position->first_payout_on < billed->back_from)
        return STATE_BEFORE_HISTORY;
    if (position->first_payout_on > billed->known_to)
        return STATE_AHEAD_OF_BILLING;
    return position->billed_lines + position->opening_lines == 0 ? STATE_DISBURSED_ONLY
                                                                 : STATE_COUNT;
}

static enum position_state state_with_charge(const struct run_facts *facts,
                                             const struct position *position)
{
    struct money penny = facts->policy.penny;
    if (is_forgiven(position, penny))
        return STATE_FORGIVEN;
    if (is_over_disbursed(position, penny))
        return STATE_OVER_DISBURSED;
    if (is_nothing_billed(position))
        return STATE_NOTHING_BILLED;
    if (position->billed_lines + position->opening_lines > 0 &&
        position->refund_gap.micro > penny.micro)
        return STATE_OVER_REFUNDED;
    if (is_refunded(position, penny))
        return paid(position).micro == 0 ? STATE_CANCELLED : STATE_REFUNDED;
    if (position->collectible.micro < -penny.micro)
        return STATE_REFUND_PENDING;
    if (within(position->collectible, penny) &&
        (position->collectible.micro <= 0 || paid(position).micro != 0))
        return STATE_SETTLED;
    if (position->collectible.micro > 0 && position->due_on != DAY_NONE &&
        position->due_on >= facts->as_of)
        return STATE_NOT_DUE;
    return paid(position).micro > 0 ? STATE_PART_COLLECTED : STATE_UNCOLLECTED;
}

/* Forgiveness is printed negative: what is left of the charge after refunds is taken to zero.
 */
static bool is_forgiven(const struct position *position, struct money penny)
{
    struct money left = position->billed[COMPONENT_GROSS];
    return position->billed[COMPONENT_FORGIVEN].micro != 0 &&
           money_add(&left, position->billed[COMPONENT_REFUND]) &&
           money_add(&left, position->billed[COMPONENT_FORGIVEN]) && within(left, penny);
}

/* A reseller's net falls with a refund: while the refund is not yet taken out of a payout, what
 * was paid too much is that refund, and the position waits for it. */
static bool is_over_disbursed(const struct position *position, struct money penny)
{
    if (position->basis == BASIS_NET)
        return position->open_net.micro < -penny.micro &&
               position->refund_gap.micro >= -penny.micro;
    return position->open_gross.micro < -penny.micro;
}

static bool is_nothing_billed(const struct position *position)
{
    return position->billed[COMPONENT_GROSS].micro == 0 &&
           position->billed[COMPONENT_REFUND].micro == 0 &&
           position->disbursed[COMPONENT_GROSS].micro == 0 &&
           position->disbursed[COMPONENT_REFUND].micro == 0 &&
           (!position->stated.stands_in || position->stated.net_x.micro == 0);
}

static bool is_refunded(const struct position *position, struct money penny)
{
    struct money left = position->billed[COMPONENT_GROSS];
    return position->billed[COMPONENT_REFUND].micro != 0 &&
           money_add(&left, position->billed[COMPONENT_REFUND]) && within(left, penny) &&
           within(position->collectible, penny);
}

static struct money paid(const struct position *position)
{
    return position->basis == BASIS_NET ? position->disbursed_net_x
                                        : position->disbursed[COMPONENT_GROSS];
}

static enum position_cause cause_of(const struct run_facts *facts,
                                    const struct position *position)
{
    int64_t grace = facts->policy.settlement_grace_days;
    bool due_known = position->due_on != DAY_NONE;
    bool overdue = due_known && (int64_t)facts->as_of - position->due_on > grace;
    if (position->stated.failed)
        return CAUSE_PAYOUT_FAILED;
    if (position->stated.reversed)
        return CAUSE_PAYOUT_REVERSED;
    if (position_is_in_transit(position, facts->policy.penny))
        return CAUSE_IN_TRANSIT;
    if (overdue && position->due_on == position->billed_on &&
        position->billed_on_source == BILLED_ON_INVOICE)
        return CAUSE_DUE_ON_RECEIPT;
    if (overdue)
        return CAUSE_PAST_DUE;
    day_number since = position->billed_on;
    if (due_known && position->due_on > since)
        since = position->due_on;
    if (since != DAY_NONE && (int64_t)facts->as_of - since <= grace)
        return CAUSE_AWAITING_PAYOUT;
    return CAUSE_NO_DUE_DATE;
}

static bool within(struct money amount, struct money penny)
{
    return amount.micro >= -penny.micro && amount.micro <= penny.micro;
}
