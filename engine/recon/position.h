/* Positions: everything known about one (reference, currency) as of a day. One pass over
 * references applies what was settled late, and yields positions with state, cause, basis,
 * ageing and statuses. Formulas: docs/POSITIONS.md. */
#ifndef TIEOUT_RECON_POSITION_H
#define TIEOUT_RECON_POSITION_H

#include "money/money_total.h"
#include "recon/ledger.h"
#include "recon/payers.h"
#include "recon/position_names.h"
#include "recon/position_roll.h"
#include "recon/position_stated.h"

/* Where a number of days is not known. -1 is a number: a payout may come a day before the last
 * day of the month that stands in for its invoice date. */
#define POSITION_DAYS_UNKNOWN INT32_MIN

struct position {
    uint32_t reference_id;
    currency_code currency;
    enum position_state state;
    enum position_cause cause;
    enum position_basis basis;
    struct money billed[COMPONENT_POSITION_COUNT]; /* seller's side, opening included */
    struct money disbursed[COMPONENT_POSITION_COUNT];
    struct money billed_net_x, disbursed_net_x;
    struct money open_gross, refund_gap, collectible, open_tax, open_fee, open_net;
    /* False where a line's report has no such column: an opening list has neither fee nor net. */
    bool open_fee_known, open_net_known, open_tax_known;
    bool expected_fee_refund_known, stated_open_net_known, collected_net_known;
    struct money expected_fee_refund, stated_open_net, collected_net;
    struct position_stated stated;
    struct money tax_calculated, tax_aws, tax_report_refund, tax_difference;
    int32_t billed_lines, opening_lines, disbursed_lines, tax_lines, stated_open_lines;
    int32_t billed_refund_lines, disbursed_refund_lines, disbursed_fee_lines, tax_refund_lines;
    int32_t refund_lines; /* of both sides, with a refund of any kind: charge, fee or tax */
    int32_t billed_currencies;
    bool any_gross, currency_assumed, flagged; /* flagged: by a bit a rule asks for */
    day_number billed_on, billed_from; /* billed_from: first day of a stand-in's period */
    enum billed_on_source billed_on_source;
    day_number due_on;
    enum terms_source terms_source;
    int32_t terms_days; /* POSITION_DAYS_UNKNOWN, as all days below */
    day_number disbursed_on, first_payout_on, last_movement_on;
    day_number billed_refund_on, disbursed_refund_on, refund_on, newest_list_on;
    day_number taxed_on, taxed_to; /* of the oldest and of the newest tax line */
    enum age_bucket age_bucket;
    bool age_stand_in;
    enum due_bucket due_bucket;
    enum net_status net_status;
    int32_t days_to_collect, days_late; /* unknown for open items */
    int32_t observed_days;
    bool observed_stand_in;
    day_number expected_month;
    enum tax_status tax_status;
    uint32_t parties;     /* bit 1 << enum tax_party of every tax line */
    struct str tax_codes; /* distinct, sorted, joined by a blank; for this call only */
    struct money disbursed_after_as_of;
    day_number disbursed_after_on;
    uint32_t later_roles; /* bit 1 << enum role of every line dated after as_of */
    uint32_t payer_id, billed_payer_id, disbursed_payer_id; /* of struct payers; 0 none */
    uint32_t product_id, customer_id;
    bool products_differ;
    int64_t attribute_line; /* line_id */
    struct str evidence; /* "file#record" ...; for this call only; "" at rest if facts say so */
    bool at_rest, evidence_of_waited; /* it would have none, but waited at the last seal */
};

/* A payer's habits in one currency, over all its positions with billed gross > 0:
 * payer-terms.csv. */
struct payer_terms_row {
    uint32_t payer_id;
    currency_code currency;
    int64_t positions, open_positions, late_count;
    const struct money_total *collectible;
    int32_t terms_days; /* most frequent, then smallest; observed: the 90th percentile */
    enum terms_source terms_source;
    bool terms_stand_in;
    int32_t collect_median, collect_p90, collect_max; /* lower median, nearest rank */
    bool collect_stand_in; /* some day from billing was counted from a stand-in: printed with ~
                            */
};

/* A position as it stood on another day, and what the list of that day says of its reference. */
struct position_then {
    const struct cut_day *cut;
    const struct position *position; /* evidence is not set */
    bool listed;                     /* it is on the newest list of that day */
    bool reference_listed;           /* its reference is, in this or another currency */
    bool in_transit;                 /* a report says the customer has paid it */
    int32_t billed_lines_as_of;      /* billed and opening lines as of facts->as_of */
    day_number listed_period; /* last day of the earliest AR period it is listed with, else the
                                 list's day; DAY_NONE unless listed */
};

struct tax_book;
struct settled;
struct settled_rows;
struct position_alike; /* position_twice.h */
struct position_restated;

/* What the pass hands out. Any callback may be NULL; each may fail and ends the pass. */
struct position_sink {
    void *context; /* each position once: */
    enum status (*position)(void *context, const struct position *position,
                            struct failure *failure);
    /* Each movement once with its class, the currency it was used in, and its section:
     * conservation and line_class. */
    enum status (*line)(void *context, uint32_t reference_id, const struct movement *movement,
                        enum line_class class, currency_code used, struct failure *failure);
    /* After all positions: each payer and currency once, by payer text, currency. */
    enum status (*payer)(void *context, const struct payer_terms_row *row,
                         struct failure *failure);
    /* A reference whose lines without a currency took another than the base one (or the base
     * one for want of a single billed one: `ambiguous` says billed in several). */
    enum status (*currency)(void *context, uint32_t reference_id, currency_code used,
                            int32_t billed_currencies, struct failure *failure);
    /* Instead of it where they took several: each such line that took another one. */
    enum status (*line_currency)(void *context, const struct movement *movement,
                                 currency_code used, struct failure *failure);
    /* Right after a position: how it stood on each day of facts->cuts that is of a list or of
     * ages, when anything of it was open or listed there. */
    enum status (*cut)(void *context, const struct position_then *then,
                       struct failure *failure);
    /* Right after a position: its way from the cut of the opening to as_of, unless all is 0.
     * Of a sealed position that is none any more: reference, currency and payer of it only. */
    enum status (*roll)(void *context, const struct position *position,
                        const struct position_roll *roll, struct failure *failure);
    /* After `position`, each counted payout line of it once. */
    void (*paid)(void *context, const struct position *position,
                 const struct movement *movement);
    struct tax_book *tax; /* takes every tax line; NULL: nobody asks */
    /* What a file, or two reports of one role, say twice. */
    enum status (*alike)(void *context, const struct position_alike *alike,
                         struct failure *failure);
    enum status (*restated)(void *context, const struct position_restated *restated,
                            struct failure *failure);
    struct settled *settled;           /* takes what settles (settled.h); NULL: nobody asks */
    const struct settled_rows *habits; /* of positions that do not pass; NULL: all do */
};

/* One pass over all references, positions as of facts->as_of. Open positions without a due date
 * wait until the habits of their payer are known and come last. A sum beyond
 * LIMIT_POSITION_MICRO is STATUS_REFUSED with the reference. */
enum status position_pass(const struct ledger *ledger, const struct run_facts *facts,
                          const struct payers *payers, const struct position_sink *sink,
                          struct failure *failure);

#endif
