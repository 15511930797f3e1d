/* The same payout under two names. Records are compared by a 64-bit hash of their bytes: a
 * chance equality of two different ones is beyond any file, and more than half of a file must
 * agree.
 *
 * All hashes are brought together once; in each run of equal ones every pair of files shares the
 * smaller of its two counts. Many files cost no more than one long one. */
#include "recon/overlap.h"

#include "base/arena.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Hashes are dealt out by their highest bits, in two rounds: what agrees in all of these are a few
 * items, or equal ones. */
enum { ROUND_BITS = 11, BUCKETS = 1 << ROUND_BITS, HASH_BITS = 64, FEW_ITEMS = 24 };

struct overlap_item {
    uint64_t hash;
    uint32_t file; /* first the index of the file, when sorted its place among those present */
};

struct overlap_set {
    struct overlap_item *items;
    size_t count, capacity, known_count;
    struct overlap_pair *known; /* of files without hashes */
};

/* The files of the set, by short name, so that nothing depends on their order. */
struct overlap_files {
    uint32_t *files;  /* index of a file, by place */
    uint32_t *places; /* its place, by index; UINT32_MAX when it has none */
    int64_t *records; /* by place */
    uint32_t *shared; /* by pair of places, the larger first */
    size_t count;
};

static uint64_t hash_bytes(struct str bytes);
static uint64_t mix(uint64_t a, uint64_t b);
static uint64_t load(const char *bytes, size_t length);
static void files_take(struct overlap_files *files, struct overlap_set *set,
                       const struct run_facts *facts);
static void files_order(struct overlap_files *files, const struct run_facts *facts);
static int compare_names(const void *a, const void *b, void *context);
static size_t take_known(const struct overlap_set *set, const struct run_facts *facts,
                         struct overlap_pair *pairs);
static int compare_pairs(const void *a, const void *b, void *context);
static void files_free(struct overlap_files *files);
static bool file_counts(const struct run_facts *facts, uint32_t file);
static void sort_items(struct overlap_set *set);
static void sort_round(const struct overlap_item *from, struct overlap_item *to, size_t count,
                       unsigned shift);
static void sort_group(struct overlap_item *items, size_t count);
static int compare_items(const void *a, const void *b);
static void count_shared(const struct overlap_set *set, struct overlap_files *files);
static void share_run(const struct overlap_item *run, size_t count,
                      struct overlap_files *files);
static size_t pair_index(size_t first, size_t second);
static size_t take_pairs(const struct overlap_files *files, struct overlap_pair *pairs);

struct overlap_set *overlap_new(void)
{
    struct overlap_set *set = memory_resize(NULL, 1, sizeof *set);
    *set = (struct overlap_set){0};
    return set;
}

void overlap_free(struct overlap_set *set)
{
    if (set == NULL)
        return;
    free(set->items);
    free(set->known);
    free(set);
}

void overlap_add(struct overlap_set *set, uint32_t file, struct str record)
{
    overlap_add_hash(set, file, hash_bytes(record));
}

size_t overlap_count(const struct overlap_set *set)
{
    tie_assert(set != NULL);
    return set->count;
}

uint64_t overlap_hash(const struct overlap_set *set, size_t at, uint32_t *file)
{
    tie_assert(set != NULL && file != NULL && at < set->count);
    *file = set->items[at].file;
    return set->items[at].hash;
}

void overlap_add_hash(struct overlap_set *set, uint32_t file, uint64_t hash)
{
    tie_assert(set != NULL && file != UINT32_MAX);
    if (set->count == set->capacity) {
        set->capacity = set->capacity == 0 ? 4096 : set->capacity * 2;
        set->items = memory_resize(set->items, set->capacity, sizeof *set->items);
    }
    set->items[set->count++] = (struct overlap_item){hash, file};
}

void overlap_add_pair(struct overlap_set *set, const struct overlap_pair *pair)
{
    tie_assert(set != NULL && pair != NULL && pair->first != pair->second);
    set->known = memory_resize(set->known, set->known_count + 1, sizeof *set->known);
    set->known[set->known_count++] = *pair;
}

size_t overlap_pairs(struct overlap_set *set, const struct run_facts *facts,
                     struct arena *arena, struct overlap_pair **pairs)
{
    tie_assert(set != NULL && facts != NULL && arena != NULL && pairs != NULL);
    struct overlap_files files = {0};
    size_t count = 0;
    files_take(&files, set, facts);
    if (files.count >= 2) {
        sort_items(set);
        count_shared(set, &files);
        count = take_pairs(&files, NULL);
    }
    struct overlap_pair *all = arena_take(arena, (count + set->known_count + 1) * sizeof *all);
    tie_assert(all != NULL);
    take_pairs(&files, all);
    count += take_known(set, facts, all + count);
    qsort_r(all, count, sizeof *all, compare_pairs, (void *)(uintptr_t)facts);
    files_free(&files);
    *pairs = all;
    return count;
}

