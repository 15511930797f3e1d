/* The writer of lines: the caller fills batches, a thread of its own inserts them. Batches lie
 * in a ring; `filled` and `emptied` only ever grow, and a batch belongs to the side whose turn
 * it is, so the bytes themselves need no lock. */
#include "store/store_write.h"

#include "base/arena.h"
#include "base/limits.h"
#include "store/store_feed.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct store_lines {
    struct store *store;
    struct feed feed;                  /* the writer's */
    sqlite3_stmt *inserts[ROLE_ASIDE]; /* the writer's, by role */
    sqlite3_stmt *insert_flags;        /* the writer's */
    struct failure failure;            /* the writer's until `failed` */
    atomic_bool failed;                /* set once, after `failure` is filled */
    struct feed_batch ring[LIMIT_STORE_BATCHES];
    pthread_t writer;
    bool running;
    pthread_mutex_t mutex; /* guards what follows */
    pthread_cond_t changed;
    uint64_t filled;  /* batches handed to the writer since the start */
    uint64_t emptied; /* batches it is done with */
    bool closing;     /* no further batch will come */
};

static enum status prepare_all(struct store_lines *lines, struct failure *failure);
static enum status prepare_role(struct store_lines *lines, enum role role,
                                struct failure *failure);
static enum status columns_of(struct store *store, const char *table, struct buffer *columns,
                              struct failure *failure);
static enum status prepare(struct store *store, const char *sql, sqlite3_stmt **statement,
                           struct failure *failure);
static void lines_free(struct store_lines *lines);
static struct feed_batch *batch_current(struct store_lines *lines);
static void batch_hand_over(struct store_lines *lines, bool last);
static enum status failure_take(struct store_lines *lines, struct failure *failure);
static void *writer_run(void *lines);
static bool writer_await(struct store_lines *lines);
static enum status writer_insert(struct store_lines *lines, const struct feed_batch *batch);
static enum status writer_step(struct store_lines *lines, enum role role,
                               sqlite3_stmt *statement);

enum status store_lines_open(struct store_lines **lines, struct store *store,
                             struct failure *failure)
{
    tie_assert(lines != NULL && store != NULL);
    struct store_lines *made = memory_resize(NULL, 1, sizeof *made);
    memset(made, 0, sizeof *made);
    made->store = store;
    failure_init(&made->failure);
    pthread_mutex_init(&made->mutex, NULL);
    pthread_cond_init(&made->changed, NULL);
    for (size_t i = 0; i < array_count(made->ring); i++)
        made->ring[i].bytes = memory_resize(NULL, LIMIT_STORE_BATCH_BYTES, 1);
    enum status status = prepare_all(made, failure);
    if (status == STATUS_OK) {
        errno = pthread_create(&made->writer, NULL, writer_run, made);
        made->running = errno == 0;
        if (!made->running)
            status = failure_system(failure, "no second thread could be started", NULL);
    }
    *lines = status == STATUS_OK ? made : NULL;
    if (status != STATUS_OK)
        lines_free(made);
    return status;
}

enum status store_lines_put(struct store_lines *lines, const struct store_line *line,
                            struct failure *failure)
{
    tie_assert(lines != NULL && line != NULL);
    if (atomic_load_explicit(&lines->failed, memory_order_acquire))
        return failure_take(lines, failure);
    struct feed_batch *batch = batch_current(lines);
    feed_add(batch, line);
    if (batch->used + FEED_LINE_BYTES > LIMIT_STORE_BATCH_BYTES)
        batch_hand_over(lines, false);
    return STATUS_OK;
}

enum status store_lines_finish(struct store_lines *lines, struct failure *failure)
{
    if (lines == NULL)
        return STATUS_OK;
    tie_assert(lines->running && failure != NULL);
    batch_hand_over(lines, true);
    int code = pthread_join(lines->writer, NULL);
    tie_assert(code == 0);
    enum status status = STATUS_OK;
    if (atomic_load(&lines->failed))
        status = failure_take(lines, failure);
    lines_free(lines);
    return status;
}

static enum status prepare_all(struct store_lines *lines, struct failure *failure)
{
    struct store *store = lines->store;
    if (feed_register(store->db, &lines->feed) != SQLITE_OK)
        return store_failed(store, "the lines could not be written", failure);
    enum status status = STATUS_OK;
    for (int role = 0; role < ROLE_ASIDE && status == STATUS_OK; role++)
        status = prepare_role(lines, (enum role)role, failure);
    if (status == STATUS_OK)
        status = prepare(store, "INSERT INTO line_flag SELECT line_id, flags FROM line_feed",
                         &lines->insert_flags, failure);
    return status;
}

