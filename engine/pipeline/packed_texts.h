/* References and other texts of lines come by the million: books that accumulate keep them twice,
 * as rows for whoever asks, and packed for the next load. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_PACKED_TEXTS_H
#define TIEOUT_PIPELINE_PACKED_TEXTS_H

#include "pipeline/interned_rows.h"
#include "pipeline/refill.h"

/* Whether these are kept packed as well. */
bool packed_texts_hold(const struct interned_texts *texts);
/* What the load brought. */
enum status packed_texts_keep(struct run *run, struct failure *failure);
/* Those of table `at` of interned_texts_of, `count` with the empty one, get the ids they had. A
 * load looks texts up. STATUS_EVIDENCE when they do not fit each other. */
enum status packed_texts_refill(struct run *run, size_t at, uint32_t count,
                                enum refill_for what, struct failure *failure);
/* A line of before whose texts reports may ask for. */
void packed_texts_mark(struct run *run, const struct store_line *line);
/* STATUS_EVIDENCE when a row of a text that was marked, or of one beside it, is not what was
 * loaded. */
enum status packed_texts_hold_marked(struct run *run, struct failure *failure);
void packed_texts_end(struct kept *kept);

#endif
