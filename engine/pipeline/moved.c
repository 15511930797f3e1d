/* Two runs of positions side by side, in the order of reference and currency. */
#include "pipeline/moved.h"

#include "pipeline/policy.h"
#include "pipeline/run_settled.h"

#include <stdlib.h>
#include <string.h>

/* What a report says of a position. */
struct verdict {
    uint32_t reference_id;
    currency_code currency;
    int64_t collectible, open_tax, tax_difference;
    uint8_t state, cause, net_status, age_bucket, age_stand_in, due_bucket, tax_status;
};

static enum policy_value moved_policy(enum moved_setting setting);
static enum status moved_facts(struct run *run, enum moved_setting setting, struct arena *arena,
                               struct run_facts *facts, struct failure *failure);
static void verdict_keep(struct list *verdicts, const struct position *position);
static enum status verdict_take(void *context, const struct position *position,
                                struct failure *failure);
static int verdict_compare(const void *a, const void *b);
static void moved_compare(const struct list *given, const struct list *shipped,
                          struct moved *moved);
static bool moved_alone(const struct verdict *verdict, const struct list *given, size_t at);
static void moved_pair(struct moved *moved, const struct verdict *given,
                       const struct verdict *shipped);
static bool verdict_differs(const struct verdict *given, const struct verdict *shipped);
static int64_t larger(int64_t a, int64_t b);
static struct moved_sum *moved_sum_of(struct moved *moved, currency_code currency);
static int sum_compare(const void *a, const void *b);

bool moved_departs(const struct run *run, enum moved_setting setting)
{
    tie_assert(run && setting < MOVED_SETTING_COUNT);
    struct policy given = run->run_facts.policy;
    struct policy shipped = run->policy_shipped;
    currency_code usual = CURRENCY_NONE;
    switch (setting) {
    case MOVED_AS_OF:
        return run->options->as_of != DAY_NONE;
    case MOVED_CURRENCY:
        return currency_parse(STR("USD"), &usual) && run->run_facts.base_currency != usual;
    case MOVED_EMPTY:
        return run->options->empty_count > 0;
    case MOVED_TERMS:
        return run->options->terms_path != NULL;
    default:
        return *policy_slot(&given, moved_policy(setting)) !=
               *policy_slot(&shipped, moved_policy(setting));
    }
}

void moved_keep(struct run *run, const struct position *position)
{
    tie_assert(run && position);
    verdict_keep(&run->verdicts, position);
}

/* A default that leads to a refusal has no figures to compare with: then nothing is known. */
void moved_by(struct run *run, enum moved_setting setting, struct moved *moved)
{
    tie_assert(run && moved);
    struct arena arena = {0};
    struct list shipped = {0};
    struct failure failure;
    struct run_facts facts;
    const struct position_sink sink = {.context = &shipped,
                                       .position = verdict_take,
                                       .habits = run->past ? &run->past->rows : NULL};
    failure_init(&failure);
    *moved = (struct moved){.as_of = DAY_NONE};
    enum status status = moved_facts(run, setting, &arena, &facts, &failure);
    if (status == STATUS_OK)
        status = position_pass(&run->ledger, &facts, &run->payers, &sink, &failure);
    if (status == STATUS_OK) {
        struct list *lists[] = {&run->verdicts, &shipped};
        for (size_t i = 0; i < array_count(lists); i++)
            if (lists[i]->count > 1)
                qsort(lists[i]->items, lists[i]->count, sizeof(struct verdict),
                      verdict_compare);
        moved_compare(&run->verdicts, &shipped, moved);
        moved->known = true;
        moved->as_of = facts.as_of;
    }
    free(shipped.items);
    arena_free(&arena);
}

void moved_free(struct moved *moved)
{
    for (size_t i = 0; i < moved->count; i++)
        money_total_free(moved->sums[i].amount);
    free(moved->sums);
    *moved = (struct moved){0};
}

bool moved_any(const struct run *run)
{
    tie_assert(run);
    for (int i = 0; i < MOVED_SETTING_COUNT; i++)
        if (moved_departs(run, (enum moved_setting)i))
            return true;
    return false;
}

static enum policy_value moved_policy(enum moved_setting setting)
{
    switch (setting) {
    case MOVED_HISTORY:
        return POLICY_HISTORY_DAYS;
    case MOVED_PAYOUT_GAP:
        return POLICY_PAYOUT_GAP_DAYS;
    case MOVED_PENNY:
        return POLICY_PENNY;
    default:
        tie_assert(setting == MOVED_GRACE);
        return POLICY_SETTLEMENT_GRACE_DAYS;
    }
}

/* The facts of the run with one setting at its default. Days are settled anew where the setting
 * has a say in them. */
static enum status moved_facts(struct run *run, enum moved_setting setting, struct arena *arena,
                               struct run_facts *facts, struct failure *failure)
{
    size_t count = run->facts.count;
    struct section_facts *sections = arena_take(arena, (count + 1) * sizeof(*sections));
    memcpy(sections, run->facts.items, count * sizeof(*sections));
    *facts = run->run_facts;
    facts->sections = sections;
    facts->rest_without_evidence = true;
    facts->roll_from = DAY_NONE;
    facts->cut_count = 0; /* nobody asks for other days */
    size_t empties = setting == MOVED_EMPTY ? 0 : run->options->empty_count;
    if (setting == MOVED_TERMS)
        facts->terms = (struct policy_terms){0};
    else if (setting == MOVED_CURRENCY)
        currency_parse(STR("USD"), &facts->base_currency);
    else if (setting == MOVED_AS_OF)
        facts->as_of = DAY_NONE;
    else if (setting != MOVED_EMPTY)
        *policy_slot(&facts->policy, moved_policy(setting)) =
            *policy_slot(&run->policy_shipped, moved_policy(setting));
    if (setting != MOVED_AS_OF && setting != MOVED_EMPTY && setting != MOVED_HISTORY &&
        setting != MOVED_PAYOUT_GAP)
        return STATUS_OK;
    struct coverage coverage;
    return coverage_settle(facts, run->settlement_days, run->empties, empties, arena, &coverage,
                           failure);
}

