/* Findings on the page, rule by rule: what the rule asks, why, and what to do; and of each finding
 * what it says, the records that prove it, and what people decided about it. */
#ifndef TIEOUT_REPORTS_REPORT_HTML_FINDINGS_H
#define TIEOUT_REPORTS_REPORT_HTML_FINDINGS_H

#include "reports/report_page.h"

/* Draws the section; of each rule, severity and currency at most `most` findings. */
void report_html_findings(struct report_page *page, int64_t most);

#endif
