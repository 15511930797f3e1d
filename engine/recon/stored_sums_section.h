/* The sums of the lines of one section. Private to stored_sums.c and its test. */
#ifndef TIEOUT_RECON_STORED_SUMS_SECTION_H
#define TIEOUT_RECON_STORED_SUMS_SECTION_H

#include "money/money_total.h"
#include "source/line.h"
#include "store/store_read.h"
#include "store/store_write.h"

/* Where the lines of a role lie, and which amounts their rows hold. */
struct role_lines {
    enum role role;
    const char *table;
    uint32_t components; /* COMPONENT_BIT */
    bool references;     /* rows have a reference_id */
};

/* The sums of one section, of one stated currency and one taken for it. */
struct sum_group {
    currency_code currency, taken;
    struct money_total *totals[COMPONENT_COUNT];
};

struct sum_section {
    struct store *store;
    int64_t section_id;
    const struct role_lines *lines;
    struct str known;   /* what was summed before; empty: it is asked */
    struct buffer sums; /* what is to be known the next time */
    int64_t line_count;
    struct sum_group *groups;
    size_t group_count;
};

/* Where the lines of a role lie; NULL for a role without. */
const struct role_lines *sum_section_lines(enum role role);
/* Sums the lines of `section`, of which store, id and lines are filled. On failure too,
 * sum_section_free is due. */
enum status sum_section_take(struct sum_section *section, struct failure *failure);
/* Whether some of its lines, summed by now, have a reference and no currency. */
bool sum_section_may_take(const struct sum_section *section);
/* What of the lines without a currency counts in another than the base one moves to a group of
 * its own. Asks `store`; of a section whose sums are known, its lines in temp.passing only: those
 * of settled references come by sum_section_move. */
enum status sum_section_move_taken(struct sum_section *section, struct store *store,
                                   struct failure *failure);
/* The same for an amount of which that is known. */
void sum_section_move(struct sum_section *section, currency_code taken,
                      enum component component, struct money amount);
/* A row of stored_sum for each sum that is not zero, and one for the lines. */
enum status sum_section_write(const struct sum_section *section, struct store_insert *insert,
                              struct failure *failure);
void sum_section_free(struct sum_section *section);

#endif
