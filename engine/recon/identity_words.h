/* Inside identity only: sign vectors in words, and the refusals that need them. */
#ifndef TIEOUT_RECON_IDENTITY_WORDS_H
#define TIEOUT_RECON_IDENTITY_WORDS_H

#include "recon/identity_vector.h"

/* Adds how the cells are printed under a vector, of the columns in `nonzero`: "fee negative,
 * refund positive, net without tax". */
void identity_describe(struct buffer *into, int vector, uint32_t nonzero);
/* STATUS_REFUSED: the unit's lines do not settle which of `candidates` (two at least) is right.
 */
enum status identity_refuse(const struct identity_unit *unit, uint64_t candidates,
                            struct failure *failure);
/* STATUS_USAGE: --assume leaves no vector. */
enum status identity_refuse_assumptions(const struct identity_unit *unit,
                                        struct failure *failure);

#endif
