/* Texts get the ids they had, lines become the movements they were. What reading a report costs
 * is not asked again: no cell is looked at. */
#include "pipeline/interned_rows.h"
#include "pipeline/refill.h"
#include "recon/ledger_parts.h"
#include "store/store_read.h"

enum { HASH_BYTES = 8 };

static enum status refill_texts(struct run *run, const struct interned_texts *texts,
                                struct failure *failure);
static enum status refill_hashes(struct run *run, struct failure *failure);
static uint64_t hash_at(const char *bytes);
static enum status refill_shares(struct run *run, struct failure *failure);

enum status refill_lines(struct run *run, enum refill_for what, struct failure *failure)
{
    tie_assert(run && run->store);
    struct interned_texts tables[INTERNED_TEXTS];
    enum status status = STATUS_OK;
    interned_texts_of(&run->ledger, tables);
    for (size_t at = 0; status == STATUS_OK && at < INTERNED_TEXTS; at++) {
        int64_t rows = 0;
        struct buffer sql = {0};
        buffer_format(&sql, "SELECT count(*) FROM %s", tables[at].table);
        status = store_read_integer(run->store, buffer_str(&sql), &rows, failure);
        buffer_free(&sql);
        if (status == STATUS_OK && rows > 0)
            status = refill_texts(run, &tables[at], failure);
        run->kept.texts[at] = (uint32_t)rows;
    }
    if (status == STATUS_OK && what != REFILL_LOAD)
        status = store_lines_read(run->store, run_move_line, &run->ledger, failure);
    if (status != STATUS_OK)
        return status;
    return what == REFILL_CHECK ? refill_shares(run, failure) : refill_hashes(run, failure);
}

static enum status refill_texts(struct run *run, const struct interned_texts *texts,
                                struct failure *failure)
{
    struct store_query *query = NULL;
    struct buffer sql = {0};
    struct buffer joined = {0};
    bool found = true;
    buffer_format(&sql, "SELECT * FROM %s ORDER BY 1", texts->table);
    enum status status = store_query_open(&query, run->store, buffer_str(&sql), failure);
    for (uint32_t id = 0; status == STATUS_OK; id++) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        buffer_clear(&joined);
        bool empty = true;
        for (size_t part = 0; part < texts->parts; part++) {
            struct str text = store_query_text(query, (int)part + 1);
            if (part > 0)
                buffer_add_byte(&joined, LEDGER_PART);
            buffer_add(&joined, text);
            empty = empty && text.length == 0;
        }
        struct str text = empty ? STR("") : buffer_str(&joined);
        uint32_t given = texts->parts == 1 ? intern_put(texts->intern, text)
                                           : ledger_parts_put(texts->intern, text);
        tie_assert(given == id && store_query_integer(query, 0) == id);
    }
    store_query_close(query);
    buffer_free(&sql);
    buffer_free(&joined);
    return status;
}

static enum status refill_hashes(struct run *run, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(
        &query, run->store, STR("SELECT file_id, hashes FROM kept_hash ORDER BY file_id"),
        failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        struct str bytes = store_query_blob(query, 1);
        for (size_t at = 0; at + HASH_BYTES <= bytes.length; at += HASH_BYTES)
            overlap_add_hash(run->overlap, (uint32_t)store_query_integer(query, 0),
                             hash_at(bytes.bytes + at));
    }
    store_query_close(query);
    run->kept.hashes = overlap_count(run->overlap);
    return status;
}

static uint64_t hash_at(const char *bytes)
{
    uint64_t hash = 0;
    for (unsigned at = 0; at < HASH_BYTES; at++)
        hash |= (uint64_t)(unsigned char)bytes[at] << 8 * at;
    return hash;
}

static enum status refill_shares(struct run *run, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = store_query_open(&query, run->store,
                                          STR("SELECT first_id, second_id, shared, "
                                              "first_records, second_records FROM kept_share"),
                                          failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        overlap_add_pair(run->overlap,
                         &(struct overlap_pair){(uint32_t)store_query_integer(query, 0),
                                                (uint32_t)store_query_integer(query, 1),
                                                store_query_integer(query, 2),
                                                store_query_integer(query, 3),
                                                store_query_integer(query, 4)});
    }
    store_query_close(query);
    return status;
}
