/* Whether the reports of a world say what its ledger says, and nothing else. */
#ifndef TIEOUT_WORLDS_JUDGE_H
#define TIEOUT_WORLDS_JUDGE_H

#include "world.h"

/* Prints what is wrong, each line beginning with `name`; the number of such lines. */
size_t judge_findings(const struct world *world, const char *directory, const char *name);
/* Every amount that was read is somewhere, every control ties, and what is open is what the
 * generator counts as open. */
size_t judge_sums(const struct world *world, const char *directory, const char *name);
/* The reports are the same, but for the numbers of records. */
size_t judge_equal(const char *directory, const char *other, const char *name);

#endif
