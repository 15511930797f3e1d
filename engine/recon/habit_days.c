/* All notes are sorted by days, whatever their owner, and then dealt out to their owners, who so
 * receive theirs in order. */
#include "recon/habit_days.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* Three rounds of eleven bits are more than the 32 there are. */
enum { ROUND_BITS = 11, ROUNDS = 3, BUCKETS = 1 << ROUND_BITS };

static void sort_round(const struct habit_note *from, struct habit_note *to, size_t count,
                       unsigned shift);
static size_t bucket_of(const struct habit_note *note, unsigned shift);
static void deal_out(struct habit_days *all, const struct habit_note *notes);

void habit_days_free(struct habit_days *all)
{
    tie_assert(all != NULL);
    free(all->notes);
    free(all->days);
    free(all->ends);
    *all = (struct habit_days){0};
}

void habit_days_add(struct habit_days *all, uint32_t owner, int32_t days)
{
    tie_assert(all != NULL && all->ends == NULL);
    if (all->count == all->capacity) {
        all->capacity = all->capacity > 0 ? all->capacity * 2 : 4096;
        all->notes = memory_resize(all->notes, all->capacity, sizeof *all->notes);
    }
    all->notes[all->count++] = (struct habit_note){owner, days};
}

void habit_days_settle(struct habit_days *all, size_t owners)
{
    tie_assert(all != NULL && all->ends == NULL);
    struct habit_note *spare = memory_resize(NULL, all->count, sizeof *spare);
    all->owners = owners;
    sort_round(all->notes, spare, all->count, 0);
    sort_round(spare, all->notes, all->count, ROUND_BITS);
    sort_round(all->notes, spare, all->count, 2 * ROUND_BITS);
    deal_out(all, spare);
    free(spare);
    free(all->notes);
    all->notes = NULL;
}

const int32_t *habit_days_of(const struct habit_days *all, uint32_t owner, size_t *count)
{
    tie_assert(all != NULL && count != NULL);
    tie_assert(all->ends != NULL && owner < all->owners);
    size_t from = owner > 0 ? all->ends[owner - 1] : 0;
    *count = all->ends[owner] - from;
    return all->days + from;
}

static void sort_round(const struct habit_note *from, struct habit_note *to, size_t count,
                       unsigned shift)
{
    size_t starts[BUCKETS + 1] = {0};
    for (size_t at = 0; at < count; at++)
        starts[bucket_of(&from[at], shift) + 1]++;
    for (size_t bucket = 1; bucket <= BUCKETS; bucket++)
        starts[bucket] += starts[bucket - 1];
    for (size_t at = 0; at < count; at++)
        to[starts[bucket_of(&from[at], shift)]++] = from[at];
}

/* With its highest bit turned, a negative number is below a positive one. */
static size_t bucket_of(const struct habit_note *note, unsigned shift)
{
    uint32_t ordered = (uint32_t)note->days ^ UINT32_C(1) << 31;
    return ordered >> shift & (BUCKETS - 1);
}

static void deal_out(struct habit_days *all, const struct habit_note *notes)
{
    all->days = memory_resize(NULL, all->count, sizeof *all->days);
    all->ends = memory_resize(NULL, all->owners + 1, sizeof *all->ends);
    memset(all->ends, 0, (all->owners + 1) * sizeof *all->ends);
    for (size_t at = 0; at < all->count; at++) {
        tie_assert(notes[at].owner < all->owners);
        all->ends[notes[at].owner + 1]++;
    }
    for (size_t owner = 1; owner <= all->owners; owner++)
        all->ends[owner] += all->ends[owner - 1];
    /* Where its days begin moves on as they come in, until it is where they end. */
    for (size_t at = 0; at < all->count; at++)
        all->days[all->ends[notes[at].owner]++] = notes[at].days;
}
