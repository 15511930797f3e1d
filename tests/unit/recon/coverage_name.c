/* The day in a file's name, and the words of coverage. */
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "recon/coverage.h"

struct name_row {
    const char *name, *file;
    const char *day; /* "" : none */
};

static const struct name_row rows[] = {
    {"plain", "monthly_revenue_2024-02-15.csv", "2024-02-15"},
    {"alone", "2024-02-15", "2024-02-15"},
    {"at the start", "2024-02-15_x.csv", "2024-02-15"},
    {"the last of two", "x_2024-02-15_to_2024-03-16.csv", "2024-03-16"},
    {"the last real one", "x_2024-02-15_2024-13-16.csv", "2024-02-15"},
    {"a leap day", "x_2024-02-29.csv", "2024-02-29"},
    {"no leap day", "x_2023-02-29.csv", ""},
    {"part of a longer number before", "x_12024-02-15.csv", ""},
    {"part of a longer number after", "x_2024-02-150.csv", ""},
    {"a copy's number", "x_2024-02-15 (1).csv", "2024-02-15"},
    {"a time behind", "x_2024-02-15T10-00.csv", "2024-02-15"},
    {"no dashes", "x_20240215.csv", ""},
    {"a month only", "x_2024-02.csv", ""},
    {"short", "a.csv", ""},
    {"empty", "", ""},
};

static void test_name_day(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        print_message("%s\n", rows[i].name);
        day_number day = DAY_NONE;
        char text[DAY_TEXT_BYTES] = "";
        bool found = coverage_name_day(str_from(rows[i].file), &day);
        assert_int_equal(found, rows[i].day[0] != '\0');
        assert_string_equal(found ? day_format(day, text) : "", rows[i].day);
    }
}

static void test_words(void **state)
{
    (void)state;
    static const char *const states[] = {"covered",        "gap",    "overlap", "empty",
                                         "declared-empty", "awaited"};
    static const char *const sources[] = {"none",       "meta",  "period",
                                          "convention", "lines", "opening"};
    for (int i = 0; i < (int)array_count(states); i++)
        assert_true(
            str_equal(coverage_state_name((enum coverage_state)i), str_from(states[i])));
    for (int i = 0; i < (int)array_count(sources); i++)
        assert_true(str_equal(covers_source_name((enum covers_source)i), str_from(sources[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_name_day),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
