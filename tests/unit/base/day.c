/* Days and the calendar. The fixed points come from a calendar of paper, the rest is a walk
 * through every day there is. */
#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_fixed_points(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int year, month, day;
        day_number number; /* DAY_NONE: no such day */
    } rows[] = {
        {"epoch", 1970, 1, 1, 0},
        {"the day before", 1969, 12, 31, -1},
        {"first", 1900, 1, 1, DAY_FIRST},
        {"last", 9999, 12, 31, DAY_LAST},
        {"a million seconds", 2001, 9, 9, 11574},
        {"leap day of a leap century", 2000, 2, 29, 11016},
        {"the day after", 2000, 3, 1, 11017},
        {"1900 was no leap year", 1900, 2, 29, DAY_NONE},
        {"2100 is none", 2100, 2, 29, DAY_NONE},
        {"2023 is none", 2023, 2, 29, DAY_NONE},
        {"before the first", 1899, 12, 31, DAY_NONE},
        {"beyond the last", 10000, 1, 1, DAY_NONE},
        {"month 0", 2024, 0, 1, DAY_NONE},
        {"month 13", 2024, 13, 1, DAY_NONE},
        {"day 0", 2024, 1, 0, DAY_NONE},
        {"April has 30", 2024, 4, 31, DAY_NONE},
        {"December has 31", 2024, 12, 32, DAY_NONE},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        day_number day = DAY_NONE;
        bool good = day_from_civil(rows[at].year, rows[at].month, rows[at].day, &day);
        if (good != (rows[at].number != DAY_NONE) || day != rows[at].number)
            fail_msg("%s: %d %d", rows[at].name, good, (int)day);
    }
}

/* Counts up a calendar by hand, one day after the other. */
static void test_every_day_there_is(void **state)
{
    (void)state;
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    day_number day = DAY_FIRST;
    for (int year = 1900; year <= 9999; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (leap && month == 2 ? 1 : 0);
            for (int of_month = 1; of_month <= length; of_month++, day++) {
                int y = 0, m = 0, d = 0;
                day_number back = DAY_NONE;
                day_to_civil(day, &y, &m, &d);
                if (y != year || m != month || d != of_month ||
                    !day_from_civil(year, month, of_month, &back) || back != day)
                    fail_msg("day %d: %d-%d-%d", (int)day, y, m, d);
            }
        }
    }
    assert_int_equal(day, DAY_LAST + 1);
}

static day_number on(int year, int month, int of_month)
{
    day_number day = DAY_NONE;
    assert_true(day_from_civil(year, month, of_month, &day));
    return day;
}

static void test_months(void **state)
{
    (void)state;
    assert_int_equal(day_month_first(on(2024, 2, 29)), on(2024, 2, 1));
    assert_int_equal(day_month_last(on(2024, 2, 1)), on(2024, 2, 29));
    assert_int_equal(day_month_last(on(2023, 2, 28)), on(2023, 2, 28));
    assert_int_equal(day_month_last(on(2023, 12, 31)), on(2023, 12, 31));
    assert_int_equal(day_month_add(on(2024, 1, 31), 1), on(2024, 2, 1));
    assert_int_equal(day_month_add(on(2024, 1, 31), -1), on(2023, 12, 1));
    assert_int_equal(day_month_add(on(2024, 1, 15), 0), on(2024, 1, 1));
    assert_int_equal(day_month_add(on(2024, 1, 15), 12), on(2025, 1, 1));
    assert_int_equal(day_month_add(on(2024, 1, 15), -13), on(2022, 12, 1));
    assert_int_equal(day_month_add(on(2024, 12, 1), 1), on(2025, 1, 1));
}

static void test_months_stay_within_the_calendar(void **state)
{
    (void)state;
    assert_int_equal(day_month_add(on(1900, 1, 31), -1), DAY_FIRST);
    assert_int_equal(day_month_add(on(9999, 12, 31), 1), on(9999, 12, 1));
    assert_int_equal(day_month_add(on(2024, 1, 1), INT32_MIN), DAY_FIRST);
    assert_int_equal(day_month_add(on(2024, 1, 1), INT32_MAX), on(9999, 12, 1));
}

static void test_format(void **state)
{
    (void)state;
    char text[DAY_TEXT_BYTES];
    assert_string_equal(day_format(0, text), "1970-01-01");
    assert_string_equal(day_format(DAY_FIRST, text), "1900-01-01");
    assert_string_equal(day_format(DAY_LAST, text), "9999-12-31");
    assert_string_equal(day_format(on(2026, 10, 9), text), "2026-10-09");
    assert_string_equal(day_format(DAY_NONE, text), "");
    assert_string_equal(day_format_month(on(2026, 10, 9), text), "2026-10");
    assert_string_equal(day_format_month(DAY_NONE, text), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixed_points),
        cmocka_unit_test(test_every_day_there_is),
        cmocka_unit_test(test_months),
        cmocka_unit_test(test_months_stay_within_the_calendar),
        cmocka_unit_test(test_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
