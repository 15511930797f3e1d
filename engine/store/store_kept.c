/* Books that accumulate: written where they lie. SQLite's journal keeps the old pages until a
 * commit is on the disk; the lock is taken once and held, so that between two commits nobody
 * else changes what was read. */
#include "store/store_inner.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TRIES_MOST = 8 };

static enum status open_once(struct store **store, const char *path, bool *made,
                             struct failure *failure);
static enum status make_new(const char *path, bool *made, struct failure *failure);
static enum status begin(struct store *store, struct failure *failure);
static void name_holder(const char *path, struct failure *failure);

enum status store_open_kept(struct store **store, const char *path, bool *made,
                            struct failure *failure)
{
    tie_assert(store != NULL && path != NULL && made != NULL);
    *store = NULL;
    *made = false;
    for (int tries = 0; tries < TRIES_MOST; tries++) {
        enum status status = open_once(store, path, made, failure);
        if (status != STATUS_OK || *store != NULL)
            return status;
    }
    failure_set(failure, STATUS_EVIDENCE, "the books come and go: another program is at work");
    failure_place(failure, path, 0, 0);
    return failure->status;
}

void store_drop_kept(struct store *store)
{
    tie_assert(store != NULL && store->alone);
    unlink(store->path);
    store_close(store);
}

/* While the lock was waited for, who held it may have dropped what it had just made: then *store
 * stays NULL, and there is to be another try. */
static enum status open_once(struct store **store, const char *path, bool *made,
                             struct failure *failure)
{
    struct stat before = {0};
    struct stat after = {0};
    enum status status = STATUS_OK;
    if (file_kind_of(path) == FILE_MISSING)
        status = make_new(path, made, failure);
    if (status != STATUS_OK)
        return status;
    if (stat(path, &before) != 0)
        return STATUS_OK;
    status = store_check_ours(path, failure);
    if (status != STATUS_OK) {
        failure_remedy(failure, "Name another file: nothing is written into one that tieout "
                                "did not make.");
        return status;
    }
    struct store *opened = store_connect(path, SQLITE_OPEN_READWRITE, failure);
    if (opened == NULL)
        return failure->status;
    opened->alone = true;
    status = begin(opened, failure);
    bool there = status == STATUS_OK && stat(path, &after) == 0 &&
                 before.st_ino == after.st_ino && before.st_dev == after.st_dev;
    if (there)
        *store = opened;
    else
        store_close(opened);
    return status;
}

/* Under another name first, so that whoever looks finds books, and never a file half made. */
static enum status make_new(const char *path, bool *made, struct failure *failure)
{
    struct buffer beside = {0};
    struct store *store = NULL;
    buffer_format(&beside, "%s.tieout-%ld", path, (long)getpid());
    file_remove_at_exit(buffer_c(&beside));
    enum status status = store_create(&store, buffer_c(&beside), failure);
    if (status == STATUS_OK)
        status = store_commit(store, failure);
    store_close(store);
    if (status == STATUS_OK)
        status = file_place(buffer_c(&beside), path, made, failure);
    if (status != STATUS_OK)
        unlink(buffer_c(&beside));
    buffer_free(&beside);
    return status;
}

/* The lock is kept between transactions once it is held, and not asked for in that mode: there two
 * that ask at once would each keep their reader's lock, and each wait for the other's to go. */
static enum status begin(struct store *store, struct failure *failure)
{
    char pragmas[256];
    int length = snprintf(pragmas, sizeof pragmas,
                          "PRAGMA synchronous = FULL; PRAGMA cache_size = -%d;"
                          "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = OFF;"
                          "BEGIN EXCLUSIVE; PRAGMA locking_mode = EXCLUSIVE;",
                          LIMIT_STORE_KEPT_CACHE_KIB);
    tie_assert(length > 0 && (size_t)length < sizeof pragmas);
    (void)sqlite3_busy_timeout(store->db, LIMIT_STORE_KEPT_BUSY_MS);
    if (sqlite3_exec(store->db, pragmas, NULL, NULL, NULL) == SQLITE_OK)
        return STATUS_OK;
    if (sqlite3_errcode(store->db) == SQLITE_BUSY)
        name_holder(store->path, failure);
    return store_failed(store, "the books could not be opened", failure);
}

/* A lock of the system knows whose it is. Asked after our own attempt failed, when this process
 * holds none that closing the file could lose. */
static void name_holder(const char *path, struct failure *failure)
{
    enum { LOCK_BYTE = 0x40000000, LOCK_BYTES = 512 }; /* SQLite's, os_unix.c */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    struct flock lock = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_BYTE, .l_len = LOCK_BYTES};
    bool held = descriptor >= 0 && fcntl(descriptor, F_GETLK, &lock) == 0 &&
                lock.l_type != F_UNLCK && lock.l_pid > 0;
    if (descriptor >= 0)
        close(descriptor);
    if (!held)
        return;
    failure_set(failure, STATUS_EVIDENCE, "process %ld has these books open", (long)lock.l_pid);
    failure_remedy(failure,
                   "Wait until it has ended, and run this again. Nothing was changed.");
    failure_place(failure, path, 0, 0);
}
