/* libxlsxwriter in its sparing way: a row that is done goes into a file of its own. */
#include "reports/report_xlsx.h"

#include "base/arena.h"
#include "base/limits.h"
#include "reports/report_xlsx_look.h"
#include "reports/report_xlsx_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

enum { EPOCH_DAYS = 25569, MARCH_1900 = 61, DAY_SECONDS = 86400 };
enum { FORMAT_BYTES = 64, A4 = 9, TWO_LINES = 31 };

struct pen_format {
    enum report_xlsx_style style;
    char number[FORMAT_BYTES];
    lxw_format *format;
    struct pen_format *next;
};

struct report_xlsx_sheet {
    struct report_xlsx *book;
    lxw_worksheet *sheet; /* NULL when it could not be begun */
    const char *name;
};

struct report_xlsx {
    struct arena arena;
    struct buffer path, text;
    lxw_workbook *workbook;
    lxw_error error;            /* the first */
    int system_error;           /* errno when it was met; 0: the system had no part in it */
    struct pen_format *formats; /* the newest first */
};

static void check_rows(struct report_xlsx *book);
static void keep(struct report_xlsx *book, lxw_error error);
static char *plain(struct report_xlsx *book, struct str text);
static lxw_format *format_of(struct report_xlsx *book, enum report_xlsx_style style,
                             const char *number);
static lxw_format *format_make(struct report_xlsx *book, const struct report_xlsx_look *look,
                               const char *number);
static double number_of(struct report_xlsx *book, struct str text);
static void add_series(struct report_xlsx_sheet *sheet, lxw_chart *chart,
                       const struct report_xlsx_chart *wanted, size_t at);
static void dress_chart(lxw_chart *chart, const struct report_xlsx_chart *wanted);

struct report_xlsx *report_xlsx_open(const char *path, const char *directory, day_number day)
{
    tie_assert(path != NULL && directory != NULL);
    struct report_xlsx *book = memory_resize(NULL, 1, sizeof *book);
    *book = (struct report_xlsx){0};
    buffer_add_c(&book->path, directory);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = book->path.bytes};
    /* 0 would be the clock's */
    lxw_doc_properties properties = {.title = "Reconciliation",
                                     .created =
                                         (day == DAY_NONE ? 0 : (time_t)day) * DAY_SECONDS + 1};
    book->workbook = workbook_new_opt(path, &options);
    if (book->workbook == NULL)
        book->error = LXW_ERROR_CREATING_XLSX_FILE;
    else
        keep(book, workbook_set_properties(book->workbook, &properties));
    return book;
}

enum status report_xlsx_close(struct report_xlsx *book, struct failure *failure)
{
    tie_assert(book != NULL && failure != NULL);
    if (book->workbook != NULL) {
        errno = 0;
        check_rows(book);
        keep(book, workbook_close(book->workbook));
    }
    lxw_error error = book->error;
    int system_error = book->system_error;
    buffer_free(&book->path);
    buffer_free(&book->text);
    arena_free(&book->arena);
    free(book);
    return error == LXW_NO_ERROR
               ? STATUS_OK
               : failure_set(failure, STATUS_EVIDENCE, "the workbook could not be written: %s",
                             system_error != 0 ? strerror(system_error) : lxw_strerror(error));
}

/* The library does not look whether rows found room where they wait, and writes what it finds. */
static void check_rows(struct report_xlsx *book)
{
    lxw_worksheet *sheet = NULL;
    STAILQ_FOREACH(sheet, book->workbook->worksheets, list_pointers)
    if (fflush(sheet->optimize_tmpfile) != 0 || ferror(sheet->optimize_tmpfile) != 0)
        keep(book, LXW_ERROR_CREATING_TMPFILE);
}

struct report_xlsx_sheet *report_xlsx_add(struct report_xlsx *book, const char *name)
{
    tie_assert(book != NULL && name != NULL);
    struct report_xlsx_sheet *sheet = arena_take(&book->arena, sizeof *sheet);
    *sheet = (struct report_xlsx_sheet){.book = book, .name = name};
    if (book->workbook != NULL)
        sheet->sheet = workbook_add_worksheet(book->workbook, name);
    keep(book, sheet->sheet != NULL ? LXW_NO_ERROR : LXW_ERROR_CREATING_TMPFILE);
    return sheet;
}

