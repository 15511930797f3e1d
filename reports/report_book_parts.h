/* The parts of a workbook, and what they share. Private to report_book*.c. */
#ifndef TIEOUT_REPORTS_REPORT_BOOK_PARTS_H
#define TIEOUT_REPORTS_REPORT_BOOK_PARTS_H

#include "reports/report_book_pages.h"
#include "reports/report_book_rows.h"
#include "reports/report_catalog.h"
#include "reports/report_xlsx.h"

/* Rows above the data at most: notes, and two rows for each currency there is. */
enum {
    REPORT_BOOK_HEAD_ROWS = 400,
    REPORT_BOOK_WIDTH_MOST = 60,
    REPORT_BOOK_WIDTH_LEAST = 10,
    REPORT_BOOK_PAPER_WIDTH = 220 /* characters that can still be read on a page */
};

#define REPORT_BOOK_COVER "Cover"
#define REPORT_BOOK_FIGURES "Figures"
#define REPORT_BOOK_FINDINGS "Findings"
#define REPORT_BOOK_LISTS "Lists"

/* One sheet, as the cover tells of it. */
struct report_book_drawn {
    const struct report_book_page *page; /* NULL: it is no table's */
    const char *name;
    const char *listing; /* the table's file, as people are told of it */
    const char *path;    /* of its text */
    bool takes_full;
    struct str about; /* empty: what the table says of itself */
    struct report_xlsx_sheet *sheet;
    int64_t rows, drawn;              /* of the table; of these in the sheet */
    int64_t long_numbers, long_texts; /* amounts kept as text; texts cut */
    int64_t links_left;               /* links for which there was no room */
};

struct report_book {
    const struct report_drawing *drawing;
    struct report_xlsx *pen;
    struct report_book_drawn sheets[REPORT_BOOK_PAGES_MAX];
    size_t count;
    struct report_book_drawn findings;
    struct report_xlsx_sheet *cover, *figures, *lists;
    struct report_book_rows rows;
    int64_t rows_most, links_most; /* limits of a sheet */
};

/* The table of one sheet. */
enum status report_book_sheet_draw(struct report_book *book, size_t number,
                                   struct failure *failure);
/* Findings, with the cells people write into, and links to the rows of the other sheets, which
 * were drawn before; and what these cells offer. */
enum status report_book_findings_draw(struct report_book *book, struct failure *failure);
/* Ageing and roll-forward, with their charts. */
enum status report_book_figures_draw(struct report_book *book, struct failure *failure);
/* Drawn last: it tells of all others. */
enum status report_book_cover_draw(struct report_book *book, struct failure *failure);

#endif
