/* Whether the directory of the reports may be replaced. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_TARGETS_H
#define TIEOUT_PIPELINE_TARGETS_H

#include "pipeline/pipeline.h"

/* Holds nothing but what this program wrote, and not the books: STATUS_EVIDENCE, STATUS_USAGE. */
enum status targets_check(const struct run_options *options, struct failure *failure);

#endif
