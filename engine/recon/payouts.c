/* While positions are built: one group a section, deposit and currency. Most reports name no
 * deposit, and then a line finds its group as the first of its section. */
#include "recon/payouts.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

static bool *sections_of_ages(const struct run_facts *facts);
static uint32_t group_add(struct payouts *payouts, const struct movement *movement,
                          currency_code used);
static struct money seller_side(const struct section_facts *section,
                                const struct movement *movement, enum component component);
static void add_age(struct payouts *payouts, const struct movement *movement,
                    currency_code currency, day_number billed_on);
static void add_age_to(struct payout_ages *ages, enum stated_age age,
                       const struct money *amounts);
static void payouts_amounts(const struct section_facts *section,
                            const struct movement *movement, struct money *amounts);

struct payouts *payouts_new(const struct run_facts *facts, const struct ledger *ledger)
{
    tie_assert(facts != NULL && ledger != NULL);
    struct payouts *payouts = memory_resize(NULL, 1, sizeof *payouts);
    *payouts = (struct payouts){.facts = facts, .ledger = ledger};
    size_t sections = facts->section_count + 1;
    size_t deposits = (size_t)ledger->payouts.count + 1;
    payouts->by_section = memory_resize(NULL, sections, sizeof *payouts->by_section);
    payouts->by_payout = memory_resize(NULL, deposits, sizeof *payouts->by_payout);
    memset(payouts->by_section, 0, sections * sizeof *payouts->by_section);
    memset(payouts->by_payout, 0, deposits * sizeof *payouts->by_payout);
    payouts->ages_wanted = sections_of_ages(facts);
    return payouts;
}

void payouts_free(struct payouts *payouts)
{
    if (payouts == NULL)
        return;
    for (size_t at = 1; at <= payouts->group_count; at++)
        for (int component = 0; component < PAYOUT_COMPONENTS; component++)
            money_total_free(payouts->groups[at].totals[component]);
    for (size_t at = 0; at < payouts->age_count; at++)
        for (int age = 0; age < STATED_AGE_COUNT; age++)
            for (int basis = 0; basis < BASIS_COUNT; basis++)
                money_total_free(payouts->ages[at].sums[age][basis]);
    free(payouts->groups);
    free(payouts->by_section);
    free(payouts->by_payout);
    free(payouts->ages_wanted);
    free(payouts->ages);
    free(payouts);
}

day_number payouts_day(const struct section_facts *section, const struct movement *movement)
{
    tie_assert(section != NULL && movement != NULL);
    if (movement->dated != DAY_NONE)
        return movement->dated;
    return section->payout_on != DAY_NONE ? section->payout_on : section->covers_to;
}

enum stated_age stated_age_of(int64_t days)
{
    static const int64_t last_days[] = {30, 60, 90, 120};
    size_t age = 0;
    while (age < array_count(last_days) && days > last_days[age])
        age++;
    return (enum stated_age)age;
}

struct str stated_basis_name(enum stated_basis basis)
{
    static const struct str names[BASIS_COUNT] = {STR_INIT("gross"), STR_INIT("net"),
                                                  STR_INIT("net with tax")};
    tie_assert(basis < BASIS_COUNT);
    return names[basis];
}

/* Which payout sections are of a day a report of paid ages is of. */
static bool *sections_of_ages(const struct run_facts *facts)
{
    bool *wanted = memory_resize(NULL, facts->section_count + 1, sizeof *wanted);
    for (size_t at = 0; at < facts->section_count; at++) {
        const struct section_facts *section = &facts->sections[at];
        wanted[at] = false;
        for (size_t by = 0; by < facts->section_count; by++)
            wanted[at] |= section->era->family->role == ROLE_DISBURSED &&
                          facts->sections[by].era->family->states == STATED_COLLECTED &&
                          facts->sections[by].covers_to == section->covers_to;
    }
    return wanted;
}

/* --- while lines pass ----------------------------------------------------------------------
 */

void payouts_line(struct payouts *payouts, const struct movement *movement,
                  enum line_class class, currency_code used)
{
    tie_assert(payouts != NULL && movement != NULL);
    const struct section_facts *section = &payouts->facts->sections[movement->section];
    if (section->era->family->role != ROLE_DISBURSED ||
        (class != CLASS_COUNTED && class != CLASS_NO_REFERENCE))
        return;
    day_number day = payouts_day(section, movement);
    if (day > payouts->facts->as_of)
        return; /* without a reference, and after as_of */
    struct payout_group *group = payouts_group_of(payouts, movement, used);
    group->lines++;
    if (group->paid_on == DAY_NONE || day > group->paid_on)
        group->paid_on = day;
    uint32_t mask = COMPONENT_BIT(PAYOUT_COMPONENTS) - 1;
    unsigned at = 0;
    for (uint32_t left = movement->present & mask; left != 0; left &= left - 1) {
        enum component component = (enum component)__builtin_ctz(left);
        struct money_total **total = &group->totals[component];
        if (*total == NULL)
            *total = money_total_new();
        money_total_add(*total, (struct money){section->factor[component] *
                                               movement_micro(movement, at++)});
    }
    if (class == CLASS_NO_REFERENCE && payouts->ages_wanted[movement->section])
        add_age(payouts, movement, used, DAY_NONE);
}

