/* Signs: gross + fee + refund + fee_refund + credit + fee_credit + cost + cost_refund (+ tax +
 * tax_refund where net holds them) = net. Where documents contradict each other about the
 * printed sign of a column, and about what net holds, the file settles it by counting.
 *
 * A sign vector says for fee, refund, fee_refund and cost whether the printed cell counts as it
 * is (+) or turned (-), and for net whether it holds no tax, tax and tax_refund as printed, or
 * tax as printed and tax_refund turned: 2*2*2*2*3 = 48 vectors, numbered; a line's mask says
 * under which its identity holds within LIMIT_IDENTITY_MICRO. */
#ifndef TIEOUT_RECON_IDENTITY_H
#define TIEOUT_RECON_IDENTITY_H

#include "recon/facts.h"

enum { IDENTITY_VECTORS = 48 };

/* Counts of one settling unit: the tables of one era in one file. Zero-initialise. */
struct identity_counts {
    int64_t lines; /* lines with a non-zero uncertain column */
    int64_t holds[IDENTITY_VECTORS];
    uint32_t nonzero; /* COMPONENT_BIT of every column not zero on all lines */
    int64_t tax_refund_positive, tax_refund_negative; /* non-zero cells as printed */
    /* What the era's map says, read off it once: a line costs no look-up. */
    const struct era *era;
    uint64_t allowed;                       /* vectors its map does not rule out */
    uint32_t uncertain;                     /* COMPONENT_BIT of the columns it leaves open */
    int8_t fixed[COMPONENT_POSITION_COUNT]; /* factors of the columns no vector turns */
};

/* The mask of vectors under which the line's identity holds; all vectors where the era has no
 * net. Vectors the era's map rules out never hold. Counts the line. Pure but for *counts. */
uint64_t identity_count_line(struct identity_counts *counts, const struct era *era,
                             const struct line *line);

/* --assume FAMILY.component=negative|positive (component fee, refund, fee_refund, cost,
 * tax_refund) or FAMILY.net_holds_tax=yes|no. */
struct identity_assumption {
    struct str family;
    enum component component; /* COMPONENT_NET stands for net_holds_tax */
    bool positive_or_yes;
};

/* All that was said in one epoch. */
struct identity_said {
    const struct identity_assumption *assumptions;
    size_t count;
};

#define IDENTITY_NEVER_GONE UINT32_MAX

struct identity_unit {
    const struct era *era;
    const struct identity_counts *counts;
    struct str file;  /* short name, for messages */
    uint32_t epoch;   /* of its file */
    uint32_t gone_in; /* the epoch in which other files took the place of all of it, or none */
    bool fixed;       /* settled before: its answer is there, and only evidence for others */
    /* answer */
    int vector; /* -1 where the era has no net */
    int8_t factor[COMPONENT_POSITION_COUNT];
    bool net_holds_tax;
    enum signs_settled_by settled_by;
    /* The same, component by component; COMPONENT_NET stands for net_holds_tax. */
    enum signs_settled_by component_by[COMPONENT_POSITION_COUNT];
    int64_t lines_for, lines_against;
    int64_t component_for[COMPONENT_POSITION_COUNT]; /* of tax_refund by majority: cells for,
                                                        against */
    int64_t component_against[COMPONENT_POSITION_COUNT];
};

/* Settles every unit as docs/POSITIONS.md says (Signs): the vector that holds on most lines, on
 * more than half, and strictly beats the next (vectors that differ only in columns zero on all
 * lines are one vector, the canonical); else the vector of other units of the era when these
 * agree and it is among the best; else the canonical signs when they are among the best; else
 * STATUS_REFUSED with the counts and the --assume that settles it. The answer does not depend
 * on the order of units. A unit that is fixed stays as it is. */
enum status identity_settle(struct identity_unit *units, size_t count,
                            const struct identity_assumption *assumptions,
                            size_t assumption_count, struct failure *failure);

/* Epoch by epoch, each by what was said in it (`said` has epoch_count of them): the units of an
 * epoch beside those of earlier ones that still count in it, which stay as they are. A unit that
 * has given way in its own epoch is settled as if it were beside them, and refused never. */
enum status identity_settle_epochs(struct identity_unit *units, size_t count,
                                   const struct identity_said *said, uint32_t epoch_count,
                                   struct failure *failure);

/* The vector with every uncertain column as canonically printed, net without tax unless the era
 * says. */
int identity_canonical_vector(const struct era *era);

#endif
