/* Assertions must hold in release too. */
#include "base/base.h"

#include "dies.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void break_promise(void)
{
    tie_assert(1 + 1 == 3);
}

static void keep_promise(void)
{
    tie_assert(1 + 1 == 2);
}

static void test_broken_promise_aborts(void **state)
{
    (void)state;
    assert_int_equal(dies_how(break_promise), 128 + SIGABRT);
    assert_int_equal(dies_how(keep_promise), 0);
}

static void test_array_count(void **state)
{
    (void)state;
    static const int numbers[7] = {0};
    assert_int_equal(array_count(numbers), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_broken_promise_aborts),
        cmocka_unit_test(test_array_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
