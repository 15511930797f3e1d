/* The words of rejects: people script against them. */
#include "source/cell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void reasons_have_their_word_and_sentence(void **state)
{
    static const char *const names[REJECT_REASON_COUNT] = {
        [REJECT_CELL_COUNT] = "cell-count",
        [REJECT_NOT_MONEY] = "not-money",
        [REJECT_MONEY_EXPONENT] = "money-exponent",
        [REJECT_MONEY_TOO_FINE] = "money-too-fine",
        [REJECT_MONEY_TOO_LARGE] = "money-too-large",
        [REJECT_NOT_A_DATE] = "not-a-date",
        [REJECT_NOT_A_MONTH] = "not-a-month",
        [REJECT_NOT_A_CURRENCY] = "not-a-currency",
        [REJECT_REFERENCE_EXPONENT] = "reference-exponent",
        [REJECT_NOT_A_RATE] = "not-a-rate",
        [REJECT_NOT_A_FINDING] = "not-a-finding-id",
    };
    (void)state;
    for (int i = 0; i < REJECT_REASON_COUNT; i++) {
        enum reject_reason reason = (enum reject_reason)i;
        assert_true(str_equal(reject_reason_name(reason), str_from(names[i])));
        assert_true(reject_reason_says(reason).length > 0);
    }
    assert_true(str_equal(reject_reason_says(REJECT_NOT_MONEY), STR("not an amount of money")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reasons_have_their_word_and_sentence)};
    return cmocka_run_group_tests_name("cell_reason", tests, NULL, NULL);
}