struct payout_group *payouts_group_of(struct payouts *payouts, const struct movement *movement,
                                      currency_code used)
{
    tie_assert(payouts != NULL && movement->section < payouts->facts->section_count);
    uint32_t *first = movement->payout_id != 0 ? &payouts->by_payout[movement->payout_id]
                                               : &payouts->by_section[movement->section];
    for (uint32_t at = *first; at != 0; at = payouts->groups[at].next)
        if (payouts->groups[at].currency == used &&
            payouts->groups[at].section == movement->section)
            return &payouts->groups[at];
    uint32_t added = group_add(payouts, movement, used);
    payouts->groups[added].next = *first;
    *first = added;
    return &payouts->groups[added];
}

static uint32_t group_add(struct payouts *payouts, const struct movement *movement,
                          currency_code used)
{
    size_t at = ++payouts->group_count;
    if ((at & (at - 1)) == 0)
        payouts->groups = memory_resize(payouts->groups, 2 * at, sizeof *payouts->groups);
    payouts->groups[at] = (struct payout_group){.payout_id = movement->payout_id,
                                                .section = movement->section,
                                                .currency = used,
                                                .paid_on = DAY_NONE,
                                                .oldest_billed = DAY_NONE,
                                                .newest_billed = DAY_NONE};
    return (uint32_t)at;
}

static struct money seller_side(const struct section_facts *section,
                                const struct movement *movement, enum component component)
{
    int64_t micro = movement_amount(movement, component).micro;
    return (struct money){section->factor[component] * micro};
}

/* --- while positions pass ------------------------------------------------------------------
 */

void payouts_paid(struct payouts *payouts, const struct position *position,
                  const struct movement *movement)
{
    tie_assert(payouts != NULL && position != NULL && movement != NULL);
    bool stand_in = position->billed_on_source != BILLED_ON_INVOICE &&
                    position->billed_on_source != BILLED_ON_OPENING;
    if (position->billed_on != DAY_NONE)
        payouts_note_billed(payouts_group_of(payouts, movement, position->currency),
                            position->billed_on);
    if (payouts->ages_wanted[movement->section])
        add_age(payouts, movement, position->currency,
                stand_in ? DAY_NONE : position->billed_on);
}

void payouts_note_billed(struct payout_group *group, day_number billed_on)
{
    if (group->oldest_billed == DAY_NONE || billed_on < group->oldest_billed)
        group->oldest_billed = billed_on;
    if (group->newest_billed == DAY_NONE || billed_on > group->newest_billed)
        group->newest_billed = billed_on;
}

/* What has no age is in the sum of all. */
static void add_age(struct payouts *payouts, const struct movement *movement,
                    currency_code currency, day_number billed_on)
{
    const struct section_facts *section = &payouts->facts->sections[movement->section];
    struct payout_ages *ages = payouts_ages_of(payouts, section->covers_to, currency);
    struct money amounts[BASIS_COUNT];
    payouts_amounts(section, movement, amounts);
    ages->lines++;
    ages->unknown += billed_on == DAY_NONE;
    if (billed_on != DAY_NONE)
        add_age_to(ages, stated_age_of((int64_t)payouts_day(section, movement) - billed_on),
                   amounts);
    add_age_to(ages, STATED_AGE_ALL, amounts);
}

static void payouts_amounts(const struct section_facts *section,
                            const struct movement *movement, struct money *amounts)
{
    static const enum component gross_parts[] = {COMPONENT_GROSS, COMPONENT_REFUND,
                                                 COMPONENT_CREDIT};
    int64_t gross = 0;
    for (size_t at = 0; at < array_count(gross_parts); at++)
        gross += seller_side(section, movement, gross_parts[at]).micro;
    int64_t tax = seller_side(section, movement, COMPONENT_TAX).micro +
                  seller_side(section, movement, COMPONENT_TAX_REFUND).micro;
    int64_t net = seller_side(section, movement, COMPONENT_NET).micro;
    net -= section->net_holds_tax ? tax : 0;
    amounts[BASIS_GROSS_AMOUNT].micro = gross;
    amounts[BASIS_NET_AMOUNT].micro = net;
    amounts[BASIS_NET_WITH_TAX].micro = net + tax;
}

struct payout_ages *payouts_ages_of(struct payouts *payouts, day_number day,
                                    currency_code currency)
{
    for (size_t at = 0; at < payouts->age_count; at++)
        if (payouts->ages[at].day == day && payouts->ages[at].currency == currency)
            return &payouts->ages[at];
    size_t at = payouts->age_count++;
    payouts->ages = memory_resize(payouts->ages, payouts->age_count, sizeof *payouts->ages);
    payouts->ages[at] = (struct payout_ages){.day = day, .currency = currency};
    return &payouts->ages[at];
}

static void add_age_to(struct payout_ages *ages, enum stated_age age,
                       const struct money *amounts)
{
    for (int basis = 0; basis < BASIS_COUNT; basis++) {
        struct money_total **sum = &ages->sums[age][basis];
        if (amounts[basis].micro == 0)
            continue;
        if (*sum == NULL)
            *sum = money_total_new();
        money_total_add(*sum, amounts[basis]);
    }
}
