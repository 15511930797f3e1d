/* Printing amounts: two to six decimals, any int64. */
#include "money/money.h"

#include "money/money_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    int64_t micro;
    const char *text;
    const char *people;
} rows[] = {
    {0, "0.00", "0.00"},
    {1, "0.000001", "0.000001"},
    {-1, "-0.000001", "-0.000001"},
    {10, "0.00001", "0.00001"},
    {100, "0.0001", "0.0001"},
    {1000, "0.001", "0.001"},
    {10000, "0.01", "0.01"},
    {100000, "0.10", "0.10"},
    {-1500000, "-1.50", "-1.50"},
    {123456, "0.123456", "0.123456"},
    {12345670000, "12345.67", "12,345.67"},
    {999000000, "999.00", "999.00"},
    {-999000000, "-999.00", "-999.00"},
    {1000000000, "1000.00", "1,000.00"},
    {-1234500000, "-1234.50", "-1,234.50"},
    {-123456000000, "-123456.00", "-123,456.00"},
    {1000000000000000000, "1000000000000.00", "1,000,000,000,000.00"},
    {INT64_MAX, "9223372036854.775807", "9,223,372,036,854.775807"},
    {INT64_MIN, "-9223372036854.775808", "-9,223,372,036,854.775808"},
};

static void test_format(void **state)
{
    (void)state;
    char text[MONEY_TEXT_BYTES];
    char people[2 * MONEY_TEXT_BYTES];
    for (size_t at = 0; at < array_count(rows); at++) {
        struct money amount = {rows[at].micro};
        assert_string_equal(money_format(amount, text), rows[at].text);
        assert_string_equal(money_format_people(amount, people), rows[at].people);
    }
}

static void test_group_of_any_length(void **state)
{
    (void)state;
    char text[40];
    assert_int_equal(money_text_group("-123456789012345678901.50", text),
                     strlen("-123,456,789,012,345,678,901.50"));
    assert_string_equal(text, "-123,456,789,012,345,678,901.50");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_format),
        cmocka_unit_test(test_group_of_any_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
