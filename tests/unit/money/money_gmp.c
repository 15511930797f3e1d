/* The one rule of rounding, and the way into GMP and back. */
#include "money/money_gmp.h"

#include "base/limits.h"
#include "base/status.h"
#include "dies.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/resource.h>

/* Sanitizers reserve more address space than any limit would leave. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define UNLIMITED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define UNLIMITED
#endif
#endif

static void test_divide_halves_away_from_zero(void **state)
{
    (void)state;
    static const struct {
        long numerator, denominator, quotient;
    } rows[] = {
        {0, 2, 0},       {1, 2, 1},     {-1, 2, -1},    {1, -2, -1},   {-1, -2, 1},
        {1, 3, 0},       {2, 3, 1},     {-1, 3, 0},     {-2, 3, -1},   {3, 2, 2},
        {5, 2, 3},       {-5, 2, -3},   {7, 7, 1},      {49, 100, 0},  {50, 100, 1},
        {51, 100, 1},    {-49, 100, 0}, {-50, 100, -1}, {149, 100, 1}, {150, 100, 2},
        {-150, 100, -2},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        mpz_t numerator, denominator, quotient;
        mpz_init_set_si(numerator, rows[at].numerator);
        mpz_init_set_si(denominator, rows[at].denominator);
        mpz_init(quotient);
        money_gmp_divide(quotient, numerator, denominator);
        if (mpz_cmp_si(quotient, rows[at].quotient) != 0)
            fail_msg("%ld / %ld is %ld", rows[at].numerator, rows[at].denominator,
                     mpz_get_si(quotient));
        mpz_clears(numerator, denominator, quotient, NULL);
    }
}

static void test_from_cents_at_the_bound(void **state)
{
    (void)state;
    struct money amount = {99};
    mpz_t cents;
    mpz_init_set_si(cents, LIMIT_POSITION_MICRO / MONEY_MICRO_PER_CENT);
    assert_true(money_gmp_from_cents(cents, &amount));
    assert_int_equal(amount.micro, LIMIT_POSITION_MICRO);
    mpz_add_ui(cents, cents, 1);
    assert_false(money_gmp_from_cents(cents, &amount));
    mpz_neg(cents, cents);
    assert_false(money_gmp_from_cents(cents, &amount));
    mpz_add_ui(cents, cents, 1);
    assert_true(money_gmp_from_cents(cents, &amount));
    assert_int_equal(amount.micro, -LIMIT_POSITION_MICRO);
    mpz_clear(cents);
}

static void exhaust(void)
{
    /* 8 GiB asked for where 1 GiB may be had. */
    const struct rlimit limit = {(rlim_t)1 << 30, (rlim_t)1 << 30};
    setrlimit(RLIMIT_AS, &limit);
    mpz_t number;
    mpz_init(number);
    mpz_realloc2(number, (mp_bitcnt_t)1 << 36);
}

static void test_exhausted_memory_ends_as_everywhere(void **state)
{
    (void)state;
#ifdef UNLIMITED
    skip();
#endif
    assert_int_equal(dies_how(exhaust), STATUS_EVIDENCE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_divide_halves_away_from_zero),
        cmocka_unit_test(test_from_cents_at_the_bound),
        cmocka_unit_test(test_exhausted_memory_ends_as_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
