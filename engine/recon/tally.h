/* What is counted over all positions and lines while they pass: populations, ageing, conservation,
 * assumptions. Written into the store at the end. */
#ifndef TIEOUT_RECON_TALLY_H
#define TIEOUT_RECON_TALLY_H

#include "recon/position.h"
#include "store/store_write.h"

struct tally;
struct tally *tally_new(const struct run_facts *facts);
void tally_free(struct tally *tally); /* NULL is fine */

/* Each position once. Reports and their statuses: uncollected (state; amount collectible), refunds
 * (state; collectible; positions of refunds.csv only), net-terms (net status; collectible;
 * positions with billed gross > 0), tax-collection (tax status; tax_difference). Every position
 * of the population is counted, listed or not, so that each foots. Cross-currency positions are
 * in `currencies` alone. */
void tally_position(struct tally *tally, const struct position *position);
void tally_line(struct tally *tally, const struct movement *movement, enum line_class class,
                currency_code used);

/* Tables population, ageing and billed_tax. */
enum status tally_store(const struct tally *tally, struct store *store,
                        struct failure *failure);
/* Table conservation: per section, component (amounts of its role) and currency what was read
 * (SQL sums over the stored lines, as printed) against what the classes took. */
enum status tally_store_conservation(const struct tally *tally, const struct run_facts *facts,
                                     struct store *store, struct failure *failure);

#endif
