/* Which rows of a long report stand on the page: of each currency the largest, as many as there is
 * room for. A million rows pass, and few are drawn. */
#ifndef TIEOUT_REPORTS_REPORT_HTML_KEEP_H
#define TIEOUT_REPORTS_REPORT_HTML_KEEP_H

#include "base/str.h"

struct report_html_row {
    uint64_t size; /* larger ones stay */
    int64_t place; /* in the report; of equal ones the earlier stays */
    size_t rank;   /* among those of its currency, 0 the largest; set when finished */
    struct buffer text;
};

struct report_html_group {
    struct buffer currency;
    struct report_html_row *rows;
    size_t count, capacity;
    size_t least; /* the row to give way, once the group is full */
};

/* Zero-initialise but for `most`. */
struct report_html_keep {
    size_t most; /* rows, of each currency while they pass, together when finished; over 0 */
    struct report_html_group *groups;
    size_t count;
    struct report_html_row *rows; /* when finished: in order of place */
    size_t row_count;
};

/* Where the row is to be drawn to (empty, the keep's own), or NULL: it need not be drawn. Places
 * grow from call to call. */
struct buffer *report_html_keep_row(struct report_html_keep *keep, struct str currency,
                                    uint64_t size, int64_t place);
/* Lets the largest of each currency in turn stay until `most` are there. */
void report_html_keep_finish(struct report_html_keep *keep);
void report_html_keep_free(struct report_html_keep *keep);

#endif
