/* Customers and offers are many, and lie anywhere in memory: the places of all of a line's texts
 * are asked for before the first of them is looked at. */
#include "recon/ledger_texts.h"

static const enum text_field PRODUCT_PARTS[] = {TEXT_PRODUCT_CODE, TEXT_PRODUCT_TITLE,
                                                TEXT_TAX_CODE};
static const enum text_field CUSTOMER_PARTS[] = {TEXT_PAYER_ACCOUNT, TEXT_PAYER_REF,
                                                 TEXT_CUSTOMER_REF, TEXT_CUSTOMER_NAME,
                                                 TEXT_CUSTOMER_COUNTRY};
static const enum text_field OFFER_PARTS[] = {TEXT_OFFER_ID, TEXT_OFFER_VISIBILITY,
                                              TEXT_AGREEMENT_ID};
static const enum text_field JURISDICTION_PARTS[] = {
    TEXT_TAX_COUNTRY, TEXT_TAX_STATE, TEXT_JURISDICTION_LEVEL, TEXT_JURISDICTION,
    TEXT_TAX_TYPE,    TEXT_TAX_RATE,  TEXT_TAX_REASON,         TEXT_TAX_CERTIFICATE};
static const enum text_field PAYOUT_PARTS[] = {TEXT_BANK_TRACE_ID, TEXT_SETTLEMENT_ID};

#define PARTS(names) names, array_count(names)

static void parts_begin(struct ledger_parts *parts, struct intern *intern,
                        struct intern_found *last, const enum text_field *fields, size_t count,
                        const struct line *line);

void ledger_texts_begin(struct ledger_texts *texts, struct ledger *ledger, enum role role,
                        const struct line *line)
{
    tie_assert(texts != NULL && ledger != NULL && line != NULL);
    bool taxed = role == ROLE_TAXED || role == ROLE_STATED_TOTAL;
    texts->line = line;
    parts_begin(&texts->product, &ledger->products, &ledger->last_product, PARTS(PRODUCT_PARTS),
                line);
    parts_begin(&texts->customer, &ledger->customers, &ledger->last_customer,
                PARTS(CUSTOMER_PARTS), line);
    parts_begin(&texts->offer, &ledger->offers, &ledger->last_offer, PARTS(OFFER_PARTS), line);
    parts_begin(&texts->jurisdiction, &ledger->jurisdictions, &ledger->last_jurisdiction,
                JURISDICTION_PARTS, taxed ? array_count(JURISDICTION_PARTS) : 0, line);
    parts_begin(&texts->payout, &ledger->payouts, &ledger->last_payout, PAYOUT_PARTS,
                role == ROLE_DISBURSED ? array_count(PAYOUT_PARTS) : 0, line);
}

void ledger_texts_expect(const struct ledger_texts *texts)
{
    tie_assert(texts != NULL);
    ledger_parts_expect(&texts->product);
    ledger_parts_expect(&texts->customer);
    ledger_parts_expect(&texts->offer);
    ledger_parts_expect(&texts->jurisdiction);
    ledger_parts_expect(&texts->payout);
}

void ledger_texts_end(struct ledger_texts *texts, struct ledger_ids *ids)
{
    tie_assert(texts != NULL && texts->line != NULL && ids != NULL);
    const struct line *line = texts->line;
    *ids = (struct ledger_ids){0};
    ids->product_id = ledger_parts_end(&texts->product, line);
    ids->customer_id = ledger_parts_end(&texts->customer, line);
    ids->offer_id = ledger_parts_end(&texts->offer, line);
    ids->jurisdiction_id = ledger_parts_end(&texts->jurisdiction, line);
    ids->payout_id = ledger_parts_end(&texts->payout, line);
}

static void parts_begin(struct ledger_parts *parts, struct intern *intern,
                        struct intern_found *last, const enum text_field *fields, size_t count,
                        const struct line *line)
{
    *parts =
        (struct ledger_parts){.intern = intern, .last = last, .fields = fields, .count = count};
    ledger_parts_begin(parts, line);
}
