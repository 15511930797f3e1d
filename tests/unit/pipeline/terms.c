/* Payment terms: days by payer. */
#include "pipeline/policy.h"

#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static enum status load(struct run *run, struct world *world, const char *terms,
                        const char *folder)
{
    static char path[FOLDER_PATH_BYTES];
    world_options(world, folder);
    folder_write(folder, "terms.csv", terms);
    world->options.terms_path = folder_path(folder, "terms.csv", path);
    run->options = &world->options;
    return run_load_terms(run, &world->failure);
}

/* Accounts are compared as everywhere: hyphens out, padded to twelve. */
static void test_terms_are_sorted_and_normalised(void **state)
{
    struct run run = {0};
    struct world world;
    assert_int_equal(load(&run, &world, "payer,days\n9999-0000-1111,60\n42,30\n", *state),
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
        {"twice", "payer,days\n1,30\n7,30\n0001,60\n",
         "payer 000000000001 stands twice, first in line 2", 4},
    };
    for (size_t i = 0; i < array_count(rows); i++) {
        struct run run = {0};
        struct world world;
        assert_int_equal(load(&run, &world, rows[i].terms, *state), STATUS_REFUSED);
        if (strcmp(world.failure.message, rows[i].message) != 0)
            fail_msg("%s: %s", rows[i].name, world.failure.message);
        assert_int_equal(world.failure.line, rows[i].line);
        arena_free(&run.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_terms_are_sorted_and_normalised, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_terms_that_cannot_be, folder_make, folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
