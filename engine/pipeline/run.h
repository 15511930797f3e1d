/* The state of one run, shared by the steps of the pipeline and by nobody else. */
#ifndef TIEOUT_PIPELINE_RUN_H
#define TIEOUT_PIPELINE_RUN_H

#include "base/file_early.h"
#include "pipeline/kept.h"
#include "pipeline/list.h"
#include "pipeline/loaded.h"
#include "pipeline/reach.h"
#include "pipeline/run_seal.h"
#include "recon/disposition.h"
#include "recon/payouts.h"
#include "recon/position.h"
#include "recon/roll_forward.h"
#include "recon/stored_sums.h"
#include "recon/supersede.h"
#include "recon/tally.h"
#include "source/section.h"
#include "store/store_write.h"

struct unpacked;

struct run {
    const struct run_options *options;
    struct arena arena; /* lives as long as the run */
    struct rules_source rules, rules_built_in;
    struct family_set families;
    struct rule_set rule_set, rule_set_built_in;
    struct era_index *era_index;
    struct inputs inputs;
    struct list files, sections, facts, units; /* of load_*; facts: struct section_facts */
    struct list names;                         /* struct load_name */
    bool accumulates;                          /* the books hold more than this run reads */
    struct kept kept;
    /* As all loads said it, for the manifest: months parted by blanks. */
    struct str told_period;
    bool told_replace, told_both;
    size_t read_sections; /* those behind are days of other names, without lines */
    struct list rejects, noise, currency_reach, paid_reach;
    struct list alike, agreements;    /* of twice.c */
    struct list dispositions;         /* struct disposition: as read */
    struct disposition_list disposed; /* of them those that count */
    struct file_facts *file_facts;
    struct run_facts run_facts;
    struct coverage coverage;
    struct coverage_empty *empties;
    struct identity_assumption *assumptions; /* of files of the open epoch */
    struct run_seal *seals;                  /* by epoch: in order of months */
    size_t seal_count;
    struct journal journal;
    struct unpacked *unpacked;     /* unpack.h; NULL: sealed months are told by the books */
    struct identity_unit *settled; /* by unit */
    struct ledger ledger;
    struct payers payers;
    struct overlap_set *overlap;
    struct superseded superseded;
    struct str as_of_note; /* "" unless --as-of lies far from all that is loaded */
    struct tally *tally;
    struct roll_forward *roll;
    struct payouts *payouts;
    struct tax_book *tax_book;
    struct run_settled *past;   /* NULL in a run with books of its own */
    struct stored_sums *sums;   /* under way while positions are built */
    struct report_books *books; /* under way while the rules are asked */
    struct store *store;
    struct str staged_books; /* where they are made, "" when they were there before */
    struct file_early early; /* those on their way to the disk, while the rules are asked */
    struct store_lines *lines;
    int64_t lines_read, done_bytes;
    struct policy policy_shipped; /* what "default" means */
    struct str policy_digest, terms_digest, rules_digest, policy_file_digest; /* hex */
    struct str policy_text, terms_text; /* of the files, as given */
    day_number *settlement_days;        /* by section; DAY_NONE */
    struct list verdicts;               /* of positions, to tell what a setting moved */
    struct reach *sign_reach;           /* section * COMPONENT_POSITION_COUNT + component */
};

static inline struct load_file *run_file(const struct run *run, size_t index)
{
    tie_assert(index < run->files.count);
    return (struct load_file *)run->files.items + index;
}

static inline struct load_section *run_section(const struct run *run, size_t index)
{
    tie_assert(index < run->sections.count);
    return (struct load_section *)run->sections.items + index;
}

static inline struct section_facts *run_facts_of(const struct run *run, size_t index)
{
    tie_assert(index < run->facts.count);
    return (struct section_facts *)run->facts.items + index;
}

/* Over every text that can change a figure: path NUL text NUL, in the order of paths; hex. */
struct str rules_digest(const struct rules_source *rules, struct arena *arena);
/* Of what decides how files of the family are read: its map and the placeholders. */
struct str family_digest(const struct rules_source *rules, struct str family,
                         struct arena *arena);

/* Steps, in their order. Each may fail; what they made is freed by the pipeline. */
/* --empty, from run->options. */
enum status run_prepare_empties(struct run *run, struct failure *failure);
/* Rules, families, options, inputs. */
enum status run_prepare(struct run *run, struct failure *failure);
/* Signs given by hand, FAMILY.COLUMN=SIGN, in the arena of the run. */
enum status run_prepare_assumptions(struct run *run, const struct str *texts, size_t count,
                                    struct identity_assumption **assumptions,
                                    struct failure *failure);
/* Makes what reading fills. */
void run_start(struct run *run);
/* Bytes -> lines, movements, counts. */
enum status run_load(struct run *run, struct failure *failure);
/* Joins a line that was read or kept: of the run it uses the ledger and the mixes. */
void run_move_line(void *run, const struct store_line *line);
/* Zero lines are no success, unless --empty says that there was nothing to report. */
enum status run_check_any_line(const struct run *run, struct failure *failure);
/* A month of --period, '' for none, into run->told_period. */
void run_tell_period(struct run *run, struct str month);
/* Which days files cover, and which of them repeat each other. */
enum status run_settle_files(struct run *run, struct failure *failure);
/* What files are called, and which days each name speaks of: part of it, as the two below. */
enum status run_settle_names(struct run *run, struct failure *failure);
/* Days, signs, flags, payers; positions, tallies, payouts. */
enum status run_settle(struct run *run, struct failure *failure);
enum status run_settle_overlaps(struct run *run, struct failure *failure); /* parts of it */
enum status run_settle_days(struct run *run, struct failure *failure);
enum status run_positions(struct run *run, struct failure *failure);
/* What reading left behind, where the books do not hold it yet; what was settled. */
enum status run_store_read(struct run *run, struct failure *failure);
enum status run_store_facts(struct run *run, struct failure *failure);
enum status run_store_meta(struct run *run, struct failure *failure);
enum status run_store_assumptions(struct run *run, struct failure *failure);
/* From what was read to everything that is asked of it: settle, positions, rules, controls. */
struct run_result;
enum status run_answer(struct run *run, struct run_result *result, struct failure *failure);
/* Files, lines, rejects. */
void run_count(const struct run *run, struct run_result *result);
/* Frees all but the store. */
void run_free(struct run *run);

#endif
