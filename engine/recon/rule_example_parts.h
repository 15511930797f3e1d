/* One example of a rule while it is run, for the files rule_example*.c only. */
#ifndef TIEOUT_RECON_RULE_EXAMPLE_PARTS_H
#define TIEOUT_RECON_RULE_EXAMPLE_PARTS_H

#include "recon/rule_example.h"
#include "recon/vocabulary.h"
#include "store/store_read.h"

struct rule_example_table {
    struct str name;
    struct str headings; /* as written; bytes NULL before they are read */
    struct str rows[16];
    size_t row_count;
};

struct rule_example {
    int64_t line; /* of the rule's file; 0: none is being read */
    bool trips;
    struct str caption;
    day_number as_of;
    struct rule_example_table tables[8];
    size_t table_count;
};

struct rule_example_run {
    const struct rule *rule;
    const struct rules_source *source;
    struct rule_example_result *result;
    struct arena arena;
    struct vocabulary vocabulary;
    struct store *store;
    struct rule_example example;
    size_t answers; /* of the rule on the example so far */
};

/* --- rule_example_table.c ---- */
/* Puts the example into the store: a table for every view the rule reads, the policy, the day.
 */
enum status rule_example_fill(struct rule_example_run *run, struct failure *failure);
/* NULL when the example does not give it. */
const struct rule_example_table *rule_example_table(const struct rule_example *example,
                                                    struct str name);
/* The cell under `heading`, trimmed; *found false when there is no such heading. */
struct str rule_example_cell(const struct rule_example_table *table, size_t row,
                             struct str heading, bool *found);

/* --- rule_example_answer.c ---- */
/* Compares the row at hand with the next row of table `answer`, if the example has one. */
enum status rule_example_compare(struct rule_example_run *run, const struct store_query *query,
                                 struct failure *failure);

#endif
