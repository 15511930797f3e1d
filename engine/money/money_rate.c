/* A tax report names few rates on very many rows: each is read once. Fifteen digits of a rate
 * and the nineteen of an amount fit into 128 bits, so nothing here needs GMP; money_times_rate is
 * the general way, and the properties hold the two against each other. */
#include "base/limits.h"
#include "money/money.h"

__extension__ typedef __int128 wide;

enum { RATE_DIGITS_MAX = 15 };

bool money_rate_read(struct str text, struct money_rate *rate)
{
    tie_assert(rate != NULL && (text.bytes != NULL || text.length == 0));
    bool negative = str_starts(text, STR("-"));
    struct str bare = negative ? (struct str){text.bytes + 1, text.length - 1} : text;
    struct str behind = {0};
    struct str whole = str_split(bare, '.', &behind);
    int64_t digits = 0;
    int64_t scale = 1;
    *rate = (struct money_rate){0};
    if (!str_is_digits(whole) || (behind.bytes != NULL && !str_is_digits(behind)) ||
        whole.length + behind.length > RATE_DIGITS_MAX)
        return false;
    tie_assert(behind.bytes != NULL || behind.length == 0);
    for (size_t at = 0; at < whole.length; at++)
        digits = digits * 10 + (whole.bytes[at] - '0');
    for (size_t at = 0; at < behind.length; at++) {
        digits = digits * 10 + (behind.bytes[at] - '0');
        scale *= 10;
    }
    *rate = (struct money_rate){negative ? -digits : digits, scale};
    return true;
}

bool money_at_rate(struct money amount, const struct money_rate *rate, struct money *product)
{
    tie_assert(rate != NULL && product != NULL);
    tie_assert(rate->scale > 0);
    wide exact = (wide)amount.micro * rate->digits;
    wide size = exact < 0 ? -exact : exact;
    wide cent = (wide)rate->scale * MONEY_MICRO_PER_CENT;
    wide rounded = (size + cent / 2) / cent * MONEY_MICRO_PER_CENT;
    if (rounded > LIMIT_POSITION_MICRO)
        return false;
    product->micro = (int64_t)(exact < 0 ? -rounded : rounded);
    return true;
}
