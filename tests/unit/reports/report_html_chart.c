/* Where bars begin and end: worked out by hand for a width of 220 from 140 on. */
#include "reports/report_html_chart.h"

#include "report_fixture.h"

static void add(struct report_html_bars *bars, const char *label, const char *amount)
{
    report_html_bars_add(bars, str_from(label), str_from(amount), str_from(amount));
}

static void holds(const struct buffer *text, const char *words)
{
    if (str_find(buffer_str(text), str_from(words)) < 0)
        fail_msg("no %s in %s", words, buffer_c(text));
}

/* 300.00 and -30.00: 330.00 on 220 units, so the zero stands 20 from the left. */
static void test_both_sides(void **state)
{
    struct report_html_bars bars = {0};
    struct buffer into = {0};
    (void)state;
    add(&bars, "0-30", "300.00");
    add(&bars, "credit <", "-30.00");
    add(&bars, "none", "0.00");
    report_html_bars_draw(&bars, &into, STR("Ageing & more"));
    holds(&into, "<title>Ageing &amp; more</title>");
    holds(&into, "<desc>Bars: 0-30, 300.00; credit &lt;, -30.00; none, 0.00.</desc>");
    holds(&into, "viewBox=\"0 0 500 82\"");
    holds(&into, "<rect class=\"plus\" x=\"160\" y=\"5\" width=\"200\" height=\"16\"/>");
    holds(&into, "<rect class=\"minus\" x=\"140\" y=\"31\" width=\"20\" height=\"16\"/>");
    holds(&into, "<rect class=\"plus\" x=\"160\" y=\"57\" width=\"0\" height=\"16\"/>");
    holds(&into, "<line class=\"zero\" x1=\"160\" y1=\"0\" x2=\"160\" y2=\"82\"/>");
    holds(&into, ">credit &lt;</text>");
    assert_int_equal(bars.count, 0);
    buffer_free(&into);
}

/* Twenty-one digits and one cent: the cent is still a line one unit wide. */
static void test_large(void **state)
{
    struct report_html_bars bars = {0};
    struct buffer into = {0};
    (void)state;
    add(&bars, "a", "400000000000000000000.00");
    add(&bars, "b", "-100000000000000000000.5");
    add(&bars, "c", "200000000000000000000");
    report_html_bars_draw(&bars, &into, STR("t"));
    holds(&into, "<rect class=\"plus\" x=\"184\" y=\"5\" width=\"176\" height=\"16\"/>");
    holds(&into, "<rect class=\"minus\" x=\"140\" y=\"31\" width=\"44\" height=\"16\"/>");
    holds(&into, "<rect class=\"plus\" x=\"184\" y=\"57\" width=\"88\" height=\"16\"/>");
    buffer_clear(&into);
    add(&bars, "a", "4000000000.00");
    add(&bars, "b", "0.01");
    report_html_bars_draw(&bars, &into, STR("t"));
    holds(&into, "<rect class=\"plus\" x=\"140\" y=\"31\" width=\"1\" height=\"16\"/>");
    buffer_free(&into);
}

/* One bar compares nothing, zeros neither; and more than there is room for would be half a story.
 */
static void test_nothing(void **state)
{
    struct report_html_bars bars = {0};
    struct buffer into = {0};
    (void)state;
    report_html_bars_draw(&bars, &into, STR("t"));
    add(&bars, "a", "1.00");
    report_html_bars_draw(&bars, &into, STR("t"));
    add(&bars, "a", "0.00");
    add(&bars, "b", "0.00");
    report_html_bars_draw(&bars, &into, STR("t"));
    for (size_t at = 0; at <= REPORT_HTML_BARS; at++)
        add(&bars, "a", "1.00");
    assert_int_equal(bars.passed, 1);
    report_html_bars_draw(&bars, &into, STR("t"));
    assert_int_equal(into.length, 0);
    buffer_free(&into);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_sides),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
