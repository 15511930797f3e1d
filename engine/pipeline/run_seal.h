/* A seal in force, as a run needs it. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_RUN_SEAL_H
#define TIEOUT_PIPELINE_RUN_SEAL_H

#include "evidence/journal.h"
#include "recon/identity.h"

struct run_seal {
    struct str period; /* YYYY-MM */
    day_number on;     /* its last day */
    int64_t entry;     /* of the journal */
    int64_t loads;     /* the newest load it covers */
    /* Signs given by hand when it was sealed: those of its epoch. */
    struct identity_assumption *assumptions;
    size_t assumption_count;
};

#endif
