/* Between the last byte and the first position: names, days, signs, failing lines (settle.c,
 * settle_days.c). */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

/* Equal base names from two directories: both get part of their digest. */
static void test_equal_names_are_told_apart(void **state)
{
    struct world world;
    char second[FOLDER_PATH_BYTES];
    char inner[FOLDER_PATH_BYTES];
    const char *inputs[2];
    world_options(&world, *state);
    mkdir(folder_path(*state, "second", second), 0755);
    folder_write(world.in, "billed 2024-04-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00"));
    folder_write(second, "billed 2024-04-15.csv",
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "100.00", "-3.00", "97.00"));
    inputs[0] = folder_path(second, "billed 2024-04-15.csv", inner);
    inputs[1] = world.in;
    world.options.inputs = inputs;
    world.options.input_count = 2;
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT count(*) FROM file WHERE short_name = 'billed%202024-04-15.csv~' "
                 "|| substr(sha256, 1, 8)",
                 "2");
    world_end(&world);
}

static void test_failing_lines_are_flagged(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-05-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-3", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-4", "10.00", "-0.30", "9.70")
                         WORLD_BILLED("r-5", "10.00", "-0.30", "9.72"));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT group_concat((line_id & 4294967295) || ' ' || (flags & 16)) "
                 "FROM line_flag WHERE flags & 16",
                 "4 16");
    assert_books(&world,
                 "SELECT group_concat(net_off_lines) FROM (SELECT * FROM section "
                 "WHERE role = 'billed' ORDER BY covers_from)",
                 "0,1");
    world_end(&world);
}

/* The same fees printed as magnitudes: the file settles it, and no figure changes. */
static void test_signs_are_settled_by_the_file(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-04-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "3.00", "97.00"));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT factor || ' ' || printed || ' ' || settled_by || ' ' || lines_for "
                 "FROM file_sign WHERE component = 'fee'",
                 "-1 positive file 1");
    assert_books(&world, "SELECT billed_fee FROM position_active", "-3000000");
    assert_books(&world, "SELECT fee FROM line_billed", "3000000");
    world_end(&world);
}

/* The re-issue alone cannot tell how its fee is printed: it is taken as documented, whatever the
 * file it replaced says; and that one's failing line is nobody's finding. */
static void test_superseded_files_settle_nothing(void **state)
{
    struct world world;
    world_options(&world, *state);
    world.options.replace = true;
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-04-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "3.00", "97.00")
                     WORLD_BILLED("r-2", "100.00", "3.00", "97.00")
                         WORLD_BILLED("r-3", "100.00", "3.00", "90.00"));
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-04-18.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "3.00", "97.00")
                     WORLD_BILLED("r-2", "100.00", "-3.00", "97.00"));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT group_concat(printed || ' ' || settled_by, ', ') FROM (SELECT * FROM "
                 "file_sign WHERE component = 'fee' ORDER BY section_id)",
                 "positive file, negative canonical");
    assert_books(&world,
                 "SELECT group_concat(subject || ' ' || rule) FROM finding "
                 "WHERE rule = 'net-does-not-recompute'",
                 "r-1/monthly_revenue_billing_and_revenue_data/2024-03/1 "
                 "net-does-not-recompute");
    world_end(&world);
}

static void test_no_day_at_all_is_refused(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "billed.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "3.00", "97.00"));
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_non_null(strstr(world.failure.path, "billed.csv"));
    assert_non_null(strstr(world.failure.remedy, "--period"));
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_equal_names_are_told_apart),
        WORLD_TEST(test_failing_lines_are_flagged),
        WORLD_TEST(test_signs_are_settled_by_the_file),
        WORLD_TEST(test_superseded_files_settle_nothing),
        WORLD_TEST(test_no_day_at_all_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
