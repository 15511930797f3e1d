/* The whole run: outputs appear together, and no failure costs what was there before. */
#include "pipeline/pipeline.h"

#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static char text[FOLDER_TEXT_BYTES];

static void test_quiet_month_ties(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_int_equal(world.result.files, 2);
    assert_int_equal(world.result.lines, 4);
    assert_int_equal(world.result.rejected_records, 0);
    assert_int_equal(world.result.ties.controls_off, 0);
    for (int severity = 0; severity <= SEVERITY_HIGH; severity++)
        assert_int_equal(world.result.checks.findings[severity], 0);
    assert_string_equal(world_ask(&world, "SELECT count(*) FROM position_rest", text), "2");
    assert_non_null(strstr(buffer_c(&world.result.summary), "2024-04-20"));
    world_end(&world);
}

static void test_run_replaces_its_own_reports(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    folder_write(world.in, "disbursed_amount_by_product_2024-05-02.csv",
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-2", "-50.00", "1.50", "-48.50"));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_string_equal(world_ask(&world, "SELECT count(*) FROM file", text), "3");
    world_end(&world);
}

/* What stands in the directory and is not ours is never replaced. */
static void test_foreign_directory_is_refused(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    mkdir(world.out, 0755);
    folder_write(world.out, "thesis.txt", "mine");
    assert_int_equal(world_run(&world), STATUS_EVIDENCE);
    assert_non_null(strstr(world.failure.message, "thesis.txt"));
    assert_string_equal(folder_read(world.out, "thesis.txt", text), "mine");
    world_end(&world);
}

static void test_failure_keeps_old_reports(void **state)
{
    struct world world;
    char before[FOLDER_TEXT_BYTES];
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    folder_read(world.out, "summary.txt", before);
    folder_write(world.in, "unknown.csv", "\"a\",\"b\"\n\"1\",\"2\"\n");
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_string_equal(folder_read(world.out, "summary.txt", text), before);
    assert_string_equal(world_ask(&world, "SELECT count(*) FROM file", text), "2");
    world_end(&world);
}

/* Rejects: the reports are written, headed INCOMPLETE, and the exit says so. */
static void test_rejects_head_the_reports(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-05-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-3", "1O0.00", "-3.00", "97.00"));
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_int_equal(world.result.rejected_records, 1);
    assert_int_equal(strncmp(buffer_c(&world.result.summary), "INCOMPLETE", 10), 0);
    assert_string_equal(world_ask(&world, "SELECT reason FROM reject", text), "not-money");
    world.options.allow_rejects = 1;
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_int_not_equal(strncmp(buffer_c(&world.result.summary), "INCOMPLETE", 10), 0);
    world_end(&world);
}

static void test_books_elsewhere(void **state)
{
    struct world world;
    char books[FOLDER_PATH_BYTES];
    char beside[FOLDER_PATH_BYTES];
    world_quiet(&world, *state);
    world.options.books_path = folder_path(*state, "april.db", books);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_int_equal(file_kind_of(books), FILE_REGULAR);
    assert_int_equal(file_kind_of(folder_path(world.out, "books.db", beside)), FILE_MISSING);
    folder_write(*state, "april.db", "not a database at all");
    assert_int_equal(world_run(&world), STATUS_EVIDENCE);
    assert_string_equal(folder_read(*state, "april.db", text), "not a database at all");
    world_end(&world);
}

static void test_no_line_at_all(void **state)
{
    struct world world;
    static const struct str empties[] = {
        STR_INIT("monthly_revenue_billing_and_revenue_data:2024-03")};
    world_options(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-04-15.csv",
                 WORLD_BILLED_HEADER);
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_non_null(strstr(world.failure.message, "a single line"));
    world.options.empties = empties;
    world.options.empty_count = 1;
    assert_int_equal(world_run(&world), STATUS_OK);
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_quiet_month_ties, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_run_replaces_its_own_reports, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_foreign_directory_is_refused, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_failure_keeps_old_reports, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_rejects_head_the_reports, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_books_elsewhere, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_no_line_at_all, folder_make, folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
