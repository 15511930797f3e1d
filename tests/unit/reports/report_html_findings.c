/* Findings on the page: their rule above them, their records and what was decided below. */
#include "reports/report_html_findings.h"

#include "page_fixture.h"

#define TOP                                                                                    \
    "<section id=\"findings\" class=\"report\" aria-labelledby=\"findings-title\" "            \
    "data-filter>\n<h2 id=\"findings-title\">Findings</h2>\n"                                  \
    "<p>What the rules answered, the gravest first, with the records that prove it.</p>\n"
#define HEAD                                                                                   \
    "<thead><tr><th scope=\"col\" data-kind=\"text\">Subject</th>"                             \
    "<th scope=\"col\" data-kind=\"text\">Severity</th>"                                       \
    "<th scope=\"col\" data-kind=\"currency\">Currency</th>"                                   \
    "<th scope=\"col\" data-kind=\"money\" class=\"n\">Expected</th>"                          \
    "<th scope=\"col\" data-kind=\"money\" class=\"n\">Actual</th>"                            \
    "<th scope=\"col\" data-kind=\"money\" class=\"n\">Difference</th></tr></thead>\n"
#define RULE(code, counts)                                                                     \
    "<section class=\"rule\" id=\"rule-" code "\" aria-labelledby=\"rule-" code "-title\">\n"  \
    "<h3 id=\"rule-" code "-title\">" code " <span class=\"counts\">" counts "</span></h3>\n"
#define TABLE(code)                                                                            \
    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Findings of " code      \
    "\">\n<table data-sort><caption class=\"vh\">Findings of " code "</caption>\n" HEAD

static void draw_all(struct report_page *page)
{
    report_html_findings(page, 50);
}

static void draw_one(struct report_page *page)
{
    report_html_findings(page, 1);
}

static void test_none(void **state)
{
    page_says(*state, draw_all, TOP "<p class=\"none\">None.</p>\n</section>\n");
}

/* Record 2 of x.csv begins on line 9; that of y.csv is no line. The rule b is not among those that
 * ran: it has no words. */
