/* Read back in one piece they cost a copy and a place in the hash, where rows cost a step of SQL
 * each: what a load pays for the months before it. */
#include "pipeline/packed_texts.h"

#include "base/limits.h"
#include "base/mix.h"
#include "store/store_read.h"

/* Where interned_texts_of has them. */
enum { REFERENCES = 0, TEXTS = 5 };

struct run_of_ids {
    uint64_t first, end;
};

static enum status keep_table(struct run *run, struct store_insert *insert, size_t at,
                              const struct interned_texts *texts, struct failure *failure);
static enum status take_pieces(struct run *run, size_t at, const struct interned_texts *texts,
                               bool find, struct failure *failure);
static void mark(struct kept *kept, size_t table, uint32_t id);
static enum status hold_rows(struct run *run, const struct interned_texts *texts,
                             struct str marks, struct failure *failure);
static enum status hold_run(struct run *run, const struct interned_texts *texts,
                            struct store_query *query, struct run_of_ids ids,
                            struct failure *failure);
static enum status refuse(struct run *run, const char *table, struct failure *failure);

bool packed_texts_hold(const struct interned_texts *texts)
{
    tie_assert(texts != NULL);
    return texts->parts == 1;
}

enum status packed_texts_keep(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->accumulates);
    struct interned_texts texts[INTERNED_TEXTS];
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, run->store, "kept_packed", 3, failure);
    interned_texts_of(&run->ledger, texts);
    for (size_t at = 0; status == STATUS_OK && at < INTERNED_TEXTS; at++)
        if (packed_texts_hold(&texts[at]))
            status = keep_table(run, insert, at, &texts[at], failure);
    store_insert_close(insert);
    return status;
}

static enum status keep_table(struct run *run, struct store_insert *insert, size_t at,
                              const struct interned_texts *texts, struct failure *failure)
{
    enum status status = STATUS_OK;
    struct buffer packed = {0};
    uint32_t id = run->kept.texts[at] > 0 ? run->kept.texts[at] : 1;
    while (status == STATUS_OK && id < texts->intern->count) {
        uint32_t first = id;
        buffer_clear(&packed);
        intern_pack(texts->intern, &id, LIMIT_PACKED_BYTES, &packed);
        const struct store_cell cells[] = {store_text(str_from(texts->table)),
                                           store_integer(first),
                                           store_blob(buffer_str(&packed))};
        status = store_insert_row(insert, cells, failure);
        run->kept.packed[at] = mix_text(run->kept.packed[at], buffer_str(&packed));
    }
    buffer_free(&packed);
    return status;
}

enum status packed_texts_refill(struct run *run, size_t at, uint32_t count,
                                enum refill_for what, struct failure *failure)
{
    tie_assert(run != NULL && at < INTERNED_TEXTS);
    struct interned_texts texts[INTERNED_TEXTS];
    interned_texts_of(&run->ledger, texts);
    if (what != REFILL_CHECK)
        intern_expect_count(texts[at].intern, count);
    enum status status = take_pieces(run, at, &texts[at], what != REFILL_CHECK, failure);
    if (status == STATUS_OK && count > 0 && texts[at].intern->count != count)
        status = refuse(run, texts[at].table, failure);
    return status;
}

static enum status take_pieces(struct run *run, size_t at, const struct interned_texts *texts,
                               bool find, struct failure *failure)
{
    struct store_query *query = NULL;
    struct buffer sql = {0};
    bool found = true;
    buffer_format(&sql,
                  "SELECT first_id, texts FROM kept_packed WHERE kept_table = '%s' "
                  "ORDER BY first_id",
                  texts->table);
    enum status status = store_query_open(&query, run->store, buffer_str(&sql), failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        struct str packed = store_query_blob(query, 1);
        uint32_t next = texts->intern->count > 0 ? texts->intern->count : 1;
        run->kept.packed[at] = mix_text(run->kept.packed[at], packed);
        if (store_query_integer(query, 0) != next ||
            !intern_take_packed(texts->intern, packed, find))
            status = refuse(run, texts->table, failure);
    }
    store_query_close(query);
    buffer_free(&sql);
    return status;
}

void packed_texts_mark(struct run *run, const struct store_line *line)
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
    struct buffer *marks = &kept->marks[table];
    if (id >= kept->texts[table])
        return;
    while (marks->length <= id / 8)
        buffer_add_byte(marks, '\0');
    marks->bytes[id / 8] = (char)((unsigned char)marks->bytes[id / 8] | 1u << id % 8);
}

enum status packed_texts_hold_marked(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->store != NULL);
    struct interned_texts texts[INTERNED_TEXTS];
    enum status status = STATUS_OK;
    interned_texts_of(&run->ledger, texts);
    for (size_t at = 0; status == STATUS_OK && at < INTERNED_TEXTS; at++)
        if (packed_texts_hold(&texts[at]))
            status = hold_rows(run, &texts[at], buffer_str(&run->kept.marks[at]), failure);
    return status;
}

void packed_texts_end(struct kept *kept)
{
    tie_assert(kept != NULL);
    for (size_t at = 0; at < array_count(kept->marks); at++)
        buffer_free(&kept->marks[at]);
}

/* The rows are what reports read. Eight at a time, and on to the next that are asked for. */
static enum status hold_rows(struct run *run, const struct interned_texts *texts,
                             struct str marks, struct failure *failure)
{
    struct store_query *query = NULL;
    struct buffer sql = {0};
    buffer_format(&sql, "SELECT * FROM %s WHERE %s_id BETWEEN ?1 AND ?2 ORDER BY 1",
                  texts->table, texts->table);
    enum status status = store_query_open(&query, run->store, buffer_str(&sql), failure);
    for (size_t at = 0; status == STATUS_OK && at < marks.length; at++) {
        size_t from = at;
        while (at < marks.length && marks.bytes[at] != 0)
            at++;
        if (from < at)
            status =
                hold_run(run, texts, query, (struct run_of_ids){8 * from, 8 * at}, failure);
    }
    store_query_close(query);
    buffer_free(&sql);
    return status;
}

static enum status hold_run(struct run *run, const struct interned_texts *texts,
                            struct store_query *query, struct run_of_ids ids,
                            struct failure *failure)
{
    bool found = true;
    uint64_t end = ids.end < texts->intern->count ? ids.end : texts->intern->count;
    store_query_reset(query);
    store_query_bind_integer(query, 1, (int64_t)ids.first);
    store_query_bind_integer(query, 2, (int64_t)end - 1);
    for (uint64_t id = ids.first; found; id++) {
        enum status status = store_query_step(query, &found, failure);
        if (status != STATUS_OK)
            return status;
        if (found ? id >= end || store_query_integer(query, 0) != (int64_t)id ||
                        !str_equal(store_query_text(query, 1),
                                   intern_text(texts->intern, (uint32_t)id))
                  : id != end)
            return refuse(run, texts->table, failure);
    }
    return STATUS_OK;
}

static enum status refuse(struct run *run, const char *table, struct failure *failure)
{
    struct buffer what = {0};
    buffer_format(&what, "table %s does not hold what was loaded", table);
    enum status status = store_refuse_damaged(run->store, buffer_c(&what), failure);
    buffer_free(&what);
    return status;
}
