/* What the month before left when it was sealed: the opening a roll-forward is held to. Why it
 * is worked out twice more from the lines: docs/decisions/0009. */
#ifndef TIEOUT_RECON_SEALED_H
#define TIEOUT_RECON_SEALED_H

#include "base/day.h"
#include "money/money.h"
#include "source/line.h"

#include <stddef.h>

/* A position that was open when its month was sealed. */
struct sealed_position {
    uint32_t reference_id;
    currency_code currency;
    uint32_t payer_id; /* of struct payers; 0 unknown */
    struct money collectible;
};

/* Plain data; owns nothing. */
struct sealed {
    bool any;       /* a month was sealed before as_of; else all below is zero */
    day_number on;  /* its last day */
    uint32_t epoch; /* tables of this epoch and earlier ones are those it held */
    const struct sealed_position *positions; /* by reference, currency; each once */
    size_t count;
    /* References with something that waited for its counterpart then, ascending: what they are
     * now is told with its evidence, though it be at rest. */
    const uint32_t *waited;
    size_t waited_count;
};

#endif
