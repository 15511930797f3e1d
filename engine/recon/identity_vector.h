/* Inside identity only: what the 48 numbers mean. Bits 0 to 3 of a vector say which of fee,
 * refund, fee_refund, cost are turned; above them stands what net holds. Sets of vectors are
 * bit masks. */
#ifndef TIEOUT_RECON_IDENTITY_VECTOR_H
#define TIEOUT_RECON_IDENTITY_VECTOR_H

#include "recon/identity.h"

enum identity_net {
    IDENTITY_NET_BARE,       /* no tax */
    IDENTITY_NET_TAX,        /* tax and tax_refund as printed */
    IDENTITY_NET_TAX_TURNED, /* tax as printed, tax_refund turned */
    IDENTITY_NET_COUNT,
};

enum { IDENTITY_TURNS = 4 };
#define IDENTITY_ALL (((uint64_t)1 << IDENTITY_VECTORS) - 1)

/* fee, refund, fee_refund, cost. */
enum component identity_turn_component(int turn);
bool identity_is_turned(int vector, int turn);
enum identity_net identity_net_of(int vector);
/* The set of vectors in which the cell is turned, or is not. */
uint64_t identity_turn_mask(int turn, bool turned);
/* The set of vectors in which net holds just this. */
uint64_t identity_net_mask(enum identity_net net);
/* The map's word on a component: as printed where the era has no such column. */
enum sign_rule identity_sign_rule(const struct era *era, enum component component);
/* The set of vectors the era's map does not rule out: never empty. */
uint64_t identity_allowed(const struct era *era);
/* Of a set made of free choices, the vector that turns least and whose net holds least. */
int identity_plainest(uint64_t vectors);

#endif
