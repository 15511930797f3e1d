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
/* Whether a line names nothing that is not there: what its cells hold, the mixes tell. */
bool refill_line_fits(const struct run *run, const struct store_line *line);
/* Part of it: texts and hashes; lines are read when it is known which ones (run_settled.h). */
enum status refill_lines(struct run *run, enum refill_for what, struct failure *failure);

#endif
