/* Records that look alike are read once more, file by file: only bytes say that they are equal.
 * Two records are equal when their SHA-256 is, as two files are. */
#include "pipeline/twice.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "store/store_read.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { NOTE_LOOKS_MOST = 64 };

static enum status read_alike(struct run *run, struct failure *failure);
static enum status recall_alike(struct run *run, struct failure *failure);
static bool note_has_alike(const struct run *run, uint32_t head, const struct movement *own);
static void note_one(struct run *run, uint32_t reference_id, const struct movement *movement);
static enum status open_queries(struct run *run, struct store_query *queries[ROLE_COUNT],
                                struct failure *failure);
static enum status read_file(struct run *run, struct load_alike *alike, size_t count,
                             struct store_query *const queries[ROLE_COUNT],
                             struct failure *failure);
static enum status check_file(const struct load_file *file, struct failure *failure);
static enum status read_record(const struct run *run, struct load_alike *alike, int descriptor,
                               struct store_query *query, char *bytes, struct failure *failure);
static enum status store_duplicates(struct run *run, struct failure *failure);
static size_t keep_equal(struct load_alike *alike, size_t count, size_t *distinct);
static enum status put_duplicate(struct run *run, struct store_insert *insert,
                                 struct load_alike *alike, size_t count, size_t distinct,
                                 struct failure *failure);
static enum status store_agreements(struct run *run, struct failure *failure);
static int compare_by_place(const void *a, const void *b);
static int compare_by_digest(const void *a, const void *b);
static int compare_number(uint32_t a, uint32_t b);

enum status twice_alike(void *context, const struct position_alike *alike,
                        struct failure *failure)
{
    (void)failure;
    struct run *run = ((struct positions *)context)->run;
    tie_assert(alike != NULL && alike->count > 1);
    uint32_t group = (uint32_t)run->alike.count;
    for (size_t at = 0; at < alike->count; at++) {
        const struct movement *movement = alike->movements[at];
        struct load_alike *one = list_add(&run->alike, sizeof *one);
        *one = (struct load_alike){.file = run_facts_of(run, movement->section)->file,
                                   .reference_id = alike->reference_id,
                                   .group = group,
                                   .section = movement->section,
                                   .record = movement->record};
    }
    return STATUS_OK;
}

enum status twice_restated(void *context, const struct position_restated *restated,
                           struct failure *failure)
{
    struct positions *positions = context;
    struct run *run = positions->run;
    const struct movement *movement = restated->movement;
    char currency[CURRENCY_TEXT_BYTES];
    if (!restated->agrees) {
        const struct store_cell cells[] = {
            store_integer(((int64_t)movement->section << 32) | movement->record),
            store_integer(restated->reference_id),
            store_text(str_from(currency_format(restated->currency, currency))),
            store_text(component_name(restated->component)),
            store_money(restated->counted),
            store_money(restated->stated),
        };
        return store_insert_row(positions->differs, cells, failure);
    }
    uint32_t file = run_facts_of(run, movement->section)->file;
    struct load_agreement *agreements = run->agreements.items;
    for (size_t at = run->agreements.count; at-- > 0;)
        if (agreements[at].file == file && agreements[at].currency == restated->currency &&
            money_add(&agreements[at].gross, restated->stated)) {
            agreements[at].facts++;
            return STATUS_OK;
        }
    agreements = list_add(&run->agreements, sizeof *agreements);
    *agreements = (struct load_agreement){file, restated->currency, 1, restated->stated};
    return STATUS_OK;
}

enum status twice_store(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->store != NULL);
    enum status status = store_agreements(run, failure);
    if (status != STATUS_OK || run->alike.count == 0)
        return status;
    status = run->accumulates ? recall_alike(run, failure) : twice_read(run, failure);
    return status == STATUS_OK ? store_duplicates(run, failure) : status;
}

enum status twice_read(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->store != NULL);
    if (run->alike.count == 0)
        return STATUS_OK;
    qsort(run->alike.items, run->alike.count, sizeof(struct load_alike), compare_by_place);
    return read_alike(run, failure);
}

/* --- digests that are kept -----------------------------------------------------------------
 */

/* Lists begin with what came last: the lines of this load stand before all others. */
void twice_note(struct run *run)
{
    tie_assert(run != NULL);
    const struct ledger *ledger = &run->ledger;
    for (uint32_t reference = 1; reference < ledger->heads_capacity; reference++) {
        for (uint32_t at = ledger->heads[reference]; at != 0;) {
            const struct movement *movement = ledger_movement(ledger, at);
            if (movement->section < run->kept.sections)
                break;
            if (note_has_alike(run, ledger->heads[reference], movement))
                note_one(run, reference, movement);
            at = movement->next;
        }
    }
}