bool report_xlsx_ready(const struct report_xlsx *book)
{
    tie_assert(book != NULL);
    return book->error == LXW_NO_ERROR;
}

static void keep(struct report_xlsx *book, lxw_error error)
{
    if (book->error != LXW_NO_ERROR || error == LXW_NO_ERROR)
        return;
    book->error = error;
    book->system_error = error <= LXW_ERROR_ZIP_CLOSE ? errno : 0; /* of files, up to it */
}

/* --- numbers ------------------------------------------------------------------------------- */

/* Any decimal number of at most 15 significant digits is told apart from its neighbours by the
 * binary number nearest to it, and printed again with 15 digits it is the same. */
bool report_xlsx_survives(struct str number)
{
    if (number.bytes == NULL)
        return false;
    struct str fraction;
    bool negative = str_starts(number, STR("-"));
    struct str digits = {number.bytes + negative, number.length - negative};
    struct str whole = str_split(digits, '.', &fraction);
    if (!str_is_digits(whole) || (fraction.bytes != NULL && !str_is_digits(fraction)))
        return false;
    size_t first = digits.length, last = 0;
    for (size_t at = 0; at < digits.length; at++) {
        if (digits.bytes[at] == '.' || digits.bytes[at] == '0')
            continue;
        first = at < first ? at : first, last = at;
    }
    if (first == digits.length) /* zero */
        return true;
    bool point = first < whole.length && last > whole.length;
    return last - first + 1 - point <= LIMIT_SHEET_DIGITS;
}

static double number_of(struct report_xlsx *book, struct str text)
{
    return strtod(plain(book, text), NULL);
}

void report_xlsx_number(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                        enum report_xlsx_style style, const char *format, struct str number)
{
    tie_assert(sheet != NULL && report_xlsx_survives(number));
    lxw_format *look = format_of(sheet->book, style, format);
    keep(sheet->book, worksheet_write_number(sheet->sheet, (lxw_row_t)row, (lxw_col_t)column,
                                             number_of(sheet->book, number), look));
}

void report_xlsx_formula(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                         enum report_xlsx_style style, const char *format, const char *formula,
                         struct str value)
{
    tie_assert(sheet != NULL && formula != NULL);
    lxw_format *look = format_of(sheet->book, style, format);
    keep(sheet->book,
         worksheet_write_formula_num(sheet->sheet, (lxw_row_t)row, (lxw_col_t)column, formula,
                                     look, number_of(sheet->book, value)));
}

void report_xlsx_day(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                     enum report_xlsx_style style, day_number day)
{
    tie_assert(sheet != NULL && day != DAY_NONE);
    char text[DAY_TEXT_BYTES];
    struct buffer serial = {0};
    buffer_add_count(&serial, (int64_t)day + EPOCH_DAYS);
    if ((int64_t)day + EPOCH_DAYS < MARCH_1900)
        report_xlsx_text(sheet, row, column, REPORT_XLSX_RIGHT,
                         str_from(day_format(day, text)));
    else
        report_xlsx_number(sheet, row, column, style, NULL, buffer_str(&serial));
    buffer_free(&serial);
}

/* --- other cells --------------------------------------------------------------------------- */

void report_xlsx_text(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                      enum report_xlsx_style style, struct str text)
{
    tie_assert(sheet != NULL);
    lxw_format *look = format_of(sheet->book, style, NULL);
    keep(sheet->book, worksheet_write_string(sheet->sheet, (lxw_row_t)row, (lxw_col_t)column,
                                             plain(sheet->book, text), look));
}

void report_xlsx_link(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                      const char *to_sheet, int64_t to_row, struct str text)
{
    tie_assert(sheet != NULL && to_sheet != NULL);
    struct buffer url = {0};
    lxw_format *look = format_of(sheet->book, REPORT_XLSX_LINK, NULL);
    buffer_format(&url, "internal:'%s'!A%lld", to_sheet, (long long)to_row + 1);
    keep(sheet->book, worksheet_write_url_opt(sheet->sheet, (lxw_row_t)row, (lxw_col_t)column,
                                              url.bytes, look, plain(sheet->book, text), NULL));
    buffer_free(&url);
}

