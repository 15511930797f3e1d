/* The contract's words, each in its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"
#include "recon/position_names.h"

#define CHECK_WORDS(function, type, ...)                                                       \
    do {                                                                                       \
        const char *words[] = {__VA_ARGS__};                                                   \
        for (size_t at = 0; at < array_count(words); at++) {                                   \
            struct str word = function((enum type)at);                                         \
            assert_int_equal(word.length, strlen(words[at]));                                  \
            assert_memory_equal(word.bytes, words[at], word.length);                           \
        }                                                                                      \
    } while (0)

static void test_words(void **state)
{
    (void)state;
    CHECK_WORDS(position_state_name, position_state, "stated-only", "tax-only",
                "cross-currency", "before-history", "ahead-of-billing", "disbursed-only",
                "forgiven", "over-disbursed", "nothing-billed", "over-refunded", "cancelled",
                "refunded", "refund-pending", "settled", "not-due", "part-collected",
                "uncollected");
    CHECK_WORDS(position_cause_name, position_cause, "", "payout-failed", "payout-reversed",
                "in-transit", "due-on-receipt", "past-due", "awaiting-payout", "no-due-date");
    CHECK_WORDS(position_basis_name, position_basis, "gross", "net");
    CHECK_WORDS(billed_on_source_name, billed_on_source, "", "invoice", "ar-period", "file",
                "opening");
    CHECK_WORDS(terms_source_name, terms_source, "", "stated", "policy", "observed");
    CHECK_WORDS(due_bucket_name, due_bucket, "", "not-due", "1-30", "31-60", "61-90", "91-120",
                "121+", "no-due-date", "credit");
    CHECK_WORDS(net_status_name, net_status, "", "open-not-due", "open-past-due", "open-usual",
                "open-unusual", "open-no-terms", "collected-late", "collected-in-terms",
                "collected-no-terms", "closed-uncollected");
    CHECK_WORDS(tax_status_name, tax_status, "", "aws-liable-disbursed", "aws-remits",
                "currency-differs", "not-calculated", "untaxed", "reversed", "collected",
                "awaiting-payment", "awaiting-refund", "short", "over");
    CHECK_WORDS(line_class_name, line_class, "counted", "other-tax", "out-of-scope",
                "no-reference", "after-as-of", "superseded");
}

static void test_ages(void **state)
{
    (void)state;
    const char *words[] = {"", "0-30", "31-60", "61-90", "91-120", "121+", "credit"};
    const char *marked[] = {"", "~0-30", "~31-60", "~61-90", "~91-120", "~121+", "credit"};
    for (size_t at = 0; at < array_count(words); at++) {
        enum age_bucket bucket = (enum age_bucket)at;
        assert_true(str_equal(age_bucket_name(bucket, false), str_from(words[at])));
        assert_true(str_equal(age_bucket_name(bucket, true), str_from(marked[at])));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words),
                                       cmocka_unit_test(test_ages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
