/* A table of the page that foots: labels to the left, figures to the right, their sums below.
 */
#ifndef TIEOUT_REPORTS_REPORT_SHEET_H
#define TIEOUT_REPORTS_REPORT_SHEET_H

#include "reports/report_page.h"

struct report_sheet {
    const char *title;  /* stands above it, alone on its line */
    const char *path;   /* of the table; ?1 is the currency */
    const char *report; /* ?2, or NULL */
    /* Of the columns that are shown, in order: all but `currency` and `report`. */
    const char *const *heads;
    bool says_none; /* "none" below the title when there are no rows; else nothing is printed */
};

/* Prints the sheet for one currency. Words are labels; counts and amounts are figures and
 * summed. */
void report_sheet_print(struct report_page *page, const struct report_sheet *sheet,
                        struct str currency);

#endif
