/* Counted while lines and positions pass; what settled references add comes at once. */
#include "pipeline/run.h"

static struct reach *reach_of(struct run *run, struct reach *reach, currency_code used);
static struct currency_reach *currency_reach_of(struct run *run, currency_code currency,
                                                bool from_billed);

/* Movements of one reference come together, so the last one seen tells a new position. */
void reach_signs(struct run *run, uint32_t reference_id, const struct movement *movement,
                 currency_code used)
{
    tie_assert(run && movement);
    struct reach *reach =
        run->sign_reach + (size_t)movement->section * COMPONENT_POSITION_COUNT;
    uint32_t mask = COMPONENT_BIT(COMPONENT_POSITION_COUNT) - 1;
    for (uint32_t left = movement->present & mask; left != 0; left &= left - 1) {
        struct reach *own = reach_of(run, &reach[__builtin_ctz(left)], used);
        own->positions += own->last_reference != reference_id + 1;
        own->last_reference = reference_id + 1;
    }
}

void reach_sign_add(struct run *run, uint32_t section, uint32_t component, currency_code used,
                    int64_t positions)
{
    tie_assert(run && section < run->sections.count && component < COMPONENT_POSITION_COUNT);
    size_t at = (size_t)section * COMPONENT_POSITION_COUNT + component;
    reach_of(run, &run->sign_reach[at], used)->positions += positions;
}

/* Mostly the first: a table names one currency, or a handful. */
static struct reach *reach_of(struct run *run, struct reach *reach, currency_code used)
{
    if (reach->positions == 0)
        reach->currency = used;
    while (reach->currency != used) {
        if (!reach->next) {
            reach->next = arena_take(&run->arena, sizeof(*reach));
            reach->next->currency = used;
        }
        reach = reach->next;
    }
    return reach;
}

void reach_currency(struct run *run, const struct position *position)
{
    tie_assert(run && position);
    if (position->currency_assumed)
        reach_currency_add(run, position->currency, position->billed_currencies == 1, 1,
                           position->disbursed[COMPONENT_GROSS]);
}

void reach_currency_add(struct run *run, currency_code currency, bool from_billed,
                        int64_t positions, struct money gross)
{
    tie_assert(run != NULL);
    struct currency_reach *reach = currency_reach_of(run, currency, from_billed);
    reach->positions += positions;
    money_total_add(reach->gross, gross);
}

static struct currency_reach *currency_reach_of(struct run *run, currency_code currency,
                                                bool from_billed)
{
    struct currency_reach *reach = run->currency_reach.items;
    for (size_t i = 0; i < run->currency_reach.count; i++)
        if (reach[i].currency == currency && reach[i].from_billed == from_billed)
            return &reach[i];
    reach = list_add(&run->currency_reach, sizeof(*reach));
    *reach = (struct currency_reach){
        .currency = currency, .from_billed = from_billed, .gross = money_total_new()};
    return reach;
}

void reach_paid(struct run *run, const struct position *position)
{
    tie_assert(run && position);
    struct paid_reach *reach = run->paid_reach.items;
    size_t i = 0;
    while (i < run->paid_reach.count && reach[i].currency != position->currency)
        i++;
    if (i == run->paid_reach.count) {
        reach = list_add(&run->paid_reach, sizeof(*reach));
        reach->currency = position->currency;
        reach->paid = money_total_new();
    } else {
        reach += i;
    }
    reach->positions++;
    money_total_add(reach->paid, position->stated.paid);
}
