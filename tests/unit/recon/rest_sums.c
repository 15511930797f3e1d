/* Positions at rest in sums; every sum added up by hand. */
#include "tie_books.h"

#include "recon/rest_sums.h"

static void assert_rest(struct fixture *fixture, struct store *store, const char *expected)
{
    struct buffer rows = {0};
    must_work(rest_sums_read(store, 0, &rows, &fixture->failure), &fixture->failure);
    must_work(rest_sums_write(store, buffer_str(&rows), NULL, &fixture->failure),
              &fixture->failure);
    assert_answer(fixture, store, "SELECT * FROM rest_sum ORDER BY currency", expected);
    buffer_free(&rows);
    store_close(store);
}

static void test_by_currency(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    books_position(fixture, store, "position_rest", 1,
                   "currency = 'USD', tax_calculated = 1500000, tax = 1500000");
    books_position(fixture, store, "position_rest", 2, "currency = 'EUR', tax = 10000");
    books_position(fixture, store, "position_rest", 3,
                   "currency = 'USD', tax_calculated = -500000, tax = 9000000000000000000");
    books_position(fixture, store, "position_rest", 4,
                   "currency = 'USD', tax = 9000000000000000000");
    books_position(fixture, store, "position_active", 5, "currency = 'USD', tax_aws = 70000");
    assert_rest(fixture, store, "EUR|1|0.00|0.01\nUSD|3|1.00|18000000000001.50");
}

static void test_none(void **state)
{
    struct fixture *fixture = *state;
    assert_rest(fixture, fixture_store(fixture, ":memory:"), "");
}

/* What is no answer of the books is not taken for none. */
static void test_no_count(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    assert_int_equal(rest_sums_write(store, STR("USD many 1.00 1.00"), NULL, &fixture->failure),
                     STATUS_EVIDENCE);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_by_currency), TEST(test_none),
                                       TEST(test_no_count)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
