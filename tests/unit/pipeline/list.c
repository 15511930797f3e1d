/* Elements keep their bytes while the array grows under them. */
#include "pipeline/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_grows_zeroed(void **state)
{
    (void)state;
    struct list list = {0};
    for (int64_t i = 0; i < 1000; i++) {
        int64_t *item = list_add(&list, sizeof *item);
        assert_int_equal(*item, 0);
        *item = i + 1;
    }
    assert_int_equal(list.count, 1000);
    assert_true(list.capacity >= 1000);
    for (int64_t i = 0; i < 1000; i++)
        assert_int_equal(((int64_t *)list.items)[i], i + 1);
    free(list.items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_grows_zeroed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