/* Of a long list every line is noted: to look for pairs would cost more. */
static bool note_has_alike(const struct run *run, uint32_t head, const struct movement *own)
{
    uint32_t unit = run_section(run, own->section)->unit;
    size_t looked = 0;
    for (uint32_t at = head; at != 0;) {
        const struct movement *other = ledger_movement(&run->ledger, at);
        if (other->section < run->kept.sections)
            return false;
        if (++looked > NOTE_LOOKS_MOST)
            return true;
        if (other != own && run_section(run, other->section)->unit == unit &&
            position_may_be_alike(own, other))
            return true;
        at = other->next;
    }
    return false;
}

static void note_one(struct run *run, uint32_t reference_id, const struct movement *movement)
{
    struct load_alike *one = list_add(&run->alike, sizeof *one);
    *one = (struct load_alike){.file = run_facts_of(run, movement->section)->file,
                               .reference_id = reference_id,
                               .section = movement->section,
                               .record = movement->record};
}

static enum status recall_alike(struct run *run, struct failure *failure)
{
    struct store_query *query = NULL;
    struct load_alike *alike = run->alike.items;
    enum status status = store_query_open(
        &query, run->store, STR("SELECT sha256 FROM kept_digest WHERE line_id = ?1"), failure);
    for (size_t at = 0; status == STATUS_OK && at < run->alike.count; at++) {
        bool found = false;
        store_query_reset(query);
        store_query_bind_integer(query, 1, (int64_t)alike[at].section << 32 | alike[at].record);
        status = store_query_step(query, &found, failure);
        bool known = status != STATUS_OK ||
                     (found && digest_parse(store_query_text(query, 0), &alike[at].digest));
        tie_assert(known);
    }
    store_query_close(query);
    return status;
}

/* --- reading once more ---------------------------------------------------------------------
 */

static enum status read_alike(struct run *run, struct failure *failure)
{
    struct store_query *queries[ROLE_COUNT] = {NULL};
    struct load_alike *alike = run->alike.items;
    enum status status = open_queries(run, queries, failure);
    for (size_t from = 0, to = 0; status == STATUS_OK && from < run->alike.count; from = to) {
        for (to = from + 1; to < run->alike.count && alike[to].file == alike[from].file;)
            to++;
        status = read_file(run, alike + from, to - from, queries, failure);
    }
    for (int role = 0; role < ROLE_COUNT; role++)
        store_query_close(queries[role]);
    return status;
}

static enum status open_queries(struct run *run, struct store_query *queries[ROLE_COUNT],
                                struct failure *failure)
{
    enum status status = STATUS_OK;
    for (int role = 0; status == STATUS_OK && role < ROLE_STATED_TOTAL; role++) {
        struct buffer sql = {0};
        struct str name = role_name((enum role)role);
        buffer_format(&sql, "SELECT byte_offset, byte_length FROM line_%.*s WHERE line_id = ?1",
                      (int)name.length, name.bytes);
        status = store_query_open(&queries[role], run->store, buffer_str(&sql), failure);
        buffer_free(&sql);
    }
    return status;
}

static enum status read_file(struct run *run, struct load_alike *alike, size_t count,
                             struct store_query *const queries[ROLE_COUNT],
                             struct failure *failure)
{
    const struct load_file *file = run_file(run, alike->file);
    char *bytes = memory_resize(NULL, LIMIT_RECORD_BYTES, 1);
    int descriptor = -1;
    enum status status = check_file(file, failure);
    if (status == STATUS_OK) {
        descriptor = open(file->input.path, O_RDONLY | O_CLOEXEC);
        if (descriptor < 0)
            status = failure_system(failure, "read", file->input.path);
    }
    for (size_t at = 0; status == STATUS_OK && at < count; at++) {
        enum role role = run_facts_of(run, alike[at].section)->era->family->role;
        status = read_record(run, &alike[at], descriptor, queries[role], bytes, failure);
    }
    if (descriptor >= 0)
        close(descriptor);
    free(bytes);
    return status;
}

static enum status check_file(const struct load_file *file, struct failure *failure)
{
    struct digest digest;
    int64_t size_bytes = 0;
    enum status status = file_digest(file->input.path, &digest, &size_bytes, failure);
    if (status != STATUS_OK || digest_equal(&digest, &file->totals.digest))
        return status;
    failure_set(failure, STATUS_EVIDENCE, "the file changed while it was read");
    failure_place(failure, file->input.path, 0, 0);
    failure_remedy(failure, "Run again when nobody writes it.");
    return STATUS_EVIDENCE;
}

