/* From a matched header to steps. Steps stand in the order of the cells, so that rejects do
 * too; only a text that has a better column waits until that one was read. */
#include "source/cell_plan.h"

static bool is_second_choice(const struct era_match *match, size_t cell);
static size_t add_second_choices(const struct era_match *match, struct cell_step *steps,
                                 size_t count);
static struct cell_step step_of(const struct column_map *column, size_t cell);
static enum cell_action text_action(const struct column_map *column);

const struct cell_plan *cell_plan_new(const struct era_match *match, struct arena *arena)
{
    tie_assert(match != NULL && match->answer == ERA_FITS);
    tie_assert(arena != NULL);
    const struct era *era = match->era;
    struct cell_plan *plan = arena_take(arena, sizeof *plan);
    struct cell_step *steps = arena_take(arena, match->column_count * sizeof *steps);
    size_t count = 0;
    for (size_t i = 0; i < match->column_count; i++) {
        const struct column_map *column = match->columns[i];
        if (column == NULL || column->field == FIELD_NONE || is_second_choice(match, i))
            continue;
        steps[count++] = step_of(column, i);
        plan->has_paid = plan->has_paid || column->field == FIELD_PAID_NET;
        if (column->field == FIELD_ROLE_IF && !era->has_status)
            steps[count - 1].target |= era->family->statuses.count > 0 ? CHOICE_OF_STATUS : 0;
        if (column->field == FIELD_AMOUNT && column->component == COMPONENT_GROSS)
            plan->gross_opposite = column->sign == SIGN_OPPOSITE;
    }
    count = add_second_choices(match, steps, count);
    tie_assert(count <= match->column_count);
    plan->steps = steps;
    plan->step_count = count;
    plan->money_grammar = era->money_grammar;
    plan->role = era->family->role;
    plan->roles = &era->family->roles;
    plan->statuses = &era->family->statuses;
    plan->has_party = era->has_party;
    return plan;
}

/* Whether another cell of the header gives the same text and stands earlier in the map. */
static bool is_second_choice(const struct era_match *match, size_t cell)
{
    const struct column_map *column = match->columns[cell];
    if (column == NULL || column->field != FIELD_TEXT)
        return false;
    for (size_t i = 0; i < match->column_count; i++) {
        const struct column_map *other = match->columns[i];
        if (other != NULL && other < column && other->field == FIELD_TEXT &&
            other->text == column->text)
            return true;
    }
    return false;
}

static size_t add_second_choices(const struct era_match *match, struct cell_step *steps,
                                 size_t count)
{
    for (size_t k = 0; k < match->era->column_count; k++) {
        for (size_t i = 0; i < match->column_count; i++) {
            if (match->columns[i] != &match->era->columns[k] || !is_second_choice(match, i))
                continue;
            steps[count] = step_of(match->columns[i], i);
            steps[count++].only_when_empty = true;
        }
    }
    return count;
}

static struct cell_step step_of(const struct column_map *column, size_t cell)
{
    tie_assert(column != NULL);
    struct cell_step step = {.cell = (uint32_t)cell};
    switch (column->field) {
    case FIELD_AMOUNT:
        step.action = STEP_MONEY;
        step.target = (int)column->component;
        return step;
    case FIELD_TEXT:
        step.action = text_action(column);
        step.target = (int)column->text;
        return step;
    case FIELD_TXN_REF:
        step.action = STEP_REFERENCE;
        return step;
    case FIELD_CURRENCY:
        step.action = STEP_CURRENCY;
        return step;
    case FIELD_DATED:
        step.action = STEP_DATED;
        return step;
    case FIELD_DUE:
        step.action = STEP_DUE;
        return step;
    case FIELD_AR_PERIOD:
        step.action = STEP_AR_PERIOD;
        return step;
    case FIELD_PARTY:
        step.action = STEP_PARTY;
        return step;
    case FIELD_EVENT:
        step.action = STEP_EVENT;
        return step;
    case FIELD_ROLE_IF:
        step.action = STEP_CHOICE;
        step.target = CHOICE_OF_ROLE;
        return step;
    case FIELD_STATUS:
        step.action = STEP_CHOICE;
        step.target = CHOICE_OF_STATUS;
        return step;
    case FIELD_PAID_NET:
        step.action = STEP_PAID_NET;
        return step;
    case FIELD_PAID_ON:
        step.action = STEP_PAID_ON;
        return step;
    case FIELD_NONE:
        break;
    }
    tie_assert(column->field != FIELD_NONE);
    return step;
}

static enum cell_action text_action(const struct column_map *column)
{
    if (column->kind == CELL_ACCOUNT)
        return STEP_ACCOUNT;
    if (column->kind == CELL_RATE)
        return STEP_RATE;
    if (column->text == TEXT_FINDING_ID)
        return STEP_FINDING;
    if (column->text == TEXT_CUSTOMER_COUNTRY || column->text == TEXT_TAX_COUNTRY)
        return STEP_COUNTRY;
    return STEP_TEXT;
}
