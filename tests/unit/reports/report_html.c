/* The page as a whole: its parts in order, of books that hold nothing. What stands on the page of
 * a world is tests/stories/close_html.sh, which reads it with a parser of its own. */
#include "reports/report_html.h"

#include "report_fixture.h"

#include "base/arena.h"

static void test_order(void **state)
{
    static const char *const parts[] = {
        "<!DOCTYPE html>\n",
        "<body>",
        "<header>",
        "<nav ",
        "<main ",
        "id=\"short\"",
        "id=\"first\"",
        "id=\"controls\"",
        "id=\"figures\"",
        "\"uncollected\"",
        "id=\"refunds\"",
        "id=\"net-terms\"",
        "\"tax-collection\"",
        "\"roll-forward\"",
        "id=\"findings\"",
        "id=\"dispositions\"",
        "id=\"timing\"",
        "id=\"loaded\"",
        "id=\"assumed\"",
        "</main>",
        "<footer>",
        "<script>",
        "</html>\n",
    };
    struct fixture *fixture = *state;
    static const struct report_options options = {0};
    static const struct report_outputs outputs = {0};
    const struct report_model model = {0};
    struct store *store = fixture_store(fixture, ":memory:");
    const struct report_drawing drawing = {store, &model, &options, fixture->folder, &outputs};
    struct report_output output = {.name = "close.html", .rows = REPORT_NO_ROWS};
    struct arena arena = {0};
    struct str rest;
    must_work(report_html_write(&drawing, &output, &fixture->failure), &fixture->failure);
    must_work(file_slurp(fixture_path(fixture, "close.html"), 1 << 20, &arena, &rest,
                         &fixture->failure),
              &fixture->failure);
    assert_int_equal(output.bytes, rest.length);
    assert_int_equal(output.rows, REPORT_NO_ROWS);
    assert_true(str_find(rest, STR("<p>Options and policy: all by default.</p>")) > 0);
    for (size_t at = 0; at < array_count(parts); at++) {
        ptrdiff_t found = str_find(rest, str_from(parts[at]));
        if (found < 0)
            fail_msg("%s is not there, or in another place", parts[at]);
        rest = (struct str){rest.bytes + found, rest.length - (size_t)found};
    }
    arena_free(&arena);
    store_close(store);
}

/* What is not by default stands before any figure. */
static void test_departures(void **state)
{
    struct fixture *fixture = *state;
    static const struct report_options options = {0};
    static const struct report_outputs outputs = {0};
    const struct report_model model = {0};
    struct store *store = fixture_store(fixture, ":memory:");
    const struct report_drawing drawing = {store, &model, &options, fixture->folder, &outputs};
    struct report_output output = {.name = "close.html", .rows = REPORT_NO_ROWS};
    struct arena arena = {0};
    struct str all;
    must_work(store_execute(store,
                            "INSERT INTO assumption VALUES"
                            " (1, 'policy penny', '0.02<', '0.01', 12, '1.00'),"
                            " (2, 'currency of payouts', 'USD', 'USD', 1, '')",
                            &fixture->failure),
              &fixture->failure);
    must_work(report_html_write(&drawing, &output, &fixture->failure), &fixture->failure);
    must_work(file_slurp(fixture_path(fixture, "close.html"), 1 << 20, &arena, &all,
                         &fixture->failure),
              &fixture->failure);
    ptrdiff_t at =
        str_find(all, STR("<p>Not by default:</p>\n<ul>\n<li><bdi>policy penny</bdi>: "
                          "<bdi>0.02&lt;</bdi></li>\n</ul>\n"));
    assert_true(at > 0 && at < str_find(all, STR("id=\"first\"")));
    arena_free(&arena);
    store_close(store);
}

/* A page that cannot be drawn is not written. */
static void test_failure(void **state)
{
    struct fixture *fixture = *state;
    static const struct report_options options = {0};
    static const struct report_outputs outputs = {0};
    const struct report_model model = {0};
    struct store *store = fixture_store(fixture, ":memory:");
    const struct report_drawing drawing = {store, &model, &options, fixture->folder, &outputs};
    struct report_output output = {.name = "close.html", .rows = REPORT_NO_ROWS};
    must_work(store_execute(store, "DROP TABLE tie", &fixture->failure), &fixture->failure);
    assert_int_equal(report_html_write(&drawing, &output, &fixture->failure), STATUS_EVIDENCE);
    assert_int_equal(file_kind_of(fixture_path(fixture, "close.html")), FILE_MISSING);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_order, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_departures, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_failure, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
