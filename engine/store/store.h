/* The only door to SQLite: one database file, the books of a run. A store is written once, in
 * one transaction, into a file nobody else sees yet (staging), and read afterwards. */
#ifndef TIEOUT_STORE_STORE_H
#define TIEOUT_STORE_STORE_H

#include "base/failure.h"
#include "base/str.h"

enum {
    STORE_APPLICATION_ID = 0x5449454F, /* "TIEO": how we know a books file as ours */
    STORE_SCHEMA_VERSION = 8,
};

struct store;

/* A new database at `path` (which must not exist) with the schema of schema.sql, in an open
 * transaction, tuned for one bulk load: no journal, no syncs; the caller syncs the file before
 * it becomes visible. On failure *store is NULL and the file is gone. */
enum status store_create(struct store **store, const char *path, struct failure *failure);
/* An existing books file, read-only. Not ours, another version, locked, unreadable:
 * STATUS_EVIDENCE with a sentence that says which. */
enum status store_open(struct store **store, const char *path, struct failure *failure);
/* Books that accumulate, at `path`, for writing where they lie, in an open transaction with a
 * journal: what is not committed never was, whenever the program ends. Made first when there is
 * nothing; *made says so. The lock is held until the close: whoever comes second waits a moment,
 * then fails with a sentence that names the process. A file that is not ours, or of another
 * form, is not touched: STATUS_EVIDENCE. */
enum status store_open_kept(struct store **store, const char *path, bool *made,
                            struct failure *failure);
/* Closes books that were just made and into which nothing was committed, and removes them. */
void store_drop_kept(struct store *store);
/* Whether new books have a table of this name: others in the books are somebody else's. */
bool store_has_in_schema(struct str table);
/* Whether `path` may be replaced by new books: missing, or ours and nobody is writing it.
 * Anything else is STATUS_EVIDENCE, and the file is not touched. */
enum status store_check_replaceable(const char *path, struct failure *failure);
/* Ends the transaction; the store stays open for reading and for further writes. */
enum status store_commit(struct store *store, struct failure *failure);
/* Starts the next transaction. */
enum status store_begin(struct store *store, struct failure *failure);
/* Runs statements without results: DDL of views, DELETE. */
enum status store_execute(struct store *store, const char *sql, struct failure *failure);
/* A second connection to books that are being written, for a reader on another thread. Commits
 * what is open and begins anew: the reader sees what was committed. It takes no locks: what it
 * reads must stay as it is, while other tables may grow. NULL for books in memory, and for such
 * as are written where they lie: what happens to them happens in one transaction. */
enum status store_beside(struct store **beside, struct store *store, struct failure *failure);
/* From now on store_beside gives NULL: what this connection alone knows must be heard. */
void store_stay_alone(struct store *store);
void store_close(struct store *store); /* NULL is fine; what was not committed is gone */

/* What the books hold cannot be what was put there: STATUS_EVIDENCE, "the books are damaged: "
 * and `what`, with their path and what to do. */
enum status store_refuse_damaged(const struct store *store, const char *what,
                                 struct failure *failure);

/* SQLite's version, for the manifest. */
const char *store_library_version(void);

#endif
