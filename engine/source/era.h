/* Which era a header row belongs to: by name, never by position.
 *
 * An era fits when every required header is there. The fewest unknown columns win, then the
 * fewest missing optional ones, then within a family the oldest era; equals of two families are
 * ambiguous. */
#ifndef TIEOUT_SOURCE_ERA_H
#define TIEOUT_SOURCE_ERA_H

#include "record/record_reader.h"
#include "source/family.h"

struct cell_plan; /* what cell_build_line does with each cell: cell_plan.h */

enum era_answer { ERA_FITS, ERA_NONE, ERA_AMBIGUOUS };

struct era_match {
    enum era_answer answer;
    /* ERA_FITS: the one; ERA_AMBIGUOUS: the first; ERA_NONE: the nearest or NULL */
    const struct era *era;
    const struct era *other; /* ERA_AMBIGUOUS: the second */
    /* Of the fitting era: for each cell of the header its column, NULL when unknown. In
     * `arena`. */
    const struct column_map **columns;
    size_t column_count;
    const struct cell_plan *plan; /* of a fitting era, in `arena`; else NULL */
    /* Difference to `era`, as the names stand in file and map. In `arena`. */
    struct str *unknown; /* in the file, not in the era */
    size_t unknown_count;
    struct str *missing; /* required by the era, not in the file */
    size_t missing_count;
    struct str *repeated; /* a header that stands twice: never fits */
    size_t repeated_count;
};

/* Matches one header record. Everything in the answer lives in `arena` and does not point into
 * the record. */
void era_match_header(const struct family_set *set, const struct record *header,
                      struct arena *arena, struct era_match *match);

/* Quick "no": false when the record's first cell is no known header name, or no other cell is.
 */
struct era_index;
struct era_index *era_index_new(const struct family_set *set, struct arena *arena);
bool era_may_be_header(const struct era_index *index, const struct record *record);

#endif
