/* What becomes of a cell: by its column's kind, its text and its currency. */
#include "reports/report_book_cell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "pen_recorder.h"

struct row {
    const char *name;
    enum report_kind kind;
    const char *text, *currency;
    const char *drawn; /* behind "S " */
};

static const struct row rows[] = {
    {"x", REPORT_TEXT, "=1+1", "", "text A1 text '=1+1'"},
    {"x", REPORT_TEXT, "000123", "USD", "text A1 text '000123'"},
    {"x", REPORT_TEXT, "9223372036854775807", "USD", "text A1 text '9223372036854775807'"},
    {"due_on", REPORT_TEXT, "2024-03-31", "", "text A1 text '2024-03-31'"},
    {"x", REPORT_TEXT, "", "", ""},
    {"x", REPORT_ID, "12", "", "text A1 text '12'"},
    {"x", REPORT_MONEY, "-1.50", "USD",
     "number A1 number -1.50 as [$USD] #,##0.00;[Red]-[$USD] #,##0.00"},
    {"x", REPORT_MONEY, "1.5055", "EUR",
     "number A1 number 1.5055 as [$EUR] #,##0.0000;[Red]-[$EUR] #,##0.0000"},
    {"x", REPORT_MONEY, "1000.00", "JPY",
     "number A1 number 1000.00 as [$JPY] #,##0;[Red]-[$JPY] #,##0"},
    {"x", REPORT_MONEY, "1000.50", "JPY",
     "number A1 number 1000.50 as [$JPY] #,##0.00;[Red]-[$JPY] #,##0.00"},
    {"x", REPORT_MONEY, "1.00", "KWD",
     "number A1 number 1.00 as [$KWD] #,##0.000;[Red]-[$KWD] #,##0.000"},
    {"x", REPORT_MONEY, "1.2345", "KWD",
     "number A1 number 1.2345 as [$KWD] #,##0.0000;[Red]-[$KWD] #,##0.0000"},
    {"x", REPORT_AMOUNT, "1.00", "", "number A1 number 1.00 as #,##0.00;[Red]-#,##0.00"},
    {"x", REPORT_AMOUNT, "1.00", "us\"", "number A1 number 1.00 as #,##0.00;[Red]-#,##0.00"},
    {"x", REPORT_AMOUNT, "12345678901234.56", "USD", "text A1 right '12345678901234.56'"},
    {"x", REPORT_AMOUNT, "13", "USD", "number A1 number 13 as #,##0;[Red]-#,##0"},
    {"x", REPORT_AMOUNT, "1e5", "USD", "text A1 text '1e5'"},
    {"x", REPORT_AMOUNT, "12 of 13", "USD", "text A1 text '12 of 13'"},
    {"x", REPORT_COUNT, "-12", "USD", "number A1 number -12 as #,##0;[Red]-#,##0"},
    {"x", REPORT_COUNT, "1234567890123456789", "", "text A1 right '1234567890123456789'"},
    {"x", REPORT_DAY, "2024-03-31", "", "day A1 day 2024-03-31"},
    {"x", REPORT_MONTH, "2024-03", "", "day A1 month 2024-03-01"},
    {"x", REPORT_WORD, "2024-03-31", "", "text A1 text '2024-03-31'"},
    {"billed_on", REPORT_WORD, "2024-03-31", "", "day A1 day 2024-03-31"},
    {"billed_on", REPORT_WORD, "2024-02-30", "", "text A1 text '2024-02-30'"},
    {"terms_days", REPORT_WORD, "30", "", "number A1 number 30 as #,##0;[Red]-#,##0"},
    {"terms_days", REPORT_WORD, "~30", "", "text A1 text '~30'"},
    {"state", REPORT_WORD, "30", "", "text A1 text '30'"},
    {"severity", REPORT_WORD, "high", "", "text A1 high 'high'"},
    {"severity", REPORT_WORD, "medium", "", "text A1 medium 'medium'"},
    {"severity", REPORT_WORD, "low", "", "text A1 text 'low'"},
    {"verdict", REPORT_WORD, "off", "", "text A1 high 'off'"},
    {"state", REPORT_WORD, "high", "", "text A1 text 'high'"},
};

static void test_cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct report_xlsx *book = report_xlsx_open("", "", 0);
        const struct report_column column = {str_from(rows[i].name), rows[i].kind};
        char wanted[256] = "";
        report_book_cell(report_xlsx_add(book, "S"), 0, 0, &column, str_from(rows[i].text),
                         str_from(rows[i].currency));
        if (rows[i].drawn[0] != '\0')
            snprintf(wanted, sizeof wanted, "S %s\n", rows[i].drawn);
        assert_string_equal(buffer_c(&book->log), wanted);
        report_xlsx_close(book, NULL);
    }
}

static void test_headings(void **state)
{
    static const struct {
        const char *name, *wanted;
    } names[] = {{"days_past_due", "Days past due"},
                 {"transaction_reference_id", "Transaction reference ID"},
                 {"sha256", "SHA-256"},
                 {"period", "Period"},
                 {"id", "ID"}};
    (void)state;
    for (size_t i = 0; i < array_count(names); i++) {
        struct buffer told = {0};
        report_book_heading(&told, str_from(names[i].name));
        assert_string_equal(buffer_c(&told), names[i].wanted);
        buffer_free(&told);
    }
    assert_int_equal(report_book_head_style(REPORT_TEXT), REPORT_XLSX_HEAD);
    assert_int_equal(report_book_head_style(REPORT_WORD), REPORT_XLSX_HEAD);
    assert_int_equal(report_book_head_style(REPORT_MONEY), REPORT_XLSX_HEAD_RIGHT);
    assert_int_equal(report_book_head_style(REPORT_DAY), REPORT_XLSX_HEAD_RIGHT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_headings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
