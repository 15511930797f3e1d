/* How far what was assumed reaches: counted while positions are built, printed in
 * assumptions.csv. */
#ifndef TIEOUT_PIPELINE_REACH_H
#define TIEOUT_PIPELINE_REACH_H

#include "money/money_total.h"
#include "source/line.h"

/* A settled sign, of one component and section. */
struct reach {
    currency_code currency;
    uint32_t last_reference; /* + 1 */
    int64_t positions;
    struct reach *next; /* of another currency */
};
/* A currency that lines did not state. */
struct currency_reach {
    currency_code currency;
    bool from_billed; /* taken from billed lines of the reference; else the base currency */
    int64_t positions;
    struct money_total *gross; /* disbursed */
};

/* What bills state as paid and stands in for payouts. */
struct paid_reach {
    currency_code currency;
    int64_t positions;
    struct money_total *paid; /* net, as stated */
};

struct run;
struct movement;
struct position;
void reach_signs(struct run *run, uint32_t reference_id, const struct movement *movement,
                 currency_code used);
void reach_currency(struct run *run, const struct position *position);
void reach_paid(struct run *run, const struct position *position);
/* So many positions at once. */
void reach_sign_add(struct run *run, uint32_t section, uint32_t component, currency_code used,
                    int64_t positions);
void reach_currency_add(struct run *run, currency_code currency, bool from_billed,
                        int64_t positions, struct money gross);

#endif
