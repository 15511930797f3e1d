/* Both sides of a position, and what follows from them by arithmetic alone: docs/POSITIONS.md
 * (Sums). Every sum is checked; lines come in canonical order, so that whether a sum passes its
 * bound on the way does not depend on anything else. */
#include "recon/position_paid.h"

#include "base/limits.h"

/* Eleven terms of LIMIT_LINE_MICRO pass 64 bits. */
__extension__ typedef __int128 wide;

/* A refund of any kind: of the charge, of its fee, of its tax. */
#define REFUND_KINDS                                                                           \
    (COMPONENT_BIT(COMPONENT_REFUND) | COMPONENT_BIT(COMPONENT_FEE_REFUND) |                   \
     COMPONENT_BIT(COMPONENT_TAX_REFUND))

/* The bits a rule may have a question about. */
enum {
    QUESTIONS = LINE_GROSS_NEGATIVE | LINE_TAX_ONLY_REFUND | LINE_NET_OFF | LINE_PARTY_UNCLEAR |
                LINE_CODE_MISSING | LINE_EXEMPT_BARE,
};

static bool add_line(struct position_work *work, struct position *position,
                     const struct position_line *line);
static void note_status(struct position *position, enum pay_status status);
static bool add_billed(struct position *position, const struct position_line *line);
static bool add_disbursed(struct position *position, const struct position_line *line);
static bool add_stated_open(struct position *position, const struct position_line *line,
                            day_number newest_list);
static bool add_side(struct position *position, const struct position_line *line,
                     struct money *sums, struct money *net_x);
static bool identity_fails(const struct position_line *line);
static bool has(const struct position_line *line, enum component component);
static bool arithmetic(struct position *position);
static bool open_of(const struct money *billed, const struct money *disbursed,
                    enum component charge, enum component refund, struct money *open);
static bool collectible(struct position *position);
static bool expected_fee_refund(struct position *position);

bool position_sum(struct position_work *work, struct position *position)
{
    tie_assert(work != NULL && position != NULL && work->own_count > 0);
    position->open_fee_known = position->open_net_known = position->open_tax_known = true;
    position->newest_list_on = position->stated.paid_on = DAY_NONE;
    for (size_t at = 0; at < work->own_count; at++) {
        const struct position_line *line = work->own[at];
        if (line->movement->currency == CURRENCY_NONE)
            position->currency_assumed = true;
        if ((line->movement->flags & QUESTIONS) != 0)
            position->flagged = true;
        if (!add_line(work, position, line))
            return false;
    }
    position_paid_stand_in(work, position);
    return arithmetic(position);
}

struct money position_amount(const struct position_line *line, enum component component)
{
    tie_assert(line != NULL && (int)component < COMPONENT_POSITION_COUNT);
    int64_t micro = movement_amount(line->movement, component).micro;
    return (struct money){line->plan->factor[component] * micro};
}

struct money position_net_x(const struct position_line *line)
{
    tie_assert(line != NULL);
    struct money net = position_amount(line, COMPONENT_NET);
    if (line->plan->net_holds_tax)
        net.micro -= position_amount(line, COMPONENT_TAX).micro +
                     position_amount(line, COMPONENT_TAX_REFUND).micro;
    return net;
}

static bool add_line(struct position_work *work, struct position *position,
                     const struct position_line *line)
{
    tie_assert(line->plan->role <= ROLE_STATED_PAID);
    if ((line->movement->flags & LINE_STATUS_MASK) != 0)
        note_status(position, line_status(line->movement->flags));
    switch (line->plan->role) {
    case ROLE_BILLED:
        position->billed_lines++;
        return add_billed(position, line);
    case ROLE_OPENING:
        position->opening_lines++;
        position->open_fee_known = position->open_net_known = false;
        return add_billed(position, line);
    case ROLE_DISBURSED:
        return add_disbursed(position, line);
    case ROLE_STATED_OPEN:
        return add_stated_open(position, line, work->newest_list);
    case ROLE_TAXED:
        position->tax_lines++;
        return true;
    case ROLE_STATED_PAID:
        return position_paid_add(position, line);
    case ROLE_STATED_TOTAL:
    case ROLE_ASIDE:
    case ROLE_DISPOSITION:
    case ROLE_COUNT:
        break;
    }
    return true;
}

static void note_status(struct position *position, enum pay_status status)
{
    position->stated.failed = position->stated.failed || status == PAY_FAILED;
    position->stated.reversed = position->stated.reversed || status == PAY_REVERSED;
}

static bool add_billed(struct position *position, const struct position_line *line)
{
    position->billed_refund_lines += has(line, COMPONENT_REFUND);
    position->collected_net_known = position->collected_net_known || line->plan->has_collected;
    return add_side(position, line, position->billed, &position->billed_net_x);
}

static bool add_disbursed(struct position *position, const struct position_line *line)
{
    position->disbursed_lines++;
    position->disbursed_refund_lines += has(line, COMPONENT_REFUND);
    position->disbursed_fee_lines += has(line, COMPONENT_FEE);
    return add_side(position, line, position->disbursed, &position->disbursed_net_x);
}

