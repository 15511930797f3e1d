/* What can be said of a position, and the contract's words for it. */
#ifndef TIEOUT_RECON_POSITION_NAMES_H
#define TIEOUT_RECON_POSITION_NAMES_H

#include "base/str.h"

enum position_state {
    STATE_STATED_ONLY,
    STATE_TAX_ONLY,
    STATE_CROSS_CURRENCY,
    STATE_BEFORE_HISTORY,
    STATE_AHEAD_OF_BILLING,
    STATE_DISBURSED_ONLY,
    STATE_FORGIVEN,
    STATE_OVER_DISBURSED,
    STATE_NOTHING_BILLED,
    STATE_OVER_REFUNDED,
    STATE_CANCELLED,
    STATE_REFUNDED,
    STATE_REFUND_PENDING,
    STATE_SETTLED,
    STATE_NOT_DUE,
    STATE_PART_COLLECTED,
    STATE_UNCOLLECTED,
    STATE_COUNT,
};
enum position_cause {
    CAUSE_NONE,
    CAUSE_PAYOUT_FAILED,
    CAUSE_PAYOUT_REVERSED,
    CAUSE_IN_TRANSIT,
    CAUSE_DUE_ON_RECEIPT,
    CAUSE_PAST_DUE,
    CAUSE_AWAITING_PAYOUT,
    CAUSE_NO_DUE_DATE,
};
enum position_basis { BASIS_GROSS, BASIS_NET };
enum billed_on_source {
    BILLED_ON_NONE,
    BILLED_ON_INVOICE,
    BILLED_ON_AR_PERIOD,
    BILLED_ON_FILE,
    BILLED_ON_OPENING
};
enum terms_source { TERMS_NONE, TERMS_STATED, TERMS_POLICY, TERMS_OBSERVED };
enum age_bucket { AGE_NONE, AGE_0_30, AGE_31_60, AGE_61_90, AGE_91_120, AGE_121, AGE_CREDIT };
enum due_bucket {
    DUE_NONE,
    DUE_NOT_DUE,
    DUE_1_30,
    DUE_31_60,
    DUE_61_90,
    DUE_91_120,
    DUE_121,
    DUE_NO_DATE,
    DUE_CREDIT
};
enum net_status {
    NET_NONE,
    NET_OPEN_NOT_DUE,
    NET_OPEN_PAST_DUE,
    NET_OPEN_USUAL,
    NET_OPEN_UNUSUAL,
    NET_OPEN_NO_TERMS,
    NET_COLLECTED_LATE,
    NET_COLLECTED_IN_TERMS,
    NET_COLLECTED_NO_TERMS,
    NET_CLOSED_UNCOLLECTED,
};
enum tax_status {
    TAX_STATUS_NONE,
    TAX_STATUS_AWS_LIABLE_DISBURSED,
    TAX_STATUS_AWS_REMITS,
    TAX_STATUS_CURRENCY_DIFFERS,
    TAX_STATUS_NOT_CALCULATED,
    TAX_STATUS_UNTAXED,
    TAX_STATUS_REVERSED,
    TAX_STATUS_COLLECTED,
    TAX_STATUS_AWAITING_PAYMENT,
    TAX_STATUS_AWAITING_REFUND,
    TAX_STATUS_SHORT,
    TAX_STATUS_OVER,
};

/* "" for NONE. */
struct str position_state_name(enum position_state state);
struct str position_cause_name(enum position_cause cause);
struct str position_basis_name(enum position_basis basis);
struct str billed_on_source_name(enum billed_on_source source);
struct str terms_source_name(enum terms_source source);
/* With "~" before it when the billing day is a stand-in that matters. */
struct str age_bucket_name(enum age_bucket bucket, bool stand_in);
struct str due_bucket_name(enum due_bucket bucket);
struct str net_status_name(enum net_status status);
struct str tax_status_name(enum tax_status status);

/* One class of lines for conservation; counted: it went into a position. */
enum line_class {
    CLASS_COUNTED,
    CLASS_OTHER_TAX,
    CLASS_OUT_OF_SCOPE,
    CLASS_NO_REFERENCE,
    CLASS_AFTER_AS_OF,
    CLASS_SUPERSEDED,
    CLASS_COUNT
};
struct str line_class_name(enum line_class class);

#endif
