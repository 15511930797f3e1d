/* Sums of single amounts: exact, and refused at the bound instead of wrapped. */
#include "money/money.h"

#include "base/limits.h"
#include "dies.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MOST LIMIT_POSITION_MICRO

static void test_add(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t sum, amount, result;
        bool good;
    } rows[] = {
        {"plain", 5, 7, 12, true},
        {"signs", 5, -7, -2, true},
        {"up to the bound", MOST - 1, 1, MOST, true},
        {"beyond it", MOST, 1, MOST, false},
        {"down to the bound", -MOST + 1, -1, -MOST, true},
        {"below it", -MOST, -1, -MOST, false},
        {"beyond 64 bits", MOST, INT64_MAX, MOST, false},
        {"below 64 bits", -MOST, INT64_MIN, -MOST, false},
        {"back from the bound", MOST, -MOST, 0, true},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct money sum = {rows[at].sum};
        bool good = money_add(&sum, (struct money){rows[at].amount});
        if (good != rows[at].good || sum.micro != rows[at].result)
            fail_msg("%s: %d %lld", rows[at].name, good, (long long)sum.micro);
    }
}

static void test_subtract(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t minuend, subtrahend, result;
        bool good;
    } rows[] = {
        {"plain", 5, 7, -2, true},
        {"of one sign", MOST, MOST, 0, true},
        {"largest", INT64_MAX - 1, -1, INT64_MAX, true},
        {"one more", INT64_MAX, -1, 99, false},
        {"of opposite signs", MOST, -MOST, 99, false},
        {"of opposite signs, below", -MOST, MOST, 99, false},
        {"what has no opposite", INT64_MIN + 1, 1, 99, false},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct money difference = {99};
        bool good = money_subtract((struct money){rows[at].minuend},
                                   (struct money){rows[at].subtrahend}, &difference);
        if (good != rows[at].good || difference.micro != rows[at].result)
            fail_msg("%s: %d %lld", rows[at].name, good, (long long)difference.micro);
    }
}

static void test_times(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t amount, count, result;
        bool good;
    } rows[] = {
        {"plain", 1500000, 3, 4500000, true},
        {"negative", 1500000, -3, -4500000, true},
        {"zero", INT64_MAX, 0, 0, true},
        {"at the bound", MOST / 9, 9, MOST, true},
        {"beyond it", MOST / 9, 10, 99, false},
        {"beyond 64 bits", INT64_MAX, INT64_MAX, 99, false},
        {"no opposite", INT64_MIN, -1, 99, false},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct money product = {99};
        bool good = money_times((struct money){rows[at].amount}, rows[at].count, &product);
        if (good != rows[at].good || product.micro != rows[at].result)
            fail_msg("%s: %d %lld", rows[at].name, good, (long long)product.micro);
    }
}

static void negate_the_smallest(void)
{
    money_negate((struct money){INT64_MIN});
}

static void test_negate_and_abs(void **state)
{
    (void)state;
    assert_int_equal(money_negate((struct money){5}).micro, -5);
    assert_int_equal(money_negate((struct money){0}).micro, 0);
    assert_int_equal(money_abs((struct money){-5}).micro, 5);
    assert_int_equal(money_abs((struct money){5}).micro, 5);
    assert_int_equal(dies_how(negate_the_smallest), 128 + SIGABRT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_add),
        cmocka_unit_test(test_subtract),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_negate_and_abs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
