/* One row of findings.csv: its id, its values as printed, its sentence; no id twice. */
#include "check_fixture.h"
#include "rule_fixture.h"

static void position(struct world *world, int id, int reference, const char *currency)
{
    char set[256];
    snprintf(set, sizeof set,
             "position_id = %d, reference_id = %d, currency = '%s', state = 'over-disbursed',"
             "billed_gross = 100000000, disbursed_gross = 120500000,"
             "evidence = 'march.csv#2 april.csv#7'",
             id, reference, currency);
    world_row(world, "position_active", set);
}

/* printf 'try\0R-1\0USD' | sha256sum: its first twenty digits. */
static void test_a_row(void **state)
{
    struct world *world = *state;
    position(world, 5, 1, "USD");
    world_rule(
        world, "try",
        RULE_HEAD(
            "position",
            "money") "SELECT position_id, billed_gross AS expected, disbursed_gross AS actual"
                     " FROM position\n");
    world_check(world);
    world_says(world,
               "SELECT finding_id || '|' || rule || '|' || severity || '|' || subject || '|' ||"
               " transaction_reference_id || '|' || currency || '|' || expected || '|' ||"
               " actual || '|' || difference || '|' || explanation || '|' || evidence"
               " FROM finding",
               "76a009d2a997783999e9|try|medium|R-1|R-1|USD|100.00|120.50|20.50|"
               "100.00 USD, 120.50 USD.|march.csv#2 april.csv#7");
}

/* Rule, subject and currency make the id: printf 'try\0s\0' and 'try\0s\0EUR'. */
static void test_ids(void **state)
{
    struct world *world = *state;
    position(world, 5, 1, "USD");
    world_rule(
        world, "try",
        RULE_HEAD(
            "position",
            "text") "SELECT 's' AS subject, NULL AS currency, 'a' AS expected, 'b' AS actual"
                    " FROM position UNION ALL SELECT 's', 'EUR', 'a', 'b' FROM position\n");
    world_check(world);
    world_says(world, "SELECT finding_id FROM finding WHERE currency = ''",
               "00cc2d698cfca94105a3");
    world_says(world, "SELECT finding_id FROM finding WHERE currency = 'EUR'",
               "c07b151011884ca38236");
    /* Texts have no difference; a subject names no reference. */
    world_says(world,
               "SELECT DISTINCT expected || actual || difference ||"
               " transaction_reference_id || '.' FROM finding",
               "ab.");
}

/* Days between two days are a number. */
static void test_days(void **state)
{
    struct world *world = *state;
    position(world, 5, 1, "USD");
    world_rule(world, "try",
               RULE_HEAD("position", "day") "SELECT position_id, as_of() - 30 AS expected, "
                                            "as_of() AS actual FROM position\n");
    world_check(world);
    world_says(world, "SELECT expected || ' ' || actual || ' ' || difference FROM finding",
               "2024-05-31 2024-06-30 30");
}

/* Two findings with one id would hide one another. */
static void test_one_id_twice_stops(void **state)
{
    struct world *world = *state;
    position(world, 5, 1, "USD");
    world_rule(world, "try",
               RULE_HEAD("position",
                         "money") "SELECT position_id, 1 AS expected, 2 AS actual FROM position"
                                  " UNION ALL SELECT position_id, 3, 4 FROM position\n");
    assert_int_equal(check_run(&world->set, &world->source, &world->options, world->store,
                               &world->result, &world->failure),
                     STATUS_EVIDENCE);
    assert_string_equal(world->failure.message,
                        "two findings with one id: rule try, subject R-1, currency USD");
}

/* Two currencies of one reference are two positions, with two ids. */
static void test_two_currencies(void **state)
{
    struct world *world = *state;
    position(world, 5, 1, "USD");
    position(world, 6, 1, "EUR");
    world_rule(
        world, "try",
        RULE_HEAD("position",
                  "money") "SELECT position_id, 1 AS expected, 2 AS actual FROM position\n");
    world_check(world);
    assert_int_equal(world_count(world, "SELECT count(DISTINCT finding_id) FROM finding"), 2);
    world_says(world, "SELECT finding_id FROM finding WHERE currency = 'USD'",
               "76a009d2a997783999e9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_row, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_ids, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_days, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_one_id_twice_stops, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_two_currencies, world_setup, world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
