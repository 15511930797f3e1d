/* What sealed months mean for a run over books: the epoch of each file, the settings that were
 * frozen, and what the month before left open. docs/decisions/0009. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_SEALS_H
#define TIEOUT_PIPELINE_SEALS_H

#include "pipeline/run.h"

/* The journal, and whether what lies beside it is what it speaks of: files, options and texts of
 * every close. Then the seals in force, and the base currency they share. After refill;
 * what is not as it was sealed is STATUS_EVIDENCE, another --currency STATUS_USAGE. */
enum status seals_read(struct run *run, struct failure *failure);
/* The part of it that takes the journal and its options as they stand. */
enum status seals_follow(struct run *run, struct failure *failure);
/* Seals in force when a load was made (0: the one that is being made): the epoch of its files. */
uint32_t seals_epoch(const struct run *run, int64_t load_id);
/* Of every file and table. Before overlaps are settled. */
void seals_settle_epochs(struct run *run);
/* What was open at the seal a check opens with: run_facts.sealed.positions, and the tables
 * sealed_closing and sealed_timing; STATUS_EVIDENCE when it is not what was sealed. After payers
 * are linked. */
enum status seals_open(struct run *run, struct failure *failure);

/* Digests of the journal, as texts in the arena. Of the inputs up to a load: each SHA-256 in hex
 * and a line feed, sorted; how many: *files. */
struct str seals_inputs_digest(struct run *run, int64_t loads, int64_t *files);
/* Of name=value and a line feed, in the order of names: kept_option of an entry. */
enum status seals_options_digest(struct run *run, int64_t entry, struct str *digest,
                                 struct failure *failure);
/* Of the texts kept under a digest, as the journal and the options have it: what it must be. */
enum status seals_texts_digest(struct run *run, struct str kept_under, struct str *digest,
                               struct failure *failure);
/* Of what was open: the cells of closing.csv, each followed by NUL, row by row; a line feed; the
 * cells of timing.csv likewise. Cells as --raw prints them. */
enum status seals_closing_digest(struct run *run, int64_t entry, struct str *digest,
                                 struct failure *failure);

#endif
