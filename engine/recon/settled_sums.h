/* Inside the position pass only: between what is counted over positions and rows of what settled
 * references add to it. `tell` is of an instance that heard of settled references alone; what
 * `hear` adds is as if their lines and positions had passed. */
#ifndef TIEOUT_RECON_SETTLED_SUMS_H
#define TIEOUT_RECON_SETTLED_SUMS_H

#include "recon/payouts.h"
#include "recon/settled_rows.h"
#include "recon/tally.h"
#include "recon/tax_book.h"

void tally_tell(const struct tally *tally, struct settled_rows *rows);
void tally_hear(struct tally *tally, const struct settled_row *row);
void payouts_tell(const struct payouts *payouts, struct settled_rows *rows);
void payouts_hear(struct payouts *payouts, const struct settled_row *row);
void tax_book_tell(const struct tax_book *book, struct settled_rows *rows);
void tax_book_hear(struct tax_book *book, const struct settled_row *row);

/* The line items that were sold, a bit each: of no count, so they stand beside the rows. */
struct str tax_book_sold(const struct tax_book *book);
void tax_book_add_sold(struct tax_book *book, struct str sold);

#endif
