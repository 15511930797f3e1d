/* A whole run of the shipped rules over a small world. */
#include "check_fixture.h"

static void test_nothing_to_find(void **state)
{
    struct world *world = *state;
    world_check(world);
    for (int i = 0; i <= SEVERITY_HIGH; i++)
        assert_int_equal(world->result.findings[i], 0);
    assert_int_equal(world->result.timing_items, 0);
    assert_int_equal(world->result.rules_run, world->result.rules_shipped);
    assert_int_equal(world->result.rules_run, world->set.count);
}

static void test_every_rule_is_told_of(void **state)
{
    struct world *world = *state;
    world_row(world, "position_active",
              "position_id = 7, reference_id = 1, currency = 'USD', state = 'over-disbursed',"
              "basis = 'gross', billed_gross = 100000000, disbursed_gross = 120000000");
    world_check(world);
    assert_int_equal(world_count(world, "SELECT count(*) FROM rule"), world->set.count);
    assert_int_equal(world_count(world, "SELECT fired FROM rule WHERE code = 'over-disbursed'"),
                     1);
    assert_int_equal(world_count(world, "SELECT sum(fired) FROM rule"), 1);
    world_says(world, "SELECT substr(text, 1, 27) FROM rule WHERE code = 'over-disbursed'",
               "-- rule      over-disbursed");
    world_says(world, "SELECT severity || length(sha256) FROM rule WHERE code = 'tax-short'",
               "high64");
}

/* The same answers with and without the shortcuts. */
static void test_prove_changes_nothing(void **state)
{
    struct world *world = *state;
    world_row(world, "position_active",
              "position_id = 1, reference_id = 1, currency = 'USD', state = 'over-disbursed',"
              "basis = 'gross', billed_gross = 100000000, disbursed_gross = 120000000");
    world_row(world, "position_rest",
              "position_id = 2, reference_id = 2, currency = 'USD', gross = 50000000,"
              "fee = -1500000, net_status = 'collected-in-terms'");
    world->options.prove = true;
    world_check(world);
    assert_int_equal(world->result.findings[SEVERITY_HIGH], 1);
    assert_int_equal(world_count(world, "SELECT count(*) FROM finding"), 1);
    assert_int_equal(world->result.rules_unproved, 0);
}

static void test_fewer_rules_are_a_finding(void **state)
{
    struct world *world = *state;
    struct rule_set fewer = {world->set.rules, world->set.count - 2};
    world->options.shipped = &world->set;
    must_work(check_run(&fewer, &world->source, &world->options, world->store, &world->result,
                        &world->failure),
              &world->failure);
    assert_int_equal(world->result.rules_shipped - world->result.rules_run, 2);
    assert_int_equal(world->result.findings[SEVERITY_HIGH], 1);
    world_says(world, "SELECT rule || ' ' || subject || ' ' || difference FROM finding",
               "rules-reduced rules-reduced -2");
}

/* A first month: billing is known for thirty days, and history begins after that. What is paid
 * out beyond both may be older than the files; no later file needs to clear it. */
static void test_before_history_comes_before_ahead(void **state)
{
    struct world *world = *state;
    char sql[256];
    snprintf(sql, sizeof sql, "UPDATE role_window SET known_to = %d WHERE role = 'billed'",
             WORLD_FROM + 30);
    world_execute(world, sql);
    snprintf(sql, sizeof sql,
             "position_id = 7, reference_id = 1, currency = 'USD', state = 'before-history',"
             "basis = 'gross', disbursed_gross = 60000000, disbursed_lines = 1,"
             "first_payout_on = %d",
             WORLD_FROM + 40);
    world_row(world, "position_active", sql);
    world_check(world);
    world_says(
        world,
        "SELECT kind || ' ' || rule || ' ' || coalesce(must_clear_by, 'never') FROM timing",
        "before-history disbursed-not-billed never");
}

/* What asks about timing items comes last, whatever its name: here one of this very run. */
static void test_timing_is_asked_last(void **state)
{
    struct world *world = *state;
    char sql[512];
    snprintf(sql, sizeof sql,
             "UPDATE role_window SET known_to = %d, loaded_to = %d WHERE role = 'billed'",
             WORLD_FROM + 130, WORLD_AS_OF);
    world_execute(world, sql);
    snprintf(sql, sizeof sql,
             "position_id = 7, reference_id = 1, currency = 'USD', state = 'ahead-of-billing',"
             "basis = 'gross', disbursed_gross = 60000000, disbursed_lines = 1,"
             "first_payout_on = %d",
             WORLD_FROM + 131);
    world_row(world, "position_active", sql);
    world_check(world);
    world_says(world,
               "SELECT rule || ' ' || (must_clear_by - fact) || ' ' || told_on FROM timing",
               "disbursed-not-billed 45 19904");
    world_says(world, "SELECT rule || ' ' || subject FROM finding", "timing-not-cleared R-1");
    world_execute(world, "DELETE FROM finding; DELETE FROM timing; DELETE FROM rule;"
                         "DELETE FROM finding_on; UPDATE position_active SET later_lines = 1");
    world_check(world);
    assert_int_equal(world_count(world, "SELECT count(*) FROM finding"), 0);
    assert_int_equal(world_count(world, "SELECT count(*) FROM timing"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing_to_find, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_every_rule_is_told_of, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_prove_changes_nothing, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_before_history_comes_before_ahead, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_timing_is_asked_last, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_fewer_rules_are_a_finding, world_setup,
                                        world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
