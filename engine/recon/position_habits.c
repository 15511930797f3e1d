/* A payer's habits: how many days it takes from billing to payout, and on what terms. Payers come
 * in no order, so what is counted of each stays small enough to be at hand, and days are noted
 * elsewhere. Positions without a payer are counted, so that the table foots, but strangers have
 * no common habit. */
#include "recon/position_habits.h"

#include "base/limits.h"

#include <stdlib.h>

struct habit {
    uint32_t payer_id;
    uint32_t next; /* the habit before it of the same payer + 1, 0 none */
    currency_code currency;
    bool collect_stand_in;
    int64_t positions, open_positions, late_count;
    struct money_total *collectible;
};

/* For sorting: a habit and the text it is printed under. */
struct habit_place {
    const struct habit *habit;
    struct str payer;
};

static struct habit *habit_of(struct habits *habits, uint32_t payer_id, currency_code currency);
static struct habit *habit_new(struct habits *habits, uint32_t payer_id,
                               currency_code currency);
static void add_collected(struct habits *habits, struct habit *habit,
                          const struct position *position);
static void hear(struct habits *habits, const struct settled_row *row);
static bool collected_in(const struct position *position, int32_t *days, bool *stand_in);
static void add_terms(struct habits *habits, const struct habit *habit,
                      const struct position *position);
static bool is_open(const struct position *position);
static uint32_t number_of(const struct habits *habits, const struct habit *habit);
static int32_t percentile_90(const int32_t *days, size_t count);
static bool observes(const struct habits *habits, const struct habit *habit, int32_t *days);
static int compare_places(const void *a, const void *b);
static struct payer_terms_row row_of(const struct habits *habits, const struct habit *habit);
static void row_terms(const struct habits *habits, const struct habit *habit,
                      struct payer_terms_row *row);
static size_t most_frequent(const struct habit_days *all, uint32_t owner, int32_t *days);

void habits_free(struct habits *habits)
{
    tie_assert(habits != NULL);
    for (size_t at = 0; at < habits->count; at++)
        money_total_free(habits->all[at].collectible);
    habit_days_free(&habits->collected);
    habit_days_free(&habits->stated);
    habit_days_free(&habits->policy);
    free(habits->all);
    free(habits->by_payer);
    *habits = (struct habits){0};
}

void habits_add(struct habits *habits, const struct position *position)
{
    tie_assert(habits != NULL && position != NULL);
    if (position->net_status == NET_NONE)
        return;
    struct habit *habit = habit_of(habits, position->payer_id, position->currency);
    habit->positions++;
    habit->open_positions += is_open(position);
    habit->late_count += position->net_status == NET_COLLECTED_LATE;
    if (position->collectible.micro != 0) /* few are: the total stays untouched in memory */
        money_total_add(habit->collectible, position->collectible);
    add_collected(habits, habit, position);
    add_terms(habits, habit, position);
}

/* What habits_add counts, but for what only open positions bring. */
void habits_tell(const struct position *position, struct settled_rows *rows)
{
    tie_assert(position != NULL && rows != NULL && !is_open(position));
    tie_assert(position->net_status != NET_COLLECTED_LATE);
    uint32_t keys[SETTLED_KEYS] = {SETTLED_HABIT, position->payer_id, position->currency};
    bool stand_in = false;
    int32_t days = 0;
    if (position->net_status == NET_NONE)
        return;
    settled_add(rows, keys, 1, position->collectible.micro);
    if (collected_in(position, &days, &stand_in)) {
        settled_add(
            rows,
            (uint32_t[SETTLED_KEYS]){SETTLED_HABIT_COLLECTED, keys[1], keys[2], (uint32_t)days},
            1, 0);
        keys[0] = SETTLED_HABIT_STAND_IN;
        if (stand_in)
            settled_add(rows, keys, 1, 0);
    }
    keys[0] =
        position->terms_source == TERMS_POLICY ? SETTLED_HABIT_POLICY : SETTLED_HABIT_STATED;
    keys[3] = (uint32_t)(position->terms_source == TERMS_POLICY
                             ? position->due_on - position->billed_on
                             : position->terms_days);
    if (keys[0] == SETTLED_HABIT_POLICY || position->terms_days != POSITION_DAYS_UNKNOWN)
        settled_add(rows, keys, 1, 0);
}

void habits_hear_all(struct habits *habits, const struct settled_rows *rows)
{
    tie_assert(habits != NULL && rows != NULL);
    for (size_t at = 0; at < rows->count; at++)
        if (rows->items[at].keys[0] >= SETTLED_HABIT &&
            rows->items[at].keys[0] <= SETTLED_HABIT_STAND_IN)
            hear(habits, &rows->items[at]);
}

