/* The words of a line: roles, text fields, parties, and currency codes. */
#include "source/line.h"

#include "base/arena.h"
#include "base/names.h"

#include <string.h>

enum { ACCOUNT_DIGITS = 12 };

static const struct str role_names[ROLE_COUNT] = {
    [ROLE_BILLED] = STR_INIT("billed"),
    [ROLE_DISBURSED] = STR_INIT("disbursed"),
    [ROLE_STATED_OPEN] = STR_INIT("stated_open"),
    [ROLE_TAXED] = STR_INIT("taxed"),
    [ROLE_OPENING] = STR_INIT("opening"),
    [ROLE_STATED_PAID] = STR_INIT("stated_paid"),
    [ROLE_STATED_TOTAL] = STR_INIT("stated_total"),
    [ROLE_ASIDE] = STR_INIT("aside"),
    [ROLE_DISPOSITION] = STR_INIT("disposition"),
};

static const struct str text_field_names[TEXT_FIELD_COUNT] = {
    [TEXT_PAYER_ACCOUNT] = STR_INIT("payer_account"),
    [TEXT_PAYER_REF] = STR_INIT("payer_ref"),
    [TEXT_CUSTOMER_REF] = STR_INIT("customer_ref"),
    [TEXT_CUSTOMER_NAME] = STR_INIT("customer_name"),
    [TEXT_CUSTOMER_COUNTRY] = STR_INIT("customer_country"),
    [TEXT_PRODUCT_CODE] = STR_INIT("product_code"),
    [TEXT_PRODUCT_TITLE] = STR_INIT("product_title"),
    [TEXT_OFFER_ID] = STR_INIT("offer_id"),
    [TEXT_OFFER_VISIBILITY] = STR_INIT("offer_visibility"),
    [TEXT_AGREEMENT_ID] = STR_INIT("agreement_id"),
    [TEXT_INVOICE_ID] = STR_INIT("invoice_id"),
    [TEXT_SETTLEMENT_ID] = STR_INIT("settlement_id"),
    [TEXT_BANK_TRACE_ID] = STR_INIT("bank_trace_id"),
    [TEXT_LINE_ITEM] = STR_INIT("line_item"),
    [TEXT_BILL_ID] = STR_INIT("bill_id"),
    [TEXT_TAX_CODE] = STR_INIT("tax_code"),
    [TEXT_TAX_TYPE] = STR_INIT("tax_type"),
    [TEXT_TRANSACTION_TYPE] = STR_INIT("transaction_type"),
    [TEXT_JURISDICTION_LEVEL] = STR_INIT("jurisdiction_level"),
    [TEXT_JURISDICTION] = STR_INIT("jurisdiction"),
    [TEXT_TAX_COUNTRY] = STR_INIT("tax_country"),
    [TEXT_TAX_STATE] = STR_INIT("tax_state"),
    [TEXT_TAX_RATE] = STR_INIT("tax_rate"),
    [TEXT_TAX_REASON] = STR_INIT("tax_reason"),
    [TEXT_TAX_CERTIFICATE] = STR_INIT("tax_certificate"),
    [TEXT_FINDING_ID] = STR_INIT("finding_id"),
    [TEXT_REASON] = STR_INIT("reason"),
    [TEXT_OWNER] = STR_INIT("owner"),
    [TEXT_COMMENT] = STR_INIT("comment"),
};

static const struct str pay_status_names[PAY_STATUS_COUNT] = {
    [PAY_UNSAID] = STR_INIT(""),
    [PAY_PAID] = STR_INIT("paid"),
    [PAY_PART_PAID] = STR_INIT("part-paid"),
    [PAY_UNPAID] = STR_INIT("unpaid"),
    [PAY_FAILED] = STR_INIT("failed"),
    [PAY_REVERSED] = STR_INIT("reversed"),
};

static bool name_find(const struct str *names, int count, struct str name, int *at);

