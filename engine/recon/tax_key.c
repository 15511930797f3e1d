/* Rows that belong together are found by sorting: they are few, and stand together in the report
 * nearly always, so that insertion is the quick way. Rows without a reference may be many. */
#include "recon/tax_parts.h"

#include <stdlib.h>

enum { FEW_KEYS = 24 };

static int key_compare(const void *a, const void *b);
static int parts_compare(const struct tax_key *a, const struct tax_key *b, size_t parts);

void tax_keys_clear(struct tax_keys *keys)
{
    tie_assert(keys != NULL);
    keys->count = 0;
}

struct tax_key *tax_keys_add(struct tax_keys *keys, size_t at)
{
    tie_assert(keys != NULL);
    if (keys->count == keys->capacity) {
        keys->capacity = keys->capacity > 0 ? keys->capacity * 2 : 64;
        keys->items = memory_resize(keys->items, keys->capacity, sizeof *keys->items);
    }
    struct tax_key *key = &keys->items[keys->count++];
    *key = (struct tax_key){.at = at};
    return key;
}

void tax_keys_sort(struct tax_keys *keys)
{
    tie_assert(keys != NULL);
    if (keys->count > FEW_KEYS) {
        qsort(keys->items, keys->count, sizeof *keys->items, key_compare);
        return;
    }
    for (size_t at = 1; at < keys->count; at++) {
        if (key_compare(&keys->items[at - 1], &keys->items[at]) <= 0)
            continue;
        struct tax_key key = keys->items[at];
        size_t to = at;
        for (; to > 0 && key_compare(&keys->items[to - 1], &key) > 0; to--)
            keys->items[to] = keys->items[to - 1];
        keys->items[to] = key;
    }
}

bool tax_key_same(const struct tax_key *a, const struct tax_key *b, size_t parts)
{
    tie_assert(a != NULL && b != NULL);
    tie_assert(parts <= TAX_KEY_PARTS);
    return parts_compare(a, b, parts) == 0;
}

void tax_keys_free(struct tax_keys *keys)
{
    tie_assert(keys != NULL);
    free(keys->items);
    *keys = (struct tax_keys){0};
}

static int key_compare(const void *a, const void *b)
{
    const struct tax_key *first = a;
    const struct tax_key *second = b;
    int order = parts_compare(first, second, TAX_KEY_PARTS);
    return order != 0 ? order : (first->at > second->at) - (first->at < second->at);
}

static int parts_compare(const struct tax_key *a, const struct tax_key *b, size_t parts)
{
    for (size_t at = 0; at < parts; at++)
        if (a->parts[at] != b->parts[at])
            return a->parts[at] < b->parts[at] ? -1 : 1;
    return 0;
}
