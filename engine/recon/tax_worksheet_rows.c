/* The rows of the worksheet: found by a hash of four numbers, written as texts. Rows are few
 * beside lines, so that their sums are of any size. */
#include "recon/tax_parts.h"

#include <stdlib.h>
#include <string.h>

enum {
    SLOTS_FIRST = 1024,
    ROW_COLUMNS = 19,
    PART_COUNTRY = 0,
    PART_STATE,
    PART_LEVEL,
    PART_NAME,
    PART_TYPE,
};

static size_t slot_of(const struct worksheet *worksheet, const struct worksheet_key *key);
static uint64_t key_hash(const struct worksheet_key *key);
static bool key_same(const struct worksheet_key *a, const struct worksheet_key *b);
static void slots_grow(struct worksheet *worksheet);
static enum status row_store(struct store_insert *insert, const struct worksheet_row *row,
                             int64_t ordinal, const struct tax_places *places,
                             struct failure *failure);
static void row_place(const struct worksheet_row *row, const struct tax_places *places,
                      struct store_cell *cells);

size_t worksheet_row_find(struct worksheet *worksheet, const struct worksheet_key *key)
{
    tie_assert(worksheet != NULL && key != NULL);
    if (2 * worksheet->row_count >= worksheet->slot_count)
        slots_grow(worksheet);
    size_t slot = slot_of(worksheet, key);
    if (worksheet->slots[slot] != 0)
        return worksheet->slots[slot] - 1;
    if (worksheet->row_count == worksheet->row_capacity) {
        worksheet->row_capacity =
            worksheet->row_capacity > 0 ? worksheet->row_capacity * 2 : 64;
        worksheet->rows =
            memory_resize(worksheet->rows, worksheet->row_capacity, sizeof *worksheet->rows);
    }
    size_t row = worksheet->row_count++;
    worksheet->rows[row] = (struct worksheet_row){.key = *key};
    worksheet->slots[slot] = (uint32_t)row + 1;
    return row;
}

void worksheet_row_add(struct worksheet *worksheet, size_t row, enum worksheet_sum sum,
                       struct money amount)
{
    tie_assert(worksheet != NULL && row < worksheet->row_count);
    tie_assert((unsigned)sum < WORKSHEET_SUMS);
    if (amount.micro == 0)
        return;
    struct money_total **total = &worksheet->rows[row].sums[sum];
    if (*total == NULL)
        *total = money_total_new();
    money_total_add(*total, amount);
}

enum status worksheet_store(const struct worksheet *worksheet, const struct tax_places *places,
                            struct store *store, struct failure *failure)
{
    struct store_insert *insert = NULL;
    tie_assert(worksheet != NULL && places != NULL && store != NULL);
    enum status status =
        store_insert_open(&insert, store, "tax_jurisdiction", ROW_COLUMNS, failure);
    for (size_t row = 0; status == STATUS_OK && row < worksheet->row_count; row++)
        status = row_store(insert, &worksheet->rows[row], (int64_t)row + 1, places, failure);
    store_insert_close(insert);
    return status;
}

void worksheet_free(struct worksheet *worksheet)
{
    tie_assert(worksheet != NULL);
    for (size_t row = 0; row < worksheet->row_count; row++)
        for (int sum = 0; sum < WORKSHEET_SUMS; sum++)
            money_total_free(worksheet->rows[row].sums[sum]);
    free(worksheet->rows);
    free(worksheet->slots);
    free(worksheet->bases);
    free(worksheet->shares);
    tax_keys_free(&worksheet->sales);
    tax_keys_free(&worksheet->forward);
    tax_keys_free(&worksheet->refund);
    *worksheet = (struct worksheet){0};
}

/* --- finding -------------------------------------------------------------------------------- */

/* The slot of the key's row, or the empty one it will have. */
static size_t slot_of(const struct worksheet *worksheet, const struct worksheet_key *key)
{
    size_t mask = worksheet->slot_count - 1;
    size_t slot = (size_t)key_hash(key) & mask;
    while (worksheet->slots[slot] != 0 &&
           !key_same(&worksheet->rows[worksheet->slots[slot] - 1].key, key))
        slot = (slot + 1) & mask;
    return slot;
}

static uint64_t key_hash(const struct worksheet_key *key)
{
    uint64_t low = (uint64_t)key->kind << 32 | (uint32_t)key->month;
    uint64_t high = (uint64_t)key->currency << 8 | key->party;
    uint64_t hash = (low ^ high * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xD6E8FEB86659FD93);
    return hash ^ hash >> 32;
}

static bool key_same(const struct worksheet_key *a, const struct worksheet_key *b)
{
    return a->month == b->month && a->currency == b->currency && a->kind == b->kind &&
           a->party == b->party;
}

static void slots_grow(struct worksheet *worksheet)
{
    size_t count = worksheet->slot_count > 0 ? worksheet->slot_count * 2 : SLOTS_FIRST;
    worksheet->slots = memory_resize(worksheet->slots, count, sizeof *worksheet->slots);
    memset(worksheet->slots, 0, count * sizeof *worksheet->slots);
    worksheet->slot_count = count;
    for (size_t row = 0; row < worksheet->row_count; row++)
        worksheet->slots[slot_of(worksheet, &worksheet->rows[row].key)] = (uint32_t)row + 1;
}

/* --- writing -------------------------------------------------------------------------------- */

static enum status row_store(struct store_insert *insert, const struct worksheet_row *row,
                             int64_t ordinal, const struct tax_places *places,
                             struct failure *failure)
{
    struct buffer texts[WORKSHEET_SUMS] = {{0}};
    struct store_cell cells[ROW_COLUMNS];
    char currency[CURRENCY_TEXT_BYTES];
    size_t at = 0;
    cells[at++] = store_integer(ordinal);
    cells[at++] = store_day(row->key.month);
    cells[at++] = store_text(str_from(currency_format(row->key.currency, currency)));
    row_place(row, places, &cells[at]);
    at += PART_TYPE + 1;
    bool unallocated = row->key.kind == WORKSHEET_UNALLOCATED;
    cells[at++] = store_text(unallocated ? STR("") : tax_party_name(row->key.party));
    cells[at++] = store_integer(row->lines);
    for (int sum = 0; sum < WORKSHEET_SUMS; sum++) {
        if (row->sums[sum] != NULL)
            money_total_format(row->sums[sum], &texts[sum]);
        else
            buffer_add_c(&texts[sum], "0.00");
        cells[at++] = store_text(buffer_str(&texts[sum]));
    }
    tie_assert(at == array_count(cells) - 1);
    cells[at] = store_integer(unallocated);
    enum status status = store_insert_row(insert, cells, failure);
    for (int sum = 0; sum < WORKSHEET_SUMS; sum++)
        buffer_free(&texts[sum]);
    return status;
}

static void row_place(const struct worksheet_row *row, const struct tax_places *places,
                      struct store_cell *cells)
{
    bool unallocated = row->key.kind == WORKSHEET_UNALLOCATED;
    struct str text = unallocated ? STR("") : intern_text(&places->kinds, row->key.kind);
    for (int part = PART_COUNTRY; part <= PART_TYPE; part++)
        cells[part] = store_text(ledger_part(text, part));
    if (unallocated)
        cells[PART_NAME] = store_text(STR("(unallocated)"));
}
