/* The foot of a table: exact sums, a row a currency, nothing under what nobody knows. */
#include "reports/report_html_tally.h"

#include "report_fixture.h"

static void test_foot(void **state)
{
    static const size_t columns[] = {0, 1, 2, 3, 4};
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_table table;
    struct report_html_tally tally = {0};
    struct buffer into = {0};
    bool found = true;
    table_of(fixture, &table, store,
             "-- column a text\n-- column b word\n-- column c money\n-- column d money\n"
             "-- column e amount\n"
             "SELECT column1 AS a, column2 AS b, column3 AS c, column4 AS d, column5 AS e "
             "FROM (VALUES ('r-1', 'USD', 999990000, NULL, '9223372036854775807.99'), "
             "('r-2', '<', 10000, 1, ''), ('r-3', 'USD', 10000, NULL, '0.02'))");
    for (;;) {
        must_work(report_table_step(&table, &found, &fixture->failure), &fixture->failure);
        if (!found)
            break;
        report_html_tally_add(&tally, &table, report_table_text(&table, "b"), columns, 5);
    }
    assert_int_equal(tally.rows, 3);
    report_html_tally_draw(&into, &tally, &table, columns, 5);
    assert_string_equal(
        buffer_c(&into),
        "<tfoot>\n"
        "<tr><th scope=\"row\" colspan=\"2\">Together in USD, 2 rows</th>"
        "<td class=\"n\"><data value=\"1000.00\">1,000.00</data></td><td></td>"
        "<td class=\"n\"><data value=\"9223372036854775808.01\">9,223,372,036,854,775,808.01"
        "</data></td></tr>\n"
        "<tr><th scope=\"row\" colspan=\"2\">Together in &lt;, 1 row</th>"
        "<td class=\"n\"><data value=\"0.01\">0.01</data></td>"
        "<td class=\"n\"><data value=\"0.000001\">0.000001</data></td><td></td></tr>\n"
        "</tfoot>\n");
    buffer_free(&into);
    report_html_tally_free(&tally);
    report_table_close(&table);
    store_close(store);
}

/* Without columns rows are only counted. */
static void test_counts(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_table table;
    struct report_html_tally tally = {0};
    table_on_row(fixture, &table, store, "-- column a money\nSELECT 1 AS a");
    report_html_tally_add(&tally, &table, STR("USD"), NULL, 0);
    report_html_tally_add(&tally, &table, STR("EUR"), NULL, 0);
    assert_int_equal(tally.rows, 2);
    assert_int_equal(tally.count, 2);
    assert_null(tally.sums[0].totals[0]);
    report_html_tally_free(&tally);
    report_table_close(&table);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_foot, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_counts, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
