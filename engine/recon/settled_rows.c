/* Rows are found by a hash while they are counted, and sorted once to be merged or written.
 * Written, a row names only what differs from the row before it: most are a few bytes. */
#include "recon/settled_rows.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 4096, GROUP_BITS = 7, GROUPS_MOST = 10 };

static struct settled_row *row_append(struct settled_rows *rows);
static uint32_t *slot_of(const struct settled_rows *rows, const uint32_t keys[SETTLED_KEYS]);
static void slots_grow(struct settled_rows *rows);
static uint64_t hash_of(const uint32_t keys[SETTLED_KEYS]);
static void row_add(struct settled_rows *rows, struct settled_row *row, int64_t count,
                    int64_t micro);
static void sort_rows(struct settled_rows *rows);
static int compare_rows(const void *a, const void *b);
static int compare_keys(const uint32_t a[SETTLED_KEYS], const uint32_t b[SETTLED_KEYS]);
static void take_row(struct settled_rows *into, const struct settled_row *row, int sign);
static void drop_nothing(struct settled_rows *rows);
static void put_number(struct buffer *into, uint64_t number);
static void put_signed(struct buffer *into, int64_t number);
static bool get_number(struct str *bytes, uint64_t *number);
static bool get_signed(struct str *bytes, int64_t *number);

void settled_rows_free(struct settled_rows *rows)
{
    tie_assert(rows != NULL);
    free(rows->items);
    free(rows->slots);
    *rows = (struct settled_rows){0};
}

void settled_add(struct settled_rows *rows, const uint32_t keys[SETTLED_KEYS], int64_t count,
                 int64_t micro)
{
    tie_assert(rows != NULL && keys[0] < SETTLED_KINDS);
    tie_assert(rows->slots != NULL || rows->count == 0);
    if (2 * rows->count >= rows->slot_count)
        slots_grow(rows);
    uint32_t *slot = slot_of(rows, keys);
    if (*slot == 0) {
        struct settled_row *row = row_append(rows);
        *row = (struct settled_row){.count = 0};
        memcpy(row->keys, keys, sizeof row->keys);
        *slot = (uint32_t)rows->count;
    }
    rows->sorted = false;
    row_add(rows, &rows->items[*slot - 1], count, micro);
}

void settled_add_total(struct settled_rows *rows, const uint32_t keys[SETTLED_KEYS],
                       const struct money_total *total)
{
    tie_assert(rows != NULL);
    struct money amount = {0};
    if (total == NULL)
        return;
    rows->overflow |= !money_total_get(total, &amount);
    settled_add(rows, keys, money_total_count(total), amount.micro);
}

void settled_rows_merge(struct settled_rows *rows, struct settled_rows *other, int sign)
{
    tie_assert(rows != NULL && other != NULL && (sign == 1 || sign == -1));
    struct settled_rows merged = {.sorted = true,
                                  .overflow = rows->overflow || other->overflow};
    sort_rows(rows);
    sort_rows(other);
    for (size_t i = 0, j = 0; i < rows->count || j < other->count;) {
        int order = i == rows->count ? 1
                    : j == other->count
                        ? -1
                        : compare_keys(rows->items[i].keys, other->items[j].keys);
        if (order <= 0)
            take_row(&merged, &rows->items[i++], 1);
        if (order >= 0)
            take_row(&merged, &other->items[j++], sign);
    }
    drop_nothing(&merged);
    settled_rows_free(rows);
    *rows = merged;
}

/* A key that was there once more, and one of which nothing is left, are no row of their own. */
static void take_row(struct settled_rows *into, const struct settled_row *row, int sign)
{
    struct settled_row *last = into->count > 0 ? &into->items[into->count - 1] : NULL;
    if (last == NULL || compare_keys(last->keys, row->keys) != 0) {
        drop_nothing(into);
        last = row_append(into);
        *last = (struct settled_row){.count = 0};
        memcpy(last->keys, row->keys, sizeof last->keys);
    }
    row_add(into, last, sign * row->count, sign * row->micro);
}

static void drop_nothing(struct settled_rows *rows)
{
    const struct settled_row *last = rows->count > 0 ? &rows->items[rows->count - 1] : NULL;
    if (last != NULL && last->count == 0 && last->micro == 0)
        rows->count--;
}

static struct settled_row *row_append(struct settled_rows *rows)
{
    if (rows->count == rows->capacity) {
        rows->capacity = rows->capacity > 0 ? rows->capacity * 2 : 1024;
        rows->items = memory_resize(rows->items, rows->capacity, sizeof *rows->items);
    }
    return &rows->items[rows->count++];
}

static void row_add(struct settled_rows *rows, struct settled_row *row, int64_t count,
                    int64_t micro)
{
    rows->overflow |= __builtin_add_overflow(row->count, count, &row->count);
    rows->overflow |= __builtin_add_overflow(row->micro, micro, &row->micro);
}

static uint32_t *slot_of(const struct settled_rows *rows, const uint32_t keys[SETTLED_KEYS])
{
    size_t mask = rows->slot_count - 1;
    size_t at = (size_t)hash_of(keys) & mask;
    while (rows->slots[at] != 0 &&
           compare_keys(rows->items[rows->slots[at] - 1].keys, keys) != 0)
        at = (at + 1) & mask;
    return &rows->slots[at];
}

