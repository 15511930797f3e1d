/* The figures of the page that are no long lists: the short answer, what to look at first, the
 * controls, each currency with its charts, the roll-forward. */
#ifndef TIEOUT_REPORTS_REPORT_HTML_FIGURES_H
#define TIEOUT_REPORTS_REPORT_HTML_FIGURES_H

#include "reports/report_page.h"

/* Each draws inside a section that its caller opens and closes. */
void report_html_short(struct report_page *page);
void report_html_first(struct report_page *page);
void report_html_controls(struct report_page *page);
void report_html_currencies(struct report_page *page);
void report_html_roll(struct report_page *page);
void report_html_loaded(struct report_page *page);

#endif
