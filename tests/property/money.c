/* Laws of money, held against exact fractions (GMP's mpq), which share no code with what they
 * judge. The numbers are drawn from a fixed seed, so that a failure can be had again; a higher
 * count or another seed comes as arguments: money [ROUNDS [SEED]]. */
#include "draw.h"

#include "money/money_total.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* --- laws ----------------------------------------------------------------------------------
 */

static void law_printed_amounts_read_back(void **state)
{
    struct draw *draw = *state;
    for (uint64_t round = 0; round < draw->rounds; round++) {
        char text[MONEY_TEXT_BYTES];
        char people[2 * MONEY_TEXT_BYTES];
        struct money amount = {draw_micro(draw, LIMIT_LINE_MICRO)};
        money_format(amount, text);
        money_format_people(amount, people);
        struct money_reading plain = money_parse(str_from(text), MONEY_PLAIN);
        struct money_reading touched = money_parse(str_from(people), MONEY_TOUCHED);
        unsigned commas = strchr(people, ',') != NULL ? MONEY_TRACE_THOUSANDS : 0;
        if (plain.fault != MONEY_FINE || plain.traces != 0 ||
            plain.amount.micro != amount.micro)
            fail_msg("%" PRId64 " printed as %s", amount.micro, text);
        if (touched.fault != MONEY_FINE || touched.traces != commas ||
            touched.amount.micro != amount.micro)
            fail_msg("%" PRId64 " printed as %s", amount.micro, people);
    }
}

/* What must be said of a decimal number, from its exact value alone. */
static enum money_fault oracle_fault(const mpq_t micro, int64_t *whole)
{
    mpz_t floor;
    mpq_t size;
    mpz_init(floor);
    mpq_init(size);
    mpq_abs(size, micro);
    /* The fault is settled on the first six decimals before it is on those behind them. */
    mpz_fdiv_q(floor, mpq_numref(size), mpq_denref(size));
    enum money_fault fault = MONEY_FINE;
    if (mpz_cmp_ui(floor, (unsigned long)LIMIT_LINE_MICRO) > 0)
        fault = MONEY_TOO_LARGE;
    else if (mpz_cmp_ui(mpq_denref(size), 1) != 0)
        fault = MONEY_TOO_FINE;
    else
        *whole = (int64_t)mpz_get_ui(floor) * mpq_sgn(micro);
    mpq_clear(size);
    mpz_clear(floor);
    return fault;
}

static void law_reading_is_exact_or_refused(void **state)
{
    struct draw *draw = *state;
    mpq_t value;
    mpq_init(value);
    struct buffer text = {0};
    for (uint64_t round = 0; round < draw->rounds; round++) {
        buffer_clear(&text);
        draw_decimal(draw, &text);
        oracle_read(value, buffer_c(&text));
        int64_t wanted = 0;
        enum money_fault fault = oracle_fault(value, &wanted);
        for (int grammar = MONEY_PLAIN; grammar <= MONEY_TOUCHED; grammar++) {
            struct money_reading got =
                money_parse(buffer_str(&text), (enum money_grammar)grammar);
            if (got.fault != fault || got.amount.micro != wanted)
                fail_msg("%s: %" PRId64 ", fault %d", buffer_c(&text), got.amount.micro,
                         got.fault);
        }
    }
    buffer_free(&text);
    mpq_clear(value);
}

