/* What the rows of a report come to, currency by currency: all of them, whether the page shows
 * them or not. */
#ifndef TIEOUT_REPORTS_REPORT_HTML_TALLY_H
#define TIEOUT_REPORTS_REPORT_HTML_TALLY_H

#include "reports/report_table.h"

/* A table of the page; more columns do not fit onto a sheet of paper. */
enum { REPORT_HTML_COLUMNS = 12 };

struct report_html_sum {
    struct buffer currency;
    int64_t rows;
    struct money_total *totals[REPORT_HTML_COLUMNS]; /* NULL: no amount was known yet */
};

/* Zero-initialise. */
struct report_html_tally {
    int64_t rows;
    struct report_html_sum *sums; /* in the order in which currencies came */
    size_t count;
};

/* Adds the current row: what it holds in the first `count` of `columns` that are money. */
void report_html_tally_add(struct report_html_tally *tally, const struct report_table *table,
                           struct str currency, const size_t *columns, size_t count);
/* The foot of a table with these columns: a row a currency. The first column must be no money. */
void report_html_tally_draw(struct buffer *into, const struct report_html_tally *tally,
                            const struct report_table *table, const size_t *columns,
                            size_t count);
void report_html_tally_free(struct report_html_tally *tally);

#endif
