/* A table as a sheet: what it shows, what is to be known of it, totals that follow the filter, the
 * header, the rows. The header and all above it stay in sight. */
#include "reports/report_book_formula.h"
#include "reports/report_book_measure.h"
#include "reports/report_book_parts.h"
#include "reports/report_layout.h"

#include <string.h>

struct sheet {
    struct report_book *book;
    struct report_book_drawn *drawn;
    size_t number;
    struct report_xlsx_sheet *pen;
    struct report_table table;
    struct report_book_measure measure;
    int64_t row; /* the next one */
    struct buffer text, cell;
};

static enum status open_table(struct sheet *sheet, struct failure *failure);
static void draw_head(struct sheet *sheet);
static void draw_notes(struct sheet *sheet);
static void add_note(struct sheet *sheet, bool holds);
static int64_t first_row(const struct sheet *sheet);
static bool has_totals(const struct sheet *sheet);
static bool needs_exact(const struct report_book_sums *sums);
static void draw_count(struct sheet *sheet, int64_t first);
static void draw_totals(struct sheet *sheet, const struct report_book_sums *sums,
                        int64_t first);
static void draw_total(struct sheet *sheet, const struct report_book_sums *sums, size_t at,
                       int64_t first);
static void draw_exact(struct sheet *sheet, const struct report_book_sums *sums);
static size_t label_column(const struct sheet *sheet);
static void draw_header(struct sheet *sheet);
static size_t width_of(const struct sheet *sheet, size_t at);
static enum status draw_rows(struct sheet *sheet, struct failure *failure);

enum status report_book_sheet_draw(struct report_book *book, size_t number,
                                   struct failure *failure)
{
    tie_assert(book != NULL && number < book->count);
    struct report_book_drawn *drawn = &book->sheets[number];
    struct sheet sheet = {.book = book, .drawn = drawn, .number = number, .pen = drawn->sheet};
    enum status status = open_table(&sheet, failure);
    if (status == STATUS_OK)
        status = report_book_measure(&sheet.measure, &sheet.table, drawn->page,
                                     book->rows_most - REPORT_BOOK_HEAD_ROWS, failure);
    if (status == STATUS_OK) {
        if (drawn->about.length == 0)
            drawn->about = sheet.table.about;
        drawn->rows = sheet.measure.rows;
        drawn->drawn = sheet.measure.drawn;
        drawn->long_numbers = sheet.measure.long_numbers;
        drawn->long_texts = sheet.measure.long_texts;
        draw_head(&sheet);
        draw_header(&sheet);
        status = draw_rows(&sheet, failure);
    }
    report_table_close(&sheet.table);
    report_book_measure_free(&sheet.measure);
    buffer_free(&sheet.text);
    buffer_free(&sheet.cell);
    return status;
}

static enum status open_table(struct sheet *sheet, struct failure *failure)
{
    const struct report_options *options = sheet->book->drawing->options;
    enum status status = report_table_open(&sheet->table, sheet->book->drawing->store,
                                           sheet->drawn->path, failure);
    if (status == STATUS_OK && sheet->drawn->takes_full)
        store_query_bind_integer(sheet->table.query, 1, options->full);
    return status;
}

/* --- above the rows ------------------------------------------------------------------------ */

static void draw_head(struct sheet *sheet)
{
    const struct report_model *model = sheet->book->drawing->model;
    struct str as_of = report_model_value(model, META_AS_OF);
    struct str about = sheet->drawn->about;
    report_xlsx_text(sheet->pen, sheet->row++, 0, REPORT_XLSX_TITLE,
                     str_from(sheet->drawn->name));
    buffer_clear(&sheet->text);
    buffer_format(&sheet->text, "As of %.*s: %.*s. %s", (int)as_of.length, as_of.bytes,
                  (int)about.length, about.bytes, sheet->drawn->listing);
    report_xlsx_text(sheet->pen, sheet->row++, 0, REPORT_XLSX_NOTE, buffer_str(&sheet->text));
    report_xlsx_link(sheet->pen, sheet->row++, 0, REPORT_BOOK_COVER, 0, STR("to the cover"));
    draw_notes(sheet);
    if (sheet->measure.drawn == 0)
        return;
    int64_t first = first_row(sheet);
    draw_count(sheet, first);
    if (has_totals(sheet))
        for (size_t at = 0; at < sheet->measure.sum_count; at++)
            draw_totals(sheet, &sheet->measure.sums[at], first);
    sheet->row++;
    tie_assert(sheet->row + 1 == first);
}

