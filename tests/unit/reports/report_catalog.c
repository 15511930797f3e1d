/* The lists of what can be written: no name twice, all of them ours, and when a table is due. */
#include "reports/report_catalog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *name_at(size_t at)
{
    return at < report_listing_count ? report_listings[at].name
                                     : report_formats[at - report_listing_count].file;
}

static void test_no_name_twice(void **state)
{
    size_t count = report_listing_count + report_format_count;
    (void)state;
    assert_true(count < REPORT_OUTPUTS_MAX - 2); /* summary.txt, summary.json */
    for (size_t i = 0; i < count; i++) {
        assert_true(report_is_output_name(str_from(name_at(i))));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(name_at(i), name_at(j));
    }
    for (size_t i = 0; i < report_format_count; i++)
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(report_formats[i].name, report_formats[j].name);
}

static void test_due(void **state)
{
    static const struct {
        struct report_options options;
        bool full, sealed, close;
    } rows[] = {
        {{.full = false}, false, false, false},
        {{.full = true}, true, false, false},
        {{.sealed = true}, false, true, false},
        {{.sealed = true, .closes = true}, false, true, true},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        assert_true(report_is_due(&rows[i].options, REPORT_ALWAYS));
        assert_int_equal(report_is_due(&rows[i].options, REPORT_FULL), rows[i].full);
        assert_int_equal(report_is_due(&rows[i].options, REPORT_SEALED), rows[i].sealed);
        assert_int_equal(report_is_due(&rows[i].options, REPORT_CLOSE), rows[i].close);
    }
}

/* Without these nobody could say whether the others can be relied on, or make a pack again. */
static void test_what_stays(void **state)
{
    static const char stays[] =
        " tie-out.csv conservation.csv assumptions.csv rejects.csv opening.csv"
        " opening-timing.csv seal-options.csv closing.csv ";
    char name[64];
    (void)state;
    for (size_t i = 0; i < report_listing_count; i++) {
        snprintf(name, sizeof name, " %s ", report_listings[i].name);
        assert_int_equal(report_listings[i].stays, strstr(stays, name) != NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_name_twice),
        cmocka_unit_test(test_due),
        cmocka_unit_test(test_what_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
