/* The canonical amounts of a line, and the few facts about each that the arithmetic needs. */
#ifndef TIEOUT_SOURCE_COMPONENT_H
#define TIEOUT_SOURCE_COMPONENT_H

#include "base/base.h"
#include "base/str.h"

enum component {
    /* of the identity, from the seller's side */
    COMPONENT_GROSS,
    COMPONENT_FEE,
    COMPONENT_REFUND,
    COMPONENT_FEE_REFUND,
    COMPONENT_CREDIT,
    COMPONENT_FEE_CREDIT,
    COMPONENT_COST,
    COMPONENT_COST_REFUND,
    COMPONENT_TAX,
    COMPONENT_TAX_REFUND,
    COMPONENT_NET,
    /* beside the identity */
    COMPONENT_COLLECTED_NET,
    COMPONENT_FORGIVEN,
    COMPONENT_ADJUSTMENT,
    COMPONENT_AWS_TAX,
    /* of a tax line */
    COMPONENT_TAX_AMOUNT,
    COMPONENT_TOTAL_TAX,
    COMPONENT_TAXABLE,
    COMPONENT_NONTAXABLE,
    COMPONENT_PRICE,
    /* of a stated total: the payout by settlement, and six ages */
    COMPONENT_PAYOUT,
    COMPONENT_AGE_30,
    COMPONENT_AGE_60,
    COMPONENT_AGE_90,
    COMPONENT_AGE_120,
    COMPONENT_AGE_OVER,
    COMPONENT_AGE_ALL,
    COMPONENT_COUNT,
};

enum {
    /* The components a position sums on either side. */
    COMPONENT_POSITION_COUNT = COMPONENT_AWS_TAX + 1,
};

#define COMPONENT_BIT(component) ((uint32_t)1 << (component))

/* The name in reports, maps (behind "amount.") and columns: "gross", "fee_refund", ... */
struct str component_name(enum component component);
/* By that name; false when there is none. */
bool component_find(struct str name, enum component *component);
/* +1 or -1: the sign the component has from the seller's side. +1 where it is "as printed". */
int component_canonical_sign(enum component component);

#endif
