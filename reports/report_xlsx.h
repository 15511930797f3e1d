/* The pen that draws a workbook: cells, formulas, links, charts, protection. It knows nothing of
 * what it draws. The only door to libxlsxwriter, and the only place where a number is a binary
 * one: report_xlsx_survives says of which decimal numbers nothing is lost by that.
 *
 * Rows and columns count from 0. Within a sheet rows are drawn from top to bottom, each as a
 * whole: what is drawn leaves the memory. The pen is sticky: draw freely, look once at the end. */
#ifndef TIEOUT_REPORTS_REPORT_XLSX_H
#define TIEOUT_REPORTS_REPORT_XLSX_H

#include "base/day.h"
#include "base/failure.h"
#include "base/str.h"

struct report_xlsx;
struct report_xlsx_sheet;

enum report_xlsx_style {
    REPORT_XLSX_TITLE,
    REPORT_XLSX_NOTE,
    REPORT_XLSX_WARNING,
    REPORT_XLSX_SECTION,
    REPORT_XLSX_HEAD,
    REPORT_XLSX_HEAD_RIGHT, /* above numbers */
    REPORT_XLSX_HEAD_INPUT, /* of a column a person fills in */
    REPORT_XLSX_LABEL,
    REPORT_XLSX_TEXT,
    REPORT_XLSX_RIGHT, /* a number that is kept as text */
    REPORT_XLSX_HIGH,  /* severities */
    REPORT_XLSX_MEDIUM,
    REPORT_XLSX_LINK,
    REPORT_XLSX_NUMBER,
    REPORT_XLSX_DAY,
    REPORT_XLSX_MONTH,
    REPORT_XLSX_TOTAL_TEXT,
    REPORT_XLSX_TOTAL,
    REPORT_XLSX_INPUT, /* a person writes here */
    REPORT_XLSX_INPUT_DAY,
    REPORT_XLSX_STYLES
};

/* A new workbook at `path`; what it keeps aside meanwhile lies in `directory`. `day` is what it
 * gives as the day it was made. Never NULL. */
struct report_xlsx *report_xlsx_open(const char *path, const char *directory, day_number day);
/* Writes it all, frees it, and says whether anything failed on the way. */
enum status report_xlsx_close(struct report_xlsx *book, struct failure *failure);
/* The next sheet, whose name is at most 31 characters. Lives as long as the book. */
struct report_xlsx_sheet *report_xlsx_add(struct report_xlsx *book, const char *name);
/* Whether all of them could be begun: else nothing may be drawn, and closing says why. */
bool report_xlsx_ready(const struct report_xlsx *book);

/* Whether `number` is -?digits(.digits)? of at most 15 significant digits: a cell holds it, and
 * gives back every digit. */
bool report_xlsx_survives(struct str number);

/* Text is never run: it is written as text, and stays text when the cell is edited. An empty one
 * leaves a cell with its style. */
void report_xlsx_text(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                      enum report_xlsx_style style, struct str text);
/* `number` survives; `format` is how it is shown. */
void report_xlsx_number(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                        enum report_xlsx_style style, const char *format, struct str number);
/* A formula, and what it gives, for programs that do not count; a number that does not survive is
 * given as near as it can be. */
void report_xlsx_formula(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                         enum report_xlsx_style style, const char *format, const char *formula,
                         struct str value);
/* A day as a date; those before 1900-03-01, about which spreadsheets disagree, as text. */
void report_xlsx_day(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                     enum report_xlsx_style style, day_number day);
/* `text`, and a jump to a cell of this workbook. At most LIMIT_SHEET_LINKS a sheet. */
void report_xlsx_link(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                      const char *to_sheet, int64_t to_row, struct str text);

/* A row as high as two lines, before its first cell. */
void report_xlsx_tall(struct report_xlsx_sheet *sheet, int64_t row);
/* The width of a column in characters. */
void report_xlsx_width(struct report_xlsx_sheet *sheet, size_t column, size_t characters);
/* The rows above `row` and the columns before `column` stay where they are. */
void report_xlsx_freeze(struct report_xlsx_sheet *sheet, int64_t row, size_t column);
/* A filter on each column of the table whose header is `first`; before the header is drawn. */
void report_xlsx_filter(struct report_xlsx_sheet *sheet, int64_t first, int64_t last,
                        size_t last_column);
/* Cells of a column offer what `list` names, a range, and other words are asked about; without a
 * list they take a day, and nothing else. `message` says what belongs there. */
void report_xlsx_offer(struct report_xlsx_sheet *sheet, int64_t first, int64_t last,
                       size_t column, const char *list, const char *message);
/* Locks every cell but inputs, without a password; filters and widths stay free. */
void report_xlsx_protect(struct report_xlsx_sheet *sheet);
/* On paper: across, `head` (-1: none) on each page; as wide as a page with all columns up to
 * `last_column`, or, where they would be too small to read, with `held` columns on each page. The
 * footer names the sheet. */
struct report_xlsx_paper {
    int64_t head, last_row;
    size_t last_column, held;
    bool narrow; /* fits the width of a page */
};
void report_xlsx_paper(struct report_xlsx_sheet *sheet, const struct report_xlsx_paper *paper);

struct report_xlsx_series {
    const char *name;
    size_t column;
    uint32_t colour; /* 0: takes its room and is not seen */
};

struct report_xlsx_chart {
    const char *title;
    const char *about;   /* for who cannot see it */
    int64_t first, last; /* rows of what it shows */
    size_t categories;   /* the column of their names */
    const struct report_xlsx_series *series;
    size_t count;
};

/* Columns, what is of one category on top of each other, at a cell of the sheet. */
void report_xlsx_draw(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                      const struct report_xlsx_chart *chart);

#endif