static void slots_grow(struct settled_rows *rows)
{
    free(rows->slots);
    rows->slot_count = rows->slot_count > 0 ? 4 * rows->slot_count : SLOTS_FIRST;
    rows->slots = memory_resize(NULL, rows->slot_count, sizeof *rows->slots);
    memset(rows->slots, 0, rows->slot_count * sizeof *rows->slots);
    for (size_t at = 0; at < rows->count; at++)
        *slot_of(rows, rows->items[at].keys) = (uint32_t)at + 1;
}

static uint64_t hash_of(const uint32_t keys[SETTLED_KEYS])
{
    uint64_t hash = 0;
    for (size_t at = 0; at < SETTLED_KEYS; at++) {
        hash = (hash ^ keys[at]) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    return hash;
}

static void sort_rows(struct settled_rows *rows)
{
    if (rows->sorted || rows->count == 0)
        return;
    qsort(rows->items, rows->count, sizeof *rows->items, compare_rows);
    free(rows->slots);
    rows->slots = NULL;
    rows->slot_count = 0;
    rows->sorted = true;
}

static int compare_rows(const void *a, const void *b)
{
    return compare_keys(((const struct settled_row *)a)->keys,
                        ((const struct settled_row *)b)->keys);
}

static int compare_keys(const uint32_t a[SETTLED_KEYS], const uint32_t b[SETTLED_KEYS])
{
    for (size_t at = 0; at < SETTLED_KEYS; at++)
        if (a[at] != b[at])
            return a[at] < b[at] ? -1 : 1;
    return 0;
}

/* --- as bytes -------------------------------------------------------------------------- */

void settled_rows_write(struct settled_rows *rows, struct buffer *into)
{
    tie_assert(rows != NULL && into != NULL && !rows->overflow);
    struct settled_row before = {.count = 0};
    sort_rows(rows);
    put_number(into, rows->count);
    for (size_t at = 0; at < rows->count; at++) {
        const struct settled_row *row = &rows->items[at];
        size_t same = 0;
        while (same + 1 < SETTLED_KEYS && row->keys[same] == before.keys[same])
            same++;
        buffer_add_byte(into, (char)same);
        put_number(into, row->keys[same] - before.keys[same]);
        for (size_t key = same + 1; key < SETTLED_KEYS; key++)
            put_number(into, row->keys[key]);
        put_signed(into, row->count);
        put_signed(into, row->micro);
        before = *row;
    }
}

bool settled_rows_read(struct settled_rows *rows, struct str bytes)
{
    tie_assert(rows != NULL && rows->count == 0);
    uint64_t count = 0;
    struct settled_row before = {.count = 0};
    bool good = get_number(&bytes, &count) && count <= bytes.length;
    for (uint64_t at = 0; good && at < count; at++) {
        struct settled_row row = before;
        uint64_t number = 0;
        size_t same = bytes.length > 0 ? (unsigned char)bytes.bytes[0] : SETTLED_KEYS;
        good = same < SETTLED_KEYS;
        if (!good)
            break;
        bytes = (struct str){bytes.bytes + 1, bytes.length - 1};
        for (size_t key = same; good && key < SETTLED_KEYS; key++) {
            good = get_number(&bytes, &number);
            row.keys[key] = (uint32_t)(key == same ? before.keys[key] + number : number);
        }
        good = good && get_signed(&bytes, &row.count) && get_signed(&bytes, &row.micro) &&
               row.keys[0] < SETTLED_KINDS;
        *row_append(rows) = before = row;
    }
    rows->sorted = true;
    return good && bytes.length == 0;
}

static void put_number(struct buffer *into, uint64_t number)
{
    for (; number >> GROUP_BITS != 0; number >>= GROUP_BITS)
        buffer_add_byte(into, (char)(number | 1u << GROUP_BITS));
    buffer_add_byte(into, (char)number);
}

/* Small numbers of either sign are short. */
static void put_signed(struct buffer *into, int64_t number)
{
    put_number(into, (uint64_t)number << 1 ^ (number < 0 ? UINT64_MAX : 0));
}

static bool get_number(struct str *bytes, uint64_t *number)
{
    *number = 0;
    for (unsigned group = 0; group < GROUPS_MOST && group < bytes->length; group++) {
        unsigned char byte = (unsigned char)bytes->bytes[group];
        *number |= (uint64_t)(byte & ((1u << GROUP_BITS) - 1)) << GROUP_BITS * group;
        if (byte >> GROUP_BITS != 0)
            continue;
        *bytes = (struct str){bytes->bytes + group + 1, bytes->length - group - 1};
        return true;
    }
    return false;
}

static bool get_signed(struct str *bytes, int64_t *number)
{
    uint64_t folded = 0;
    bool good = get_number(bytes, &folded);
    *number = (int64_t)(folded >> 1 ^ ((folded & 1) != 0 ? UINT64_MAX : 0));
    return good;
}
