/* What a seal leaves in the books. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_CLOSE_KEEP_H
#define TIEOUT_PIPELINE_CLOSE_KEEP_H

#include "pipeline/run.h"

/* After the check of the month: open items and what waits, the options, each text it went by; and
 * the entry of the journal as far as the outputs do not complete it. Open items that do not add
 * up to the closing of the roll-forward are STATUS_EVIDENCE. */
enum status close_keep(struct run *run, const struct seal_words *words,
                       struct journal_entry *entry, struct failure *failure);

#endif
