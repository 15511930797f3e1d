/* Totals as read, what was tolerated, and where signs come from. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

static void test_totals_and_traces(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-04-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "$1,100.00", "-3.00", "1097.00")
                     WORLD_BILLED("r-2", "(100.00)", "", "-100.00")
                         WORLD_BILLED(" r-3 ", " 5.00", "0.00", "5.00"));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT sum || ' ' || sum_absolute || ' ' || nonzero_lines "
                 "FROM section_total WHERE component = 'gross' AND currency = 'USD'",
                 "1005.00 1205.00 3");
    assert_books(
        &world,
        "SELECT group_concat(trace || ' ' || cells, '; ') FROM (SELECT * FROM "
        "section_trace ORDER BY trace)",
        "amounts in parentheses 1; blanks around amounts 1; blanks around references 1; "
        "currency signs in amounts 1; empty money cells read as zero 1; "
        "thousands commas in amounts 1");
    world_end(&world);
}

static void test_an_assumed_sign(void **state)
{
    struct world world;
    static const struct str assume =
        STR_INIT("monthly_revenue_billing_and_revenue_data.fee=positive");
    world_quiet(&world, *state);
    world.options.assumes = &assume;
    world.options.assume_count = 1;
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT factor || ' ' || printed || ' ' || settled_by || ' ' || lines_for "
                 "|| ' ' || lines_against FROM file_sign JOIN section USING (section_id) "
                 "WHERE component = 'fee' AND role = 'billed'",
                 "-1 positive assumed 0 2");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_totals_and_traces),
        WORLD_TEST(test_an_assumed_sign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
