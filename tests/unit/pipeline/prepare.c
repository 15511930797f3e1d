/* Before the first byte: what options name must exist. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

static void refuse(void **state, struct str assume, struct str empty, const char *message)
{
    struct world world;
    world_quiet(&world, *state);
    world.options.assumes = &assume;
    world.options.assume_count = assume.length > 0;
    world.options.empties = &empty;
    world.options.empty_count = empty.length > 0;
    assert_int_equal(world_run(&world), STATUS_USAGE);
    assert_string_equal(world.failure.message, message);
    world_end(&world);
}

static void test_assumptions_that_name_nothing(void **state)
{
    refuse(state, STR("nothing.fee=negative"), STR(""), "--assume: there is no family nothing");
    refuse(state, STR("disbursed_amount_by_product.gross=negative"), STR(""),
           "--assume disbursed_amount_by_product.gross=negative cannot be assumed");
    refuse(state, STR("disbursed_amount_by_product.fee=minus"), STR(""),
           "--assume disbursed_amount_by_product.fee=minus cannot be assumed");
    refuse(state, STR("disbursed_amount_by_product.net_holds_tax=positive"), STR(""),
           "--assume disbursed_amount_by_product.net_holds_tax=positive cannot be assumed");
}

static void test_empties_that_name_nothing(void **state)
{
    refuse(state, STR(""), STR("nothing:2024-03"), "--empty: there is no family nothing");
    refuse(state, STR(""), STR("disbursed_amount_by_product:2024-13"),
           "--empty disbursed_amount_by_product:2024-13 names no month");
    refuse(state, STR(""), STR("disbursed_amount_by_product"),
           "--empty disbursed_amount_by_product names no month");
}

static void test_rules_directory_that_is_none(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    world.options.rules_path = world.in;
    assert_int_equal(world_run(&world), STATUS_EVIDENCE);
    assert_int_equal(file_kind_of(world.out), FILE_MISSING);
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_assumptions_that_name_nothing),
        WORLD_TEST(test_empties_that_name_nothing),
        WORLD_TEST(test_rules_directory_that_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
