/* Only what a person writes into is unlocked, and text has the format of text. */
#include "reports/report_xlsx_look.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_locks(void **state)
{
    (void)state;
    for (size_t style = 0; style < REPORT_XLSX_STYLES; style++)
        assert_int_equal(report_xlsx_looks[style].unlocked,
                         style == REPORT_XLSX_INPUT || style == REPORT_XLSX_INPUT_DAY);
}

static void test_text_stays_text(void **state)
{
    static const enum report_xlsx_style texts[] = {REPORT_XLSX_TEXT,       REPORT_XLSX_RIGHT,
                                                   REPORT_XLSX_HIGH,       REPORT_XLSX_MEDIUM,
                                                   REPORT_XLSX_TOTAL_TEXT, REPORT_XLSX_INPUT};
    (void)state;
    for (size_t i = 0; i < array_count(texts); i++)
        assert_string_equal(report_xlsx_looks[texts[i]].number, "@");
    assert_string_equal(report_xlsx_looks[REPORT_XLSX_INPUT_DAY].number, "yyyy-mm-dd");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_locks),
        cmocka_unit_test(test_text_stays_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
