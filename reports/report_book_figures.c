/* What the month comes to, currency by currency: the open balance by age on both bases, and how it
 * came about; a table each, and its chart beside it. What a waterfall is drawn from stands to the
 * right of it, where nobody is in its way. */
#include "reports/report_book_cell.h"
#include "reports/report_book_formula.h"
#include "reports/report_book_parts.h"
#include "reports/report_book_steps.h"

enum {
    CHART_AT = 4,
    STEPS_AT = 20,
    PAPER_LAST = 17,
    CHART_ROWS = 19 /* as high as a chart */
};

struct figures {
    struct report_book *book;
    struct report_xlsx_sheet *pen;
    struct str currency;
    struct buffer cell, formula;
    int64_t row;
    bool exact; /* all numbers of the table at hand survive */
};

struct basis {
    const char *name; /* in the books */
    const char *title, *about;
};

static const struct basis bases[] = {
    {"billing", "Open balance by days since billing",
     "Columns: what is open, by days since it was billed."},
    {"due", "Open balance by days past due",
     "Columns: what is open, by days past its due date."},
};

static const struct report_xlsx_series age_series[] = {{"amount", 2, 0x2F6DB5}};

static const struct report_xlsx_series step_series[] = {
    {"base", STEPS_AT + REPORT_BOOK_BASE, 0},
    {"balance", STEPS_AT + REPORT_BOOK_BALANCE, 0x1F3864},
    {"rise", STEPS_AT + REPORT_BOOK_RISE, 0x4C9F70},
    {"rise below zero", STEPS_AT + REPORT_BOOK_RISE_BELOW, 0x4C9F70},
    {"fall", STEPS_AT + REPORT_BOOK_FALL, 0xC8553D},
    {"fall below zero", STEPS_AT + REPORT_BOOK_FALL_BELOW, 0xC8553D},
};

static enum status draw_currency(struct figures *figures, struct failure *failure);
static enum status draw_ageing(struct figures *figures, const struct basis *basis,
                               struct failure *failure);
static void draw_chart(struct figures *figures, int64_t top,
                       const struct report_xlsx_chart *chart);
static enum status draw_buckets(struct figures *figures, struct report_table *table,
                                struct money_total *total, struct failure *failure);
static void draw_sum(struct figures *figures, int64_t first, const struct money_total *total);
static enum status draw_roll(struct figures *figures, struct failure *failure);
static enum status draw_steps(struct figures *figures, struct report_table *table,
                              struct failure *failure);
static void draw_step(struct figures *figures, const struct report_table *table,
                      struct money_total *balance);
static void draw_heads(struct figures *figures, const char *const *heads, size_t count,
                       size_t at);
static void draw_title(struct figures *figures, const char *title);

