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

#endif
