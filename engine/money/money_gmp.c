/* What ratio, allocation and totals share of GMP. GMP ends the program by itself when memory
 * runs out; the hooks below make it end as everything else does, with one line and the right
 * code. */
#include "money/money_gmp.h"

#include "base/arena.h"
#include "base/limits.h"

#include <stdlib.h>

_Static_assert(sizeof(long) == sizeof(int64_t), "mpz_set_si and its kin take a whole int64");

static void *gmp_take(size_t size);
static void *gmp_resize(void *memory, size_t old_size, size_t size);
static void gmp_free(void *memory, size_t size);

/* Before main, because GMP must not free with one pair what it took with another. */
__attribute__((constructor)) static void gmp_hooks(void)
{
    mp_set_memory_functions(gmp_take, gmp_resize, gmp_free);
}

void money_gmp_divide(mpz_t quotient, const mpz_t numerator, const mpz_t denominator)
{
    tie_assert(mpz_sgn(denominator) != 0);
    mpz_t rest;
    mpz_init(rest);
    int sign = mpz_sgn(numerator) * mpz_sgn(denominator);
    mpz_tdiv_qr(quotient, rest, numerator, denominator);
    mpz_mul_2exp(rest, rest, 1);
    if (mpz_cmpabs(rest, denominator) >= 0) {
        if (sign > 0)
            mpz_add_ui(quotient, quotient, 1);
        else
            mpz_sub_ui(quotient, quotient, 1);
    }
    mpz_clear(rest);
}

bool money_gmp_from_cents(const mpz_t cents, struct money *amount)
{
    tie_assert(amount != NULL);
    if (mpz_cmpabs_ui(cents, LIMIT_POSITION_MICRO / MONEY_MICRO_PER_CENT) > 0)
        return false;
    amount->micro = mpz_get_si(cents) * MONEY_MICRO_PER_CENT;
    return true;
}

void money_gmp_set_split(mpz_t number, int64_t high, int64_t low)
{
    mpz_set_si(number, high);
    mpz_mul_2exp(number, number, 63);
    if (low >= 0)
        mpz_add_ui(number, number, (unsigned long)low);
    else
        mpz_sub_ui(number, number, 0 - (unsigned long)low);
}

static void *gmp_take(size_t size)
{
    return memory_resize(NULL, size, 1);
}

static void *gmp_resize(void *memory, size_t old_size, size_t size)
{
    (void)old_size;
    return memory_resize(memory, size, 1);
}

static void gmp_free(void *memory, size_t size)
{
    (void)size;
    free(memory);
}
