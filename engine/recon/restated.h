/* What a superseding file says otherwise than the one it replaced: restated.csv. */
#ifndef TIEOUT_RECON_RESTATED_H
#define TIEOUT_RECON_RESTATED_H

#include "recon/supersede.h"
#include "store/store_write.h"

/* Fills table restated: lines added, gone and changed, reference by reference. Lines are compared
 * by what was understood of them; equal ones pair off one by one, so that a line that stands
 * twice must stand twice again. Of what is left, lines are paired that differ in no amount,
 * then such as differ in amounts only, then by their order: those are changed. To be asked once
 * the lines are stored and the currency of every reference is known. */
enum status restated_store(struct store *store, const struct run_facts *facts,
                           const struct superseded *superseded, struct failure *failure);

#endif
