/* What the reports state of themselves, against what their lines give: rows of kind `stated` in
 * table tie. An `off` is a finding, not a failure of ours. docs/TIEOUT.md says what each check
 * compares, and why it may not be testable. */
#ifndef TIEOUT_RECON_TIE_STATED_H
#define TIEOUT_RECON_TIE_STATED_H

#include "recon/payouts.h"
#include "recon/tie.h"

/* Once positions are built, and before rules are asked. Fills table payout too. */
enum status tie_store_stated(const struct payouts *payouts, struct store *store,
                             struct tie_result *result, struct failure *failure);

#endif
