/* From books that accumulate back to the state their loads left in memory, as if all of their
 * files had just been read. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_REFILL_H
#define TIEOUT_PIPELINE_REFILL_H

#include "pipeline/run.h"

/* After run_start, before anything is read. Families or eras this program no longer knows are
 * STATUS_EVIDENCE. */
enum status refill(struct run *run, struct failure *failure);
/* Part of it: texts, movements, hashes. */
enum status refill_lines(struct run *run, struct failure *failure);

#endif
