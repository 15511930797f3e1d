/* Inside money only: the door to GMP, and the one rule of rounding. */
#ifndef TIEOUT_MONEY_MONEY_GMP_H
#define TIEOUT_MONEY_MONEY_GMP_H

#include "money/money.h"

#include <gmp.h>

/* `quotient` = numerator / denominator to the nearest whole number, halves away from zero.
 * `denominator` is not zero; the arguments may not be one another. */
void money_gmp_divide(mpz_t quotient, const mpz_t numerator, const mpz_t denominator);

/* `cents` as money; false beyond LIMIT_POSITION_MICRO. */
bool money_gmp_from_cents(const mpz_t cents, struct money *amount);

/* `number` = high * 2^63 + low. */
void money_gmp_set_split(mpz_t number, int64_t high, int64_t low);

#endif
