/* Which texts are days, and which are not. */
#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name;
    const char *text;
    const char *day; /* NULL: no day */
};

static const struct row rows[] = {
    {"iso", "2024-02-29", "2024-02-29"},
    {"iso, no such day", "2023-02-29", NULL},
    {"iso, first", "1900-01-01", "1900-01-01"},
    {"iso, too early", "1899-12-31", NULL},
    {"iso, month of one digit", "2024-2-09", NULL},
    {"iso, cut", "2024-02-2", NULL},
    {"iso, one more", "2024-02-299", NULL},
    {"iso, slashes", "2024/02/29", NULL},
    {"blank in front", " 2024-02-29", NULL},
    {"blank behind", "2024-02-29 ", NULL},
    {"T behind", "2024-02-29T", NULL},
    {"hours and minutes", "2024-02-29T23:59", "2024-02-29"},
    {"small t", "2024-02-29t23:59", NULL},
    {"hours alone", "2024-02-29T23", NULL},
    {"seconds", "2024-02-29 23:59:59", "2024-02-29"},
    {"seconds cut", "2024-02-29 23:59:5", NULL},
    {"fraction", "2024-02-29 23:59:59.999999999", "2024-02-29"},
    {"fraction without digits", "2024-02-29 23:59:59.", NULL},
    {"24:00 is not a time", "2024-02-29 24:00", NULL},
    {"minute 60", "2024-02-29 23:60", NULL},
    {"second 60", "2024-02-29 23:59:60", NULL},
    {"Z", "2024-02-29T23:59:59Z", "2024-02-29"},
    {"small z", "2024-02-29T23:59:59z", NULL},
    {"Z without seconds", "2024-02-29T23:59Z", "2024-02-29"},
    {"UTC as a query prints it", "2024-05-01 00:00:00.000 UTC", "2024-05-01"},
    {"UTC without blank", "2024-05-01 00:00:00UTC", "2024-05-01"},
    {"two blanks", "2024-05-01 00:00:00  UTC", NULL},
    {"another zone's name", "2024-05-01 00:00:00 PST", NULL},
    {"cut zone", "2024-05-01 00:00:00 UT", NULL},
    {"blank for a zone", "2024-05-01 00:00:00 ", NULL},
    {"more than a zone", "2024-05-01 00:00:00Z1", NULL},
    {"east, the day before", "2024-03-01 05:29:59+05:30", "2024-02-29"},
    {"east, the same day", "2024-03-01 05:30:00+05:30", "2024-03-01"},
    {"west, the day after", "2023-12-31T16:00:00-0800", "2024-01-01"},
    {"west, the same day", "2023-12-31T15:59:59-0800", "2023-12-31"},
    {"blank before an offset", "2023-12-31T16:00:00 -0800", "2024-01-01"},
    {"offset zero", "2024-05-01T00:00:00+00:00", "2024-05-01"},
    {"offset of the furthest east", "2024-05-01T13:59+14:00", "2024-04-30"},
    {"no such offset", "2024-05-01T00:00+14:01", NULL},
    {"offset minute 60", "2024-05-01T00:00+05:60", NULL},
    {"offset cut", "2024-05-01T00:00+05:3", NULL},
    {"moved before the first day", "1900-01-01T00:00+01:00", NULL},
    {"moved beyond the last day", "9999-12-31T23:59-01:00", NULL},
    {"month first", "3/4/2024", "2024-03-04"},
    {"month first, two digits", "12/31/2024", "2024-12-31"},
    {"month first, zeros", "03/04/2024", "2024-03-04"},
    {"day first is not guessed", "31/12/2024", NULL},
    {"two digits of a year", "3/4/24", NULL},
    {"slashes and a time", "3/4/2024 00:00", NULL},
    {"three digits of a day", "3/004/2024", NULL},
    {"dashes, month first", "12-31-2024", "2024-12-31"},
    {"dashes, one digit", "1-31-2024", NULL},
    {"dashes, day first is not guessed", "31-12-2024", NULL},
    {"month's name first", "JAN-1-9999", "9999-01-01"},
    {"day first, month's name", "1-JAN-9999", "9999-01-01"},
    {"small letters", "07-feb-2024", "2024-02-07"},
    {"mixed letters", "Sep-30-2024", "2024-09-30"},
    {"whole name", "September-30-2024", "2024-09-30"},
    {"may is both", "1-May-2024", "2024-05-01"},
    {"no such month", "1-JAM-2024", NULL},
    {"name cut", "1-Septem-2024", NULL},
    {"no such day of the month", "30-Feb-2024", NULL},
    {"what a spreadsheet made of it", "25-Jun", NULL},
    {"month alone", "2024-05", NULL},
    {"day number of a spreadsheet", "45351", NULL},
    {"empty", "", NULL},
    {"a word", "never", NULL},
    {"digits of another alphabet", "\xD9\xA2\xD9\xA0-01-01", NULL},
};

