/* Texts get the ids they had, lines become the movements they were. What reading a report costs
 * is not asked again: no cell is looked at. */
#include "base/limits.h"
#include "pipeline/interned_rows.h"
#include "pipeline/kept_mix.h"
#include "pipeline/refill.h"
#include "recon/ledger_parts.h"
#include "store/store_read.h"

enum { HASH_BYTES = 8 };

static enum status refill_texts(struct run *run, const struct interned_texts *texts,
                                struct failure *failure);
static enum status refuse_texts(struct run *run, const char *table, struct failure *failure);
static enum status refill_movements(struct run *run, struct failure *failure);
static void hear_line(void *context, const struct store_line *line);
static bool line_fits(const struct run *run, const struct store_line *line);
static bool section_fits(const struct run *run, int64_t line_id, enum role role);
static bool id_fits(const struct intern *intern, uint32_t id);
static enum status refill_hashes(struct run *run, struct failure *failure);
static uint64_t hash_at(const char *bytes);
static enum status refill_shares(struct run *run, struct failure *failure);

struct hearing {
    struct run *run;
    enum status status;
    struct failure *failure;
};

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
        status = refill_movements(run, failure);
    if (status == STATUS_OK)
        status = kept_mix_check_texts(run, failure);
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

static enum status refill_movements(struct run *run, struct failure *failure)
{
    struct hearing hearing = {run, STATUS_OK, failure};
    enum status status = store_lines_read(run->store, hear_line, &hearing, failure);
    status = status_worse(hearing.status, status);
    return status == STATUS_OK ? kept_mix_check_lines(run, failure) : status;
}

/* Whether it is the line that was kept, the mixes tell in the end; that nothing is named that is
 * not there must be known before. */
static void hear_line(void *context, const struct store_line *line)
{
    struct hearing *hearing = context;
    if (hearing->status != STATUS_OK)
        return;
    if (line_fits(hearing->run, line))
        run_move_line(hearing->run, line);
    else
        hearing->status = store_refuse_damaged(
            hearing->run->store, "a line names what the books do not hold", hearing->failure);
}

static bool line_fits(const struct run *run, const struct store_line *line)
{
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
