/* What people decided about findings, on its way through a run: read, kept, settled, stored.
 * Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_DISPOSITIONS_H
#define TIEOUT_PIPELINE_DISPOSITIONS_H

#include "pipeline/load.h"
#include "store/store_read.h"

/* A good record of a table of dispositions. An apostrophe that only protects the cell from
 * spreadsheets is no part of the text. */
void dispositions_add(struct load *load, const struct line *line);
/* One row of what the books keep: columns as DISPOSITIONS_KEPT selects them. */
enum status dispositions_refill(struct run *run, const struct store_query *query,
                                struct failure *failure);
#define DISPOSITIONS_KEPT                                                                      \
    "SELECT line_id, finding_id, reason, owner, comment, due, byte_offset, byte_length, "      \
    "line_first FROM line_disposition ORDER BY line_id"
/* Which of them count. */
enum status dispositions_settle(struct run *run, struct failure *failure);
/* line_disposition, of what the books do not hold yet, before its rows are counted by another
 * way; disposition, of all that count. */
enum status dispositions_store_read(struct run *run, struct failure *failure);
enum status dispositions_store(struct run *run, struct failure *failure);

#endif