/* What a list says counts as of the newest list only: an item that left it says nothing now. */
static bool add_stated_open(struct position *position, const struct position_line *line,
                            day_number newest_list)
{
    position->stated_open_lines++;
    if (line->plan->covers_to > position->newest_list_on)
        position->newest_list_on = line->plan->covers_to;
    if (line->plan->covers_to != newest_list || !line->plan->has_net)
        return true;
    position->stated_open_net_known = true;
    return money_add(&position->stated_open_net, position_net_x(line));
}

static bool add_side(struct position *position, const struct position_line *line,
                     struct money *sums, struct money *net_x)
{
    const struct section_plan *plan = line->plan;
    uint32_t present = line->movement->present & (COMPONENT_BIT(COMPONENT_POSITION_COUNT) - 1);
    for (unsigned at = 0; present != 0; present &= present - 1) {
        int component = __builtin_ctz(present);
        if (!money_add(&sums[component], (struct money){plan->factor[component] *
                                                        movement_micro(line->movement, at++)}))
            return false;
    }
    position->refund_lines += (line->movement->present & REFUND_KINDS) != 0;
    position->open_fee_known = position->open_fee_known && plan->has_fee;
    position->open_net_known = position->open_net_known && plan->has_net;
    position->open_tax_known = position->open_tax_known && plan->has_tax;
    if (plan->checks_identity && identity_fails(line))
        position->flagged = true;
    return money_add(net_x, position_net_x(line));
}

static bool identity_fails(const struct position_line *line)
{
    uint32_t of_sum = COMPONENT_BIT(COMPONENT_COST_REFUND + 1) - 1;
    if (line->plan->net_holds_tax)
        of_sum |= COMPONENT_BIT(COMPONENT_TAX) | COMPONENT_BIT(COMPONENT_TAX_REFUND);
    uint32_t present = line->movement->present & (COMPONENT_BIT(COMPONENT_NET + 1) - 1);
    wide sum = 0;
    for (unsigned at = 0; present != 0; present &= present - 1) {
        int component = __builtin_ctz(present);
        wide amount =
            (wide)line->plan->factor[component] * movement_micro(line->movement, at++);
        if (component == COMPONENT_NET)
            sum -= amount;
        else if ((of_sum & COMPONENT_BIT(component)) != 0)
            sum += amount;
    }
    return sum < -LIMIT_IDENTITY_MICRO || sum > LIMIT_IDENTITY_MICRO;
}

static bool has(const struct position_line *line, enum component component)
{
    return (line->movement->present & COMPONENT_BIT(component)) != 0;
}

static bool arithmetic(struct position *position)
{
    const struct money *billed = position->billed;
    const struct money *disbursed = position->disbursed;
    bool fits =
        money_subtract(billed[COMPONENT_GROSS], disbursed[COMPONENT_GROSS],
                       &position->open_gross) &&
        money_subtract(billed[COMPONENT_REFUND], disbursed[COMPONENT_REFUND],
                       &position->refund_gap) &&
        money_subtract(position->billed_net_x, position->disbursed_net_x,
                       &position->open_net) &&
        open_of(billed, disbursed, COMPONENT_TAX, COMPONENT_TAX_REFUND, &position->open_tax) &&
        open_of(billed, disbursed, COMPONENT_FEE, COMPONENT_FEE_REFUND, &position->open_fee);
    position->collected_net = billed[COMPONENT_COLLECTED_NET];
    return fits && collectible(position) && expected_fee_refund(position);
}

static bool open_of(const struct money *billed, const struct money *disbursed,
                    enum component charge, enum component refund, struct money *open)
{
    struct money there = billed[charge];
    struct money here = disbursed[charge];
    return money_add(&there, billed[refund]) && money_add(&here, disbursed[refund]) &&
           money_subtract(there, here, open);
}

/* Basis net for resellers, whose charge is not theirs: a cost billed and none paid out. An
 * opening list carries no net, so nothing can be measured by it. A charge forgiven is owed by
 * nobody. */
static bool collectible(struct position *position)
{
    bool resold = position->billed[COMPONENT_COST].micro != 0 &&
                  position->disbursed[COMPONENT_COST].micro == 0 &&
                  position->opening_lines == 0;
    if (resold || position->stated.stands_in) {
        position->basis = BASIS_NET;
        position->collectible = position->open_net;
        return true;
    }
    position->basis = BASIS_GROSS;
    position->collectible = position->open_gross;
    if (position->refund_gap.micro < 0 &&
        !money_add(&position->collectible, position->refund_gap))
        return false;
    return money_add(&position->collectible, position->billed[COMPONENT_FORGIVEN]);
}

/* A refund gives back its share of the fee. */
static bool expected_fee_refund(struct position *position)
{
    const struct money *billed = position->billed;
    position->expected_fee_refund_known =
        billed[COMPONENT_GROSS].micro > 0 && position->opening_lines == 0;
    if (!position->expected_fee_refund_known || billed[COMPONENT_REFUND].micro == 0 ||
        billed[COMPONENT_FEE].micro == 0)
        return true;
    return money_ratio(money_abs(billed[COMPONENT_FEE]), money_abs(billed[COMPONENT_REFUND]),
                       billed[COMPONENT_GROSS], &position->expected_fee_refund);
}
