/* The figures of the page: what they say of a world, and of an empty one. */
#include "reports/report_html_figures.h"

#include "page_fixture.h"

#define CONTROLS(tie, penny, off, not )                                                        \
    "<td class=\"n\">" tie "</td><td class=\"n\">" penny "</td><td class=\"n\">" off           \
    "</td><td class=\"n\">" not "</td></tr>\n"
#define CONTROLS_HEAD                                                                          \
    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Controls\">\n<table>\n" \
    "<caption>Controls, and figures that reports state of themselves "                         \
    "(tie-out.csv)</caption>\n"                                                                \
    "<thead><tr><td></td><th scope=\"col\" class=\"n\">Tie</th>"                               \
    "<th scope=\"col\" class=\"n\">Penny</th><th scope=\"col\" class=\"n\">Off</th>"           \
    "<th scope=\"col\" class=\"n\">Not testable</th></tr></thead>\n<tbody>\n"

static void test_controls(void **state)
{
    struct world *world = *state;
    world_execute(world, "INSERT INTO meta VALUES ('rules_run', '3'), ('rules_shipped', '12');"
                         "INSERT INTO tie VALUES"
                         " (1, 'a', 'control', '', '', '', '', '', '', 'ties', ''),"
                         " (2, 'b', 'stated', '', '', '', '', '', '', 'not-testable', 'none'),"
                         " (3, 'c', 'control', '', '', '', '3', '2', '-1', 'off', '')");
    world_row(world, "position_active", "position_id = 7, reference_id = 1, currency = 'USD'");
    world_execute(world, "INSERT INTO penny VALUES (7, 'net', 1000000, 1010000)");
    page_says(world, report_html_controls,
              CONTROLS_HEAD "<tr><th scope=\"row\">Our own arithmetic</th>" CONTROLS(
                  "1", "0", "1", "0") "<tr><th scope=\"row\">Stated by the "
                                      "reports</th>" CONTROLS("0", "0", "0",
                                                              "1") "</tbody>\n</table>\n</"
                                                                   "div>\n"
                                                                   "<p>No total that a report "
                                                                   "states of its lines could "
                                                                   "be compared: completeness "
                                                                   "against the source is not "
                                                                   "evidenced.</p>\n"
                                                                   "<p>1 penny difference in "
                                                                   "USD, together 0.01 of a "
                                                                   "budget of 1.00 "
                                                                   "(pennies.csv).</p>\n"
                                                                   "<p>3 rules ran; 12 are "
                                                                   "built in.</p>\n");
}

static void test_first(void **state)
{
    struct world *world = *state;
    page_says(world, report_html_first, "<p class=\"none\">No finding above info.</p>\n");
    world_execute(world, "INSERT INTO rule VALUES"
                         " ('a', 'high', 'Is it?', 'because', 'Do <this>.', 't', 's', 2)");
    world_execute(world, "INSERT INTO finding VALUES"
                         " ('f1', 'a', 'high', 'R-1', 'R-1', 'USD', '1.00', '2.00', '1.00',"
                         " 'Too & much.', 'x.csv#2'),"
                         " ('f2', 'a', 'high', 'R-2', 'R-2', 'USD', '1.00', '9.00', '8.00',"
                         " 'More.', 'x.csv#3')");
    page_says(world, report_html_first,
              "<ol class=\"first\">\n<li><p><a href=\"#rule-a\">a</a> (high, USD), 2 findings. "
              "The largest: <bdi>R-2</bdi>: <bdi>More.</bdi></p><p class=\"then\">To do: "
              "<bdi>Do &lt;this&gt;.</bdi></p></li>\n</ol>\n");
}

static void test_short(void **state)
{
    struct world *world = *state;
    world_execute(
        world,
        "INSERT INTO tie VALUES (1, 'a', 'control', '', '', '', '', '', '', 'ties', '')");
    page_says(world, report_html_short,
              "<p class=\"verdict good\">IT TIES: no control is off, and no record was "
              "rejected.</p>\n<dl class=\"short\">\n"
              "<div><dt>Controls</dt><dd>1 ties</dd></div>\n"
              "<div><dt>Stated</dt><dd>no figure that a report states of itself was compared"
              "</dd></div>\n"
              "<div><dt>Findings</dt><dd>none</dd></div>\n"
              "<div><dt>Not loaded</dt><dd>billed reports: what was billed and not paid out is "
              "not known</dd></div>\n"
              "<div><dt>Not loaded</dt><dd>payout reports: all that was billed counts as not "
              "paid out</dd></div>\n"
              "<div><dt>Uncollected</dt><dd>none</dd></div>\n</dl>\n");
}

/* Both may be said, and what ties is not said beside. */
static void test_verdict(void **state)
{
    struct world *world = *state;
    struct report_model model;
    struct buffer text = {0};
    static const struct report_outputs none = {0};
    world_execute(world, "INSERT INTO meta VALUES ('heading', 'INCOMPLETE and DOES NOT TIE')");
    must_work(report_model_read(&model, world->store, &world->failure), &world->failure);
    struct report_page page = {.store = world->store,
                               .model = &model,
                               .outputs = &none,
                               .text = &text,
                               .failure = &world->failure};
    report_html_short(&page);
    assert_true(str_starts(buffer_str(&text), STR("<p class=\"verdict bad\">INCOMPLETE: ")));
    assert_true(
        str_find(buffer_str(&text), STR("</p>\n<p class=\"verdict bad\">DOES NOT TIE: ")) > 0);
    assert_true(str_find(buffer_str(&text), STR("IT TIES")) < 0);
    buffer_free(&text);
    report_model_free(&model);
}

