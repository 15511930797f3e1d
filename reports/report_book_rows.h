/* In which row of which sheet stands what a finding speaks of: kept while sheets are drawn, asked
 * when the findings are. */
#ifndef TIEOUT_REPORTS_REPORT_BOOK_ROWS_H
#define TIEOUT_REPORTS_REPORT_BOOK_ROWS_H

#include "base/arena.h"
#include "reports/report_book_pages.h"
#include "reports/report_table.h"

struct report_book_rows {
    struct arena arena;
    struct report_book_key *keys; /* sorted */
    size_t count, capacity;
    struct buffer key;
};

/* What findings speak of, so that only their rows are kept. To be freed, also after a failure. */
enum status report_book_rows_begin(struct report_book_rows *rows, struct store *store,
                                   struct failure *failure);
void report_book_rows_free(struct report_book_rows *rows);

/* The current row of `table` stands in `row` of the sheet with the number `page`. The first row of
 * what is named several times counts. */
void report_book_rows_note(struct report_book_rows *rows, const struct report_table *table,
                           const struct report_book_page *page, size_t page_number,
                           int64_t row);
/* The row for a finding on that sheet, or -1. `subject` is the reference, where it names one. */
int64_t report_book_rows_find(struct report_book_rows *rows, struct str subject,
                              struct str currency, size_t page_number);

#endif
