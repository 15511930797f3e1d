/* Policy values and payment terms, read from small CSV files of ours. */
#include "pipeline/run.h"

#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static enum status load(struct run *run, struct world *world, const char *policy,
                        const char *terms, const char *folder)
{
    static struct rules_file file;
    char path[FOLDER_PATH_BYTES];
    world_options(world, folder);
    if (terms) {
        folder_write(folder, "terms.csv", terms);
        world->options.terms_path =
            arena_copy(&run->arena, str_from(folder_path(folder, "terms.csv", path))).bytes;
    }
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
    assert_int_equal(load(&run, &world, policy, NULL, *state), STATUS_OK);
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
         "policy penny cannot be 0.050001"},
        {"negative", POLICY_HEADER "penny,-0.01,money,x\n", "policy penny cannot be -0.01"},
        {"no days", POLICY_HEADER "history_days,1.5,days,x\n",
         "policy history_days cannot be 1.5"},
        {"unknown", POLICY_HEADER "pennny,0.01,money,x\n", "policy pennny cannot be 0.01"},
    };
    for (size_t i = 0; i < array_count(rows); i++) {
        struct run run = {0};
        struct world world;
        assert_int_equal(load(&run, &world, rows[i].policy, NULL, *state), STATUS_REFUSED);
        if (strcmp(world.failure.message, rows[i].message) != 0)
            fail_msg("%s: %s", rows[i].name, world.failure.message);
        assert_string_equal(world.failure.path, "policy.csv");
        assert_int_equal(world.failure.line, 2);
        arena_free(&run.arena);
    }
}

/* Accounts are compared as everywhere: hyphens out, padded to twelve. */
static void test_terms_are_sorted_and_normalised(void **state)
{
    struct run run = {0};
    struct world world;
    assert_int_equal(
        load(&run, &world, POLICY_HEADER, "payer,days\n9999-0000-1111,60\n42,30\n", *state),
        STATUS_OK);
    assert_int_equal(run.run_facts.terms.count, 2);
    assert_true(str_equal(run.run_facts.terms.payers[0], STR("000000000042")));
    assert_int_equal(run.run_facts.terms.days[0], 30);
    assert_true(str_equal(run.run_facts.terms.payers[1], STR("999900001111")));
    assert_int_equal(run.run_facts.terms.days[1], 60);
    arena_free(&run.arena);
}

static void test_terms_that_cannot_be(void **state)
{
    static const struct {
        const char *name, *terms, *message;
        int64_t line;
    } rows[] = {
        {"another header", "customer,days\n", "not the header payer,days", 1},
        {"no days", "payer,days\n1,soon\n", "not a payer and a number of days", 2},
        {"negative", "payer,days\n1,-30\n", "not a payer and a number of days", 2},
        {"eleven years", "payer,days\n1,3651\n", "not a payer and a number of days", 2},
        {"a third cell", "payer,days\n1,30,x\n", "not a payer and a number of days", 2},
        {"twice", "payer,days\n1,30\n0001,60\n", "payer 000000000001 stands twice", 0},
    };
    for (size_t i = 0; i < array_count(rows); i++) {
        struct run run = {0};
        struct world world;
        assert_int_equal(load(&run, &world, POLICY_HEADER, rows[i].terms, *state),
                         STATUS_REFUSED);
        if (strcmp(world.failure.message, rows[i].message) != 0)
            fail_msg("%s: %s", rows[i].name, world.failure.message);
        assert_int_equal(world.failure.line, rows[i].line);
        arena_free(&run.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_values, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_values_that_cannot_be, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_terms_are_sorted_and_normalised, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_terms_that_cannot_be, folder_make, folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
