/* Which files a run reads: directories opened, repeats dropped, an order of its own. */
#include "pipeline/inputs.h"

#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena arena;
static struct inputs inputs;
static int notices;
static char last_notice[1024];

static void hear(void *context, const char *sentence)
{
    (void)context;
    notices++;
    snprintf(last_notice, sizeof last_notice, "%s", sentence);
}

static enum status collect(struct world *world)
{
    notices = 0;
    world->options.notice = hear;
    failure_init(&world->failure);
    arena_free(&arena);
    return inputs_collect(&world->options, &arena, &inputs, &world->failure);
}

static void test_directory_gives_its_csv_files_sorted(void **state)
{
    struct world world;
    char path[FOLDER_PATH_BYTES];
    world_options(&world, *state);
    folder_write(world.in, "b.csv", "bb\n");
    folder_write(world.in, "a.CSV", "a\n");
    folder_write(world.in, "a.meta.json", "{}");
    folder_write(world.in, ".hidden.csv", "h\n");
    folder_write(world.in, "notes.txt", "n\n");
    mkdir(folder_path(world.in, "c.csv", path), 0755);
    assert_int_equal(collect(&world), STATUS_OK);
    assert_int_equal(inputs.count, 2);
    assert_true(str_equal(inputs.items[0].base_name, STR("a.CSV")));
    assert_true(str_equal(inputs.items[1].base_name, STR("b.csv")));
    assert_int_equal(inputs.total_bytes, 5);
    assert_int_equal(notices, 0);
}

static void test_equal_bytes_are_read_once(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "b.csv", "same\n");
    folder_write(world.in, "a.csv", "same\n");
    folder_write(world.in, "c.csv", "diff\n"); /* of equal size */
    assert_int_equal(collect(&world), STATUS_OK);
    assert_int_equal(inputs.count, 2);
    assert_true(str_equal(inputs.items[0].base_name, STR("a.csv")));
    assert_true(str_equal(inputs.items[1].base_name, STR("c.csv")));
    assert_int_equal(notices, 1);
    assert_non_null(strstr(last_notice, "b.csv holds the same bytes as"));
}

static void test_refusals(void **state)
{
    struct world world;
    char missing[FOLDER_PATH_BYTES];
    world_options(&world, *state);
    assert_int_equal(collect(&world), STATUS_REFUSED);
    assert_string_equal(world.failure.message, "the directory holds no report");
    world.options.input_count = 0;
    assert_int_equal(collect(&world), STATUS_REFUSED);
    assert_string_equal(world.failure.message, "there is no report to read");
    world.options.input_count = 1;
    world.inputs[0] = folder_path(*state, "missing.csv", missing);
    assert_int_equal(collect(&world), STATUS_EVIDENCE);
    assert_string_equal(world.failure.path, missing);
}

static void test_meta_path(void **state)
{
    struct world world;
    char report[FOLDER_PATH_BYTES];
    char meta[FOLDER_PATH_BYTES];
    world_options(&world, *state);
    folder_path(world.in, "a.csv", report);
    assert_null(inputs_meta_path(report, &arena));
    folder_write(world.in, "a.csv.meta.json", "{}");
    assert_string_equal(inputs_meta_path(report, &arena),
                        folder_path(world.in, "a.csv.meta.json", meta));
    folder_write(world.in, "a.meta.json", "{}");
    assert_string_equal(inputs_meta_path(report, &arena),
                        folder_path(world.in, "a.meta.json", meta));
}

static int end(void **state)
{
    arena_free(&arena);
    return folder_remove(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_directory_gives_its_csv_files_sorted, folder_make,
                                        end),
        cmocka_unit_test_setup_teardown(test_equal_bytes_are_read_once, folder_make, end),
        cmocka_unit_test_setup_teardown(test_refusals, folder_make, end),
        cmocka_unit_test_setup_teardown(test_meta_path, folder_make, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
