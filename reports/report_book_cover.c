/* The first sheet: what this is, whether it holds, what it was made of, and the way to all other
 * sheets. Nobody should have to look for what was left out: it stands beside the sheet's name. */
#include "reports/report_book_cell.h"
#include "reports/report_book_parts.h"
#include "reports/report_layout.h"

enum { COLUMNS = 8 };

struct cover {
    struct report_book *book;
    struct report_xlsx_sheet *pen;
    int64_t row;
    struct buffer text, cell;
};

struct part {
    const char *title;
    const char *path;
    const char *none; /* said when there are no rows */
};

static const struct part figures[] = {
    {"In figures", "workbook/figures.sql", "No position has an open balance."},
    {"Findings", "workbook/severities.sql", ""},
};

static const struct part grounds[] = {
    {"What was loaded", "workbook/inputs.sql", "No file."},
    {"Control totals: verdicts", "workbook/controls.sql", ""},
    {"Control totals: what does not tie", "summary/off.sql",
     "Everything that can be tested ties."},
    {"Control totals: read, and where it went", "workbook/totals.sql", "No amount was read."},
    {"Assumptions", "csv/assumptions.sql", "Everything is by default."},
};

static void draw_title(struct cover *cover);
static void draw_as_of(struct cover *cover);
static void say(struct cover *cover, enum report_xlsx_style style, struct str text);
static void draw_section(struct cover *cover, const char *title);
static void draw_heads(struct cover *cover, const struct report_table *table);
static void draw_sheets(struct cover *cover);
static void draw_plain(struct cover *cover, const char *name, const char *about);
static void draw_sheet(struct cover *cover, const struct report_book_drawn *drawn);
static void add_notes(struct buffer *text, const struct report_book_drawn *drawn);
static enum status draw_parts(struct cover *cover, const struct part *parts, size_t count,
                              struct failure *failure);
static enum status draw_part(struct cover *cover, const struct part *part,
                             struct failure *failure);
static void draw_cells(struct cover *cover, const struct report_table *table);

enum status report_book_cover_draw(struct report_book *book, struct failure *failure)
{
    static const size_t widths[COLUMNS] = {54, 44, 20, 20, 20, 20, 16, 16};
    tie_assert(book != NULL);
    struct cover cover = {.book = book, .pen = book->cover};
    for (size_t at = 0; at < COLUMNS; at++)
        report_xlsx_width(cover.pen, at, widths[at]);
    draw_title(&cover);
    enum status status = draw_parts(&cover, figures, array_count(figures), failure);
    if (status == STATUS_OK) {
        draw_sheets(&cover);
        status = draw_parts(&cover, grounds, array_count(grounds), failure);
    }
    report_xlsx_paper(cover.pen, &(struct report_xlsx_paper){.head = -1,
                                                             .last_row = cover.row,
                                                             .last_column = COLUMNS,
                                                             .narrow = true});
    report_xlsx_protect(cover.pen);
    buffer_free(&cover.text);
    buffer_free(&cover.cell);
    return status;
}

static void draw_title(struct cover *cover)
{
    const struct report_model *model = cover->book->drawing->model;
    struct str heading = report_model_value(model, META_HEADING);
    struct str version = report_model_value(model, META_VERSION);
    struct str roll = report_model_value(model, META_ROLL_FROM);
    say(cover, REPORT_XLSX_TITLE, STR("Reconciliation of billed, paid out and taxed"));
    draw_as_of(cover);
    if (heading.length > 0)
        say(cover, REPORT_XLSX_WARNING, heading);
    buffer_format(&cover->text, "Roll-forward from %.*s. tieout %.*s", (int)roll.length,
                  roll.bytes, (int)version.length, version.bytes);
    say(cover, REPORT_XLSX_NOTE, buffer_str(&cover->text));
    say(cover, REPORT_XLSX_NOTE,
        STR("Amounts are from the seller's side; one of more than 15 digits is text, on every "
            "sheet. Sheets are locked without a password, but for the cells people write "
            "into."));
}

static void draw_as_of(struct cover *cover)
{
    const struct report_model *model = cover->book->drawing->model;
    struct str as_of = report_model_value(model, META_AS_OF);
    struct str note = report_model_value(model, META_AS_OF_NOTE);
    bool given = str_equal(report_model_value(model, META_AS_OF_SOURCE), STR("option"));
    buffer_format(&cover->text, "As of %.*s. The day is %s.", (int)as_of.length, as_of.bytes,
                  given ? "the one asked for" : "the newest one loaded");
    if (note.length > 0)
        buffer_format(&cover->text, " %.*s", (int)note.length, note.bytes);
    say(cover, REPORT_XLSX_LABEL, buffer_str(&cover->text));
}

static void say(struct cover *cover, enum report_xlsx_style style, struct str text)
{
    report_xlsx_text(cover->pen, cover->row++, 0, style, text);
    buffer_clear(&cover->text);
}

static void draw_section(struct cover *cover, const char *title)
{
    cover->row++;
    for (size_t at = 0; at < COLUMNS; at++)
        report_xlsx_text(cover->pen, cover->row, at, REPORT_XLSX_SECTION,
                         at == 0 ? str_from(title) : STR(""));
    cover->row++;
}

