/* Buckets and populations against the positions, tying and off. */
#include "tie_books.h"

/* Two open positions and one at rest in USD, one at rest in INR, one cross-currency in EUR;
 * what tally would have counted of them. */
static struct store *five_positions(struct fixture *fixture)
{
    struct store *store = fixture_store(fixture, ":memory:");
    books_position(fixture, store, "position_active", 1,
                   "currency = 'USD', state = 'uncollected', collectible = 10000000");
    books_position(fixture, store, "position_active", 2,
                   "currency = 'USD', state = 'refund-pending', collectible = -4000000, "
                   "tax_difference = 330000");
    books_position(fixture, store, "position_active", 3,
                   "currency = 'EUR', state = 'cross-currency', collectible = 7000000");
    books_position(fixture, store, "position_rest", 4, "currency = 'USD'");
    books_position(fixture, store, "position_rest", 5, "currency = 'INR'");
    execute(
        fixture, store,
        "INSERT INTO population VALUES ('uncollected', 'uncollected', 'USD', 1, '10.00'),"
        "('uncollected', 'refund-pending', 'USD', 1, '-4.00'),"
        "('uncollected', 'settled', 'USD', 1, '0.00'), ('refunds', 'none', 'USD', 3, '6.00'),"
        "('net-terms', 'none', 'USD', 3, '6.00'), ('tax-collection', 'short', 'USD', 1, "
        "'0.33'),"
        "('tax-collection', 'none', 'USD', 2, '0.00'),"
        "('uncollected', 'settled', 'INR', 1, '0.00'), ('refunds', 'none', 'INR', 1, '0.00'),"
        "('net-terms', 'none', 'INR', 1, '0.00'), ('tax-collection', 'none', 'INR', 1, '0.00'),"
        "('currencies', 'cross-currency', 'EUR', 1, '7.00');"
        "INSERT INTO ageing VALUES ('billing', '31-60', 'USD', 2, 1, '10.00'),"
        "('billing', 'credit', 'USD', 6, 1, '-4.00'), ('due', '1-30', 'USD', 2, 1, '10.00'),"
        "('due', 'credit', 'USD', 8, 1, '-4.00');"
        "INSERT INTO roll_forward VALUES ('USD', 1, 0, '10.00', '0.00', '0.00', '-4.00', "
        "'0.00', '0.00', '0.00', '6.00', '0.00', '0.00', '0.00')");
    return store;
}

static void test_ties(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = five_positions(fixture);
    assert_controls(fixture, store, "ageing-*",
                    "ageing-billing|all|EUR||0.00|0.00|0.00|ties\n"
                    "ageing-due|all|EUR||0.00|0.00|0.00|ties\n"
                    "ageing-billing|all|INR||0.00|0.00|0.00|ties\n"
                    "ageing-due|all|INR||0.00|0.00|0.00|ties\n"
                    "ageing-billing|all|USD||6.00|6.00|0.00|ties\n"
                    "ageing-due|all|USD||6.00|6.00|0.00|ties");
    assert_answer(fixture, store,
                  "SELECT scope, currency, basis, reported, computed, verdict FROM tie "
                  "WHERE check_name = 'populations' AND currency <> 'INR' AND computed NOT IN "
                  "('0', '0.00') ORDER BY ordinal",
                  "currencies|EUR|positions|1|1|ties\ncurrencies|EUR|amount|7.00|7.00|ties\n"
                  "uncollected|USD|positions|3|3|ties\nuncollected|USD|amount|6.00|6.00|ties\n"
                  "refunds|USD|positions|3|3|ties\nrefunds|USD|amount|6.00|6.00|ties\n"
                  "net-terms|USD|positions|3|3|ties\nnet-terms|USD|amount|6.00|6.00|ties\n"
                  "tax-collection|USD|positions|3|3|ties\n"
                  "tax-collection|USD|amount|0.33|0.33|ties");
    assert_int_equal(
        ask_integer(fixture, store, "SELECT count(*) FROM tie WHERE verdict = 'off'"), 0);
    store_close(store);
}

struct off_row {
    const char *name, *change, *rows;
};

/* Each change turns exactly these rows. */
static const struct off_row off_rows[] = {
    {"a bucket lost a cent", "UPDATE ageing SET amount = '9.99' WHERE bucket = '31-60'",
     "ageing-billing|all|USD||5.99|6.00"},
    {"a balance without a bucket",
     "DELETE FROM ageing WHERE basis = 'due' AND bucket = 'credit'",
     "ageing-due|all|USD||10.00|6.00"},
    {"a position counted twice",
     "UPDATE population SET positions = 4 WHERE report = 'refunds' "
     "AND currency = 'USD'",
     "populations|refunds|USD|positions|4|3"},
    {"a status without its amount",
     "UPDATE population SET amount = '0.00' WHERE status = 'short'",
     "populations|tax-collection|USD|amount|0.00|0.33"},
    {"a position at rest is missing", "DELETE FROM position_rest WHERE currency = 'INR'",
     "populations|uncollected|INR|positions|1|0\npopulations|refunds|INR|positions|1|0\n"
     "populations|net-terms|INR|positions|1|0\npopulations|tax-collection|INR|positions|1|0"},
    {"a position at rest nobody counted",
     "UPDATE position_rest SET currency = 'GBP' "
     "WHERE currency = 'USD'; DELETE FROM population WHERE currency = 'INR';"
     "DELETE FROM position_rest WHERE currency = 'INR';"
     "UPDATE population SET positions = positions - 1 WHERE status = 'none' AND currency = "
     "'USD';"
     "DELETE FROM population WHERE status = 'settled'",
     "populations|uncollected|GBP|positions|0|1\npopulations|refunds|GBP|positions|0|1\n"
     "populations|net-terms|GBP|positions|0|1\npopulations|tax-collection|GBP|positions|0|1"},
    {"a cross-currency position nobody counted",
     "DELETE FROM population WHERE currency = 'EUR'",
     "populations|currencies|EUR|positions|0|1\npopulations|currencies|EUR|amount|0.00|7.00"},
};

static void test_off(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < array_count(off_rows); i++) {
        struct store *store = five_positions(fixture);
        struct tie_result result;
        print_message("%s\n", off_rows[i].name);
        execute(fixture, store, off_rows[i].change);
        must_work(tie_store_controls(store, 1, 1, &result, &fixture->failure),
                  &fixture->failure);
        assert_answer(fixture, store,
                      "SELECT check_name, scope, currency, basis, reported, computed FROM tie "
                      "WHERE verdict = 'off' ORDER BY ordinal",
                      off_rows[i].rows);
        assert_true(result.controls_off > 0);
        store_close(store);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ties),
        TEST(test_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
