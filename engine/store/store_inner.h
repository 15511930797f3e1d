/* What the files of this folder share and nobody else sees: the connection, and one way to turn
 * what SQLite says into a failure. */
#ifndef TIEOUT_STORE_STORE_INNER_H
#define TIEOUT_STORE_STORE_INNER_H

#include "base/embed.h"
#include "store/store.h"

#include <sqlite3.h>

struct store {
    sqlite3 *db;
    char *path;              /* as given, for failures */
    bool alone;              /* nobody may read beside it */
    int attached;            /* who uses the place for images, see store_attach.h */
    struct store_lane *lane; /* who copies them meanwhile, see store_lane.h; or NULL */
};

/* schema.sql, as it was when the program was built: the only one. */
extern const struct embed_file store_files[];
extern const size_t store_file_count;

/* A connection with our functions, without the process-wide accounting and without mutexes: one
 * thread at a time uses it. `path` is never taken for a URI. On failure NULL. */
struct store *store_connect(const char *path, int flags, struct failure *failure);
/* The same by another way to files; NULL: the system's own. */
struct store *store_connect_by(const char *path, int flags, const char *vfs,
                               struct failure *failure);
/* Whether `path` is a file of our mark and our form: its first bytes are read, and nothing is
 * locked. */
enum status store_check_ours(const char *path, struct failure *failure);
/* Whether there is something in the file named `path` and `suffix`. */
bool store_has_beside(const char *path, const char *suffix);
/* The functions of store_money.c. */
enum status store_money_register(struct store *store, struct failure *failure);

/* STATUS_EVIDENCE from what SQLite said last: `what` is the step that failed, as a clause. The
 * disk, a lock and a damaged file are said in plain words with a remedy. */
enum status store_failed(const struct store *store, const char *what, struct failure *failure);

#endif
