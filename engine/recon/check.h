/* Runs the rules and writes findings, timing items and the marks on positions. */
#ifndef TIEOUT_RECON_CHECK_H
#define TIEOUT_RECON_CHECK_H

#include "recon/rule.h"
#include "store/store.h"

struct check_options {
    bool prove; /* every rule is also asked without its shortcut (positions at rest, lines
                   without its mark), and the answers are compared */
    const struct rule_set
        *shipped; /* the built-in set, to notice that fewer ran; NULL: the same */
};

struct check_result {
    int64_t rules_run;
    int64_t rules_shipped;
    int64_t findings[SEVERITY_HIGH + 1]; /* by severity */
    int64_t timing_items;
    int64_t rules_proved;   /* by options->prove: compared ... */
    int64_t rules_unproved; /* ... and of them, those whose answers differ */
    char unproved[512];     /* a sentence about the first: rule and subject */
};

/* Makes temp table waited_evidence, unless it is there: the evidence of positions at rest whose
 * rows have none, and which waited when the month before was sealed. check_run drops it. */
extern const char check_waited_table[];

/* Runs every rule of `set` inside the cage, in the order of their codes, over the positions,
 * lines and facts in `store`, and fills rule, finding, finding_on and timing (see schema.sql).
 * An answer outside the window of the role the rule looks to becomes a timing item. Info rules
 * are aggregated per currency with count and sum. Two findings with one id, a rule that leaves
 * the cage or returns what is no INTEGER: STATUS_EVIDENCE. */
enum status check_run(const struct rule_set *set, const struct rules_source *source,
                      const struct check_options *options, struct store *store,
                      struct check_result *result, struct failure *failure);

#endif
