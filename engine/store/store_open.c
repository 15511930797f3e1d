/* Books that are already there: opened for reading, or looked at before they are replaced. The
 * first bytes decide whose file it is before SQLite takes a lock or looks for a journal, so
 * that a stranger's file is never touched, not even by a file beside it. */
#include "store/store_inner.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The header of a database file, see SQLite's "Database File Format", section 1.3. */
enum {
    HEADER_BYTES = 100,
    HEADER_WRITE_VERSION = 18, /* 2: a write-ahead log */
    HEADER_USER_VERSION = 60,
    HEADER_APPLICATION_ID = 68,
};
static const char header_magic[] = "SQLite format 3";

struct header {
    size_t length; /* 0: an empty file; less than HEADER_BYTES: no database */
    unsigned char bytes[HEADER_BYTES];
};

static enum status recover(const char *path, struct failure *failure);
static enum status open_ours(struct store **store, const char *path, struct header *header,
                             struct failure *failure);
static enum status header_read(struct store *store, struct header *header,
                               struct failure *failure);
static enum status header_check(const struct store *store, const struct header *header,
                                struct failure *failure);
static uint32_t header_number(const struct header *header, size_t at);
static enum status version_check(const struct store *store, const struct header *header,
                                 struct failure *failure);
static enum status refuse(const struct store *store, struct failure *failure,
                          const char *sentence, const char *remedy);
static enum status lock_check(const char *path, bool write_ahead, struct failure *failure);

static const char remedy_name_ours[] = "Name a books file that tieout wrote.";
static const char remedy_name_other[] =
    "tieout replaces only books it wrote itself: name another file, or move this one away.";

enum status store_open(struct store **store, const char *path, struct failure *failure)
{
    tie_assert(store != NULL && path != NULL);
    struct header header = {0};
    struct store *opened = NULL;
    *store = NULL;
    enum status status = open_ours(&opened, path, &header, failure);
    if (status == STATUS_OK)
        status = version_check(opened, &header, failure);
    if (status == STATUS_OK && store_has_beside(path, "-journal")) {
        store_close(opened);
        status = recover(path, failure);
        opened =
            status == STATUS_OK ? store_connect(path, SQLITE_OPEN_READONLY, failure) : NULL;
        status = failure->status;
    }
    char cache[64];
    snprintf(cache, sizeof cache, "PRAGMA cache_size = -%d; PRAGMA temp_store = MEMORY;",
             LIMIT_STORE_CACHE_KIB);
    /* Reading the schema takes the lock: what another program is writing shows here. */
    if (status == STATUS_OK &&
        (sqlite3_exec(opened->db, cache, NULL, NULL, NULL) != SQLITE_OK ||
         sqlite3_exec(opened->db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) !=
             SQLITE_OK))
        status = store_failed(opened, "the books could not be opened", failure);
    if (status == STATUS_OK)
        *store = opened;
    else
        store_close(opened);
    return status;
}

/* A program that was killed while it wrote left a journal: the first to come takes back what it
 * had not finished. A journal of one that is still at work is left alone. */
static enum status recover(const char *path, struct failure *failure)
{
    struct store *store = store_connect(path, SQLITE_OPEN_READWRITE, failure);
    if (store != NULL && sqlite3_exec(store->db, "SELECT count(*) FROM sqlite_schema", NULL,
                                      NULL, NULL) != SQLITE_OK)
        store_failed(store, "the books could not be opened", failure);
    store_close(store);
    return failure->status;
}

enum status store_check_ours(const char *path, struct failure *failure)
{
    tie_assert(path != NULL && failure != NULL);
    struct header header = {0};
    struct store *store = NULL;
    enum status status = open_ours(&store, path, &header, failure);
    if (status == STATUS_OK)
        status = version_check(store, &header, failure);
    store_close(store);
    return status;
}

enum status store_check_replaceable(const char *path, struct failure *failure)
{
    tie_assert(path != NULL && failure != NULL);
    if (file_kind_of(path) == FILE_MISSING)
        return STATUS_OK;
    struct header header = {0};
    struct store *store = NULL;
    enum status status = open_ours(&store, path, &header, failure);
    store_close(store);
    if (status != STATUS_OK) {
        failure_remedy(failure, "%s", remedy_name_other);
        return status;
    }
    return lock_check(path, header.bytes[HEADER_WRITE_VERSION] == 2, failure);
}

