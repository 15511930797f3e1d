/* Tax: what the tax report says the seller owes, against what was paid out for it. */
#include "recon/position_parts.h"

static bool add_tax(struct position_work *work, struct position *position,
                    const struct position_line *line);
static enum tax_status status_of(const struct position_work *work,
                                 const struct position *position);
static enum tax_status status_by_difference(const struct position *position,
                                            struct money penny);
static bool is_only_theirs(const struct position_work *work, const struct position *position);
static bool is_in_another_currency(const struct position_work *work,
                                   const struct position *position);
static bool is_untaxed(const struct position_work *work, const struct position *position);
static bool awaits_payment(const struct position *position);

bool position_tax_sum(struct position_work *work, struct position *position)
{
    tie_assert(work != NULL && position != NULL);
    work->seller_forward = work->seller_refund = work->none_taxed = false;
    for (size_t at = 0; at < work->own_count; at++)
        if (work->own[at]->plan->role == ROLE_TAXED && !add_tax(work, position, work->own[at]))
            return false;
    struct money paid = position->disbursed[COMPONENT_TAX];
    return money_add(&paid, position->disbursed[COMPONENT_TAX_REFUND]) &&
           money_subtract(position->tax_calculated, paid, &position->tax_difference);
}

void position_tax_judge(const struct position_work *work, struct position *position)
{
    tie_assert(work != NULL && position != NULL);
    position->tax_status = TAX_STATUS_NONE;
    bool only_listed = position->state == STATE_STATED_ONLY && position->tax_lines == 0;
    if (position->state != STATE_CROSS_CURRENCY && !only_listed)
        position->tax_status = status_of(work, position);
}

/* Before the report named a liable party, it listed the seller's tax only. */
static bool add_tax(struct position_work *work, struct position *position,
                    const struct position_line *line)
{
    enum tax_party party =
        line->plan->has_party ? (enum tax_party)line->movement->party : PARTY_SELLER;
    struct money tax = movement_amount(line->movement, COMPONENT_TAX_AMOUNT);
    bool forward = line->movement->event == TAX_FORWARD;
    position->parties |= 1u << party;
    position->tax_refund_lines += !forward;
    if (tax.micro == 0)
        return true;
    switch (party) {
    case PARTY_NONE:
        work->none_taxed = true;
        return true;
    case PARTY_AWS:
        return money_add(&position->tax_aws, tax);
    case PARTY_OTHER:
        return true;
    case PARTY_SELLER:
        break;
    }
    if (forward)
        work->seller_forward = true;
    else
        work->seller_refund = true;
    return money_add(&position->tax_calculated, tax) &&
           (forward || money_add(&position->tax_report_refund, tax));
}

static enum tax_status status_of(const struct position_work *work,
                                 const struct position *position)
{
    bool disbursed = position->disbursed[COMPONENT_TAX].micro != 0 ||
                     position->disbursed[COMPONENT_TAX_REFUND].micro != 0;
    struct money penny = work->facts->policy.penny;
    if (is_only_theirs(work, position))
        return disbursed ? TAX_STATUS_AWS_LIABLE_DISBURSED : TAX_STATUS_AWS_REMITS;
    if (is_in_another_currency(work, position))
        return TAX_STATUS_CURRENCY_DIFFERS;
    if (disbursed && (position->parties & 1u << PARTY_SELLER) == 0)
        return TAX_STATUS_NOT_CALCULATED;
    if (is_untaxed(work, position))
        return TAX_STATUS_UNTAXED;
    if (work->seller_forward && work->seller_refund && !disbursed &&
        money_abs(position->tax_calculated).micro <= penny.micro)
        return TAX_STATUS_REVERSED;
    return status_by_difference(position, penny);
}

static enum tax_status status_by_difference(const struct position *position, struct money penny)
{
    int64_t difference = position->tax_difference.micro;
    if (difference > penny.micro)
        return awaits_payment(position) ? TAX_STATUS_AWAITING_PAYMENT : TAX_STATUS_SHORT;
    if (difference >= -penny.micro)
        return TAX_STATUS_COLLECTED;
    return position->refund_gap.micro < -penny.micro ? TAX_STATUS_AWAITING_REFUND
                                                     : TAX_STATUS_OVER;
}

/* Only lines whose tax another party remits; a line of no party may stand among them at zero.
 */
static bool is_only_theirs(const struct position_work *work, const struct position *position)
{
    const uint32_t others = 1u << PARTY_SELLER | 1u << PARTY_OTHER;
    return (position->parties & 1u << PARTY_AWS) != 0 && (position->parties & others) == 0 &&
           !work->none_taxed;
}

/* Taxed here, billed or paid out in another currency only. */
static bool is_in_another_currency(const struct position_work *work,
                                   const struct position *position)
{
    bool alone = position->state == STATE_TAX_ONLY || position->state == STATE_STATED_ONLY;
    if (position->tax_lines == 0 || !alone)
        return false;
    for (size_t at = 0; at < work->reference.count; at++) {
        const struct position_line *line = &work->reference.lines[at];
        enum role role = line->plan->role;
        if (line->class == CLASS_COUNTED && line->currency != position->currency &&
            (role == ROLE_BILLED || role == ROLE_OPENING || role == ROLE_DISBURSED))
            return true;
    }
    return false;
}

static bool is_untaxed(const struct position_work *work, const struct position *position)
{
    return !work->seller_forward && !work->seller_refund && position->tax_aws.micro == 0 &&
           position->billed[COMPONENT_TAX].micro == 0 &&
           position->billed[COMPONENT_TAX_REFUND].micro == 0 &&
           position->disbursed[COMPONENT_TAX].micro == 0 &&
           position->disbursed[COMPONENT_TAX_REFUND].micro == 0;
}

/* Open, or not due, or nothing says what of a payment was tax; what only a list of open items
 * names is open by its word. */
static bool awaits_payment(const struct position *position)
{
    return (position->stated.stands_in && !position->open_tax_known) ||
           position->state == STATE_UNCOLLECTED || position->state == STATE_PART_COLLECTED ||
           position->state == STATE_NOT_DUE || position->state == STATE_STATED_ONLY;
}
