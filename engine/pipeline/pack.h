/* What the reports of sealed books hold beside what is drawn from tables: the journal and, of a
 * month that is being sealed or was by the last check, the texts it went by. Private to the
 * pipeline. */
#ifndef TIEOUT_PIPELINE_PACK_H
#define TIEOUT_PIPELINE_PACK_H

#include "evidence/journal.h"
#include "reports/report.h"
#include "reports/report_output.h"

struct pack {
    struct store *store;
    struct arena *arena;
    struct journal journal;
    bool raw;
    const struct journal_entry *closed; /* what the last check sealed; or NULL */
    bool closed_raw;                    /* how its cells are printed */
    struct str formats, reports;        /* what the last check was to write */
    struct str present;                 /* and how */
    struct journal_entry *closing;      /* what is being sealed now: the outputs complete it */
    struct journal later;               /* what was said since, of a close that is made again */
    struct str policy_digest;           /* of the file that was given; "" none */
    /* While it is written. */
    const char *directory;
    struct report_output *outputs;
    size_t count, capacity;
};

/* Reads the journal, and whether the last check sealed a month. */
enum status pack_open(struct pack *pack, struct store *store, struct arena *arena,
                      struct failure *failure);
/* What belongs into the reports because of it; their `beside`. After all that was asked of them is
 * in `options`. */
void pack_tell(struct pack *pack, struct report_options *options);

#endif
