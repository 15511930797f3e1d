/* Lines of the books on their way into the ledger, by runs of their ids. Private to the pipeline.
 */
#ifndef TIEOUT_PIPELINE_SETTLED_LINES_H
#define TIEOUT_PIPELINE_SETTLED_LINES_H

#include "pipeline/run.h"
#include "store/store_read.h"

/* Zero-initialise; items are the caller's to free. */
struct lines_wanted {
    struct store_line_run *items;
    size_t count, capacity;
};

struct lines_reading {
    struct run *run;
    struct ledger *beside; /* gets them, too; NULL: nobody */
    bool filters;          /* those of settled references are left out */
    size_t whole_from;     /* sections from here on are read in full, and mixed */
    enum status status;
    struct failure *failure;
};

/* Records `first` to `last` of a section; nothing of one that is set aside. */
void lines_want(struct lines_wanted *wanted, const struct run *run, uint32_t section,
                uint32_t first, uint32_t last);
/* All lines of a role up to an id. */
void lines_want_all(struct lines_wanted *wanted, enum role role, int64_t last_id);
/* Reads them in the order of their tables, and sorts `wanted` so. Lines of a section that is read
 * in full are held against what was loaded. The texts they name are there then. Fails as the
 * store does, and for a line that names what the books do not hold. */
enum status lines_read(struct lines_reading *reading, struct lines_wanted *wanted);

#endif
