/* Info rules are summed up: one finding a rule and currency, naming no reference. */
#include "check_fixture.h"
#include "rule_fixture.h"

#define INFO_HEAD(code, unit)                                                                  \
    "-- rule " code "\n-- severity info\n-- asks a\n-- because b\n-- then c\n-- unit " unit    \
    "\n-- reads position\n-- says {count}: {expected}, {actual}, {difference}.\n-- since "     \
    "1.0\n"

static void position(struct world *world, int id, const char *currency, long long billed,
                     long long disbursed)
{
    char set[256];
    snprintf(set, sizeof set,
             "position_id = %d, reference_id = 1 + %d %% 3, currency = '%s', state = 'settled',"
             "billed_gross = %lld, disbursed_gross = %lld",
             id, id, currency, billed, disbursed);
    world_row(world, "position_active", set);
}

static const char every_row[] =
    "SELECT group_concat(subject || '|' || transaction_reference_id || '|' || currency || '|' "
    "||"
    " expected || '|' || actual || '|' || difference || '|' || explanation || '|' || evidence,"
    " '; ') FROM (SELECT * FROM finding ORDER BY rule, currency)";

static void test_summed_by_currency(void **state)
{
    struct world *world = *state;
    position(world, 1, "USD", 100000000, 100010000);
    position(world, 2, "USD", 50000000, 49990000);
    position(world, 3, "EUR", 7000000, 7010000);
    position(world, 4, "USD", 1000000, 1010000);
    world_rule(world, "try",
               INFO_HEAD("try", "money") "SELECT position_id, billed_gross AS expected,"
                                         " disbursed_gross AS actual FROM position\n");
    world_check(world);
    world_says(world, every_row,
               "try||EUR|7.00|7.01|0.01|1: 7.00 EUR, 7.01 EUR, 0.01 EUR.|; "
               "try||USD|151.00|151.01|0.01|3: 151.00 USD, 151.01 USD, 0.01 USD.|");
    assert_int_equal(world->result.findings[SEVERITY_INFO], 2);
    /* The reports' own cells still name it. */
    assert_int_equal(world_count(world, "SELECT count(*) FROM finding_on"), 4);
}

/* Sums do not end at 64 bits: twice 9 000 000 000 000 000 000 micros. */
static void test_sums_of_any_size(void **state)
{
    struct world *world = *state;
    position(world, 1, "USD", 9000000000000000000, 0);
    position(world, 2, "USD", 9000000000000000000, 0);
    world_rule(world, "try",
               INFO_HEAD("try", "money") "SELECT position_id, billed_gross AS expected,"
                                         " 0 AS actual FROM position\n");
    world_check(world);
    world_says(world, "SELECT expected || ' ' || actual || ' ' || difference FROM finding",
               "18000000000000.00 0.00 -18000000000000.00");
}

/* Counts are added; what is no money has no sum. */
static void test_counts(void **state)
{
    struct world *world = *state;
    position(world, 1, "USD", 1, 1);
    position(world, 2, "USD", 1, 1);
    world_rule(world, "try",
               INFO_HEAD("try", "days") "SELECT position_id, 5 AS expected, 6 AS actual,"
                                        " 20 AS count FROM position\n");
    world_check(world);
    world_says(world, "SELECT expected || '|' || difference || '|' || explanation FROM finding",
               "||40: an unknown value, an unknown value, an unknown value.");
}

/* A graver answer of an info rule stands alone. */
static void test_graver_answer_stands_alone(void **state)
{
    struct world *world = *state;
    position(world, 1, "USD", 1000000, 0);
    position(world, 2, "USD", 2000000, 0);
    world_rule(
        world, "try",
        INFO_HEAD("try", "money") "SELECT position_id, billed_gross AS expected, 0 AS actual,"
                                  " iif(billed_gross > money('1'), 'high', 'info') AS severity "
                                  "FROM position\n");
    world_check(world);
    assert_int_equal(world->result.findings[SEVERITY_INFO], 1);
    assert_int_equal(world->result.findings[SEVERITY_HIGH], 1);
    world_says(world, "SELECT subject || ' ' || expected FROM finding WHERE severity = 'high'",
               "R-3 2.00");
    world_says(world, "SELECT subject || ' ' || expected FROM finding WHERE severity = 'info'",
               "try 1.00");
}

/* The one short name of the contract: printf 'penny-difference\0penny\0USD' | sha256sum. */
static void test_pennies(void **state)
{
    struct world *world = *state;
    position(world, 1, "USD", 100000000, 100010000);
    world_rule(
        world, "penny-difference",
        INFO_HEAD(
            "penny-difference",
            "money") "SELECT position_id, billed_gross AS expected, disbursed_gross AS actual"
                     " FROM position\n");
    world_check(world);
    world_says(world, "SELECT subject || ' ' || finding_id FROM finding",
               "penny 008f48fde183a18c70d9");
}

/* Answers that name a subject are summed up by it, and still mark their positions. */
static void test_summed_by_subject(void **state)
{
    struct world *world = *state;
    position(world, 1, "USD", 1000000, 0);
    position(world, 2, "USD", 2000000, 0);
    position(world, 3, "USD", 4000000, 0);
    position(world, 4, "EUR", 8000000, 0);
    world_rule(world, "try",
               INFO_HEAD("try", "money") "SELECT position_id, billed_gross AS expected,"
                                         " 0 AS actual, iif(billed_gross = money('2'), 'B', "
                                         "'A') AS subject FROM position\n");
    world_check(world);
    world_says(world,
               "SELECT group_concat(subject || ' ' || currency || ' ' || expected, '; ')"
               " FROM (SELECT * FROM finding ORDER BY subject, currency)",
               "A EUR 8.00; A USD 5.00; B USD 2.00");
    assert_int_equal(world_count(world, "SELECT count(*) FROM finding_on"), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_summed_by_currency, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_sums_of_any_size, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_counts, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_graver_answer_stands_alone, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_summed_by_subject, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_pennies, world_setup, world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
