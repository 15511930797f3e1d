/* What was understood of one record: typed fields and amounts as printed. A line owns nothing;
 * its texts live in the record it was built from, until the next record is read. */
#ifndef TIEOUT_SOURCE_LINE_H
#define TIEOUT_SOURCE_LINE_H

#include "base/day.h"
#include "base/str.h"
#include "money/money.h"
#include "source/component.h"

/* What a line means. The order is the order of the roles in summaries. */
enum role {
    ROLE_BILLED,
    ROLE_DISBURSED,
    ROLE_STATED_OPEN,
    ROLE_TAXED,
    ROLE_OPENING,
    ROLE_STATED_PAID, /* payment columns of a billed row: a line beside the billed one */
    ROLE_STATED_TOTAL,
    ROLE_ASIDE,       /* recognised, kept as a name and a digest, not read as lines */
    ROLE_DISPOSITION, /* what a person decided about a finding: no money, no days */
    ROLE_COUNT,
};
struct str role_name(enum role role);
bool role_find(struct str name, enum role *role);
/* Whether tables of the role are of days: all but those that are set aside, and dispositions. */
bool role_covers_days(enum role role);

/* Texts of a line. Which columns give them is the family map's business. */
enum text_field {
    TEXT_PAYER_ACCOUNT, /* digits only, padded to 12; as printed when it holds other characters
                         */
    TEXT_PAYER_REF,
    TEXT_CUSTOMER_REF,
    TEXT_CUSTOMER_NAME, /* company, else e-mail domain */
    TEXT_CUSTOMER_COUNTRY,
    TEXT_PRODUCT_CODE,
    TEXT_PRODUCT_TITLE,
    TEXT_OFFER_ID,
    TEXT_OFFER_VISIBILITY,
    TEXT_AGREEMENT_ID,
    TEXT_INVOICE_ID,
    TEXT_SETTLEMENT_ID,
    TEXT_BANK_TRACE_ID,
    TEXT_LINE_ITEM,
    TEXT_BILL_ID,
    TEXT_TAX_CODE,
    TEXT_TAX_TYPE,
    TEXT_TRANSACTION_TYPE,
    TEXT_JURISDICTION_LEVEL,
    TEXT_JURISDICTION,
    TEXT_TAX_COUNTRY,
    TEXT_TAX_STATE,
    TEXT_TAX_RATE, /* canonical decimal text */
    TEXT_TAX_REASON,
    TEXT_TAX_CERTIFICATE,
    TEXT_FINDING_ID, /* twenty hex digits in lower case */
    TEXT_REASON,
    TEXT_OWNER,
    TEXT_COMMENT,
    TEXT_FIELD_COUNT,
};
/* "payer_account", ...: the field name in maps. */
struct str text_field_name(enum text_field field);
bool text_field_find(struct str name, enum text_field *field);

/* What a status column says became of the payment; which words say it is the map's business. */
enum pay_status {
    PAY_UNSAID,
    PAY_PAID,
    PAY_PART_PAID,
    PAY_UNPAID,
    PAY_FAILED,
    PAY_REVERSED,
    PAY_STATUS_COUNT,
};
/* "", "paid", "part-paid", ...: as maps and rules write it. */
struct str pay_status_name(enum pay_status status);
bool pay_status_find(struct str name, enum pay_status *status);

enum tax_party { PARTY_NONE, PARTY_SELLER, PARTY_AWS, PARTY_OTHER };
/* "none", "seller", ...: as reports print it. */
struct str tax_party_name(enum tax_party party);
/* Forward sale, refund, refund of tax only; by Transaction Type Code, without case. */
enum tax_event { TAX_FORWARD, TAX_REFUND, TAX_ONLY_REFUND };

/* Flags set while a line is built; the rules that ask about lines declare theirs. */
enum {
    LINE_NO_REFERENCE = 1,    /* empty or placeholder reference */
    LINE_GROSS_NEGATIVE = 2,  /* a disbursed line that takes a payout back */
    LINE_TAX_ONLY_REFUND = 4, /* a TAXONLYREFUND line */
    LINE_OTHER_TAX = 8,       /* a tax type other than None, Sales, SellerUse (or empty) */
    LINE_NET_OFF = 16,        /* fails its identity: set after signs are settled */
    LINE_MONEY = 32,          /* some amount is not zero */
    LINE_PARTY_UNCLEAR = 64,  /* party none or other with tax not zero */
    LINE_CODE_MISSING = 128,  /* a tax line without Product Tax Code */
    LINE_EXEMPT_BARE = 256,   /* reason Exempt, no certificate */
    LINE_STATUS_SHIFT = 9,    /* three bits from here: enum pay_status of a bill or payout */
    LINE_STATUS_MASK = 7 << LINE_STATUS_SHIFT,
};

static inline enum pay_status line_status(uint32_t flags)
{
    return (enum pay_status)((flags & LINE_STATUS_MASK) >> LINE_STATUS_SHIFT);
}

/* Three upper-case letters packed into a number, first letter highest: 0 is none. Numbers sort
 * as their texts do. */
typedef uint32_t currency_code;
#define CURRENCY_NONE ((currency_code)0)
enum { CURRENCY_TEXT_BYTES = 4 };
/* Three letters of any case; false for all else. */
bool currency_parse(struct str text, currency_code *code);
/* "USD", or "" for none, into `text`; returns it. */
const char *currency_format(currency_code code, char text[CURRENCY_TEXT_BYTES]);

/* An account as payers are compared: digits and hyphens become digits padded left to 12; any other
 * text stays as it is. The answer lives in `arena` when it had to be rewritten. */
struct arena;
struct str line_normalise_account(struct str account, struct arena *arena);

struct line {
    int64_t record; /* its number in the file, from 1 */
    int64_t line_first;
    int64_t byte_offset;
    int64_t byte_length;
    struct str txn_ref;     /* without blanks at the ends; empty when LINE_NO_REFERENCE */
    currency_code currency; /* as stated, or none */
    day_number dated;       /* the line's own day, or DAY_NONE: it takes its file's */
    day_number due;         /* payment due date, or DAY_NONE */
    day_number ar_period;   /* first day of its AR Period, or DAY_NONE */
    uint32_t present;       /* COMPONENT_BIT of every amount that is not zero */
    struct money amounts[COMPONENT_COUNT]; /* as printed */
    struct str texts[TEXT_FIELD_COUNT];    /* placeholders are empty */
    enum tax_party party;
    enum tax_event event;
    uint32_t flags; /* LINE_* */
    enum role role; /* that of its family, or what a cell says (role_if) */
    enum pay_status status;
    struct money paid;  /* as printed: what the row states as paid */
    day_number paid_on; /* or DAY_NONE */
};

#endif
