/* What is settled after the last record and before the first position: one struct a section,
 * one for the run. Filled by coverage.h (days), identity.h (signs) and the pipeline (options);
 * read by the position pass. Everything here is plain data; nothing owns the texts it points
 * to. */
#ifndef TIEOUT_RECON_FACTS_H
#define TIEOUT_RECON_FACTS_H

#include "base/digest.h"
#include "recon/sealed.h"
#include "source/family.h"

enum covers_source {
    COVERS_NONE,
    COVERS_META,
    COVERS_PERIOD,
    COVERS_CONVENTION,
    COVERS_LINES,
    COVERS_OPENING,
};
struct str covers_source_name(enum covers_source source);

enum signs_settled_by {
    SIGNS_FILE,
    SIGNS_ERA,
    SIGNS_CANONICAL,
    SIGNS_MAP,
    SIGNS_ASSUMED,
    SIGNS_MAJORITY, /* of one component only: tax_refund where net does not hold it */
};
struct str signs_settled_by_name(enum signs_settled_by by);

/* The lines of one role of a table of a file. Its index in the run's array is its section_id. A
 * table whose cells choose the role, or that states payments, is several sections: they share
 * header, records and days. */
struct section_facts {
    uint32_t file;         /* index of its file */
    uint32_t behind;       /* how many sections the first of them stands before it */
    uint32_t bills_behind; /* of stated payments: likewise the bills they stand beside */
    bool states_payment;   /* of bills: payments are stated beside them */
    const struct era *era;
    int64_t first_record;
    int64_t lines;
    int64_t rejected_records;
    day_number lines_from, lines_to; /* oldest and newest own day of its lines, or DAY_NONE */
    /* by coverage */
    day_number covers_from, covers_to;
    enum covers_source covers_source;
    day_number payout_on; /* the day its lines without a day take */
    uint32_t
        canonical;   /* rank among all sections: (rank, covers_from, SHA-256, first record) */
    bool superseded; /* a newer file took its place (--replace) */
    /* Seals in force when its file was loaded: 0 before the first. What is settled late of a table
     * is settled by tables of its own epoch and earlier ones. */
    uint32_t epoch;
    uint32_t superseded_in; /* the epoch of the file that took its place */
    uint32_t superseded_by; /* a table of that file */
    bool overlaps; /* it repeats days or records of another file, and counts all the same */
    /* by identity: the factor that turns a printed cell into the seller's side */
    int8_t factor[COMPONENT_POSITION_COUNT];
    bool net_holds_tax;
    int sign_vector; /* the settled one, a bit of line holds masks; -1: no identity applies */
    enum signs_settled_by settled_by;
    int64_t lines_for,
        lines_against;     /* under that vector, of lines with a non-zero uncertain column */
    int64_t net_off_lines; /* lines that fail their identity */
};

/* Whether a table of that epoch found it there, and counted, when it was settled. */
static inline bool section_facts_counted_in(const struct section_facts *section, uint32_t epoch)
{
    return section->epoch <= epoch && !(section->superseded && section->superseded_in <= epoch);
}

struct file_facts {
    struct str short_name;
    struct str base_name;
    struct digest digest;
};

/* The known days of a role; DAY_NONE where nothing is known. */
struct role_window {
    day_number known_from, known_to;
    day_number back_from; /* before it a counterpart may lie before the first file */
    day_number loaded_to; /* end of the run known_to lies in when as_of hides no file */
};

/* A day beside as_of that positions are built for too, and what was known up to it. */
struct cut_day {
    day_number day;  /* not after as_of */
    bool of_list;    /* of the newest list of open items */
    bool of_ages;    /* of a stated age report */
    bool of_opening; /* the day before the roll-forward begins */
    struct role_window windows[ROLE_COUNT];
};

struct policy {
    struct money penny;
    struct money penny_budget;
    int64_t settlement_grace_days;
    int64_t history_days;
    int64_t payout_gap_days;
};

/* --terms: days by payer, sorted by payer. */
struct policy_terms {
    const struct str *payers;
    const int64_t *days;
    size_t count;
};

/* What was said before of two files that repeat each other: the newer takes the place of the
 * older, or both count. first < second: indexes of the files. */
struct overlap_said {
    uint32_t first, second;
    bool replaced;
};

struct run_facts {
    const struct family_set *families;
    struct section_facts *sections;
    size_t section_count;
    const struct file_facts *files;
    size_t file_count;
    const struct overlap_said *said;
    size_t said_count;
    struct policy policy;
    struct policy_terms terms;
    currency_code base_currency;
    day_number as_of;
    const char *as_of_source; /* "option" | "newest" */
    bool
        paid_stands_in; /* no payout report is loaded: what bills state as paid is what is known */
    struct role_window windows[ROLE_COUNT];
    day_number roll_from;       /* first day of the roll-forward; DAY_NONE: of as_of's month */
    const struct cut_day *cuts; /* ascending, each day once */
    size_t cut_count;
    day_number opening_on; /* day of the newest opening list not after as_of, or DAY_NONE */
    /* Last days of the months that are sealed, ascending: at an index, those of that epoch. */
    const day_number *seals;
    size_t seal_count;
    struct sealed
        sealed; /* what the roll-forward opens with: the newest of them before as_of */
    bool rest_without_evidence; /* nothing will print or ask about positions at rest */
    /* The month of as_of is sealed by this check: the next one opens behind as_of, with all that
     * is loaded now. */
    bool closes;
};

#endif