/* Nothing is left out in silence. */
static void draw_notes(struct sheet *sheet)
{
    const struct report_book_drawn *drawn = sheet->drawn;
    const char *listing = drawn->listing;
    struct str heading = report_model_value(sheet->book->drawing->model, META_HEADING);
    buffer_clear(&sheet->text);
    buffer_add(&sheet->text, heading);
    add_note(sheet, heading.length > 0);
    if (drawn->rows == 0)
        buffer_add_c(&sheet->text, "No rows.");
    add_note(sheet, drawn->rows == 0);
    buffer_add_c(&sheet->text, "Rows that fit into a sheet: ");
    report_layout_count(&sheet->text, drawn->drawn);
    buffer_add_c(&sheet->text, " of ");
    report_layout_count(&sheet->text, drawn->rows);
    buffer_format(&sheet->text, ". All stand in %s.", listing);
    add_note(sheet, drawn->drawn < drawn->rows);
    report_layout_count(&sheet->text, drawn->long_numbers);
    buffer_add_c(&sheet->text,
                 " of more than 15 digits: text here, and in no total that follows "
                 "the filter.");
    add_note(sheet, drawn->long_numbers > 0);
    report_layout_plural(&sheet->text, drawn->long_texts, "text is", "texts are");
    buffer_format(&sheet->text, " cut to what a cell holds. Whole in %s.", listing);
    add_note(sheet, drawn->long_texts > 0);
}

static void add_note(struct sheet *sheet, bool holds)
{
    if (holds)
        report_xlsx_text(sheet->pen, sheet->row++, 0, REPORT_XLSX_WARNING,
                         buffer_str(&sheet->text));
    buffer_clear(&sheet->text);
}

/* Of the data: behind the count, the totals, an empty row and the header. */
static int64_t first_row(const struct sheet *sheet)
{
    int64_t row = sheet->row + 3;
    if (has_totals(sheet))
        for (size_t at = 0; at < sheet->measure.sum_count; at++)
            row += 1 + needs_exact(&sheet->measure.sums[at]);
    return row;
}

static bool has_totals(const struct sheet *sheet)
{
    for (size_t at = 0; at < sheet->table.column_count; at++)
        if (sheet->measure.columns[at].summed)
            return true;
    return false;
}

/* Where the numbers in the rows are not all, or their sum is none that survives. */
static bool needs_exact(const struct report_book_sums *sums)
{
    bool needs = false;
    struct buffer text = {0};
    for (size_t at = 0; !needs && at < LIMIT_TABLE_COLUMNS; at++) {
        if (sums->whole[at] == NULL)
            continue;
        buffer_clear(&text);
        money_total_format(sums->drawn[at], &text);
        needs = !money_total_equal(sums->drawn[at], sums->whole[at]) ||
                !report_xlsx_survives(buffer_str(&text));
    }
    buffer_free(&text);
    return needs;
}

/* Of the first column that no row leaves empty. */
static void draw_count(struct sheet *sheet, int64_t first)
{
    size_t at = 0;
    const struct report_book_measure *measure = &sheet->measure;
    while (at < sheet->table.column_count && measure->columns[at].filled < measure->drawn)
        at++;
    report_xlsx_text(sheet->pen, sheet->row, 0, REPORT_XLSX_TOTAL_TEXT, STR("Rows shown"));
    struct buffer count = {0};
    buffer_add_count(&count, measure->drawn);
    buffer_clear(&sheet->text);
    report_book_formula_count(
        &sheet->text, (struct report_book_range){at, first, first + measure->drawn - 1});
    if (at < sheet->table.column_count)
        report_xlsx_formula(sheet->pen, sheet->row, 1, REPORT_XLSX_TOTAL, "#,##0",
                            buffer_c(&sheet->text), buffer_str(&count));
    sheet->row++;
    buffer_free(&count);
}

static void draw_totals(struct sheet *sheet, const struct report_book_sums *sums, int64_t first)
{
    size_t label = label_column(sheet);
    for (size_t at = 0; at < sheet->table.column_count; at++)
        if (at == label)
            report_xlsx_text(sheet->pen, sheet->row, at, REPORT_XLSX_TOTAL_TEXT,
                             STR("Total shown"));
        else if ((int)at == sheet->measure.currency)
            report_xlsx_text(sheet->pen, sheet->row, at, REPORT_XLSX_TOTAL_TEXT,
                             sums->currency);
        else if (sums->whole[at] != NULL)
            draw_total(sheet, sums, at, first);
        else
            report_xlsx_text(sheet->pen, sheet->row, at, REPORT_XLSX_TOTAL_TEXT, STR(""));
    sheet->row++;
    if (needs_exact(sums))
        draw_exact(sheet, sums);
}

