/* Pieces lie in a ring; `filled` and `taken` only ever grow, and a piece belongs to the side
 * whose turn it is. The thread hands a piece on before it hashes it: both then look at the same
 * bytes, and it cannot fill them anew before it is done. Once the ring is full it sleeps until
 * half of it is free: waking up costs more than a piece does. */
#include "record/record_ahead.h"

#include "base/arena.h"
#include "base/limits.h"

#include <pthread.h>
#include <stdlib.h>

struct ahead_piece {
    char *bytes;
    size_t length; /* 0: the end, or a failure */
};

struct record_ahead {
    struct file_source *source; /* the thread's */
    size_t piece_bytes;
    record_listener *listener;
    void *listener_context;
    struct digest_stream *stream; /* the thread's while it runs; NULL once finished */
    struct ahead_piece ring[LIMIT_AHEAD_PIECES];
    struct failure failure; /* the thread's until the piece of length 0 */
    pthread_t thread;
    bool running;
    pthread_mutex_t mutex; /* guards what follows */
    pthread_cond_t changed;
    uint64_t filled; /* pieces read since the start */
    uint64_t taken;  /* pieces asked for, the last of them still in use */
    bool closing;    /* nobody wants more */
};

static size_t free_pieces(const struct record_ahead *ahead);
static void *thread_run(void *ahead);
static bool thread_await(struct record_ahead *ahead);
static bool thread_read(struct record_ahead *ahead);
static void thread_end(struct record_ahead *ahead);

struct record_ahead *record_ahead_open(struct file_source *source, size_t piece_bytes,
                                       record_listener *listener, void *listener_context)
{
    tie_assert(source != NULL);
    tie_assert(piece_bytes > 0);
    struct record_ahead *ahead = memory_resize(NULL, 1, sizeof *ahead);
    *ahead = (struct record_ahead){.source = source,
                                   .piece_bytes = piece_bytes,
                                   .listener = listener,
                                   .listener_context = listener_context,
                                   .stream = digest_start()};
    failure_init(&ahead->failure);
    pthread_mutex_init(&ahead->mutex, NULL);
    pthread_cond_init(&ahead->changed, NULL);
    for (size_t i = 0; i < array_count(ahead->ring); i++)
        ahead->ring[i].bytes = memory_resize(NULL, piece_bytes, 1);
    ahead->running = pthread_create(&ahead->thread, NULL, thread_run, ahead) == 0;
    if (ahead->running)
        return ahead;
    record_ahead_close(ahead);
    return NULL;
}

enum status record_ahead_next(struct record_ahead *ahead, struct str *piece,
                              struct failure *failure)
{
    tie_assert(ahead != NULL && piece != NULL);
    pthread_mutex_lock(&ahead->mutex);
    uint64_t own = ahead->taken++;
    if (free_pieces(ahead) >= array_count(ahead->ring) / 2)
        pthread_cond_broadcast(&ahead->changed);
    while (ahead->filled <= own)
        pthread_cond_wait(&ahead->changed, &ahead->mutex);
    pthread_mutex_unlock(&ahead->mutex);
    const struct ahead_piece *here = &ahead->ring[own % array_count(ahead->ring)];
    *piece = (struct str){here->bytes, here->length};
    if (here->length > 0 || ahead->failure.status == STATUS_OK)
        return STATUS_OK;
    if (failure->status == STATUS_OK)
        *failure = ahead->failure;
    return failure->status;
}

struct digest record_ahead_digest(struct record_ahead *ahead)
{
    tie_assert(ahead != NULL && ahead->stream != NULL);
    thread_end(ahead);
    tie_assert(ahead->failure.status == STATUS_OK);
    struct digest digest = digest_finish(ahead->stream);
    ahead->stream = NULL;
    return digest;
}

void record_ahead_close(struct record_ahead *ahead)
{
    if (ahead == NULL)
        return;
    thread_end(ahead);
    if (ahead->stream != NULL)
        (void)digest_finish(ahead->stream);
    for (size_t i = 0; i < array_count(ahead->ring); i++)
        free(ahead->ring[i].bytes);
    pthread_cond_destroy(&ahead->changed);
    pthread_mutex_destroy(&ahead->mutex);
    free(ahead);
}

/* The piece that was asked for last is still in use. */
static size_t free_pieces(const struct record_ahead *ahead)
{
    return (size_t)(ahead->taken + array_count(ahead->ring) - 1 - ahead->filled);
}

static void *thread_run(void *argument)
{
    struct record_ahead *ahead = argument;
    while (thread_await(ahead) && thread_read(ahead))
        ;
    return NULL;
}

/* Waits for a piece that may be filled; false when none is wanted any more. */
static bool thread_await(struct record_ahead *ahead)
{
    pthread_mutex_lock(&ahead->mutex);
    bool full = free_pieces(ahead) == 0;
    while (!ahead->closing && full) {
        pthread_cond_wait(&ahead->changed, &ahead->mutex);
        full = free_pieces(ahead) < array_count(ahead->ring) / 2;
    }
    bool wanted = !ahead->closing;
    pthread_mutex_unlock(&ahead->mutex);
    return wanted;
}

/* Reads one piece and hands it on; false after the last one. */
static bool thread_read(struct record_ahead *ahead)
{
    struct ahead_piece *piece = &ahead->ring[ahead->filled % array_count(ahead->ring)];
    size_t length = 0;
    enum status status =
        file_read(ahead->source, piece->bytes, ahead->piece_bytes, &length, &ahead->failure);
    piece->length = status == STATUS_OK ? length : 0;
    pthread_mutex_lock(&ahead->mutex);
    ahead->filled++;
    pthread_cond_broadcast(&ahead->changed);
    pthread_mutex_unlock(&ahead->mutex);
    if (status != STATUS_OK || length == 0)
        return false;
    struct str bytes = {piece->bytes, length};
    if (ahead->listener != NULL)
        ahead->listener(ahead->listener_context, bytes);
    digest_add(ahead->stream, bytes);
    return true;
}

static void thread_end(struct record_ahead *ahead)
{
    if (!ahead->running)
        return;
    pthread_mutex_lock(&ahead->mutex);
    ahead->closing = true;
    pthread_cond_broadcast(&ahead->changed);
    pthread_mutex_unlock(&ahead->mutex);
    int code = pthread_join(ahead->thread, NULL);
    tie_assert(code == 0);
    ahead->running = false;
}
