/* Policy values: what ships, a folder of rules, --policy and --set, later ones winning. */
#include "pipeline/policy.h"

#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static enum status load(struct run *run, struct world *world, const char *policy,
                        const char *folder)
{
    static struct rules_file file;
    world_options(world, folder);
    run->options = &world->options;
    file = (struct rules_file){STR("policy.csv"), str_from(policy)};
    run->rules = run->rules_built_in = (struct rules_source){NULL, &file, 1};
    return run_load_policy(run, &world->failure);
}

#define POLICY_HEADER "name,value,unit,why\n"

static void test_values(void **state)
{
    struct run run = {0};
    struct world world;
    const char *policy = POLICY_HEADER
        "penny,0.05,money,most\npenny_budget,2.50,money,x\n"
        "settlement_grace_days,30,days,x\nhistory_days,90,days,x\npayout_gap_days,35,days,x\n";
    assert_int_equal(load(&run, &world, policy, *state), STATUS_OK);
    assert_int_equal(run.run_facts.policy.penny.micro, 50000);
    assert_int_equal(run.run_facts.policy.penny_budget.micro, 2500000);
    assert_int_equal(run.run_facts.policy.settlement_grace_days, 30);
    assert_int_equal(run.run_facts.policy.history_days, 90);
    assert_int_equal(run.run_facts.policy.payout_gap_days, 35);
    assert_int_equal(run.policy_digest.length, 64);
    arena_free(&run.arena);
}

static void test_values_that_cannot_be(void **state)
{
    static const struct {
        const char *name, *policy, *message;
    } rows[] = {
        {"above five cents", POLICY_HEADER "penny,0.050001,money,x\n",
         "penny cannot be 0.050001"},
        {"negative", POLICY_HEADER "penny,-0.01,money,x\n", "penny cannot be -0.01"},
        {"no days", POLICY_HEADER "history_days,1.5,days,x\n", "history_days cannot be 1.5"},
        {"unknown", POLICY_HEADER "pennny,0.01,money,x\n", "pennny is no policy value"},
    };
    for (size_t i = 0; i < array_count(rows); i++) {
        struct run run = {0};
        struct world world;
        assert_int_equal(load(&run, &world, rows[i].policy, *state), STATUS_REFUSED);
        if (strcmp(world.failure.message, rows[i].message) != 0)
            fail_msg("%s: %s", rows[i].name, world.failure.message);
        assert_string_equal(world.failure.path, "policy.csv");
        assert_int_equal(world.failure.line, 2);
        arena_free(&run.arena);
    }
}

#define SHIPPED POLICY_HEADER "penny,0.01,money,x\npenny_budget,1.00,money,x\n"

/* The value of each is the last that was said, in the order rules, --policy, --set. */
static void test_who_wins(void **state)
{
    struct run run = {0};
    struct world world;
    char path[FOLDER_PATH_BYTES];
    const struct str set = STR("penny_budget=3.00");
    world_options(&world, *state);
    folder_write(*state, "policy-own.csv",
                 "name,value\npenny_budget,2.00\nhistory_days, 90 \n");
    world.options.policy_path = folder_path(*state, "policy-own.csv", path);
    world.options.sets = &set;
    world.options.set_count = 1;
    const struct rules_file shipped = {STR("policy.csv"), STR(SHIPPED)};
    const struct rules_file own = {STR("policy.csv"),
                                   STR(POLICY_HEADER "penny,0.02,money,x\n")};
    run.options = &world.options;
    run.rules_built_in = (struct rules_source){NULL, (struct rules_file *)&shipped, 1};
    run.rules = (struct rules_source){NULL, (struct rules_file *)&own, 1};
    assert_int_equal(run_load_policy(&run, &world.failure), STATUS_OK);
    assert_int_equal(run.run_facts.policy.penny.micro, 20000);
    assert_int_equal(run.run_facts.policy.penny_budget.micro, 3000000);
    assert_int_equal(run.run_facts.policy.history_days, 90);
    assert_int_equal(run.policy_shipped.penny_budget.micro, 1000000);
    assert_int_equal(run.policy_file_digest.length, 64);
    arena_free(&run.arena);
}

/* The digest is of the values: who said them does not matter. */
static void test_digest_is_of_values(void **state)
{
    struct run runs[2] = {{0}, {0}};
    struct world world;
    assert_int_equal(load(&runs[0], &world,
                          POLICY_HEADER "penny,0.01,money,a\nhistory_days,9,days,b\n", *state),
                     STATUS_OK);
    assert_int_equal(
        load(&runs[1], &world, POLICY_HEADER "history_days,9,days,\npenny,0.010,,\n", *state),
        STATUS_OK);
    assert_true(str_equal(runs[0].policy_digest, runs[1].policy_digest));
    arena_free(&runs[0].arena);
    arena_free(&runs[1].arena);
}

static void test_options_that_cannot_be(void **state)
{
    static const struct {
        const char *name, *set, *file, *message;
        int64_t line;
    } rows[] = {
        {"unknown", "pennny=0.01", NULL, "--set pennny is no policy value", 0},
        {"no value", "penny", NULL, "--set penny names no value", 0},
        {"empty", "penny=", NULL, "--set penny cannot be ", 0},
        {"beyond its bound", "history_days=3651", NULL, "--set history_days cannot be 3651", 0},
        {"another header", NULL, "setting,value\n", "not the header name,value", 1},
        {"unknown in a file", NULL, "name,value\n\npennny,1\n", "pennny is no policy value", 3},
        {"bad in a file", NULL, "name,value\npenny,1e-2\n", "penny cannot be 1e-2", 2},
        {"twice in a file", NULL, "name,value\npenny,0\npenny,0\n", "penny is said twice", 3},
    };
    for (size_t i = 0; i < array_count(rows); i++) {
        struct run run = {0};
        struct world world;
        char path[FOLDER_PATH_BYTES];
        const struct rules_file shipped = {STR("policy.csv"), STR(SHIPPED)};
        const struct str set = str_from(rows[i].set ? rows[i].set : "");
        world_options(&world, *state);
        world.options.sets = &set;
        world.options.set_count = rows[i].set != NULL;
        if (rows[i].file) {
            folder_write(*state, "own.csv", rows[i].file);
            world.options.policy_path = folder_path(*state, "own.csv", path);
        }
        run.options = &world.options;
        run.rules = run.rules_built_in =
            (struct rules_source){NULL, (struct rules_file *)&shipped, 1};
        assert_int_equal(run_load_policy(&run, &world.failure), STATUS_USAGE);
        if (strcmp(world.failure.message, rows[i].message) != 0)
            fail_msg("%s: %s", rows[i].name, world.failure.message);
        assert_int_equal(world.failure.line, rows[i].line);
        assert_true(world.failure.remedy[0] != '\0');
        arena_free(&run.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_values, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_values_that_cannot_be, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_who_wins, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_digest_is_of_values, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_options_that_cannot_be, folder_make,
                                        folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
