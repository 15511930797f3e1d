/* In the place of reports/report_xlsx.c: a pen that writes down what it is told, a line a call, so
 * that a test can read it. Cells are named as people name them; formats and looks by number and
 * word. */
#ifndef TIEOUT_TESTS_PEN_RECORDER_H
#define TIEOUT_TESTS_PEN_RECORDER_H

#include "base/arena.h"
#include "reports/report_xlsx.h"

#include <string.h>

struct report_xlsx {
    struct arena arena;
    struct buffer log;
};

struct report_xlsx_sheet {
    struct report_xlsx *book;
    const char *name;
};

static const char *const pen_styles[REPORT_XLSX_STYLES] = {
    "title", "note",  "warning",    "section", "head",   "head-right", "head-input",
    "label", "text",  "right",      "high",    "medium", "link",       "number",
    "day",   "month", "total-text", "total",   "input",  "input-day"};

static inline void pen_place(struct report_xlsx_sheet *sheet, const char *what, int64_t row,
                             size_t column)
{
    struct buffer *log = &sheet->book->log;
    buffer_format(log, "%s %s ", sheet->name, what);
    if (column >= 26)
        buffer_add_byte(log, (char)('A' + column / 26 - 1));
    buffer_add_byte(log, (char)('A' + column % 26));
    buffer_format(log, "%lld", (long long)row + 1);
}

struct report_xlsx *report_xlsx_open(const char *path, const char *directory, day_number day)
{
    (void)path;
    (void)directory;
    (void)day;
    struct report_xlsx *book = memory_resize(NULL, 1, sizeof *book);
    *book = (struct report_xlsx){0};
    buffer_add_c(&book->log, "");
    return book;
}

enum status report_xlsx_close(struct report_xlsx *book, struct failure *failure)
{
    (void)failure;
    buffer_free(&book->log);
    arena_free(&book->arena);
    free(book);
    return STATUS_OK;
}

struct report_xlsx_sheet *report_xlsx_add(struct report_xlsx *book, const char *name)
{
    struct report_xlsx_sheet *sheet = arena_take(&book->arena, sizeof *sheet);
    *sheet = (struct report_xlsx_sheet){book, name};
    return sheet;
}

bool report_xlsx_ready(const struct report_xlsx *book)
{
    return book != NULL;
}

/* By counting: what is left of the digits once the zeros at both ends are gone. */
bool report_xlsx_survives(struct str number)
{
    size_t digits = 0, zeros = 0;
    for (size_t at = 0; at < number.length; at++) {
        char byte = number.bytes[at];
        if ((byte < '0' || byte > '9') && byte != '.' && !(byte == '-' && at == 0))
            return false;
        if (byte < '0' || (byte == '0' && digits == 0))
            continue;
        zeros = byte == '0' ? zeros + 1 : 0;
        digits++;
    }
    return number.length > 0 && digits - zeros <= 15;
}

void report_xlsx_text(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                      enum report_xlsx_style style, struct str text)
{
    pen_place(sheet, "text", row, column);
    buffer_format(&sheet->book->log, " %s '%.*s'\n", pen_styles[style], (int)text.length,
                  text.length > 0 ? text.bytes : "");
}

void report_xlsx_number(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                        enum report_xlsx_style style, const char *format, struct str number)
{
    pen_place(sheet, "number", row, column);
    buffer_format(&sheet->book->log, " %s %.*s as %s\n", pen_styles[style], (int)number.length,
                  number.bytes, format);
}

void report_xlsx_formula(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                         enum report_xlsx_style style, const char *format, const char *formula,
                         struct str value)
{
    pen_place(sheet, "formula", row, column);
    buffer_format(&sheet->book->log, " %s %s gives %.*s as %s\n", pen_styles[style], formula,
                  (int)value.length, value.bytes, format);
}

void report_xlsx_day(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                     enum report_xlsx_style style, day_number day)
{
    char text[DAY_TEXT_BYTES];
    pen_place(sheet, "day", row, column);
    buffer_format(&sheet->book->log, " %s %s\n", pen_styles[style], day_format(day, text));
}

void report_xlsx_link(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                      const char *to_sheet, int64_t to_row, struct str text)
{
    pen_place(sheet, "link", row, column);
    buffer_format(&sheet->book->log, " '%.*s' to %s %lld\n", (int)text.length, text.bytes,
                  to_sheet, (long long)to_row + 1);
}

void report_xlsx_tall(struct report_xlsx_sheet *sheet, int64_t row)
{
    pen_place(sheet, "tall", row, 0);
    buffer_add_c(&sheet->book->log, "\n");
}

void report_xlsx_width(struct report_xlsx_sheet *sheet, size_t column, size_t characters)
{
    pen_place(sheet, "width", 0, column);
    buffer_format(&sheet->book->log, " %zu\n", characters);
}

void report_xlsx_freeze(struct report_xlsx_sheet *sheet, int64_t row, size_t column)
{
    pen_place(sheet, "freeze", row, column);
    buffer_add_c(&sheet->book->log, "\n");
}

void report_xlsx_filter(struct report_xlsx_sheet *sheet, int64_t first, int64_t last,
                        size_t last_column)
{
    pen_place(sheet, "filter", first, last_column);
    buffer_format(&sheet->book->log, " to %lld\n", (long long)last + 1);
}

void report_xlsx_offer(struct report_xlsx_sheet *sheet, int64_t first, int64_t last,
                       size_t column, const char *list, const char *message)
{
    (void)message;
    pen_place(sheet, "offer", first, column);
    buffer_format(&sheet->book->log, " to %lld: %s\n", (long long)last + 1,
                  list == NULL ? "days" : list);
}

void report_xlsx_protect(struct report_xlsx_sheet *sheet)
{
    buffer_format(&sheet->book->log, "%s protect\n", sheet->name);
}

void report_xlsx_paper(struct report_xlsx_sheet *sheet, const struct report_xlsx_paper *paper)
{
    pen_place(sheet, "paper to", paper->last_row, paper->last_column);
    buffer_format(&sheet->book->log, " head %lld held %zu%s\n", (long long)paper->head + 1,
                  paper->held, paper->narrow ? " narrow" : "");
}

void report_xlsx_draw(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                      const struct report_xlsx_chart *chart)
{
    pen_place(sheet, "chart", row, column);
    buffer_format(&sheet->book->log, " '%s' rows %lld to %lld, %zu series\n", chart->title,
                  (long long)chart->first + 1, (long long)chart->last + 1, chart->count);
}

#endif
