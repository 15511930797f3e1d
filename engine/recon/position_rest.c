/* Positions at rest: settled, both sides equal, nothing for a rule to ask. The books keep them
 * in a narrow row, so whatever that row does not hold must be zero here, or the same on both
 * sides. */
#include "recon/position_parts.h"

static bool sides_are_equal(const struct position *position);
static bool tax_is_at_rest(const struct position *position);
static bool is_plain(const struct position *position);

bool position_is_at_rest(const struct position *position)
{
    tie_assert(position != NULL);
    return position->state == STATE_SETTLED && is_plain(position) &&
           sides_are_equal(position) && tax_is_at_rest(position);
}

static bool is_plain(const struct position *position)
{
    bool payers_differ = position->billed_payer_id != 0 && position->disbursed_payer_id != 0 &&
                         position->billed_payer_id != position->disbursed_payer_id;
    bool due_first = position->due_on != DAY_NONE && position->due_on < position->billed_on;
    return position->basis == BASIS_GROSS && position->opening_lines == 0 &&
           position->refund_lines == 0 && /* refunds that cancel out are a row of refunds.csv */
           position->stated_open_lines == 0 && position->billed_currencies <= 1 &&
           !position->flagged && !position->products_differ && !payers_differ && !due_first &&
           position->net_status != NET_COLLECTED_LATE && position->open_fee_known &&
           position->open_net_known && position->open_tax_known &&
           !position->collected_net_known &&
           position->stated.amount.micro == position->stated.given.micro;
}

/* Gross, fee and tax are kept once, net on each side, net_x once; all else is zero. */
static bool sides_are_equal(const struct position *position)
{
    for (int at = 0; at < COMPONENT_POSITION_COUNT; at++) {
        int64_t billed = position->billed[at].micro;
        int64_t disbursed = position->disbursed[at].micro;
        switch ((enum component)at) {
        case COMPONENT_NET:
            break;
        case COMPONENT_GROSS:
        case COMPONENT_FEE:
        case COMPONENT_TAX:
            if (billed != disbursed)
                return false;
            break;
        default:
            if (billed != 0 || disbursed != 0)
                return false;
        }
    }
    return position->open_net.micro == 0;
}

static bool tax_is_at_rest(const struct position *position)
{
    bool answered = position->tax_status == TAX_STATUS_COLLECTED ||
                    position->tax_status == TAX_STATUS_AWS_REMITS ||
                    position->tax_status == TAX_STATUS_UNTAXED;
    return answered && position->tax_difference.micro == 0 && position->tax_refund_lines == 0 &&
           position->tax_calculated.micro == position->billed[COMPONENT_TAX].micro;
}
