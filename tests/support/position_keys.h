/* One key=value of a line that is written as text: position_world.h says which there are. */
#ifndef TIEOUT_TESTS_POSITION_KEYS_H
#define TIEOUT_TESTS_POSITION_KEYS_H

#include "money/money.h"
#include "source/line.h"

static inline enum tax_party world_party(struct str value)
{
    for (int party = PARTY_NONE; party <= PARTY_OTHER; party++)
        if (str_equal(value, tax_party_name((enum tax_party)party)))
            return (enum tax_party)party;
    tie_assert(value.length == 0);
    return PARTY_NONE;
}

static inline void world_key(struct line *line, struct str key, struct str value)
{
    static const struct {
        const char *key;
        enum text_field text;
    } texts[] = {
        {"acct", TEXT_PAYER_ACCOUNT},   {"pref", TEXT_PAYER_REF},
        {"cref", TEXT_CUSTOMER_REF},    {"code", TEXT_PRODUCT_CODE},
        {"title", TEXT_PRODUCT_TITLE},  {"taxcode", TEXT_TAX_CODE},
        {"item", TEXT_LINE_ITEM},       {"bill", TEXT_BILL_ID},
        {"place", TEXT_JURISDICTION},   {"trace", TEXT_BANK_TRACE_ID},
        {"settle", TEXT_SETTLEMENT_ID},
    };
    bool good = true;
    enum component component = COMPONENT_GROSS;
    enum text_field field = TEXT_PAYER_ACCOUNT;
    for (size_t at = 0; at < array_count(texts); at++) {
        if (str_equal(key, str_from(texts[at].key))) {
            line->texts[texts[at].text] = value;
            return;
        }
    }
    if (str_equal(key, STR("cur"))) {
        good = currency_parse(value, &line->currency);
    } else if (str_equal(key, STR("on"))) {
        good = day_parse_iso(value, &line->dated);
    } else if (str_equal(key, STR("due"))) {
        good = day_parse_iso(value, &line->due);
    } else if (str_equal(key, STR("ar"))) {
        good = day_parse_month(value, &line->ar_period);
    } else if (str_equal(key, STR("party"))) {
        line->party = world_party(value);
    } else if (str_equal(key, STR("event"))) {
        line->event = str_equal(value, STR("refund")) ? TAX_REFUND : TAX_ONLY_REFUND;
    } else if (str_equal(key, STR("status"))) {
        good = pay_status_find(value, &line->status);
        line->flags |= (uint32_t)line->status << LINE_STATUS_SHIFT;
    } else if (str_equal(key, STR("flags"))) {
        int64_t flags = 0;
        good = str_to_count(value, UINT32_MAX, &flags);
        line->flags = (uint32_t)flags;
    } else if (text_field_find(key, &field)) {
        line->texts[field] = value;
    } else if (component_find(key, &component)) {
        struct money_reading reading = money_parse(value, MONEY_PLAIN);
        good = reading.fault == MONEY_FINE;
        line->amounts[component] = reading.amount;
        line->present |= reading.amount.micro != 0 ? COMPONENT_BIT(component) : 0;
    } else {
        good = false;
    }
    tie_assert(good);
}

#endif
