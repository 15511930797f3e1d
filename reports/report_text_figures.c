/* The four reports in figures: one block a currency, because amounts of two currencies are
 * never added. Everything foots: what a report leaves out stands here as a count. */
#include "reports/report_sheet.h"
#include "reports/report_text.h"

static const char *const uncollected_heads[] = {"state",       "cause",    "charges",
                                                "collectible", "open tax", "paid later"};
static const char *const ageing_heads[] = {"since billing", "positions", "amount",
                                           "past due",      "positions", "amount"};
static const char *const state_heads[] = {"state", "positions", "collectible"};
static const char *const terms_heads[] = {"status", "positions", "collectible"};
static const char *const tax_heads[] = {"status", "positions", "difference"};
static const char *const other_tax_heads[] = {"type", "lines", "tax"};

static const struct report_sheet sheets[] = {
    {"Billed and not paid out, by cause (uncollected.csv)", "summary/uncollected.sql", NULL,
     uncollected_heads, true},
    {"Open balance by age, in days", "summary/ageing-beside.sql", NULL, ageing_heads, false},
    {"Refunds by state (refunds.csv)", "summary/populations.sql", "refunds", state_heads, true},
    {"Net terms by status (net-terms.csv)", "summary/populations.sql", "net-terms", terms_heads,
     true},
    {"Tax collection by status (tax-collection.csv)", "summary/populations.sql",
     "tax-collection", tax_heads, true},
    {"Tax of another kind by type, in no status and no return", "summary/other-tax.sql", NULL,
     other_tax_heads, false},
    {"Every position by state (populations.csv)", "summary/states.sql", NULL, state_heads,
     false},
};

static void figures_of(struct report_page *page, struct str currency);
static void figures_cross_currency(struct report_page *page);

void report_text_figures(struct report_page *page)
{
    tie_assert(page != NULL);
    struct report_table table;
    report_page_open(page, &table, "summary/currencies.sql", STR(""));
    while (report_page_next(page, &table)) {
        struct buffer currency = {0};
        buffer_add(&currency, report_table_text(&table, "currency"));
        figures_of(page, buffer_str(&currency));
        buffer_free(&currency);
    }
    report_page_close(&table);
    figures_cross_currency(page);
}

static void figures_of(struct report_page *page, struct str currency)
{
    struct buffer title = {0};
    buffer_add_c(&title, "Figures in ");
    report_layout_clean(&title, currency);
    report_layout_title(page->text, buffer_c(&title), '=');
    buffer_free(&title);
    for (size_t at = 0; at < array_count(sheets); at++)
        report_sheet_print(page, &sheets[at], currency);
}

static void figures_cross_currency(struct report_page *page)
{
    int64_t rows = report_page_rows(page, "currencies.csv");
    struct buffer line = {0};
    if (rows == 0)
        return;
    report_layout_plural(&line, rows, "position is", "positions are");
    buffer_add_c(&line, " billed in one currency and paid out in another (currencies.csv); no "
                        "figure above holds them.");
    buffer_add_byte(page->text, '\n');
    report_layout_wrap(page->text, "", buffer_str(&line));
    buffer_free(&line);
}
