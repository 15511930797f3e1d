/* Every table a run writes has a sheet, once, under a name that a workbook takes. */
#include "reports/report_book_pages.h"

#include "reports/report_catalog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_every_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < report_listing_count; i++) {
        size_t sheets = strcmp(report_listings[i].name, "findings.csv") == 0;
        for (size_t at = 0; at < report_book_page_count; at++)
            sheets += strcmp(report_listings[i].name, report_book_pages[at].listing) == 0;
        if (sheets != 1)
            fail_msg("%s has %zu sheets", report_listings[i].name, sheets);
    }
    assert_int_equal(report_book_page_count + 1, report_listing_count);
    assert_true(report_book_page_count <= REPORT_BOOK_PAGES_MAX);
}

static void test_names(void **state)
{
    (void)state;
    for (size_t at = 0; at < report_book_page_count; at++) {
        const char *name = report_book_pages[at].name;
        assert_in_range(strlen(name), 1, 31);
        assert_null(strpbrk(name, "[]:*?/\\'"));
        for (size_t other = 0; other < at; other++)
            assert_string_not_equal(name, report_book_pages[other].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_table),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
