/* Sums of the stored lines, by a reader beside the writer: what was committed is summed on a
 * thread of its own while positions are built; what was taken for another currency, and the
 * positions at rest, while the rules are asked. */
#include "recon/stored_sums.h"

#include "base/arena.h"
#include "recon/rest_sums.h"
#include "recon/stored_sums_section.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct stored_sums {
    struct store *reader; /* the books themselves, or beside them */
    bool beside;
    struct sum_section *sections;
    size_t count;
    struct buffer rest; /* what rest_sums_read gave */
    struct stored_sums_known known;
    pthread_t thread;
    bool running;
    enum status status;
    struct failure failure; /* the thread's while it runs */
};

static struct stored_sums *sums_new(void);
static void sums_free(struct stored_sums *sums);
static enum status start(struct stored_sums *sums, struct store *store, void *(*work)(void *),
                         struct failure *failure);
static enum status wait_for(struct stored_sums *sums, struct failure *failure);
static void add_section(struct stored_sums *sums, int64_t section_id, enum role role);
static enum status read_sections(struct stored_sums *sums, struct store *store,
                                 struct failure *failure);
static void *sum_all(void *sums);
static void *go_on(void *sums);
static void move_settled(struct stored_sums *sums);
static enum status fill_passing(struct stored_sums *sums);
static enum status add_runs(struct stored_sums *sums, struct str sql, struct str runs);
static enum status write_all(struct stored_sums *sums, struct store *store,
                             struct failure *failure);

enum status stored_sums_begin(struct stored_sums **sums, struct store *store,
                              const struct section_facts *sections, size_t count,
                              const struct stored_sums_known *known, struct failure *failure)
{
    tie_assert(sums != NULL && store != NULL && (sections != NULL || count == 0));
    *sums = sums_new();
    if (known != NULL)
        (*sums)->known = *known;
    for (size_t i = 0; i < count; i++)
        add_section(*sums, (int64_t)i, sections[i].era->family->role);
    return start(*sums, store, sum_all, failure);
}

enum status stored_sums_go_on(struct stored_sums *sums, struct store *store,
                              struct failure *failure)
{
    tie_assert(sums != NULL && store != NULL);
    enum status status = wait_for(sums, failure);
    return status == STATUS_OK ? start(sums, store, go_on, failure) : status;
}

enum status stored_sums_end(struct stored_sums *sums, struct store *store,
                            struct failure *failure)
{
    tie_assert(sums != NULL && store != NULL);
    enum status status = wait_for(sums, failure);
    return status == STATUS_OK ? write_all(sums, store, failure) : status;
}

struct str stored_sums_of(const struct stored_sums *sums, int64_t section_id)
{
    tie_assert(sums != NULL && !sums->running);
    for (size_t i = 0; i < sums->count; i++)
        if (sums->sections[i].section_id == section_id)
            return buffer_str(&sums->sections[i].sums);
    return STR("");
}

void stored_sums_free(struct stored_sums *sums)
{
    struct failure unheard;
    if (sums == NULL)
        return;
    failure_init(&unheard);
    (void)wait_for(sums, &unheard);
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
    struct stored_sums *sums = sums_new();
    sums->reader = store;
    status = read_sections(sums, store, failure);
    if (status == STATUS_OK)
        sum_all(sums);
    if (status == STATUS_OK && sums->status == STATUS_OK)
        go_on(sums);
    if (status == STATUS_OK)
        status = stored_sums_end(sums, store, failure);
    sums_free(sums);
    return status;
}

static struct stored_sums *sums_new(void)
{
    struct stored_sums *sums = memory_resize(NULL, 1, sizeof *sums);
    *sums = (struct stored_sums){.status = STATUS_OK};
    failure_init(&sums->failure);
    return sums;
}

static void sums_free(struct stored_sums *sums)
{
    for (size_t i = 0; i < sums->count; i++)
        sum_section_free(&sums->sections[i]);
    free(sums->sections);
    buffer_free(&sums->rest);
    free(sums);
}

/* Books in memory have nobody beside them: the work is done at once. */
static enum status start(struct stored_sums *sums, struct store *store, void *(*work)(void *),
                         struct failure *failure)
{
    struct store *beside = NULL;
    enum status status = store_beside(&beside, store, failure);
    if (status != STATUS_OK)
        return status;
    sums->reader = beside != NULL ? beside : store;
    sums->beside = beside != NULL;
    if (sums->beside)
        sums->running = pthread_create(&sums->thread, NULL, work, sums) == 0;
    if (!sums->running)
        work(sums);
    return STATUS_OK;
}

static enum status wait_for(struct stored_sums *sums, struct failure *failure)
{
    if (sums->running) {
        int code = pthread_join(sums->thread, NULL);
        tie_assert(code == 0);
        sums->running = false;
    }
    if (sums->beside)
        store_close(sums->reader);
    sums->beside = false;
    if (sums->status != STATUS_OK && failure->status == STATUS_OK)
        *failure = sums->failure;
    return sums->status;
}

