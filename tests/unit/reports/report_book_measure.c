/* Sums by currency, of what is drawn and of all; widths; what will not fit. */
#include "reports/report_book_measure.h"

#include "report_fixture.h"

static const struct report_book_page page = {"x.csv", "X",       "*", "currency",
                                             "payer", "(total)", 1,   false};

static const char table_text[] =
    "-- column payer text\n-- column currency word\n-- column amount amount\n"
    "SELECT column1 AS payer, column2 AS currency, column3 AS amount FROM (VALUES"
    " ('p-1', 'USD', '1.50'), ('a longer name', 'EUR', '-2.00'), ('(total)', 'USD', '7.00'),"
    " ('p-2', 'USD', '12345678901234.56'), ('', 'USD', NULL), ('p-3', 'USD', '0.25'))";

static void sums_are(const struct money_total *total, const char *wanted)
{
    struct buffer told = {0};
    money_total_format(total, &told);
    assert_string_equal(buffer_c(&told), wanted);
    buffer_free(&told);
}

static void test_measure(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_table table;
    struct report_book_measure measure;
    table_of(fixture, &table, store, table_text);
    must_work(report_book_measure(&measure, &table, &page, 4, &fixture->failure),
              &fixture->failure);
    assert_int_equal(measure.rows, 5); /* the table's own total is none of them */
    assert_int_equal(measure.drawn, 4);
    assert_int_equal(measure.long_numbers, 1);
    assert_int_equal(measure.long_texts, 0);
    assert_int_equal(measure.columns[0].width, 13);
    assert_int_equal(measure.columns[0].filled, 3);
    assert_int_equal(measure.columns[1].filled, 4);
    assert_true(measure.columns[2].summed && !measure.columns[1].summed);
    assert_int_equal(measure.sum_count, 2);
    assert_true(str_equal(measure.sums[0].currency, STR("EUR")));
    sums_are(measure.sums[0].drawn[2], "-2.00");
    sums_are(measure.sums[1].drawn[2],
             "1.50"); /* neither what is too long nor what is behind */
    sums_are(measure.sums[1].whole[2], "12345678901236.31");
    bool found = false; /* it stands before its first row again */
    must_work(report_table_step(&table, &found, &fixture->failure), &fixture->failure);
    assert_true(str_equal(report_table_text(&table, "payer"), STR("p-1")));
    assert_false(report_book_is_total(&measure, &table, &page));
    assert_true(str_equal(report_book_currency(&measure, &table), STR("USD")));
    report_table_close(&table);
    report_book_measure_free(&measure);
    store_close(store);
}

/* Only columns that are named have a total, and only those of amounts. */
static void test_sums(void **state)
{
    static const struct {
        const char *sums;
        bool amount, payer;
    } rows[] = {{"", false, false},
                {"*", true, false},
                {"amount", true, false},
                {"payer amount", true, false},
                {"amounts", false, false}};
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    for (size_t i = 0; i < array_count(rows); i++) {
        struct report_book_page mine = page;
        struct report_table table;
        struct report_book_measure measure;
        mine.sums = rows[i].sums;
        table_of(fixture, &table, store, table_text);
        must_work(report_book_measure(&measure, &table, &mine, 9, &fixture->failure),
                  &fixture->failure);
        assert_int_equal(measure.columns[2].summed, rows[i].amount);
        assert_int_equal(measure.columns[0].summed, rows[i].payer);
        report_table_close(&table);
        report_book_measure_free(&measure);
    }
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_measure, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_sums, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
