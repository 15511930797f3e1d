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

enum { LINES_FAR = 12, LINES_NEAR = 6 }; /* how far texts are told of ahead */

struct store_lines {
    const struct store_listener *listener; /* or NULL */
    struct store_copy copy; /* the writer's, as the lines of the batch it is at */
    struct store_line *batch_lines;
    size_t batch_capacity;
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
static struct store_batch *batch_with_room(struct store_lines *lines, size_t bytes);
static void batch_hand_over(struct store_lines *lines, bool last);
static enum status failure_take(struct store_lines *lines, struct failure *failure);
static void *writer_run(void *lines);
static void writer_note(struct store_lines *lines, enum status status);
static size_t take_lines(struct store_lines *lines, const struct store_batch *batch);
static void tell_listener(const struct store_lines *lines, const struct store_batch *batch);
static void tell_ahead(const struct store_listener *listener, const struct store_batch *batch,
                       size_t *at, bool near);
static enum status listener_good(struct store_lines *lines);
static bool writer_await(struct store_lines *lines);

enum status store_lines_open(struct store_lines **lines, struct store *store,
                             const struct store_listener *listener, struct failure *failure)
{
    tie_assert(lines != NULL && store != NULL);
    struct store_lines *made = memory_resize(NULL, 1, sizeof *made);
    memset(made, 0, sizeof *made);
    made->listener = listener;
    failure_init(&made->failure);
    pthread_mutex_init(&made->mutex, NULL);
    pthread_cond_init(&made->changed, NULL);
    for (size_t i = 0; i < array_count(made->ring); i++) {
        made->ring[i].bytes = memory_resize(NULL, LIMIT_STORE_BATCH_BYTES, 1);
        made->ring[i].capacity = LIMIT_STORE_BATCH_BYTES;
    }
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
                            const struct store_texts *texts, struct failure *failure)
{
    tie_assert(lines != NULL && line != NULL);
    if (atomic_load_explicit(&lines->failed, memory_order_acquire))
        return failure_take(lines, failure);
    size_t bytes = STORE_BATCH_LINE_BYTES + store_batch_text_bytes(texts);
    store_batch_add(batch_with_room(lines, bytes), line, texts);
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
    free(lines->batch_lines);
    pthread_cond_destroy(&lines->changed);
    pthread_mutex_destroy(&lines->mutex);
    free(lines);
}

/* Only the caller changes `filled`, so it may read it without the lock. */
static struct store_batch *batch_current(struct store_lines *lines)
{
    return &lines->ring[lines->filled % array_count(lines->ring)];
}

/* A line with texts longer than a batch gets a batch that is as long. */
static struct store_batch *batch_with_room(struct store_lines *lines, size_t bytes)
{
    struct store_batch *batch = batch_current(lines);
    if (batch->used + bytes <= batch->capacity)
        return batch;
    if (batch->used > 0)
        batch_hand_over(lines, false);
    batch = batch_current(lines);
    if (bytes > batch->capacity) {
        batch->bytes = memory_resize(batch->bytes, bytes, 1);
        batch->capacity = bytes;
    }
    return batch;
}

/* Gives the current batch to the writer. When there is no other, it waits until half of them are
 * free: waking up costs more than a batch does. */
static void batch_hand_over(struct store_lines *lines, bool last)
{
    pthread_mutex_lock(&lines->mutex);
    lines->filled++;
    lines->closing = last;
    pthread_cond_broadcast(&lines->changed);
    bool full = lines->filled - lines->emptied == array_count(lines->ring);
    while (!last && full) {
        pthread_cond_wait(&lines->changed, &lines->mutex);
        full = lines->filled - lines->emptied > array_count(lines->ring) / 2;
    }
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
        size_t count = take_lines(lines, batch);
        if (lines->listener != NULL)
            tell_listener(lines, batch);
        if (!atomic_load(&lines->failed))
            writer_note(lines, listener_good(lines));
        if (!atomic_load(&lines->failed))
            writer_note(lines, store_copy_lines(&lines->copy, lines->batch_lines, count,
                                                &lines->failure));
        batch->used = 0;
        batch->lines = 0;
        pthread_mutex_lock(&lines->mutex);
        lines->emptied++;
        if (lines->filled - lines->emptied <= array_count(lines->ring) / 2)
            pthread_cond_broadcast(&lines->changed);
        pthread_mutex_unlock(&lines->mutex);
    }
    if (!atomic_load(&lines->failed))
        writer_note(lines, store_copy_finish(&lines->copy, &lines->failure));
    return NULL;
}

static void writer_note(struct store_lines *lines, enum status status)
{
    if (status != STATUS_OK)
        atomic_store_explicit(&lines->failed, true, memory_order_release);
}

/* The lines of a batch, where they are looked at several times: the batch itself is only read, for
 * what is written there another thread will have to fetch. */
static size_t take_lines(struct store_lines *lines, const struct store_batch *batch)
{
    if (batch->lines > lines->batch_capacity) {
        lines->batch_lines =
            memory_resize(lines->batch_lines, batch->lines, sizeof *lines->batch_lines);
        lines->batch_capacity = batch->lines;
    }
    size_t count = 0;
    for (size_t at = 0; at < batch->used; count++)
        store_batch_next(batch, &at, &lines->batch_lines[count]);
    tie_assert(count == batch->lines);
    return count;
}

/* Texts are told of some lines ahead, so that what is to be found of them in memory is there when
 * their line is named. */
static void tell_listener(const struct store_lines *lines, const struct store_batch *batch)
{
    const struct store_listener *listener = lines->listener;
    struct store_texts texts;
    size_t far = 0, near = 0, at = 0;
    for (int ahead = 0; ahead < LINES_FAR; ahead++)
        tell_ahead(listener, batch, &far, false);
    for (int ahead = 0; ahead < LINES_NEAR; ahead++)
        tell_ahead(listener, batch, &near, true);
    for (size_t i = 0; store_batch_texts(batch, &at, &texts); i++) {
        tell_ahead(listener, batch, &far, false);
        tell_ahead(listener, batch, &near, true);
        listener->name(listener->context, &texts, &lines->batch_lines[i]);
    }
    for (size_t i = 0; i < batch->lines; i++)
        listener->hear(listener->context, &lines->batch_lines[i]);
}

/* What a listener read of the books may have failed, and SQLite may then have ended the
 * transaction: a row written after it would stay. */
static enum status listener_good(struct store_lines *lines)
{
    const struct store_listener *listener = lines->listener;
    if (listener == NULL || listener->good == NULL)
        return STATUS_OK;
    return listener->good(listener->context, &lines->failure);
}

static void tell_ahead(const struct store_listener *listener, const struct store_batch *batch,
                       size_t *at, bool near)
{
    struct store_texts texts;
    if (store_batch_texts(batch, at, &texts) && texts.count > 0)
        listener->expect(listener->context, &texts, near);
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
