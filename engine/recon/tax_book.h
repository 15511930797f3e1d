/* The tax report in full: what its rows say of themselves that does not hold, and the worksheet a
 * seller files by, one row a month and jurisdiction. Both are gathered while positions are built;
 * docs/TAX.md says what each column is. */
#ifndef TIEOUT_RECON_TAX_BOOK_H
#define TIEOUT_RECON_TAX_BOOK_H

#include "recon/ledger.h"

struct tax_book;
/* For one pass over the positions of `ledger`, which must live as long. */
struct tax_book *tax_book_new(const struct ledger *ledger, const struct run_facts *facts);
void tax_book_free(struct tax_book *book); /* NULL is fine */
/* Tables tax_check and tax_jurisdiction. */
enum status tax_book_store(struct tax_book *book, struct store *store, struct failure *failure);

#endif
