/* What a check into books that accumulate need not do again: references that are settled are not
 * read, and do not pass; what they add to every count is kept as rows. Whatever they hang on is
 * guarded by a digest: where it is another one, everything is read, and the rows are made anew.
 * docs/decisions/0010. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_RUN_SETTLED_H
#define TIEOUT_PIPELINE_RUN_SETTLED_H

#include "pipeline/run.h"
#include "recon/settled.h"

/* A row of position_rest. */
struct settled_rest {
    uint32_t reference_id;
    int64_t position_id;
};

struct run_settled {
    bool quick;               /* settled references do not pass */
    struct settled_rows rows; /* of those that do not pass, sorted */
    struct buffer sold;
    struct buffer bits;  /* a bit by reference: it does not pass */
    size_t sections;     /* below it, lines of settled references are left out */
    size_t customers;    /* known when it was kept */
    int64_t position_id; /* the last that was given before */
    day_number last_day; /* of settled lines, or DAY_NONE */
    struct buffer guard, cuts, bytes, runs, rest_ids; /* as they were kept */
    struct buffer again;   /* lines of references that are taken back, in the form of runs */
    struct str *sums;      /* by section, as they were kept */
    struct list rest;      /* struct settled_rest, of positions that passed, in their order */
    struct settled *fresh; /* references that settle now */
};

/* After run_settle: lines of the books into the ledger, all of them or only those that are
 * needed. */
enum status run_settled_refill(struct run *run, struct failure *failure);
/* Before the pass: what is counted in it begins with what does not pass. */
void run_settled_seed(struct run *run);
/* After everything: for the next check. */
enum status run_settled_keep(struct run *run, struct failure *failure);
void run_settled_free(struct run *run);

/* run_settled_guard.c: a digest, in hex, of everything the rows hang on; the days of lists and of
 * ages; and whether all else allows to leave out what they count. */
void run_settled_guard(struct run *run, const struct settled_rows *rows, size_t customers,
                       struct buffer *guard, struct buffer *cuts);
bool run_settled_holds(struct run *run);
/* Whether what settles now may be kept at all. */
bool run_settled_wanted(const struct run *run);

/* run_settled_rows.c: the kept tables. */
enum status settled_rows_recall(struct run *run, bool *found, struct failure *failure);
enum status settled_rows_forget(struct run *run, struct failure *failure);
enum status settled_rows_forget_rows(struct run *run,
                                     struct failure *failure); /* but for positions at rest
                                                                  and currencies */
enum status settled_rows_keep(struct run *run, struct failure *failure);

static inline bool settled_bit(const struct buffer *bits, uint32_t reference_id)
{
    size_t byte = reference_id / 8;
    return byte < bits->length &&
           ((unsigned char)bits->bytes[byte] >> reference_id % 8 & 1) != 0;
}
void settled_bit_put(struct buffer *bits, uint32_t reference_id, bool settled);

#endif