static void hear(struct habits *habits, const struct settled_row *row)
{
    struct habit *habit = habit_of(habits, row->keys[1], row->keys[2]);
    uint32_t number = number_of(habits, habit);
    struct habit_days *noted = row->keys[0] == SETTLED_HABIT_COLLECTED ? &habits->collected
                               : row->keys[0] == SETTLED_HABIT_STATED  ? &habits->stated
                                                                       : &habits->policy;
    if (row->keys[0] == SETTLED_HABIT) {
        habit->positions += row->count;
        money_total_add(habit->collectible, (struct money){row->micro});
        return;
    }
    if (row->keys[0] == SETTLED_HABIT_STAND_IN) {
        habit->collect_stand_in = true;
        return;
    }
    for (int64_t left = row->count; left > 0; left--)
        habit_days_add(noted, number, (int32_t)row->keys[3]);
}

void habits_ask_for(const struct habits *habits, uint32_t payer_id)
{
    tie_assert(habits != NULL);
    uint32_t newest = payer_id < habits->payer_capacity ? habits->by_payer[payer_id] : 0;
    if (newest != 0)
        __builtin_prefetch(&habits->all[newest - 1], 1);
}

void habits_settle(struct habits *habits)
{
    tie_assert(habits != NULL);
    habit_days_settle(&habits->collected, habits->count);
    habit_days_settle(&habits->stated, habits->count);
    habit_days_settle(&habits->policy, habits->count);
}

bool habits_observed(const struct habits *habits, uint32_t payer_id, currency_code currency,
                     int32_t *days, bool *stand_in)
{
    tie_assert(habits != NULL && days != NULL && stand_in != NULL);
    if (payer_id >= habits->payer_capacity)
        return false;
    for (uint32_t at = habits->by_payer[payer_id]; at != 0; at = habits->all[at - 1].next) {
        const struct habit *habit = &habits->all[at - 1];
        if (habit->currency != currency || !observes(habits, habit, days))
            continue;
        *stand_in = habit->collect_stand_in;
        return true;
    }
    return false;
}

enum status habits_hand_out(struct habits *habits, const struct payers *payers,
                            const struct position_sink *sink, struct failure *failure)
{
    tie_assert(habits != NULL && payers != NULL && sink != NULL);
    if (sink->payer == NULL)
        return STATUS_OK;
    struct habit_place *places = memory_resize(NULL, habits->count, sizeof *places);
    for (size_t at = 0; at < habits->count; at++)
        places[at] = (struct habit_place){
            &habits->all[at], intern_text(&payers->names, habits->all[at].payer_id)};
    if (habits->count > 1)
        qsort(places, habits->count, sizeof *places, compare_places);
    enum status status = STATUS_OK;
    for (size_t at = 0; at < habits->count && status == STATUS_OK; at++) {
        struct payer_terms_row row = row_of(habits, places[at].habit);
        status = sink->payer(sink->context, &row, failure);
    }
    free(places);
    return status;
}

/* A payer has few currencies: its habits are a short list. */
static struct habit *habit_of(struct habits *habits, uint32_t payer_id, currency_code currency)
{
    if (payer_id >= habits->payer_capacity) {
        uint64_t capacity = habits->payer_capacity > 0 ? (uint64_t)habits->payer_capacity : 64;
        while (capacity <= payer_id)
            capacity *= 2;
        tie_assert(capacity <= UINT32_MAX);
        habits->by_payer = memory_resize(habits->by_payer, capacity, sizeof *habits->by_payer);
        for (uint64_t at = habits->payer_capacity; at < capacity; at++)
            habits->by_payer[at] = 0;
        habits->payer_capacity = (uint32_t)capacity;
    }
    for (uint32_t at = habits->by_payer[payer_id]; at != 0; at = habits->all[at - 1].next)
        if (habits->all[at - 1].currency == currency)
            return &habits->all[at - 1];
    return habit_new(habits, payer_id, currency);
}

static struct habit *habit_new(struct habits *habits, uint32_t payer_id, currency_code currency)
{
    if (habits->count == habits->capacity) {
        habits->capacity = habits->capacity > 0 ? habits->capacity * 2 : 64;
        habits->all = memory_resize(habits->all, habits->capacity, sizeof *habits->all);
    }
    struct habit *habit = &habits->all[habits->count++];
    *habit = (struct habit){
        .payer_id = payer_id,
        .currency = currency,
        .next = habits->by_payer[payer_id],
        .collectible = money_total_new(),
    };
    habits->by_payer[payer_id] = (uint32_t)habits->count;
    return habit;
}

static void add_collected(struct habits *habits, struct habit *habit,
                          const struct position *position)
{
    int32_t days = 0;
    bool stand_in = false;
    if (!collected_in(position, &days, &stand_in))
        return;
    habit->collect_stand_in = habit->collect_stand_in || stand_in;
    habit_days_add(&habits->collected, number_of(habits, habit), days);
}

/* A stand-in for the invoice date is better than no habit at all; it is marked. */
static bool collected_in(const struct position *position, int32_t *days, bool *stand_in)
{
    struct money paid = position->stated.stands_in ? position->disbursed_net_x
                                                   : position->disbursed[COMPONENT_GROSS];
    bool collected = !is_open(position) && position->state != STATE_CANCELLED && paid.micro > 0;
    if (!collected || position->disbursed_on == DAY_NONE || position->billed_on == DAY_NONE)
        return false;
    *stand_in = position->billed_on_source == BILLED_ON_AR_PERIOD ||
                position->billed_on_source == BILLED_ON_FILE;
    *days = position->disbursed_on - position->billed_on;
    return true;
}

