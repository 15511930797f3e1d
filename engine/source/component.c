/* The table of components: names as maps and reports write them, and canonical signs. */
#include "source/component.h"

#include "base/names.h"

struct component_fact {
    struct str name;
    int sign; /* from the seller's side */
};

static const struct component_fact component_facts[COMPONENT_COUNT] = {
    [COMPONENT_GROSS] = {STR_INIT("gross"), 1},
    [COMPONENT_FEE] = {STR_INIT("fee"), -1},
    [COMPONENT_REFUND] = {STR_INIT("refund"), -1},
    [COMPONENT_FEE_REFUND] = {STR_INIT("fee_refund"), 1},
    [COMPONENT_CREDIT] = {STR_INIT("credit"), 1},
    [COMPONENT_FEE_CREDIT] = {STR_INIT("fee_credit"), 1},
    [COMPONENT_COST] = {STR_INIT("cost"), -1},
    [COMPONENT_COST_REFUND] = {STR_INIT("cost_refund"), 1},
    [COMPONENT_TAX] = {STR_INIT("tax"), 1},
    [COMPONENT_TAX_REFUND] = {STR_INIT("tax_refund"), -1},
    [COMPONENT_NET] = {STR_INIT("net"), 1},
    [COMPONENT_COLLECTED_NET] = {STR_INIT("collected_net"), 1},
    [COMPONENT_FORGIVEN] = {STR_INIT("forgiven"), 1},
    [COMPONENT_ADJUSTMENT] = {STR_INIT("adjustment"), 1},
    [COMPONENT_AWS_TAX] = {STR_INIT(NAME_COMPONENT_AWS_TAX), 1},
    [COMPONENT_TAX_AMOUNT] = {STR_INIT("tax_amount"), 1},
    [COMPONENT_TOTAL_TAX] = {STR_INIT("total_tax"), 1},
    [COMPONENT_TAXABLE] = {STR_INIT("taxable"), 1},
    [COMPONENT_NONTAXABLE] = {STR_INIT("nontaxable"), 1},
    [COMPONENT_PRICE] = {STR_INIT("price"), 1},
    [COMPONENT_PAYOUT] = {STR_INIT("payout"), 1},
    [COMPONENT_AGE_30] = {STR_INIT("age_30"), 1},
    [COMPONENT_AGE_60] = {STR_INIT("age_60"), 1},
    [COMPONENT_AGE_90] = {STR_INIT("age_90"), 1},
    [COMPONENT_AGE_120] = {STR_INIT("age_120"), 1},
    [COMPONENT_AGE_OVER] = {STR_INIT("age_over"), 1},
    [COMPONENT_AGE_ALL] = {STR_INIT("age_all"), 1},
};

struct str component_name(enum component component)
{
    tie_assert((unsigned)component < COMPONENT_COUNT);
    return component_facts[component].name;
}

bool component_find(struct str name, enum component *component)
{
    tie_assert(component != NULL);
    for (int i = 0; i < COMPONENT_COUNT; i++) {
        if (str_equal(component_facts[i].name, name)) {
            *component = (enum component)i;
            return true;
        }
    }
    return false;
}

int component_canonical_sign(enum component component)
{
    tie_assert((unsigned)component < COMPONENT_COUNT);
    return component_facts[component].sign;
}
