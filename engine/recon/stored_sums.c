/* Sums of the stored lines, by a reader beside the writer: what was committed is summed on a
 * thread of its own while positions are built. */
#include "recon/stored_sums.h"

#include "base/arena.h"
#include "recon/stored_sums_section.h"

#include <pthread.h>
#include <stdlib.h>

struct stored_sums {
    struct store *reader; /* the books themselves, or beside them */
    bool beside;
    struct sum_section *sections;
    size_t count;
    pthread_t thread;
    bool running;
    enum status status;
    struct failure failure; /* the thread's while it runs */
};

static struct stored_sums *sums_new(struct store *reader);
static void sums_free(struct stored_sums *sums);
static void *sum_all(void *sums);
static enum status sum_sections(struct stored_sums *sums, struct store_query *sections);
static enum status write_all(struct stored_sums *sums, struct store *store,
                             struct failure *failure);
static enum status move_taken(struct stored_sums *sums, struct store *store,
                              struct failure *failure);

enum status stored_sums_begin(struct stored_sums **sums, struct store *store,
                              struct failure *failure)
{
    tie_assert(sums != NULL && store != NULL);
    struct store *beside = NULL;
    *sums = NULL;
    enum status status = store_beside(&beside, store, failure);
    if (status != STATUS_OK)
        return status;
    if (beside == NULL) {
        *sums = sums_new(store);
        sum_all(*sums);
        return STATUS_OK;
    }
    *sums = sums_new(beside);
    (*sums)->beside = true;
    (*sums)->running = pthread_create(&(*sums)->thread, NULL, sum_all, *sums) == 0;
    if (!(*sums)->running)
        sum_all(*sums);
    return STATUS_OK;
}

enum status stored_sums_end(struct stored_sums *sums, struct store *store,
                            struct failure *failure)
{
    tie_assert(sums != NULL && store != NULL);
    if (sums->running) {
        int code = pthread_join(sums->thread, NULL);
        tie_assert(code == 0);
        sums->running = false;
    }
    enum status status = sums->status;
    if (status != STATUS_OK && failure->status == STATUS_OK)
        *failure = sums->failure;
    if (status == STATUS_OK)
        status = write_all(sums, store, failure);
    return status;
}

void stored_sums_free(struct stored_sums *sums)
{
    if (sums == NULL)
        return;
    if (sums->running)
        (void)pthread_join(sums->thread, NULL);
    if (sums->beside)
        store_close(sums->reader);
    sums_free(sums);
}

enum status stored_sums_take(struct store *store, struct failure *failure)
{
    tie_assert(store != NULL && failure != NULL);
    int64_t there = 0;
    enum status status = store_read_integer(
        store, STR("SELECT count(*) FROM sqlite_temp_master WHERE name = 'stored_sum'"), &there,
        failure);
    if (status != STATUS_OK || there > 0)
        return status;
    struct stored_sums *sums = sums_new(store);
    sum_all(sums);
    status = stored_sums_end(sums, store, failure);
    sums_free(sums);
    return status;
}

static struct stored_sums *sums_new(struct store *reader)
{
    struct stored_sums *sums = memory_resize(NULL, 1, sizeof *sums);
    *sums = (struct stored_sums){.reader = reader};
    failure_init(&sums->failure);
    return sums;
}

static void sums_free(struct stored_sums *sums)
{
    for (size_t i = 0; i < sums->count; i++)
        sum_section_free(&sums->sections[i]);
    free(sums->sections);
    free(sums);
}

static void *sum_all(void *argument)
{
    struct stored_sums *sums = argument;
    struct store_query *sections = NULL;
    sums->status = store_query_open(&sections, sums->reader,
                                    STR("SELECT section_id, role FROM section ORDER BY 1"),
                                    &sums->failure);
    if (sums->status == STATUS_OK)
        sums->status = sum_sections(sums, sections);
    store_query_close(sections);
    return NULL;
}

static enum status sum_sections(struct stored_sums *sums, struct store_query *sections)
{
    bool found = true;
    for (;;) {
        enum status status = store_query_step(sections, &found, &sums->failure);
        if (status != STATUS_OK || !found)
            return status;
        const struct role_lines *lines = sum_section_lines(store_query_text(sections, 1));
        if (lines == NULL)
            continue;
        sums->sections = memory_resize(sums->sections, sums->count + 1, sizeof *sums->sections);
        struct sum_section *section = &sums->sections[sums->count++];
        *section = (struct sum_section){.store = sums->reader,
                                        .section_id = store_query_integer(sections, 0),
                                        .lines = lines};
        status = sum_section_take(section, &sums->failure);
        if (status != STATUS_OK)
            return status;
    }
}

static enum status write_all(struct stored_sums *sums, struct store *store,
                             struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_execute(
        store,
        "CREATE TEMP TABLE stored_sum (section_id INTEGER NOT NULL, "
        "component TEXT NOT NULL, currency TEXT NOT NULL, taken TEXT NOT NULL, "
        "sum TEXT NOT NULL, PRIMARY KEY (section_id, component, currency, taken)) "
        "STRICT, WITHOUT ROWID",
        failure);
    if (status == STATUS_OK)
        status = move_taken(sums, store, failure);
    if (status == STATUS_OK)
        status = store_insert_open(&insert, store, "stored_sum", 5, failure);
    for (size_t i = 0; status == STATUS_OK && i < sums->count; i++)
        status = sum_section_write(&sums->sections[i], insert, failure);
    store_insert_close(insert);
    return status;
}

static enum status move_taken(struct stored_sums *sums, struct store *store,
                              struct failure *failure)
{
    int64_t any = 0;
    enum status status = store_read_integer(
        store, STR("SELECT EXISTS (SELECT 1 FROM reference_currency)"), &any, failure);
    for (size_t i = 0; status == STATUS_OK && any != 0 && i < sums->count; i++)
        if (sums->sections[i].lines->references)
            status = sum_section_move_taken(&sums->sections[i], store, failure);
    return status;
}
