/* A load pays four bytes a text of the months before it, and a row for each text that is named
 * again; a check pays for the rows of the lines it reads. */
#include "pipeline/kept_texts.h"

#include "base/limits.h"
#include "base/mix.h"
#include "store/store_read.h"

/* Where interned_texts_of has them. */
enum { REFERENCES = 0, TEXTS = 5 };
/* Texts that are looked up often lie beside each other: what one month brought. */
enum { ROWS_TOGETHER = 16, ROWS_BETWEEN = 3 };

struct run_of_ids {
    uint64_t first, end;
};

static enum status keep_table(struct run *run, struct store_insert *insert, size_t at,
                              const struct interned_texts *texts, struct failure *failure);
static void add_hash(struct buffer *hashes, uint32_t hash);
static enum status reserve(struct run *run, size_t at, const struct interned_texts *texts,
                           struct failure *failure);
static void find_row(void *context, uint32_t id);
static enum status rows_open(struct kept_rows *rows, struct run *run, size_t at,
                             struct failure *failure);
static void mark(struct kept *kept, size_t table, uint32_t id);
static enum status fetch_marked(struct run *run, size_t at, struct failure *failure);
static uint64_t next_mark(struct str marks, uint64_t id);
static enum status place_rows(struct kept_rows *rows, struct run_of_ids ids,
                              struct failure *failure);
static bool place_row(struct intern *intern, uint64_t id, const struct store_query *query);
static enum status refuse(struct run *run, const char *table, struct failure *failure);

bool kept_texts_hold(const struct interned_texts *texts)
{
    tie_assert(texts != NULL);
    return texts->parts == 1;
}

enum status kept_texts_keep(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->accumulates);
    struct interned_texts texts[INTERNED_TEXTS];
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "kept_text_hash", 3, failure);
    interned_texts_of(&run->ledger, texts);
    for (size_t at = 0; status == STATUS_OK && at < INTERNED_TEXTS; at++)
        if (kept_texts_hold(&texts[at]))
            status = keep_table(run, insert, at, &texts[at], failure);
    store_insert_close(insert);
    return status;
}

static enum status keep_table(struct run *run, struct store_insert *insert, size_t at,
                              const struct interned_texts *texts, struct failure *failure)
{
    enum status status = STATUS_OK;
    struct buffer hashes = {0};
    uint32_t id = run->kept.texts[at] > 0 ? run->kept.texts[at] : 1;
    while (status == STATUS_OK && id < texts->intern->count) {
        uint32_t first = id;
        buffer_clear(&hashes);
        while (id < texts->intern->count && hashes.length < LIMIT_KEPT_HASHES_BYTES)
            add_hash(&hashes, intern_hash(intern_text(texts->intern, id++)));
        const struct store_cell cells[] = {store_text(str_from(texts->table)),
                                           store_integer(first),
                                           store_blob(buffer_str(&hashes))};
        status = store_insert_row(insert, cells, failure);
        run->kept.hash_mixes[at] = mix_text(run->kept.hash_mixes[at], buffer_str(&hashes));
    }
    buffer_free(&hashes);
    return status;
}

static void add_hash(struct buffer *hashes, uint32_t hash)
{
    for (unsigned shift = 0; shift < 32; shift += 8)
        buffer_add_byte(hashes, (char)(hash >> shift & UINT8_MAX));
}

enum status kept_texts_refill(struct run *run, size_t at, uint32_t count, enum refill_for what,
                              struct failure *failure)
{
    tie_assert(run != NULL && at < INTERNED_TEXTS);
    struct interned_texts texts[INTERNED_TEXTS];
    struct kept_rows *rows = &run->kept.rows[at];
    interned_texts_of(&run->ledger, texts);
    enum status status = reserve(run, at, &texts[at], failure);
    if (status == STATUS_OK && count > 0 && texts[at].intern->count != count)
        status = refuse(run, texts[at].table, failure);
    if (status == STATUS_OK)
        status = rows_open(rows, run, at, failure);
    if (status == STATUS_OK && what != REFILL_CHECK)
        intern_find_reserved(texts[at].intern, (struct intern_source){find_row, rows});
    return status;
}

static enum status reserve(struct run *run, size_t at, const struct interned_texts *texts,
                           struct failure *failure)
{
    struct store_query *query = NULL;
    struct buffer sql = {0};
    bool found = true;
    buffer_format(&sql,
                  "SELECT first_id, hashes FROM kept_text_hash WHERE kept_table = '%s' "
                  "ORDER BY first_id",
                  texts->table);
    enum status status = store_query_open(&query, run->store, buffer_str(&sql), failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        struct str hashes = store_query_blob(query, 1);
        uint32_t next = texts->intern->count > 0 ? texts->intern->count : 1;
        run->kept.hash_mixes[at] = mix_text(run->kept.hash_mixes[at], hashes);
        if (store_query_integer(query, 0) != next || !intern_reserve(texts->intern, hashes))
            status = refuse(run, texts->table, failure);
    }
    store_query_close(query);
    buffer_free(&sql);
    return status;
}

static enum status rows_open(struct kept_rows *rows, struct run *run, size_t at,
                             struct failure *failure)
{
    struct interned_texts texts[INTERNED_TEXTS];
    struct buffer sql = {0};
    interned_texts_of(&run->ledger, texts);
    *rows =
        (struct kept_rows){.run = run, .table = texts[at].table, .intern = texts[at].intern};
    failure_init(&rows->failure);
    buffer_format(&sql, "SELECT * FROM %s WHERE %s_id BETWEEN ?1 AND ?2 ORDER BY 1",
                  rows->table, rows->table);
    enum status status = store_query_open(&rows->query, run->store, buffer_str(&sql), failure);
    buffer_free(&sql);
    return status;
}

