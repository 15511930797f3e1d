/* The page under way: what every part of summary.txt needs, and a sticky status, so that a part
 * can write freely and the whole is checked once. */
#ifndef TIEOUT_REPORTS_REPORT_PAGE_H
#define TIEOUT_REPORTS_REPORT_PAGE_H

#include "reports/report_layout.h"
#include "reports/report_model.h"
#include "reports/report_output.h"
#include "reports/report_table.h"

struct report_page {
    struct store *store;
    const struct report_model *model;
    const struct report_outputs *outputs;
    struct buffer *text;
    enum status status;
    struct failure *failure;
};

/* Opens a table; `currency`, when it is not empty, is bound to ?1. To be closed in any case. */
void report_page_open(struct report_page *page, struct report_table *table, const char *path,
                      struct str currency);
/* False at the end, and after any failure of the page. */
bool report_page_next(struct report_page *page, struct report_table *table);
void report_page_close(struct report_table *table);
/* A cell of the current row, as people read it, into the grid. */
void report_page_cell(struct report_grid *grid, const struct report_table *table,
                      size_t column);
/* A cell of the current row added to a running total. */
void report_page_add(struct money_total *total, const struct report_table *table,
                     size_t column);
/* Prints a total into the grid and frees it. */
void report_page_total(struct report_grid *grid, struct money_total *total);
/* A whole number with thousands commas into the grid. */
void report_page_number(struct report_grid *grid, int64_t number);
/* What no loaded report stands for, as the sentence that says what follows from it: NULL where
 * one does. */
struct report_lacks {
    const char *billed, *disbursed, *taxed;
};
struct report_lacks report_page_lacks(struct report_page *page);
/* Rows of an output, 0 when it was not written. */
int64_t report_page_rows(const struct report_page *page, const char *name);

#endif
