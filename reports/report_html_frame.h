/* What stands around the content of the page: its head with the policy that nothing from outside
 * is loaded or run, its contents, its end with the one script. */
#ifndef TIEOUT_REPORTS_REPORT_HTML_FRAME_H
#define TIEOUT_REPORTS_REPORT_HTML_FRAME_H

#include "reports/report_page.h"

/* Everything before the first section. */
void report_html_begin(struct report_page *page);
/* Everything behind the last one. */
void report_html_end(struct report_page *page);
/* One of the texts of reports/page/; it must be there. */
struct str report_html_embedded(const char *name);
/* Appends what a content security policy calls a text: sha256-, and its digest in base 64. */
void report_html_source(struct buffer *into, struct str text);

#endif
