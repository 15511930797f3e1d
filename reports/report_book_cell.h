/* One cell of a table as a sheet shows it: a number where a number survives, a date, else text. */
#ifndef TIEOUT_REPORTS_REPORT_BOOK_CELL_H
#define TIEOUT_REPORTS_REPORT_BOOK_CELL_H

#include "reports/report_table.h"
#include "reports/report_xlsx.h"

enum report_book_kind {
    REPORT_BOOK_TEXT,
    REPORT_BOOK_AMOUNT,
    REPORT_BOOK_COUNT,
    REPORT_BOOK_DAY,
    REPORT_BOOK_MONTH,
    REPORT_BOOK_LONG, /* a number of too many digits: text */
};

/* How a cell that machine files print as `text` is shown; empty text is REPORT_BOOK_TEXT. */
enum report_book_kind report_book_kind_of(const struct report_column *column, struct str text);
/* Draws it; nothing for an empty text. `currency`, empty for none, is what an amount is of. */
void report_book_cell(struct report_xlsx_sheet *sheet, int64_t row, size_t at,
                      const struct report_column *column, struct str text, struct str currency);
/* An amount alone, in a style of the caller's; text where it does not survive. */
void report_book_amount(struct report_xlsx_sheet *sheet, int64_t row, size_t at,
                        enum report_xlsx_style style, struct str amount, struct str currency);

enum { REPORT_BOOK_FORMAT_BYTES = 64 };
/* How an amount is shown: the letters of its currency before it, and as many decimals as the
 * currency has, or as the amount says. Returns `format`. */
const char *report_book_format(struct str currency, struct str amount,
                               char format[REPORT_BOOK_FORMAT_BYTES]);
/* Of a heading: above numbers and days it stands where they do. */
enum report_xlsx_style report_book_head_style(enum report_kind kind);
/* "days_past_due" as "Days past due", "offer_id" as "Offer ID". */
void report_book_heading(struct buffer *into, struct str name);

#endif
