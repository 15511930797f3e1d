/* A long report on the page: the columns people look at in a table, the others below each row,
 * and totals over all rows, drawn or not, for each currency. */
#ifndef TIEOUT_REPORTS_REPORT_HTML_LIST_H
#define TIEOUT_REPORTS_REPORT_HTML_LIST_H

#include "reports/report_page.h"

struct report_html_list {
    const char *id;      /* of its section */
    const char *title;   /* of its section */
    const char *asks;    /* a paragraph: what it answers */
    const char *caption; /* of its table; NULL: what the table's text says it is about */
    const char *file;    /* that holds all rows; NULL: no other file does */
    const char *path;    /* of the table's text */
    const char *columns; /* of the table, parted by blanks; the first names the row */
    const char *amount; /* the column by which the largest rows stay; NULL: the first rows do */
    bool details;       /* the other columns stand below each row */
    bool sums;          /* money columns of the table are summed */
    bool takes_full;    /* --full widens it, as ?1 */
    bool silent;        /* no section when there are no rows */
    bool part;          /* of the section above: its title is one level deeper */
};

/* Draws the section. At most `most` rows are drawn. */
void report_html_list_draw(struct report_page *page, const struct report_html_list *list,
                           bool full, size_t most);

#endif