/* Any bytes at all: never an amount that its own printed form does not give back. */
static void law_noise_is_refused_or_means_what_it_says(void **state)
{
    static const char letters[] = "0123456789012345678900..,,--()$ \t+eE'\xC2\xA0x\xE2\x82\xAC";
    struct draw *draw = *state;
    for (uint64_t round = 0; round < draw->rounds; round++) {
        char text[12];
        char digits[16] = "";
        size_t length = draw_below(draw, sizeof text);
        size_t kept = 0;
        for (size_t at = 0; at < length; at++) {
            text[at] = letters[draw_below(draw, sizeof letters - 1)];
            if ((text[at] >= '0' && text[at] <= '9') || text[at] == '.')
                digits[kept++] = text[at];
        }
        struct money_reading got = money_parse((struct str){text, length}, MONEY_TOUCHED);
        if (got.fault != MONEY_FINE) {
            assert_true(got.fault_at <= length && got.amount.micro == 0);
            continue;
        }
        /* Without everything but digits and point it is the same amount, but for the sign. */
        struct money_reading bare = money_parse((struct str){digits, kept}, MONEY_PLAIN);
        bool negative = memchr(text, '-', length) != NULL || memchr(text, '(', length) != NULL;
        if (bare.fault != MONEY_FINE ||
            got.amount.micro != (negative ? -bare.amount.micro : bare.amount.micro))
            fail_msg("'%.*s' is %" PRId64, (int)length, text, got.amount.micro);
    }
}

static void law_ratio_is_rounded_once(void **state)
{
    struct draw *draw = *state;
    mpq_t value, divisor;
    mpq_inits(value, divisor, NULL);
    for (uint64_t round = 0; round < draw->rounds; round++) {
        struct money a = {draw_micro(draw, INT64_MAX)};
        struct money b = {draw_micro(draw, INT64_MAX)};
        struct money c = {draw_micro(draw, INT64_MAX)};
        struct money got = {0};
        if (c.micro == 0)
            continue;
        mpq_set_si(value, a.micro, 1);
        mpz_mul_si(mpq_numref(value), mpq_numref(value), b.micro);
        mpq_set_si(divisor, c.micro, 1);
        mpq_div(value, value, divisor);
        bool good = money_ratio(a, b, c, &got);
        if (!oracle_agrees(value, good, got))
            fail_msg("%" PRId64 " * %" PRId64 " / %" PRId64 ": %d %" PRId64, a.micro, b.micro,
                     c.micro, good, got.micro);
    }
    mpq_clears(value, divisor, NULL);
}

/* Halves are rare among drawn numbers and are all that rounding is about: make them. */
static void law_halves_go_away_from_zero(void **state)
{
    struct draw *draw = *state;
    for (uint64_t round = 0; round < draw->rounds; round++) {
        int64_t cents = draw_micro(draw, 1000000000);
        int64_t away = cents < 0 ? -1 : 1;
        int64_t parts = 1 + (int64_t)draw_below(draw, 1000000);
        struct money got = {0};
        struct money half = {cents * MONEY_MICRO_PER_CENT + away * MONEY_MICRO_PER_CENT / 2};
        assert_true(money_ratio(half, (struct money){parts}, (struct money){parts}, &got));
        assert_int_equal(got.micro, (cents + away) * MONEY_MICRO_PER_CENT);
        half.micro -= away;
        assert_true(money_ratio(half, (struct money){parts}, (struct money){parts}, &got));
        assert_int_equal(got.micro, cents * MONEY_MICRO_PER_CENT);
    }
}

static void law_rates_are_rounded_once(void **state)
{
    struct draw *draw = *state;
    struct buffer rate = {0};
    mpq_t value, amount;
    mpq_inits(value, amount, NULL);
    for (uint64_t round = 0; round < draw->rounds; round++) {
        buffer_clear(&rate);
        draw_decimal(draw, &rate);
        struct money base = {draw_micro(draw, INT64_MAX)};
        struct money got = {0};
        oracle_read(value, buffer_c(&rate));
        mpq_set_si(amount, base.micro, MONEY_MICRO_PER_UNIT);
        mpq_canonicalize(amount);
        mpq_mul(value, value, amount);
        bool good = money_times_rate(base, buffer_str(&rate), &got);
        if (!oracle_agrees(value, good, got))
            fail_msg("%" PRId64 " * %s: %d %" PRId64, base.micro, buffer_c(&rate), good,
                     got.micro);
        struct money_rate read;
        if (!money_rate_read(buffer_str(&rate), &read))
            continue;
        good = money_at_rate(base, &read, &got);
        if (!oracle_agrees(value, good, got))
            fail_msg("%" PRId64 " at %s: %d %" PRId64, base.micro, buffer_c(&rate), good,
                     got.micro);
    }
    buffer_free(&rate);
    mpq_clears(value, amount, NULL);
}

