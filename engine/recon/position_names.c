/* The contract's words for what positions are. */
#include "recon/position_names.h"

#include "base/names.h"

static struct str name_at(const struct str *names, size_t count, size_t at);

#define NAME_OF(names, value) name_at((names), array_count(names), (size_t)(value))

struct str position_state_name(enum position_state state)
{
    static const struct str names[STATE_COUNT] = {
        [STATE_STATED_ONLY] = STR_INIT("stated-only"),
        [STATE_TAX_ONLY] = STR_INIT("tax-only"),
        [STATE_CROSS_CURRENCY] = STR_INIT("cross-currency"),
        [STATE_BEFORE_HISTORY] = STR_INIT("before-history"),
        [STATE_AHEAD_OF_BILLING] = STR_INIT("ahead-of-billing"),
        [STATE_DISBURSED_ONLY] = STR_INIT("disbursed-only"),
        [STATE_FORGIVEN] = STR_INIT("forgiven"),
        [STATE_OVER_DISBURSED] = STR_INIT("over-disbursed"),
        [STATE_NOTHING_BILLED] = STR_INIT("nothing-billed"),
        [STATE_OVER_REFUNDED] = STR_INIT("over-refunded"),
        [STATE_CANCELLED] = STR_INIT("cancelled"),
        [STATE_REFUNDED] = STR_INIT("refunded"),
        [STATE_REFUND_PENDING] = STR_INIT("refund-pending"),
        [STATE_SETTLED] = STR_INIT("settled"),
        [STATE_NOT_DUE] = STR_INIT("not-due"),
        [STATE_PART_COLLECTED] = STR_INIT("part-collected"),
        [STATE_UNCOLLECTED] = STR_INIT("uncollected"),
    };
    return NAME_OF(names, state);
}

struct str position_cause_name(enum position_cause cause)
{
    static const struct str names[] = {
        [CAUSE_NONE] = STR_INIT(""),
        [CAUSE_PAYOUT_FAILED] = STR_INIT("payout-failed"),
        [CAUSE_PAYOUT_REVERSED] = STR_INIT("payout-reversed"),
        [CAUSE_IN_TRANSIT] = STR_INIT("in-transit"),
        [CAUSE_DUE_ON_RECEIPT] = STR_INIT("due-on-receipt"),
        [CAUSE_PAST_DUE] = STR_INIT("past-due"),
        [CAUSE_AWAITING_PAYOUT] = STR_INIT("awaiting-payout"),
        [CAUSE_NO_DUE_DATE] = STR_INIT("no-due-date"),
    };
    return NAME_OF(names, cause);
}

struct str position_basis_name(enum position_basis basis)
{
    static const struct str names[] = {
        [BASIS_GROSS] = STR_INIT("gross"),
        [BASIS_NET] = STR_INIT("net"),
    };
    return NAME_OF(names, basis);
}

struct str billed_on_source_name(enum billed_on_source source)
{
    static const struct str names[] = {
        [BILLED_ON_NONE] = STR_INIT(""),
        [BILLED_ON_INVOICE] = STR_INIT("invoice"),
        [BILLED_ON_AR_PERIOD] = STR_INIT("ar-period"),
        [BILLED_ON_FILE] = STR_INIT("file"),
        [BILLED_ON_OPENING] = STR_INIT("opening"),
    };
    return NAME_OF(names, source);
}

struct str terms_source_name(enum terms_source source)
{
    static const struct str names[] = {
        [TERMS_NONE] = STR_INIT(""),
        [TERMS_STATED] = STR_INIT("stated"),
        [TERMS_POLICY] = STR_INIT("policy"),
        [TERMS_OBSERVED] = STR_INIT("observed"),
    };
    return NAME_OF(names, source);
}

