/* Texts get the ids they had, lines become the movements they were. What reading a report costs
 * is not asked again: no cell is looked at. */
#include "base/limits.h"
#include "pipeline/interned_rows.h"
#include "pipeline/kept_mix.h"
#include "pipeline/kept_texts.h"
#include "recon/ledger_parts.h"
#include "store/store_read.h"

enum { HASH_BYTES = 8 };

static enum status refill_texts(struct run *run, const struct interned_texts *texts,
                                enum refill_for what, struct failure *failure);
static struct str join_parts(const struct store_query *query, size_t parts,
                             struct buffer *joined);
static enum status refuse_texts(struct run *run, const char *table, struct failure *failure);
static bool section_fits(const struct run *run, int64_t line_id, enum role role);
static bool id_fits(const struct intern *intern, uint32_t id);
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
        int64_t last = -1;
        struct buffer sql = {0};
        buffer_format(&sql, "SELECT coalesce(max(rowid), -1) FROM %s", tables[at].table);
        status = store_read_integer(run->store, buffer_str(&sql), &last, failure);
        buffer_free(&sql);
        if (status == STATUS_OK && (last < -1 || last >= UINT32_MAX))
            status = refuse_texts(run, tables[at].table, failure);
        if (status == STATUS_OK && kept_texts_hold(&tables[at]))
            status = kept_texts_refill(run, at, (uint32_t)(last + 1), what, failure);
        else if (status == STATUS_OK && last >= 0)
            status = refill_texts(run, &tables[at], what, failure);
        run->kept.texts[at] = (uint32_t)(last + 1);
    }
    if (status == STATUS_OK)
        status = kept_mix_check_texts(run, failure);
    if (status != STATUS_OK)
        return status;
    return what == REFILL_CHECK ? refill_shares(run, failure) : refill_hashes(run, failure);
}

static enum status refill_texts(struct run *run, const struct interned_texts *texts,
                                enum refill_for what, struct failure *failure)
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
        struct str text = join_parts(query, texts->parts, &joined);
        uint32_t given = what == REFILL_CHECK ? intern_append(texts->intern, text)
                                              : ledger_parts_put(texts->intern, text);
        int64_t stored = -1;
        bool known = store_query_find_integer(query, 0, &stored);
        if (!known || stored != id || given != id)
            status = refuse_texts(run, texts->table, failure);
    }
    store_query_close(query);
    buffer_free(&sql);
    buffer_free(&joined);
    return status;
}

static enum status refuse_texts(struct run *run, const char *table, struct failure *failure)
{
    struct buffer what = {0};
    buffer_format(&what, "table %s holds a text twice, or not all", table);
    enum status status = store_refuse_damaged(run->store, buffer_c(&what), failure);
    buffer_free(&what);
    return status;
}

/* Whether it is the line that was kept, the mixes tell in the end; that nothing is named that is
 * not there must be known before. */
bool refill_line_fits(const struct run *run, const struct store_line *line)
{
    tie_assert(run != NULL && line != NULL);
    const struct ledger *ledger = &run->ledger;
    bool fits =
        section_fits(run, line->line_id, line->role) &&
        (line->role != ROLE_STATED_PAID || section_fits(run, line->billed_line, ROLE_BILLED)) &&
        id_fits(&ledger->references, line->reference_id) &&
        id_fits(&ledger->products, line->product_id) &&
        id_fits(&ledger->customers, line->customer_id) &&
        id_fits(&ledger->offers, line->offer_id) &&
        id_fits(&ledger->jurisdictions, line->jurisdiction_id) &&
        id_fits(&ledger->payouts, line->payout_id) &&
        id_fits(&ledger->texts, line->invoice_id) &&
        id_fits(&ledger->texts, line->settlement_id) &&
        id_fits(&ledger->texts, line->line_item_id) && id_fits(&ledger->texts, line->bill_id) &&
        line->party <= PARTY_OTHER && line->event <= TAX_ONLY_REFUND &&
        line->status < PAY_STATUS_COUNT;
    for (uint32_t left = line->present; fits && left != 0; left &= left - 1) {
        int64_t micro = line->amounts_micro[__builtin_ctz(left)];
        fits = micro <= LIMIT_LINE_MICRO && micro >= -LIMIT_LINE_MICRO;
    }
    return fits;
}

static bool section_fits(const struct run *run, int64_t line_id, enum role role)
{
    int64_t section = line_id >> 32;
    return section >= 0 && (uint64_t)section < run->sections.count &&
           run_facts_of(run, (size_t)section)->era->family->role == role;
}

/* 0 is the empty text, which is always there. */
static bool id_fits(const struct intern *intern, uint32_t id)
{
    return id == 0 || id < intern->count;
}

/* Nothing at all is the empty text. */
static struct str join_parts(const struct store_query *query, size_t parts,
                             struct buffer *joined)
{
    bool empty = true;
    buffer_clear(joined);
    for (size_t part = 0; part < parts; part++) {
        struct str text = store_query_text(query, (int)part + 1);
        if (part > 0)
            buffer_add_byte(joined, LEDGER_PART);
        buffer_add(joined, text);
        empty = empty && text.length == 0;
    }
    return empty ? STR("") : buffer_str(joined);
}

static enum status refill_hashes(struct run *run, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    enum status status = kept_mix_check_hashes(run, failure);
    if (status == STATUS_OK)
        status = store_query_open(&query, run->store,
                                  STR("SELECT file_id, hashes FROM kept_hash ORDER BY file_id"),
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
