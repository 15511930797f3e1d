/* Drawn from the texts that draw summary.txt, so that both say the same. */
#include "reports/report_html_figures.h"

#include "reports/report_html_sheet.h"
#include "reports/report_html_text.h"
#include "reports/report_text.h"

static const char *const uncollected_heads[] = {"State",       "Cause",    "Charges",
                                                "Collectible", "Open tax", "Paid later"};
static const char *const billing_heads[] = {"Days since billing", "Positions", "Amount"};
static const char *const due_heads[] = {"Days past due", "Positions", "Amount"};
static const char *const expected_heads[] = {"Month", "Positions", "Collectible"};
static const char *const state_heads[] = {"State", "Positions", "Collectible"};
static const char *const terms_heads[] = {"Status", "Positions", "Collectible"};
static const char *const tax_heads[] = {"Status", "Positions", "Difference"};
static const char *const other_tax_heads[] = {"Type", "Lines", "Tax"};

static const struct {
    struct report_sheet sheet;
    bool chart;
} sheets[] = {
    {{"Billed and not paid out, by cause", "summary/uncollected.sql", NULL, uncollected_heads,
      true},
     false},
    {{"Open balance by days since billing", "html/ageing.sql", "billing", billing_heads, false},
     true},
    {{"Open balance by days past due", "html/ageing.sql", "due", due_heads, false}, true},
    {{"Net terms by status", "summary/populations.sql", "net-terms", terms_heads, true}, true},
    {{"Open and expected by month", "html/expected.sql", NULL, expected_heads, false}, true},
    {{"Refunds by state", "summary/populations.sql", "refunds", state_heads, true}, false},
    {{"Tax collection by status", "summary/populations.sql", "tax-collection", tax_heads, true},
     false},
    {{"Tax of another kind by type, in no status and no return", "summary/other-tax.sql", NULL,
      other_tax_heads, false},
     false},
    {{"Every position by state", "summary/states.sql", NULL, state_heads, false}, false},
};

static void draw_verdict(struct report_page *page);
static void draw_controls_row(struct buffer *into, const struct report_table *table);
static void draw_pennies(struct report_page *page);
static void draw_rules_run(struct report_page *page);
static void draw_first(struct buffer *into, const struct report_table *table);
static void draw_currency(struct report_page *page, struct str currency, size_t number);
static void draw_roll(struct buffer *into, const struct report_table *table);
static void draw_sealed(struct buffer *into, const struct report_table *table);

void report_html_short(struct report_page *page)
{
    tie_assert(page != NULL);
    struct report_grid grid;
    struct buffer *into = page->text;
    draw_verdict(page);
    report_text_short_grid(page, &grid);
    buffer_add_c(into, "<dl class=\"short\">\n");
    for (size_t at = 0; at < report_grid_rows(&grid); at++) {
        struct str term = grid.cells[2 * at];
        if (term.length > 0) {
            buffer_add_c(into, at == 0 ? "<div><dt>" : "</div>\n<div><dt>");
            report_html_label(into, term);
            buffer_add_c(into, "</dt>");
        }
        buffer_add_c(into, "<dd>");
        report_html_quote(into, grid.cells[2 * at + 1]);
        buffer_add_c(into, "</dd>");
    }
    buffer_add_c(into, report_grid_rows(&grid) > 0 ? "</div>\n</dl>\n" : "</dl>\n");
    report_grid_free(&grid);
}

void report_html_first(struct report_page *page)
{
    tie_assert(page != NULL);
    struct report_table table;
    bool any = false;
    report_page_open(page, &table, "summary/first.sql", STR(""));
    while (report_page_next(page, &table)) {
        if (!any)
            buffer_add_c(page->text, "<ol class=\"first\">\n");
        any = true;
        draw_first(page->text, &table);
    }
    report_page_close(&table);
    buffer_add_c(page->text,
                 any ? "</ol>\n" : "<p class=\"none\">No finding above info.</p>\n");
}

void report_html_controls(struct report_page *page)
{
    tie_assert(page != NULL);
    struct report_table table;
    struct buffer *into = page->text;
    int64_t evidence = 0;
    buffer_add_c(into, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                       "aria-label=\"Controls\">\n"
                       "<table>\n<caption>Controls, and figures that reports state of "
                       "themselves (tie-out.csv)</caption>\n<thead><tr><td></td>"
                       "<th scope=\"col\" class=\"n\">Tie</th>"
                       "<th scope=\"col\" class=\"n\">Penny</th>"
                       "<th scope=\"col\" class=\"n\">Off</th>"
                       "<th scope=\"col\" class=\"n\">Not testable</th></tr></thead>\n"
                       "<tbody>\n");
    report_page_open(page, &table, "summary/controls.sql", STR(""));
    while (report_page_next(page, &table)) {
        draw_controls_row(into, &table);
        evidence += report_table_count(&table, "evidence");
    }
    report_page_close(&table);
    buffer_add_c(into, "</tbody>\n</table>\n</div>\n");
    if (evidence == 0)
        buffer_add_c(into, "<p>No total that a report states of its lines could be compared: "
                           "completeness against the source is not evidenced.</p>\n");
    draw_pennies(page);
    draw_rules_run(page);
}

