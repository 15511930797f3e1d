/* What a killed run left is told of, and only that. */
#include "pipeline/leftovers.h"

#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

static void keep(void *context, const char *sentence)
{
    buffer_add_c(context, sentence);
    buffer_add_byte(context, '\n');
}

static void test_told(void **state)
{
    struct world world;
    struct buffer told = {0};
    char path[FOLDER_PATH_BYTES];
    world_options(&world, *state);
    world.options.notice = keep;
    world.options.context = &told;
    leftovers_tell(&world.options);
    assert_int_equal(told.length, 0);
    mkdir(folder_path(*state, "out.tieout-a1B2c3", path), 0755);
    mkdir(folder_path(*state, "outer.tieout-a1B2c3", path), 0755);
    folder_write(*state, "april.db.tieout-4711", "");
    leftovers_tell(&world.options);
    assert_non_null(strstr(buffer_c(&told), "out.tieout-a1B2c3 beside "));
    assert_non_null(strstr(buffer_c(&told), " is of a run that was killed"));
    assert_null(strstr(buffer_c(&told), "outer."));
    assert_null(strstr(buffer_c(&told), "4711"));
    buffer_clear(&told);
    world.options.books_path = folder_path(*state, "april.db", path);
    leftovers_tell(&world.options);
    assert_non_null(strstr(buffer_c(&told), "april.db.tieout-4711 beside "));
    buffer_free(&told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {WORLD_TEST(test_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
