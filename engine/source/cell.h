/* One record becomes one line, cell by cell, or is rejected cell by cell. Pure: no database, no
 * state but the counts of what was tolerated. */
#ifndef TIEOUT_SOURCE_CELL_H
#define TIEOUT_SOURCE_CELL_H

#include "record/record_reader.h"
#include "source/era.h"
#include "source/line.h"

/* Why a cell could not be understood: the word in rejects.csv. */
enum reject_reason {
    REJECT_CELL_COUNT,      /* cell-count: the record has more or fewer cells than its header */
    REJECT_NOT_MONEY,       /* not-money */
    REJECT_MONEY_EXPONENT,  /* money-exponent */
    REJECT_MONEY_TOO_FINE,  /* money-too-fine */
    REJECT_MONEY_TOO_LARGE, /* money-too-large */
    REJECT_NOT_A_DATE,      /* not-a-date */
    REJECT_NOT_A_MONTH,     /* not-a-month */
    REJECT_NOT_A_CURRENCY,  /* not-a-currency */
    REJECT_REFERENCE_EXPONENT, /* reference-exponent */
    REJECT_NOT_A_RATE,         /* not-a-rate */
    REJECT_NOT_A_FINDING,      /* not-a-finding-id */
    REJECT_REASON_COUNT,
};
struct str reject_reason_name(enum reject_reason reason);
/* One sentence for a person, without place: "not an amount of money". */
struct str reject_reason_says(enum reject_reason reason);

struct cell_reject {
    enum reject_reason reason;
    uint32_t column;   /* from 1; 0: the record as a whole (cell-count) */
    struct str text;   /* the cell as it stands; lives as long as the record */
    uint32_t fault_at; /* offset of the offending byte in text */
};

enum { CELL_REJECTS_MAX = 64 };

/* What was tolerated, counted per table. */
struct cell_traces {
    int64_t money_empty; /* empty or placeholder money cells read as zero */
    int64_t money_blanks, money_currency, money_thousands, money_parentheses, money_precise;
    int64_t reference_blanks;  /* references with blanks at the ends */
    int64_t account_exponents; /* accounts a spreadsheet rewrote: they name nobody */
    int64_t statuses_unknown;  /* cells of a status column that the map does not know */
};

struct cell_result {
    bool role_unknown;    /* the map does not say what the row means: the file is refused */
    uint32_t role_column; /* from 1 */
    struct str role_text;
    size_t reject_count; /* 0: the line is good; more than CELL_REJECTS_MAX are counted, not
                            kept */
    struct cell_reject rejects[CELL_REJECTS_MAX];
};

/* Builds *line from a record that has exactly match->column_count cells. `scratch` is a
 * record_arena for texts that had to be rewritten (accounts). */
void cell_build_line(const struct era_match *match, const struct placeholders *placeholders,
                     const struct record *record, struct arena *scratch, struct line *line,
                     struct cell_traces *traces, struct cell_result *result);

#endif
