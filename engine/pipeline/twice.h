/* What is said twice, on its way into the books: equal records of a file, facts of two reports.
 * Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_TWICE_H
#define TIEOUT_PIPELINE_TWICE_H

#include "pipeline/position_rows.h"
#include "recon/position_twice.h"

/* A line that looks like another of its reference and file. */
struct load_alike {
    uint32_t file, reference_id, group, section, record;
    struct digest digest; /* of its bytes without the line end */
};

/* Facts a file states that count elsewhere and agree, in one currency. */
struct load_agreement {
    uint32_t file;
    currency_code currency;
    int64_t facts;
    struct money gross; /* of so many facts as fit; then another one begins */
};

/* Parts of the position sink: context is a struct positions. */
enum status twice_alike(void *context, const struct position_alike *alike,
                        struct failure *failure);
enum status twice_restated(void *context, const struct position_restated *restated,
                           struct failure *failure);

/* Reads the records of run->alike once more: their digests. */
enum status twice_read(struct run *run, struct failure *failure);
/* For books that accumulate: notes every line of the files just read that may be equal to
 * another of its reference and file. */
void twice_note(struct run *run);

/* After the pass: reads the records that look alike once more, and stores what is equal byte
 * for byte. A file that is no longer the one that was read is STATUS_EVIDENCE. Of books that
 * accumulate the digests are kept, and no file is read. */
enum status twice_store(struct run *run, struct failure *failure);

#endif
