/* A large file read ahead by a thread of its own, which also shows every piece to the listener
 * and hashes it: that is as much work as splitting. The pieces, their order and the hash are
 * those of reading without it. */
#ifndef TIEOUT_RECORD_RECORD_AHEAD_H
#define TIEOUT_RECORD_RECORD_AHEAD_H

#include "base/digest.h"
#include "base/file.h"
#include "record/record_reader.h"

struct record_ahead;

/* Reads from `source` on, which belongs to the thread until record_ahead_close. NULL when no
 * thread can be had. The listener is called on the thread, and has heard all when
 * record_ahead_digest returns. */
struct record_ahead *record_ahead_open(struct file_source *source, size_t piece_bytes,
                                       record_listener *listener, void *listener_context);
/* The next piece, valid until the next call; empty at the end of the file. After a failure
 * only record_ahead_close may follow. */
enum status record_ahead_next(struct record_ahead *ahead, struct str *piece,
                              struct failure *failure);
/* The hash of the whole file, after its end; once. */
struct digest record_ahead_digest(struct record_ahead *ahead);
/* Ends the thread, wherever it is. NULL is fine. */
void record_ahead_close(struct record_ahead *ahead);

#endif
