/* Rules asked twice. Covers check_prove.c and tie_prove.c. */
#include "check_fixture.h"
#include "recon/tie.h"

/* What slipped through a shortcut is named: the rule calls itself quiet about positions at rest,
 * and is not about this one, which is not at rest at all. */
static void test_what_is_at_rest(void **state)
{
    struct world *world = *state;
    world_row(world, "position_rest",
              "position_id = 2, reference_id = 2, currency = 'USD', gross = 50000000,"
              "net_status = 'collected-late', due_on = 19700, disbursed_on = 19800");
    world->options.prove = true;
    world_check(world);
    assert_int_equal(world->result.findings[SEVERITY_LOW], 0);
    assert_int_equal(world->result.rules_unproved, 1);
    assert_string_equal(world->result.unproved, "rule collected-late answers otherwise about "
                                                "R-2 when it reads everything");
}

/* A line that should carry a mark and does not is named by its place. */
static void test_a_line_without_its_mark(void **state)
{
    struct world *world = *state;
    world_row(world, "file", "file_id = 3, short_name = 'paid.csv', sha256 = 'x'");
    world_row(
        world, "section",
        "section_id = 5, file_id = 3, canonical = 5, role = 'disbursed', covers_to = 19800");
    world_row(world, "line_disbursed",
              "line_id = (5 << 32) + 17, reference_id = 1, currency = 'USD', gross = -1000000, "
              "net = -1000000");
    world->options.prove = true;
    world_check(world);
    assert_int_equal(world->result.rules_unproved, 1);
    assert_string_equal(world->result.unproved, "rule payout-reversed answers otherwise about "
                                                "paid.csv#17 when it reads everything");
}

static void test_control(void **state)
{
    struct world *world = *state;
    struct tie_result ties = {0};
    struct check_result checks = {.rules_proved = 30};
    must_work(tie_store_prove(world->store, &checks, &ties, &world->failure), &world->failure);
    assert_int_equal(ties.ties, 1);
    checks = (struct check_result){.rules_proved = 30, .rules_unproved = 2, .unproved = "why"};
    must_work(tie_store_prove(world->store, &checks, &ties, &world->failure), &world->failure);
    assert_int_equal(ties.controls_off, 1);
    world_says(
        world,
        "SELECT check_name || kind || scope || reported || ' ' || computed || verdict || "
        "why FROM tie ORDER BY ordinal DESC LIMIT 1",
        "provecontrolall30 28offwhy");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_at_rest, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_line_without_its_mark, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_control, world_setup, world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
