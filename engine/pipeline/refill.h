/* From books that accumulate back to the state their loads left in memory, as if all of their
 * files had just been read. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_REFILL_H
#define TIEOUT_PIPELINE_REFILL_H

#include "pipeline/run.h"

/* What is to follow. A load needs the hashes of payouts and no movement: whether a new line looks
 * like another is asked within its file. A check needs movements, and knows which files share
 * their payouts. */
enum refill_for { REFILL_LOAD, REFILL_CHECK, REFILL_BOTH };
/* After run_start, before anything is read. Families or eras this program no longer knows are
 * STATUS_EVIDENCE. */
enum status refill(struct run *run, enum refill_for what, struct failure *failure);
/* Part of it: texts, movements, hashes. */
enum status refill_lines(struct run *run, enum refill_for what, struct failure *failure);

#endif
