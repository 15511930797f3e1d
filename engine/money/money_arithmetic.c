/* Checked arithmetic on single amounts. A position sum that passes its bound is an input nobody
 * issues; it is told to the caller, never wrapped. */
#include "money/money.h"

#include "base/limits.h"

static bool within_position(int64_t micro);

struct money money_negate(struct money amount)
{
    tie_assert(amount.micro != INT64_MIN);
    return (struct money){-amount.micro};
}

struct money money_abs(struct money amount)
{
    return amount.micro < 0 ? money_negate(amount) : amount;
}

bool money_times(struct money amount, int64_t count, struct money *product)
{
    tie_assert(product != NULL);
    int64_t micro = 0;
    if (__builtin_mul_overflow(amount.micro, count, &micro) || !within_position(micro))
        return false;
    product->micro = micro;
    return true;
}

static bool within_position(int64_t micro)
{
    return micro >= -LIMIT_POSITION_MICRO && micro <= LIMIT_POSITION_MICRO;
}
