/* The way of one position from one day to another. */
#ifndef TIEOUT_RECON_POSITION_ROLL_H
#define TIEOUT_RECON_POSITION_ROLL_H

#include "base/str.h"
#include "money/money.h"

/* What moved a position between the day before facts->roll_from and as_of. Each part is signed
 * as it moves what can be collected: opening and the parts add up to closing. */
struct position_roll {
    struct money opening, billed, refunds_billed, disbursed, refunds_disbursed, forgiven,
        adjusted, closing;
    /* Where a sealed month opens it: `opening` is what was sealed, and under which payer; the same
     * by all lines of today, and by those it held. Today less held is a part of adjusted. */
    bool sealed;
    uint32_t sealed_payer_id;
    struct money today, held;
    struct str files; /* that say why today is not what it held; for this call only */
};

#endif
