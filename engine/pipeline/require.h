/* --require: checks whose evidence a run must not go without. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_REQUIRE_H
#define TIEOUT_PIPELINE_REQUIRE_H

#include "pipeline/run.h"

/* STATUS_USAGE for a name that is no check. */
enum status require_check_names(const struct run_options *options, struct failure *failure);
/* How many required checks are not testable, or not there; a line of `words` says why of each.
 */
enum status require_read(struct run *run, int64_t *unmet, struct buffer *words,
                         struct failure *failure);

#endif
