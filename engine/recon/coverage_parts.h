/* Inside coverage only: spans of days, and what its three files share. */
#ifndef TIEOUT_RECON_COVERAGE_PARTS_H
#define TIEOUT_RECON_COVERAGE_PARTS_H

#include "recon/coverage.h"

struct coverage_span {
    day_number from, to; /* inclusive */
};

/* The canonical order of two tables: rank, covers_from, SHA-256, first record. */
int coverage_compare_sections(const struct run_facts *facts, const struct section_facts *a,
                              const struct section_facts *b);
/* Whether its lines bring a day or a month of their own; else they take their file's. */
bool coverage_era_dates_lines(const struct era *era);
/* The days a table is taken to know. A monthly report whose days are read off its lines is
 * whole: it knows its first month from the first day, and its last one to the end when that is
 * not after as_of. All others know what they cover. */
struct coverage_span coverage_known_span(const struct section_facts *section, day_number as_of);
/* Sorts spans and joins those that overlap or touch; gives the number of runs left. */
size_t coverage_join_spans(struct coverage_span *spans, size_t count);
/* Tables that overlap a table of another file: marks[i] for both. Gives the first such pair in
 * canonical order, or false. Superseded tables overlap nothing. */
bool coverage_find_overlap(const struct run_facts *facts, bool *marks, size_t *first,
                           size_t *second);
/* Whether two tables of different files and one family cover a day both; payouts, lists and
 * totals: are of one day. */
bool coverage_sections_meet(const struct section_facts *a, const struct section_facts *b);
/* STATUS_REFUSED, naming two tables that meet and the remedy. */
enum status coverage_refuse_overlap(const struct run_facts *facts,
                                    const struct section_facts *first,
                                    const struct section_facts *second,
                                    struct failure *failure);
/* The newest day a table speaks of; DAY_NONE when it is set aside or superseded. */
day_number coverage_newest_day(const struct run_facts *facts,
                               const struct section_facts *section);
/* Whether payments stated in bills stand in for payouts: no payout report is loaded. */
bool coverage_paid_stands_in(const struct run_facts *facts);

/* coverage_windows.c: facts->windows and facts->opening_on. */
void coverage_settle_windows(struct run_facts *facts, const struct coverage_empty *empties,
                             size_t empty_count);
/* coverage_cuts.c: facts->roll_from and facts->cuts, in the arena. A roll-forward that begins
 * after as_of is STATUS_USAGE. */
enum status coverage_settle_cuts(struct run_facts *facts, const struct coverage_empty *empties,
                                 size_t empty_count, struct arena *arena,
                                 struct failure *failure);
/* coverage_rows.c: the rows of coverage.csv. */
void coverage_settle_rows(const struct run_facts *facts, const struct coverage_empty *empties,
                          size_t empty_count, struct arena *arena, struct coverage *coverage);

#endif
