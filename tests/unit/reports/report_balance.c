/* Entries that do not come to nothing, and receivables that close otherwise, are told apart from
 * those that do, by a millionth. */
#include "reports/report_balance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static enum status add(struct report_balance *balance, const char *entry, const char *amount,
                       bool begins, struct failure *failure)
{
    bool first = !begins;
    enum status status =
        report_balance_add(balance, str_from(entry), str_from(amount), &first, failure);
    assert_int_equal(first, begins);
    return status;
}

/* Amounts of two entries, and whether the second posting of each is to the receivable. */
static void test_entries(void **state)
{
    static const struct {
        const char *amounts[4];
        const char *off; /* NULL: balanced */
    } rows[] = {
        {{"1.00", "-1.00", "5.25", "-5.25"}, NULL},
        {{"99999999999999999999.000001", "-99999999999999999999.000001", "0.00", "0.00"}, NULL},
        {{"1.00", "-1.000001", "5.25", "-5.25"}, "one, off by -0.000001"},
        {{"1.00", "-1.00", "5.25", "-5.24"}, "two, off by 0.01"},
        /* They make up for each other, and neither is balanced. */
        {{"1.00", "0.00", "0.00", "-1.00"}, "one, off by 1.00"},
    };
    (void)state;
    for (size_t at = 0; at < array_count(rows); at++) {
        struct report_balance *balance = report_balance_new();
        struct failure failure;
        failure_init(&failure);
        enum status status = add(balance, "one", rows[at].amounts[0], true, &failure);
        if (status == STATUS_OK)
            status = add(balance, "one", rows[at].amounts[1], false, &failure);
        if (status == STATUS_OK)
            status = add(balance, "two", rows[at].amounts[2], true, &failure);
        if (status == STATUS_OK)
            status = add(balance, "two", rows[at].amounts[3], false, &failure);
        if (status == STATUS_OK)
            status = report_balance_end(balance, &failure);
        assert_int_equal(status, rows[at].off != NULL ? STATUS_EVIDENCE : STATUS_OK);
        if (rows[at].off != NULL)
            assert_non_null(strstr(failure.message, rows[at].off));
        report_balance_free(balance);
    }
}

static void test_receivables(void **state)
{
    static const struct {
        const char *dollars, *euros; /* closings; NULL: the roll-forward has none */
        const char *off;
    } rows[] = {
        {"7.50", "-2.00", NULL},
        {"7.49", "-2.00", "USD, off by 0.01"},
        {"7.50", "2.00", "EUR, off by -4.00"},
        {"7.50", NULL, "EUR, off by -2.00"},
    };
    (void)state;
    for (size_t at = 0; at < array_count(rows); at++) {
        struct report_balance *balance = report_balance_new();
        struct failure failure;
        failure_init(&failure);
        report_balance_receive(balance, STR("USD"), STR("10.00"));
        report_balance_receive(balance, STR("EUR"), STR("-2.00"));
        report_balance_receive(balance, STR("USD"), STR("-2.50"));
        assert_true(report_balance_close(balance, STR("USD"), str_from(rows[at].dollars)));
        if (rows[at].euros != NULL)
            assert_true(report_balance_close(balance, STR("EUR"), str_from(rows[at].euros)));
        assert_int_equal(report_balance_end(balance, &failure),
                         rows[at].off != NULL ? STATUS_EVIDENCE : STATUS_OK);
        if (rows[at].off != NULL)
            assert_non_null(strstr(failure.message, rows[at].off));
        report_balance_free(balance);
    }
}

/* A closing without any posting must be nothing; and books may hold any text. */
static void test_closings(void **state)
{
    struct report_balance *balance = report_balance_new();
    struct failure failure;
    (void)state;
    failure_init(&failure);
    assert_true(report_balance_close(balance, STR("GBP"), STR("0.00")));
    assert_int_equal(report_balance_end(balance, &failure), STATUS_OK);
    assert_false(report_balance_close(balance, STR("GBP"), STR("1e3")));
    assert_true(report_balance_close(balance, STR("GBP"), STR("0.01")));
    assert_int_equal(report_balance_end(balance, &failure), STATUS_EVIDENCE);
    report_balance_free(balance);
    report_balance_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries),
        cmocka_unit_test(test_receivables),
        cmocka_unit_test(test_closings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
