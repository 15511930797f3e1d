/* A small table of the page that foots, with a chart of its amounts; and grids of summary.txt as
 * tables. */
#ifndef TIEOUT_REPORTS_REPORT_HTML_SHEET_H
#define TIEOUT_REPORTS_REPORT_HTML_SHEET_H

#include "reports/report_sheet.h"

/* Draws what report_sheet_print would print for the currency. With `chart` the last amount of each
 * row is a bar, named by its first cell. */
void report_html_sheet(struct report_page *page, const struct report_sheet *sheet,
                       struct str currency, bool chart);
/* Draws a grid as a table, its first row as heads, and frees it. */
void report_html_grid(struct buffer *into, struct report_grid *grid, const char *caption);

#endif
