/* Days: which days a file covers and why, which days a role is known for, where months are
 * missing, and the day up to which billing and payouts can be compared. See docs/DATES.md. */
#ifndef TIEOUT_RECON_COVERAGE_H
#define TIEOUT_RECON_COVERAGE_H

#include "recon/facts.h"

/* What is known of a section's days before its lines: from .meta.json, --period and the file
 * name. */
struct coverage_claim {
    bool has_meta;
    /* Inclusive: an end at midnight is already moved a day back. */
    day_number meta_from, meta_to;
    day_number period; /* --period: first day of the month, or DAY_NONE */
    struct str base_name;
    /* Not COVERS_NONE: it is settled already, inclusive; nothing else is asked. */
    enum covers_source settled;
    day_number settled_from, settled_to;
};

/* The last YYYY-MM-DD in a file's base name that is a real day and not part of a longer number. */
bool coverage_name_day(struct str base_name, day_number *day);

/* Fills covers_from, covers_to, covers_source of one section: the first that applies of meta,
 * period (monthly families and opening lists), the name's date by the family's cadence, its
 * lines' own days. None applies: STATUS_REFUSED, naming all four ways. */
enum status coverage_of_section(struct section_facts *section,
                                const struct coverage_claim *claim, struct failure *failure);

enum coverage_state {
    COVERAGE_COVERED,
    COVERAGE_GAP,
    COVERAGE_OVERLAP,
    COVERAGE_EMPTY,
    COVERAGE_DECLARED_EMPTY,
    COVERAGE_AWAITED
};
struct str coverage_state_name(enum coverage_state state);

struct coverage_row {
    const struct family *family;
    day_number from, to;
    int64_t file; /* index, or -1 */
    enum covers_source source;
    enum coverage_state state;
    bool role_covered; /* another family of the role covers these days */
};

/* --empty FAMILY:YYYY-MM */
struct coverage_empty {
    const struct family *family;
    day_number month; /* its first day */
};

struct coverage {
    /* By family rank, from, to, the file's canonical order; in the arena. */
    struct coverage_row *rows;
    size_t count;
};

/* Orders the sections (canonical), derives the days a payout file covers (since the payout
 * before it, at most payout_gap_days; the first, and one after a longer gap,
 * LIMIT_PAYOUT_FIRST_DAYS), chooses as_of when facts->as_of is DAY_NONE (the newest covers_to
 * or payout day), sets payout_on (the one Deposit Date of a settlement section of equal
 * coverage, else covers_to), the windows of every role, opening_on, the other days positions are
 * built for (cuts), and the coverage rows.
 * `settlement_days`: for each section the single dated day of all its lines, or DAY_NONE. */
enum status coverage_settle(struct run_facts *facts, const day_number *settlement_days,
                            const struct coverage_empty *empties, size_t empty_count,
                            struct arena *arena, struct coverage *coverage,
                            struct failure *failure);

/* Same family and overlapping coverage (payout files: of one day), in different files: refused,
 * naming both and the remedy. Sections of one file do not overlap each other. */
enum status coverage_check_overlap(const struct run_facts *facts, struct failure *failure);

/* --empty for a month of which a file holds lines: refused, naming it. After coverage_settle. */
enum status coverage_check_empties(const struct run_facts *facts,
                                   const struct coverage_empty *empties, size_t empty_count,
                                   struct failure *failure);
/* Whether as_of lies before all loaded days, or more than payout_gap_days after the newest:
 * a sentence that says so. */
bool coverage_far_as_of(const struct run_facts *facts, struct buffer *sentence);

#endif
