/* Twice in one file: records that look the same. Twice in two reports: a family restates
 * another that counts. Both are asked of each reference while its lines are at hand; most have
 * one line a file, and cost a glance. */
#include "recon/position_twice.h"

#include <stdlib.h>

enum { FEW_LINES = 24 };

static enum status tell_alike(struct position_twice *twice, const struct position_work *work,
                              const struct position_sink *sink, struct failure *failure);
static bool same_table(const struct position_work *work, const struct position_line *a,
                       const struct position_line *b);
static const struct era *era_of_table(const struct position_work *work,
                                      const struct position_line *line);
static bool any_alike(const struct position_line *lines, size_t count);
static enum status tell_groups(struct position_twice *twice, uint32_t reference_id,
                               const struct position_line *lines, size_t count,
                               const struct position_sink *sink, struct failure *failure);
static size_t take_movements(struct position_twice *twice, const struct position_line *lines,
                             size_t count);
static int compare_movements(const void *a, const void *b);
static int compare_content(const struct movement *a, const struct movement *b);
static enum status tell_restated(struct position_twice *twice, const struct position_work *work,
                                 const struct position_sink *sink, bool *fits,
                                 struct failure *failure);
static bool note_restated(struct position_twice *twice, const struct position_line *line);
static day_number stated_for(const struct position_line *line);
static bool compare_restated(const struct position_work *work, const struct position_line *line,
                             struct position_restated *restated);
static bool take_payout(const struct position_line *line, const struct position_line *restating,
                        struct money *counted);
static bool speaks_of(const struct position_line *line, const struct position_line *restating,
                      bool *counted);
static uint32_t carried(const struct era *era);
static bool add_line(const struct position_line *line, struct money *sums);

void position_twice_free(struct position_twice *twice)
{
    tie_assert(twice != NULL);
    free(twice->movements);
    free(twice->told);
    *twice = (struct position_twice){0};
}

enum status position_twice_tell(struct position_twice *twice, const struct position_work *work,
                                const struct position_sink *sink, bool *fits,
                                struct failure *failure)
{
    tie_assert(twice != NULL && work != NULL && sink != NULL && fits != NULL);
    enum status status = STATUS_OK;
    *fits = true;
    twice->alike = false;
    if (work->reference.id == 0 || work->reference.count < 2)
        return STATUS_OK;
    if (sink->alike != NULL)
        status = tell_alike(twice, work, sink, failure);
    if (status == STATUS_OK && sink->restated != NULL)
        status = tell_restated(twice, work, sink, fits, failure);
    return status;
}

/* --- twice in one file ---------------------------------------------------------------------
 */

/* Lines stand in canonical order: those of one table, and of tables of one file and era, stand
 * together. */
static enum status tell_alike(struct position_twice *twice, const struct position_work *work,
                              const struct position_sink *sink, struct failure *failure)
{
    const struct reference_lines *reference = &work->reference;
    enum status status = STATUS_OK;
    for (size_t from = 0, to = 0; status == STATUS_OK && from < reference->count; from = to) {
        const struct position_line *first = &reference->lines[from];
        for (to = from + 1; to < reference->count;)
            if (same_table(work, first, &reference->lines[to]))
                to++;
            else
                break;
        if (to - from > 1 && first->plan->role != ROLE_STATED_PAID &&
            any_alike(first, to - from))
            status = tell_groups(twice, reference->id, first, to - from, sink, failure);
    }
    return status;
}

static bool same_table(const struct position_work *work, const struct position_line *a,
                       const struct position_line *b)
{
    if (a->plan == b->plan)
        return true;
    const struct section_facts *first = &work->facts->sections[a->movement->section];
    const struct section_facts *second = &work->facts->sections[b->movement->section];
    return first->file == second->file && era_of_table(work, a) == era_of_table(work, b);
}

/* Records of one table, whatever their roles; the payments stated in them are no records. */
static const struct era *era_of_table(const struct position_work *work,
                                      const struct position_line *line)
{
    const struct section_facts *section = &work->facts->sections[line->movement->section];
    return line->plan->role == ROLE_STATED_PAID ? section->era
                                                : (section - section->behind)->era;
}

/* A quick look that never misses. */
static bool any_alike(const struct position_line *lines, size_t count)
{
    if (count > FEW_LINES)
        return true;
    for (size_t at = 1; at < count; at++)
        for (size_t before = 0; before < at; before++)
            if (compare_content(lines[before].movement, lines[at].movement) == 0)
                return true;
    return false;
}

