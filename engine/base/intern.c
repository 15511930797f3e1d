/* Interning: one hash and, mostly, one comparison for each cell read, so this is written for
 * few cache misses. A slot carries the hash, and where the text lies, beside the id: texts that
 * differ are told apart without touching them, one that is found costs its slot and itself, and
 * growing the table reads nothing but the table.
 *
 * The hash multiplies 64-bit words into 128 bits and folds the halves. It is not keyed: ids
 * never leave the program, and a crafted file only slows down the run of the one who loads it.
 */
#include "base/intern.h"

#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 wide;

enum { SLOTS_FIRST = 1024, TEXTS_FIRST = 512, HASH_BYTES = 4, IDS_AHEAD = 16 };

static uint64_t mix(uint64_t a, uint64_t b);
static uint64_t word_at(const char *bytes);
static uint32_t half_at(const char *bytes);
static uint64_t tail_of(struct str text);
static size_t slot_of(const struct intern *intern, struct str text, uint32_t hash);
static bool slot_is(const struct intern_slot *slot, struct str text);
static size_t known_bytes(const struct intern *intern);
static size_t known_first(const struct intern *intern, uint32_t hash);
static void known_fill(struct intern *intern, uint32_t id);
static uint32_t known_find(struct intern *intern, struct str text, uint32_t hash);
static struct str kept_text(const char *bytes);
static const char *text_keep(struct intern *intern, struct str text);
static uint32_t text_add(struct intern *intern, struct str text, uint32_t hash);
static void slot_add(struct intern *intern, uint32_t id, uint32_t hash);
static uint32_t text_place(struct intern *intern, const char *kept);
static void texts_grow(struct intern *intern);
static size_t slots_bytes(const struct intern *intern);
static bool slots_full(const struct intern *intern);
static uint64_t slots_next(const struct intern *intern);
static void slots_grow(struct intern *intern, uint64_t count);
static void slot_fill(struct intern *intern, struct intern_slot filled);

void intern_free(struct intern *intern)
{
    tie_assert(intern != NULL);
    arena_free(&intern->arena);
    free(intern->texts);
    if (intern->slots != NULL)
        memory_table_free(intern->slots, slots_bytes(intern));
    free(intern->hashes);
    if (intern->known != NULL)
        memory_table_free(intern->known, known_bytes(intern));
    *intern = (struct intern){0};
}

uint32_t intern_put(struct intern *intern, struct str text)
{
    return intern_put_hashed(intern, text, text.length == 0 ? 0 : intern_hash(text)).id;
}

uint32_t intern_append(struct intern *intern, struct str text)
{
    tie_assert(intern != NULL && text.length < UINT32_MAX && intern->count < INTERN_NONE - 1);
    if (intern->count == 0)
        text_add(intern, STR(""), intern_hash(STR("")));
    if (text.length == 0)
        return 0;
    return text_place(intern, text_keep(intern, text));
}

struct intern_found intern_put_hashed(struct intern *intern, struct str text, uint32_t hash)
{
    tie_assert(intern != NULL && text.length < UINT32_MAX);
    if (intern->count == 0)
        text_add(intern, STR(""), intern_hash(STR("")));
    if (text.length == 0)
        return (struct intern_found){0, STR("")};
    const struct intern_slot *slot = &intern->slots[slot_of(intern, text, hash)];
    if (slot->key != 0)
        return (struct intern_found){(uint32_t)slot->key - 1, {slot->bytes, text.length}};
    uint32_t id = known_find(intern, text, hash);
    if (id == 0)
        id = text_add(intern, text, hash);
    else
        slot_add(intern, id, hash);
    return (struct intern_found){id, intern_text(intern, id)};
}

bool intern_reserve(struct intern *intern, struct str hashes)
{
    tie_assert(intern != NULL && (hashes.bytes != NULL || hashes.length == 0));
    size_t count = hashes.length / HASH_BYTES;
    if (hashes.length % HASH_BYTES != 0)
        return false;
    if (intern->count == 0)
        text_add(intern, STR(""), intern_hash(STR("")));
    if (intern->reserved == 0)
        intern->reserved = 1;
    tie_assert(intern->count == intern->reserved);
    intern->hashes =
        memory_resize(intern->hashes, intern->reserved + count, sizeof *intern->hashes);
    for (const char *at = hashes.bytes; count-- > 0; at += HASH_BYTES) {
        intern->hashes[intern->reserved++] = half_at(at);
        text_place(intern, NULL);
    }
    return true;
}

/* A third of the slots stays empty. Where one belongs is anywhere in memory, so it is asked for
 * some ids ahead. */
