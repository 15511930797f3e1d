/* summary.txt, the page a person reads first. */
#ifndef TIEOUT_REPORTS_REPORT_TEXT_H
#define TIEOUT_REPORTS_REPORT_TEXT_H

#include "reports/report_page.h"

/* Writes the whole page into page->text. */
enum status report_text_write(struct report_page *page);

/* Its parts, in order. Each writes nothing, or "none", when it has nothing to say. */
void report_text_title(struct report_page *page);
/* Options and policy values that are not the default: on top, before any figure. */
void report_text_departures(struct report_page *page);
void report_text_short(struct report_page *page);
void report_text_loaded(struct report_page *page);
void report_text_assumed(struct report_page *page);
void report_text_controls(struct report_page *page);
void report_text_figures(struct report_page *page);
void report_text_roll(struct report_page *page);
void report_text_timing(struct report_page *page);
void report_text_findings(struct report_page *page);
void report_text_first(struct report_page *page);
void report_text_files(struct report_page *page);

/* The same for close.html: what its head says, in sentences; the two columns of the short answer;
 * and lines by month and role, a head and a row a month. */
struct report_headings {
    const char *incomplete, *off; /* NULL: it is not so */
};
struct report_headings report_text_headings(const struct report_page *page);
/* Appends the day, how it was chosen, and the way to the balance-sheet day. */
void report_text_day(const struct report_page *page, struct buffer *line);
void report_text_short_grid(struct report_page *page, struct report_grid *grid);
/* False, and nothing to print, when nothing was loaded; the grid is to be freed in any case. */
bool report_text_loaded_grid(struct report_page *page, struct report_grid *grid,
                             char columns[REPORT_GRID_COLUMNS + 1]);

#endif
