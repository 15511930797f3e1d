/* Every list can be opened, has the columns it names, and draws an empty world. */
#include "reports/report_html_lists.h"

#include "page_fixture.h"

static void test_columns(void **state)
{
    struct world *world = *state;
    for (size_t at = 0; at < report_html_list_count; at++) {
        const struct report_html_list *list = &report_html_lists[at].list;
        struct report_table table;
        struct str rest = str_from(list->columns);
        must_work(report_table_open(&table, world->store, list->path, &world->failure),
                  &world->failure);
        assert_true(list->caption != NULL || table.about.length > 0);
        while (rest.length > 0) {
            char name[64];
            struct str column = str_split(rest, ' ', &rest);
            snprintf(name, sizeof name, "%.*s", (int)column.length, column.bytes);
            assert_true(report_table_column(&table, name) < table.column_count);
        }
        if (list->amount != NULL)
            assert_int_equal(table.columns[report_table_column(&table, list->amount)].kind,
                             REPORT_MONEY);
        report_table_close(&table);
    }
}

static void draw_reports(struct report_page *page)
{
    report_html_lists_draw(page, REPORT_HTML_REPORTS, false);
}

#define EMPTY(id, title, asks)                                                                 \
    "<section id=\"" id "\" aria-labelledby=\"" id "-title\" class=\"report\" data-filter>\n"  \
    "<h2 id=\"" id "-title\">" title "</h2>\n<p>" asks "</p>\n"                                \
    "<p class=\"none\">None.</p>\n</section>\n"

/* The four reports stand there, whether they hold rows or not, and in the contract's order. */
static void test_reports(void **state)
{
    page_says(
        *state, draw_reports,
        EMPTY("uncollected", "Uncollected",
              "What was billed and never paid out to you, or not in full, and how old is it?")
            EMPTY("refunds", "Refunds",
                  "Which refunds were billed, and taken out of payouts, with their fees and "
                  "taxes?")
                EMPTY(
                    "net-terms", "Net terms",
                    "What is open within its terms, past due, or came late, and when may it be "
                    "expected?")
                    EMPTY(
                        "tax-collection", "Tax collection",
                        "Was the tax you must remit collected and paid out to you, and nothing "
                        "else?"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_columns),
        PAGE_TEST(test_reports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
