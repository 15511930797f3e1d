/* What references that are settled add to everything that is counted over all positions, as rows
 * of one form: a key of a few numbers, a count and an amount. Rows of equal keys add up, so that
 * what was counted can be kept, taken back and added to without knowing what it means. */
#ifndef TIEOUT_RECON_SETTLED_ROWS_H
#define TIEOUT_RECON_SETTLED_ROWS_H

#include "base/str.h"
#include "money/money_total.h"

/* What a row counts; the numbers behind it in its key. */
enum settled_kind {
    SETTLED_CELL,            /* currency, table of tally.c, index in it: positions */
    SETTLED_TAX_BILLED,      /* currency: positions with bill and tax, what was billed */
    SETTLED_TAX_CALCULATED,  /* currency: those apart, what was calculated */
    SETTLED_TAX_OFF,         /* currency */
    SETTLED_TAX_ELSEWHERE,   /* currency */
    SETTLED_PAIR,            /* section, stated, used currency: lines */
    SETTLED_LINES,           /* section, stated, used currency, component: amounts */
    SETTLED_PAYOUT,          /* deposit, section, currency: lines */
    SETTLED_PAYOUT_SUM,      /* deposit, section, currency, component: amounts */
    SETTLED_PAYOUT_DAY,      /* deposit, section, currency, day: lines */
    SETTLED_PAYOUT_BILLED,   /* deposit, section, currency, day of the bill: lines */
    SETTLED_PAYOUT_AGES,     /* day, currency: lines */
    SETTLED_PAYOUT_UNKNOWN,  /* day, currency: lines without an age */
    SETTLED_PAYOUT_AGE,      /* day, currency, age, basis: amounts */
    SETTLED_WORKSHEET,       /* month, currency, kind, party, column: lines, or amounts */
    SETTLED_TOTAL_REPORTED,  /* file, currency: groups */
    SETTLED_TOTAL_COMPUTED,  /* file, currency: groups apart */
    SETTLED_HABIT,           /* payer, currency: positions */
    SETTLED_HABIT_COLLECTED, /* payer, currency, days: positions, as the two below */
    SETTLED_HABIT_STATED,
    SETTLED_HABIT_POLICY,
    SETTLED_HABIT_STAND_IN, /* payer, currency: positions */
    SETTLED_SIGN,           /* section, component, currency: positions */
    SETTLED_CURRENCY,       /* currency, from the bill or not: positions, disbursed gross */
    SETTLED_REST,           /* currency: positions, calculated tax */
    SETTLED_REST_TAX,       /* currency: positions, billed tax */
    SETTLED_KINDS,
};

enum { SETTLED_KEYS = 6 }; /* the first is the kind */
struct settled_row {
    uint32_t keys[SETTLED_KEYS];
    int64_t count;
    int64_t micro;
};

/* Zero-initialise; settled_rows_free when done. */
struct settled_rows {
    struct settled_row *items;
    size_t count, capacity;
    uint32_t *slots; /* by hash: row + 1; NULL: rows were not added one by one */
    size_t slot_count;
    bool sorted;   /* by key, each key once, none of nothing */
    bool overflow; /* a sum passed 64 bits: of no use */
};

void settled_rows_free(struct settled_rows *rows);
/* Adds to the row of that key. */
void settled_add(struct settled_rows *rows, const uint32_t keys[SETTLED_KEYS], int64_t count,
                 int64_t micro);
/* All that a total holds; nothing of NULL. */
void settled_add_total(struct settled_rows *rows, const uint32_t keys[SETTLED_KEYS],
                       const struct money_total *total);
/* Adds every row of `other`, or with `sign` -1 takes it away; sorts both. */
void settled_rows_merge(struct settled_rows *rows, struct settled_rows *other, int sign);
/* As bytes, sorted; and back. False for bytes that are none of these. */
void settled_rows_write(struct settled_rows *rows, struct buffer *into);
bool settled_rows_read(struct settled_rows *rows, struct str bytes);

#endif
