/* Totals that follow the filter, as formulas every spreadsheet program computes. */
#ifndef TIEOUT_REPORTS_REPORT_BOOK_FORMULA_H
#define TIEOUT_REPORTS_REPORT_BOOK_FORMULA_H

#include "base/str.h"

/* Cells of one column, rows counted from 0. */
struct report_book_range {
    size_t column;
    int64_t first, last;
};

/* "AB12". */
void report_book_cell_name(struct buffer *into, size_t column, int64_t row);
/* How many rows are shown: of a column that is nowhere empty. */
void report_book_formula_count(struct buffer *into, struct report_book_range range);
/* What the shown cells of `amounts` add up to. */
void report_book_formula_sum(struct buffer *into, struct report_book_range amounts);
/* The same of one currency, which column `currencies` names, wherever its rows stand. */
void report_book_formula_sum_of(struct buffer *into, struct report_book_range amounts,
                                size_t currencies, struct str currency);

#endif