/* The table itself says which columns it has, so that schema.sql is the only list of them. */
static enum status prepare_role(struct store_lines *lines, enum role role,
                                struct failure *failure)
{
    struct str name = role_name(role);
    struct buffer table = {0};
    struct buffer columns = {0};
    struct buffer sql = {0};
    buffer_format(&table, "line_%.*s", (int)name.length, name.bytes);
    enum status status = columns_of(lines->store, buffer_c(&table), &columns, failure);
    if (status == STATUS_OK) {
        buffer_format(&sql, "INSERT INTO %s SELECT %s FROM line_feed", buffer_c(&table),
                      buffer_c(&columns));
        status = prepare(lines->store, buffer_c(&sql), &lines->inserts[role], failure);
    }
    buffer_free(&table);
    buffer_free(&columns);
    buffer_free(&sql);
    return status;
}

static enum status columns_of(struct store *store, const char *table, struct buffer *columns,
                              struct failure *failure)
{
    sqlite3_stmt *statement = NULL;
    enum status status =
        prepare(store,
                "SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_table_info(?) "
                "ORDER BY cid)",
                &statement, failure);
    if (status != STATUS_OK)
        return status;
    sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC);
    const unsigned char *names = NULL;
    if (sqlite3_step(statement) == SQLITE_ROW)
        names = sqlite3_column_text(statement, 0);
    if (names == NULL)
        status = failure_set(failure, STATUS_EVIDENCE, "the books have no table %s", table);
    else
        buffer_add_c(columns, (const char *)names);
    sqlite3_finalize(statement);
    return status;
}

static enum status prepare(struct store *store, const char *sql, sqlite3_stmt **statement,
                           struct failure *failure)
{
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) ==
        SQLITE_OK)
        return STATUS_OK;
    return store_failed(store, "the lines could not be written", failure);
}

static void lines_free(struct store_lines *lines)
{
    for (size_t role = 0; role < array_count(lines->inserts); role++)
        sqlite3_finalize(lines->inserts[role]);
    sqlite3_finalize(lines->insert_flags);
    (void)feed_unregister(lines->store->db);
    for (size_t i = 0; i < array_count(lines->ring); i++)
        free(lines->ring[i].bytes);
    pthread_cond_destroy(&lines->changed);
    pthread_mutex_destroy(&lines->mutex);
    free(lines);
}

/* Only the caller changes `filled`, so it may read it without the lock. */
static struct feed_batch *batch_current(struct store_lines *lines)
{
    return &lines->ring[lines->filled % array_count(lines->ring)];
}

/* Gives the current batch to the writer and waits until the next one is free. */
static void batch_hand_over(struct store_lines *lines, bool last)
{
    pthread_mutex_lock(&lines->mutex);
    lines->filled++;
    lines->closing = last;
    pthread_cond_broadcast(&lines->changed);
    while (!last && lines->filled - lines->emptied >= array_count(lines->ring))
        pthread_cond_wait(&lines->changed, &lines->mutex);
    pthread_mutex_unlock(&lines->mutex);
}

static enum status failure_take(struct store_lines *lines, struct failure *failure)
{
    tie_assert(lines->failure.status != STATUS_OK);
    if (failure->status == STATUS_OK)
        *failure = lines->failure;
    return failure->status;
}

/* After a failure batches are only taken off the ring, so that the caller never waits in vain.
 */
static void *writer_run(void *argument)
{
    struct store_lines *lines = argument;
    while (writer_await(lines)) {
        struct feed_batch *batch = &lines->ring[lines->emptied % array_count(lines->ring)];
        if (!atomic_load(&lines->failed) && writer_insert(lines, batch) != STATUS_OK)
            atomic_store_explicit(&lines->failed, true, memory_order_release);
        batch->used = 0;
        batch->roles = 0;
        batch->flagged = false;
        pthread_mutex_lock(&lines->mutex);
        lines->emptied++;
        pthread_cond_broadcast(&lines->changed);
        pthread_mutex_unlock(&lines->mutex);
    }
    return NULL;
}

/* Whether there is a batch to insert; false when all are done and no other will come. */
static bool writer_await(struct store_lines *lines)
{
    pthread_mutex_lock(&lines->mutex);
    while (lines->filled == lines->emptied && !lines->closing)
        pthread_cond_wait(&lines->changed, &lines->mutex);
    bool more = lines->filled != lines->emptied;
    pthread_mutex_unlock(&lines->mutex);
    return more;
}

static enum status writer_insert(struct store_lines *lines, const struct feed_batch *batch)
{
    lines->feed.batch = batch;
    enum status status = STATUS_OK;
    for (int role = 0; role < ROLE_ASIDE && status == STATUS_OK; role++)
        if (batch->roles & (uint32_t)1 << role)
            status = writer_step(lines, (enum role)role, lines->inserts[role]);
    if (status == STATUS_OK && batch->flagged)
        status = writer_step(lines, ROLE_COUNT, lines->insert_flags);
    return status;
}

static enum status writer_step(struct store_lines *lines, enum role role,
                               sqlite3_stmt *statement)
{
    lines->feed.role = role;
    enum status status = STATUS_OK;
    if (sqlite3_step(statement) != SQLITE_DONE)
        status = store_failed(lines->store, "the lines could not be written", &lines->failure);
    sqlite3_reset(statement);
    return status;
}