/* By the thread that writes lines, which is the one that uses the books then. */
static void find_row(void *context, uint32_t id)
{
    struct kept_rows *rows = context;
    uint64_t first = id - id % ROWS_TOGETHER;
    if (rows->failure.status == STATUS_OK)
        place_rows(rows, (struct run_of_ids){first, first + ROWS_TOGETHER}, &rows->failure);
}

enum status kept_texts_found(const struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && failure != NULL);
    for (size_t at = 0; at < array_count(run->kept.rows); at++) {
        const struct kept_rows *rows = &run->kept.rows[at];
        if (rows->query == NULL || rows->failure.status == STATUS_OK)
            continue;
        *failure = rows->failure;
        return failure->status;
    }
    return STATUS_OK;
}

void kept_texts_mark(struct run *run, const struct store_line *line)
{
    tie_assert(run != NULL && line != NULL);
    const uint32_t names[] = {line->invoice_id, line->settlement_id, line->line_item_id,
                              line->bill_id};
    mark(&run->kept, REFERENCES, line->reference_id);
    for (size_t at = 0; at < array_count(names); at++)
        mark(&run->kept, TEXTS, names[at]);
}

/* Those of this run's own files are no rows yet. */
static void mark(struct kept *kept, size_t table, uint32_t id)
{
    struct buffer *marks = &kept->rows[table].marks;
    if (id >= kept->texts[table])
        return;
    while (marks->length <= id / 8)
        buffer_add_byte(marks, '\0');
    marks->bytes[id / 8] = (char)((unsigned char)marks->bytes[id / 8] | 1u << id % 8);
}

enum status kept_texts_fetch(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->store != NULL);
    enum status status = STATUS_OK;
    for (size_t at = 0; status == STATUS_OK && at < array_count(run->kept.rows); at++)
        status = fetch_marked(run, at, failure);
    return status;
}

enum status kept_texts_fetch_settlements(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->store != NULL);
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(
        &query, run->store, STR("SELECT settlement_id FROM line_stated_total"), failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        mark(&run->kept, TEXTS, (uint32_t)store_query_integer(query, 0));
    }
    store_query_close(query);
    return status == STATUS_OK ? kept_texts_fetch(run, failure) : status;
}

void kept_texts_end(struct kept *kept)
{
    tie_assert(kept != NULL);
    for (size_t at = 0; at < array_count(kept->rows); at++) {
        buffer_free(&kept->rows[at].marks);
        store_query_close(kept->rows[at].query);
        kept->rows[at] = (struct kept_rows){0};
    }
}

/* Rows are read on to the next that is asked for while that costs less than to look it up. */
static enum status fetch_marked(struct run *run, size_t at, struct failure *failure)
{
    struct kept_rows *rows = &run->kept.rows[at];
    struct str marks = buffer_str(&rows->marks);
    enum status status = STATUS_OK;
    uint64_t first = next_mark(marks, 0);
    while (status == STATUS_OK && first < 8 * marks.length) {
        uint64_t end = first + 1;
        uint64_t next = next_mark(marks, end);
        for (; next - end <= ROWS_BETWEEN && next < 8 * marks.length;
             next = next_mark(marks, end))
            end = next + 1;
        status = place_rows(rows, (struct run_of_ids){first, end}, failure);
        first = next;
    }
    buffer_clear(&rows->marks);
    return status;
}

/* The first at `id` or after it; behind all of them when there is none. */
static uint64_t next_mark(struct str marks, uint64_t id)
{
    for (; id < 8 * marks.length; id++) {
        unsigned left = (unsigned)(unsigned char)marks.bytes[id / 8] >> id % 8;
        if (left != 0)
            return id + (unsigned)__builtin_ctz(left);
        id |= 7;
    }
    return id;
}

static enum status place_rows(struct kept_rows *rows, struct run_of_ids ids,
                              struct failure *failure)
{
    bool found = true;
    enum status status = STATUS_OK;
    uint64_t count = rows->run->kept.texts[rows - rows->run->kept.rows];
    if (ids.end > count)
        ids.end = count;
    store_query_reset(rows->query);
    store_query_bind_integer(rows->query, 1, (int64_t)ids.first);
    store_query_bind_integer(rows->query, 2, (int64_t)ids.end - 1);
    for (uint64_t id = ids.first; status == STATUS_OK && found; id++) {
        status = store_query_step(rows->query, &found, failure);
        if (status == STATUS_OK &&
            (found ? id >= ids.end || !place_row(rows->intern, id, rows->query)
                   : id != ids.end))
            status = refuse(rows->run, rows->table, failure);
    }
    store_query_reset(rows->query);
    return status;
}

/* Id 0 is the empty text. */
static bool place_row(struct intern *intern, uint64_t id, const struct store_query *query)
{
    struct str text = store_query_text(query, 1);
    if (store_query_integer(query, 0) != (int64_t)id)
        return false;
    return id == 0 ? text.length == 0 : intern_place(intern, (uint32_t)id, text);
}

static enum status refuse(struct run *run, const char *table, struct failure *failure)
{
    struct buffer what = {0};
    buffer_format(&what, "table %s does not hold what was loaded", table);
    enum status status = store_refuse_damaged(run->store, buffer_c(&what), failure);
    buffer_free(&what);
    return status;
}
