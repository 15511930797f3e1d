/* Rates read once: the same as rates read every time, for those that fit. */
#include "base/limits.h"
#include "dies.h"
#include "money/money.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_reading(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        int64_t digits, scale;
    } rows[] = {
        {"0.0825", true, 825, 10000},
        {"0", true, 0, 1},
        {"1", true, 1, 1},
        {"-0.5", true, -5, 10},
        {"0.00000000000001", true, 1, INT64_C(100000000000000)},
        {"0.000000000000001", false, 0, 0}, /* sixteen digits */
        {"123456789012345", true, INT64_C(123456789012345), 1},
        {"1234567890123456", false, 0, 0},
        {"", false, 0, 0},
        {"-", false, 0, 0},
        {".5", false, 0, 0},
        {"5.", false, 0, 0},
        {"8.25%", false, 0, 0},
        {"1e-2", false, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct money_rate rate = {7, 7};
        assert_int_equal(money_rate_read(str_from(rows[i].text), &rate), rows[i].good);
        assert_int_equal(rate.digits, rows[i].digits);
        assert_int_equal(rate.scale, rows[i].scale);
    }
}

static void test_amounts(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t amount;
        const char *rate;
        bool good;
        int64_t product;
    } rows[] = {
        {"8.25% of 100.00", 100000000, "0.0825", true, 8250000},
        {"half a cent goes up: 0.10 * 0.05", 100000, "0.05", true, 10000},
        {"a little less goes down: 0.10 * 0.0499", 100000, "0.0499", true, 0},
        {"half a cent below zero goes down", -100000, "0.05", true, -10000},
        {"a negative rate", 100000, "-0.05", true, -10000},
        {"two minus signs", -100000, "-0.05", true, 10000},
        {"1.005 is a cent and a half more than a unit", 1005000, "1", true, 1010000},
        {"nothing", 0, "0.0825", true, 0},
        {"no rate", 100000000, "0", true, 0},
        {"the largest amount", LIMIT_LINE_MICRO, "0.0825", true, INT64_C(82500000000000000)},
        {"the bound", LIMIT_LINE_MICRO, "9", true, LIMIT_POSITION_MICRO},
        {"beyond it", LIMIT_LINE_MICRO, "9.1", false, 0},
        {"128 bits of product", LIMIT_LINE_MICRO, "999999999999999", false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct money_rate rate;
        struct money product = {0};
        print_message("%s\n", rows[i].name);
        assert_true(money_rate_read(str_from(rows[i].rate), &rate));
        assert_int_equal(money_at_rate((struct money){rows[i].amount}, &rate, &product),
                         rows[i].good);
        assert_int_equal(product.micro, rows[i].product);
    }
}

static void no_rate(void)
{
    struct money_rate none = {0};
    struct money product;
    (void)money_at_rate((struct money){1}, &none, &product);
}

static void test_no_rate_is_a_mistake(void **state)
{
    (void)state;
    assert_int_equal(dies_how(no_rate), 128 + SIGABRT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_amounts),
        cmocka_unit_test(test_no_rate_is_a_mistake),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