static void test_parse(void **state)
{
    (void)state;
    char text[DAY_TEXT_BYTES];
    for (size_t at = 0; at < array_count(rows); at++) {
        day_number day = DAY_NONE;
        bool good = day_parse(str_from(rows[at].text), &day);
        const char *wanted = rows[at].day == NULL ? "" : rows[at].day;
        if (good != (rows[at].day != NULL) || strcmp(day_format(day, text), wanted) != 0)
            fail_msg("%s: %d %s", rows[at].name, good, text);
    }
}

/* A text that stops anywhere, in memory that ends there too, is read no further. */
static void test_every_prefix_is_judged_by_its_length(void **state)
{
    (void)state;
    const char *text = "2024-03-01 05:30:00.25 +05:30";
    static const size_t days[] = {10, 16, 19, 21, 22, 29};
    for (size_t length = 0; length <= strlen(text); length++) {
        bool wanted = false;
        for (size_t at = 0; at < array_count(days); at++)
            wanted = wanted || days[at] == length;
        day_number day = DAY_NONE;
        if (day_parse((struct str){text, length}, &day) != wanted)
            fail_msg("'%.*s'", (int)length, text);
    }
}

static void test_parse_iso(void **state)
{
    (void)state;
    day_number day = DAY_NONE;
    assert_true(day_parse_iso(STR("2024-02-29"), &day));
    assert_int_equal(day, 19782);
    day = DAY_NONE;
    assert_false(day_parse_iso(STR("2024-02-29T00:00"), &day));
    assert_false(day_parse_iso(STR("2/29/2024"), &day));
    assert_false(day_parse_iso(STR(""), &day));
    assert_int_equal(day, DAY_NONE);
}

static void test_parse_month(void **state)
{
    (void)state;
    day_number day = DAY_NONE;
    assert_true(day_parse_month(STR("2024-02"), &day));
    assert_int_equal(day, 19754);
    assert_false(day_parse_month(STR("2024-13"), &day));
    assert_false(day_parse_month(STR("2024-2"), &day));
    assert_false(day_parse_month(STR("2024-02-01"), &day));
    assert_false(day_parse_month(STR("1899-12"), &day));
}

static void test_parse_timestamp(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        const char *day;
        bool midnight;
    } stamps[] = {
        {"midnight", "2024-06-01T00:00:00Z", "2024-06-01", true},
        {"midnight with a fraction of zeros", "2024-06-01T00:00:00.000Z", "2024-06-01", true},
        {"the last second", "2024-05-31T23:59:59Z", "2024-05-31", false},
        {"a fraction after midnight", "2024-06-01T00:00:00.001Z", "2024-06-01", false},
        {"a second after midnight", "2024-06-01T00:00:01Z", "2024-06-01", false},
        {"midnight elsewhere", "2024-06-01T00:00:00-07:00", "2024-06-01", false},
        {"midnight only in UTC", "2024-05-31T17:00:00-07:00", "2024-06-01", true},
        {"a day alone", "2024-05-31", "2024-05-31", false},
        {"no timestamp", "5/31/2024", "", false},
    };
    char text[DAY_TEXT_BYTES];
    for (size_t at = 0; at < array_count(stamps); at++) {
        day_number day = DAY_NONE;
        bool midnight = false;
        bool good = day_parse_timestamp(str_from(stamps[at].text), &day, &midnight);
        if (good != (stamps[at].day[0] != '\0') || midnight != stamps[at].midnight ||
            strcmp(day_format(day, text), stamps[at].day) != 0)
            fail_msg("%s: %d %s %d", stamps[at].name, good, text, midnight);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_every_prefix_is_judged_by_its_length),
        cmocka_unit_test(test_parse_iso),
        cmocka_unit_test(test_parse_month),
        cmocka_unit_test(test_parse_timestamp),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
