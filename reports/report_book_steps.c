/* A bar reaches from the lower to the higher of two balances. What of it lies above zero stands on
 * what lies between zero and the lower; what lies below hangs from the higher. */
#include "reports/report_book_steps.h"

static const struct money_total *larger(const struct money_total *a,
                                        const struct money_total *b);
static void add_part(struct buffer *part, const struct money_total *low,
                     const struct money_total *high, bool hangs);

void report_book_steps(const struct money_total *from, const struct money_total *to,
                       struct buffer parts[REPORT_BOOK_PARTS])
{
    tie_assert(to != NULL && parts != NULL);
    struct money_total *zero = money_total_new();
    if (from == NULL) {
        money_total_format(to, &parts[REPORT_BOOK_BALANCE]);
    } else {
        const struct money_total *high = larger(from, to);
        const struct money_total *low = high == from ? to : from;
        bool rises = high == to;
        const struct money_total *low_above = larger(low, zero);
        const struct money_total *high_below = larger(high, zero) == high ? zero : high;
        const struct money_total *low_below = larger(low, zero) == low ? zero : low;
        add_part(&parts[REPORT_BOOK_BASE], zero, low_above, false);
        add_part(&parts[REPORT_BOOK_BASE], high_below, zero, true);
        add_part(&parts[rises ? REPORT_BOOK_RISE : REPORT_BOOK_FALL], low_above,
                 larger(high, zero), false);
        add_part(&parts[rises ? REPORT_BOOK_RISE_BELOW : REPORT_BOOK_FALL_BELOW], low_below,
                 high_below, true);
    }
    money_total_free(zero);
}

/* The first of equals. */
static const struct money_total *larger(const struct money_total *a,
                                        const struct money_total *b)
{
    struct money_total *difference = money_total_new();
    money_total_add_total(difference, a);
    money_total_subtract_total(difference, b);
    bool first = money_total_sign(difference) >= 0;
    money_total_free(difference);
    return first ? a : b;
}

/* From `low` to `high`, negative where it hangs below zero; nothing of no height. */
static void add_part(struct buffer *part, const struct money_total *low,
                     const struct money_total *high, bool hangs)
{
    struct money_total *height = money_total_new();
    money_total_add_total(height, hangs ? low : high);
    money_total_subtract_total(height, hangs ? high : low);
    if (money_total_sign(height) != 0)
        money_total_format(height, part);
    money_total_free(height);
}
