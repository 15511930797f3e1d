/* Settlement reports are short, a row a location: they are read from the books. */
#include "recon/stated_payouts.h"

#include "base/arena.h"
#include "store/store_read.h"

#include <stdlib.h>

enum { AT_SETTLEMENT, AT_CURRENCY, AT_DATED, AT_PAYOUT, AT_NET, AT_GROSS, AT_TAX, AT_REFUND };

static enum status read_section(struct stated_payouts *stated, const struct run_facts *facts,
                                size_t section, struct store *store, struct failure *failure);
static void take_row(struct stated_payouts *stated, const struct run_facts *facts,
                     const struct section_facts *section, const struct store_query *query);
static struct stated_payout *payout_of(struct stated_payouts *stated,
                                       const struct run_facts *facts,
                                       const struct section_facts *section,
                                       currency_code currency);
static void take_settlement(struct stated_payout *payout, uint32_t text_id,
                            struct money amount);

enum status stated_payouts_read(struct stated_payouts *stated, const struct run_facts *facts,
                                struct store *store, struct failure *failure)
{
    tie_assert(stated != NULL && facts != NULL && store != NULL);
    *stated = (struct stated_payouts){0};
    enum status status = STATUS_OK;
    for (size_t rank = 0; status == STATUS_OK && rank < facts->section_count; rank++)
        for (size_t at = 0; status == STATUS_OK && at < facts->section_count; at++) {
            const struct section_facts *section = &facts->sections[at];
            if (section->canonical == rank && !section->superseded &&
                section->era->family->states == STATED_PAYOUT &&
                section->covers_to <= facts->as_of)
                status = read_section(stated, facts, at, store, failure);
        }
    return status;
}

void stated_payouts_free(struct stated_payouts *stated)
{
    tie_assert(stated != NULL);
    for (size_t at = 0; at < stated->count; at++) {
        free(stated->items[at].settlements);
        buffer_free(&stated->items[at].scope);
        for (int of = 0; of < LOCATION_COUNT; of++)
            money_total_free(stated->items[at].locations[of]);
    }
    free(stated->items);
    *stated = (struct stated_payouts){0};
}

void stated_scope(const struct run_facts *facts, const struct section_facts *section,
                  struct buffer *into)
{
    tie_assert(facts != NULL && section != NULL && into != NULL);
    const struct family *family = section->era->family;
    size_t tables = 0;
    for (size_t at = 0; at < facts->section_count; at++) {
        const struct section_facts *other = &facts->sections[at];
        tables += other->file == section->file && other->era->family->role == family->role &&
                  other->era->family->states == family->states;
    }
    buffer_add(into, facts->files[section->file].short_name);
    if (tables > 1)
        buffer_format(into, "#%lld", (long long)section->first_record);
}

bool stated_payout_sum(const struct stated_payout *payout, struct money_total *sum)
{
    tie_assert(payout != NULL && sum != NULL);
    bool clear = true;
    for (size_t at = 0; at < payout->settlement_count; at++) {
        money_total_add(sum, payout->settlements[at].amount);
        clear = clear && !payout->settlements[at].several;
    }
    return clear;
}

static enum status read_section(struct stated_payouts *stated, const struct run_facts *facts,
                                size_t section, struct store *store, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = true;
    int64_t first = (int64_t)section << 32;
    enum status status = store_query_open(
        &query, store,
        STR("SELECT settlement_id, currency, dated, payout, net, gross, tax, tax_refund "
            "FROM line_stated_total WHERE line_id BETWEEN ?1 AND ?2 ORDER BY line_id"),
        failure);
    if (status == STATUS_OK) {
        store_query_bind_integer(query, 1, first);
        store_query_bind_integer(query, 2, first | UINT32_MAX);
    }
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        take_row(stated, facts, &facts->sections[section], query);
    }
    store_query_close(query);
    return status;
}

/* A deposit made after as_of is stated of a later day. */
static void take_row(struct stated_payouts *stated, const struct run_facts *facts,
                     const struct section_facts *section, const struct store_query *query)
{
    static const int columns[LOCATION_COUNT] = {AT_NET, AT_GROSS, AT_TAX, AT_REFUND};
    currency_code currency = CURRENCY_NONE;
    day_number dated = store_query_day(query, AT_DATED);
    if (dated != DAY_NONE && dated > facts->as_of)
        return;
    currency_parse(store_query_text(query, AT_CURRENCY), &currency);
    struct stated_payout *payout = payout_of(stated, facts, section, currency);
    for (int of = 0; of < LOCATION_COUNT; of++)
        money_total_add(payout->locations[of], store_query_money(query, columns[of]));
    take_settlement(payout, (uint32_t)store_query_integer(query, AT_SETTLEMENT),
                    store_query_money(query, AT_PAYOUT));
}

static struct stated_payout *payout_of(struct stated_payouts *stated,
                                       const struct run_facts *facts,
                                       const struct section_facts *section,
                                       currency_code currency)
{
    for (size_t at = 0; at < stated->count; at++)
        if (stated->items[at].covers_to == section->covers_to &&
            stated->items[at].currency == currency)
            return &stated->items[at];
    stated->items = memory_resize(stated->items, stated->count + 1, sizeof *stated->items);
    struct stated_payout *payout = &stated->items[stated->count++];
    *payout = (struct stated_payout){.covers_to = section->covers_to, .currency = currency};
    stated_scope(facts, section, &payout->scope);
    for (int of = 0; of < LOCATION_COUNT; of++)
        payout->locations[of] = money_total_new();
    return payout;
}

static void take_settlement(struct stated_payout *payout, uint32_t text_id, struct money amount)
{
    for (size_t at = 0; at < payout->settlement_count; at++) {
        if (payout->settlements[at].text_id != text_id)
            continue;
        payout->settlements[at].several |= payout->settlements[at].amount.micro != amount.micro;
        return;
    }
    payout->settlements = memory_resize(payout->settlements, payout->settlement_count + 1,
                                        sizeof *payout->settlements);
    payout->settlements[payout->settlement_count++] =
        (struct settlement){.text_id = text_id, .amount = amount};
}
