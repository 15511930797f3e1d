/* What went wrong, for a person: place, excerpt, what happened, what to do.
 *
 * A function that can fail returns `enum status` and takes `struct failure *failure` last. The
 * first failure wins: later calls on a filled failure change nothing but may add the place
 * where it is missing. On an empty failure nothing is added, so
 * that a caller may add its place without asking first. One printer (failure_print) turns it
 * into text. A failure owns its texts in fixed buffers, so that reporting one never allocates;
 * longer texts are cut at a character boundary. */
#ifndef TIEOUT_BASE_FAILURE_H
#define TIEOUT_BASE_FAILURE_H

#include "base/base.h"
#include "base/status.h"
#include "base/str.h"

#include <stdio.h>

enum {
    FAILURE_MESSAGE_BYTES = 1024,
    FAILURE_EXCERPT_BYTES = 256,
    FAILURE_REMEDY_BYTES = 2048,
    FAILURE_PATH_BYTES = 512,
};

struct failure {
    enum status status; /* STATUS_OK: nothing went wrong yet */
    char path[FAILURE_PATH_BYTES];
    int64_t line;   /* physical line, from 1; 0 unknown */
    int64_t column; /* cell or byte column, from 1; 0 unknown */
    char message[FAILURE_MESSAGE_BYTES];
    char excerpt[FAILURE_EXCERPT_BYTES]; /* the offending bytes, control bytes made visible */
    int excerpt_caret; /* first marked character of the excerpt, from 0; -1 none */
    int excerpt_caret_count;
    char remedy[FAILURE_REMEDY_BYTES]; /* may hold several lines */
};

/* Starts empty. */
void failure_init(struct failure *failure);

/* Fills an empty failure; a filled one keeps its words. Returns the status now in force, so
 * that `return failure_set(...)` reads well. `status` is not STATUS_OK. */
enum status failure_set(struct failure *failure, enum status status, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* Adds what to do, if nothing is said yet. */
void failure_remedy(struct failure *failure, const char *format, ...) PRINTF_LIKE(2, 3);

/* Adds the place, if none is known yet. `path` is copied; line and column from 1, 0 unknown. */
void failure_place(struct failure *failure, const char *path, int64_t line, int64_t column);

/* Adds the offending text, if none is known yet: at most FAILURE_EXCERPT_BYTES are kept,
 * control bytes are shown as '.', and caret_count characters from caret (bytes, from 0) are
 * marked. */
void failure_excerpt(struct failure *failure, struct str text, size_t caret,
                     size_t caret_count);

/* STATUS_EVIDENCE from a failed system call: `what` names the action and object, errno the
 * cause. */
enum status failure_system(struct failure *failure, const char *what, const char *path);

/* Prints all of a filled failure to `stream`, each line ended; nothing for an empty one:
 *     tieout: PATH:LINE:COLUMN: message
 *       LINE | excerpt
 *            | ^^^^
 *       remedy
 */
void failure_print(const struct failure *failure, FILE *stream);

#endif
