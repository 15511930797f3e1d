/* Ratios and rates. Products of two amounts pass 64 bits as a matter of course, so both run in
 * GMP integers and are rounded once, at the end, to whole cents, halves away from zero. */
#include "money/money_gmp.h"

#include "base/arena.h"

static bool rate_scan(struct str rate, size_t *decimals);
static void rate_read(struct str rate, mpz_t digits);

bool money_ratio(struct money a, struct money b, struct money c, struct money *result)
{
    tie_assert(result != NULL);
    tie_assert(c.micro != 0);
    mpz_t product;
    mpz_t divisor;
    mpz_t cents;
    mpz_inits(product, divisor, cents, NULL);
    mpz_set_si(product, a.micro);
    mpz_mul_si(product, product, b.micro);
    mpz_set_si(divisor, c.micro);
    mpz_mul_ui(divisor, divisor, MONEY_MICRO_PER_CENT);
    money_gmp_divide(cents, product, divisor);
    bool good = money_gmp_from_cents(cents, result);
    mpz_clears(product, divisor, cents, NULL);
    return good;
}

bool money_times_rate(struct money amount, struct str rate, struct money *product)
{
    tie_assert(product != NULL);
    size_t decimals = 0;
    if (!rate_scan(rate, &decimals))
        return false;
    mpz_t numerator;
    mpz_t divisor;
    mpz_t cents;
    mpz_inits(numerator, divisor, cents, NULL);
    rate_read(rate, numerator);
    mpz_mul_si(numerator, numerator, amount.micro);
    mpz_ui_pow_ui(divisor, 10, decimals);
    mpz_mul_ui(divisor, divisor, MONEY_MICRO_PER_CENT);
    money_gmp_divide(cents, numerator, divisor);
    bool good = money_gmp_from_cents(cents, product);
    mpz_clears(numerator, divisor, cents, NULL);
    return good;
}

/* -?digits(.digits)?, and how many digits stand behind the point. */
static bool rate_scan(struct str rate, size_t *decimals)
{
    tie_assert(rate.bytes != NULL || rate.length == 0);
    if (str_starts(rate, STR("-")))
        rate = (struct str){rate.bytes + 1, rate.length - 1};
    struct str behind = {0};
    struct str whole = str_split(rate, '.', &behind);
    *decimals = behind.length;
    return str_is_digits(whole) && (behind.bytes == NULL || str_is_digits(behind));
}

/* The digits of a scanned rate as one whole number, signed: the point is left out. */
static void rate_read(struct str rate, mpz_t digits)
{
    struct buffer text = {0};
    for (size_t at = 0; at < rate.length; at++)
        if (rate.bytes[at] != '.')
            buffer_add_byte(&text, rate.bytes[at]);
    int failed = mpz_set_str(digits, buffer_c(&text), 10);
    tie_assert(failed == 0);
    buffer_free(&text);
}