struct str age_bucket_name(enum age_bucket bucket, bool stand_in)
{
    static const struct str names[] = {
        [AGE_NONE] = STR_INIT(""),         [AGE_0_30] = STR_INIT("0-30"),
        [AGE_31_60] = STR_INIT("31-60"),   [AGE_61_90] = STR_INIT("61-90"),
        [AGE_91_120] = STR_INIT("91-120"), [AGE_121] = STR_INIT("121+"),
        [AGE_CREDIT] = STR_INIT("credit"),
    };
    static const struct str marked[] = {
        [AGE_NONE] = STR_INIT(""),          [AGE_0_30] = STR_INIT("~0-30"),
        [AGE_31_60] = STR_INIT("~31-60"),   [AGE_61_90] = STR_INIT("~61-90"),
        [AGE_91_120] = STR_INIT("~91-120"), [AGE_121] = STR_INIT("~121+"),
        [AGE_CREDIT] = STR_INIT("credit"),
    };
    return stand_in ? NAME_OF(marked, bucket) : NAME_OF(names, bucket);
}

struct str due_bucket_name(enum due_bucket bucket)
{
    static const struct str names[] = {
        [DUE_NONE] = STR_INIT(""),         [DUE_NOT_DUE] = STR_INIT("not-due"),
        [DUE_1_30] = STR_INIT("1-30"),     [DUE_31_60] = STR_INIT("31-60"),
        [DUE_61_90] = STR_INIT("61-90"),   [DUE_91_120] = STR_INIT("91-120"),
        [DUE_121] = STR_INIT("121+"),      [DUE_NO_DATE] = STR_INIT("no-due-date"),
        [DUE_CREDIT] = STR_INIT("credit"),
    };
    return NAME_OF(names, bucket);
}

struct str net_status_name(enum net_status status)
{
    static const struct str names[] = {
        [NET_NONE] = STR_INIT(""),
        [NET_OPEN_NOT_DUE] = STR_INIT("open-not-due"),
        [NET_OPEN_PAST_DUE] = STR_INIT("open-past-due"),
        [NET_OPEN_USUAL] = STR_INIT("open-usual"),
        [NET_OPEN_UNUSUAL] = STR_INIT("open-unusual"),
        [NET_OPEN_NO_TERMS] = STR_INIT("open-no-terms"),
        [NET_COLLECTED_LATE] = STR_INIT("collected-late"),
        [NET_COLLECTED_IN_TERMS] = STR_INIT("collected-in-terms"),
        [NET_COLLECTED_NO_TERMS] = STR_INIT("collected-no-terms"),
        [NET_CLOSED_UNCOLLECTED] = STR_INIT("closed-uncollected"),
    };
    return NAME_OF(names, status);
}

struct str tax_status_name(enum tax_status status)
{
    static const struct str names[] = {
        [TAX_STATUS_NONE] = STR_INIT(""),
        [TAX_STATUS_AWS_LIABLE_DISBURSED] = STR_INIT(NAME_TAX_STATUS_AWS_LIABLE_DISBURSED),
        [TAX_STATUS_AWS_REMITS] = STR_INIT(NAME_TAX_STATUS_AWS_REMITS),
        [TAX_STATUS_CURRENCY_DIFFERS] = STR_INIT("currency-differs"),
        [TAX_STATUS_NOT_CALCULATED] = STR_INIT("not-calculated"),
        [TAX_STATUS_UNTAXED] = STR_INIT("untaxed"),
        [TAX_STATUS_REVERSED] = STR_INIT("reversed"),
        [TAX_STATUS_COLLECTED] = STR_INIT("collected"),
        [TAX_STATUS_AWAITING_PAYMENT] = STR_INIT("awaiting-payment"),
        [TAX_STATUS_AWAITING_REFUND] = STR_INIT("awaiting-refund"),
        [TAX_STATUS_SHORT] = STR_INIT("short"),
        [TAX_STATUS_OVER] = STR_INIT("over"),
    };
    return NAME_OF(names, status);
}

struct str line_class_name(enum line_class class)
{
    static const struct str names[CLASS_COUNT] = {
        [CLASS_COUNTED] = STR_INIT("counted"),
        [CLASS_OTHER_TAX] = STR_INIT("other-tax"),
        [CLASS_OUT_OF_SCOPE] = STR_INIT("out-of-scope"),
        [CLASS_NO_REFERENCE] = STR_INIT("no-reference"),
        [CLASS_AFTER_AS_OF] = STR_INIT("after-as-of"),
        [CLASS_SUPERSEDED] = STR_INIT("superseded"),
    };
    return NAME_OF(names, class);
}

static struct str name_at(const struct str *names, size_t count, size_t at)
{
    tie_assert(names != NULL && at < count);
    return names[at];
}
