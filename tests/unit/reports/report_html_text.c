/* What a text becomes within markup; figures with their own text beside; labels and names. */
#include "reports/report_html_text.h"

#include "report_fixture.h"

static void test_quote(void **state)
{
    static const struct {
        const char *text;
        const char *quoted;
    } rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"<b a=\"1\" b='2'>&amp;</b>",
         "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;&lt;/b&gt;"},
        {"</script><!-- ]]>", "&lt;/script&gt;&lt;!-- ]]&gt;"},
        {"tab\tand\nline", "tab\tand\nline"},
        {"bell\x07, return\r, del\x7f", "bell\xE2\x9F\xA8U+0007\xE2\x9F\xA9, return"
                                        "\xE2\x9F\xA8U+000D\xE2\x9F\xA9, del"
                                        "\xE2\x9F\xA8U+007F\xE2\x9F\xA9"},
        {"\xC2\x85", "\xE2\x9F\xA8U+0085\xE2\x9F\xA9"},
        {"\xC2\xA0\xC3\xA9", "\xC2\xA0\xC3\xA9"},
        {"\xE2\x80\xA7\xE2\x80\xA8\xE2\x80\xAE\xE2\x80\xAF",
         "\xE2\x80\xA7\xE2\x9F\xA8U+2028\xE2\x9F\xA9\xE2\x9F\xA8U+"
         "202E\xE2\x9F\xA9\xE2\x80\xAF"},
        {"\xE2\x81\xA6\xE2\x81\xA9",
         "\xE2\x9F\xA8U+2066\xE2\x9F\xA9\xE2\x9F\xA8U+2069\xE2\x9F\xA9"},
        {"\xEF\xBF\xBD\xEF\xBF\xBE", "\xEF\xBF\xBD\xE2\x9F\xA8U+FFFE\xE2\x9F\xA9"},
        {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
        {"cut \xE2\x80", "cut \xE2\x80"},
        {"\x80<", "\x80&lt;"},
    };
    (void)state;
    for (size_t at = 0; at < array_count(rows); at++) {
        struct buffer into = {0};
        report_html_quote(&into, str_from(rows[at].text));
        assert_string_equal(buffer_c(&into), rows[at].quoted);
        buffer_free(&into);
    }
}

static void test_words(void **state)
{
    static const struct {
        void (*add)(struct buffer *into, struct str text);
        const char *text;
        const char *added;
    } rows[] = {
        {report_html_isolate, "<x>", "<bdi>&lt;x&gt;</bdi>"},
        {report_html_label, "billed_gross", "Billed gross"},
        {report_html_label, "transaction_reference_id", "Reference"},
        {report_html_label, "not loaded", "Not loaded"},
        {report_html_label, "<x", "&lt;x"},
        {report_html_rule_id, "tax-short", "rule-tax-short"},
        {report_html_rule_id, "A b\"9", "rule---b-9"},
        {report_html_rules, "", ""},
        {report_html_rules, "a b-c", "<a href=\"#rule-a\">a</a> <a href=\"#rule-b-c\">b-c</a>"},
        {report_html_rules, "<", "<a href=\"#rule--\">&lt;</a>"},
        {report_html_amount, "", ""},
        {report_html_amount, "999.99", "999.99"},
        {report_html_amount, "-1234.50", "<data value=\"-1234.50\">-1,234.50</data>"},
        {report_html_amount, "12345678901234567890.123456",
         "<data "
         "value=\"12345678901234567890.123456\">12,345,678,901,234,567,890.123456</data>"},
        {report_html_amount, "044455556666", "<bdi>044455556666</bdi>"},
        {report_html_amount, "1234.<b>", "<bdi>1234.&lt;b&gt;</bdi>"},
        {report_html_amount, "=1.2", "<bdi>=1.2</bdi>"},
    };
    (void)state;
    for (size_t at = 0; at < array_count(rows); at++) {
        struct buffer into = {0};
        rows[at].add(&into, str_from(rows[at].text));
        assert_string_equal(buffer_c(&into), rows[at].added);
        buffer_free(&into);
    }
}

static void test_cells(void **state)
{
    static const char *const cells[] = {
        "<data value=\"-1234.50\">-1,234.50</data>",
        "12.00",
        "",
        "2024-01-01",
        "<data value=\"1000\">1,000</data>",
        "<bdi>&lt;i&gt;</bdi>",
        "",
        "w&amp;",
        "<a href=\"#rule-a\">a</a>",
    };
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_table table;
    table_on_row(fixture, &table, store,
                 "-- column a money\n-- column b amount\n-- column c money\n-- column d day\n"
                 "-- column e count\n-- column f text\n-- column g text\n-- column h word\n"
                 "-- column findings text\n"
                 "SELECT -1234500000 AS a, '12.00' AS b, NULL AS c, 19723 AS d, 1000 AS e, "
                 "'<i>' AS f, '' AS g, 'w&' AS h, 'a' AS findings");
    for (size_t at = 0; at < array_count(cells); at++) {
        struct buffer into = {0};
        buffer_add_c(&into, "");
        report_html_cell(&into, &table, at);
        assert_string_equal(buffer_c(&into), cells[at]);
        assert_int_equal(report_html_is_figure(table.columns[at].kind),
                         at < 3 || at == 4 ? 1 : 0);
        buffer_free(&into);
    }
    report_table_close(&table);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quote),
        cmocka_unit_test(test_words),
        cmocka_unit_test_setup_teardown(test_cells, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
