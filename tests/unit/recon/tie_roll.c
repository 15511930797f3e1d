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
                  "'0.00', '0.00', '0.00', '0.00', '1.00', '0.00', '0.00', '0.00'), ('USD', 1, "
                  "0, '25.00', "
                  "'5.00', '0.00', '-24.00', '0.00', '0.00', '0.00', '%s', '%s', '-2.00', "
                  "'27.00')",
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

static void assert_why(struct fixture *fixture, struct store *store, const char *why)
{
    assert_answer(fixture, store,
                  "SELECT DISTINCT why FROM tie WHERE check_name = 'sealed-opening'", why);
}

/* As long as no month was sealed there is nothing to hold an opening against. */
static void test_nothing_sealed(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = six_open(fixture, "6.00", "0.00");
    assert_controls(fixture, store, "sealed-opening",
                    "sealed-opening|all|EUR|||0.00||not-testable\n"
                    "sealed-opening|all|USD|||25.00||not-testable");
    assert_why(fixture, store, "no month was sealed before");
    store_close(store);
}

/* Days 90 and 91: the roll-forward begins the day after the sealed month. What the lines held
 * comes to 27.00, and 27.00 was sealed; two positions opened with 2.00 less. In AUD only a sealed
 * position is known, of which no line is left. */
static void test_sealed(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = six_open(fixture, "6.00", "0.00");
    execute(fixture, store,
            "INSERT INTO meta VALUES ('sealed_day', '90'), ('roll_from_day', '91');"
            "INSERT INTO sealed_closing VALUES (1, 'USD', '', 30000000), "
            "(2, 'USD', '', -3000000), (3, 'AUD', '', 500000);"
            "INSERT INTO prior_period VALUES (1, 'USD', 0, 30000000, 27000000, 'f.csv'), "
            "(2, 'USD', 0, -3000000, -2000000, 'f.csv')");
    assert_controls(fixture, store, "[ps][re]*[eo][dr]-[op]*",
                    "sealed-opening|all|AUD||0.50|0.00|-0.50|off\n"
                    "prior-period|all|AUD||0.00|0.00|0.00|ties\n"
                    "sealed-opening|all|USD||27.00|27.00|0.00|ties\n"
                    "prior-period|all|USD||-2.00|-2.00|0.00|ties\n"
                    "sealed-opening|all|EUR||0.00|0.00|0.00|ties\n"
                    "prior-period|all|EUR||0.00|0.00|0.00|ties");
    store_close(store);
}

/* Listed is more than later files say. */
static void test_prior_off(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = six_open(fixture, "6.00", "0.00");
    execute(fixture, store,
            "INSERT INTO meta VALUES ('sealed_day', '90'), ('roll_from_day', '91');"
            "INSERT INTO sealed_closing VALUES (1, 'USD', '', 26990000);"
            "INSERT INTO prior_period VALUES (1, 'USD', 0, 26990000, 25000000, 'f.csv')");
    assert_controls(fixture, store, "prior-period",
                    "prior-period|all|USD||-1.99|-2.00|-0.01|off\n"
                    "prior-period|all|EUR||0.00|0.00|0.00|ties");
    assert_answer(fixture, store,
                  "SELECT reported, computed, verdict FROM tie WHERE currency = 'USD' AND "
                  "check_name = 'sealed-opening'",
                  "26.99|27.00|off");
    store_close(store);
}

/* A month was sealed, and the roll-forward is of other days. */
static void test_other_days(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = six_open(fixture, "6.00", "0.00");
    execute(fixture, store,
            "INSERT INTO meta VALUES ('sealed_day', '59'), ('roll_from_day', '91');"
            "INSERT INTO sealed_closing VALUES (1, 'USD', '', 30000000)");
    assert_controls(fixture, store, "sealed-opening",
                    "sealed-opening|all|USD|||25.00||not-testable\n"
                    "sealed-opening|all|EUR|||0.00||not-testable");
    assert_why(fixture, store,
               "the roll-forward does not begin the day after the newest sealed month");
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ties),   TEST(test_off),       TEST(test_nothing_sealed),
        TEST(test_sealed), TEST(test_prior_off), TEST(test_other_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