void report_html_currencies(struct report_page *page)
{
    tie_assert(page != NULL);
    struct report_table table;
    size_t number = 0;
    report_page_open(page, &table, "summary/currencies.sql", STR(""));
    while (report_page_next(page, &table)) {
        struct buffer currency = {0};
        buffer_add(&currency, report_table_text(&table, "currency"));
        draw_currency(page, buffer_str(&currency), ++number);
        buffer_free(&currency);
    }
    report_page_close(&table);
    int64_t crossed = report_page_rows(page, "currencies.csv");
    if (crossed > 0) {
        buffer_add_c(page->text, "<p>");
        report_layout_plural(page->text, crossed, "position is", "positions are");
        buffer_add_c(page->text, " billed in one currency and paid out in another "
                                 "(currencies.csv); no figure above holds them.</p>\n");
    }
}

void report_html_roll(struct report_page *page)
{
    tie_assert(page != NULL);
    struct report_table table;
    bool knows_before = true;
    report_page_open(page, &table, "summary/roll-forward.sql", STR(""));
    buffer_add_c(page->text, "<div class=\"sheets\">\n");
    while (report_page_next(page, &table)) {
        knows_before = report_table_count(&table, "knows_before") != 0;
        draw_roll(page->text, &table);
    }
    buffer_add_c(page->text, "</div>\n");
    report_page_close(&table);
    if (!knows_before)
        buffer_add_c(page->text,
                     "<p>Charges from before the first billed file are in no opening, while "
                     "their payouts count: give the open items of that day as an opening list, "
                     "or load earlier months.</p>\n");
}

void report_html_loaded(struct report_page *page)
{
    tie_assert(page != NULL);
    struct report_grid grid;
    char columns[REPORT_GRID_COLUMNS + 1];
    bool loaded = report_text_loaded_grid(page, &grid, columns);
    if (loaded && page->status == STATUS_OK)
        report_html_grid(page->text, &grid, "Lines by month and role");
    report_grid_free(&grid);
}

/* The first line: can the figures be relied on? */
static void draw_verdict(struct report_page *page)
{
    struct report_headings said = report_text_headings(page);
    const char *const bad[] = {said.incomplete, said.off};
    bool fine = true;
    for (size_t at = 0; at < array_count(bad); at++) {
        if (bad[at] == NULL)
            continue;
        buffer_format(page->text, "<p class=\"verdict bad\">%s</p>\n", bad[at]);
        fine = false;
    }
    if (fine)
        buffer_add_c(page->text, "<p class=\"verdict good\">IT TIES: no control is off, and no "
                                 "record was rejected.</p>\n");
}

static void draw_controls_row(struct buffer *into, const struct report_table *table)
{
    static const char *const names[] = {"ties", "penny", "off", "not_testable"};
    bool own = str_equal(report_table_text(table, "kind"), STR("control"));
    buffer_format(into, "<tr><th scope=\"row\">%s</th>",
                  own ? "Our own arithmetic" : "Stated by the reports");
    for (size_t at = 0; at < array_count(names); at++) {
        buffer_add_c(into, "<td class=\"n\">");
        report_html_cell(into, table, report_table_column(table, names[at]));
        buffer_add_c(into, "</td>");
    }
    buffer_add_c(into, "</tr>\n");
}

static void draw_pennies(struct report_page *page)
{
    struct report_table table;
    struct buffer *into = page->text;
    report_page_open(page, &table, "summary/pennies.sql", STR(""));
    while (report_page_next(page, &table)) {
        buffer_add_c(into, "<p>");
        report_layout_plural(into, report_table_count(&table, "differences"),
                             "penny difference", "penny differences");
        buffer_add_c(into, " in ");
        report_html_quote(into, report_table_text(&table, "currency"));
        buffer_add_c(into, ", together ");
        report_html_cell(into, &table, report_table_column(&table, "sum_absolute"));
        buffer_add_c(into, " of a budget of ");
        report_html_cell(into, &table, report_table_column(&table, "budget"));
        buffer_add_c(into, " (pennies.csv).</p>\n");
    }
    report_page_close(&table);
}

