/* The filing worksheet against the positions, tying and off. */
#include "tie_books.h"

/* Seller 8.00 with a refund of 3.00, of another party 9.00; 5.00 collected by lines and 2.00 by
 * none. The cross-currency position is in no row. */
static struct store *worksheet(struct fixture *fixture)
{
    struct store *store = fixture_store(fixture, ":memory:");
    books_position(fixture, store, "position_active", 1,
                   "currency = 'USD', state = 'settled', tax_calculated = 1000000, "
                   "disbursed_tax = 3000000, disbursed_tax_refund = -1500000");
    books_position(fixture, store, "position_active", 2,
                   "currency = 'EUR', state = 'cross-currency', tax_calculated = 7000000");
    books_position(fixture, store, "position_rest", 3,
                   "currency = 'USD', tax_calculated = 4000000, tax = 4000000");
    execute(fixture, store,
            "INSERT INTO population VALUES ('uncollected', 'settled', 'USD', 2, '0.00'),"
            "('currencies', 'cross-currency', 'EUR', 1, '0.00');"
            "INSERT INTO tax_jurisdiction VALUES "
            "(1, 0, 'USD', 'US', 'WA', 'State', 'WA', 'Sales', 'seller', 3, '0.00', '0.00', "
            "'0.00', '0.00', '8.00', '-3.00', '5.00', '-1.50', 0),"
            "(2, 0, 'USD', 'US', 'WA', 'State', 'WA', 'Sales', 'aws', 1, '0.00', '0.00', "
            "'0.00', '0.00', '9.00', '0.00', '0.00', '0.00', 0),"
            "(3, NULL, 'USD', '', '', '', '(unallocated)', '', '', 0, '0.00', '0.00', '0.00', "
            "'0.00', '0.00', '0.00', '2.00', '0.00', 1)");
    return store;
}

static void test_ties(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = worksheet(fixture);
    assert_controls(fixture, store, "tax-jurisdictions",
                    "tax-jurisdictions|tax|USD||5.00|5.00|0.00|ties\n"
                    "tax-jurisdictions|tax_collected|USD||7.00|7.00|0.00|ties\n"
                    "tax-jurisdictions|tax_refund_disbursed|USD||-1.50|-1.50|0.00|ties");
    store_close(store);
}

static void test_off(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = worksheet(fixture);
    execute(fixture, store,
            "UPDATE tax_jurisdiction SET tax_collected = '5.01', tax_refund = '-3.000001' "
            "WHERE ordinal = 1; DELETE FROM tax_jurisdiction WHERE ordinal = 3");
    assert_controls(fixture, store, "tax-jurisdictions",
                    "tax-jurisdictions|tax|USD||5.00|4.999999|-0.000001|off\n"
                    "tax-jurisdictions|tax_collected|USD||7.00|5.01|-1.99|off\n"
                    "tax-jurisdictions|tax_refund_disbursed|USD||-1.50|-1.50|0.00|ties");
    assert_answer(fixture, store,
                  "SELECT DISTINCT kind, why FROM tie WHERE check_name = 'tax-jurisdictions' "
                  "AND verdict = 'off'",
                  "control|the filing worksheet does not add up to the positions");
    store_close(store);
}

/* Without any row the positions are held against nothing. */
static void test_no_row(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = worksheet(fixture);
    execute(fixture, store, "DELETE FROM tax_jurisdiction");
    assert_controls(fixture, store, "tax-jurisdictions",
                    "tax-jurisdictions|tax|USD||5.00|0.00|-5.00|off\n"
                    "tax-jurisdictions|tax_collected|USD||7.00|0.00|-7.00|off\n"
                    "tax-jurisdictions|tax_refund_disbursed|USD||-1.50|0.00|1.50|off");
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_ties, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_off, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_no_row, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
