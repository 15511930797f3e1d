/* Which sheet of the workbook shows which table, and how, as data. */
#ifndef TIEOUT_REPORTS_REPORT_BOOK_PAGES_H
#define TIEOUT_REPORTS_REPORT_BOOK_PAGES_H

#include "base/base.h"

#include <stddef.h>

struct report_book_page {
    const char *listing; /* the table, by the name of its file (report_catalog.h) */
    const char *name;    /* of the sheet: at most 31 characters */
    /* Columns with a live total, parted by blanks: "*" of all that are money. Where rows repeat an
     * amount, or are of several kinds, a total would mislead, and there is none. */
    const char *sums;
    const char *currency; /* the column that says of what its amounts are; "" for none */
    /* Rows whose column `total_in` says `total_as` are the table's own totals: the live ones stand
     * for them. NULL: it has none. */
    const char *total_in, *total_as;
    size_t held; /* columns that stay in sight */
    bool finds;  /* without --full: its rows that a finding speaks of */
};

extern const struct report_book_page report_book_pages[];
extern const size_t report_book_page_count;

enum { REPORT_BOOK_PAGES_MAX = 40 };

#endif
