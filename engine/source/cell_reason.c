/* The words of a reject: one for rejects.csv, one sentence for a person. */
#include "source/cell.h"

static const struct {
    struct str name;
    struct str says;
} reasons[REJECT_REASON_COUNT] = {
    [REJECT_CELL_COUNT] = {STR_INIT("cell-count"),
                           STR_INIT("more or fewer cells than the header has")},
    [REJECT_NOT_MONEY] = {STR_INIT("not-money"), STR_INIT("not an amount of money")},
    [REJECT_MONEY_EXPONENT] = {STR_INIT("money-exponent"),
                               STR_INIT(
                                   "an amount in exponent form: a spreadsheet has rewritten "
                                   "this cell")},
    [REJECT_MONEY_TOO_FINE] = {STR_INIT("money-too-fine"),
                               STR_INIT("an amount with more than six decimals")},
    [REJECT_MONEY_TOO_LARGE] = {STR_INIT("money-too-large"),
                                STR_INIT("an amount beyond a million million")},
    [REJECT_NOT_A_DATE] = {STR_INIT("not-a-date"), STR_INIT("not a date")},
    [REJECT_NOT_A_MONTH] = {STR_INIT("not-a-month"), STR_INIT("not a month YYYY-MM")},
    [REJECT_NOT_A_CURRENCY] = {STR_INIT("not-a-currency"),
                               STR_INIT("not a currency of three letters")},
    [REJECT_REFERENCE_EXPONENT] = {STR_INIT("reference-exponent"),
                                   STR_INIT("a reference in exponent form: a spreadsheet has "
                                            "rewritten this cell")},
    [REJECT_NOT_A_RATE] = {STR_INIT("not-a-rate"), STR_INIT("not a rate")},
    [REJECT_NOT_A_FINDING] = {STR_INIT("not-a-finding-id"),
                              STR_INIT("not the id of a finding: twenty hex digits")},
};

struct str reject_reason_name(enum reject_reason reason)
{
    tie_assert((unsigned)reason < REJECT_REASON_COUNT);
    return reasons[reason].name;
}

struct str reject_reason_says(enum reject_reason reason)
{
    tie_assert((unsigned)reason < REJECT_REASON_COUNT);
    return reasons[reason].says;
}
