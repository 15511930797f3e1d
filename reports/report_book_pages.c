/* In the order a person reads them. findings.csv is not here: its sheet is drawn in
 * report_book_findings.c, for people write into it. */
#include "reports/report_book_pages.h"

#define MOVES                                                                                  \
    "opening billed refunds_billed disbursed refunds_disbursed forgiven adjusted closing "     \
    "unexplained"
#define TAXES "tax tax_refund tax_collected tax_refund_disbursed"

const struct report_book_page report_book_pages[] = {
    {"uncollected.csv", "Uncollected", "*", "currency", NULL, NULL, 2, false},
    {"refunds.csv", "Refunds", "*", "currency", NULL, NULL, 2, false},
    {"net-terms.csv", "Net terms", "*", "currency", NULL, NULL, 2, false},
    {"payer-terms.csv", "Payer terms", "*", "currency", NULL, NULL, 2, false},
    {"tax-collection.csv", "Tax collection", "*", "currency", NULL, NULL, 2, false},
    {"tax-jurisdictions.csv", "Tax jurisdictions", TAXES, "currency", NULL, NULL, 2, false},
    {"positions.csv", "Positions", "*", "currency", NULL, NULL, 2, true},
    {"roll-forward.csv", "Roll-forward", MOVES, "currency", "payer", "(total)", 2, false},
    {"payouts.csv", "Payouts", "*", "currency", NULL, NULL, 2, false},
    {"timing.csv", "Timing", "", "currency", NULL, NULL, 2, false},
    {"tie-out.csv", "Tie-out", "", "currency", NULL, NULL, 1, false},
    {"conservation.csv", "Conservation", "", "currency_used", NULL, NULL, 1, false},
    {"coverage.csv", "Coverage", "", "", NULL, NULL, 1, false},
    {"populations.csv", "Populations", "", "currency", NULL, NULL, 2, false},
    {"pennies.csv", "Pennies", "difference", "currency", NULL, NULL, 2, false},
    {"currencies.csv", "Currencies", "*", "currency", NULL, NULL, 2, false},
    {"prior-period.csv", "Prior period", "*", "currency", NULL, NULL, 2, false},
    {"restated.csv", "Restated", "", "currency", NULL, NULL, 2, false},
    {"dispositions.csv", "Dispositions", "", "currency", NULL, NULL, 1, false},
    {"rejects.csv", "Rejects", "", "", NULL, NULL, 1, false},
    {"assumptions.csv", "Assumptions", "", "", NULL, NULL, 1, false},
    {"opening.csv", "Opening", "*", "currency", NULL, NULL, 2, false},
    {"opening-timing.csv", "Opening timing", "", "currency", NULL, NULL, 2, false},
    {"closing.csv", "Closing", "*", "currency", NULL, NULL, 2, false},
    {"seal-options.csv", "Seal options", "", "", NULL, NULL, 1, false},
};
const size_t report_book_page_count = array_count(report_book_pages);