enum { BASES_MOST = 9 };

/* The exact share of whole cents of `base`, as a fraction of cents. */
static void oracle_share(mpq_t share, int64_t cents, const struct money *bases, size_t count,
                         size_t base)
{
    mpq_t part;
    mpq_init(part);
    mpz_set_ui(mpq_denref(share), 0);
    for (size_t at = 0; at < count; at++) {
        mpz_set_si(mpq_numref(part), bases[at].micro);
        mpz_abs(mpq_numref(part), mpq_numref(part));
        mpz_add(mpq_denref(share), mpq_denref(share), mpq_numref(part));
    }
    mpz_set_si(mpq_numref(share), bases[base].micro);
    mpz_abs(mpq_numref(share), mpq_numref(share));
    mpz_mul_si(mpq_numref(share), mpq_numref(share), cents);
    mpq_canonicalize(share);
    mpq_clear(part);
}

/* By how many cents the share of `base` passes the exact one, away from zero. */
static void oracle_excess(mpq_t excess, int64_t cents, const struct money *bases, size_t count,
                          size_t base, int64_t share_cents)
{
    mpq_t exact;
    mpq_init(exact);
    oracle_share(exact, cents, bases, count, base);
    mpq_set_si(excess, share_cents, 1);
    mpq_sub(excess, excess, exact);
    if (cents < 0)
        mpq_neg(excess, excess);
    mpq_clear(exact);
}

/* Whoever was rounded up had at least the remainder of everyone who was not, and of equal ones
 * stands first: compares the excess of two bases. */
static void check_order(int64_t cents, const struct money *bases, size_t count,
                        const int64_t *share_cents)
{
    mpq_t first, second;
    mpq_inits(first, second, NULL);
    for (size_t a = 0; a < count; a++) {
        oracle_excess(first, cents, bases, count, a, share_cents[a]);
        if (mpq_cmp_si(first, -1, 1) <= 0 || mpq_cmp_si(first, 1, 1) >= 0)
            fail_msg("share %zu is off by a cent", a);
        for (size_t b = 0; b < count; b++) {
            oracle_excess(second, cents, bases, count, b, share_cents[b]);
            /* a up, b down: then rest a = 1 - excess a >= rest b = -excess b. */
            if (mpq_sgn(first) <= 0 || mpq_sgn(second) >= 0)
                continue;
            mpq_sub(second, first, second);
            int order = mpq_cmp_si(second, 1, 1);
            if (order > 0 || (order == 0 && a > b))
                fail_msg("base %zu got the cent of base %zu", a, b);
        }
    }
    mpq_clears(first, second, NULL);
}

static size_t first_largest(const struct money *bases, size_t count)
{
    size_t largest = 0;
    for (size_t at = 1; at < count; at++)
        if (llabs(bases[at].micro) > llabs(bases[largest].micro))
            largest = at;
    return largest;
}

