/* The sums of the stored lines, taken by SQL once a run: into the temporary table stored_sum,
 * one row for each section, component, stated currency and currency taken in its place. */
#ifndef TIEOUT_RECON_STORED_SUMS_H
#define TIEOUT_RECON_STORED_SUMS_H

#include "recon/facts.h"
#include "store/store.h"

/* Commits, and begins to sum the committed lines of `sections`, which stand at their ids, on a
 * thread of its own, by a connection of its own: until the end, tables of lines stay as they
 * are. Freed by stored_sums_free, also after a failure of the end. */
struct stored_sums;
struct settled_rows;
/* Of sums that were taken before. */
struct stored_sums_known {
    const struct str *sections; /* by id: stored_sums_of; empty: to be summed */
    size_t section_count;
    /* Of references that are settled: positions at rest below an id are not summed, nor their
     * lines that count in another currency than the base one. */
    struct settled_rows *settled;
    int64_t rest_from;
    currency_code base;
    /* Lines of references that pass: section, first, last record, as they lie; and those of
     * references that settled and pass again, which may lie in one of these runs. */
    struct str runs, again;
};
enum status stored_sums_begin(struct stored_sums **sums, struct store *store,
                              const struct section_facts *sections, size_t count,
                              const struct stored_sums_known *known, struct failure *failure);
/* What was summed of each of them, for whoever knows it the next time; after the end. */
struct str stored_sums_of(const struct stored_sums *sums, int64_t section_id);
/* Once positions and reference_currency are filled: waits, and begins to sum what was taken for
 * another currency than the base one, and the positions at rest. Both tables stay as they are
 * from then on. */
enum status stored_sums_go_on(struct stored_sums *sums, struct store *store,
                              struct failure *failure);
/* Waits for the sums and fills temp table stored_sum(section_id, component, currency, taken,
 * sum). `currency` is '' where the lines state none; `taken` is then the currency of
 * reference_currency or line_currency, '' for the base one. Sums of zero have no row. Component
 * 'lines' is how many lines there are, as "3.00". And temp table rest_sum, see rest_sums.h. */
enum status stored_sums_end(struct stored_sums *sums, struct store *store,
                            struct failure *failure);
void stored_sums_free(struct stored_sums *sums); /* NULL is fine */
/* The same in one step, unless the table is there. */
enum status stored_sums_take(struct store *store, struct failure *failure);

#endif
