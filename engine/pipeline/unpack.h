/* Months sealed before, as a pack says them: for a run that is made again without the books. What
 * a pack says is believed only as far as its journal, the files of the run, and the digests of
 * both agree. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_UNPACK_H
#define TIEOUT_PIPELINE_UNPACK_H

#include "pipeline/pack.h"
#include "pipeline/run.h"

/* What belongs to the month that is being sealed again: who said so, and what was said since. */
struct unpacked {
    struct seal_words words;
    struct journal later; /* entries behind the close */
    bool closes;
    struct journal_entry closing;
};

/* Journal and options of earlier seals into the books of the run, and what follows from them
 * (seals.h). After run_load; nothing when run->options->pack names none. STATUS_EVIDENCE when
 * they are not what was sealed. */
enum status unpack(struct run *run, struct failure *failure);
/* What was open, and what was waited for, when `entry` sealed its month: tables sealed_closing and
 * sealed_timing. STATUS_EVIDENCE when it is not what the journal says. */
enum status unpack_opening(struct run *run, int64_t entry, struct failure *failure);
/* The reports of this run hold what those of the pack held. Before they are written. */
enum status unpack_tell(struct run *run, struct pack *pack, struct failure *failure);

/* unpack_read.c: rows of a file of the pack, cell by cell as they were before a spreadsheet was
 * thought of. Each has `columns` cells; the header must be `header`, parted by commas. */
typedef enum status unpack_row(void *context, const struct str *cells, struct failure *failure);
enum status unpack_rows(struct run *run, const char *name, const char *header, size_t columns,
                        unpack_row *take, void *context, struct failure *failure);

#endif
