/* A file on its way to the disk early: what is in it does not change, and neither does what is
 * written later. */
#include "base/file_early.h"

#include "base/file.h"
#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_the_file_stays_as_it_is(void **state)
{
    char path[FOLDER_PATH_BYTES];
    struct file_early early = {0};
    struct failure failure;
    struct arena arena = {0};
    struct str content;
    failure_init(&failure);
    folder_write(*state, "books.db", "before");
    file_early_begin(&early, folder_path(*state, "books.db", path));
    assert_true(early.open);
    folder_write(*state, "books.db", "before and after");
    file_early_end(&early);
    assert_false(early.open || early.running);
    file_early_end(&early);
    assert_int_equal(file_slurp(path, 64, &arena, &content, &failure), STATUS_OK);
    assert_true(str_equal(content, STR("before and after")));
    arena_free(&arena);
}

static void test_no_file_is_no_failure(void **state)
{
    char path[FOLDER_PATH_BYTES];
    struct file_early early = {0};
    file_early_begin(&early, folder_path(*state, "none.db", path));
    assert_false(early.open || early.running);
    file_early_end(&early);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_file_stays_as_it_is, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_no_file_is_no_failure, folder_make, folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
