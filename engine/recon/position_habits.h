/* Inside the position pass only: what is known of a payer over all its positions in one
 * currency. */
#ifndef TIEOUT_RECON_POSITION_HABITS_H
#define TIEOUT_RECON_POSITION_HABITS_H

#include "recon/habit_days.h"
#include "recon/position.h"
#include "recon/settled_rows.h"

struct habit;

/* Zero-initialise; habits_free when done. */
struct habits {
    struct habit *all;
    size_t count, capacity;
    uint32_t *by_payer; /* payer id -> its newest habit + 1, 0 none */
    uint32_t payer_capacity;
    struct habit_days collected, stated, policy; /* by habit: from billing to payout; terms */
};

void habits_free(struct habits *habits);
/* Counts a position with billed gross > 0 once; its net_status is settled, but for observed
 * terms. */
void habits_add(struct habits *habits, const struct position *position);
/* The same of a position that is not open, as rows; and of rows, as if their positions were
 * added. */
void habits_tell(const struct position *position, struct settled_rows *rows);
void habits_hear_all(struct habits *habits, const struct settled_rows *rows);
/* Asks memory for what habits_add of this payer will need. */
void habits_ask_for(const struct habits *habits, uint32_t payer_id);
/* Sorts what was counted: before any question. */
void habits_settle(struct habits *habits);
/* The 90th percentile of days from billing to payout of a payer with enough collected
 * positions; false when there are too few. */
bool habits_observed(const struct habits *habits, uint32_t payer_id, currency_code currency,
                     int32_t *days, bool *stand_in);
/* Hands each payer and currency to the sink, by payer text, then currency. */
enum status habits_hand_out(struct habits *habits, const struct payers *payers,
                            const struct position_sink *sink, struct failure *failure);

#endif
