/* What people decided about findings: of all that was said of one, what counts. */
#ifndef TIEOUT_RECON_DISPOSITION_H
#define TIEOUT_RECON_DISPOSITION_H

#include "recon/facts.h"

/* A row of a file of dispositions. Owns nothing. */
struct disposition {
    int64_t line_id; /* section_id * 2^32 + record */
    int64_t line_first, byte_offset, byte_length;
    struct str finding_id;
    struct str reason, owner, comment;
    day_number due_on; /* or DAY_NONE */
};

/* Those that count, by finding id; each id once. */
struct disposition_list {
    const struct disposition **items; /* in the arena */
    size_t count;
};

/* Of every finding id the row that counts, of those that say anything: of the file of the newest
 * epoch, and among these of the latest date in its name. Files and epochs are those of `facts`;
 * in which order they were read changes nothing. Where rows that say different things could both
 * be the newest - equal dates, no date, one file - it is STATUS_REFUSED. */
enum status disposition_settle(const struct run_facts *facts, const struct disposition *rows,
                               size_t count, struct arena *arena, struct disposition_list *list,
                               struct failure *failure);

#endif