/* What the library takes, until the next call. */
static char *plain(struct report_xlsx *book, struct str text)
{
    buffer_clear(&book->text);
    buffer_add_c(&book->text, "");
    report_xlsx_text_add(&book->text, text);
    return book->text.bytes;
}

static lxw_format *format_of(struct report_xlsx *book, enum report_xlsx_style style,
                             const char *number)
{
    tie_assert(style < REPORT_XLSX_STYLES);
    const char *usual = report_xlsx_looks[style].number;
    const char *shown = number != NULL ? number : usual != NULL ? usual : "";
    tie_assert(strlen(shown) < FORMAT_BYTES);
    for (const struct pen_format *one = book->formats; one != NULL; one = one->next)
        if (one->style == style && strcmp(one->number, shown) == 0)
            return one->format;
    struct pen_format *made = arena_take(&book->arena, sizeof *made);
    *made = (struct pen_format){.style = style, .next = book->formats};
    book->formats = made;
    memcpy(made->number, shown, strlen(shown) + 1);
    made->format = format_make(book, &report_xlsx_looks[style], shown);
    return made->format;
}

static lxw_format *format_make(struct report_xlsx *book, const struct report_xlsx_look *look,
                               const char *number)
{
    lxw_format *format = workbook_add_format(book->workbook);
    if (format == NULL)
        memory_exhausted();
    format_set_font_size(format, look->size > 0 ? look->size : 11);
    format_set_font_color(format, look->colour);
    format_set_bg_color(format, look->fill);
    format_set_underline(format, look->link ? LXW_UNDERLINE_SINGLE : LXW_UNDERLINE_NONE);
    format_set_bottom(format, look->line ? LXW_BORDER_THIN : LXW_BORDER_NONE);
    format_set_indent(format, look->indent);
    if (look->bold)
        format_set_bold(format);
    if (look->unlocked)
        format_set_unlocked(format);
    if (look->right)
        format_set_align(format, LXW_ALIGN_RIGHT);
    if (look->wrap) {
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    }
    if (number[0] != '\0')
        format_set_num_format(format, number);
    return format;
}

/* --- sheets -------------------------------------------------------------------------------- */

void report_xlsx_width(struct report_xlsx_sheet *sheet, size_t column, size_t characters)
{
    tie_assert(sheet != NULL);
    keep(sheet->book, worksheet_set_column(sheet->sheet, (lxw_col_t)column, (lxw_col_t)column,
                                           (double)characters, NULL));
}

void report_xlsx_tall(struct report_xlsx_sheet *sheet, int64_t row)
{
    tie_assert(sheet != NULL);
    keep(sheet->book, worksheet_set_row(sheet->sheet, (lxw_row_t)row, TWO_LINES, NULL));
}

void report_xlsx_freeze(struct report_xlsx_sheet *sheet, int64_t row, size_t column)
{
    tie_assert(sheet != NULL);
    worksheet_freeze_panes(sheet->sheet, (lxw_row_t)row, (lxw_col_t)column);
}

void report_xlsx_filter(struct report_xlsx_sheet *sheet, int64_t first, int64_t last,
                        size_t last_column)
{
    tie_assert(sheet != NULL && first <= last);
    keep(sheet->book, worksheet_autofilter(sheet->sheet, (lxw_row_t)first, 0, (lxw_row_t)last,
                                           (lxw_col_t)last_column));
}

void report_xlsx_protect(struct report_xlsx_sheet *sheet)
{
    tie_assert(sheet != NULL);
    lxw_protection free_of = {.format_columns = LXW_TRUE,
                              .format_rows = LXW_TRUE,
                              .sort = LXW_TRUE,
                              .autofilter = LXW_TRUE,
                              .pivot_tables = LXW_TRUE};
    worksheet_protect(sheet->sheet, NULL, &free_of);
}