static void test_finding(void **state)
{
    struct world *world = *state;
    world_execute(world, "PRAGMA foreign_keys = OFF;"
                         "INSERT INTO rule VALUES"
                         " ('a', 'high', 'Is <it>?', 'It is.', 'Do.', 't', 's', 1)");
    world_row(world, "file", "file_id = 1, short_name = 'x.csv', sha256 = '1'");
    world_row(world, "section", "section_id = 3, file_id = 1, canonical = 1");
    world_row(world, "line_billed", "line_id = (3 << 32) + 2, line_first = 9");
    world_row(world, "line_disposition",
              "line_id = 5, finding_id = 'f1', reason = 'known', owner = 'A & B', due = 19874");
    world_execute(world, "INSERT INTO disposition VALUES ('f1', 5);"
                         "INSERT INTO finding VALUES"
                         " ('f1', 'a', 'high', '<s>', 'r', 'USD', '1234.00', '044455556666',"
                         " '', 'Too much.', 'x.csv#2 y.csv#7 +3'),"
                         " ('f2', 'b', 'low', 'f/2024-05', '', '', '', '', '', 'A gap.', '')");
    page_says(
        world, draw_all,
        TOP RULE(
            "a",
            "1 high") "<dl class=\"words\"><div><dt>Question</dt><dd><bdi>Is "
                      "&lt;it&gt;?</bdi></dd></div>"
                      "<div><dt>Reason</dt><dd><bdi>It is.</bdi></dd></div>"
                      "<div><dt>Remedy</dt><dd><bdi>Do.</bdi></dd></div></dl>\n" TABLE(
                          "a") "<tbody><tr><th "
                               "scope=\"row\"><bdi>&lt;s&gt;</bdi></th><td>high</td><td>USD</"
                               "td>"
                               "<td class=\"n\"><data value=\"1234.00\">1,234.00</data></td>"
                               "<td class=\"n\"><bdi>044455556666</bdi></td><td "
                               "class=\"n\"></td></tr>"
                               "<tr class=\"more\"><td colspan=\"6\"><p><bdi>Too "
                               "much.</bdi></p>"
                               "<ul class=\"places\"><li><bdi>x.csv</bdi>, record 2, line "
                               "9</li>"
                               "<li><bdi>y.csv</bdi>, record 7</li><li>3 more</li></ul>"
                               "<dl "
                               "class=\"decision\"><div><dt>Disposition</dt><dd><bdi>known</"
                               "bdi></dd></div>"
                               "<div><dt>Owner</dt><dd><bdi>A &amp; B</bdi></dd></div>"
                               "<div><dt>Due on</dt><dd><bdi>2024-05-31</bdi></dd></div></dl>"
                               "<p class=\"id\">Finding f1</p></td></tr></tbody>\n"
                               "</table>\n</div>\n</section>\n" RULE(
                                   "b",
                                   "1 low") "<dl class=\"words\"></dl>\n" TABLE("b") "<tbody><"
                                                                                     "tr><th "
                                                                                     "scope="
                                                                                     "\"row\"><"
                                                                                     "bdi>f/"
                                                                                     "2024-05</"
                                                                                     "bdi></"
                                                                                     "th><td>"
                                                                                     "low</"
                                                                                     "td><td></"
                                                                                     "td>"
                                                                                     "<td "
                                                                                     "class="
                                                                                     "\"n\"></"
                                                                                     "td><td "
                                                                                     "class="
                                                                                     "\"n\"></"
                                                                                     "td><td "
                                                                                     "class="
                                                                                     "\"n\"></"
                                                                                     "td></tr>"
                                                                                     "<tr "
                                                                                     "class="
                                                                                     "\"more\">"
                                                                                     "<td "
                                                                                     "colspan="
                                                                                     "\"6\"><p>"
                                                                                     "<bdi>A "
                                                                                     "gap.</"
                                                                                     "bdi></p>"
                                                                                     "<p "
                                                                                     "class="
                                                                                     "\"id\">"
                                                                                     "Finding "
                                                                                     "f2</p></"
                                                                                     "td></"
                                                                                     "tr></"
                                                                                     "tbody>\n"
                                                                                     "</"
                                                                                     "table>\n<"
                                                                                     "/div>\n</"
                                                                                     "section>"
                                                                                     "\n</"
                                                                                     "section>"
                                                                                     "\n");
}

/* Of each currency the largest: 10.00 is more than 9.00, whatever its sign. */
static void test_cut(void **state)
{
    struct world *world = *state;
    struct report_model model = {0};
    struct buffer text = {0};
    struct report_page page = {
        .store = world->store, .model = &model, .text = &text, .failure = &world->failure};
    world_execute(world, "INSERT INTO finding VALUES"
                         " ('f1', 'a', 'high', 's1', '', 'USD', '', '', '9.00', 'x', ''),"
                         " ('f2', 'a', 'high', 's2', '', 'USD', '', '', '-10.00', 'x', ''),"
                         " ('f3', 'a', 'low', 's3', '', 'USD', '', '', '1.00', 'x', ''),"
                         " ('f4', 'a', 'high', 's4', '', 'EUR', '', '', '1.00', 'x', '')");
    draw_one(&page);
    must_work(page.status, &world->failure);
    struct str all = buffer_str(&text);
    assert_true(str_find(all, STR("<span class=\"counts\">3 high, 1 low</span>")) > 0);
    assert_true(str_find(all, STR("Finding f1")) < 0);
    ptrdiff_t euro = str_find(all, STR("Finding f4"));
    ptrdiff_t dollar = str_find(all, STR("Finding f2"));
    ptrdiff_t low = str_find(all, STR("Finding f3"));
    assert_true(0 < euro && euro < dollar && dollar < low);
    assert_true(
        str_find(all, STR("<p class=\"cut\">This page shows 3 of 4 findings, of each "
                          "currency those of the largest difference. findings.csv holds "
                          "them all.</p>")) > 0);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_none),
        PAGE_TEST(test_finding),
        PAGE_TEST(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
