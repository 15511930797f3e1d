/* The generated table: it exists, is sorted, and what is asked for by name is what stands
 * there. */
#include "base/embed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_table_is_sorted(void **state)
{
    (void)state;
    for (size_t at = 1; at < embed_file_count; at++)
        if (strcmp(embed_files[at - 1].path, embed_files[at].path) >= 0)
            fail_msg("%s stands before %s", embed_files[at - 1].path, embed_files[at].path);
    assert_true(embed_file_count < 10000);
}

static void test_every_file_is_found(void **state)
{
    (void)state;
    for (size_t at = 0; at < embed_file_count; at++) {
        const struct embed_file *found = embed_find(str_from(embed_files[at].path));
        assert_ptr_equal(found, &embed_files[at]);
        assert_int_equal(embed_text(found).length, embed_files[at].length);
        assert_null(strstr(found->path, "rules/"));
    }
}

static void test_unknown_is_null(void **state)
{
    (void)state;
    assert_null(embed_find(STR("no/such.csv")));
    assert_null(embed_find(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table_is_sorted),
        cmocka_unit_test(test_every_file_is_found),
        cmocka_unit_test(test_unknown_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