void intern_find_reserved(struct intern *intern, struct intern_source source)
{
    tie_assert(intern != NULL && source.fetch != NULL && intern->known == NULL);
    uint64_t slots = (uint64_t)intern->reserved + intern->reserved / 2;
    intern->source = source;
    if (intern->reserved <= 1)
        return;
    intern->known_slots = slots < UINT32_MAX ? (uint32_t)slots : UINT32_MAX;
    intern->known = memory_table(known_bytes(intern));
    for (uint32_t id = 1; id < intern->reserved; id++) {
        if (id + IDS_AHEAD < intern->reserved)
            __builtin_prefetch(
                &intern->known[known_first(intern, intern->hashes[id + IDS_AHEAD])], 1);
        known_fill(intern, id);
    }
}

bool intern_place(struct intern *intern, uint32_t id, struct str text)
{
    tie_assert(intern != NULL && text.length < UINT32_MAX);
    if (id == 0 || id >= intern->reserved || text.length == 0 ||
        intern_hash(text) != intern->hashes[id])
        return false;
    if (intern->texts[id] == NULL)
        intern->texts[id] = text_keep(intern, text);
    return true;
}

void intern_expect_slot(const struct intern *intern, uint32_t hash)
{
    tie_assert(intern != NULL);
    if (intern->slots != NULL)
        __builtin_prefetch(&intern->slots[hash & intern->slots_mask]);
    if (intern->known != NULL)
        __builtin_prefetch(&intern->known[known_first(intern, hash)]);
}

void intern_expect_text(const struct intern *intern, uint32_t hash)
{
    tie_assert(intern != NULL);
    if (intern->slots == NULL)
        return;
    const struct intern_slot *slot = &intern->slots[hash & intern->slots_mask];
    if (slot->key >> 32 == hash && slot->bytes != NULL)
        __builtin_prefetch(slot->bytes - sizeof(uint32_t));
}

struct intern_found intern_next(const struct intern *intern, uint32_t hash, size_t *probe)
{
    tie_assert(intern != NULL && probe != NULL);
    while (intern->slots != NULL) {
        const struct intern_slot *slot =
            &intern->slots[(hash + (*probe)++) & intern->slots_mask];
        if (slot->key == 0)
            break;
        if (slot->key >> 32 == hash)
            return (struct intern_found){(uint32_t)slot->key - 1, kept_text(slot->bytes)};
    }
    return (struct intern_found){0, STR("")};
}

uint32_t intern_find(const struct intern *intern, struct str text)
{
    tie_assert(intern != NULL && text.length < UINT32_MAX);
    if (text.length == 0)
        return 0;
    if (intern->count == 0)
        return INTERN_NONE;
    uint64_t found = intern->slots[slot_of(intern, text, intern_hash(text))].key;
    return found != 0 ? (uint32_t)found - 1 : INTERN_NONE;
}

struct str intern_text(const struct intern *intern, uint32_t id)
{
    tie_assert(intern != NULL);
    if (id == 0)
        return STR("");
    tie_assert(id < intern->count && intern->texts[id] != NULL);
    return kept_text(intern->texts[id]);
}