/* --- the way to the sheets ----------------------------------------------------------------- */

static void draw_sheets(struct cover *cover)
{
    static const char *const heads[] = {"Sheet", "Table", "Rows", "What it shows"};
    const struct report_book *book = cover->book;
    draw_section(cover, "Sheets");
    for (size_t at = 0; at < array_count(heads); at++)
        report_xlsx_text(cover->pen, cover->row, at,
                         at == 2 ? REPORT_XLSX_HEAD_RIGHT : REPORT_XLSX_HEAD,
                         str_from(heads[at]));
    cover->row++;
    draw_plain(cover, REPORT_BOOK_FIGURES, "ageing and roll-forward, with charts");
    if (book->findings.sheet != NULL)
        draw_sheet(cover, &book->findings);
    for (size_t at = 0; at < book->count; at++)
        draw_sheet(cover, &book->sheets[at]);
    if (book->lists != NULL)
        draw_plain(cover, REPORT_BOOK_LISTS, "words that the sheet Findings offers");
}

static void draw_plain(struct cover *cover, const char *name, const char *about)
{
    report_xlsx_link(cover->pen, cover->row, 0, name, 0, str_from(name));
    report_xlsx_text(cover->pen, cover->row++, 3, REPORT_XLSX_TEXT, str_from(about));
}

static void draw_sheet(struct cover *cover, const struct report_book_drawn *drawn)
{
    buffer_clear(&cover->cell);
    buffer_add_count(&cover->cell, drawn->drawn);
    buffer_clear(&cover->text);
    add_notes(&cover->text, drawn);
    bool noted = cover->text.length > 0;
    report_xlsx_link(cover->pen, cover->row, 0, drawn->name, 0, str_from(drawn->name));
    report_xlsx_text(cover->pen, cover->row, 1, REPORT_XLSX_TEXT, str_from(drawn->listing));
    report_xlsx_number(cover->pen, cover->row, 2, REPORT_XLSX_NUMBER, "#,##0",
                       buffer_str(&cover->cell));
    report_xlsx_text(cover->pen, cover->row, 3, REPORT_XLSX_TEXT, drawn->about);
    if (noted)
        report_xlsx_text(cover->pen, ++cover->row, 3, REPORT_XLSX_WARNING,
                         buffer_str(&cover->text));
    buffer_clear(&cover->text);
    cover->row++;
}

static void add_notes(struct buffer *text, const struct report_book_drawn *drawn)
{
    if (drawn->drawn < drawn->rows) {
        buffer_add_c(text, "Of ");
        report_layout_count(text, drawn->rows);
        buffer_add_c(text, " rows these fit into a sheet: the table holds all. ");
    }
    if (drawn->long_numbers > 0) {
        report_layout_plural(text, drawn->long_numbers, "amount", "amounts");
        buffer_add_c(text, " of more than 15 digits: as text, in no total. ");
    }
    if (drawn->long_texts > 0) {
        report_layout_plural(text, drawn->long_texts, "text", "texts");
        buffer_add_c(text, " cut: whole in the table. ");
    }
    if (drawn->links_left > 0) {
        report_layout_plural(text, drawn->links_left, "link", "links");
        buffer_add_c(text, " left out, for which a sheet has no room: the row is named. ");
    }
}

/* --- tables -------------------------------------------------------------------------------- */

static enum status draw_parts(struct cover *cover, const struct part *parts, size_t count,
                              struct failure *failure)
{
    enum status status = STATUS_OK;
    for (size_t at = 0; status == STATUS_OK && at < count; at++)
        status = draw_part(cover, &parts[at], failure);
    return status;
}

static enum status draw_part(struct cover *cover, const struct part *part,
                             struct failure *failure)
{
    struct report_table table;
    bool found = true;
    draw_section(cover, part->title);
    enum status status =
        report_table_open(&table, cover->book->drawing->store, part->path, failure);
    if (status == STATUS_OK)
        status = report_table_step(&table, &found, failure);
    if (status == STATUS_OK && found)
        draw_heads(cover, &table);
    else if (status == STATUS_OK)
        say(cover, REPORT_XLSX_NOTE, str_from(part->none));
    while (status == STATUS_OK && found) {
        draw_cells(cover, &table);
        status = report_table_step(&table, &found, failure);
    }
    report_table_close(&table);
    return status;
}

static void draw_heads(struct cover *cover, const struct report_table *table)
{
    for (size_t at = 0; at < table->column_count; at++) {
        buffer_clear(&cover->text);
        report_book_heading(&cover->text, table->columns[at].name);
        report_xlsx_text(cover->pen, cover->row, at,
                         report_book_head_style(table->columns[at].kind),
                         buffer_str(&cover->text));
    }
    buffer_clear(&cover->text);
    cover->row++;
}

static void draw_cells(struct cover *cover, const struct report_table *table)
{
    int column = store_query_column_find(table->query, "currency");
    struct str currency = column < 0 ? STR("") : store_query_text(table->query, column);
    for (size_t at = 0; at < table->column_count; at++) {
        buffer_clear(&cover->cell);
        report_table_cell(table, at, &cover->cell);
        report_book_cell(cover->pen, cover->row, at, &table->columns[at],
                         buffer_str(&cover->cell), currency);
    }
    cover->row++;
}