enum status overlap_refuse(const struct run_facts *facts, const struct overlap_pair *pairs,
                           size_t count, struct failure *failure)
{
    tie_assert(facts != NULL && failure != NULL && (pairs != NULL || count == 0));
    const struct overlap_pair *most = NULL;
    for (size_t at = 0; at < count; at++)
        if (most == NULL || pairs[at].shared > most->shared)
            most = &pairs[at];
    if (most == NULL)
        return STATUS_OK;
    struct str first = facts->files[most->first].short_name;
    struct str second = facts->files[most->second].short_name;
    failure_set(failure, STATUS_REFUSED,
                "%" PRId64 " records of %.*s (of %" PRId64 ") stand byte for byte in %.*s (of "
                "%" PRId64 "): this looks like one payout delivered twice",
                most->shared, (int)first.length, first.bytes, most->first_records,
                (int)second.length, second.bytes, most->second_records);
    failure_remedy(failure,
                   "Give only one of them: with both, every shared line would count twice. "
                   "--replace takes\nthe newer one in the place of the older, --both counts "
                   "both all the same.");
    return STATUS_REFUSED;
}

/* --- hashing ------------------------------------------------------------------------- */

/* Sixteen bytes a step, each folded by a 64 by 64 bit multiplication; the constants are the
 * fractional digits of square roots, so that no input bit stays where it was. */
static uint64_t hash_bytes(struct str bytes)
{
    const uint64_t seed = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = mix(seed ^ bytes.length, UINT64_C(0xbb67ae8584caa73b));
    size_t at = 0;
    for (; bytes.length - at > 16; at += 16)
        hash = mix(load(bytes.bytes + at, 8) ^ hash ^ seed,
                   load(bytes.bytes + at + 8, 8) ^ UINT64_C(0x3c6ef372fe94f82b));
    size_t rest = bytes.length - at;
    size_t low = rest < 8 ? rest : 8;
    uint64_t first = rest == 0 ? 0 : load(bytes.bytes + at, low);
    uint64_t second = rest <= 8 ? 0 : load(bytes.bytes + at + 8, rest - 8);
    hash = mix(first ^ hash ^ seed, second ^ UINT64_C(0xa54ff53a5f1d36f1));
    return mix(hash ^ seed, UINT64_C(0x510e527fade682d1));
}

__extension__ typedef unsigned __int128 wide_word;

