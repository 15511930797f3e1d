/* The checks there are, by the names people ask for them by: --require, and tie-out.csv. */
#include "recon/tie_parts.h"

static const struct str names[] = {
    STR_INIT("ageing-billing"),
    STR_INIT("ageing-due"),
    STR_INIT("billed-tax"),
    STR_INIT("classes"),
    STR_INIT("collected-ages"),
    STR_INIT("file-bytes"),
    STR_INIT("location-gross"),
    STR_INIT("location-net"),
    STR_INIT("location-tax"),
    STR_INIT("location-tax-refund"),
    STR_INIT("past-due-ages"),
    STR_INIT("payout"),
    STR_INIT("populations"),
    STR_INIT("prior-period"),
    STR_INIT("prove"),
    STR_INIT("roll-forward"),
    STR_INIT("rules"),
    STR_INIT("scanner-bytes"),
    STR_INIT("scanner-records"),
    STR_INIT("sealed-opening"),
    STR_INIT("stored-sums"),
    STR_INIT("tax-jurisdictions"),
    STR_INIT("tax-totals"),
    STR_INIT("uncollected-ages"),
    STR_INIT("uncollected-items"),
    STR_INIT("uncollected-list"),
};

enum { LINE_MOST = 70 }; /* then the next line begins */

bool tie_check_is_known(struct str name)
{
    for (size_t at = 0; at < array_count(names); at++)
        if (str_equal(names[at], name))
            return true;
    return false;
}

void tie_check_names(struct buffer *into)
{
    tie_assert(into != NULL);
    size_t line_from = 0;
    for (size_t at = 0; at < array_count(names); at++) {
        bool full = into->length - line_from > LINE_MOST;
        if (at > 0)
            buffer_add_c(into, full ? ",\n" : ", ");
        if (full)
            line_from = into->length;
        buffer_add(into, names[at]);
    }
}
