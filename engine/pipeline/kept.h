/* What the books held before this run. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_KEPT_H
#define TIEOUT_PIPELINE_KEPT_H

#include "recon/facts.h"
#include "store/store_write.h"

/* What is mixed of what the books keep, so that they can be held by it later: kept_mix.h. */
struct kept_mixes {
    struct store_line_mixer *mixer;
    uint64_t *of; /* the lines heard so far, by section */
    size_t count;
};

/* How many of each, and what was said of them. Zero in a run with books of its own. */
struct kept {
    size_t files, sections, units, names, rejects, hashes, empties, dispositions;
    uint32_t texts[8];  /* of the interned texts, in the order of interned_rows.c */
    uint64_t packed[8]; /* of those kept packed, the mix of all pieces: packed_texts.h */
    struct buffer
        marks[8]; /* a bit for each text of a line that is read back: packed_texts.h */
    int64_t loads;
    size_t said_count;
    struct overlap_said *said;
    struct kept_mixes mixes;
};

#endif
