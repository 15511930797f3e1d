/* References and other texts of lines come by the million, and most of those in the books are
 * asked for by nobody this month. Of each the books keep a hash beside its row: it tells a load
 * whether a text may be there, and of a row whether it is what was loaded. Private to the
 * pipeline. */
#ifndef TIEOUT_PIPELINE_KEPT_TEXTS_H
#define TIEOUT_PIPELINE_KEPT_TEXTS_H

#include "pipeline/interned_rows.h"
#include "pipeline/refill.h"

/* Whether hashes of these are kept; others are few, and read back in full. */
bool kept_texts_hold(const struct interned_texts *texts);
/* What the load brought. */
enum status kept_texts_keep(struct run *run, struct failure *failure);
/* Those of table `at` of interned_texts_of, `count` with the empty one, get the ids they had. A
 * load can look texts up, which reads their rows; kept_texts_found says whether that went well.
 * STATUS_EVIDENCE when hashes and rows are not as many. */
enum status kept_texts_refill(struct run *run, size_t at, uint32_t count, enum refill_for what,
                              struct failure *failure);
/* STATUS_EVIDENCE when a row that was looked up could not be read, or is not what was loaded:
 * then nothing more may be written, and nothing committed. */
enum status kept_texts_found(const struct run *run, struct failure *failure);
/* A line of before, whose texts may be asked for. */
void kept_texts_mark(struct run *run, const struct store_line *line);
/* Reads those marked since the last time. STATUS_EVIDENCE when a row of one, or of one between two
 * of them, is not what was loaded. */
enum status kept_texts_fetch(struct run *run, struct failure *failure);
/* The same of the settlements that stated totals name. */
enum status kept_texts_fetch_settlements(struct run *run, struct failure *failure);
/* Before the store is closed. */
void kept_texts_end(struct kept *kept);

#endif