static void draw_total(struct sheet *sheet, const struct report_book_sums *sums, size_t at,
                       int64_t first)
{
    char format[REPORT_BOOK_FORMAT_BYTES];
    struct report_book_range range = {at, first, first + sheet->measure.drawn - 1};
    buffer_clear(&sheet->text);
    if (sheet->measure.sum_count == 1)
        report_book_formula_sum(&sheet->text, range);
    else
        report_book_formula_sum_of(&sheet->text, range, (size_t)sheet->measure.currency,
                                   sums->currency);
    buffer_clear(&sheet->cell);
    money_total_format(sums->drawn[at], &sheet->cell);
    report_xlsx_formula(sheet->pen, sheet->row, at, REPORT_XLSX_TOTAL,
                        report_book_format(sums->currency, buffer_str(&sheet->cell), format),
                        buffer_c(&sheet->text), buffer_str(&sheet->cell));
}

/* Digit by digit, of all rows, whatever is shown. */
static void draw_exact(struct sheet *sheet, const struct report_book_sums *sums)
{
    report_xlsx_text(sheet->pen, sheet->row, label_column(sheet), REPORT_XLSX_TOTAL_TEXT,
                     STR("All rows, exact"));
    for (size_t at = 0; at < sheet->table.column_count; at++) {
        if ((int)at == sheet->measure.currency)
            report_xlsx_text(sheet->pen, sheet->row, at, REPORT_XLSX_TOTAL_TEXT,
                             sums->currency);
        if (sums->whole[at] == NULL)
            continue;
        buffer_clear(&sheet->cell);
        money_total_format(sums->whole[at], &sheet->cell);
        report_xlsx_text(sheet->pen, sheet->row, at, REPORT_XLSX_RIGHT,
                         buffer_str(&sheet->cell));
    }
    sheet->row++;
}

static size_t label_column(const struct sheet *sheet)
{
    return sheet->measure.currency == 0 ? 1 : 0;
}

/* --- header and rows ----------------------------------------------------------------------- */

static void draw_header(struct sheet *sheet)
{
    const struct report_table *table = &sheet->table;
    size_t width = 0;
    int64_t last = sheet->row + (sheet->measure.drawn > 0 ? sheet->measure.drawn : 1);
    report_xlsx_tall(sheet->pen, sheet->row);
    for (size_t at = 0; at < table->column_count; at++) {
        buffer_clear(&sheet->text);
        report_book_heading(&sheet->text, table->columns[at].name);
        report_xlsx_text(sheet->pen, sheet->row, at,
                         report_book_head_style(table->columns[at].kind),
                         buffer_str(&sheet->text));
        report_xlsx_width(sheet->pen, at, width_of(sheet, at));
        width += width_of(sheet, at);
    }
    report_xlsx_filter(sheet->pen, sheet->row, last, table->column_count - 1);
    report_xlsx_freeze(sheet->pen, sheet->row + 1, sheet->drawn->page->held);
    bool narrow = width <= REPORT_BOOK_PAPER_WIDTH;
    report_xlsx_paper(sheet->pen,
                      &(struct report_xlsx_paper){.head = sheet->row,
                                                  .last_row = last,
                                                  .last_column = table->column_count - 1,
                                                  .held = narrow ? 0 : sheet->drawn->page->held,
                                                  .narrow = narrow});
    report_xlsx_protect(sheet->pen);
    sheet->row++;
}

/* Room for the longest cell and for the totals above it; for a heading in two lines and the mark
 * of its filter. The first column holds what is said above the table. */
static size_t width_of(const struct sheet *sheet, size_t at)
{
    size_t width = sheet->measure.columns[at].width + 2;
    size_t heading = sheet->table.columns[at].name.length / 2 + 5;
    size_t least = at == 0 ? sizeof "All rows, exact" : REPORT_BOOK_WIDTH_LEAST;
    width = width < heading ? heading : width;
    if (sheet->measure.columns[at].summed)
        width += 2;
    width = width < least ? least : width;
    return width > REPORT_BOOK_WIDTH_MOST ? REPORT_BOOK_WIDTH_MOST : width;
}

static enum status draw_rows(struct sheet *sheet, struct failure *failure)
{
    const struct report_book_page *page = sheet->drawn->page;
    struct report_table *table = &sheet->table;
    int64_t end = sheet->row + sheet->measure.drawn;
    bool found = true;
    enum status status = report_table_step(table, &found, failure);
    while (status == STATUS_OK && found && sheet->row < end) {
        if (!report_book_is_total(&sheet->measure, table, page)) {
            struct str currency = report_book_currency(&sheet->measure, table);
            for (size_t at = 0; at < table->column_count; at++) {
                buffer_clear(&sheet->cell);
                report_table_cell(table, at, &sheet->cell);
                report_book_cell(sheet->pen, sheet->row, at, &table->columns[at],
                                 buffer_str(&sheet->cell), currency);
            }
            report_book_rows_note(&sheet->book->rows, table, page, sheet->number, sheet->row++);
        }
        status = report_table_step(table, &found, failure);
    }
    return status;
}