static void draw_rules_run(struct report_page *page)
{
    buffer_add_c(page->text, "<p>");
    report_html_quote(page->text, report_model_value(page->model, META_RULES_RUN));
    buffer_add_c(page->text, " rules ran; ");
    report_html_quote(page->text, report_model_value(page->model, META_RULES_SHIPPED));
    buffer_add_c(page->text, " are built in.</p>\n");
}

static void draw_first(struct buffer *into, const struct report_table *table)
{
    struct str currency = report_table_text(table, "currency");
    struct str then = report_table_text(table, "then");
    int64_t findings = report_table_count(table, "findings");
    buffer_add_c(into, "<li><p>");
    report_html_rules(into, report_table_text(table, "rule"));
    buffer_add_c(into, " (");
    report_html_quote(into, report_table_text(table, "severity"));
    buffer_add_c(into, currency.length > 0 ? ", " : "");
    report_html_quote(into, currency);
    buffer_add_c(into, "), ");
    report_layout_plural(into, findings, "finding", "findings");
    buffer_add_c(into, findings > 1 ? ". The largest: " : ". ");
    report_html_isolate(into, report_table_text(table, "subject"));
    buffer_add_c(into, ": ");
    report_html_isolate(into, report_table_text(table, "explanation"));
    buffer_add_c(into, "</p>");
    if (then.length > 0) {
        buffer_add_c(into, "<p class=\"then\">To do: ");
        report_html_isolate(into, then);
        buffer_add_c(into, "</p>");
    }
    buffer_add_c(into, "</li>\n");
}

static void draw_currency(struct report_page *page, struct str currency, size_t number)
{
    struct buffer *into = page->text;
    buffer_format(into,
                  "<section id=\"figures-%zu\" aria-labelledby=\"figures-%zu-title\">\n"
                  "<h3 id=\"figures-%zu-title\">Figures in ",
                  number, number, number);
    report_html_quote(into, currency);
    buffer_add_c(into, "</h3>\n<div class=\"sheets\">\n");
    for (size_t at = 0; at < array_count(sheets); at++)
        report_html_sheet(page, &sheets[at].sheet, currency, sheets[at].chart);
    buffer_add_c(into, "</div>\n</section>\n");
}

/* A currency's way from opening to closing, downwards. */
static void draw_roll(struct buffer *into, const struct report_table *table)
{
    static const char *const parts[] = {
        "opening",  "billed",   "refunds_billed", "disbursed",   "refunds_disbursed",
        "forgiven", "adjusted", "closing",        "unexplained",
    };
    buffer_add_c(into, "<div class=\"sheet\">\n<table>\n<caption>Roll-forward in ");
    report_html_quote(into, report_table_text(table, "currency"));
    buffer_add_c(into, ", from the end of ");
    report_html_cell(into, table, report_table_column(table, "opening_on"));
    buffer_add_c(into, " to the end of ");
    report_html_cell(into, table, report_table_column(table, "closing_on"));
    buffer_add_c(into, "</caption>\n<thead><tr><td></td><th scope=\"col\" class=\"n\">");
    report_html_quote(into, report_table_text(table, "currency"));
    buffer_add_c(into, "</th></tr></thead>\n<tbody>\n");
    for (size_t at = 0; at < array_count(parts); at++) {
        bool closing = str_equal(str_from(parts[at]), STR("closing"));
        buffer_format(into, "<tr%s><th scope=\"row\">", closing ? " class=\"sum\"" : "");
        report_html_label(into, str_from(parts[at]));
        buffer_add_c(into, "</th><td class=\"n\">");
        report_html_cell(into, table, report_table_column(table, parts[at]));
        buffer_add_c(into, "</td></tr>\n");
    }
    buffer_add_c(into, "</tbody>\n</table>\n");
    if (report_table_count(table, "sealed") != 0)
        draw_sealed(into, table);
    buffer_add_c(into, "</div>\n");
}

/* What later files say of sealed months is no movement of these days, and stands in adjusted. */
static void draw_sealed(struct buffer *into, const struct report_table *table)
{
    int64_t items = report_table_count(table, "prior_items");
    buffer_add_c(into, "<p>It opens with what was sealed.");
    if (items > 0) {
        buffer_add_byte(into, ' ');
        report_layout_plural(into, items, "position", "positions");
        buffer_add_c(into, " of sealed months would open otherwise by now (prior-period.csv); "
                           "of that later files say ");
        report_html_cell(into, table, report_table_column(table, "prior_period"));
        buffer_add_c(into, ", a part of adjusted.");
    }
    buffer_add_c(into, "</p>\n");
}
