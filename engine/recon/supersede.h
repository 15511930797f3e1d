/* The same days or the same payout in two files: refused, the older replaced, or both kept.
 * docs/DATES.md says which is the older. */
#ifndef TIEOUT_RECON_SUPERSEDE_H
#define TIEOUT_RECON_SUPERSEDE_H

#include "recon/coverage.h"
#include "recon/overlap.h"

enum supersede_choice {
    SUPERSEDE_REFUSE,
    SUPERSEDE_REPLACE, /* --replace */
    SUPERSEDE_BOTH,    /* --both */
};

/* Table `section` repeats table `by` of a newer file. */
struct supersede_pair {
    uint32_t section, by; /* indexes of both */
    bool replaced;        /* `by` took its place; else both count */
};

struct superseded {
    struct supersede_pair *pairs; /* in the arena */
    size_t count;
    /* Files that repeat each other and of which nothing was said before; in the arena. */
    struct overlap_said *news;
    size_t news_count;
    struct overlap_pair *shares; /* payout files that share their records; in the arena */
    size_t share_count;
};

/* Finds every overlap of the run, by days and by records, after coverage_of_section and before
 * coverage_settle, and marks the tables: `superseded`, or `overlaps` where both are kept. What
 * facts->said says of two files holds, whatever the choice is now. With
 * --replace each superseded table is paired with the tables of the file that came right after
 * it, so that three issues of a month make a chain. STATUS_REFUSED without an option, and when
 * two files of one date overlap and no newer one replaces either. */
enum status supersede_settle(struct run_facts *facts, struct overlap_set *set,
                             enum supersede_choice choice, struct arena *arena,
                             struct superseded *found, struct failure *failure);

#endif
