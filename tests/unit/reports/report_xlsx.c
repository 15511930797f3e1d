/* What survives a binary number; that a book is written, and twice the same; that a failure is
 * told. What stands in its cells somebody else's code reads: tests/stories/workbook.sh. */
#include "reports/report_xlsx.h"

#include "base/file.h"
#include "store_fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

static void must_not_fail(int code)
{
    assert_int_equal(code, 0);
}

static void test_survives(void **state)
{
    static const struct {
        const char *text;
        bool survives;
    } rows[] = {
        {"0.00", true},
        {"-0.01", true},
        {"123456789012345", true},
        {"1234567890123456", false},
        {"1234567890123.45", true},
        {"12345678901234.56", false},
        {"-12345678901234.56", false},
        {"12345678901234.50", true},
        {"1000000000000000000", true}, /* one digit */
        {"1000000000000000001", false},
        {"0.000001", true},
        {"0001234567890123.45", true},
        {"9999999999999.99", true},
        {"99999999999999.99", false},
        {"123456789.123456", true},
        {"1234567890.123456", false},
        {"", false},
        {"-", false},
        {"1.", false},
        {".5", false},
        {"+1", false},
        {"1e5", false},
        {"1,000.00", false},
        {"nan", false},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++)
        if (report_xlsx_survives(str_from(rows[i].text)) != rows[i].survives)
            fail_msg("%s", rows[i].text);
}

static void write_book(struct fixture *fixture, const char *path, struct digest *digest)
{
    static const struct report_xlsx_series series[] = {{"amount", 1, 0x123456}, {"base", 2, 0}};
    static const struct report_xlsx_chart chart = {"Title", "About", 0, 2, 0, series, 2};
    int64_t bytes = 0;
    struct report_xlsx *book = report_xlsx_open(path, fixture->folder, 19813);
    struct report_xlsx_sheet *sheet = report_xlsx_add(book, "One");
    assert_true(report_xlsx_ready(book));
    report_xlsx_freeze(sheet, 1, 1);
    report_xlsx_filter(sheet, 0, 3, 4);
    report_xlsx_tall(sheet, 0);
    for (int64_t row = 0; row < REPORT_XLSX_STYLES; row++) {
        report_xlsx_text(sheet, row, 0, (enum report_xlsx_style)row, STR("=1+1"));
        report_xlsx_number(sheet, row, 1, (enum report_xlsx_style)row, "0.00", STR("-12.34"));
        report_xlsx_day(sheet, row, 2, REPORT_XLSX_DAY, row == 0 ? DAY_FIRST : 19813);
        report_xlsx_link(sheet, row, 3, "One", row, STR("there"));
        report_xlsx_text(sheet, row, 4, REPORT_XLSX_INPUT, STR(""));
    }
    report_xlsx_formula(sheet, 40, 1, REPORT_XLSX_TOTAL, "0.00", "=SUBTOTAL(109,B1:B3)",
                        STR("-37.02"));
    report_xlsx_width(sheet, 0, 20);
    report_xlsx_offer(sheet, 1, 3, 4, "One!$A$1:$A$3", "Choose");
    report_xlsx_offer(sheet, 1, 3, 3, NULL, "A day");
    report_xlsx_protect(sheet);
    report_xlsx_paper(sheet, &(struct report_xlsx_paper){0, 40, 4, 1, false});
    report_xlsx_draw(sheet, 0, 6, &chart);
    must_work(report_xlsx_close(book, &fixture->failure), &fixture->failure);
    must_work(file_digest(path, digest, &bytes, &fixture->failure), &fixture->failure);
    assert_true(bytes > 1000);
}

static void test_same_bytes(void **state)
{
    struct fixture *fixture = *state;
    struct digest first, second;
    char path[512];
    snprintf(path, sizeof path, "%s", fixture_path(fixture, "one.xlsx"));
    write_book(fixture, path, &first);
    sleep(2); /* a zip's clock counts in steps of two seconds */
    write_book(fixture, path, &second);
    assert_int_equal(digest_compare(&first, &second), 0);
}

/* Nowhere to write. The library says so as well. */
static void test_failures(void **state)
{
    struct fixture *fixture = *state;
    struct report_xlsx *book =
        report_xlsx_open("/nonexistent/one.xlsx", fixture->folder, DAY_NONE);
    report_xlsx_add(book, "One");
    assert_int_equal(report_xlsx_close(book, &fixture->failure), STATUS_EVIDENCE);
    assert_non_null(strstr(fixture->failure.message, "the workbook could not be written: "));
}

/* Rows wait in a file of their own until the end. When there is no room for that, a workbook
 * without them would still be a good one, and small. */
static void test_no_room(void **state)
{
    struct fixture *fixture = *state;
    struct rlimit before, small = {100000, 100000};
    must_not_fail(getrlimit(RLIMIT_FSIZE, &before));
    small.rlim_max = before.rlim_max;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    must_not_fail(setrlimit(RLIMIT_FSIZE, &small));
    struct report_xlsx *book =
        report_xlsx_open(fixture_path(fixture, "big.xlsx"), fixture->folder, DAY_NONE);
    struct report_xlsx_sheet *sheet = report_xlsx_add(book, "One");
    for (int64_t row = 0; row < 5000; row++)
        report_xlsx_text(sheet, row, 0, REPORT_XLSX_TEXT, STR("the same words in every row"));
    enum status status = report_xlsx_close(book, &fixture->failure);
    must_not_fail(setrlimit(RLIMIT_FSIZE, &before));
    signal(SIGXFSZ, handler);
    assert_int_equal(status, STATUS_EVIDENCE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_survives),
        cmocka_unit_test_setup_teardown(test_same_bytes, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_failures, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_no_room, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
