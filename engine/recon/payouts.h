/* Payouts: what each deposit is made of. Payout lines are summed while positions are built, by
 * section, deposit and currency, from the seller's side; how old the bills are is known once
 * their positions are. Lines after as_of and superseded ones are in no payout; lines without a
 * reference are, for the bank was paid them too. */
#ifndef TIEOUT_RECON_PAYOUTS_H
#define TIEOUT_RECON_PAYOUTS_H

#include "money/money_total.h"
#include "recon/position.h"
#include "store/store.h"

enum { PAYOUT_COMPONENTS = COMPONENT_NET + 1 };

/* The lines of one section, deposit and currency. */
struct payout_group {
    uint32_t payout_id; /* of ledger->payouts; 0: its lines name no deposit */
    uint32_t section;
    currency_code currency;
    uint32_t next; /* in the chain of its payout, or of its section; 0 ends */
    int64_t lines;
    day_number paid_on;                            /* the latest day of its lines */
    day_number oldest_billed, newest_billed;       /* DAY_NONE where no bill is known */
    struct money_total *totals[PAYOUT_COMPONENTS]; /* NULL: nothing but zeros */
};

/* The age of what was paid, in days since billing: as the reports of ages cut it. */
enum stated_age {
    STATED_AGE_30,
    STATED_AGE_60,
    STATED_AGE_90,
    STATED_AGE_120,
    STATED_AGE_OVER,
    STATED_AGE_ALL, /* of every age, and of none */
    STATED_AGE_COUNT,
};
enum stated_age stated_age_of(int64_t days);

/* The bases a stated figure may be meant on. */
enum stated_basis {
    BASIS_GROSS_AMOUNT, /* gross, refunds and credits */
    BASIS_NET_AMOUNT,   /* net without tax */
    BASIS_NET_WITH_TAX,
    BASIS_COUNT,
};
struct str stated_basis_name(enum stated_basis basis);

/* What was paid out on one day in one currency, by age; only for days a report of ages is of. */
struct payout_ages {
    day_number day;
    currency_code currency;
    int64_t lines, unknown; /* lines whose bill is not loaded, or has no day of its own */
    struct money_total *sums[STATED_AGE_COUNT][BASIS_COUNT]; /* NULL: nothing */
};

struct payouts {
    const struct run_facts *facts;
    const struct ledger *ledger;
    struct payout_group *groups; /* from 1 */
    size_t group_count;
    uint32_t *by_section; /* the first group without a deposit */
    uint32_t *by_payout;  /* the first group of a deposit */
    bool *ages_wanted;    /* by section: a report of ages is of its day */
    struct payout_ages *ages;
    size_t age_count;
};

/* Never NULL. Facts and ledger outlive it. */
struct payouts *payouts_new(const struct run_facts *facts, const struct ledger *ledger);
void payouts_free(struct payouts *payouts); /* NULL is fine */
/* Each line once, whatever its role and class: as struct position_sink's `line`. */
void payouts_line(struct payouts *payouts, const struct movement *movement,
                  enum line_class class, currency_code used);
/* Each counted payout line once, with its position: as `paid`. */
void payouts_paid(struct payouts *payouts, const struct position *position,
                  const struct movement *movement);
/* The day a payout line was paid: its own, else that of its section. */
day_number payouts_day(const struct section_facts *section, const struct movement *movement);

/* Made when they are not there. Of the movement its deposit and section count. */
struct payout_group *payouts_group_of(struct payouts *payouts, const struct movement *movement,
                                      currency_code used);
struct payout_ages *payouts_ages_of(struct payouts *payouts, day_number day,
                                    currency_code currency);
void payouts_note_billed(struct payout_group *group, day_number billed_on);

/* payouts_sum.c: the amounts a settlement report may speak of. */
enum payout_sum {
    PAYOUT_NET, /* without tax */
    PAYOUT_NET_WITH_TAX,
    PAYOUT_GROSS,
    PAYOUT_GROSS_WITH_TAX,
    PAYOUT_GROSS_AND_REFUNDS,
    PAYOUT_GROSS_AND_REFUNDS_WITH_TAX,
    PAYOUT_TAX,
    PAYOUT_TAX_REFUND,
    PAYOUT_TAX_REFUND_TURNED,
    PAYOUT_SUM_COUNT,
};
struct str payout_sum_name(enum payout_sum sum);
/* Adds a group to sums that all exist. */
void payouts_add_group(const struct payouts *payouts, const struct payout_group *group,
                       struct money_total *const sums[PAYOUT_SUM_COUNT]);
/* All groups of a coverage in a currency; how many there were. */
size_t payouts_sum(const struct payouts *payouts, day_number covers_to, currency_code currency,
                   struct money_total *const sums[PAYOUT_SUM_COUNT]);
/* The currencies of a coverage: how many, and one of them. */
size_t payouts_currencies(const struct payouts *payouts, day_number covers_to,
                          currency_code *currency);
void payout_sums_new(struct money_total *sums[PAYOUT_SUM_COUNT]);
void payout_sums_free(struct money_total *sums[PAYOUT_SUM_COUNT]);

#endif
