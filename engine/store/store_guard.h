/* The cage a rule runs in: one SELECT over the vocabulary's views and a list of functions,
 * nothing else; no REAL, no division, no text that feeds arithmetic.
 *
 * Allowed functions: abs coalesce ifnull nullif min max count sum lower upper length iif, and
 * ours:
 * - money('0.01'), micros of a literal
 * - policy('penny'), micros or count of a policy value; an unknown name ends the run
 * - as_of(), the day
 * - micro_times(micro, n), an exact product, fails past 64 bits
 *
 * Everything a rule returns as money, day or count must be INTEGER or NULL when stepped. */
#ifndef TIEOUT_STORE_STORE_GUARD_H
#define TIEOUT_STORE_STORE_GUARD_H

#include "base/arena.h"
#include "store/store.h"
#include "store/store_read.h"

struct store_cage;

/* One rule, as the cage is asked for it. */
struct store_cage_rule {
    struct str code; /* for failures */
    struct str sql;
    /* Put before it, and the engine's own: WITH tables that stand in the place of views of the
     * same names; empty where the views are there. */
    struct str with;
    bool ships; /* all of it is text of this program, to the byte */
};

/* `views`: the names a rule may read (sorted). Registers the functions on the store; policy
 * values are read from table policy, the day from meta 'as_of_day'. */
enum status store_cage_open(struct store_cage **cage, struct store *store,
                            const struct str *views, size_t view_count,
                            struct failure *failure);
void store_cage_close(struct store_cage *cage); /* NULL is fine */

/* Prepares one rule inside the cage: authorizer with default deny, one statement, and the EXPLAIN
 * check (no Real, Divide, Remainder, Cast; no String8 feeding arithmetic or a comparison with a
 * number). The last is left out for rules that ship where tests have made it with this very
 * library (store_guard_known.h). What a rule may not do is STATUS_EVIDENCE, naming it and the
 * offence. `reads` receives the views it saw, sorted, blank-separated, into `arena`. The query is
 * stepped and closed as any other. */
enum status store_cage_prepare(struct store_cage *cage, const struct store_cage_rule *rule,
                               struct arena *arena, struct store_query **query,
                               struct str *reads, struct failure *failure);

/* Pure: whether the authorizer lets this action pass. Tested without a database. The arguments
 * are those SQLite gives its authorizer; `inner_view` the innermost view or NULL. */
bool store_guard_allows(int action, const char *first, const char *second,
                        const char *inner_view, const struct str *views, size_t view_count);

#endif
