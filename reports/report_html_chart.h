/* Bars, drawn with whole numbers. The table beside a chart holds its figures; the chart says them
 * too, to those who hear it. */
#ifndef TIEOUT_REPORTS_REPORT_HTML_CHART_H
#define TIEOUT_REPORTS_REPORT_HTML_CHART_H

#include "base/arena.h"
#include "base/str.h"

enum { REPORT_HTML_BARS = 64 };

struct report_html_bars {
    struct arena arena;
    struct str labels[REPORT_HTML_BARS];
    struct str
        amounts[REPORT_HTML_BARS];       /* decimal texts of any size, as machine files print */
    struct str people[REPORT_HTML_BARS]; /* the same as people read them */
    size_t count;
    size_t passed; /* bars that there was no room for */
};

/* Texts are copied. */
void report_html_bars_add(struct report_html_bars *bars, struct str label, struct str amount,
                          struct str people);
/* Draws an SVG of them with this title, and frees them. Nothing is drawn of fewer than two: there
 * is nothing to compare. */
void report_html_bars_draw(struct report_html_bars *bars, struct buffer *into,
                           struct str title);

#endif
