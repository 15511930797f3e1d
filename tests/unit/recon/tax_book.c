/* The book as a whole: nothing in, nothing out; both tables from one pass. */
#include "tax_world.h"

static void test_no_tax_lines(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = tax_world_store(fixture, "inv A on=2024-05-01 gross=10");
    assert_int_equal(ask_integer(fixture, store, "SELECT count(*) FROM tax_check"), 0);
    assert_int_equal(ask_integer(fixture, store, "SELECT count(*) FROM tax_jurisdiction"), 0);
    store_close(store);
    tax_book_free(NULL);
}

/* Section 14, records 2 and 3: the second refunds an item never sold, and its rows do not make
 * its total. 2024-05-09 is day 19852. */
static void test_both_tables(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = tax_world_store(
        fixture, "tax A item=1 on=2024-05-01 place=GA party=seller tax_amount=1 total_tax=1;"
                 "tax A item=2 on=2024-05-09 event=refund place=GA party=seller tax_amount=-1 "
                 "total_tax=-3");
    assert_answer(fixture, store,
                  "SELECT line_id >> 32, line_id & 4294967295, check_name, expected, actual, "
                  "lines, dated FROM tax_check ORDER BY check_name",
                  "14|3|refund|0|-1000000|1|19852\n14|3|total|-1000000|-3000000|1|19852");
    assert_answer(fixture, store, "SELECT lines, tax, tax_refund FROM tax_jurisdiction",
                  "2|1.00|-1.00");
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_no_tax_lines, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_both_tables, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
