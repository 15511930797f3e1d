/* The ledger of what can be wrong. To add a rule: write a function that adds a charge with one
 * thing wrong and says world_expect for every rule that must then fire; give it a row. */
#ifndef TIEOUT_WORLDS_INJECT_H
#define TIEOUT_WORLDS_INJECT_H

#include "world.h"

struct injection {
    const char *rule; /* the one it is about */
    void (*inject)(struct world *world);
    bool alone; /* once in a world at most: it is about a file, or about the whole run */
};

extern const struct injection injections_of_charges[], injections_of_refunds[],
    injections_of_tax[], injections_of_files[], injections_of_invoices[],
    injections_of_early_worlds[];
/* All of them, by number; NULL behind the last. */
const struct injection *injection_at(size_t number);
/* Whether it is for early worlds; the others are for the others. */
bool injection_is_early(const struct injection *injection);

/* Rules that no world can break, with the reason; NULL behind the last. */
struct excuse {
    const char *rule, *why;
};
extern const struct excuse excuses[];

#endif