static enum status read_record(const struct run *run, struct load_alike *alike, int descriptor,
                               struct store_query *query, char *bytes, struct failure *failure)
{
    bool found = false;
    tie_assert(query != NULL);
    store_query_reset(query);
    store_query_bind_integer(query, 1, (int64_t)alike->section << 32 | alike->record);
    enum status status = store_query_step(query, &found, failure);
    if (status != STATUS_OK)
        return status;
    tie_assert(found);
    size_t length = (size_t)store_query_integer(query, 1);
    tie_assert(length <= LIMIT_RECORD_BYTES);
    ssize_t got = pread(descriptor, bytes, length, (off_t)store_query_integer(query, 0));
    if (got != (ssize_t)length)
        return failure_system(failure, "read", run_file(run, alike->file)->input.path);
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r'))
        length--;
    alike->digest = digest_of((struct str){bytes, length});
    return STATUS_OK;
}

/* --- storing -------------------------------------------------------------------------------
 */

static enum status store_duplicates(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    struct load_alike *alike = run->alike.items;
    enum status status = store_insert_open(&insert, run->store, "duplicate", 6, failure);
    qsort(alike, run->alike.count, sizeof *alike, compare_by_digest);
    for (size_t from = 0, to = 0; status == STATUS_OK && from < run->alike.count; from = to) {
        size_t distinct = 0;
        for (to = from + 1; to < run->alike.count && alike[to].file == alike[from].file &&
                            alike[to].reference_id == alike[from].reference_id;)
            to++;
        size_t kept = keep_equal(alike + from, to - from, &distinct);
        if (kept > 0)
            status = put_duplicate(run, insert, alike + from, kept, distinct, failure);
    }
    store_insert_close(insert);
    return status;
}

/* Moves those that have an equal one to the front. */
static size_t keep_equal(struct load_alike *alike, size_t count, size_t *distinct)
{
    size_t kept = 0;
    for (size_t from = 0, to = 0; from < count; from = to) {
        for (to = from + 1; to < count && alike[to].group == alike[from].group &&
                            digest_equal(&alike[to].digest, &alike[from].digest);)
            to++;
        if (to - from < 2)
            continue;
        ++*distinct;
        for (size_t at = from; at < to; at++)
            alike[kept++] = alike[at];
    }
    return kept;
}

static enum status put_duplicate(struct run *run, struct store_insert *insert,
                                 struct load_alike *alike, size_t count, size_t distinct,
                                 struct failure *failure)
{
    struct buffer evidence = {0};
    struct str name = run->file_facts[alike->file].short_name;
    qsort(alike, count, sizeof *alike, compare_by_place);
    for (size_t at = 0; at < count && at < LIMIT_EVIDENCE_PLACES; at++)
        buffer_format(&evidence, "%s%.*s#%u", at > 0 ? " " : "", (int)name.length, name.bytes,
                      alike[at].record);
    if (count > LIMIT_EVIDENCE_PLACES)
        buffer_format(&evidence, " +%zu", count - LIMIT_EVIDENCE_PLACES);
    const struct store_cell cells[] = {
        store_integer((int64_t)alike->section << 32 | alike->record),
        store_integer(alike->file),
        store_integer(alike->reference_id),
        store_integer((int64_t)count),
        store_integer((int64_t)distinct),
        store_text(buffer_str(&evidence)),
    };
    enum status status = store_insert_row(insert, cells, failure);
    buffer_free(&evidence);
    return status;
}

static enum status store_agreements(struct run *run, struct failure *failure)
{
    struct store_insert *insert = NULL;
    const struct load_agreement *agreements = run->agreements.items;
    enum status status = store_insert_open(&insert, run->store, "fact_agrees", 5, failure);
    for (size_t at = 0; status == STATUS_OK && at < run->agreements.count; at++) {
        char currency[CURRENCY_TEXT_BYTES];
        const struct store_cell cells[] = {
            store_integer((int64_t)at),
            store_integer(agreements[at].file),
            store_text(str_from(currency_format(agreements[at].currency, currency))),
            store_integer(agreements[at].facts),
            store_money(agreements[at].gross),
        };
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static int compare_by_place(const void *a, const void *b)
{
    const struct load_alike *left = a;
    const struct load_alike *right = b;
    int order = compare_number(left->file, right->file);
    if (order == 0)
        order = compare_number(left->section, right->section);
    return order != 0 ? order : compare_number(left->record, right->record);
}

static int compare_by_digest(const void *a, const void *b)
{
    const struct load_alike *left = a;
    const struct load_alike *right = b;
    int order = compare_number(left->file, right->file);
    if (order == 0)
        order = compare_number(left->reference_id, right->reference_id);
    if (order == 0)
        order = compare_number(left->group, right->group);
    if (order == 0)
        order = digest_compare(&left->digest, &right->digest);
    return order != 0 ? order : compare_by_place(a, b);
}

static int compare_number(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}
