/* What XML cannot hold, and a rule that found nothing. That the whole file says what findings.csv
 * says is tests/stories/formats.sh, which reads it with a parser of its own. */
#include "reports/report_junit.h"

#include "report_fixture.h"

#include "base/arena.h"

static void test_quote(void **state)
{
    static const struct {
        const char *text;
        const char *quoted;
    } rows[] = {
        {"", ""},
        {"plain 'text'", "plain 'text'"},
        {"<b a=\"1\">&amp;</b>", "&lt;b a=&quot;1&quot;&gt;&amp;amp;&lt;/b&gt;"},
        {"]]>", "]]&gt;"},
        {"a\tb\nc\rd", "a&#9;b&#10;c&#13;d"},
        {"bell\x07, esc\x1b", "bell?, esc?"},
        {"\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD", "??\xEF\xBF\xBD"},
        {"\xC3\xA9\xF0\x9F\x98\x80", "\xC3\xA9\xF0\x9F\x98\x80"},
        {"\xEF\xBF", "\xEF\xBF"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct buffer into = {0};
        report_junit_quote(&into, str_from(rows[i].text));
        assert_string_equal(buffer_c(&into), rows[i].quoted);
        buffer_free(&into);
    }
}

static void test_suites(void **state)
{
    struct fixture *fixture = *state;
    static const struct report_options options = {0};
    const struct report_model model = {0};
    struct store *store = fixture_store(fixture, ":memory:");
    const struct report_drawing drawing = {store, &model, &options, fixture->folder, NULL};
    struct report_output output = {.name = "findings.xml"};
    struct arena arena = {0};
    struct str content;
    must_work(store_execute(store,
                            "INSERT INTO rule VALUES "
                            "('b', 'high', 'Is it?', 'because', 'do', 'text', 'sha', 1), "
                            "('a', 'low', 'Was it?', 'because', 'do', 'text', 'sha', 0);"
                            "INSERT INTO finding VALUES "
                            "('f1', 'b', 'high', '<s>', 'r-1', 'USD', '1.00', '2.00', '1.00', "
                            "'Too much.', 'x.csv#2')",
                            &fixture->failure),
              &fixture->failure);
    must_work(report_junit_write(&drawing, &output, &fixture->failure), &fixture->failure);
    must_work(file_slurp(fixture_path(fixture, "findings.xml"), 4096, &arena, &content,
                         &fixture->failure),
              &fixture->failure);
    assert_true(str_equal(
        content,
        STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"tieout\" tests=\"2\" failures=\"1\">\n"
            "  <testsuite name=\"a\" tests=\"1\" failures=\"0\">\n"
            "    <testcase classname=\"a\" name=\"Was it?\"/>\n"
            "  </testsuite>\n"
            "  <testsuite name=\"b\" tests=\"1\" failures=\"1\">\n"
            "    <testcase classname=\"b\" name=\"&lt;s&gt; USD\">\n"
            "      <failure type=\"high\" message=\"Too much.\">finding_id: f1\n"
            "transaction_reference_id: r-1\ncurrency: USD\nexpected: 1.00\nactual: 2.00\n"
            "difference: 1.00\nevidence: x.csv#2</failure>\n"
            "    </testcase>\n"
            "  </testsuite>\n"
            "</testsuites>\n")));
    assert_int_equal(output.rows, 2);
    assert_int_equal(output.bytes, content.length);
    arena_free(&arena);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quote),
        cmocka_unit_test_setup_teardown(test_suites, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
