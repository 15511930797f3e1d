/* How the open balance came about, in each currency: what was open before, what moved it, what is
 * open now, and what of the way is not explained. */
#include "reports/report_text.h"

static const struct {
    const char *column;
    const char *words; /* NULL: the day stands behind it */
} parts[] = {
    {"opening", NULL},
    {"billed", "billed"},
    {"refunds_billed", "refunds billed"},
    {"disbursed", "paid out"},
    {"refunds_disbursed", "refunds taken out of payouts"},
    {"forgiven", "forgiven"},
    {"adjusted", "adjusted"},
    {"closing", NULL},
    {"unexplained", "unexplained"},
};

static void roll_of(struct report_page *page, const struct report_table *table);
static void say_day(struct report_grid *grid, const struct report_table *table,
                    const char *column);
static void say_what_was_sealed(struct report_page *page, const struct report_table *table);
static void say_what_is_missing(struct report_page *page, bool knows_before);

void report_text_roll(struct report_page *page)
{
    tie_assert(page != NULL);
    struct report_table table;
    bool any = false;
    bool knows_before = true;
    report_page_open(page, &table, "summary/roll-forward.sql", STR(""));
    while (report_page_next(page, &table)) {
        if (!any)
            report_layout_title(page->text, "Roll-forward (roll-forward.csv)", '-');
        else
            buffer_add_byte(page->text, '\n');
        any = true;
        knows_before = report_table_count(&table, "knows_before") != 0;
        roll_of(page, &table);
    }
    report_page_close(&table);
    if (any)
        say_what_is_missing(page, knows_before);
}

static void roll_of(struct report_page *page, const struct report_table *table)
{
    struct report_grid grid;
    report_grid_init(&grid, "lr");
    report_grid_cell(&grid, STR(""));
    report_page_cell(&grid, table, report_table_column(table, "currency"));
    for (size_t at = 0; at < array_count(parts); at++) {
        bool closes = str_equal(str_from(parts[at].column), STR("closing"));
        if (closes)
            report_grid_rule(&grid);
        if (parts[at].words != NULL)
            report_grid_cell(&grid, str_from(parts[at].words));
        else
            say_day(&grid, table, closes ? "closing_on" : "opening_on");
        report_page_cell(&grid, table, report_table_column(table, parts[at].column));
    }
    report_grid_print(&grid, page->text);
    if (report_table_count(table, "sealed") != 0)
        say_what_was_sealed(page, table);
}

static void say_day(struct report_grid *grid, const struct report_table *table,
                    const char *column)
{
    struct buffer words = {0};
    char text[DAY_TEXT_BYTES];
    size_t at = report_table_column(table, column);
    buffer_add_c(&words, "open at the end of ");
    buffer_add_c(&words,
                 day_format((day_number)store_query_integer(table->query, (int)at), text));
    report_grid_cell(grid, buffer_str(&words));
    buffer_free(&words);
}

/* What later files say of it is no movement of these days, and stands in `adjusted`. */
static void say_what_was_sealed(struct report_page *page, const struct report_table *table)
{
    struct buffer words = {0};
    int64_t items = report_table_count(table, "prior_items");
    buffer_add_c(&words, "It opens with what was sealed.");
    if (items > 0) {
        buffer_add_c(&words, items == 1 ? " 1 position" : " ");
        if (items > 1)
            report_table_people(table, report_table_column(table, "prior_items"), &words);
        buffer_add_c(&words, items > 1 ? " positions" : "");
        buffer_add_c(&words, " of sealed months would open otherwise by now "
                             "(prior-period.csv); of that later files say ");
        report_table_people(table, report_table_column(table, "prior_period"), &words);
        buffer_add_c(&words, ", a part of adjusted.");
    }
    report_layout_wrap(page->text, "  ", buffer_str(&words));
    buffer_free(&words);
}

/* A payout of a charge from before the first file takes from a balance the charge never
 * entered. */
static void say_what_is_missing(struct report_page *page, bool knows_before)
{
    if (knows_before)
        return;
    report_layout_wrap(page->text, "  ",
                       STR("Charges from before the first billed file are in no opening, while "
                           "their payouts count: give the open items of that day as an opening "
                           "list, or load earlier months."));
}
