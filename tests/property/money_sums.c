/* Laws of adding money, held against exact fractions: checked sums and differences, products with
 * counts, totals of totals and of texts. As money.c: [ROUNDS [SEED]]. */
#include "draw.h"

#include "money/money_total.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Whether (good, got) is what an exact number of micros within `most` must give. */
static void expect_exact(const mpz_t exact, int64_t most, bool good, struct money got)
{
    bool fits = mpz_cmpabs_ui(exact, (unsigned long)most) <= 0;
    if (good != fits || (fits && mpz_cmp_si(exact, got.micro) != 0))
        fail_msg("%d %" PRId64, good, got.micro);
}

static void law_sums_are_exact_or_refused(void **state)
{
    struct draw *draw = *state;
    mpz_t exact;
    mpz_init(exact);
    for (uint64_t round = 0; round < draw->rounds; round++) {
        struct money a = {draw_micro(draw, LIMIT_POSITION_MICRO)};
        struct money b = {draw_micro(draw, LIMIT_POSITION_MICRO)};
        struct money sum = a;
        mpz_set_si(exact, a.micro);
        if (b.micro < 0)
            mpz_sub_ui(exact, exact, (unsigned long)-b.micro);
        else
            mpz_add_ui(exact, exact, (unsigned long)b.micro);
        bool good = money_add(&sum, b);
        expect_exact(exact, LIMIT_POSITION_MICRO, good, sum);
        if (!good)
            assert_int_equal(sum.micro, a.micro); /* left as it was */
    }
    mpz_clear(exact);
}

/* A difference is refused only where it passes 64 bits. */
static void law_differences_are_exact_or_refused(void **state)
{
    struct draw *draw = *state;
    mpz_t exact;
    mpz_init(exact);
    for (uint64_t round = 0; round < draw->rounds; round++) {
        struct money a = {draw_micro(draw, LIMIT_POSITION_MICRO)};
        struct money b = {draw_micro(draw, LIMIT_POSITION_MICRO)};
        struct money difference = {0};
        mpz_set_si(exact, a.micro);
        if (b.micro < 0)
            mpz_add_ui(exact, exact, (unsigned long)-b.micro);
        else
            mpz_sub_ui(exact, exact, (unsigned long)b.micro);
        bool good = money_subtract(a, b, &difference);
        bool fits = mpz_fits_slong_p(exact) != 0;
        if (good != fits || (fits && mpz_cmp_si(exact, difference.micro) != 0))
            fail_msg("%" PRId64 " - %" PRId64, a.micro, b.micro);
        assert_int_equal(money_negate(a).micro, -a.micro);
        assert_int_equal(money_abs(a).micro, a.micro < 0 ? -a.micro : a.micro);
    }
    mpz_clear(exact);
}

static void law_products_with_counts_are_exact_or_refused(void **state)
{
    struct draw *draw = *state;
    mpz_t exact;
    mpz_init(exact);
    for (uint64_t round = 0; round < draw->rounds; round++) {
        struct money amount = {draw_micro(draw, LIMIT_POSITION_MICRO)};
        int64_t count = draw_micro(draw, INT64_MAX) >> draw_below(draw, 64);
        struct money product = {0};
        mpz_set_si(exact, amount.micro);
        mpz_mul_si(exact, exact, count);
        bool good = money_times(amount, count, &product);
        expect_exact(exact, LIMIT_POSITION_MICRO, good, product);
    }
    mpz_clear(exact);
}

static void expect_sums(const struct money_total *total, const mpz_t sum, const mpz_t absolute,
                        uint64_t count)
{
    struct buffer text = {0};
    mpq_t value;
    mpq_init(value);
    money_total_format(total, &text);
    oracle_read(value, buffer_c(&text));
    assert_int_equal(mpz_cmp(mpq_numref(value), sum), 0);
    buffer_clear(&text);
    money_total_format_absolute(total, &text);
    oracle_read(value, buffer_c(&text));
    assert_int_equal(mpz_cmp(mpq_numref(value), absolute), 0);
    assert_int_equal(money_total_count(total), count);
    buffer_free(&text);
    mpq_clear(value);
}

/* Two totals, one of amounts and one of the same amounts as texts, are equal; together and apart
 * they give what their amounts give. */
static void law_totals_of_totals_are_exact(void **state)
{
    struct draw *draw = *state;
    char text[MONEY_TEXT_BYTES];
    mpz_t sum, absolute, amount;
    mpz_inits(sum, absolute, amount, NULL);
    for (uint64_t round = 0; round < draw->rounds / 100; round++) {
        struct money_total *one = money_total_new();
        struct money_total *two = money_total_new();
        uint64_t count = draw_below(draw, 40);
        mpz_set_ui(sum, 0);
        mpz_set_ui(absolute, 0);
        for (uint64_t at = 0; at < count; at++) {
            struct money drawn = {draw_micro(draw, INT64_MAX)};
            mpz_set_si(amount, drawn.micro);
            mpz_add(sum, sum, amount);
            mpz_abs(amount, amount);
            mpz_add(absolute, absolute, amount);
            money_total_add(one, drawn);
            assert_true(money_total_add_text(two, str_from(money_format(drawn, text))));
        }
        assert_true(money_total_equal(one, two));
        expect_sums(two, sum, absolute, count);
        money_total_add_total(one, two);
        mpz_mul_2exp(sum, sum, 1);
        mpz_mul_2exp(absolute, absolute, 1);
        expect_sums(one, sum, absolute, 2 * count);
        money_total_subtract_total(one, one);
        mpz_set_ui(sum, 0);
        mpz_mul_2exp(absolute, absolute, 1);
        expect_sums(one, sum, absolute, 4 * count);
        assert_int_equal(money_total_sign(one), 0);
        money_total_free(one);
        money_total_free(two);
    }
    mpz_clears(sum, absolute, amount, NULL);
}

int main(int argument_count, char **arguments)
{
    struct draw draw = {20000, 1};
    int64_t number = 0;
    if (argument_count > 1 && str_to_count(str_from(arguments[1]), INT64_MAX, &number))
        draw.rounds = (uint64_t)number;
    if (argument_count > 2 && str_to_count(str_from(arguments[2]), INT64_MAX, &number))
        draw.seed = (uint64_t)number;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(law_sums_are_exact_or_refused, &draw),
        cmocka_unit_test_prestate(law_differences_are_exact_or_refused, &draw),
        cmocka_unit_test_prestate(law_products_with_counts_are_exact_or_refused, &draw),
        cmocka_unit_test_prestate(law_totals_of_totals_are_exact, &draw),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
