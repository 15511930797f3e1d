/* What the laws of money share: numbers drawn from a seed, and the oracle, exact fractions of
 * GMP's mpq, which share no code with what they judge. */
#ifndef TIEOUT_PROPERTY_DRAW_H
#define TIEOUT_PROPERTY_DRAW_H

#include "base/limits.h"
#include "money/money.h"

#include <gmp.h>
#include <stdlib.h>
#include <string.h>

struct draw {
    uint64_t rounds;
    uint64_t seed;
};

/* --- drawing ------------------------------------------------------------------------------ */

/* splitmix64: small, and good enough to reach every branch. */
static inline uint64_t draw_bits(struct draw *draw)
{
    draw->seed += 0x9E3779B97F4A7C15u;
    uint64_t bits = draw->seed;
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9u;
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EBu;
    return bits ^ bits >> 31;
}

static inline uint64_t draw_below(struct draw *draw, uint64_t bound)
{
    return draw_bits(draw) % bound;
}

/* An amount of any size up to `most`: as many small as large ones, whole cents more often than
 * not, and now and then a bound. */
static inline int64_t draw_micro(struct draw *draw, int64_t most)
{
    uint64_t micro = draw_bits(draw) >> draw_below(draw, 64);
    if (draw_below(draw, 3) > 0)
        micro = micro / MONEY_MICRO_PER_CENT * MONEY_MICRO_PER_CENT;
    if (draw_below(draw, 50) == 0)
        micro = (uint64_t)most;
    micro %= (uint64_t)most + 1;
    return draw_below(draw, 2) == 0 ? (int64_t)micro : -(int64_t)micro;
}

static inline void draw_digits(struct draw *draw, struct buffer *into, uint64_t count)
{
    uint64_t kind = draw_below(draw, 4);
    for (uint64_t at = 0; at < count; at++)
        buffer_add_byte(into, (char)('0' + (kind == 0 ? 0 : draw_below(draw, 10))));
}

/* -?digits(.digits)? with zeros behind it at times. */
static inline void draw_decimal(struct draw *draw, struct buffer *into)
{
    if (draw_below(draw, 2) == 0)
        buffer_add_byte(into, '-');
    if (draw_below(draw, 50) == 0)
        buffer_add_c(into, "1000000000000"); /* the bound */
    else
        draw_digits(draw, into, 1 + draw_below(draw, draw_below(draw, 4) == 0 ? 22 : 13));
    if (draw_below(draw, 5) == 0)
        return;
    buffer_add_byte(into, '.');
    draw_digits(draw, into, 1 + draw_below(draw, draw_below(draw, 4) == 0 ? 12 : 6));
    if (draw_below(draw, 6) == 0)
        buffer_add_c(into, "000000");
}

/* --- the oracle ----------------------------------------------------------------------------
 */

/* The value of -?digits(.digits)? in micros, as a fraction. */
static inline void oracle_read(mpq_t micro, const char *text)
{
    struct buffer digits = {0};
    unsigned long decimals = 0;
    const char *point = strchr(text, '.');
    for (const char *at = text; *at != '\0'; at++)
        if (*at != '.')
            buffer_add_byte(&digits, *at);
    if (point != NULL)
        decimals = strlen(point + 1);
    mpz_set_str(mpq_numref(micro), buffer_c(&digits), 10);
    mpz_ui_pow_ui(mpq_denref(micro), 10, decimals);
    mpz_mul_ui(mpq_numref(micro), mpq_numref(micro), MONEY_MICRO_PER_UNIT);
    mpq_canonicalize(micro);
    buffer_free(&digits);
}

/* Micros to the nearest cent, halves away from zero: floor(|x| + 1/2) with the sign of x. */
static inline void oracle_round(mpz_t cents, const mpq_t micro)
{
    mpq_t size, half;
    mpq_inits(size, half, NULL);
    mpq_set_ui(half, MONEY_MICRO_PER_CENT, 1);
    mpq_div(size, micro, half);
    mpq_abs(size, size);
    mpq_set_ui(half, 1, 2);
    mpq_add(size, size, half);
    mpz_fdiv_q(cents, mpq_numref(size), mpq_denref(size));
    if (mpq_sgn(micro) < 0)
        mpz_neg(cents, cents);
    mpq_clears(size, half, NULL);
}

/* Whether (good, got) is what rounding `micro` within the bound of a position must give. */
static inline bool oracle_agrees(const mpq_t micro, bool good, struct money got)
{
    mpz_t wanted;
    mpz_init(wanted);
    oracle_round(wanted, micro);
    mpz_mul_ui(wanted, wanted, MONEY_MICRO_PER_CENT);
    bool fits = mpz_cmpabs_ui(wanted, (unsigned long)LIMIT_POSITION_MICRO) <= 0;
    bool agrees = good == fits && (!fits || mpz_cmp_si(wanted, got.micro) == 0);
    mpz_clear(wanted);
    return agrees;
}

#endif
