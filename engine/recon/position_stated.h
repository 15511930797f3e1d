/* What bills state of payments, of one position. */
#ifndef TIEOUT_RECON_POSITION_STATED_H
#define TIEOUT_RECON_POSITION_STATED_H

#include "base/day.h"
#include "money/money.h"

struct position_stated {
    int32_t lines;
    bool failed, reversed;    /* a status says so, of a line of any role */
    bool stands_in;           /* no payouts are loaded: disbursed_net_x is net_x */
    bool holds_tax;           /* each payment stands beside a net that holds tax */
    struct money paid, net_x; /* as stated, and what of it is no tax */
    day_number paid_on;       /* of the last payment; DAY_NONE when nothing was paid */
    day_number told_on;       /* the day up to which the report surely knows of payments */
    /* Held against payouts: what is stated, what they give, and the day they are asked about. */
    bool compared;
    struct money amount, given;
    day_number fact;
};

#endif
