/* Equal bytes under several names: what days they cover. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

#define BILLED "monthly_revenue_billing_and_revenue_data_2024-04-15.csv"
#define PAID "disbursed_amount_by_product_2024-03-10.csv"

static const char paid_days[] =
    "SELECT group_concat(day_text(from_day) || ' ' || day_text(to_day) || ' ' || state || ' ' "
    "|| "
    "covers_source, '; ') FROM (SELECT * FROM coverage WHERE role = 'disbursed' "
    "ORDER BY ordinal)";

/* A payout covers the days since the one before it; the first one 31. */
static const char both_days[] = "2024-02-09 2024-03-10 empty convention; "
                                "2024-03-11 2024-04-10 empty convention";

static void billed(struct world *world)
{
    folder_write(world->in, BILLED,
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00"));
}

static void test_without_lines(void **state)
{
    struct world world;
    world_options(&world, *state);
    billed(&world);
    folder_write(world.in, PAID, WORLD_DISBURSED_HEADER);
    folder_write(world.in, "disbursed_amount_by_product_2024-04-10.csv",
                 WORLD_DISBURSED_HEADER);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, paid_days, both_days);
    assert_books(&world, "SELECT group_concat(also_covers, '') FROM file",
                 "convention:2024-04-10..2024-04-10");
    assert_books(&world, "SELECT count(*) FROM finding WHERE rule = 'file-empty'", "1");
    assert_books(&world, "SELECT count(*) FROM finding WHERE rule = 'coverage-gap'", "0");
    world_end(&world);
}

/* The bill of March under the name of April says nothing of April. */
static void test_with_lines(void **state)
{
    struct world world;
    world_options(&world, *state);
    billed(&world);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-05-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00"));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT group_concat(day_text(from_day) || ' ' || state) FROM coverage",
                 "2024-03-01 covered");
    assert_books(&world, "SELECT billed_gross FROM position_active", "100000000");
    world_end(&world);
}

/* The other name's day of a description beside it. */
static void test_described(void **state)
{
    struct world world;
    world_options(&world, *state);
    billed(&world);
    folder_write(world.in, PAID, WORLD_DISBURSED_HEADER);
    folder_write(world.in, "paid.csv", WORLD_DISBURSED_HEADER);
    folder_write(world.in, "paid.meta.json",
                 "{\"dataSetCoverageRange\": {\"startDateTime\": \"2024-04-01T00:00:00Z\", "
                 "\"endDateTime\": \"2024-04-11T00:00:00Z\"}}");
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, "SELECT group_concat(also_covers, '') FROM file",
                 "meta:2024-04-01..2024-04-10");
    assert_books(&world, "SELECT group_concat(meta_sha256, '') FROM file", "");
    world_end(&world);
}

/* As a manifest tells it: the same days, whatever lies there now. */
static void test_told_by_a_manifest(void **state)
{
    struct world world;
    char paths[2][FOLDER_PATH_BYTES];
    world_options(&world, *state);
    billed(&world);
    folder_write(world.in, PAID, WORLD_DISBURSED_HEADER);
    struct run_file files[] = {
        {folder_path(world.in, PAID, paths[0]), STR(PAID), NULL,
         STR("convention:2024-04-10..2024-04-10"), DAY_NONE, STR(""), 0},
        {folder_path(world.in, BILLED, paths[1]), STR(BILLED), NULL, STR(""), DAY_NONE, STR(""),
         0},
    };
    world.options.files = files;
    world.options.file_count = 2;
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, paid_days, both_days);
    files[0].also_covers = STR("convention:2024-04-10..2024-04-09");
    assert_int_equal(world_run(&world), STATUS_EVIDENCE);
    assert_non_null(strstr(world.failure.message, "also_covers is not as it was written"));
    world_end(&world);
}

/* Who saves dispositions again under a later date means that date; a name without one is the last
 * to count. */
static void test_dispositions_by_the_latest_date(void **state)
{
    static const char *const names[] = {"a.csv", "d_2024-05-31.csv", "e_2024-04-30.csv"};
    struct world world;
    world_options(&world, *state);
    billed(&world);
    for (size_t at = 0; at < array_count(names); at++)
        folder_write(world.in, names[at],
                     "finding_id,reason,owner,comment,due_on\n00112233445566778899,x,,,\n");
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, "SELECT base_name FROM file WHERE family = 'dispositions'",
                 "d_2024-05-31.csv");
    assert_books(&world, "SELECT count(*) FROM file", "2");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_without_lines),
        WORLD_TEST(test_with_lines),
        WORLD_TEST(test_described),
        WORLD_TEST(test_told_by_a_manifest),
        WORLD_TEST(test_dispositions_by_the_latest_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
