/* Inside the position pass only: what its parts hand each other. Order of one position: gather
 * (the lines of a reference), sum, attributes, days, terms, state, tax, age, rest. */
#ifndef TIEOUT_RECON_POSITION_PARTS_H
#define TIEOUT_RECON_POSITION_PARTS_H

#include "recon/position.h"
#include "recon/position_habits.h"
#include "recon/position_line.h"

/* A family that counts for a currency and month: what restates it there is out of scope; what
 * came in a later epoch, also where it is restated by it. */
struct scope {
    const struct family *family;
    currency_code currency;
    day_number month;
    uint32_t place; /* struct section_plan */
};

struct reference_lines {
    uint32_t id;
    struct position_line *lines; /* in canonical order */
    size_t count, capacity;
    currency_code *currencies; /* of counted lines, ascending */
    size_t currency_count, currency_capacity;
    struct scope *scopes;
    size_t scope_count, scope_capacity;
    currency_code default_currency; /* of lines without one */
    int32_t billed_currencies;
    bool lacks_currency, any_gross, cross_currency, any_payment;
    bool several_currencies; /* lines without one took not all the default */
    bool since;              /* a line of it came or gave way since the sealed month */
    day_number first_day,
        last_day; /* of all lines that are not superseded, whatever their class */
};

/* A payout of the position at hand: what it brought towards the charge. */
struct payout {
    day_number day;
    struct money amount;
    bool positive; /* a gross > 0 stands on it */
};

struct position_cut;    /* position_cut.h */
struct position_sealed; /* position_sealed.h */

struct position_work {
    bool several_epochs; /* of the tables loaded */
    const struct ledger *ledger;
    const struct run_facts *facts;
    const struct payers *payers;
    struct section_plan *plans;
    day_number newest_list; /* the newest stated_open list not after as_of */
    struct position_cut *cuts;
    size_t cut_count;
    day_number list_day;            /* of the cut that is of a list, or DAY_NONE */
    struct position_sealed *sealed; /* NULL: no sealed month opens the roll-forward */
    int64_t *days_by_payer;         /* --terms, by payer id; -1 none; NULL without --terms */
    struct intern codes;            /* product codes */
    uint32_t *code_by_product;
    struct str *tax_code_by_product;
    struct reference_lines reference;
    const struct position_line **own; /* counted lines of the currency at hand */
    size_t own_count, own_capacity;
    struct payout *payouts;
    size_t payout_capacity;
    /* Tax lines not zero, of the position at hand; one of the reference is at odds with itself. */
    bool seller_forward, seller_refund, none_taxed, tax_off;
    struct buffer evidence, tax_codes;
    struct habits habits;
};

/* position_plan.c */
void position_work_init(struct position_work *work, const struct ledger *ledger,
                        const struct run_facts *facts, const struct payers *payers);
void position_work_free(struct position_work *work);

day_number position_newest_list(const struct run_facts *facts);

/* position.c: all of a position of the gathered reference but its evidence. False when a sum
 * passes its bound. */
bool position_build(struct position_work *work, currency_code currency,
                    struct position *position);

/* position_gather.c: all lines of a reference with day, currency and class, in canonical order.
 */
void position_gather(struct position_work *work, uint32_t reference_id);
/* Every line to the section_plan of its section in `plans`. */
void position_take_plans(struct position_work *work, const struct section_plan *plans);
/* Classes and currencies anew, of the same lines, as of work->facts->as_of. */
void position_classify(struct position_work *work);
/* position_scope.c: what restates, of counted lines. */
void position_settle_scopes(struct reference_lines *reference);
/* position_opening.c: what a bill and lists of open items state again, of counted lines. */
void position_settle_openings(struct reference_lines *reference);
/* The counted lines of one currency, as work->own. */
void position_select(struct position_work *work, currency_code currency);

/* position_sum.c: both sides and what follows by arithmetic. False when a sum passes its bound.
 */
bool position_sum(struct position_work *work, struct position *position);
/* Net without the tax it may hold, from the seller's side. */
struct money position_net_x(const struct position_line *line);
/* A component from the seller's side. */
struct money position_amount(const struct position_line *line, enum component component);

/* position_attributes.c: where attributes come from, payers, and evidence. */
void position_attribute(struct position_work *work, struct position *position);
void position_evidence(struct position_work *work, struct position *position);

/* position_days.c: billed_on, payouts, refunds, tax, and receipts after as_of. False: overflow.
 */
bool position_days(struct position_work *work, struct position *position);

/* position_terms.c: due_on; and, once the state is known, what net-terms.csv says. */
void position_due(const struct position_work *work, struct position *position);
void position_terms(const struct run_facts *facts, struct position *position);
/* Once more, with the habit of its payer in days. */
void position_observe(const struct run_facts *facts, struct position *position, int32_t days,
                      bool stand_in);

/* position_state.c: state and cause; whether only the payout is missing. */
bool position_is_in_transit(const struct position *position, struct money penny);
void position_judge(const struct position_work *work, struct position *position);

/* position_tax.c: the tax report's side, and the status. False when a sum passes its bound. */
bool position_tax_sum(struct position_work *work, struct position *position);
void position_tax_judge(const struct position_work *work, struct position *position);

/* position_age.c, position_rest.c */
void position_age(const struct run_facts *facts, struct position *position);
bool position_is_at_rest(const struct position *position);

#endif