void report_xlsx_paper(struct report_xlsx_sheet *sheet, const struct report_xlsx_paper *paper)
{
    tie_assert(sheet != NULL && paper != NULL);
    lxw_worksheet *worksheet = sheet->sheet;
    worksheet_set_landscape(worksheet);
    worksheet_set_paper(worksheet, A4);
    if (paper->narrow)
        worksheet_fit_to_pages(worksheet, 1, 0);
    else
        worksheet_set_print_scale(worksheet, 60);
    lxw_error error = worksheet_set_footer(worksheet, "&L&A&RPage &P of &N");
    if (error == LXW_NO_ERROR && paper->head >= 0)
        error =
            worksheet_repeat_rows(worksheet, (lxw_row_t)paper->head, (lxw_row_t)paper->head);
    if (error == LXW_NO_ERROR && paper->held > 0)
        error = worksheet_repeat_columns(worksheet, 0, (lxw_col_t)(paper->held - 1));
    if (error == LXW_NO_ERROR)
        error = worksheet_print_area(worksheet, 0, 0, (lxw_row_t)paper->last_row,
                                     (lxw_col_t)paper->last_column);
    keep(sheet->book, error);
}

void report_xlsx_offer(struct report_xlsx_sheet *sheet, int64_t first, int64_t last,
                       size_t column, const char *list, const char *message)
{
    tie_assert(sheet != NULL && message != NULL);
    struct buffer formula = {0}, words = {0};
    buffer_format(&formula, "=%s", list == NULL ? "" : list);
    buffer_add_c(&words, message);
    lxw_data_validation days = {.validate = LXW_VALIDATION_TYPE_DATE,
                                .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN,
                                .value_datetime = {.year = 1999, .month = 12, .day = 31},
                                .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
                                .input_message = words.bytes};
    lxw_data_validation listed = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                  .value_formula = formula.bytes,
                                  .error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION,
                                  .input_message = words.bytes};
    keep(sheet->book, worksheet_data_validation_range(
                          sheet->sheet, (lxw_row_t)first, (lxw_col_t)column, (lxw_row_t)last,
                          (lxw_col_t)column, list ? &listed : &days));
    buffer_free(&formula);
    buffer_free(&words);
}

/* --- charts -------------------------------------------------------------------------------- */

void report_xlsx_draw(struct report_xlsx_sheet *sheet, int64_t row, size_t column,
                      const struct report_xlsx_chart *wanted)
{
    tie_assert(sheet != NULL && wanted != NULL && wanted->first <= wanted->last);
    lxw_chart *chart = workbook_add_chart(sheet->book->workbook, LXW_CHART_COLUMN_STACKED);
    struct buffer about = {0};
    if (chart == NULL)
        memory_exhausted();
    for (size_t at = 0; at < wanted->count; at++)
        add_series(sheet, chart, wanted, at);
    dress_chart(chart, wanted);
    buffer_add_c(&about, wanted->about);
    lxw_chart_options options = {.x_scale = 1.6, .y_scale = 1.15, .description = about.bytes};
    keep(sheet->book, worksheet_insert_chart_opt(sheet->sheet, (lxw_row_t)row,
                                                 (lxw_col_t)column, chart, &options));
    buffer_free(&about);
}

static void add_series(struct report_xlsx_sheet *sheet, lxw_chart *chart,
                       const struct report_xlsx_chart *wanted, size_t at)
{
    const struct report_xlsx_series *one = &wanted->series[at];
    lxw_row_t first = (lxw_row_t)wanted->first, last = (lxw_row_t)wanted->last;
    lxw_col_t names = (lxw_col_t)wanted->categories, values = (lxw_col_t)one->column;
    lxw_chart_fill fill = {.color = one->colour, .none = one->colour == 0};
    lxw_chart_line line = {.none = LXW_TRUE};
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (series == NULL)
        memory_exhausted();
    chart_series_set_name(series, one->name);
    chart_series_set_categories(series, sheet->name, first, names, last, names);
    chart_series_set_values(series, sheet->name, first, values, last, values);
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
}

/* Names of categories stand below the lowest value, also where values are negative. */
static void dress_chart(lxw_chart *chart, const struct report_xlsx_chart *wanted)
{
    chart_title_set_name(chart, wanted->title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_set_series_gap(chart, 60);
    chart_axis_set_num_format(chart->y_axis, "#,##0");
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
}
