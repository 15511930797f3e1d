/* Bringing a large file to the disk takes time: this begins early, on a thread of its own, while
 * there is other work. It is a wish and no more. Only the sync at the end tells whether everything
 * arrived, and nothing is asked here that would keep it from hearing of a failure. */
#ifndef TIEOUT_BASE_FILE_EARLY_H
#define TIEOUT_BASE_FILE_EARLY_H

#include <pthread.h>
#include <stdbool.h>

/* Zero-initialise. */
struct file_early {
    int descriptor;
    bool open; /* closing it drops every lock this process holds on the file, so it stays */
    bool running;
    pthread_t thread;
};

/* What stands in the file now is on its way from here on. A file that cannot be opened is left
 * alone. Once. */
void file_early_begin(struct file_early *early, const char *path);
/* When nobody needs a lock on the file any more. Fine without a begin, and twice. */
void file_early_end(struct file_early *early);

#endif
