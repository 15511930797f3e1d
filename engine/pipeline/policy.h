/* The values a close depends on, and where they come from: what ships, policy.csv of --rules,
 * --policy, --set; later ones win. Private to the pipeline. */
#ifndef TIEOUT_PIPELINE_POLICY_H
#define TIEOUT_PIPELINE_POLICY_H

#include "pipeline/run.h"

enum policy_value {
    POLICY_HISTORY_DAYS,
    POLICY_PAYOUT_GAP_DAYS,
    POLICY_PENNY,
    POLICY_PENNY_BUDGET,
    POLICY_SETTLEMENT_GRACE_DAYS,
    POLICY_VALUE_COUNT,
};
struct str policy_value_name(enum policy_value value);
bool policy_value_is_money(enum policy_value value);
bool policy_value_find(struct str name, enum policy_value *value);
/* Micros or days. */
int64_t *policy_slot(struct policy *policy, enum policy_value value);

/* Reads policy.csv of the rules, --policy, --set and --terms. A value that cannot be is
 * STATUS_REFUSED in rules, STATUS_USAGE where an option said it. */
enum status run_load_policy(struct run *run, struct failure *failure);
/* --terms; its path is not NULL. Another header, a row that says nothing, a payer twice:
 * STATUS_REFUSED with the line. */
enum status run_load_terms(struct run *run, struct failure *failure);

/* A cell of a small file, "" where the row is shorter. */
struct str policy_cell(const struct record *record, uint32_t index);
/* SHA-256 as hex, in the run's arena. */
struct str policy_digest_text(struct run *run, struct str text);

#endif
