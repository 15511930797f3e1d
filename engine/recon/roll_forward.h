/* The roll-forward: how the open balance came about, per payer and currency, summed up while
 * positions pass. */
#ifndef TIEOUT_RECON_ROLL_FORWARD_H
#define TIEOUT_RECON_ROLL_FORWARD_H

#include "recon/position.h"
#include "store/store_write.h"

struct roll_forward;
struct roll_forward *roll_forward_new(void);
void roll_forward_free(struct roll_forward *all); /* NULL is fine */

/* Each position's way once, under who pays now; payer 0 is unknown. */
void roll_forward_add(struct roll_forward *all, uint32_t payer_id, currency_code currency,
                      const struct position_roll *roll);
/* Table roll_forward: a row a payer and currency that anything moved, and one of all payers. */
enum status roll_forward_store(const struct roll_forward *all, struct store *store,
                               struct failure *failure);

#endif
