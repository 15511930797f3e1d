/* The books as a file: made new in one go, and ended. A new file is nobody else's until it is
 * moved into place, so it needs neither journal nor sync while it is filled. */
#include "store/store_lane.h"

#include "base/arena.h"
#include "base/limits.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum status create_file(const char *path, struct failure *failure);
static enum status prepare_new(struct store *store, struct failure *failure);
static char *path_for_sqlite(const char *path);

#define MEMORY_PATH ":memory:"

enum status store_create(struct store **store, const char *path, struct failure *failure)
{
    tie_assert(store != NULL && path != NULL);
    *store = NULL;
    bool on_disk = strcmp(path, MEMORY_PATH) != 0;
    if (on_disk && create_file(path, failure) != STATUS_OK)
        return failure->status;
    struct store *made = store_connect(path, SQLITE_OPEN_READWRITE, failure);
    if (made != NULL && prepare_new(made, failure) == STATUS_OK) {
        *store = made;
        return STATUS_OK;
    }
    store_close(made);
    if (on_disk)
        unlink(path);
    return failure->status;
}

enum status store_commit(struct store *store, struct failure *failure)
{
    return store_execute(store, "COMMIT", failure);
}

enum status store_begin(struct store *store, struct failure *failure)
{
    return store_execute(store, "BEGIN", failure);
}

enum status store_execute(struct store *store, const char *sql, struct failure *failure)
{
    tie_assert(store != NULL && store->db != NULL);
    tie_assert(sql != NULL);
    store_lane_rest(store);
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return store_failed(store, "the books could not be written", failure);
    return STATUS_OK;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    /* A statement left open would keep the file locked for as long as the program runs. */
    int code = sqlite3_close(store->db);
    tie_assert(code == SQLITE_OK);
    free(store->path);
    free(store);
}

const char *store_library_version(void)
{
    return sqlite3_libversion();
}

/* Locks are of no use inside one process, and the writer holds its own until it ends: the way
 * to files that takes none. */
enum status store_beside(struct store **beside, struct store *store, struct failure *failure)
{
    tie_assert(beside != NULL && store != NULL);
    char cache[64];
    enum status status = STATUS_OK;
    *beside = NULL;
    if (store->alone || strcmp(store->path, MEMORY_PATH) == 0)
        return STATUS_OK;
    if (!sqlite3_get_autocommit(store->db))
        status = store_execute(store, "COMMIT; BEGIN", failure);
    if (status != STATUS_OK)
        return status;
    *beside = store_connect_by(store->path, SQLITE_OPEN_READONLY, "unix-none", failure);
    if (*beside == NULL)
        return failure->status;
    /* What is sorted stays in memory: on disk it would be written and read again. */
    snprintf(cache, sizeof cache, "PRAGMA cache_size = -%d; PRAGMA temp_store = MEMORY",
             LIMIT_STORE_BESIDE_CACHE_KIB);
    status = store_execute(*beside, cache, failure);
    if (status == STATUS_OK)
        return STATUS_OK;
    store_close(*beside);
    *beside = NULL;
    return status;
}

void store_stay_alone(struct store *store)
{
    tie_assert(store != NULL);
    store->alone = true;
}

struct store *store_connect(const char *path, int flags, struct failure *failure)
{
    return store_connect_by(path, flags, NULL, failure);
}

struct store *store_connect_by(const char *path, int flags, const char *vfs,
                               struct failure *failure)
{
    tie_assert(path != NULL && failure != NULL);
    /* Counting every allocation takes a mutex each time. Once SQLite runs, this changes
     * nothing: it answers MISUSE, which is as good. */
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    struct store *store = memory_resize(NULL, 1, sizeof *store);
    size_t path_bytes = strlen(path) + 1;
    char *path_copy = memcpy(memory_resize(NULL, path_bytes, 1), path, path_bytes);
    *store = (struct store){.path = path_copy};
    char *name = path_for_sqlite(path);
    int code = sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_NOMUTEX, vfs);
    free(name);
    if (code == SQLITE_OK)
        code = sqlite3_busy_timeout(store->db, LIMIT_STORE_BUSY_MS);
    if (code == SQLITE_OK)
        code = sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    if (code != SQLITE_OK)
        store_failed(store, "the books could not be opened", failure);
    if (code == SQLITE_OK && store_money_register(store, failure) == STATUS_OK)
        return store;
    store_close(store);
    return NULL;
}

/* SQLite would fill a file that is already there; the system can refuse that in one step. */
static enum status create_file(const char *path, struct failure *failure)
{
    int descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return failure_system(failure, "the books could not be created", path);
    close(descriptor);
    return STATUS_OK;
}

static enum status prepare_new(struct store *store, struct failure *failure)
{
    char pragmas[512];
    int length = snprintf(pragmas, sizeof pragmas,
                          "PRAGMA page_size = %d; PRAGMA journal_mode = OFF;"
                          "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
                          "PRAGMA cache_size = -%d; PRAGMA temp_store = MEMORY;"
                          "PRAGMA secure_delete = OFF; BEGIN;"
                          "PRAGMA application_id = %d; PRAGMA user_version = %d;",
                          LIMIT_STORE_PAGE_BYTES, LIMIT_STORE_CACHE_KIB, STORE_APPLICATION_ID,
                          STORE_SCHEMA_VERSION);
    tie_assert(length > 0 && (size_t)length < sizeof pragmas);
    enum status status = store_execute(store, pragmas, failure);
    /* Embedded texts are followed by a NUL that does not count. */
    tie_assert(store_file_count == 1);
    const char *schema = (const char *)store_files[0].bytes;
    return status == STATUS_OK ? store_execute(store, schema, failure) : status;
}

bool store_has_in_schema(struct str table)
{
    tie_assert(table.bytes != NULL && store_file_count == 1);
    struct str schema = {(const char *)store_files[0].bytes, store_files[0].length};
    struct buffer opening = {0};
    buffer_format(&opening, "CREATE TABLE %.*s (", (int)table.length, table.bytes);
    bool found = str_find(schema, buffer_str(&opening)) >= 0;
    buffer_free(&opening);
    return found;
}

/* "file:x" would be a URI and ":memory:" no file: a path in front makes them the names they
 * are. Only store_create may ask for a database in memory. Owned by the caller. */
static char *path_for_sqlite(const char *path)
{
    bool as_it_is = path[0] == '/' || strcmp(path, MEMORY_PATH) == 0;
    size_t size = strlen(path) + sizeof "./";
    char *name = memory_resize(NULL, size, 1);
    snprintf(name, size, "%s%s", as_it_is ? "" : "./", path);
    return name;
}
