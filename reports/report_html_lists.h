/* The long reports of the page, as data. */
#ifndef TIEOUT_REPORTS_REPORT_HTML_LISTS_H
#define TIEOUT_REPORTS_REPORT_HTML_LISTS_H

#include "reports/report_html_list.h"

/* The parts of the page, in its order; figures and findings are drawn between them. */
enum report_html_part {
    REPORT_HTML_CONTROLS,
    REPORT_HTML_REPORTS,
    REPORT_HTML_ROLL,
    REPORT_HTML_REST,
    REPORT_HTML_LOADED,
    REPORT_HTML_ASSUMED,
};

struct report_html_placed {
    enum report_html_part part;
    struct report_html_list list;
};

extern const struct report_html_placed report_html_lists[];
extern const size_t report_html_list_count;

/* Draws all lists of a part. */
void report_html_lists_draw(struct report_page *page, enum report_html_part part, bool full);

#endif