enum status report_book_figures_draw(struct report_book *book, struct failure *failure)
{
    tie_assert(book != NULL);
    struct figures figures = {.book = book, .pen = book->figures};
    struct report_table currencies;
    bool found = true;
    report_xlsx_text(figures.pen, figures.row++, 0, REPORT_XLSX_TITLE,
                     STR("Open balance: its age, and how it came about"));
    report_xlsx_link(figures.pen, figures.row++, 0, REPORT_BOOK_COVER, 0, STR("to the cover"));
    report_xlsx_width(figures.pen, 0, 34);
    report_xlsx_width(figures.pen, 1, 20);
    report_xlsx_width(figures.pen, 2, 20);
    for (size_t at = 0; at < REPORT_BOOK_PARTS; at++)
        report_xlsx_width(figures.pen, STEPS_AT + at, 18);
    enum status status =
        report_table_open(&currencies, book->drawing->store, "summary/currencies.sql", failure);
    while (status == STATUS_OK) {
        status = report_table_step(&currencies, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        figures.currency = store_query_text(currencies.query, 0);
        status = draw_currency(&figures, failure);
    }
    report_table_close(&currencies);
    report_xlsx_freeze(figures.pen, 1, 0);
    report_xlsx_paper(figures.pen, &(struct report_xlsx_paper){.head = -1,
                                                               .last_row = figures.row,
                                                               .last_column = PAPER_LAST,
                                                               .narrow = true});
    report_xlsx_protect(figures.pen);
    buffer_free(&figures.cell);
    buffer_free(&figures.formula);
    return status;
}

static enum status draw_currency(struct figures *figures, struct failure *failure)
{
    enum status status = STATUS_OK;
    figures->row++;
    report_xlsx_text(figures->pen, figures->row++, 0, REPORT_XLSX_TITLE, figures->currency);
    for (size_t at = 0; status == STATUS_OK && at < array_count(bases); at++)
        status = draw_ageing(figures, &bases[at], failure);
    return status == STATUS_OK ? draw_roll(figures, failure) : status;
}

static void draw_title(struct figures *figures, const char *title)
{
    for (size_t at = 0; at < 3; at++)
        report_xlsx_text(figures->pen, figures->row, at, REPORT_XLSX_SECTION,
                         at == 0 ? str_from(title) : STR(""));
    figures->row++;
}

static void draw_heads(struct figures *figures, const char *const *heads, size_t count,
                       size_t at)
{
    for (size_t head = 0; head < count; head++)
        report_xlsx_text(figures->pen, figures->row, at + head,
                         head == 0 ? REPORT_XLSX_HEAD : REPORT_XLSX_HEAD_RIGHT,
                         str_from(heads[head]));
}

/* --- ageing -------------------------------------------------------------------------------- */

static enum status draw_ageing(struct figures *figures, const struct basis *basis,
                               struct failure *failure)
{
    static const char *const heads[] = {"Bucket", "Positions", "Amount"};
    struct report_table table;
    struct money_total *total = money_total_new();
    int64_t top = figures->row;
    draw_title(figures, basis->title);
    draw_heads(figures, heads, array_count(heads), 0);
    figures->row++;
    int64_t first = figures->row;
    enum status status = report_table_open(&table, figures->book->drawing->store,
                                           "workbook/ageing.sql", failure);
    if (status == STATUS_OK) {
        store_query_bind_text(table.query, 1, figures->currency);
        store_query_bind_text(table.query, 2, str_from(basis->name));
        status = draw_buckets(figures, &table, total, failure);
    }
    if (status == STATUS_OK && figures->row > first) {
        const struct report_xlsx_chart chart = {
            basis->title, basis->about,           first, figures->row - 1, 0,
            age_series,   array_count(age_series)};
        draw_sum(figures, first, total);
        draw_chart(figures, top, &chart);
    }
    report_table_close(&table);
    money_total_free(total);
    figures->row = figures->row - top < CHART_ROWS ? top + CHART_ROWS : figures->row + 1;
    return status;
}

/* A text is no height: a chart of some of its amounts would mislead. What stands in its place
 * comes below the table: rows that are done are written. */
static void draw_chart(struct figures *figures, int64_t top,
                       const struct report_xlsx_chart *chart)
{
    if (figures->exact)
        report_xlsx_draw(figures->pen, top, CHART_AT, chart);
    else
        report_xlsx_text(figures->pen, figures->row, 0, REPORT_XLSX_WARNING,
                         STR("No chart: amounts of more than 15 digits are text here."));
}

static enum status draw_buckets(struct figures *figures, struct report_table *table,
                                struct money_total *total, struct failure *failure)
{
    bool found = true;
    enum status status = report_table_step(table, &found, failure);
    figures->exact = true;
    for (; status == STATUS_OK && found; figures->row++) {
        for (size_t at = 0; at < table->column_count; at++) {
            buffer_clear(&figures->cell);
            report_table_cell(table, at, &figures->cell);
            report_book_cell(figures->pen, figures->row, at, &table->columns[at],
                             buffer_str(&figures->cell), figures->currency);
        }
        figures->exact = figures->exact && report_xlsx_survives(buffer_str(&figures->cell));
        bool good = money_total_add_text(total, buffer_str(&figures->cell));
        tie_assert(good);
        status = report_table_step(table, &found, failure);
    }
    return status;
}

/* Where it is not what the cells above come to, it is no formula. */
static void draw_sum(struct figures *figures, int64_t first, const struct money_total *total)
{
    char format[REPORT_BOOK_FORMAT_BYTES];
    buffer_clear(&figures->cell);
    buffer_clear(&figures->formula);
    money_total_format(total, &figures->cell);
    report_book_formula_sum(&figures->formula,
                            (struct report_book_range){2, first, figures->row - 1});
    report_xlsx_text(figures->pen, figures->row, 0, REPORT_XLSX_TOTAL_TEXT, STR("Together"));
    report_xlsx_text(figures->pen, figures->row, 1, REPORT_XLSX_TOTAL_TEXT, STR(""));
    if (!figures->exact || !report_xlsx_survives(buffer_str(&figures->cell))) {
        report_xlsx_text(figures->pen, figures->row++, 2, REPORT_XLSX_RIGHT,
                         buffer_str(&figures->cell));
        return;
    }
    report_xlsx_formula(
        figures->pen, figures->row, 2, REPORT_XLSX_TOTAL,
        report_book_format(figures->currency, buffer_str(&figures->cell), format),
        buffer_c(&figures->formula), buffer_str(&figures->cell));
    figures->row++;
}

/* --- roll-forward -------------------------------------------------------------------------- */

static enum status draw_roll(struct figures *figures, struct failure *failure)
{
    static const char *const heads[] = {"Step", "Amount"};
    static const char *const parts[] = {
        "step", "base", "balance", "rise", "rise below zero", "fall", "fall below zero"};
    struct report_table table;
    int64_t top = figures->row;
    draw_title(figures, "Roll-forward");
    draw_heads(figures, heads, array_count(heads), 0);
    draw_heads(figures, parts, array_count(parts), STEPS_AT - 1);
    figures->row++;
    int64_t first = figures->row;
    enum status status = report_table_open(&table, figures->book->drawing->store,
                                           "workbook/roll-forward.sql", failure);
    if (status == STATUS_OK) {
        store_query_bind_text(table.query, 1, figures->currency);
        status = draw_steps(figures, &table, failure);
    }
    if (status == STATUS_OK && figures->row > first) {
        const struct report_xlsx_chart chart = {
            "Roll-forward of the open balance",
            "A waterfall: from what was open at first, by what moved it, to what is open.",
            first,
            figures->row - 1,
            STEPS_AT - 1,
            step_series,
            array_count(step_series)};
        draw_chart(figures, top, &chart);
    }
    report_table_close(&table);
    figures->row = figures->row - top < CHART_ROWS ? top + CHART_ROWS : figures->row + 1;
    return status;
}

static enum status draw_steps(struct figures *figures, struct report_table *table,
                              struct failure *failure)
{
    struct money_total *balance = money_total_new();
    bool found = true;
    enum status status = report_table_step(table, &found, failure);
    figures->exact = true;
    for (; status == STATUS_OK && found; figures->row++) {
        draw_step(figures, table, balance);
        status = report_table_step(table, &found, failure);
    }
    money_total_free(balance);
    return status;
}

/* `balance` goes with it. A last balance that is not where the moves end shows as a step. */
static void draw_step(struct figures *figures, const struct report_table *table,
                      struct money_total *balance)
{
    struct buffer parts[REPORT_BOOK_PARTS] = {{.bytes = NULL}};
    struct money_total *to = money_total_new();
    struct str amount = report_table_text(table, "amount");
    bool stands = report_table_count(table, "balance") != 0;
    bool good = money_total_add_text(to, amount);
    tie_assert(good);
    if (!stands)
        money_total_add_total(to, balance);
    report_xlsx_text(figures->pen, figures->row, 0,
                     stands ? REPORT_XLSX_TOTAL_TEXT : REPORT_XLSX_TEXT,
                     report_table_text(table, "step"));
    report_book_amount(figures->pen, figures->row, 1,
                       stands ? REPORT_XLSX_TOTAL : REPORT_XLSX_NUMBER, amount,
                       figures->currency);
    report_xlsx_text(figures->pen, figures->row, STEPS_AT - 1, REPORT_XLSX_TEXT,
                     report_table_text(table, "name"));
    report_book_steps(stands ? NULL : balance, to, parts);
    figures->exact = figures->exact && report_xlsx_survives(amount);
    for (size_t at = 0; at < REPORT_BOOK_PARTS; at++) {
        figures->exact = figures->exact && (parts[at].length == 0 ||
                                            report_xlsx_survives(buffer_str(&parts[at])));
        if (parts[at].length > 0)
            report_book_amount(figures->pen, figures->row, STEPS_AT + at, REPORT_XLSX_NUMBER,
                               buffer_str(&parts[at]), figures->currency);
        buffer_free(&parts[at]);
    }
    money_total_subtract_total(balance, balance);
    money_total_add_total(balance, to);
    money_total_free(to);
}