/* A connection to a file that carries our mark, of any version. */
static enum status open_ours(struct store **store, const char *path, struct header *header,
                             struct failure *failure)
{
    enum file_kind kind = file_kind_of(path);
    struct store named = {.path = (char *)(uintptr_t)path};
    if (kind == FILE_MISSING)
        return refuse(&named, failure, "there are no books here",
                      "Name the books file of an earlier run, or make one: `tieout load`.");
    if (kind != FILE_REGULAR)
        return refuse(&named, failure, "this is not a file", remedy_name_ours);
    *store = store_connect(path, SQLITE_OPEN_READONLY, failure);
    if (*store == NULL)
        return failure->status;
    enum status status = header_read(*store, header, failure);
    return status == STATUS_OK ? header_check(*store, header, failure) : status;
}

/* Through SQLite's own handle: closing another one would drop the locks this process holds. */
static enum status header_read(struct store *store, struct header *header,
                               struct failure *failure)
{
    sqlite3_file *file = NULL;
    sqlite3_int64 size = 0;
    int code = sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    tie_assert(code == SQLITE_OK && file != NULL && file->pMethods != NULL);
    if (file->pMethods->xFileSize(file, &size) != SQLITE_OK)
        return failure_system(failure, "the books could not be read", store->path);
    header->length = size < HEADER_BYTES ? (size_t)size : HEADER_BYTES;
    if (file->pMethods->xRead(file, header->bytes, (int)header->length, 0) != SQLITE_OK)
        return failure_system(failure, "the books could not be read", store->path);
    return STATUS_OK;
}

static enum status header_check(const struct store *store, const struct header *header,
                                struct failure *failure)
{
    if (header->length == 0)
        return refuse(store, failure, "the file is empty: these are no books", NULL);
    if (header->length < HEADER_BYTES ||
        memcmp(header->bytes, header_magic, sizeof header_magic) != 0)
        return refuse(store, failure, "the file is not a database: these are no books", NULL);
    if (header_number(header, HEADER_APPLICATION_ID) != STORE_APPLICATION_ID)
        return refuse(store, failure, "the database belongs to another program", NULL);
    return STATUS_OK;
}

/* Numbers of the header are written highest byte first. */
static uint32_t header_number(const struct header *header, size_t at)
{
    tie_assert(at + 4 <= HEADER_BYTES);
    const unsigned char *bytes = header->bytes + at;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           (uint32_t)bytes[3];
}

static enum status version_check(const struct store *store, const struct header *header,
                                 struct failure *failure)
{
    uint32_t version = header_number(header, HEADER_USER_VERSION);
    if (version == STORE_SCHEMA_VERSION)
        return STATUS_OK;
    failure_set(failure, STATUS_EVIDENCE,
                "the books were written by another version of tieout: their form is %u, this "
                "program reads form %d",
                version, STORE_SCHEMA_VERSION);
    failure_remedy(failure, "Read them with that version, or make them again with this one.");
    failure_place(failure, store->path, 0, 0);
    return STATUS_EVIDENCE;
}

/* The remedy of NULL is the caller's to add. */
static enum status refuse(const struct store *store, struct failure *failure,
                          const char *sentence, const char *remedy)
{
    failure_set(failure, STATUS_EVIDENCE, "%s", sentence);
    failure_place(failure, store->path, 0, 0);
    if (remedy != NULL)
        failure_remedy(failure, "%s", remedy);
    return STATUS_EVIDENCE;
}

/* Takes the lock of a writer and lets it go: nothing is written. A journal with content would
 * be played back by opening, and a log with content emptied by closing: neither may happen
 * here. */
static enum status lock_check(const char *path, bool write_ahead, struct failure *failure)
{
    struct store named = {.path = (char *)(uintptr_t)path};
    if (store_has_beside(path, "-journal"))
        return refuse(&named, failure, "another program left a change of the books unfinished",
                      remedy_name_other);
    struct store *store = store_connect(path, SQLITE_OPEN_READWRITE, failure);
    if (store == NULL)
        return failure->status;
    enum status status = STATUS_OK;
    if (write_ahead && store_has_beside(path, "-wal"))
        (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    if (sqlite3_db_readonly(store->db, "main") == 1)
        status = refuse(store, failure, "the books are write-protected", remedy_name_other);
    else if (sqlite3_exec(store->db, "BEGIN EXCLUSIVE; ROLLBACK", NULL, NULL, NULL) !=
             SQLITE_OK)
        status = store_failed(store, "the books cannot be replaced", failure);
    store_close(store);
    return status;
}

bool store_has_beside(const char *path, const char *suffix)
{
    size_t size = strlen(path) + strlen(suffix) + 1;
    char *name = memory_resize(NULL, size, 1);
    snprintf(name, size, "%s%s", path, suffix);
    struct stat beside;
    bool content = stat(name, &beside) == 0 && beside.st_size > 0;
    free(name);
    return content;
}
