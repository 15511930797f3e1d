/* One report as a table for a person at a terminal: a block a currency, the rows that matter most
 * first, and sums over all rows, shown or not. */
#ifndef TIEOUT_REPORTS_REPORT_SHOW_H
#define TIEOUT_REPORTS_REPORT_SHOW_H

#include "base/failure.h"
#include "store/store.h"

enum { REPORT_SHOW_COLUMNS = 8 };

/* A report that can be shown. */
struct report_shown {
    const char *name;       /* uncollected, refunds, net-terms, tax */
    const char *file;       /* its table, without .csv; a name as well */
    const char *title;      /* stands above it */
    const char *none;       /* the sentence when there is nothing, but for the day */
    const char *one, *many; /* what a row is */
    const char *path;       /* reports/tables/show/: its columns but `currency` */
    const char *columns;    /* how they lean, as in a grid */
    const char *heads[REPORT_SHOW_COLUMNS];
};
extern const struct report_shown report_shown[];
extern const size_t report_shown_count;

/* By either name; NULL: there is none. */
const struct report_shown *report_shown_find(struct str name);

struct report_show {
    const struct report_shown *report;
    struct str payer; /* as column payer prints it, leading zeros or not; empty: all */
    int64_t top;      /* rows of each currency; 0: all */
    size_t width;     /* of the terminal; 0: nothing is cut */
    bool colours;
};

/* Appends the table to `text`: what is there and what it is of. STATUS_USAGE when the books know
 * no such payer. */
enum status report_show_write(struct store *store, const struct report_show *show,
                              struct buffer *text, struct failure *failure);

#endif
