/* A line on the terminal while a run takes longer than a second: phase, bytes of bytes, and while
 * files are read their rate and the time that is left at it. Nothing when stderr is no terminal.
 * The clock is looked at for this line only. */
#ifndef TIEOUT_CLI_PROGRESS_H
#define TIEOUT_CLI_PROGRESS_H

#include "base/base.h"

struct progress {
    bool shown; /* stderr is a terminal */
    bool plain; /* NO_COLOR, or a dumb terminal: no escape sequences */
    bool drawn; /* a line stands there */
    int width;  /* of the widest so far */
    int64_t start_ns, last_ns;
    const char *phase;     /* the last one told of */
    int64_t reading_ns;    /* when the first bytes of this reading were told of ... */
    int64_t reading_bytes; /* ... and how many they were */
};
enum { PROGRESS_LINE_BYTES = 128 };

void progress_start(struct progress *progress);
/* A callback of run_options; context is the struct progress. */
void progress_update(void *context, const char *phase, int64_t done_bytes, int64_t total_bytes);
/* What the line says after so many milliseconds in which `fresh_bytes` of the done ones were
 * read; 0: nothing of rate and time. Returns `line`. */
const char *progress_line(const char *phase, int64_t done_bytes, int64_t total_bytes,
                          int64_t fresh_bytes, int64_t passed_ms,
                          char line[PROGRESS_LINE_BYTES]);
/* Takes the line away again. */
void progress_end(struct progress *progress);

#endif
