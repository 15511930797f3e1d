/* The made-up month of the benchmark: a small world of products, offers and payers, and
 * transactions that are a function of the seed and their number alone, so that every file can
 * list them in an order of its own. Amounts are cents. */
#ifndef TIEOUT_BENCH_GENERATE_H
#define TIEOUT_BENCH_GENERATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PRODUCTS = 200,
    OFFERS = 1000,
    PAYERS = 20000,
    JURISDICTIONS = 4,
    DAYS = 30, /* of September 2021 */
};

enum payment { PAYMENT_FIRST, PAYMENT_SECOND, PAYMENT_LATEST };

struct product {
    char title[64], code[26], tax_code[24];
    int64_t fee_percent;
};

struct offer {
    char id[26];
    bool private;
};

struct jurisdiction {
    const char *level, *rate; /* the rate as printed ... */
    int64_t rate_e4;          /* ... and in ten-thousandths */
};

struct payer {
    char customer_ref[12], account[13], domain[40], payer_ref[12], address[48];
    char zip[11], bill_to_zip[11];
    const char *country, *state, *state_code, *city, *city_upper, *currency;
    size_t jurisdictions; /* 0: no sales tax where it is */
    bool exempt, other_liable;
};

struct world {
    uint64_t seed;
    struct product products[PRODUCTS];
    struct offer offers[OFFERS];
    struct payer payers[PAYERS];
};

enum fate { FATE_PAID, FATE_NEVER, FATE_PARTLY, FATE_REFUNDED, FATE_IN_TWO };

struct transaction {
    char reference[22];
    const struct payer *payer;
    const struct product *product;
    const struct offer *offer;
    enum fate fate;
    int day;                                /* of the month, from 1 */
    bool late;                              /* paid with the second payout */
    int64_t gross, fee, refund, fee_refund; /* as printed: fee and refund negative */
    int64_t price_tax[JURISDICTIONS], tax;  /* calculated, by jurisdiction and together */
    int64_t billed_tax, disbursed_tax;
    uint64_t line_item, bill;
};

/* A stream of numbers that is the same on every machine. */
uint64_t random_next(uint64_t *state);

void world_make(struct world *world, uint64_t seed);
const struct jurisdiction *world_jurisdiction(size_t index);
void transaction_make(const struct world *world, uint64_t number, struct transaction *made);

#endif
