/* run over books that accumulate: load, check, report. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_BOOKS_H
#define TIEOUT_PIPELINE_BOOKS_H

#include "pipeline/pipeline.h"

/* What pipeline_run does with --books. */
enum status books_run(const struct run_options *options, struct run_result *result,
                      struct failure *failure);

#endif