static uint64_t mix(uint64_t a, uint64_t b)
{
    wide_word product = (wide_word)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t load(const char *bytes, size_t length)
{
    uint64_t word = 0;
    memcpy(&word, bytes, length);
    return word;
}

/* --- files --------------------------------------------------------------------------- */

/* Gives each file a place by its short name, and drops what does not count. */
static void files_take(struct overlap_files *files, struct overlap_set *set,
                       const struct run_facts *facts)
{
    bool *counts = memory_resize(NULL, facts->file_count + 1, sizeof *counts);
    size_t kept = 0;
    files->places = memory_resize(NULL, facts->file_count + 1, sizeof *files->places);
    files->files = memory_resize(NULL, facts->file_count + 1, sizeof *files->files);
    for (uint32_t file = 0; file < facts->file_count; file++) {
        counts[file] = file_counts(facts, file);
        files->places[file] = UINT32_MAX;
    }
    for (size_t i = 0; i < set->count; i++) {
        uint32_t file = set->items[i].file;
        tie_assert(file < facts->file_count);
        if (!counts[file])
            continue;
        set->items[kept++] = set->items[i];
        if (files->places[file] == UINT32_MAX) {
            files->places[file] = (uint32_t)files->count;
            files->files[files->count++] = file;
        }
    }
    set->count = kept;
    free(counts);
    files_order(files, facts);
    for (size_t i = 0; i < kept; i++) {
        set->items[i].file = files->places[set->items[i].file];
        files->records[set->items[i].file]++;
    }
}

static void files_order(struct overlap_files *files, const struct run_facts *facts)
{
    size_t pairs = pair_index(0, files->count) + 1;
    qsort_r(files->files, files->count, sizeof *files->files, compare_names,
            (void *)(uintptr_t)facts);
    for (size_t place = 0; place < files->count; place++)
        files->places[files->files[place]] = (uint32_t)place;
    files->records = memory_resize(NULL, files->count + 1, sizeof *files->records);
    memset(files->records, 0, (files->count + 1) * sizeof *files->records);
    files->shared = memory_resize(NULL, pairs, sizeof *files->shared);
    memset(files->shared, 0, pairs * sizeof *files->shared);
}

static int compare_names(const void *a, const void *b, void *context)
{
    const struct run_facts *facts = context;
    return str_compare(facts->files[*(const uint32_t *)a].short_name,
                       facts->files[*(const uint32_t *)b].short_name);
}

static void files_free(struct overlap_files *files)
{
    free(files->files);
    free(files->places);
    free(files->records);
    free(files->shared);
}

/* What files are called may have changed since: the first of a pair is so by its name of now. */
static size_t take_known(const struct overlap_set *set, const struct run_facts *facts,
                         struct overlap_pair *pairs)
{
    for (size_t at = 0; at < set->known_count; at++) {
        struct overlap_pair pair = set->known[at];
        pairs[at] = pair;
        if (compare_names(&pair.first, &pair.second, (void *)(uintptr_t)facts) > 0)
            pairs[at] = (struct overlap_pair){pair.second, pair.first, pair.shared,
                                              pair.second_records, pair.first_records};
    }
    return set->known_count;
}

static int compare_pairs(const void *a, const void *b, void *context)
{
    const struct overlap_pair *left = a;
    const struct overlap_pair *right = b;
    int order = compare_names(&left->first, &right->first, context);
    return order != 0 ? order : compare_names(&left->second, &right->second, context);
}

/* A file all of whose tables are superseded is not counted, and repeats nothing. */
static bool file_counts(const struct run_facts *facts, uint32_t file)
{
    bool any = false;
    for (size_t i = 0; i < facts->section_count; i++) {
        if (facts->sections[i].file != file)
            continue;
        if (!facts->sections[i].superseded)
            return true;
        any = true;
    }
    return !any;
}

/* --- counting ------------------------------------------------------------------------ */

/* By hash, then by place. */
static void sort_items(struct overlap_set *set)
{
    const unsigned shift = HASH_BITS - 2 * ROUND_BITS;
    struct overlap_item *spare = memory_resize(NULL, set->count + 1, sizeof *spare);
    sort_round(set->items, spare, set->count, shift);
    sort_round(spare, set->items, set->count, shift + ROUND_BITS);
    free(spare);
    for (size_t from = 0, to = 0; from < set->count; from = to) {
        uint64_t high = set->items[from].hash >> shift;
        for (to = from + 1; to < set->count && set->items[to].hash >> shift == high;)
            to++;
        sort_group(&set->items[from], to - from);
    }
}

static void sort_round(const struct overlap_item *from, struct overlap_item *to, size_t count,
                       unsigned shift)
{
    size_t starts[BUCKETS + 1] = {0};
    for (size_t i = 0; i < count; i++)
        starts[(from[i].hash >> shift & (BUCKETS - 1)) + 1]++;
    for (size_t bucket = 1; bucket <= BUCKETS; bucket++)
        starts[bucket] += starts[bucket - 1];
    for (size_t i = 0; i < count; i++)
        to[starts[from[i].hash >> shift & (BUCKETS - 1)]++] = from[i];
}

static void sort_group(struct overlap_item *items, size_t count)
{
    if (count > FEW_ITEMS) {
        qsort(items, count, sizeof *items, compare_items);
        return;
    }
    for (size_t at = 1; at < count; at++) {
        struct overlap_item item = items[at];
        size_t to = at;
        for (; to > 0 && compare_items(&items[to - 1], &item) > 0; to--)
            items[to] = items[to - 1];
        items[to] = item;
    }
}

static int compare_items(const void *a, const void *b)
{
    const struct overlap_item *first = a;
    const struct overlap_item *second = b;
    if (first->hash != second->hash)
        return first->hash < second->hash ? -1 : 1;
    return (first->file > second->file) - (first->file < second->file);
}

static void count_shared(const struct overlap_set *set, struct overlap_files *files)
{
    for (size_t i = 0; i < set->count;) {
        size_t end = i + 1;
        while (end < set->count && set->items[end].hash == set->items[i].hash)
            end++;
        if (end - i > 1)
            share_run(&set->items[i], end - i, files);
        i = end;
    }
}

/* One run of equal hashes, by place. */
static void share_run(const struct overlap_item *run, size_t count, struct overlap_files *files)
{
    for (size_t i = 0, next = 0; i < count; i = next) {
        for (next = i; next < count && run[next].file == run[i].file;)
            next++;
        for (size_t j = next, after = 0; j < count; j = after) {
            for (after = j; after < count && run[after].file == run[j].file;)
                after++;
            size_t fewer = next - i < after - j ? next - i : after - j;
            files->shared[pair_index(run[i].file, run[j].file)] += (uint32_t)fewer;
        }
    }
}

static size_t pair_index(size_t first, size_t second)
{
    tie_assert(first <= second);
    return second * (second + 1) / 2 + first;
}

/* How many there are; into `pairs` unless it is NULL. */
static size_t take_pairs(const struct overlap_files *files, struct overlap_pair *pairs)
{
    size_t count = 0;
    for (size_t first = 0; first < files->count; first++) {
        for (size_t second = first + 1; second < files->count; second++) {
            int64_t shared = files->shared[pair_index(first, second)];
            int64_t smaller = files->records[first] < files->records[second]
                                  ? files->records[first]
                                  : files->records[second];
            if (2 * shared <= smaller)
                continue;
            if (pairs != NULL)
                pairs[count] =
                    (struct overlap_pair){files->files[first], files->files[second], shared,
                                          files->records[first], files->records[second]};
            count++;
        }
    }
    return count;
}
