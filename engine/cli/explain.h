/* What explain prints, drawn from the books and from the reports they were made of. */
#ifndef TIEOUT_CLI_EXPLAIN_H
#define TIEOUT_CLI_EXPLAIN_H

#include "base/arena.h"
#include "store/store_read.h"

/* One report, checked once: its bytes are what the books were made of, or it is not shown. */
struct explain_file {
    int64_t file_id;
    struct str path, short_name;
    bool good; /* there, and its digest is the one in the books */
};

struct explain {
    struct store *store;
    struct arena arena;
    bool raw; /* only original bytes */
    struct explain_file *files;
    size_t file_count;
};

void explain_close(struct explain *explain);

/* Each prints to stdout; *found false when there is no such thing. A report that is gone or no
 * longer the same is STATUS_EVIDENCE, after everything else was shown. */
enum status explain_reference(struct explain *explain, struct str reference, bool *found,
                              struct failure *failure);
enum status explain_finding(struct explain *explain, struct str finding_id, bool *found,
                            struct failure *failure);
enum status explain_reject(struct explain *explain, struct str reject_id, bool *found,
                           struct failure *failure);

/* The bytes of one record, as they stand in the report (raw) or on an indented line. */
enum status explain_bytes(struct explain *explain, int64_t file_id, int64_t offset,
                          int64_t length, struct failure *failure);
/* All lines of one reference (lines) or the one line (line_id >= 0). */
enum status explain_lines(struct explain *explain, int64_t reference_id, int64_t line_id,
                          struct failure *failure);

#endif
