/* What a killed run left beside the targets of this one. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_LEFTOVERS_H
#define TIEOUT_PIPELINE_LEFTOVERS_H

#include "pipeline/pipeline.h"

/* A notice for each TARGET.tieout-* beside the reports and, with --books, beside the books. They
 * are not removed: another run may be writing them. To be called before this run makes its own. */
void leftovers_tell(const struct run_options *options);

#endif