static enum status tell_groups(struct position_twice *twice, uint32_t reference_id,
                               const struct position_line *lines, size_t count,
                               const struct position_sink *sink, struct failure *failure)
{
    enum status status = STATUS_OK;
    size_t kept = take_movements(twice, lines, count);
    if (kept > 0)
        qsort(twice->movements, kept, sizeof *twice->movements, compare_movements);
    for (size_t from = 0, to = 0; status == STATUS_OK && from < kept; from = to) {
        for (to = from + 1;
             to < kept && compare_content(twice->movements[from], twice->movements[to]) == 0;)
            to++;
        const struct position_alike alike = {reference_id, twice->movements + from, to - from};
        twice->alike = twice->alike || to - from > 1;
        if (to - from > 1)
            status = sink->alike(sink->context, &alike, failure);
    }
    return status;
}

/* What is in no figure repeats nothing that matters. */
static size_t take_movements(struct position_twice *twice, const struct position_line *lines,
                             size_t count)
{
    size_t kept = 0;
    if (twice->movement_capacity < count) {
        twice->movement_capacity = 2 * count;
        twice->movements =
            memory_resize(twice->movements, twice->movement_capacity, sizeof *twice->movements);
    }
    for (size_t at = 0; at < count; at++)
        if (lines[at].class != CLASS_SUPERSEDED && lines[at].class != CLASS_AFTER_AS_OF)
            twice->movements[kept++] = lines[at].movement;
    return kept;
}

static int compare_movements(const void *a, const void *b)
{
    const struct movement *left = *(const struct movement *const *)a;
    const struct movement *right = *(const struct movement *const *)b;
    int order = compare_content(left, right);
    if (order == 0 && left->section != right->section)
        order = left->section < right->section ? -1 : 1;
    return order != 0 ? order : (left->record > right->record) - (left->record < right->record);
}

/* Without the hash of the other texts: lines from books lack some of them. */
bool position_may_be_alike(const struct movement *a, const struct movement *b)
{
    tie_assert(a != NULL && b != NULL);
    if (a->present != b->present || a->product_id != b->product_id ||
        a->customer_id != b->customer_id || a->dated != b->dated || a->currency != b->currency)
        return false;
    for (uint32_t bits = a->present; bits != 0; bits &= bits - 1) {
        enum component component = (enum component)__builtin_ctz(bits);
        if (movement_amount(a, component).micro != movement_amount(b, component).micro)
            return false;
    }
    return true;
}

static int compare_content(const struct movement *a, const struct movement *b)
{
    const int64_t left[] = {a->content, a->present, a->product_id, a->customer_id,
                            a->dated,   a->due,     a->ar_period,  a->payout_id,
                            a->party,   a->event,   a->currency};
    const int64_t right[] = {b->content, b->present, b->product_id, b->customer_id,
                             b->dated,   b->due,     b->ar_period,  b->payout_id,
                             b->party,   b->event,   b->currency};
    for (size_t at = 0; at < array_count(left); at++)
        if (left[at] != right[at])
            return left[at] < right[at] ? -1 : 1;
    for (uint32_t bits = a->present; bits != 0; bits &= bits - 1) {
        enum component component = (enum component)__builtin_ctz(bits);
        int64_t first = movement_amount(a, component).micro;
        int64_t second = movement_amount(b, component).micro;
        if (first != second)
            return first < second ? -1 : 1;
    }
    return 0;
}

/* --- twice in two reports ------------------------------------------------------------------
 */

static enum status tell_restated(struct position_twice *twice, const struct position_work *work,
                                 const struct position_sink *sink, bool *fits,
                                 struct failure *failure)
{
    enum status status = STATUS_OK;
    twice->told_count = 0;
    for (size_t at = 0; status == STATUS_OK && *fits && at < work->reference.count; at++) {
        const struct position_line *line = &work->reference.lines[at];
        if (line->class != CLASS_OUT_OF_SCOPE || line->plan->role == ROLE_STATED_PAID ||
            !note_restated(twice, line))
            continue;
        struct position_restated restated = {.reference_id = work->reference.id,
                                             .currency = line->currency,
                                             .movement = line->movement};
        *fits = compare_restated(work, line, &restated);
        if (*fits)
            status = sink->restated(sink->context, &restated, failure);
    }
    return status;
}

