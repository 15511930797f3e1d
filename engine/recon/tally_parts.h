/* Inside tally only. */
#ifndef TIEOUT_RECON_TALLY_PARTS_H
#define TIEOUT_RECON_TALLY_PARTS_H

#include "money/money_total.h"
#include "recon/tally.h"

enum {
    /* The components a movement carries: those of positions, and the tax of a tax line. */
    TALLY_COMPONENTS = COMPONENT_TAX_AMOUNT + 1,
    TALLY_REFUND_STATES = STATE_COUNT + 1, /* the last: not in refunds.csv */
    TALLY_NET_STATUSES = NET_CLOSED_UNCOLLECTED + 1,
    TALLY_TAX_STATUSES = TAX_STATUS_OVER + 1,
    TALLY_AGES = AGE_CREDIT + 1,
    TALLY_DUES = DUE_CREDIT + 1,
};

struct tally_cell {
    int64_t positions;
    struct money_total *amount; /* NULL: nothing but zeros yet */
};

/* Positions that have both a bill and a tax line. */
struct tally_tax {
    struct money_total *billed, *calculated; /* NULL: no such position */
    int64_t positions, apart, off;           /* off: by more than a penny */
    int64_t elsewhere;                       /* differ, and wait for tax reports: left out */
};

/* One currency's counts. */
struct tally_currency {
    currency_code currency;
    struct tally_cell states[STATE_COUNT]; /* report uncollected; cross-currency: currencies */
    struct tally_cell refunds[TALLY_REFUND_STATES];
    struct tally_cell net[TALLY_NET_STATUSES];
    struct tally_cell tax[TALLY_TAX_STATUSES];
    struct tally_cell ages[TALLY_AGES];
    struct tally_cell dues[TALLY_DUES];
    struct tally_tax billed_tax;
};

/* What the classes took of one section, of one stated and one used currency. */
struct tally_pair {
    currency_code stated, used;
    int64_t lines;
    struct money_total *totals[TALLY_COMPONENTS][CLASS_COUNT]; /* NULL: nothing */
};

struct tally_section {
    struct tally_pair *pairs;
    size_t count;
};

struct tally {
    const struct run_facts *facts;
    struct tally_currency *currencies;
    size_t currency_count;
    struct tally_section *sections;
    size_t section_count;
};

/* tally_tax.c */
void tally_tax(struct tally_currency *own, const struct run_facts *facts,
               const struct position *position);
void tally_tax_free(struct tally_currency *own);
enum status tally_tax_store(const struct tally *tally, struct store *store,
                            struct failure *failure);

/* tally_conservation.c */
void tally_sections_free(struct tally *tally);
struct tally_pair *tally_pair_of(struct tally_section *section, currency_code stated,
                                 currency_code used);

/* tally.c */
struct tally_currency *tally_currency_of(struct tally *tally, currency_code currency);

#endif
