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
/* The hashes so far, for whoever keeps them, and one that was kept. Not after overlap_pairs. */
size_t overlap_count(const struct overlap_set *set);
uint64_t overlap_hash(const struct overlap_set *set, size_t at, uint32_t *file);
void overlap_add_hash(struct overlap_set *set, uint32_t file, uint64_t hash);
/* Two files that share more than half of the smaller one's records (multiset count). */
struct overlap_pair {
    uint32_t first, second; /* indexes of the files, by short name */
    int64_t shared, first_records, second_records;
};
/* A pair that was found when its files were read, and whose hashes need not be here. */
void overlap_add_pair(struct overlap_set *set, const struct overlap_pair *pair);
/* Every such pair, in `arena`, by the names of both; to be asked once: the hashes are used up.
 * Files whose tables are all superseded repeat nothing. */
size_t overlap_pairs(struct overlap_set *set, const struct run_facts *facts,
                     struct arena *arena, struct overlap_pair **pairs);
/* STATUS_REFUSED when there is a pair: names that which shares most, the first by name of
 * equals, with the counts and the remedy. Does not depend on the order of files. */
enum status overlap_refuse(const struct run_facts *facts, const struct overlap_pair *pairs,
                           size_t count, struct failure *failure);

#endif
