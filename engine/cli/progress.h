/* A line on the terminal while a run takes longer than a second: phase, bytes of bytes, rate.
 * Nothing when stderr is no terminal. The clock is looked at for this line only. */
#ifndef TIEOUT_CLI_PROGRESS_H
#define TIEOUT_CLI_PROGRESS_H

#include "base/base.h"

struct progress {
    bool shown; /* stderr is a terminal */
    bool plain; /* NO_COLOR, or a dumb terminal: no escape sequences */
    bool drawn; /* a line stands there */
    int64_t start_ns, last_ns;
};

void progress_start(struct progress *progress);
/* A callback of run_options; context is the struct progress. */
void progress_update(void *context, const char *phase, int64_t done_bytes, int64_t total_bytes);
/* Takes the line away again. */
void progress_end(struct progress *progress);

#endif
