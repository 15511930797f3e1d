/* What --present may say, and who must say it. */
#include "reports/report_present.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_reading(void **state)
{
    static const struct {
        struct str given[2];
        size_t count;
        const char *present; /* NULL: refused */
        const char *says;
    } rows[] = {
        {{STR_INIT("")}, 0, "", NULL},
        {{STR_INIT("gross")}, 1, "gross", NULL},
        {{STR_INIT("net")}, 1, "net", NULL},
        {{STR_INIT("net"), STR_INIT("net")}, 2, "net", NULL},
        {{STR_INIT("net"), STR_INIT("gross")}, 2, NULL, "not both"},
        {{STR_INIT("nett")}, 1, NULL, "not 'nett'"},
        {{STR_INIT("Gross")}, 1, NULL, "not 'Gross'"},
        {{STR_INIT("")}, 1, NULL, "not ''"},
    };
    (void)state;
    for (size_t at = 0; at < array_count(rows); at++) {
        struct failure failure;
        struct str present = {0};
        failure_init(&failure);
        enum status status =
            report_present_read(rows[at].given, rows[at].count, &present, &failure);
        assert_int_equal(status, rows[at].present != NULL ? STATUS_OK : STATUS_USAGE);
        if (rows[at].present != NULL)
            assert_true(str_equal(present, str_from(rows[at].present)));
        else
            assert_non_null(strstr(failure.message, rows[at].says));
    }
}

static void test_who_must_say(void **state)
{
    static const struct {
        const char *formats, *present;
        enum status status;
    } rows[] = {
        {"", "", STATUS_OK},
        {"jsonl", "", STATUS_OK},
        {"journal", "", STATUS_USAGE},
        {"hledger jsonl", "", STATUS_USAGE},
        {"beancount jsonl", "", STATUS_USAGE},
        {"beancount hledger journal", "net", STATUS_OK},
        {"", "gross", STATUS_OK},
    };
    (void)state;
    for (size_t at = 0; at < array_count(rows); at++) {
        struct failure failure;
        failure_init(&failure);
        assert_int_equal(report_present_check(str_from(rows[at].formats),
                                              str_from(rows[at].present), &failure),
                         rows[at].status);
        assert_int_equal(strstr(failure.message, "needs --present") != NULL,
                         rows[at].status == STATUS_USAGE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_who_must_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
