/* Inside the position pass only: numbers of days, noted under an owner's number in any order and
 * read owner by owner, sorted. Owners are many and their days scattered, so what is noted goes
 * into one long list and is put in order once. */
#ifndef TIEOUT_RECON_HABIT_DAYS_H
#define TIEOUT_RECON_HABIT_DAYS_H

#include "base/base.h"

struct habit_note {
    uint32_t owner;
    int32_t days;
};

/* Zero-initialise; habit_days_free when done. */
struct habit_days {
    struct habit_note *notes; /* until they are settled */
    size_t count, capacity;
    int32_t *days; /* owner by owner */
    size_t *ends;  /* by owner: where its days end, and those of the next begin */
    size_t owners;
};

void habit_days_free(struct habit_days *all);
void habit_days_add(struct habit_days *all, uint32_t owner, int32_t days);
/* Before any question. Every owner is below `owners`. */
void habit_days_settle(struct habit_days *all, size_t owners);
/* Ascending; *count may be 0. Valid until habit_days_free. */
const int32_t *habit_days_of(const struct habit_days *all, uint32_t owner, size_t *count);

#endif
