/* The writer of lines: the caller fills batches, a thread of its own inserts them. Batches lie
 * in a ring; `filled` and `emptied` only ever grow, and a batch belongs to the side whose turn
 * it is, so the bytes themselves need no lock. */
#include "store/store_write.h"

#include "base/arena.h"
#include "base/limits.h"
#include "store/store_copy.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct store_lines {
    store_lines_listener *listener; /* or NULL */
    void *listener_context;
    struct store_copy copy; /* the writer's */
    struct failure failure; /* the writer's until `failed` */
    atomic_bool failed;     /* set once, after `failure` is filled */
    struct store_batch ring[LIMIT_STORE_BATCHES];
    pthread_t writer;
    bool running;
    pthread_mutex_t mutex; /* guards what follows */
    pthread_cond_t changed;
    uint64_t filled;  /* batches handed to the writer since the start */
    uint64_t emptied; /* batches it is done with */
    bool closing;     /* no further batch will come */
};

static void lines_free(struct store_lines *lines);
static struct store_batch *batch_current(struct store_lines *lines);
static void batch_hand_over(struct store_lines *lines, bool last);
static enum status failure_take(struct store_lines *lines, struct failure *failure);
static void *writer_run(void *lines);
static void tell_listener(const struct store_lines *lines, const struct store_batch *batch);
static bool writer_await(struct store_lines *lines);

enum status store_lines_open(struct store_lines **lines, struct store *store,
                             store_lines_listener *listener, void *context,
                             struct failure *failure)
{
    tie_assert(lines != NULL && store != NULL);
    struct store_lines *made = memory_resize(NULL, 1, sizeof *made);
    memset(made, 0, sizeof *made);
    made->listener = listener;
    made->listener_context = context;
    failure_init(&made->failure);
    pthread_mutex_init(&made->mutex, NULL);
    pthread_cond_init(&made->changed, NULL);
    for (size_t i = 0; i < array_count(made->ring); i++)
        made->ring[i].bytes = memory_resize(NULL, LIMIT_STORE_BATCH_BYTES, 1);
    enum status status = store_copy_open(&made->copy, store, failure);
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
    struct store_batch *batch = batch_current(lines);
    store_batch_add(batch, line);
    if (batch->used + STORE_BATCH_LINE_BYTES > LIMIT_STORE_BATCH_BYTES)
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

static void lines_free(struct store_lines *lines)
{
    store_copy_close(&lines->copy);
    for (size_t i = 0; i < array_count(lines->ring); i++)
        free(lines->ring[i].bytes);
    pthread_cond_destroy(&lines->changed);
    pthread_mutex_destroy(&lines->mutex);
    free(lines);
}

/* Only the caller changes `filled`, so it may read it without the lock. */
static struct store_batch *batch_current(struct store_lines *lines)
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
        struct store_batch *batch = &lines->ring[lines->emptied % array_count(lines->ring)];
        if (lines->listener != NULL)
            tell_listener(lines, batch);
        if (!atomic_load(&lines->failed) &&
            store_copy_batch(&lines->copy, batch, &lines->failure) != STATUS_OK)
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

static void tell_listener(const struct store_lines *lines, const struct store_batch *batch)
{
    struct store_line line = {0};
    for (size_t at = 0; store_batch_next(batch, &at, &line);)
        lines->listener(lines->listener_context, &line);
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
