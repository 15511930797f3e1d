/* Texts get the ids they had, lines become the movements they were. What reading a report costs
 * is not asked again: no cell is looked at. */
#include "pipeline/interned_rows.h"
#include "pipeline/refill.h"
#include "recon/ledger_parts.h"
#include "store/store_read.h"

static enum status refill_texts(struct run *run, const struct interned_texts *texts,
                                struct failure *failure);
static enum status refill_hashes(struct run *run, struct failure *failure);

enum status refill_lines(struct run *run, struct failure *failure)
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
    if (status == STATUS_OK)
        status = store_lines_read(run->store, run_move_line, &run->ledger, failure);
    return status == STATUS_OK ? refill_hashes(run, failure) : status;
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
    enum status status =
        store_query_open(&query, run->store,
                         STR("SELECT file_id, hash FROM kept_hash ORDER BY hash_id"), failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        overlap_add_hash(run->overlap, (uint32_t)store_query_integer(query, 0),
                         (uint64_t)store_query_integer(query, 1));
        run->kept.hashes++;
    }
    store_query_close(query);
    return status;
}
