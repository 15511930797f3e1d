/* Who pays: names of one payer, linked where one line shows two. */
#ifndef TIEOUT_RECON_PAYERS_H
#define TIEOUT_RECON_PAYERS_H

#include "recon/ledger.h"

/* Payers: ids of payers linked where one line shows both. */
struct payers {
    struct intern names;      /* id 0: unknown */
    uint32_t *by_customer_id; /* customer id -> payer id */
};
/* Links every customer of the ledger: account, else payer reference, else customer reference.
 * Two accounts under one reference: the smaller text, so that no order matters. */
void payers_link(struct payers *payers, const struct ledger *ledger);
void payers_free(struct payers *payers);

#endif
