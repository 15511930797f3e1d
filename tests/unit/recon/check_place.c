/* What an answer about a position is about: found among the active ones, else among those at
 * rest. */
#include "check_fixture.h"
#include "rule_fixture.h"

static const char rule[] = RULE_HEAD(
    "position", "money") "SELECT position_id, 1 AS expected, 2 AS actual FROM position\n";

static void test_active_and_at_rest(void **state)
{
    struct world *world = *state;
    world_row(world, "position_active",
              "position_id = 4, reference_id = 2, currency = 'EUR', evidence = 'a.csv#3'");
    world_row(world, "position_rest",
              "position_id = 6, reference_id = 3, currency = 'USD', evidence = 'b.csv#9'");
    world_rule(world, "try", rule);
    world_check(world);
    world_says(
        world,
        "SELECT group_concat(subject || '|' || transaction_reference_id || '|' || currency"
        " || '|' || evidence, '; ') FROM (SELECT * FROM finding ORDER BY subject)",
        "R-2|R-2|EUR|a.csv#3; R-3|R-3|USD|b.csv#9");
    world_says(world, "SELECT group_concat(position_id) FROM finding_on", "4,6");
}

static void test_no_such_position(void **state)
{
    struct world *world = *state;
    world_row(world, "position_active", "position_id = 4, reference_id = 2, currency = 'EUR'");
    world_rule(
        world, "try",
        RULE_HEAD("position",
                  "money") "SELECT position_id + 95 AS position_id, 1 AS expected, 2 AS actual"
                           " FROM position\n");
    assert_int_equal(check_run(&world->set, &world->source, &world->options, world->store,
                               &world->result, &world->failure),
                     STATUS_EVIDENCE);
    assert_string_equal(world->failure.message,
                        "a rule answers about position 99, which is not in the books");
    assert_string_equal(world->failure.remedy, "The rule is try.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_active_and_at_rest, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_no_such_position, world_setup, world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
