/* What settlement reports state of payouts: the amount of each deposit, once per Settlement ID
 * however many locations repeat it, and the locations' own sums. Tables dated after as_of and
 * superseded ones state nothing. */
#ifndef TIEOUT_RECON_STATED_PAYOUTS_H
#define TIEOUT_RECON_STATED_PAYOUTS_H

#include "recon/payouts.h"

struct settlement {
    uint32_t text_id; /* of ledger->texts */
    struct money amount;
    bool several; /* its rows state different amounts */
};

enum stated_location {
    LOCATION_NET,
    LOCATION_GROSS,
    LOCATION_TAX,
    LOCATION_TAX_REFUND,
    LOCATION_COUNT,
};

/* One coverage in one stated currency. */
struct stated_payout {
    day_number covers_to;
    currency_code currency; /* CURRENCY_NONE where the report has no such column */
    struct buffer scope;    /* the first table that states it, as checks name it */
    struct settlement *settlements;
    size_t settlement_count;
    struct money_total *locations[LOCATION_COUNT];
    currency_code used_currency; /* what it was compared in; CURRENCY_NONE: it was not */
    enum payout_sum basis;       /* what its deposit was meant on, as compared */
};

struct stated_payouts {
    struct stated_payout *items; /* in the order of their first tables */
    size_t count;
};

/* A table as checks name it: the short name of its file, and its first record when the file holds
 * several tables that state the same. */
void stated_scope(const struct run_facts *facts, const struct section_facts *section,
                  struct buffer *into);
/* From the stored lines of every table that states payouts. Freed also after a failure. */
enum status stated_payouts_read(struct stated_payouts *stated, const struct run_facts *facts,
                                struct store *store, struct failure *failure);
void stated_payouts_free(struct stated_payouts *stated);
/* Sum over its settlements; false when one of them states several amounts. */
bool stated_payout_sum(const struct stated_payout *payout, struct money_total *sum);

#endif
