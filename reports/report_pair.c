/* Each table is a file of its own and a SELECT of its own, so they may be written in any order:
 * whoever is done with one takes the next that nobody has. */
#include "reports/report_pair.h"

#include "reports/report_csv.h"

#include <pthread.h>
#include <stdatomic.h>

/* What both share. */
struct pair {
    const char *directory;
    const struct report_options *options;
    const struct report_task *tasks;
    size_t count;
    const struct report_beside *beside; /* the last of the tasks; or NULL */
    atomic_size_t
        next; /* the first task nobody has taken; beyond all of them after a failure */
};

struct hand {
    struct pair *pair;
    struct store *store;
    enum status status;
    struct failure failure;
};

static void *hand_write(void *hand);
static enum status write_table(const struct hand *hand, const struct report_task *task,
                               struct failure *failure);
static enum status count_rows(struct report_table *table, struct report_output *output,
                              struct failure *failure);

enum status report_pair_write(struct store *store, const char *directory,
                              const struct report_options *options,
                              const struct report_task *tasks, size_t count,
                              const struct report_beside *beside, struct failure *failure)
{
    tie_assert(store != NULL && directory != NULL && options != NULL);
    tie_assert(tasks != NULL && failure != NULL);
    struct pair pair = {directory, options, tasks, count, beside, 0};
    struct hand own = {.pair = &pair, .store = store};
    struct hand other = {.pair = &pair};
    pthread_t thread;
    failure_init(&own.failure);
    failure_init(&other.failure);
    enum status status = store_beside(&other.store, store, failure);
    if (status != STATUS_OK)
        return status;
    bool running =
        other.store != NULL && pthread_create(&thread, NULL, hand_write, &other) == 0;
    hand_write(&own);
    if (running)
        (void)pthread_join(thread, NULL);
    store_close(other.store);
    const struct hand *failed = own.status != STATUS_OK ? &own : &other;
    if (failed->status != STATUS_OK && failure->status == STATUS_OK)
        *failure = failed->failure;
    return failed->status;
}

static void *hand_write(void *argument)
{
    struct hand *hand = argument;
    struct pair *pair = hand->pair;
    while (hand->status == STATUS_OK) {
        size_t at = atomic_fetch_add(&pair->next, 1);
        if (at < pair->count)
            hand->status = write_table(hand, &pair->tasks[at], &hand->failure);
        else if (at == pair->count && pair->beside != NULL)
            hand->status =
                pair->beside->write(pair->beside->context, hand->store, &hand->failure);
        else
            break;
    }
    if (hand->status != STATUS_OK)
        atomic_store(&pair->next, pair->count + 1);
    return NULL;
}

static enum status write_table(const struct hand *hand, const struct report_task *task,
                               struct failure *failure)
{
    const struct report_options *options = hand->pair->options;
    struct report_table table;
    struct buffer path = {0};
    enum status status = report_table_open(&table, hand->store, task->path, failure);
    if (status != STATUS_OK)
        goto done;
    if (task->takes_full)
        store_query_bind_integer(table.query, 1, options->full);
    task->output->about = table.about;
    report_output_path(&path, hand->pair->directory, task->output->name);
    if (task->output->left_out)
        status = count_rows(&table, task->output, failure);
    else
        status = report_csv_write(&table, buffer_c(&path), options->raw, task->output, failure);
done:
    report_table_close(&table);
    buffer_free(&path);
    return status;
}

/* What is not written is drawn all the same: its rows stand on the page, and are held against what
 * was counted. */
static enum status count_rows(struct report_table *table, struct report_output *output,
                              struct failure *failure)
{
    bool found = false;
    enum status status = report_table_step(table, &found, failure);
    for (output->rows = 0; status == STATUS_OK && found; output->rows++)
        status = report_table_step(table, &found, failure);
    return status;
}