static void law_shares_add_up_and_are_fair(void **state)
{
    struct draw *draw = *state;
    for (uint64_t round = 0; round < draw->rounds / 20; round++) {
        struct money bases[BASES_MOST];
        struct money shares[BASES_MOST];
        int64_t share_cents[BASES_MOST];
        size_t count = 1 + draw_below(draw, BASES_MOST);
        bool small = draw_below(draw, 2) == 0;
        int64_t total = draw_micro(draw, small ? 50 * MONEY_MICRO_PER_CENT : INT64_MAX);
        bool any = false;
        for (size_t at = 0; at < count; at++) {
            bases[at].micro =
                small ? (int64_t)draw_below(draw, 4) - 1 : draw_micro(draw, INT64_MAX);
            any = any || bases[at].micro != 0;
        }
        bool good = money_allocate((struct money){total}, bases, count, shares);
        assert_int_equal(good, any);
        if (!good)
            continue;
        int64_t sum = 0;
        for (size_t at = 0; at < count; at++)
            sum += shares[at].micro;
        assert_int_equal(sum, total);
        shares[first_largest(bases, count)].micro -= total % MONEY_MICRO_PER_CENT;
        for (size_t at = 0; at < count; at++) {
            assert_int_equal(shares[at].micro % MONEY_MICRO_PER_CENT, 0);
            share_cents[at] = shares[at].micro / MONEY_MICRO_PER_CENT;
        }
        check_order(total / MONEY_MICRO_PER_CENT, bases, count, share_cents);
    }
}

static void expect_total(const struct money_total *total, const mpz_t sum, const mpz_t absolute)
{
    struct buffer text = {0};
    mpq_t value;
    mpq_init(value);
    money_total_format(total, &text);
    oracle_read(value, buffer_c(&text));
    assert_int_equal(mpz_cmp(mpq_numref(value), sum), 0);
    assert_int_equal(mpz_cmp_ui(mpq_denref(value), 1), 0);
    buffer_clear(&text);
    money_total_format_absolute(total, &text);
    oracle_read(value, buffer_c(&text));
    assert_int_equal(mpz_cmp(mpq_numref(value), absolute), 0);
    struct money amount = {0};
    assert_int_equal(money_total_get(total, &amount), mpz_fits_slong_p(sum) != 0);
    if (mpz_fits_slong_p(sum))
        assert_int_equal(amount.micro, mpz_get_si(sum));
    assert_int_equal(money_total_sign(total), mpz_sgn(sum));
    buffer_free(&text);
    mpq_clear(value);
}

static void law_totals_are_exact(void **state)
{
    struct draw *draw = *state;
    struct money_total *total = money_total_new();
    mpz_t sum, absolute, amount;
    mpz_inits(sum, absolute, amount, NULL);
    for (uint64_t round = 0; round < draw->rounds; round++) {
        int64_t micro = draw_micro(draw, INT64_MAX);
        mpz_set_si(amount, micro);
        if (draw_below(draw, 40) == 0) {
            int64_t high = draw_micro(draw, INT64_MAX);
            mpz_set_si(amount, high);
            mpz_mul_2exp(amount, amount, 63);
            if (micro >= 0)
                mpz_add_ui(amount, amount, (unsigned long)micro);
            else
                mpz_sub_ui(amount, amount, (unsigned long)-micro);
            money_total_add_split(total, high, micro);
        } else {
            money_total_add(total, (struct money){micro});
        }
        mpz_add(sum, sum, amount);
        mpz_abs(amount, amount);
        mpz_add(absolute, absolute, amount);
        if (draw_below(draw, 64) == 0)
            expect_total(total, sum, absolute);
    }
    expect_total(total, sum, absolute);
    assert_int_equal(money_total_count(total), draw->rounds);
    mpz_clears(sum, absolute, amount, NULL);
    money_total_free(total);
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
        cmocka_unit_test_prestate(law_printed_amounts_read_back, &draw),
        cmocka_unit_test_prestate(law_reading_is_exact_or_refused, &draw),
        cmocka_unit_test_prestate(law_noise_is_refused_or_means_what_it_says, &draw),
        cmocka_unit_test_prestate(law_ratio_is_rounded_once, &draw),
        cmocka_unit_test_prestate(law_halves_go_away_from_zero, &draw),
        cmocka_unit_test_prestate(law_rates_are_rounded_once, &draw),
        cmocka_unit_test_prestate(law_shares_add_up_and_are_fair, &draw),
        cmocka_unit_test_prestate(law_totals_are_exact, &draw),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
