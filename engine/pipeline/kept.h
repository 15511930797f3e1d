/* What the books held before this run. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_KEPT_H
#define TIEOUT_PIPELINE_KEPT_H

#include "recon/facts.h"

#include <stddef.h>

/* How many of each, and what was said of them. Zero in a
 * run with books of its own. */
struct kept {
    size_t files, sections, units, names, rejects, hashes, empties, dispositions;
    uint32_t texts[8]; /* of the interned texts, in the order of interned_rows.c */
    int64_t loads;
    size_t said_count;
    struct overlap_said *said;
};

#endif
