/* Dispositions through a run, and through books that accumulate. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

#define HEADER "finding_id,note of ours,reason,owner,comment,due_on\n"
#define ID "00112233445566778899"
#define OTHER "ffeeddccbbaa99887766"

static const char all_lines[] =
    "SELECT coalesce(group_concat(finding_id || ' ' || reason || '|' || owner || '|' || "
    "comment "
    "|| '|' || coalesce(day_text(due), '') || ' ' || (line_id & 4294967295), '; '), '') "
    "FROM (SELECT * FROM line_disposition ORDER BY line_id)";
static const char counted[] =
    "SELECT coalesce(group_concat(d.finding_id || ' ' || l.reason, '; '), '') FROM disposition "
    "AS d JOIN line_disposition AS l USING (line_id)";

static void test_lines(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    folder_write(world.in, "dispositions_2024-05-31.csv",
                 HEADER ID ",x,'=late,Ann,\"a, b\",2024-06-30\n" OTHER ",,,,,\n");
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, all_lines,
                 ID " =late|Ann|a, b|2024-06-30 2; " OTHER " |||"
                    " 3");
    assert_books(&world, counted, ID " =late");
    assert_books(&world, "SELECT count(*) FROM section_column", "0");
    assert_books(&world,
                 "SELECT lines || ' ' || coalesce(covers_from, 'no day') || ' ' || "
                 "covers_source FROM section WHERE role = 'disposition'",
                 "2 no day none");
    world_end(&world);
}

/* A date in its name moves no as-of, and opens no gap. */
static void test_no_day_of_business(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    folder_write(world.in, "dispositions_2031-05-31.csv", HEADER ID ",,late,,,\n");
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, "SELECT value FROM meta WHERE name = 'as_of'", "2024-04-20");
    assert_books(&world, "SELECT count(*) FROM coverage WHERE role = 'disposition'", "0");
    assert_books(&world, "SELECT count(*) FROM tie WHERE verdict = 'off'", "0");
    world_end(&world);
}

/* Days that a replaced report leaves behind are looked for in files that cover any. */
static void test_beside_a_replaced_report(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    world.options.replace = true;
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-04-25.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "60.00", "-1.50", "58.50"));
    folder_write(world.in, "a-list.csv", HEADER ID ",,late,,,\n");
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, "SELECT count(*) FROM coverage WHERE state = 'gap'", "0");
    assert_books(&world, counted, ID " late");
    world_end(&world);
}

static void test_rejects(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    folder_write(world.in, "dispositions_2024-05-31.csv",
                 HEADER "DI-1,,late,,,\n" ID ",,late,,,soon\n" OTHER ",,late\n");
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_books(
        &world,
        "SELECT group_concat(record || ' ' || reason, '; ') FROM (SELECT * FROM reject "
        "ORDER BY record)",
        "2 not-a-finding-id; 3 not-a-date; 4 cell-count");
    assert_books(&world, all_lines, "");
    world_end(&world);
}

/* Without a report there is nothing to decide about. */
static void test_alone(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "dispositions_2024-05-31.csv", HEADER ID ",,late,,,\n");
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_non_null(strstr(world.failure.message, "no loaded report holds a day"));
    world_end(&world);
}

/* The second load finds what the first one kept, and judges both. */
static void test_over_months(void **state)
{
    struct world world;
    char books[FOLDER_PATH_BYTES];
    struct run_result held;
    world_quiet(&world, *state);
    folder_path(*state, "kept.db", books);
    world.options.books_path = books;
    folder_write(world.in, "dispositions_2024-05-31.csv", HEADER ID ",,new,,,\n");
    assert_int_equal(pipeline_load(&world.options, &world.result, &held, &world.failure),
                     STATUS_OK);
    folder_write(world.in, "dispositions_2024-04-30.csv",
                 HEADER ID ",,old,,,\n" OTHER ",,old,,,\n");
    assert_int_equal(pipeline_load(&world.options, &world.result, &held, &world.failure),
                     STATUS_OK);
    assert_int_equal(world.result.lines, 2);
    world.options.input_count = 0;
    assert_int_equal(pipeline_check(&world.options, &world.result, &world.failure), STATUS_OK);
    assert_books(&world, counted, ID " new; " OTHER " old");
    world.options.input_count = 1;
    folder_write(world.in, "undated.csv", HEADER ID ",,another,,,\n");
    assert_int_equal(pipeline_load(&world.options, &world.result, &held, &world.failure),
                     STATUS_REFUSED);
    assert_non_null(
        strstr(world.failure.message, "dispositions_2024-05-31.csv#2 and undated.csv#2"));
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_lines),   WORLD_TEST(test_no_day_of_business),
        WORLD_TEST(test_rejects), WORLD_TEST(test_beside_a_replaced_report),
        WORLD_TEST(test_alone),   WORLD_TEST(test_over_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
