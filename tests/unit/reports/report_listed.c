/* Rows that were written against positions that were counted: two of three open, one of them
 * refunded, one of two paid late. */
#include "reports/report_listed.h"

#include "page_fixture.h"

struct rows {
    int64_t uncollected, refunds, net_terms, tax_collection;
};

static void check(struct world *world, struct rows rows, bool full, const char *says)
{
    struct report_outputs outputs = {0};
    report_output_add(&outputs, "uncollected.csv", STR(""))->rows = rows.uncollected;
    report_output_add(&outputs, "refunds.csv", STR(""))->rows = rows.refunds;
    report_output_add(&outputs, "net-terms.csv", STR(""))->rows = rows.net_terms;
    report_output_add(&outputs, "tax-collection.csv", STR(""))->rows = rows.tax_collection;
    failure_init(&world->failure);
    enum status status = report_listed_check(&outputs, world->store, full, &world->failure);
    assert_int_equal(status, says == NULL ? STATUS_OK : STATUS_EVIDENCE);
    if (says != NULL)
        assert_string_equal(world->failure.message, says);
    failure_init(&world->failure);
}

static void count_positions(struct world *world)
{
    world_execute(world, "INSERT INTO population VALUES"
                         " ('uncollected', 'uncollected', 'USD', 1, '5.00'),"
                         " ('uncollected', 'part-collected', 'EUR', 1, '3.00'),"
                         " ('uncollected', 'settled', 'USD', 1, '0.00'),"
                         " ('refunds', 'uncollected', 'USD', 1, '5.00'),"
                         " ('refunds', 'none', 'USD', 1, '0.00'),"
                         " ('refunds', 'none', 'EUR', 1, '3.00'),"
                         " ('net-terms', 'open-past-due', 'USD', 1, '5.00'),"
                         " ('net-terms', 'none', 'EUR', 1, '3.00'),"
                         " ('net-terms', 'collected-no-terms', 'USD', 1, '0.00'),"
                         " ('tax-collection', 'short', 'USD', 1, '0.40'),"
                         " ('tax-collection', 'untaxed', 'EUR', 1, '0.00'),"
                         " ('tax-collection', 'collected', 'USD', 1, '0.00'),"
                         " ('currencies', 'cross-currency', 'EUR', 9, '0.00')");
}

static void test_as_many(void **state)
{
    struct world *world = *state;
    check(world, (struct rows){0, 0, 0, 0}, true, NULL);
    count_positions(world);
    check(world, (struct rows){2, 1, 1, 1}, false, NULL);
    check(world, (struct rows){2, 1, 2, 3}, true, NULL);
}

static void test_more_or_fewer(void **state)
{
    struct world *world = *state;
    check(world, (struct rows){0, 0, 1, 0}, false,
          "net-terms.csv has 1 rows, but populations.csv counts 0");
    count_positions(world);
    check(world, (struct rows){1, 1, 1, 1}, false,
          "uncollected.csv has 1 rows, but populations.csv counts 2");
    check(world, (struct rows){2, 2, 1, 1}, false,
          "refunds.csv has 2 rows, but populations.csv counts 1");
    check(world, (struct rows){2, 1, 2, 1}, false,
          "net-terms.csv has 2 rows, but populations.csv counts 1");
    check(world, (struct rows){2, 1, 2, 1}, true,
          "tax-collection.csv has 1 rows, but populations.csv counts 3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_as_many),
        PAGE_TEST(test_more_or_fewer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
