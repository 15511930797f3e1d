/* One payout delivered under two names: more than half of the records of the smaller file
 * stand, byte for byte, in another file of role disbursed. */
#ifndef TIEOUT_RECON_OVERLAP_H
#define TIEOUT_RECON_OVERLAP_H

#include "recon/facts.h"

/* Hashes of the line records of each disbursed file, collected while reading. */
struct overlap_set;
struct overlap_set *overlap_new(void);
void overlap_free(struct overlap_set *set); /* NULL is fine */
/* One line record of file `file` (index), its raw bytes without the line end. */
void overlap_add(struct overlap_set *set, uint32_t file, struct str record);
/* STATUS_REFUSED when two files share more than half of the smaller one's records (multiset
 * count), naming both, the count, and the remedy. The pair named does not depend on the order
 * of files. */
enum status overlap_check(struct overlap_set *set, const struct run_facts *facts,
                          struct failure *failure);

#endif
