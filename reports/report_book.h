/* close.xlsx: what a run says, as a workbook for people who live in spreadsheets. docs/WORKBOOK.md
 * says what it holds. */
#ifndef TIEOUT_REPORTS_REPORT_BOOK_H
#define TIEOUT_REPORTS_REPORT_BOOK_H

#include "reports/report_catalog.h"

enum status report_book_write(const struct report_drawing *drawing,
                              struct report_output *output, struct failure *failure);
/* The same for sheets of other limits: rows, at least REPORT_BOOK_HEAD_ROWS, and links. */
enum status report_book_write_within(const struct report_drawing *drawing, int64_t rows_most,
                                     int64_t links_most, struct report_output *output,
                                     struct failure *failure);

#endif
