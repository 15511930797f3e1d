/* Whether books that accumulate still hold what their loads put there. Of every table that is
 * kept, and of the lines of every section, a load leaves a number that changes with any cell
 * (base/mix.h); a refill works it out again. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_KEPT_MIX_H
#define TIEOUT_PIPELINE_KEPT_MIX_H

#include "pipeline/run.h"

/* Before anything that is kept is used: STATUS_EVIDENCE when a small table is not what it was. */
enum status kept_mix_check_tables(struct run *run, struct failure *failure);
/* The same of the hashes of payout records, which not every step needs. */
enum status kept_mix_check_hashes(struct run *run, struct failure *failure);
/* After they were read, all of them. */
enum status kept_mix_check_texts(struct run *run, struct failure *failure);
/* Of sections from one on: those before were not read in full. */
enum status kept_mix_check_lines(struct run *run, size_t from, struct failure *failure);

/* The numbers of a load, after all else of it was written. */
enum status kept_mix_keep(struct run *run, struct failure *failure);

/* Lines are mixed while they are heard, by the one thread that hears them. */
enum status kept_mix_begin(struct run *run, struct failure *failure);
void kept_mix_line(struct kept_mixes *mixes, const struct store_line *line);
/* As if no line had been heard. */
void kept_mix_forget(struct kept_mixes *mixes);
void kept_mix_end(struct kept_mixes *mixes);

#endif
