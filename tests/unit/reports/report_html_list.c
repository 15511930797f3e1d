/* A section of a long report: its rows, what stands below them, what it leaves out. */
#include "reports/report_html_list.h"

#include "page_fixture.h"

static const struct report_html_list timing = {
    .id = "timing",
    .title = "Timing",
    .asks = "What waits?",
    .path = "csv/timing.sql",
    .file = "timing.csv",
    .columns = "transaction_reference_id rule currency amount",
    .amount = "amount",
    .details = true,
    .sums = true,
};
static const struct report_html_list aside = {
    .id = "aside",
    .title = "Set aside",
    .caption = "not read",
    .path = "summary/aside.sql",
    .columns = "file family",
    .silent = true,
    .part = true,
};

static size_t most = 500;

static void draw_timing(struct report_page *page)
{
    report_html_list_draw(page, &timing, false, most);
}

static void draw_aside(struct report_page *page)
{
    report_html_list_draw(page, &aside, false, most);
}

static void add_timing(struct world *world)
{
    world_execute(world, "UPDATE reference SET text = '<R-1>' WHERE reference_id = 1");
    world_row(world, "position_active",
              "position_id = 1, reference_id = 1, currency = 'USD', evidence = 'x.csv#2'");
    world_row(world, "position_active", "position_id = 2, reference_id = 2, currency = 'USD'");
    world_execute(world, "INSERT INTO timing VALUES"
                         " (1, 'tax-short', 'ahead', 1234500000, 'taxed', NULL, NULL, 0),"
                         " (2, 'tax-over', 'ahead', -2000000000, 'taxed', NULL, NULL, 0)");
}

#define HEAD                                                                                   \
    "<thead><tr><th scope=\"col\" data-kind=\"text\">Reference</th>"                           \
    "<th scope=\"col\" data-kind=\"text\">Rule</th>"                                           \
    "<th scope=\"col\" data-kind=\"currency\">Currency</th>"                                   \
    "<th scope=\"col\" data-kind=\"money\" class=\"n\">Amount</th></tr></thead>\n"
#define TOP                                                                                    \
    "<section id=\"timing\" aria-labelledby=\"timing-title\" class=\"report\" data-filter>\n"  \
    "<h2 id=\"timing-title\">Timing</h2>\n<p>What waits?</p>\n"
#define TABLE                                                                                  \
    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "                                    \
    "aria-labelledby=\"timing-caption\">\n<table data-sort>\n"                                 \
    "<caption id=\"timing-caption\">2 rows: facts whose counterpart lies outside the loaded "  \
    "days (timing.csv)</caption>\n"
#define SECOND                                                                                 \
    "<tbody><tr><th scope=\"row\" class=\"d\"><bdi>R-2</bdi></th><td "                         \
    "class=\"d\">tax-over</td>"                                                                \
    "<td class=\"d\">USD</td><td class=\"n\"><data value=\"-2000.00\">-2,000.00</data></td>"   \
    "</tr><tr class=\"more\"><td colspan=\"4\"><details><summary>All figures and records"      \
    "<span class=\"vh\"> of <bdi>R-2</bdi></span></summary><dl>"                               \
    "<div><dt>Fact lies</dt><dd>ahead</dd></div>"                                              \
    "<div><dt>Waits for</dt><dd>taxed</dd></div></dl></details></td></tr></tbody>\n"
#define FOOT                                                                                   \
    "<tfoot>\n<tr><th scope=\"row\" colspan=\"3\">Together in USD, 2 rows</th>"                \
    "<td class=\"n\"><data value=\"-765.50\">-765.50</data></td></tr>\n</tfoot>\n"             \
    "</table>\n</div>\n</section>\n"

static void test_rows(void **state)
{
    struct world *world = *state;
    add_timing(world);
    most = 2;
    page_says(
        world, draw_timing,
        TOP TABLE HEAD
        "<tbody><tr><th scope=\"row\" class=\"d\"><bdi>&lt;R-1&gt;</bdi></th>"
        "<td class=\"d\">tax-short</td><td class=\"d\">USD</td>"
        "<td class=\"n\"><data value=\"1234.50\">1,234.50</data></td></tr>"
        "<tr class=\"more\"><td colspan=\"4\"><details><summary>All figures and records"
        "<span class=\"vh\"> of <bdi>&lt;R-1&gt;</bdi></span></summary><dl>"
        "<div><dt>Fact lies</dt><dd>ahead</dd></div><div><dt>Waits for</dt><dd>taxed</dd></div>"
        "<div class=\"wide\"><dt>Source records</dt><dd><bdi>x.csv#2</bdi></dd></div>"
        "</dl></details></td></tr></tbody>\n" SECOND FOOT);
}

/* One row of two fits: the larger; totals are of both. The file was asked for, or not. */
static void test_cut(void **state)
{
    struct world *world = *state;
    struct report_outputs outputs = {.list = {{.name = "timing.csv"}}, .count = 1};
    add_timing(world);
    most = 1;
    page_says_beside(world, &outputs, draw_timing,
                     TOP
                     "<p class=\"cut\">This page shows 1 of 2 rows, of each currency the "
                     "largest; the totals below the table are of all. timing.csv holds them "
                     "all.</p>\n" TABLE HEAD SECOND FOOT);
    outputs.list[0].left_out = true;
    page_says_beside(world, &outputs, draw_timing,
                     TOP
                     "<p class=\"cut\">This page shows 1 of 2 rows, of each currency the "
                     "largest; the totals below the table are of all. timing.csv holds them "
                     "all; it was not asked for.</p>\n" TABLE HEAD SECOND FOOT);
}

static void test_none(void **state)
{
    struct world *world = *state;
    page_says(world, draw_timing, TOP "<p class=\"none\">None.</p>\n</section>\n");
    page_says(world, draw_aside, "");
}

/* A part has no details, no sums and no file: the first rows stay. */
static void test_part(void **state)
{
    struct world *world = *state;
    world_row(world, "file",
              "file_id = 1, short_name = 'a.csv', family = 'f', set_aside = 1, "
              "sha256 = '1'");
    world_row(world, "file",
              "file_id = 2, short_name = 'b.csv', family = 'f', set_aside = 1, "
              "sha256 = '2'");
    most = 1;
    page_says(world, draw_aside,
              "<section id=\"aside\" aria-labelledby=\"aside-title\">\n"
              "<h3 id=\"aside-title\">Set aside</h3>\n"
              "<p class=\"cut\">This page shows 1 of 2 rows, the first. The books hold them "
              "all.</p>\n"
              "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
              "aria-labelledby=\"aside-caption\">\n<table data-sort>\n"
              "<caption id=\"aside-caption\">2 rows: not read</caption>\n"
              "<thead><tr><th scope=\"col\" data-kind=\"text\">File</th>"
              "<th scope=\"col\" data-kind=\"text\">Family</th></tr></thead>\n"
              "<tbody><tr><th scope=\"row\" class=\"d\"><bdi>a.csv</bdi></th>"
              "<td class=\"d\">f</td></tr></tbody>\n</table>\n</div>\n</section>\n");
}

/* Nothing is drawn of a table that cannot be read. */
static void test_failure(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};
    struct report_page page = {
        .store = world->store, .text = &text, .failure = &world->failure};
    world_execute(world, "DROP TABLE timing");
    draw_timing(&page);
    assert_int_not_equal(page.status, STATUS_OK);
    assert_int_equal(text.length, 0);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_rows), PAGE_TEST(test_cut),     PAGE_TEST(test_none),
        PAGE_TEST(test_part), PAGE_TEST(test_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
