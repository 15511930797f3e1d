/* What the month before left, from opening.csv and opening-timing.csv of a pack; and what the
 * reports of this run need to hold of it. */
#include "pipeline/unpack.h"

#include "base/digest.h"
#include "pipeline/close_keep.h"
#include "store/store_write.h"

/* Rows on their way to a table, hashed as the seal hashed them. */
struct taking {
    struct run *run;
    struct store_insert *insert;
    struct digest_stream *stream;
};

static enum status take_rows(struct taking *taking, const char *name, const char *header,
                             size_t columns, const char *table, unpack_row *take,
                             struct failure *failure);
static enum status take_position(void *context, const struct str *cells,
                                 struct failure *failure);
static enum status take_timing(void *context, const struct str *cells, struct failure *failure);
static enum status find_reference(const struct run *run, struct str text, uint32_t *id,
                                  struct failure *failure);
static bool take_money(struct str text, struct money *amount);
static void hash_cells(struct taking *taking, const struct str *cells, size_t count);

enum status unpack_opening(struct run *run, int64_t entry, struct failure *failure)
{
    tie_assert(run && run->unpacked && entry >= 1 && entry <= (int64_t)run->journal.count);
    const struct journal_entry *close = &run->journal.entries[entry - 1];
    struct taking taking = {.run = run, .stream = digest_start()};
    char hex[DIGEST_HEX_BYTES];
    enum status status =
        take_rows(&taking, "opening.csv", "transaction_reference_id,currency,payer,collectible",
                  4, "sealed_closing", take_position, failure);
    digest_add(taking.stream, STR("\n"));
    if (status == STATUS_OK)
        status = take_rows(&taking, "opening-timing.csv",
                           "transaction_reference_id,currency,kind,rule,amount,"
                           "waits_for_role,must_clear_by,evidence",
                           8, "sealed_timing", take_timing, failure);
    struct digest digest = digest_finish(taking.stream);
    if (status != STATUS_OK ||
        str_equal(close->cells[JOURNAL_CLOSING], str_from(digest_hex(&digest, hex))))
        return status;
    failure_set(failure, STATUS_EVIDENCE,
                "opening.csv and opening-timing.csv are not what %.*s was sealed with",
                (int)close->cells[JOURNAL_PERIOD].length, close->cells[JOURNAL_PERIOD].bytes);
    failure_place(failure, run->options->pack, 0, 0);
    return STATUS_EVIDENCE;
}

static enum status take_rows(struct taking *taking, const char *name, const char *header,
                             size_t columns, const char *table, unpack_row *take,
                             struct failure *failure)
{
    enum status status =
        store_insert_open(&taking->insert, taking->run->store, table, columns, failure);
    if (status == STATUS_OK)
        status = unpack_rows(taking->run, name, header, columns, take, taking, failure);
    store_insert_close(taking->insert);
    return status;
}

static enum status take_position(void *context, const struct str *cells,
                                 struct failure *failure)
{
    struct taking *taking = context;
    struct money collectible = {0};
    uint32_t reference = 0;
    hash_cells(taking, cells, 4);
    enum status status = find_reference(taking->run, cells[0], &reference, failure);
    if (status != STATUS_OK)
        return status;
    if (!take_money(cells[3], &collectible))
        return failure_set(failure, STATUS_EVIDENCE, "not an amount");
    const struct store_cell row[] = {store_integer(reference), store_text(cells[1]),
                                     store_text(cells[2]), store_money(collectible)};
    return store_insert_row(taking->insert, row, failure);
}

static enum status take_timing(void *context, const struct str *cells, struct failure *failure)
{
    struct taking *taking = context;
    struct money amount = {0};
    day_number clears = DAY_NONE;
    uint32_t reference = 0;
    hash_cells(taking, cells, 8);
    enum status status = find_reference(taking->run, cells[0], &reference, failure);
    if (status != STATUS_OK)
        return status;
    if (!take_money(cells[4], &amount) ||
        (cells[6].length > 0 && !day_parse_iso(cells[6], &clears)))
        return failure_set(failure, STATUS_EVIDENCE, "not an amount and a day");
    const struct store_cell row[] = {store_integer(reference), store_text(cells[1]),
                                     store_text(cells[2]),     store_text(cells[3]),
                                     store_money(amount),      store_text(cells[5]),
                                     store_day(clears),        store_text(cells[7])};
    return store_insert_row(taking->insert, row, failure);
}

static enum status find_reference(const struct run *run, struct str text, uint32_t *id,
                                  struct failure *failure)
{
    *id = intern_find(&run->ledger.references, text);
    if (*id != INTERN_NONE)
        return STATUS_OK;
    return failure_set(failure, STATUS_EVIDENCE, "no report of this run names %.*s",
                       (int)text.length, text.bytes);
}

/* Sums of a position may be larger than any line. */
static bool take_money(struct str text, struct money *amount)
{
    struct money_total *total = money_total_new();
    bool good = money_total_add_text(total, text) && money_total_get(total, amount);
    money_total_free(total);
    return good;
}

static void hash_cells(struct taking *taking, const struct str *cells, size_t count)
{
    const struct str nul = {"", 1};
    for (size_t at = 0; at < count; at++) {
        digest_add(taking->stream, cells[at]);
        digest_add(taking->stream, nul);
    }
}

enum status unpack_tell(struct run *run, struct pack *pack, struct failure *failure)
{
    tie_assert(run && run->unpacked && pack);
    struct unpacked *unpacked = run->unpacked;
    enum status status = STATUS_OK;
    if (unpacked->closes)
        status = close_keep(run, &unpacked->words, &unpacked->closing, failure);
    if (status == STATUS_OK)
        status = pack_open(pack, run->store, &run->arena, failure);
    if (unpacked->closes) {
        pack->closing = &unpacked->closing;
        pack->later = unpacked->later;
    }
    return status;
}
