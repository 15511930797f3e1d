/* Money and days in SQL. */
#include "store_fixture.h"

static void test_texts(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    static const struct {
        const char *sql, *answer;
    } rows[] = {
        {"SELECT money_text(1500000)", "1.50"},
        {"SELECT money_text(-1)", "-0.000001"},
        {"SELECT money_text(0)", "0.00"},
        {"SELECT money_text(NULL)", ""},
        {"SELECT day_text(19813)", "2024-03-31"},
        {"SELECT day_text(0)", "1970-01-01"},
        {"SELECT day_text(NULL)", ""},
        {"SELECT month_text(19813)", "2024-03"},
        {"SELECT month_text(NULL)", ""},
        {"SELECT typeof(money_text(NULL)) || typeof(day_text(NULL))", "texttext"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_answer(fixture, store, rows[i].sql, rows[i].answer);
    store_close(store);
}

/* Three times the largest 64-bit number of micros: 9223372036854.775807 * 3. */
static void test_sums_of_any_size(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    execute(fixture, store,
            "CREATE TABLE t (a INTEGER, b TEXT) STRICT;"
            "INSERT INTO t VALUES (9223372036854775807, 'x'), (9223372036854775807, 'x'),"
            "(NULL, 'x'), (9223372036854775807, 'x'), (-10000, 'y'), (2500000, 'y')");
    assert_answer(fixture, store, "SELECT b, exact_sum(a) FROM t GROUP BY b ORDER BY b",
                  "x|27670116110564.327421\ny|2.49");
    assert_answer(fixture, store, "SELECT exact_sum(a) FROM t WHERE b = 'z'", "0.00");
    assert_answer(fixture, store, "SELECT exact_sum(NULL)", "0.00");
    assert_answer(fixture, store,
                  "SELECT exact_sum(x) FROM (SELECT '27670116110564.327421' AS x "
                  "UNION ALL SELECT '-0.327421' UNION ALL SELECT 1000000)",
                  "27670116110565.00");
    store_close(store);
}

static void test_sums_of_several_columns(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    execute(fixture, store,
            "CREATE TABLE t (a INTEGER, b INTEGER) STRICT;"
            "INSERT INTO t VALUES (9223372036854775807, -9223372036854775807),"
            "(9223372036854775807, -9223372036854775807), (9223372036854775807, -1), (0, 1)");
    assert_answer(fixture, store, "SELECT exact_sums_by('USD', a, b, 0, 10000) FROM t",
                  "USD 4 27670116110564.327421 -18446744073709.551614 0.00 0.04");
    assert_answer(fixture, store, "SELECT exact_sums_by('USD', b) FROM t WHERE a = 5", "NULL");
    assert_answer(fixture, store, "SELECT exact_sums_by('USD') FROM t", "USD 4");
    assert_answer(
        fixture, store,
        "SELECT exact_sums_by(c, x) FROM (SELECT 'USD' AS c, 10000 AS x UNION ALL "
        "SELECT NULL, 20000 UNION ALL SELECT 'EUR', -30000 UNION ALL SELECT 'USD', 1)",
        "USD 2 0.010001\n- 1 0.02\nEUR 1 -0.03");
    store_close(store);
}

static void test_what_is_no_whole_number(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    static const struct {
        const char *sql, *words;
    } rows[] = {
        {"SELECT exact_sum(1.5)", "must be a whole number"},
        {"SELECT exact_sum(x) FROM (SELECT 1 AS x UNION ALL SELECT 'b')", "whole number"},
        {"SELECT exact_sums_by('USD', '1.00')", "must be a whole number"},
        {"SELECT exact_sums_by('USD', NULL)", "must be a whole number"},
        {"SELECT exact_sums_by()", "takes a currency and up to 32 columns"},
        {"SELECT money_text('1')", "must be a whole number"},
        {"SELECT day_text(1.0)", "must be a whole number"},
        {"SELECT day_text(3000000)", "a day lies outside 1900 to 9999"},
        {"SELECT month_text(-30000)", "a day lies outside 1900 to 9999"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer text = {0};
        enum status status =
            store_read_text(store, str_from(rows[i].sql), &text, &fixture->failure);
        must_fail(fixture, status, STATUS_EVIDENCE, rows[i].words);
        buffer_free(&text);
    }
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_texts),
        TEST(test_sums_of_any_size),
        TEST(test_sums_of_several_columns),
        TEST(test_what_is_no_whole_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