static void add_section(struct stored_sums *sums, int64_t section_id, enum role role)
{
    const struct role_lines *lines = sum_section_lines(role);
    if (lines == NULL)
        return;
    sums->sections = memory_resize(sums->sections, sums->count + 1, sizeof *sums->sections);
    sums->sections[sums->count++] =
        (struct sum_section){.section_id = section_id, .lines = lines};
    if ((size_t)section_id < sums->known.section_count)
        sums->sections[sums->count - 1].known = sums->known.sections[section_id];
}

/* The sections of the books, for whoever has no other list. */
static enum status read_sections(struct stored_sums *sums, struct store *store,
                                 struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(
        &query, store, STR("SELECT section_id, role FROM section ORDER BY 1"), failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        for (int role = 0; role < ROLE_COUNT; role++)
            if (str_equal(role_name((enum role)role), store_query_text(query, 1)))
                add_section(sums, store_query_integer(query, 0), (enum role)role);
    }
    store_query_close(query);
    return status;
}

static void *sum_all(void *argument)
{
    struct stored_sums *sums = argument;
    for (size_t i = 0; sums->status == STATUS_OK && i < sums->count; i++) {
        sums->sections[i].store = sums->reader;
        sums->status = sum_section_take(&sums->sections[i], &sums->failure);
    }
    return NULL;
}

static void *go_on(void *argument)
{
    struct stored_sums *sums = argument;
    int64_t any = 0;
    sums->status =
        rest_sums_read(sums->reader, sums->known.rest_from, &sums->rest, &sums->failure);
    if (sums->status == STATUS_OK)
        sums->status =
            store_read_integer(sums->reader,
                               STR("SELECT EXISTS (SELECT 1 FROM reference_currency UNION ALL "
                                   "SELECT 1 FROM line_currency)"),
                               &any, &sums->failure);
    if (sums->status == STATUS_OK && any != 0 && sums->known.section_count > 0)
        sums->status = fill_passing(sums);
    for (size_t i = 0; sums->status == STATUS_OK && any != 0 && i < sums->count; i++)
        if (sum_section_may_take(&sums->sections[i]))
            sums->status =
                sum_section_move_taken(&sums->sections[i], sums->reader, &sums->failure);
    if (sums->known.settled != NULL)
        move_settled(sums);
    return NULL;
}

/* Lines of settled references do not pass: what they took is told with their sums. A section that
 * was summed anew had all its lines asked. */
static void move_settled(struct stored_sums *sums)
{
    const struct settled_rows *settled = sums->known.settled;
    for (size_t at = 0; at < settled->count; at++) {
        const struct settled_row *row = &settled->items[at];
        if (row->keys[0] != SETTLED_LINES || row->keys[2] != CURRENCY_NONE ||
            row->keys[3] == sums->known.base)
            continue;
        for (size_t i = 0; i < sums->count; i++)
            if (sums->sections[i].section_id == row->keys[1] &&
                sums->sections[i].known.length > 0)
                sum_section_move(&sums->sections[i], (currency_code)row->keys[3],
                                 (enum component)row->keys[4], (struct money){row->micro});
    }
}

static enum status fill_passing(struct stored_sums *sums)
{
    enum status status = store_execute(
        sums->reader,
        "CREATE TEMP TABLE passing (first_id INTEGER PRIMARY KEY, last_id INTEGER NOT NULL)",
        &sums->failure);
    if (status == STATUS_OK)
        status = add_runs(sums, STR("INSERT INTO passing VALUES (?1, ?2)"), sums->known.runs);
    if (status == STATUS_OK)
        status = add_runs(sums,
                          STR("INSERT INTO passing SELECT ?1, ?2 WHERE coalesce((SELECT "
                              "last_id FROM passing WHERE first_id <= ?1 ORDER BY first_id "
                              "DESC LIMIT 1), -1) < ?1"),
                          sums->known.again);
    return status;
}

static enum status add_runs(struct stored_sums *sums, struct str sql, struct str runs)
{
    struct store_query *insert = NULL;
    uint32_t numbers[3];
    bool found = false;
    enum status status = store_query_open(&insert, sums->reader, sql, &sums->failure);
    for (size_t at = 0; status == STATUS_OK && at + sizeof numbers <= runs.length;
         at += sizeof numbers) {
        memcpy(numbers, runs.bytes + at, sizeof numbers);
        int64_t section = (int64_t)numbers[0] << 32;
        store_query_reset(insert);
        store_query_bind_integer(insert, 1, section | numbers[1]);
        store_query_bind_integer(insert, 2, section | numbers[2]);
        status = store_query_step(insert, &found, &sums->failure);
    }
    store_query_close(insert);
    return status;
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
        status = store_insert_open(&insert, store, "stored_sum", 5, failure);
    for (size_t i = 0; status == STATUS_OK && i < sums->count; i++)
        status = sum_section_write(&sums->sections[i], insert, failure);
    store_insert_close(insert);
    if (status == STATUS_OK)
        status = rest_sums_write(store, buffer_str(&sums->rest), sums->known.settled, failure);
    return status;
}