static enum status verdict_take(void *context, const struct position *position,
                                struct failure *failure)
{
    (void)failure;
    verdict_keep(context, position);
    return STATUS_OK;
}

static void verdict_keep(struct list *verdicts, const struct position *position)
{
    struct verdict *verdict = list_add(verdicts, sizeof(*verdict));
    *verdict = (struct verdict){
        .reference_id = position->reference_id,
        .currency = position->currency,
        .collectible = position->collectible.micro,
        .open_tax = position->open_tax.micro,
        .tax_difference = position->tax_difference.micro,
        .state = (uint8_t)position->state,
        .cause = (uint8_t)position->cause,
        .net_status = (uint8_t)position->net_status,
        .age_bucket = (uint8_t)position->age_bucket,
        .age_stand_in = position->age_stand_in,
        .due_bucket = (uint8_t)position->due_bucket,
        .tax_status = (uint8_t)position->tax_status,
    };
}

static int verdict_compare(const void *a, const void *b)
{
    const struct verdict *left = a;
    const struct verdict *right = b;
    if (left->reference_id != right->reference_id)
        return left->reference_id < right->reference_id ? -1 : 1;
    return (left->currency > right->currency) - (left->currency < right->currency);
}

/* A reference that is there under either setting counts once: one that only took another
 * currency is not there twice. */
static void moved_compare(const struct list *given, const struct list *shipped,
                          struct moved *moved)
{
    const struct verdict *now = given->items;
    const struct verdict *then = shipped->items;
    size_t i = 0;
    size_t j = 0;
    while (i < given->count || j < shipped->count) {
        int order = i == given->count     ? 1
                    : j == shipped->count ? -1
                                          : verdict_compare(&now[i], &then[j]);
        if (order > 0 && moved_alone(&then[j], given, i))
            moved_pair(moved, &then[j], &then[j]);
        else if (order < 0)
            moved_pair(moved, &now[i], &now[i]);
        else if (order == 0 && verdict_differs(&now[i], &then[j]))
            moved_pair(moved, &now[i], &then[j]);
        i += order <= 0;
        j += order >= 0;
    }
    if (moved->count > 1)
        qsort(moved->sums, moved->count, sizeof(*moved->sums), sum_compare);
}

static bool moved_alone(const struct verdict *verdict, const struct list *given, size_t at)
{
    const struct verdict *now = given->items;
    bool before = at > 0 && now[at - 1].reference_id == verdict->reference_id;
    bool behind = at < given->count && now[at].reference_id == verdict->reference_id;
    return !before && !behind;
}

/* What is open on the position, as it is or as it would be, whichever is more; the difference
 * in tax when nothing but tax is another. */
static void moved_pair(struct moved *moved, const struct verdict *given,
                       const struct verdict *shipped)
{
    struct moved_sum *sum = moved_sum_of(moved, given->currency);
    struct verdict untaxed = *given;
    untaxed.open_tax = shipped->open_tax;
    untaxed.tax_difference = shipped->tax_difference;
    untaxed.tax_status = shipped->tax_status;
    bool tax_only = given != shipped && !verdict_differs(&untaxed, shipped);
    sum->positions++;
    money_total_add(sum->amount,
                    (struct money){tax_only
                                       ? larger(given->tax_difference, shipped->tax_difference)
                                       : larger(given->collectible, shipped->collectible)});
}

static bool verdict_differs(const struct verdict *given, const struct verdict *shipped)
{
    return given->collectible != shipped->collectible || given->open_tax != shipped->open_tax ||
           given->tax_difference != shipped->tax_difference || given->state != shipped->state ||
           given->cause != shipped->cause || given->net_status != shipped->net_status ||
           given->age_bucket != shipped->age_bucket ||
           given->age_stand_in != shipped->age_stand_in ||
           given->due_bucket != shipped->due_bucket || given->tax_status != shipped->tax_status;
}

/* Of the absolutes. */
static int64_t larger(int64_t a, int64_t b)
{
    a = money_abs((struct money){a}).micro;
    b = money_abs((struct money){b}).micro;
    return a > b ? a : b;
}

static struct moved_sum *moved_sum_of(struct moved *moved, currency_code currency)
{
    for (size_t i = 0; i < moved->count; i++)
        if (moved->sums[i].currency == currency)
            return &moved->sums[i];
    moved->sums = memory_resize(moved->sums, moved->count + 1, sizeof(*moved->sums));
    struct moved_sum *sum = &moved->sums[moved->count++];
    *sum = (struct moved_sum){.currency = currency, .amount = money_total_new()};
    return sum;
}

static int sum_compare(const void *a, const void *b)
{
    const struct moved_sum *left = a;
    const struct moved_sum *right = b;
    return (left->currency > right->currency) - (left->currency < right->currency);
}
