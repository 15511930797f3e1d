/* Payouts as rows. Days are told as they are noted (settled_gather.c), for of the latest and the
 * earliest of some nothing can be taken away. */
#include "recon/settled_sums.h"

static void tell_group(const struct payout_group *group, struct settled_rows *rows);
static void tell_ages(const struct payout_ages *ages, struct settled_rows *rows);
static void hear_group(struct payouts *payouts, const struct settled_row *row);
static void hear_ages(struct payouts *payouts, const struct settled_row *row);
static void add_to(struct money_total **total, int64_t micro);

void payouts_tell(const struct payouts *payouts, struct settled_rows *rows)
{
    tie_assert(payouts != NULL && rows != NULL);
    for (size_t at = 1; at <= payouts->group_count; at++)
        tell_group(&payouts->groups[at], rows);
    for (size_t at = 0; at < payouts->age_count; at++)
        tell_ages(&payouts->ages[at], rows);
}

void payouts_hear(struct payouts *payouts, const struct settled_row *row)
{
    tie_assert(payouts != NULL && row != NULL);
    if (row->keys[0] >= SETTLED_PAYOUT_AGES)
        hear_ages(payouts, row);
    else
        hear_group(payouts, row);
}

static void tell_group(const struct payout_group *group, struct settled_rows *rows)
{
    const uint32_t own[SETTLED_KEYS] = {SETTLED_PAYOUT, group->payout_id, group->section,
                                        group->currency};
    settled_add(rows, own, group->lines, 0);
    for (uint32_t component = 0; component < PAYOUT_COMPONENTS; component++) {
        const uint32_t keys[SETTLED_KEYS] = {SETTLED_PAYOUT_SUM, group->payout_id,
                                             group->section, group->currency, component};
        settled_add_total(rows, keys, group->totals[component]);
    }
}

static void tell_ages(const struct payout_ages *ages, struct settled_rows *rows)
{
    const uint32_t lines[SETTLED_KEYS] = {SETTLED_PAYOUT_AGES, (uint32_t)ages->day,
                                          ages->currency};
    const uint32_t unknown[SETTLED_KEYS] = {SETTLED_PAYOUT_UNKNOWN, (uint32_t)ages->day,
                                            ages->currency};
    settled_add(rows, lines, ages->lines, 0);
    settled_add(rows, unknown, ages->unknown, 0);
    for (uint32_t age = 0; age < STATED_AGE_COUNT; age++)
        for (uint32_t basis = 0; basis < BASIS_COUNT; basis++) {
            const uint32_t keys[SETTLED_KEYS] = {SETTLED_PAYOUT_AGE, (uint32_t)ages->day,
                                                 ages->currency, age, basis};
            settled_add_total(rows, keys, ages->sums[age][basis]);
        }
}

/* A day nothing is left of is no row. */
static void hear_group(struct payouts *payouts, const struct settled_row *row)
{
    const struct movement of = {.payout_id = row->keys[1], .section = (uint16_t)row->keys[2]};
    struct payout_group *group = payouts_group_of(payouts, &of, row->keys[3]);
    day_number day = (day_number)row->keys[4];
    switch ((enum settled_kind)row->keys[0]) {
    case SETTLED_PAYOUT:
        group->lines += row->count;
        return;
    case SETTLED_PAYOUT_SUM:
        tie_assert(row->keys[4] < PAYOUT_COMPONENTS);
        add_to(&group->totals[row->keys[4]], row->micro);
        return;
    case SETTLED_PAYOUT_DAY:
        if (group->paid_on == DAY_NONE || day > group->paid_on)
            group->paid_on = day;
        return;
    default:
        tie_assert(row->keys[0] == SETTLED_PAYOUT_BILLED);
        payouts_note_billed(group, day);
    }
}

static void hear_ages(struct payouts *payouts, const struct settled_row *row)
{
    struct payout_ages *ages = payouts_ages_of(payouts, (day_number)row->keys[1], row->keys[2]);
    switch ((enum settled_kind)row->keys[0]) {
    case SETTLED_PAYOUT_AGES:
        ages->lines += row->count;
        return;
    case SETTLED_PAYOUT_UNKNOWN:
        ages->unknown += row->count;
        return;
    default:
        tie_assert(row->keys[0] == SETTLED_PAYOUT_AGE);
        tie_assert(row->keys[3] < STATED_AGE_COUNT && row->keys[4] < BASIS_COUNT);
        add_to(&ages->sums[row->keys[3]][row->keys[4]], row->micro);
    }
}

static void add_to(struct money_total **total, int64_t micro)
{
    if (*total == NULL)
        *total = money_total_new();
    money_total_add(*total, (struct money){micro});
}
