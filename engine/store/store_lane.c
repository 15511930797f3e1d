/* Images lie in a ring; `filled` and `emptied` only ever grow, and an image belongs to the side
 * whose turn it is. */
#include "store/store_lane.h"

#include "base/arena.h"
#include "base/limits.h"
#include "store/store_attach.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 64 };

struct lane_job {
    struct store_image image;
    char name[NAME_BYTES]; /* of the table: whoever asked may be gone */
};

struct store_lane {
    struct store *store;
    int users;
    struct lane_job ring[LIMIT_STORE_LANE_IMAGES];
    pthread_t thread;
    bool running;
    pthread_mutex_t mutex; /* guards what follows */
    pthread_cond_t changed;
    uint64_t filled, emptied;
    bool closing;
    struct failure failure; /* of the first image that could not be copied */
};

static void lane_free(struct store_lane *lane);
static void *lane_run(void *lane);
static bool lane_await(struct store_lane *lane);
static void lane_copy(struct store_lane *lane);
static enum status failure_take(struct store_lane *lane, struct failure *failure);

enum status store_lane_open(struct store *store, struct failure *failure)
{
    tie_assert(store != NULL && failure != NULL);
    if (store->lane != NULL) {
        store->lane->users++;
        return STATUS_OK;
    }
    enum status status = store_attach(store, failure);
    if (status != STATUS_OK)
        return status;
    struct store_lane *lane = memory_resize(NULL, 1, sizeof *lane);
    *lane = (struct store_lane){.store = store, .users = 1};
    failure_init(&lane->failure);
    pthread_mutex_init(&lane->mutex, NULL);
    pthread_cond_init(&lane->changed, NULL);
    for (size_t i = 0; i < array_count(lane->ring); i++)
        store_image_init(&lane->ring[i].image);
    lane->running = pthread_create(&lane->thread, NULL, lane_run, lane) == 0;
    store->lane = lane;
    return STATUS_OK;
}

enum status store_lane_close(struct store *store, struct failure *failure)
{
    tie_assert(store != NULL && store->lane != NULL);
    struct store_lane *lane = store->lane;
    if (--lane->users > 0)
        return failure_take(lane, failure);
    store_lane_rest(store);
    enum status status = failure_take(lane, failure);
    if (lane->running) {
        pthread_mutex_lock(&lane->mutex);
        lane->closing = true;
        pthread_cond_broadcast(&lane->changed);
        pthread_mutex_unlock(&lane->mutex);
        (void)pthread_join(lane->thread, NULL);
    }
    store->lane = NULL;
    store_detach(store);
    lane_free(lane);
    return status;
}

enum status store_lane_put(struct store *store, struct store_image *image, struct str name,
                           struct failure *failure)
{
    tie_assert(store != NULL && store->lane != NULL);
    struct store_lane *lane = store->lane;
    pthread_mutex_lock(&lane->mutex);
    bool full = lane->running && lane->filled - lane->emptied == array_count(lane->ring);
    while (full) { /* until half of it is free: waking up costs more than an image does */
        pthread_cond_wait(&lane->changed, &lane->mutex);
        full = lane->filled - lane->emptied > array_count(lane->ring) / 2;
    }
    struct lane_job *job = &lane->ring[lane->filled % array_count(lane->ring)];
    struct store_image spare = job->image;
    tie_assert(name.length < NAME_BYTES);
    *job = (struct lane_job){.image = *image};
    memcpy(job->name, name.bytes, name.length);
    *image = spare;
    lane->filled++;
    pthread_cond_broadcast(&lane->changed);
    pthread_mutex_unlock(&lane->mutex);
    if (!lane->running)
        lane_copy(lane);
    return failure_take(lane, failure);
}

void store_lane_rest(const struct store *store)
{
    tie_assert(store != NULL);
    struct store_lane *lane = store->lane;
    if (lane == NULL || !lane->running)
        return;
    pthread_mutex_lock(&lane->mutex);
    while (lane->filled != lane->emptied)
        pthread_cond_wait(&lane->changed, &lane->mutex);
    pthread_mutex_unlock(&lane->mutex);
}

static void lane_free(struct store_lane *lane)
{
    for (size_t i = 0; i < array_count(lane->ring); i++)
        store_image_free(&lane->ring[i].image);
    pthread_cond_destroy(&lane->changed);
    pthread_mutex_destroy(&lane->mutex);
    free(lane);
}

static void *lane_run(void *argument)
{
    struct store_lane *lane = argument;
    while (lane_await(lane))
        lane_copy(lane);
    return NULL;
}

static bool lane_await(struct store_lane *lane)
{
    pthread_mutex_lock(&lane->mutex);
    while (lane->filled == lane->emptied && !lane->closing)
        pthread_cond_wait(&lane->changed, &lane->mutex);
    bool more = lane->filled != lane->emptied;
    pthread_mutex_unlock(&lane->mutex);
    return more;
}

/* After a failure images are only taken off the ring. */
static void lane_copy(struct store_lane *lane)
{
    struct lane_job *job = &lane->ring[lane->emptied % array_count(lane->ring)];
    struct failure failure = lane->failure;
    if (failure.status == STATUS_OK)
        (void)store_attach_copy(lane->store, &job->image, str_from(job->name), &failure);
    pthread_mutex_lock(&lane->mutex);
    lane->failure = failure;
    lane->emptied++;
    if (lane->filled - lane->emptied <= array_count(lane->ring) / 2)
        pthread_cond_broadcast(&lane->changed);
    pthread_mutex_unlock(&lane->mutex);
}

static enum status failure_take(struct store_lane *lane, struct failure *failure)
{
    pthread_mutex_lock(&lane->mutex);
    enum status status = lane->failure.status;
    if (status != STATUS_OK && failure->status == STATUS_OK)
        *failure = lane->failure;
    pthread_mutex_unlock(&lane->mutex);
    return status;
}
