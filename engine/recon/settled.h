/* References that are settled: all their lines count and lie before the days of the roll-forward,
 * their one position is at rest, and nothing else was told of them. What they add to every count
 * is gathered apart, as rows that can be kept, so that a later check need not read their lines. */
#ifndef TIEOUT_RECON_SETTLED_H
#define TIEOUT_RECON_SETTLED_H

#include "recon/settled_sums.h"

/* A line of a reference that settled. */
struct settled_line {
    uint32_t reference_id;
    uint32_t record;
    uint16_t section;
};

struct settled {
    struct tally *tally;
    struct payouts *payouts;
    struct tax_book *tax_book;
    struct settled_rows rows;
    struct settled_line *lines; /* reference by reference, in the order of the pass */
    size_t line_count, line_capacity;
    int64_t references;
    day_number last_day; /* of all their lines, or DAY_NONE */
};

/* Never NULL. Ledger and facts outlive it. */
struct settled *settled_new(const struct ledger *ledger, const struct run_facts *facts);
void settled_free(struct settled *settled); /* NULL is fine */
/* All of it as rows; to be asked once. */
struct settled_rows *settled_tell(struct settled *settled);

struct position_work;
/* Whether the reference at hand settles with this position of it, which nothing was told of that
 * is not asked here. */
bool settled_may(const struct position_work *work, const struct position *position);
void settled_take(struct settled *settled, struct position_work *work,
                  const struct position *position);

#endif