/* Days of --terms are terms even where the invoice date is not known. */
static void add_terms(struct habits *habits, const struct habit *habit,
                      const struct position *position)
{
    uint32_t number = number_of(habits, habit);
    if (position->terms_source == TERMS_POLICY)
        habit_days_add(&habits->policy, number, position->due_on - position->billed_on);
    else if (position->terms_days != POSITION_DAYS_UNKNOWN)
        habit_days_add(&habits->stated, number, position->terms_days);
}

static bool is_open(const struct position *position)
{
    switch (position->net_status) {
    case NET_OPEN_NOT_DUE:
    case NET_OPEN_PAST_DUE:
    case NET_OPEN_USUAL:
    case NET_OPEN_UNUSUAL:
    case NET_OPEN_NO_TERMS:
        return true;
    case NET_NONE:
    case NET_COLLECTED_LATE:
    case NET_COLLECTED_IN_TERMS:
    case NET_COLLECTED_NO_TERMS:
    case NET_CLOSED_UNCOLLECTED:
        break;
    }
    return false;
}

static uint32_t number_of(const struct habits *habits, const struct habit *habit)
{
    return (uint32_t)(habit - habits->all);
}

/* Nearest rank: the smallest day that at least nine tenths do not pass. */
static int32_t percentile_90(const int32_t *days, size_t count)
{
    tie_assert(count > 0);
    return days[(count * 9 + 9) / 10 - 1];
}

/* Whether there are enough collected positions; then their 90th percentile. */
static bool observes(const struct habits *habits, const struct habit *habit, int32_t *days)
{
    size_t count = 0;
    const int32_t *collected =
        habit_days_of(&habits->collected, number_of(habits, habit), &count);
    if (habit->payer_id == 0 || count < LIMIT_OBSERVED_POSITIONS)
        return false;
    *days = percentile_90(collected, count);
    return true;
}

static int compare_places(const void *a, const void *b)
{
    const struct habit_place *first = a;
    const struct habit_place *second = b;
    int order = str_compare(first->payer, second->payer);
    if (order != 0)
        return order;
    return (first->habit->currency > second->habit->currency) -
           (first->habit->currency < second->habit->currency);
}

static struct payer_terms_row row_of(const struct habits *habits, const struct habit *habit)
{
    size_t count = 0;
    const int32_t *collected =
        habit_days_of(&habits->collected, number_of(habits, habit), &count);
    struct payer_terms_row row = {
        .payer_id = habit->payer_id,
        .currency = habit->currency,
        .positions = habit->positions,
        .open_positions = habit->open_positions,
        .late_count = habit->late_count,
        .collectible = habit->collectible,
        .collect_median = POSITION_DAYS_UNKNOWN,
        .collect_p90 = POSITION_DAYS_UNKNOWN,
        .collect_max = POSITION_DAYS_UNKNOWN,
        .collect_stand_in = habit->collect_stand_in,
    };
    if (count > 0) {
        row.collect_median = collected[(count - 1) / 2];
        row.collect_p90 = percentile_90(collected, count);
        row.collect_max = collected[count - 1];
    }
    row_terms(habits, habit, &row);
    return row;
}

/* The most frequent days, then the smallest; of equals the stated ones. */
static void row_terms(const struct habits *habits, const struct habit *habit,
                      struct payer_terms_row *row)
{
    int32_t stated = 0;
    int32_t policy = 0;
    uint32_t number = number_of(habits, habit);
    size_t stated_times = most_frequent(&habits->stated, number, &stated);
    size_t policy_times = most_frequent(&habits->policy, number, &policy);
    bool prefers_policy =
        policy_times > stated_times || (policy_times == stated_times && policy < stated);
    if (stated_times + policy_times > 0) {
        row->terms_days = prefers_policy ? policy : stated;
        row->terms_source = prefers_policy ? TERMS_POLICY : TERMS_STATED;
    } else if (observes(habits, habit, &row->terms_days)) {
        row->terms_source = TERMS_OBSERVED;
        row->terms_stand_in = habit->collect_stand_in;
    } else {
        row->terms_days = POSITION_DAYS_UNKNOWN;
        row->terms_source = TERMS_NONE;
    }
}

/* How often. */
static size_t most_frequent(const struct habit_days *all, uint32_t owner, int32_t *days)
{
    size_t count = 0;
    size_t most = 0;
    const int32_t *sorted = habit_days_of(all, owner, &count);
    for (size_t at = 0; at < count;) {
        size_t run = 1;
        while (at + run < count && sorted[at + run] == sorted[at])
            run++;
        if (run > most) {
            most = run;
            *days = sorted[at];
        }
        at += run;
    }
    return most;
}
