/* The join: movements are added to a pool of large chunks, each before those of its reference
 * that came earlier. */
#include "recon/ledger.h"

#include "recon/ledger_names.h"
#include "recon/ledger_texts.h"

#include <stdlib.h>
#include <string.h>

enum {
    UNIT_BYTES = 8,
    CHUNK_SHIFT = MOVEMENT_CHUNK_SHIFT,
    CHUNK_UNITS = MOVEMENT_CHUNK_UNITS,
    MOVEMENT_UNITS = sizeof(struct movement) / UNIT_BYTES, /* without its amounts */
    COMPONENT_KEPT_COUNT = COMPONENT_TAX_AMOUNT + 1,
    COMPONENT_KEPT_COUNT_TAXED = COMPONENT_PRICE + 1,
    PARTS_MAX = 8,
};
_Static_assert((int)LINE_STATUS_MASK < (int)MOVEMENT_IN_CENTS,
               "a movement keeps them in 15 bits");
_Static_assert((int)COMPONENT_TAX_AMOUNT == (int)COMPONENT_POSITION_COUNT,
               "the tax amount comes last");
_Static_assert(sizeof(struct movement) == 48, "whole units; four million lie in memory");

static size_t intern_bytes(const struct intern *intern);
static uint32_t *head_of(struct ledger *ledger, uint32_t reference_id);
static uint32_t pool_take(struct movement_pool *pool, uint32_t units);
static void chunk_add(struct movement_pool *pool);
static void movement_fill(struct movement *movement, const struct store_line *line);
static bool are_cents(const struct store_line *line, uint32_t components);
static void put_cents(struct movement *movement, const struct store_line *line);
static void put_micros(struct movement *movement, const struct store_line *line);
static uint16_t content_of(const struct store_line *line);

void ledger_init(struct ledger *ledger)
{
    tie_assert(ledger != NULL);
    *ledger = (struct ledger){0};
    ledger->pool = memory_resize(NULL, 1, sizeof *ledger->pool);
    *ledger->pool = (struct movement_pool){0};
    intern_put(&ledger->references, STR(""));
    intern_put(&ledger->products, STR(""));
    intern_put(&ledger->customers, STR(""));
    intern_put(&ledger->offers, STR(""));
    intern_put(&ledger->jurisdictions, STR(""));
    intern_put(&ledger->texts, STR(""));
    intern_put(&ledger->payouts, STR(""));
}

void ledger_free(struct ledger *ledger)
{
    tie_assert(ledger != NULL);
    intern_free(&ledger->references);
    intern_free(&ledger->products);
    intern_free(&ledger->customers);
    intern_free(&ledger->offers);
    intern_free(&ledger->jurisdictions);
    intern_free(&ledger->texts);
    intern_free(&ledger->payouts);
    ledger_free_beside(ledger);
}

void ledger_init_beside(struct ledger *ledger, const struct ledger *texts)
{
    tie_assert(ledger != NULL && texts != NULL);
    *ledger = *texts;
    ledger->heads = NULL;
    ledger->heads_capacity = 0;
    ledger->movements = 0;
    ledger->pool = memory_resize(NULL, 1, sizeof *ledger->pool);
    *ledger->pool = (struct movement_pool){0};
}

void ledger_forget(struct ledger *ledger)
{
    tie_assert(ledger != NULL);
    struct ledger texts = *ledger;
    ledger_free_beside(ledger);
    ledger_init_beside(ledger, &texts);
}

void ledger_free_beside(struct ledger *ledger)
{
    tie_assert(ledger != NULL);
    free(ledger->heads);
    if (ledger->pool != NULL) {
        for (uint32_t chunk = 0; chunk < ledger->pool->chunk_count; chunk++)
            memory_table_free(ledger->pool->chunks[chunk], CHUNK_UNITS * UNIT_BYTES);
        free(ledger->pool->chunks);
        free(ledger->pool);
    }
    *ledger = (struct ledger){0};
}

