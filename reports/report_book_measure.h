/* A table looked at before it is drawn: its rows, its widths, the sums of its amounts. What a
 * sheet says above its rows must be known before the first of them. */
#ifndef TIEOUT_REPORTS_REPORT_BOOK_MEASURE_H
#define TIEOUT_REPORTS_REPORT_BOOK_MEASURE_H

#include "base/arena.h"
#include "money/money_total.h"
#include "reports/report_book_cell.h"
#include "reports/report_book_pages.h"

struct report_book_column {
    size_t width;   /* characters of its longest cell */
    int64_t filled; /* cells that are drawn, and not empty */
    bool summed;    /* has a total */
};

/* The sums of one currency, a column each; NULL where none is wanted. */
struct report_book_sums {
    struct str currency;
    struct money_total *drawn[LIMIT_TABLE_COLUMNS]; /* numbers of rows that are drawn */
    struct money_total *whole[LIMIT_TABLE_COLUMNS]; /* all amounts of all rows */
};

struct report_book_measure {
    struct arena arena;
    int64_t rows, drawn;
    int64_t long_numbers; /* amounts that are drawn as text */
    int64_t long_texts;   /* cells that are cut */
    struct report_book_column columns[LIMIT_TABLE_COLUMNS];
    struct report_book_sums *sums; /* by currency */
    size_t sum_count, sum_capacity;
    int currency; /* the column of the amounts' currency, or -1 */
    int total;    /* the column that marks the table's own totals, or -1 */
};

/* Reads `table`, which stands before its first row and does so again afterwards. At most `room`
 * rows will be drawn. To be freed, also after a failure. */
enum status report_book_measure(struct report_book_measure *measure, struct report_table *table,
                                const struct report_book_page *page, int64_t room,
                                struct failure *failure);
void report_book_measure_free(struct report_book_measure *measure);
/* Whether the current row is one of the table's own totals, which are not drawn. */
bool report_book_is_total(const struct report_book_measure *measure,
                          const struct report_table *table,
                          const struct report_book_page *page);
/* The current row's currency; empty for none. */
struct str report_book_currency(const struct report_book_measure *measure,
                                const struct report_table *table);

#endif