uint32_t intern_hash(struct str text)
{
    uint64_t hash = mix(text.length ^ 0x9E3779B97F4A7C15u, 0xD6E8FEB86659FD93u);
    while (text.length > 8) {
        hash = mix(hash ^ word_at(text.bytes), 0xA0761D6478BD642Fu);
        text.bytes += 8;
        text.length -= 8;
    }
    hash = mix(hash ^ tail_of(text), 0xE7037ED1A0B428DBu);
    return (uint32_t)(hash ^ hash >> 32);
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Books keep hashes, and may be read on another machine: the lowest byte comes first on all. */
static uint64_t word_at(const char *bytes)
{
    uint64_t word = 0;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static uint32_t half_at(const char *bytes)
{
    uint32_t half = 0;
    memcpy(&half, bytes, sizeof half);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    half = __builtin_bswap32(half);
#endif
    return half;
}

/* The last 0 to 8 bytes, in loads of fixed size that overlap: no loop, and nothing beyond them.
 */
static uint64_t tail_of(struct str text)
{
    tie_assert(text.length <= 8);
    uint32_t low = 0;
    uint32_t high = 0;
    if (text.length >= 4) {
        low = half_at(text.bytes);
        high = half_at(text.bytes + text.length - 4);
    } else if (text.length > 0) {
        low = (unsigned char)text.bytes[0];
        high = (uint32_t)((unsigned char)text.bytes[text.length / 2] << 8 |
                          (unsigned char)text.bytes[text.length - 1]);
    }
    return (uint64_t)high << 32 | low;
}

/* The slot that holds `text`, or the empty one where it belongs. The table is never full. */
static size_t slot_of(const struct intern *intern, struct str text, uint32_t hash)
{
    size_t slot = hash & intern->slots_mask;
    for (uint64_t held = 0; (held = intern->slots[slot].key) != 0;) {
        if (held >> 32 == hash && slot_is(&intern->slots[slot], text))
            return slot;
        slot = (slot + 1) & intern->slots_mask;
    }
    return slot;
}

static bool slot_is(const struct intern_slot *slot, struct str text)
{
    struct str own = kept_text(slot->bytes);
    return own.length == text.length && memcmp(own.bytes, text.bytes, text.length) == 0;
}

static size_t known_bytes(const struct intern *intern)
{
    return intern->known_slots * sizeof *intern->known;
}

/* As high among the slots as the hash is among hashes. */
static size_t known_first(const struct intern *intern, uint32_t hash)
{
    return (size_t)((uint64_t)hash * intern->known_slots >> 32);
}

static void known_fill(struct intern *intern, uint32_t id)
{
    size_t slot = known_first(intern, intern->hashes[id]);
    while (intern->known[slot] != 0)
        slot = (slot + 1) % intern->known_slots;
    intern->known[slot] = (uint64_t)intern->hashes[id] << 32 | id;
}

/* The reserved id of a text, or 0. Those of its hash are fetched, to be compared. */
static uint32_t known_find(struct intern *intern, struct str text, uint32_t hash)
{
    uint64_t held = 0;
    if (intern->known == NULL)
        return 0;
    for (size_t slot = known_first(intern, hash); (held = intern->known[slot]) != 0;
         slot = (slot + 1) % intern->known_slots) {
        uint32_t id = (uint32_t)held;
        if (held >> 32 != hash)
            continue;
        if (intern->texts[id] == NULL)
            intern->source.fetch(intern->source.context, id);
        if (intern->texts[id] != NULL && str_equal(kept_text(intern->texts[id]), text))
            return id;
    }
    return 0;
}

static struct str kept_text(const char *bytes)
{
    uint32_t length = 0;
    memcpy(&length, bytes - sizeof length, sizeof length);
    return (struct str){bytes, length};
}

static uint32_t text_add(struct intern *intern, struct str text, uint32_t hash)
{
    uint32_t id = text_place(intern, text_keep(intern, text));
    slot_add(intern, id, hash);
    return id;
}

static void slot_add(struct intern *intern, uint32_t id, uint32_t hash)
{
    if (slots_full(intern))
        slots_grow(intern, slots_next(intern));
    slot_fill(intern, (struct intern_slot){(uint64_t)hash << 32 | (id + 1), intern->texts[id]});
    intern->slots_filled++;
}

/* The next id, of a text that is kept. */
static uint32_t text_place(struct intern *intern, const char *kept)
{
    if (intern->count >= INTERN_NONE - 1)
        memory_exhausted();
    if (intern->count == intern->texts_capacity)
        texts_grow(intern);
    intern->texts[intern->count] = kept;
    return intern->count++;
}

/* A copy of `text` behind its length, followed by a NUL. */
static const char *text_keep(struct intern *intern, struct str text)
{
    uint32_t length = (uint32_t)text.length;
    char *kept = arena_take_bytes(&intern->arena, sizeof length + text.length + 1);
    memcpy(kept, &length, sizeof length);
    if (text.length > 0)
        memcpy(kept + sizeof length, text.bytes, text.length);
    return kept + sizeof length;
}

static void texts_grow(struct intern *intern)
{
    uint64_t capacity = TEXTS_FIRST;
    if (intern->texts_capacity > 0)
        capacity = (uint64_t)intern->texts_capacity * 2;
    if (capacity > UINT32_MAX)
        capacity = UINT32_MAX;
    intern->texts = memory_resize(intern->texts, capacity, sizeof *intern->texts);
    intern->texts_capacity = (uint32_t)capacity;
}

static size_t slots_bytes(const struct intern *intern)
{
    return ((size_t)intern->slots_mask + 1) * sizeof *intern->slots;
}

/* At most 5 of 8 slots are filled: beyond that the probes of linear probing grow long. */
static bool slots_full(const struct intern *intern)
{
    uint64_t slots = (uint64_t)intern->slots_mask + 1;
    return intern->slots == NULL || intern->slots_filled >= slots / 8 * 5;
}

static uint64_t slots_next(const struct intern *intern)
{
    return intern->slots == NULL ? SLOTS_FIRST : ((uint64_t)intern->slots_mask + 1) * 2;
}

static void slots_grow(struct intern *intern, uint64_t count)
{
    uint64_t before = intern->slots == NULL ? 0 : (uint64_t)intern->slots_mask + 1;
    if (count > (uint64_t)UINT32_MAX + 1)
        memory_exhausted();
    struct intern_slot *old = intern->slots;
    intern->slots = memory_table(count * sizeof *intern->slots);
    intern->slots_mask = (uint32_t)(count - 1);
    for (uint64_t slot = 0; slot < before; slot++)
        if (old[slot].key != 0)
            slot_fill(intern, old[slot]);
    if (old != NULL)
        memory_table_free(old, before * sizeof *old);
}

/* Puts a text known to be new into the first empty slot of its probe. */
static void slot_fill(struct intern *intern, struct intern_slot filled)
{
    size_t slot = (uint32_t)(filled.key >> 32) & intern->slots_mask;
    while (intern->slots[slot].key != 0)
        slot = (slot + 1) & intern->slots_mask;
    intern->slots[slot] = filled;
}