void ledger_add(struct ledger *ledger, uint32_t section, enum role role,
                const struct line *line, struct ledger_ids *ids)
{
    tie_assert(ledger != NULL && line != NULL && ids != NULL);
    tie_assert(section <= UINT16_MAX && line->record > 0 && line->record <= UINT32_MAX);
    struct ledger_texts texts;
    struct store_texts names;
    ledger_texts_begin(&texts, ledger, role, line);
    ledger_texts_end(&texts, ids);
    ledger_names_of(role, line, &names);
    struct store_line moved = {.line_id = (int64_t)section << 32 | line->record,
                               .role = role,
                               .product_id = ids->product_id,
                               .customer_id = ids->customer_id,
                               .payout_id = ids->payout_id,
                               .jurisdiction_id = ids->jurisdiction_id,
                               .currency = line->currency,
                               .dated = line->dated,
                               .due = line->due,
                               .ar_period = line->ar_period,
                               .party = line->party,
                               .event = line->event,
                               .flags = line->flags,
                               .present = line->present};
    for (int component = 0; component < COMPONENT_COUNT; component++)
        moved.amounts_micro[component] = line->amounts[component].micro;
    ledger_names_put(ledger, &names, &moved);
    ids->reference_id = moved.reference_id;
    ids->invoice_id = moved.invoice_id;
    ids->settlement_id = moved.settlement_id;
    ids->line_item_id = moved.line_item_id;
    ids->bill_id = moved.bill_id;
    ledger_move(ledger, &moved);
}

void ledger_move(struct ledger *ledger, const struct store_line *line)
{
    tie_assert(ledger != NULL && line != NULL && line->line_id >> 32 <= UINT16_MAX);
    if (line->role == ROLE_STATED_TOTAL || !role_covers_days(line->role))
        return;
    uint32_t *head = head_of(ledger, line->reference_id);
    unsigned count =
        line->role == ROLE_TAXED ? COMPONENT_KEPT_COUNT_TAXED : COMPONENT_KEPT_COUNT;
    uint32_t kept = line->present & (COMPONENT_BIT(count) - 1);
    bool in_cents = are_cents(line, kept);
    uint32_t units = in_cents ? (base_bits(kept) + 1) / 2 : base_bits(kept);
    uint32_t offset = pool_take(ledger->pool, MOVEMENT_UNITS + units);
    int64_t *place = &ledger->pool->chunks[offset >> CHUNK_SHIFT][offset % CHUNK_UNITS];
    struct movement *movement = (struct movement *)(void *)place;
    movement_fill(movement, line);
    movement->present = kept;
    if (in_cents)
        put_cents(movement, line);
    else
        put_micros(movement, line);
    movement->next = *head;
    *head = offset;
    ledger->movements++;
}

void ledger_expect_move(const struct ledger *ledger, uint32_t reference_id)
{
    tie_assert(ledger != NULL);
    if (reference_id < ledger->heads_capacity)
        __builtin_prefetch(&ledger->heads[reference_id], 1);
}

struct str ledger_part(struct str composite, int index)
{
    tie_assert(index >= 0 && index < PARTS_MAX);
    struct str part = composite;
    for (int at = 0; at <= index; at++) {
        struct str rest = {0};
        part = str_split(composite, LEDGER_PART, &rest);
        composite = rest;
    }
    return part;
}

size_t ledger_movement_bytes(const struct ledger *ledger)
{
    tie_assert(ledger != NULL && ledger->pool != NULL);
    return (size_t)ledger->heads_capacity * sizeof *ledger->heads +
           (size_t)ledger->pool->chunk_count * CHUNK_UNITS * UNIT_BYTES;
}

size_t ledger_text_bytes(const struct ledger *ledger)
{
    tie_assert(ledger != NULL);
    const struct intern *interns[] = {
        &ledger->references,    &ledger->products, &ledger->customers, &ledger->offers,
        &ledger->jurisdictions, &ledger->texts,    &ledger->payouts};
    size_t bytes = 0;
    for (size_t at = 0; at < array_count(interns); at++)
        bytes += intern_bytes(interns[at]);
    return bytes;
}

/* One that was never used has no table, and a mask of 0 as if it had a single slot. */
static size_t intern_bytes(const struct intern *intern)
{
    size_t slots = intern->slots != NULL ? (size_t)intern->slots_mask + 1 : 0;
    return intern->arena.taken + intern->texts_capacity * sizeof *intern->texts +
           slots * sizeof *intern->slots + intern->reserved * sizeof *intern->hashes +
           intern->known_slots * sizeof *intern->known;
}