/* False when its family, currency and month were told before. */
static bool note_restated(struct position_twice *twice, const struct position_line *line)
{
    const struct scope own = {line->plan->family, line->currency, stated_for(line),
                              line->plan->place};
    for (size_t at = 0; at < twice->told_count; at++)
        if (twice->told[at].family == own.family && twice->told[at].currency == own.currency &&
            twice->told[at].month == own.month)
            return false;
    if (twice->told_count == twice->told_capacity) {
        twice->told_capacity = 2 * twice->told_capacity + 8;
        twice->told = memory_resize(twice->told, twice->told_capacity, sizeof *twice->told);
    }
    twice->told[twice->told_count++] = own;
    return true;
}

/* A list of open items states its own day, whatever the days of its items. */
static day_number stated_for(const struct position_line *line)
{
    return line->plan->role == ROLE_OPENING ? line->plan->covers_to
                                            : day_month_first(line->day);
}

/* Both sides hold all lines of the month: what counts may stand in two reports. */
static bool compare_restated(const struct position_work *work, const struct position_line *line,
                             struct position_restated *restated)
{
    struct money counted[COMPONENT_POSITION_COUNT] = {{0}};
    struct money stated[COMPONENT_POSITION_COUNT] = {{0}};
    uint32_t both = COMPONENT_BIT(COMPONENT_POSITION_COUNT) - 1;
    for (size_t at = 0; at < work->reference.count; at++) {
        const struct position_line *other = &work->reference.lines[at];
        bool counts = false;
        if (!take_payout(other, line, counted))
            return false;
        if (!speaks_of(other, line, &counts))
            continue;
        both &= carried(work->facts->sections[other->movement->section].era);
        if (!add_line(other, counts ? counted : stated))
            return false;
    }
    restated->agrees = true;
    for (uint32_t bits = both; bits != 0 && restated->agrees; bits &= bits - 1) {
        int at = __builtin_ctz(bits);
        struct money apart = {0};
        restated->agrees = money_subtract(stated[at], counted[at], &apart) &&
                           money_abs(apart).micro <= work->facts->policy.penny.micro;
        restated->component = (enum component)at;
    }
    if (restated->agrees)
        restated->component = COMPONENT_GROSS;
    restated->counted = counted[restated->component];
    restated->stated = stated[restated->component];
    return true;
}

/* What a list says is open is what was billed, less what was paid out up to its day. */
static bool take_payout(const struct position_line *line, const struct position_line *restating,
                        struct money *counted)
{
    if (restating->plan->role != ROLE_OPENING || line->plan->role != ROLE_DISBURSED ||
        line->class != CLASS_COUNTED || line->currency != restating->currency ||
        line->day > position_line_day(restating))
        return true;
    for (int at = 0; at < COMPONENT_POSITION_COUNT; at++)
        if (!money_subtract(counted[at], position_amount(line, (enum component)at),
                            &counted[at]))
            return false;
    return true;
}

/* Of the same month and currency: stated again by the same family, or counted by one it
 * restates, or that restates it and was there an epoch before. */
static bool speaks_of(const struct position_line *line, const struct position_line *restating,
                      bool *counted)
{
    if (line->class == CLASS_COUNTED &&
        (position_opens_again(line, restating) || position_opens_again(restating, line))) {
        *counted = true;
        return true;
    }
    *counted = line->class == CLASS_COUNTED && line->plan->role == restating->plan->role &&
               (position_family_restates(restating->plan->family, line->plan->family) ||
                (line->plan->place < restating->plan->place &&
                 position_family_restates(line->plan->family, restating->plan->family)));
    bool again =
        line->class == CLASS_OUT_OF_SCOPE && line->plan->family == restating->plan->family;
    return (*counted || again) && line->currency == restating->currency &&
           stated_for(line) == stated_for(restating);
}

/* The components an era has a column for. */
static uint32_t carried(const struct era *era)
{
    uint32_t components = 0;
    for (size_t at = 0; at < era->column_count; at++)
        if (era->columns[at].field == FIELD_AMOUNT)
            components |= COMPONENT_BIT(era->columns[at].component);
    return components;
}

static bool add_line(const struct position_line *line, struct money *sums)
{
    for (int at = 0; at < COMPONENT_POSITION_COUNT; at++) {
        enum component component = (enum component)at;
        struct money amount = component == COMPONENT_NET ? position_net_x(line)
                                                         : position_amount(line, component);
        if (!money_add(&sums[at], amount))
            return false;
    }
    return true;
}
