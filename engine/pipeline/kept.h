/* What the books held before this run. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_KEPT_H
#define TIEOUT_PIPELINE_KEPT_H

#include "recon/facts.h"
#include "store/store_write.h"

struct run;
struct store_query;

/* What is mixed of what the books keep, so that they can be held by it later: kept_mix.h. */
struct kept_mixes {
    struct store_line_mixer *mixer;
    uint64_t *of; /* the lines heard so far, by section */
    size_t count;
};

/* A table of texts whose rows are read one by one, when they are asked for: kept_texts.h. */
struct kept_rows {
    struct run *run;
    const char *table;
    struct intern *intern;
    struct store_query *query;
    struct buffer marks;    /* a bit for each text of a line that is read back */
    struct failure failure; /* of a row that was looked up */
};

/* How many of each, and what was said of them. Zero in a run with books of its own. */
struct kept {
    size_t files, sections, units, names, rejects, hashes, empties, dispositions;
    uint32_t texts[8];      /* of the interned texts, in the order of interned_rows.c */
    uint64_t hash_mixes[8]; /* of those whose hashes are kept: kept_texts.h */
    struct kept_rows rows[8];
    int64_t loads;
    size_t said_count;
    struct overlap_said *said;
    struct kept_mixes mixes;
};

#endif
