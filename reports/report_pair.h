/* The tables of a run, and what else only reads the books, written by two hands at once. */
#ifndef TIEOUT_REPORTS_REPORT_PAIR_H
#define TIEOUT_REPORTS_REPORT_PAIR_H

#include "reports/report.h"
#include "reports/report_output.h"

/* One table to be written. */
struct report_task {
    const char *path;             /* of its text */
    bool takes_full;              /* ?1 is whether --full was given */
    struct report_output *output; /* named by the caller; completed here */
};

/* Anything else that reads the books, and changes nothing that tables are made of. */
struct report_beside {
    enum status (*write)(void *context, struct store *store, struct failure *failure);
    void *context;
};

/* Writes every task's file into `directory`, and what stands beside them (NULL: nothing): half by
 * `store`, half by a connection of its own on a thread of its own, where the books lie in a file.
 * The bytes are the same whoever wrote them. Commits what is open. */
enum status report_pair_write(struct store *store, const char *directory,
                              const struct report_options *options,
                              const struct report_task *tasks, size_t count,
                              const struct report_beside *beside, struct failure *failure);

#endif
