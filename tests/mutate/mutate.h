/* A world changed in one place, and how the change shows. */
#ifndef TIEOUT_MUTATE_H
#define TIEOUT_MUTATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum change { CHANGE_DROP, CHANGE_DOUBLE, CHANGE_CENT, CHANGES };

/* How a change shows, the loudest way first.
 *
 *   refused   the run ends with another exit code than before
 *   named     a row about the reference comes, goes or changes in any report (what stands under
 *             `evidence` does not count: records behind a dropped one get other numbers)
 *   found     a row of findings.csv that names no reference does
 *   verdict   a row of tie-out.csv that is off, or a penny off, does
 *   figure    a total does: a row of populations.csv, of payer-terms.csv, of conservation.csv,
 *             which holds the sum of every amount that was read, or a stated figure of
 *             tie-out.csv
 *   unseen    none of these: the test fails
 */
enum seen {
    SEEN_REFUSED,
    SEEN_NAMED,
    SEEN_FOUND,
    SEEN_VERDICT,
    SEEN_FIGURE,
    SEEN_NOT,
    SEEN_COUNT,
};

struct mutation {
    uint32_t world, file; /* by their place in the plan */
    int64_t row_offset, row_length;
    enum change change;
    int64_t cell_offset, cell_length; /* of the cent: without its quotes */
    char column[64];
    char reference[128];
};

/* What two directories of reports tell of a reference. */
enum seen seen_compare(const char *before, const char *after, const char *reference);

#endif
