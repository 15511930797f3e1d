/* Sharing a total by largest remainder. Whole cents are shared; each base first gets the cents
 * that are certainly its own, and the few that are left go, one each, to the largest
 * remainders. So no share is off by a cent or more, and the shares add up to the total by
 * construction. */
#include "money/money_gmp.h"

#include "base/arena.h"

#include <stdlib.h>

/* What a base still has a claim to after its certain cents, in parts of the sum of all bases.
 */
struct claim {
    mpz_t rest;
    size_t base;
};

static bool bases_sum(const struct money *bases, size_t count, mpz_t sum);
static int64_t share_certain(int64_t cents, const struct money *bases, size_t count,
                             const mpz_t sum, struct claim *claims, struct money *shares);
static int compare_claims(const void *a, const void *b);
static size_t largest_base(const struct money *bases, size_t count);
static uint64_t size_of(struct money amount);

bool money_allocate(struct money total, const struct money *bases, size_t count,
                    struct money *shares)
{
    tie_assert((bases != NULL && shares != NULL) || count == 0);
    tie_assert(total.micro != INT64_MIN);
    mpz_t sum;
    mpz_init(sum);
    bool good = bases_sum(bases, count, sum);
    if (!good)
        goto done;
    int64_t cents = total.micro / MONEY_MICRO_PER_CENT;
    int64_t sign = total.micro < 0 ? -1 : 1;
    struct claim *claims = memory_resize(NULL, count, sizeof *claims);
    int64_t left = share_certain(cents * sign, bases, count, sum, claims, shares);
    tie_assert(left >= 0 && (uint64_t)left < count);
    qsort(claims, count, sizeof *claims, compare_claims);
    for (int64_t at = 0; at < left; at++)
        shares[claims[at].base].micro += MONEY_MICRO_PER_CENT;
    for (size_t at = 0; at < count; at++) {
        shares[at].micro *= sign;
        mpz_clear(claims[at].rest);
    }
    free(claims);
    shares[largest_base(bases, count)].micro += total.micro % MONEY_MICRO_PER_CENT;
done:
    mpz_clear(sum);
    return good;
}

/* The sum of the absolute values; false when it is zero. */
static bool bases_sum(const struct money *bases, size_t count, mpz_t sum)
{
    for (size_t at = 0; at < count; at++)
        mpz_add_ui(sum, sum, size_of(bases[at]));
    return mpz_sgn(sum) > 0;
}

/* Gives each base its certain cents and notes its claim to more; returns the cents left over.
 */
static int64_t share_certain(int64_t cents, const struct money *bases, size_t count,
                             const mpz_t sum, struct claim *claims, struct money *shares)
{
    int64_t left = cents;
    mpz_t part;
    mpz_init(part);
    for (size_t at = 0; at < count; at++) {
        mpz_init(claims[at].rest);
        claims[at].base = at;
        mpz_set_ui(part, size_of(bases[at]));
        mpz_mul_si(part, part, cents);
        mpz_tdiv_qr(part, claims[at].rest, part, sum);
        int64_t certain = mpz_get_si(part);
        shares[at].micro = certain * MONEY_MICRO_PER_CENT;
        left -= certain;
    }
    mpz_clear(part);
    return left;
}

/* The larger rest first, of equals the earlier base: a total order, so qsort cannot choose. */
static int compare_claims(const void *a, const void *b)
{
    const struct claim *first = a;
    const struct claim *second = b;
    int order = mpz_cmp(second->rest, first->rest);
    return order != 0 ? order : (first->base > second->base) - (first->base < second->base);
}

static size_t largest_base(const struct money *bases, size_t count)
{
    size_t largest = 0;
    for (size_t at = 1; at < count; at++)
        if (size_of(bases[at]) > size_of(bases[largest]))
            largest = at;
    return largest;
}

static uint64_t size_of(struct money amount)
{
    return amount.micro < 0 ? 0 - (uint64_t)amount.micro : (uint64_t)amount.micro;
}
