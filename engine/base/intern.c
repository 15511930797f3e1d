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

enum { SLOTS_FIRST = 1024, TEXTS_FIRST = 512, TEXTS_AHEAD = 16 };

static uint64_t mix(uint64_t a, uint64_t b);
static uint64_t word_at(const char *bytes);
static uint64_t tail_of(struct str text);
static size_t slot_of(const struct intern *intern, struct str text, uint32_t hash);
static bool slot_is(const struct intern_slot *slot, struct str text);
static struct str kept_text(const char *bytes);
static const char *text_keep(struct intern *intern, struct str text);
static size_t unpack_some(char **at, const char *end, struct str *texts, size_t most);
static bool place_some(struct intern *intern, const struct str *texts, size_t count, bool find);
static uint32_t text_add(struct intern *intern, struct str text, uint32_t hash);
static uint32_t text_place(struct intern *intern, const char *kept);
static void texts_grow(struct intern *intern);
static size_t slots_bytes(const struct intern *intern);
static bool slots_full(const struct intern *intern, uint32_t texts);
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
    uint32_t id = text_add(intern, text, hash);
    return (struct intern_found){id, intern_text(intern, id)};
}

void intern_pack(const struct intern *intern, uint32_t *id, size_t bytes, struct buffer *packed)
{
    tie_assert(intern != NULL && id != NULL && packed != NULL);
    if (*id == 0)
        *id = 1;
    for (size_t begun = packed->length; *id < intern->count; ++*id) {
        struct str text = intern_text(intern, *id);
        for (unsigned shift = 0; shift < 32; shift += 8)
            buffer_add_byte(packed, (char)(text.length >> shift & UINT8_MAX));
        buffer_add(packed, text);
        buffer_add_byte(packed, '\0');
        if (packed->length - begun >= bytes) {
            ++*id;
            break;
        }
    }
}

/* The texts lie as text_keep leaves them: they are used where they are. */
bool intern_take_packed(struct intern *intern, struct str packed, bool find)
{
    tie_assert(intern != NULL && (packed.bytes != NULL || packed.length == 0));
    struct str texts[TEXTS_AHEAD];
    if (intern->count == 0)
        text_add(intern, STR(""), intern_hash(STR("")));
    if (packed.length == 0)
        return true;
    char *at = arena_take_bytes(&intern->arena, packed.length);
    const char *end = at + packed.length;
    memcpy(at, packed.bytes, packed.length);
    while (at < end) {
        size_t count = unpack_some(&at, end, texts, TEXTS_AHEAD);
        if (count == 0 || !place_some(intern, texts, count, find))
            return false;
    }
    return true;
}

void intern_expect_count(struct intern *intern, uint32_t count)
{
    tie_assert(intern != NULL);
    uint64_t slots = slots_next(intern);
    if (!slots_full(intern, count))
        return;
    while (count >= slots / 8 * 5)
        slots *= 2;
    slots_grow(intern, slots);
}

void intern_expect_slot(const struct intern *intern, uint32_t hash)
{
    tie_assert(intern != NULL);
    if (intern->slots != NULL)
        __builtin_prefetch(&intern->slots[hash & intern->slots_mask]);
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
    tie_assert(id < intern->count);
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

static uint64_t word_at(const char *bytes)
{
    uint64_t word = 0;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* The last 0 to 8 bytes, in loads of fixed size that overlap: no loop, and nothing beyond them.
 */
static uint64_t tail_of(struct str text)
{
    tie_assert(text.length <= 8);
    uint32_t low = 0;
    uint32_t high = 0;
    if (text.length >= 4) {
        memcpy(&low, text.bytes, 4);
        memcpy(&high, text.bytes + text.length - 4, 4);
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

static struct str kept_text(const char *bytes)
{
    uint32_t length = 0;
    memcpy(&length, bytes - sizeof length, sizeof length);
    return (struct str){bytes, length};
}

static uint32_t text_add(struct intern *intern, struct str text, uint32_t hash)
{
    uint32_t id = text_place(intern, text_keep(intern, text));
    if (slots_full(intern, id))
        slots_grow(intern, slots_next(intern));
    slot_fill(intern, (struct intern_slot){(uint64_t)hash << 32 | (id + 1), intern->texts[id]});
    return id;
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

/* The next texts, each behind its length; none when they are broken off, or one is empty. */
static size_t unpack_some(char **at, const char *end, struct str *texts, size_t most)
{
    size_t count = 0;
    while (count < most && *at < end) {
        uint32_t length = 0;
        if ((size_t)(end - *at) < sizeof length)
            return 0;
        for (unsigned byte = 0; byte < sizeof length; byte++)
            length |= (uint32_t)(unsigned char)(*at)[byte] << 8 * byte;
        memcpy(*at, &length, sizeof length);
        *at += sizeof length;
        if (length == 0 || length >= (size_t)(end - *at) || (*at)[length] != '\0')
            return 0;
        texts[count++] = (struct str){*at, length};
        *at += length + 1;
    }
    return count;
}

/* Their slots are anywhere in memory: all are fetched before the first is looked at. */
static bool place_some(struct intern *intern, const struct str *texts, size_t count, bool find)
{
    uint32_t hashes[TEXTS_AHEAD];
    for (size_t i = 0; find && i < count; i++) {
        hashes[i] = intern_hash(texts[i]);
        intern_expect_slot(intern, hashes[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (find && intern->slots[slot_of(intern, texts[i], hashes[i])].key != 0)
            return false;
        uint32_t id = text_place(intern, texts[i].bytes);
        if (!find)
            continue;
        if (slots_full(intern, id))
            slots_grow(intern, slots_next(intern));
        slot_fill(intern,
                  (struct intern_slot){(uint64_t)hashes[i] << 32 | (id + 1), texts[i].bytes});
    }
    return true;
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
static bool slots_full(const struct intern *intern, uint32_t texts)
{
    return intern->slots == NULL || texts >= ((uint64_t)intern->slots_mask + 1) / 8 * 5;
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