static uint32_t *head_of(struct ledger *ledger, uint32_t reference_id)
{
    if (reference_id >= ledger->heads_capacity) {
        uint64_t capacity =
            ledger->heads_capacity > 0 ? (uint64_t)ledger->heads_capacity * 2 : 64;
        while (capacity <= reference_id)
            capacity *= 2;
        if (capacity > UINT32_MAX)
            capacity = UINT32_MAX;
        ledger->heads = memory_resize(ledger->heads, capacity, sizeof *ledger->heads);
        memset(ledger->heads + ledger->heads_capacity, 0,
               (capacity - ledger->heads_capacity) * sizeof *ledger->heads);
        ledger->heads_capacity = (uint32_t)capacity;
    }
    tie_assert(reference_id < ledger->heads_capacity);
    return &ledger->heads[reference_id];
}

/* The offset of `units` units in one chunk. */
static uint32_t pool_take(struct movement_pool *pool, uint32_t units)
{
    tie_assert(units < CHUNK_UNITS);
    if (pool->chunk_count == 0 || pool->used + units > CHUNK_UNITS)
        chunk_add(pool);
    uint32_t offset = ((pool->chunk_count - 1) << CHUNK_SHIFT) + pool->used;
    pool->used += units;
    return offset;
}

static void chunk_add(struct movement_pool *pool)
{
    if (pool->chunk_count == UINT32_MAX >> CHUNK_SHIFT)
        memory_exhausted();
    if (pool->chunk_count == pool->chunk_capacity) {
        pool->chunk_capacity = pool->chunk_capacity > 0 ? pool->chunk_capacity * 2 : 64;
        pool->chunks = memory_resize(pool->chunks, pool->chunk_capacity, sizeof *pool->chunks);
    }
    pool->chunks[pool->chunk_count++] = memory_table(CHUNK_UNITS * UNIT_BYTES);
    pool->used = pool->chunk_count == 1 ? 1 : 0;
}

static void movement_fill(struct movement *movement, const struct store_line *line)
{
    *movement = (struct movement){
        .record = (uint32_t)line->line_id,
        .section = (uint16_t)(line->line_id >> 32),
        .party = (uint8_t)line->party,
        .event = (uint8_t)line->event,
        .flags = (uint16_t)line->flags,
        .currency = line->currency,
        .dated = line->dated,
        .due = line->due,
        .ar_period = line->ar_period,
        .customer_id = line->customer_id,
        .product_id = line->product_id,
        .payout_id = line->payout_id,
        .content = content_of(line),
    };
    if (line->role != ROLE_TAXED)
        return;
    if (line->dated == DAY_NONE && line->ar_period != DAY_NONE)
        movement->dated = day_month_last(line->ar_period);
    movement->line_item_id = line->line_item_id;
    movement->bill_id = line->bill_id;
    movement->jurisdiction_id = line->jurisdiction_id;
}

/* Whether all of these amounts are whole cents, and few enough of them. */
static bool are_cents(const struct store_line *line, uint32_t components)
{
    bool good = true;
    for (uint32_t left = components; left != 0 && good; left &= left - 1) {
        int64_t micro = line->amounts_micro[__builtin_ctz(left)];
        int64_t cents = micro / MOVEMENT_CENT_MICRO;
        good = cents * MOVEMENT_CENT_MICRO == micro && cents == (int32_t)cents;
    }
    return good;
}

static void put_cents(struct movement *movement, const struct store_line *line)
{
    int32_t *cents = (int32_t *)(void *)(movement + 1);
    movement->flags |= MOVEMENT_IN_CENTS;
    for (uint32_t left = movement->present; left != 0; left &= left - 1)
        *cents++ = (int32_t)(line->amounts_micro[__builtin_ctz(left)] / MOVEMENT_CENT_MICRO);
}

static void put_micros(struct movement *movement, const struct store_line *line)
{
    int64_t *micro = (int64_t *)(void *)(movement + 1);
    for (uint32_t left = movement->present; left != 0; left &= left - 1)
        *micro++ = line->amounts_micro[__builtin_ctz(left)];
}

/* Equal lines have equal ones; a chance equality costs a second look, and no more. */
static uint16_t content_of(const struct store_line *line)
{
    const uint32_t ids[] = {line->offer_id,     line->invoice_id, line->settlement_id,
                            line->line_item_id, line->bill_id,    line->jurisdiction_id};
    uint64_t hash = 0;
    for (size_t at = 0; at < array_count(ids); at++)
        hash = (hash + ids[at]) * UINT64_C(0x9e3779b97f4a7c15);
    return (uint16_t)(hash >> 48);
}
