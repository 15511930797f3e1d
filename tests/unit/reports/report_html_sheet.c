/* A footed table of the page with its chart, and a grid as a table. */
#include "reports/report_html_sheet.h"

#include "page_fixture.h"

static const char *const heads[] = {"Status", "Positions", "Amount"};

static void draw(struct report_page *page, bool says_none, const char *currency, bool chart)
{
    const struct report_sheet sheet = {"A title", "summary/populations.sql", "refunds", heads,
                                       says_none};
    report_html_sheet(page, &sheet, str_from(currency), chart);
}

static void draw_usd(struct report_page *page)
{
    draw(page, false, "USD", false);
}

static void draw_chart(struct report_page *page)
{
    draw(page, false, "JPY", true);
}

static void draw_euro(struct report_page *page)
{
    draw(page, false, "EUR", true);
}

static void draw_euro_or_none(struct report_page *page)
{
    draw(page, true, "EUR", true);
}

static void fill(struct world *world)
{
    world_execute(world, "INSERT INTO population VALUES"
                         " ('refunds', 'a', 'USD', 999, '9223372036854775807.99'),"
                         " ('refunds', '<b>', 'USD', 1, '0.02'),"
                         " ('refunds', 'a', 'JPY', 7, '2.00'),"
                         " ('refunds', 'b', 'JPY', 7, '1.00'),"
                         " ('net-terms', 'a', 'USD', 7, '5.00')");
}

/* Sums of any size; amounts of the other currency and of the other report stay out. */
static void test_foots(void **state)
{
    struct world *world = *state;
    fill(world);
    page_says(
        world, draw_usd,
        "<div class=\"sheet\">\n<table>\n<caption>A title, USD</caption>\n"
        "<thead><tr><th scope=\"col\">Status</th><th scope=\"col\" class=\"n\">Positions</th>"
        "<th scope=\"col\" class=\"n\">Amount</th></tr></thead>\n<tbody>\n"
        "<tr><th scope=\"row\">&lt;b&gt;</th><td class=\"n\">1</td><td class=\"n\">0.02</td>"
        "</tr>\n"
        "<tr><th scope=\"row\">a</th><td class=\"n\">999</td><td class=\"n\">"
        "<data value=\"9223372036854775807.99\">9,223,372,036,854,775,807.99</data></td></tr>\n"
        "</tbody>\n<tfoot><tr><th scope=\"row\">Together</th><td class=\"n\">1,000</td>"
        "<td class=\"n\">9,223,372,036,854,775,808.01</td></tr></tfoot>\n</table>\n</div>\n");
    page_says(world, draw_euro, "");
    page_says(world, draw_euro_or_none, "<p class=\"none\">A title: none.</p>\n");
}

/* The chart stands in the sheet; what it draws is the chart's own test. */
static void test_chart(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};
    struct report_page page = {
        .store = world->store, .text = &text, .failure = &world->failure};
    fill(world);
    draw_chart(&page);
    must_work(page.status, &world->failure);
    assert_true(str_find(buffer_str(&text), STR("</table>\n<svg class=\"bars\"")) > 0);
    assert_true(str_find(buffer_str(&text), STR("<title>A title, JPY</title>"
                                                "<desc>Bars: a, 2.00; b, 1.00.</desc>")) > 0);
    assert_true(str_ends(buffer_str(&text), STR("</svg>\n</div>\n")));
    buffer_free(&text);
}

static void test_grid(void **state)
{
    static const char *const cells[] = {"month", "billed", "2024-01", "<3"};
    struct report_grid grid;
    struct buffer into = {0};
    (void)state;
    report_grid_init(&grid, "lr");
    for (size_t at = 0; at < array_count(cells); at++)
        report_grid_cell(&grid, str_from(cells[at]));
    report_html_grid(&into, &grid, "Lines");
    assert_string_equal(
        buffer_c(&into),
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Lines\">\n<table>\n"
        "<caption>Lines</caption>\n"
        "<thead><tr><th scope=\"col\">month</th><th scope=\"col\" class=\"n\">billed</th></tr>"
        "</thead>\n<tbody>\n<tr><th scope=\"row\">2024-01</th><td class=\"n\">&lt;3</td></tr>\n"
        "</tbody>\n</table>\n</div>\n");
    buffer_free(&into);
}

/* Nothing is drawn of a table that cannot be read. */
static void test_failure(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};
    struct report_page page = {
        .store = world->store, .text = &text, .failure = &world->failure};
    world_execute(world, "DROP TABLE population");
    draw_usd(&page);
    draw_euro_or_none(&page);
    assert_int_not_equal(page.status, STATUS_OK);
    assert_int_equal(text.length, 0);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_foots),
        PAGE_TEST(test_chart),
        cmocka_unit_test(test_grid),
        PAGE_TEST(test_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