struct str role_name(enum role role)
{
    tie_assert((unsigned)role < ROLE_COUNT);
    return role_names[role];
}

bool role_find(struct str name, enum role *role)
{
    int at = 0;
    tie_assert(role != NULL);
    if (!name_find(role_names, ROLE_COUNT, name, &at))
        return false;
    *role = (enum role)at;
    return true;
}

bool role_covers_days(enum role role)
{
    tie_assert((unsigned)role < ROLE_COUNT);
    return role != ROLE_ASIDE && role != ROLE_DISPOSITION;
}

struct str text_field_name(enum text_field field)
{
    tie_assert((unsigned)field < TEXT_FIELD_COUNT);
    return text_field_names[field];
}

bool text_field_find(struct str name, enum text_field *field)
{
    int at = 0;
    tie_assert(field != NULL);
    if (!name_find(text_field_names, TEXT_FIELD_COUNT, name, &at))
        return false;
    *field = (enum text_field)at;
    return true;
}

struct str pay_status_name(enum pay_status status)
{
    tie_assert((unsigned)status < PAY_STATUS_COUNT);
    return pay_status_names[status];
}

bool pay_status_find(struct str name, enum pay_status *status)
{
    int at = 0;
    tie_assert(status != NULL);
    if (name.length == 0 || !name_find(pay_status_names, PAY_STATUS_COUNT, name, &at))
        return false;
    *status = (enum pay_status)at;
    return true;
}

struct str tax_party_name(enum tax_party party)
{
    static const struct str names[] = {
        [PARTY_NONE] = STR_INIT("none"),
        [PARTY_SELLER] = STR_INIT("seller"),
        [PARTY_AWS] = STR_INIT(NAME_PARTY_AWS),
        [PARTY_OTHER] = STR_INIT("other"),
    };
    tie_assert((unsigned)party < array_count(names));
    return names[party];
}

bool currency_parse(struct str text, currency_code *code)
{
    currency_code packed = 0;
    tie_assert(code != NULL);
    if (text.length != 3)
        return false;
    for (size_t i = 0; i < 3; i++) {
        unsigned letter = (unsigned)(unsigned char)text.bytes[i] & ~0x20u;
        if (letter < 'A' || letter > 'Z') {
            return false;
        }
        packed = packed << 8 | letter;
    }
    *code = packed;
    return true;
}

const char *currency_format(currency_code code, char text[CURRENCY_TEXT_BYTES])
{
    size_t length = 0;
    tie_assert(text != NULL);
    for (int shift = 16; shift >= 0 && code != CURRENCY_NONE; shift -= 8) {
        text[length++] = (char)(code >> shift & 0xff);
    }
    text[length] = '\0';
    return text;
}

/* The place of `name` among `names`: thirty at most, and only while maps are read. */
static bool name_find(const struct str *names, int count, struct str name, int *at)
{
    for (int i = 0; i < count; i++) {
        if (str_equal(names[i], name)) {
            *at = i;
            return true;
        }
    }
    return false;
}

struct str line_normalise_account(struct str account, struct arena *arena)
{
    size_t digits = 0;
    size_t hyphens = 0;
    for (size_t i = 0; i < account.length; i++) {
        digits += account.bytes[i] >= '0' && account.bytes[i] <= '9';
        hyphens += account.bytes[i] == '-';
    }
    if (digits == 0 || digits + hyphens != account.length ||
        (hyphens == 0 && digits >= ACCOUNT_DIGITS))
        return account;
    size_t length = digits < ACCOUNT_DIGITS ? ACCOUNT_DIGITS : digits;
    char *bytes = arena_take(arena, length);
    size_t at = length - digits;
    memset(bytes, '0', at);
    for (size_t i = 0; i < account.length; i++)
        if (account.bytes[i] != '-')
            bytes[at++] = account.bytes[i];
    tie_assert(at == length);
    return (struct str){bytes, length};
}
