/* The roll-forward against the positions, against itself, and against what was sealed. */
#include "tie_books.h"

/* 25.00 was open, 5.00 was billed, 24.00 paid: 6.00 is open, in two positions. */
static struct store *six_open(struct fixture *fixture, const char *closing,
                              const char *unexplained)
{
    struct store *store = fixture_store(fixture, ":memory:");
    struct buffer sql = {0};
    books_position(fixture, store, "position_active", 1,
                   "currency = 'USD', state = 'uncollected', collectible = 10000000");
    books_position(fixture, store, "position_active", 2,
                   "currency = 'USD', state = 'refund-pending', collectible = -4000000");
    books_position(fixture, store, "position_active", 3,
                   "currency = 'EUR', state = 'cross-currency', collectible = 7000000");
    buffer_format(&sql,
                  "INSERT INTO roll_forward VALUES ('USD', 0, 7, '1.00', '0.00', '0.00', "
                  "'0.00', '0.00', '0.00', '0.00', '1.00', '0.00'), ('USD', 1, 0, '25.00', "
                  "'5.00', '0.00', '-24.00', '0.00', '0.00', '0.00', '%s', '%s')",
                  closing, unexplained);
    books_execute(fixture, store, &sql);
    return store;
}

/* Nothing of a position whose payouts came in another currency is open. */
static void test_ties(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = six_open(fixture, "6.00", "0.00");
    assert_controls(fixture, store, "roll-forward",
                    "roll-forward|all|EUR|closing|0.00|0.00|0.00|ties\n"
                    "roll-forward|all|EUR|explained|0.00|0.00|0.00|ties\n"
                    "roll-forward|all|USD|closing|6.00|6.00|0.00|ties\n"
                    "roll-forward|all|USD|explained|6.00|6.00|0.00|ties");
    store_close(store);
}

static void test_off(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = six_open(fixture, "6.01", "0.01");
    assert_controls(fixture, store, "roll-forward",
                    "roll-forward|all|EUR|closing|0.00|0.00|0.00|ties\n"
                    "roll-forward|all|EUR|explained|0.00|0.00|0.00|ties\n"
                    "roll-forward|all|USD|closing|6.01|6.00|-0.01|off\n"
                    "roll-forward|all|USD|explained|6.00|6.01|0.01|off");
    store_close(store);
}

/* As long as no month was sealed there is nothing to hold an opening against. */
static void test_nothing_sealed(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = six_open(fixture, "6.00", "0.00");
    assert_controls(fixture, store, "sealed-opening",
                    "sealed-opening|all|EUR|||0.00||not-testable\n"
                    "sealed-opening|all|USD|||25.00||not-testable");
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ties),
        TEST(test_off),
        TEST(test_nothing_sealed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
