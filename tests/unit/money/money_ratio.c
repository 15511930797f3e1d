/* Ratios and rates: rounded once, to cents, halves away from zero. */
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

static void test_ratio(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t a, b, c, result;
        bool good;
    } rows[] = {
        {"a third of 100.00", 100000000, 1000000, 3000000, 33330000, true},
        {"two thirds", 100000000, 2000000, 3000000, 66670000, true},
        {"half a cent goes up", 1000000, 5000, 1000000, 10000, true},
        {"a little less goes down", 1000000, 4999, 1000000, 0, true},
        {"half a cent below zero goes down", -1000000, 5000, 1000000, -10000, true},
        {"a little more goes up", -1000000, 4999, 1000000, 0, true},
        {"one and a half cents", 15000, 1000000, 1000000, 20000, true},
        {"two and a half cents", 25000, 1000000, 1000000, 30000, true},
        {"negative divisor", 25000, 1000000, -1000000, -30000, true},
        {"two minus signs", -25000, 1000000, -1000000, 30000, true},
        {"all negative", -25000, -1000000, -1000000, -30000, true},
        {"zero", 0, 5, 7, 0, true},
        {"the product passes 64 bits", MOST, MOST, MOST, MOST, true},
        {"the divisor passes 64 bits in cents", MOST, INT64_MAX, INT64_MAX, MOST, true},
        {"the smallest divisor", 10000, 3, -3, -10000, true},
        {"the result passes the bound", MOST, 2, 1, 99, false},
        {"below the bound", MOST, -2, 1, 99, false},
        {"rounded beyond the bound", MOST, 1000001, 1000000, 99, false},
        {"smallest integers", INT64_MIN, INT64_MIN, INT64_MIN, 99, false},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct money result = {99};
        bool good = money_ratio((struct money){rows[at].a}, (struct money){rows[at].b},
                                (struct money){rows[at].c}, &result);
        if (good != rows[at].good || result.micro != rows[at].result)
            fail_msg("%s: %d %lld", rows[at].name, good, (long long)result.micro);
    }
}

static void divide_by_zero(void)
{
    struct money result;
    money_ratio((struct money){1}, (struct money){1}, (struct money){0}, &result);
}

static void test_zero_divisor_aborts(void **state)
{
    (void)state;
    assert_int_equal(dies_how(divide_by_zero), 128 + SIGABRT);
}

static void test_times_rate(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t amount;
        const char *rate;
        int64_t product;
        bool good;
    } rows[] = {
        {"sales tax", 100000000, "0.0825", 8250000, true},
        {"a half goes up", 1000000, "0.005", 10000, true},
        {"a half below zero goes down", -1000000, "0.005", -10000, true},
        {"just below a half", 1000000, "0.00499999999999999999999999", 0, true},
        {"whole", 1230000, "3", 3690000, true},
        {"negative rate", 1230000, "-0.5", -620000, true},
        {"zero", 1230000, "0", 0, true},
        {"zeros behind", 1230000, "1.000000000000000000000000000000", 1230000, true},
        {"zeros in front", 1230000, "0001.0", 1230000, true},
        {"at the bound", MOST, "1", MOST, true},
        {"beyond the bound", MOST, "1.1", 99, false},
        {"empty", 1, "", 99, false},
        {"minus alone", 1, "-", 99, false},
        {"no whole part", 1, ".5", 99, false},
        {"no decimals", 1, "5.", 99, false},
        {"exponent", 1, "1e2", 99, false},
        {"percent", 1, "8%", 99, false},
        {"blank", 1, " 1", 99, false},
        {"two points", 1, "1.2.3", 99, false},
        {"two signs", 1, "--1", 99, false},
        {"plus", 1, "+1", 99, false},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct money product = {99};
        bool good = money_times_rate((struct money){rows[at].amount}, str_from(rows[at].rate),
                                     &product);
        if (good != rows[at].good || product.micro != rows[at].product)
            fail_msg("%s: %d %lld", rows[at].name, good, (long long)product.micro);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ratio),
        cmocka_unit_test(test_zero_divisor_aborts),
        cmocka_unit_test(test_times_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
