/* Sums over whole payouts, on each basis a report may mean. Whether net holds tax is known by
 * section, so it is applied group by group. */
#include "recon/payouts.h"

static void add(struct money_total *sum, const struct payout_group *group,
                enum component component);

struct str payout_sum_name(enum payout_sum sum)
{
    static const struct str names[PAYOUT_SUM_COUNT] = {
        STR_INIT("net"),
        STR_INIT("net with tax"),
        STR_INIT("gross"),
        STR_INIT("gross with tax"),
        STR_INIT("gross and refunds"),
        STR_INIT("gross and refunds with tax"),
        STR_INIT("tax"),
        STR_INIT("tax refund"),
        STR_INIT("tax refund, sign turned"),
    };
    tie_assert(sum < PAYOUT_SUM_COUNT);
    return names[sum];
}

void payout_sums_new(struct money_total *sums[PAYOUT_SUM_COUNT])
{
    tie_assert(sums != NULL);
    for (int of = 0; of < PAYOUT_SUM_COUNT; of++)
        sums[of] = money_total_new();
}

void payout_sums_free(struct money_total *sums[PAYOUT_SUM_COUNT])
{
    tie_assert(sums != NULL);
    for (int of = 0; of < PAYOUT_SUM_COUNT; of++)
        money_total_free(sums[of]);
}

size_t payouts_sum(const struct payouts *payouts, day_number covers_to, currency_code currency,
                   struct money_total *const sums[PAYOUT_SUM_COUNT])
{
    tie_assert(payouts != NULL && sums != NULL);
    size_t count = 0;
    for (size_t at = 1; at <= payouts->group_count; at++) {
        const struct payout_group *group = &payouts->groups[at];
        if (group->currency != currency ||
            payouts->facts->sections[group->section].covers_to != covers_to)
            continue;
        payouts_add_group(payouts, group, sums);
        count++;
    }
    return count;
}

size_t payouts_currencies(const struct payouts *payouts, day_number covers_to,
                          currency_code *currency)
{
    tie_assert(payouts != NULL && currency != NULL);
    size_t count = 0;
    for (size_t at = 1; at <= payouts->group_count && count < 2; at++) {
        const struct payout_group *group = &payouts->groups[at];
        if (payouts->facts->sections[group->section].covers_to != covers_to ||
            (count > 0 && group->currency == *currency))
            continue;
        *currency = group->currency;
        count++;
    }
    return count;
}

void payouts_add_group(const struct payouts *payouts, const struct payout_group *group,
                       struct money_total *const sums[PAYOUT_SUM_COUNT])
{
    static const struct {
        enum component component;
        uint32_t sums; /* a bit for each it is part of */
    } parts[] = {
        {COMPONENT_NET, 1u << PAYOUT_NET | 1u << PAYOUT_NET_WITH_TAX},
        {COMPONENT_GROSS, 1u << PAYOUT_GROSS | 1u << PAYOUT_GROSS_WITH_TAX |
                              1u << PAYOUT_GROSS_AND_REFUNDS |
                              1u << PAYOUT_GROSS_AND_REFUNDS_WITH_TAX},
        {COMPONENT_REFUND,
         1u << PAYOUT_GROSS_AND_REFUNDS | 1u << PAYOUT_GROSS_AND_REFUNDS_WITH_TAX},
        {COMPONENT_TAX, 1u << PAYOUT_TAX | 1u << PAYOUT_GROSS_WITH_TAX |
                            1u << PAYOUT_GROSS_AND_REFUNDS_WITH_TAX},
        {COMPONENT_TAX_REFUND,
         1u << PAYOUT_TAX_REFUND | 1u << PAYOUT_GROSS_AND_REFUNDS_WITH_TAX},
    };
    tie_assert(payouts != NULL && group != NULL && sums != NULL);
    for (size_t part = 0; part < array_count(parts); part++)
        for (int of = 0; of < PAYOUT_SUM_COUNT; of++)
            if ((parts[part].sums >> of & 1) != 0)
                add(sums[of], group, parts[part].component);
    static const enum component taxes[] = {COMPONENT_TAX, COMPONENT_TAX_REFUND};
    bool holds_tax = payouts->facts->sections[group->section].net_holds_tax;
    for (size_t at = 0; at < array_count(taxes); at++) {
        if (!holds_tax)
            add(sums[PAYOUT_NET_WITH_TAX], group, taxes[at]);
        else if (group->totals[taxes[at]] != NULL)
            money_total_subtract_total(sums[PAYOUT_NET], group->totals[taxes[at]]);
    }
    if (group->totals[COMPONENT_TAX_REFUND] != NULL)
        money_total_subtract_total(sums[PAYOUT_TAX_REFUND_TURNED],
                                   group->totals[COMPONENT_TAX_REFUND]);
}

static void add(struct money_total *sum, const struct payout_group *group,
                enum component component)
{
    if (group->totals[component] != NULL)
        money_total_add_total(sum, group->totals[component]);
}
