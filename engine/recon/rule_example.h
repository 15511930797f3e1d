/* A rule's own tests: the `trips` and `quiet` tables of its header. Each is a view name and
 * rows of a text table under column headings; every view the rule reads that is not given is
 * empty, and every column not given is 0, '' or NULL as the view has it (an id: the number of
 * its row). The rule must answer at least once on every `trips`, and never on a `quiet`. Behind
 * the view's name may stand, in parentheses, what the example shows. The table `answer` of a
 * trips says what the rule must return, row by row, in the columns it names (expected and
 * actual as the rule's unit).
 *
 *   -- trips: position (two cents)
 *   --   state          | billed_gross | disbursed_gross
 *   --   over-disbursed | 100.00       | 100.02
 *   -- and: answer
 *   --   expected | actual
 *   --   100.00   | 100.02
 *   -- quiet: position
 *   --   state          | billed_gross | disbursed_gross
 *   --   settled        | 100.00       | 100.00
 *
 * Cells: money as 1.00, days as 2024-03-31, NULL, whole numbers, or text. Several tables of one
 * example follow each other with `and: VIEW`; policy values take their defaults unless the
 * table `policy` sets them (name | value); `as_of` is set by `as-of: 2024-03-31` (default
 * 2024-06-30). */
#ifndef TIEOUT_RECON_RULE_EXAMPLE_H
#define TIEOUT_RECON_RULE_EXAMPLE_H

#include "recon/rule.h"
#include "store/store.h"

struct rule_example_result {
    int trips, quiets; /* how many examples of each the rule carries */
};

/* Runs all examples of one rule in a database in memory. The first that does not hold is
 * STATUS_EVIDENCE, naming rule and example. */
enum status rule_example_run(const struct rule *rule, const struct rules_source *source,
                             struct rule_example_result *result, struct failure *failure);

#endif
