/* The sums of the stored lines, taken by SQL once a run: into the temporary table stored_sum,
 * one row for each section, component, stated currency and currency taken in its place. */
#ifndef TIEOUT_RECON_STORED_SUMS_H
#define TIEOUT_RECON_STORED_SUMS_H

#include "store/store.h"

/* Fills temp table stored_sum(section_id, component, currency, taken, sum) unless it is there.
 * `currency` is '' where the lines state none; `taken` is then the currency of
 * reference_currency,
 * '' for the base one. Sums of zero have no row. Component 'lines' is how many lines there are,
 * as "3.00". To be called when reference_currency is filled. */
enum status stored_sums_take(struct store *store, struct failure *failure);

#endif
