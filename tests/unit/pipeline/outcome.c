/* How a run ends: staged, judged, published or gone without a trace. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

/* Whatever stands beside the report directory: nothing of ours may stay. */
static int64_t entries(const char *folder)
{
    struct arena arena = {0};
    struct str *names = NULL;
    struct failure failure;
    size_t count = 0;
    failure_init(&failure);
    file_list(folder, &arena, &names, &count, &failure);
    arena_free(&arena);
    return (int64_t)count;
}

static void test_nothing_is_left_behind(void **state)
{
    struct world world;
    char books[FOLDER_PATH_BYTES];
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_int_equal(entries(*state), 2); /* in, out */
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_int_equal(entries(*state), 2);
    folder_write(world.in, "broken.csv", "\"a\n");
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_int_equal(entries(*state), 2);
    world.options.books_path = folder_path(*state, "april.db", books);
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_int_equal(entries(*state), 2);
    world_end(&world);
}

static void test_words_for_rejects(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-05-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-3", "x", "0.00", "97.00")
                     WORLD_BILLED("r-4", "y", "0.00", "97.00"));
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_string_equal(world.failure.message,
                        "2 records could not be understood and were set aside");
    assert_non_null(strstr(world.failure.remedy, "--allow-rejects 2"));
    assert_books(&world, "SELECT value FROM meta WHERE name = 'heading'", "INCOMPLETE");
    world_end(&world);
}

static void test_a_directory_that_cannot_be_made(void **state)
{
    struct world world;
    char out[FOLDER_PATH_BYTES];
    world_quiet(&world, *state);
    world.options.out_directory = folder_path(*state, "no/such/place", out);
    assert_int_equal(world_run(&world), STATUS_EVIDENCE);
    assert_int_equal(entries(*state), 1);
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_nothing_is_left_behind),
        WORLD_TEST(test_words_for_rejects),
        WORLD_TEST(test_a_directory_that_cannot_be_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