/* 19782 is 2024-02-29, 19813 is 2024-03-31. */
static void test_roll(void **state)
{
    struct world *world = *state;
    world_execute(
        world,
        "INSERT OR REPLACE INTO meta VALUES ('roll_from_day', '19783'), ('as_of_day', '19813'),"
        " ('sealed_day', '19782');"
        "INSERT OR REPLACE INTO role_window VALUES ('billed', 19723, 19813, 19784, 19782);"
        "INSERT INTO roll_forward VALUES ('USD', 1, 0, '1234.50', '100.00', '-5.00', "
        "'-1000.00',"
        " '20.00', '-1.00', '-15.00', '333.50', '0.00', '-2.00', '0.00')");
    world_execute(world, "INSERT INTO prior_period VALUES (1, 'USD', 0, 1, 2, '')");
#define ROW(label, amount)                                                                     \
    "<tr><th scope=\"row\">" label "</th><td class=\"n\">" amount "</td></tr>\n"
    page_says(
        world, report_html_roll,
        "<div class=\"sheets\">\n<div class=\"sheet\">\n<table>\n"
        "<caption>Roll-forward in USD, from the end of 2024-02-29 to the end of 2024-03-31"
        "</caption>\n<thead><tr><td></td><th scope=\"col\" class=\"n\">USD</th></tr></thead>\n"
        "<tbody>\n" ROW("Opening", "<data value=\"1234.50\">1,234.50</data>")
            ROW("Billed", "100.00") ROW("Refunds billed", "-5.00")
                ROW("Paid out", "<data value=\"-1000.00\">-1,000.00</data>")
                    ROW("Refunds paid out", "20.00") ROW("Forgiven", "-1.00")
                        ROW("Adjusted",
                            "-15.00") "<tr class=\"sum\"><th scope=\"row\">Closing</th><td "
                                      "class=\"n\">333.50</td></tr>\n" ROW(
                                          "Unexplained",
                                          "0.00") "</tbody>\n</table>\n"
                                                  "<p>It opens with what was sealed. 1 "
                                                  "position of sealed months would open "
                                                  "otherwise by "
                                                  "now (prior-period.csv); of that later "
                                                  "files say -2.00, a part of "
                                                  "adjusted.</p>\n"
                                                  "</div>\n</div>\n"
                                                  "<p>Charges from before the first billed "
                                                  "file are in no opening, while their "
                                                  "payouts "
                                                  "count: give the open items of that day "
                                                  "as an opening list, or load earlier "
                                                  "months."
                                                  "</p>\n");
}

/* A section a currency, numbered: a currency is no name of ours. */
static void test_currencies(void **state)
{
    struct world *world = *state;
    struct report_outputs outputs = {.list = {{.name = "currencies.csv", .rows = 2}},
                                     .count = 1};
    world_execute(world, "INSERT INTO ageing VALUES ('due', 'not-due', 'EUR', 1, 2, '3.00')");
    page_says_beside(
        world, &outputs, report_html_currencies,
        "<section id=\"figures-1\" aria-labelledby=\"figures-1-title\">\n"
        "<h3 id=\"figures-1-title\">Figures in EUR</h3>\n<div class=\"sheets\">\n"
        "<p class=\"none\">Billed and not paid out, by cause: none.</p>\n"
        "<div class=\"sheet\">\n<table>\n<caption>Open balance by days past due, "
        "EUR</caption>\n"
        "<thead><tr><th scope=\"col\">Days past due</th><th scope=\"col\" class=\"n\">Positions"
        "</th><th scope=\"col\" class=\"n\">Amount</th></tr></thead>\n<tbody>\n"
        "<tr><th scope=\"row\">not-due</th><td class=\"n\">2</td><td "
        "class=\"n\">3.00</td></tr>\n"
        "</tbody>\n<tfoot><tr><th scope=\"row\">Together</th><td class=\"n\">2</td>"
        "<td class=\"n\">3.00</td></tr></tfoot>\n</table>\n</div>\n"
        "<p class=\"none\">Net terms by status: none.</p>\n"
        "<p class=\"none\">Refunds by state: none.</p>\n"
        "<p class=\"none\">Tax collection by status: none.</p>\n"
        "</div>\n</section>\n"
        "<p>2 positions are billed in one currency and paid out in another (currencies.csv); "
        "no "
        "figure above holds them.</p>\n");
}

static void test_loaded(void **state)
{
    struct world *world = *state;
    page_says(world, report_html_loaded, "");
    world_execute(world, "DELETE FROM role_window;"
                         "INSERT INTO role_window (role, known_from, known_to, back_from) "
                         "VALUES ('billed', 19783, 19813, 19903);"
                         "INSERT INTO coverage VALUES (1, 'f', 'billed', 19814, 19843, NULL,"
                         " '', 'gap', 0)");
    page_says(world, report_html_loaded,
              "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
              "aria-label=\"Lines by month and role\">\n<table>\n"
              "<caption>Lines by month and role</caption>\n"
              "<thead><tr><th scope=\"col\">month</th><th scope=\"col\" class=\"n\">billed</th>"
              "</tr></thead>\n<tbody>\n"
              "<tr><th scope=\"row\">2024-04</th><td class=\"n\">gap</td></tr>\n"
              "<tr><th scope=\"row\">known from</th><td class=\"n\">2024-03-01</td></tr>\n"
              "<tr><th scope=\"row\">known to</th><td class=\"n\">2024-03-31</td></tr>\n"
              "</tbody>\n</table>\n</div>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_controls), PAGE_TEST(test_first), PAGE_TEST(test_short),
        PAGE_TEST(test_verdict),  PAGE_TEST(test_roll),  PAGE_TEST(test_currencies),
        PAGE_TEST(test_loaded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
