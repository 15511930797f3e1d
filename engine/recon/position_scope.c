/* Which of the reports that restate each other counts, for a reference, currency and month. */
#include "recon/position_twice.h"

static void settle_scope(struct reference_lines *reference, struct position_line *line);
static bool scope_taken(const struct reference_lines *reference,
                        const struct position_line *line, day_number month);
static void scope_note(struct reference_lines *reference, const struct position_line *line,
                       day_number month);

/* Epoch by epoch. In each, lines stand in canonical order, best-ranked families first: what counts
 * is known before what may restate it is asked. */
void position_settle_scopes(struct reference_lines *reference)
{
    tie_assert(reference != NULL);
    for (uint32_t place = 0, next = 0; next != UINT32_MAX; place = next) {
        next = UINT32_MAX;
        for (size_t at = 0; at < reference->count; at++) {
            struct position_line *line = &reference->lines[at];
            if (line->class != CLASS_COUNTED || line->plan->role != ROLE_BILLED)
                continue;
            if (line->plan->place == place)
                settle_scope(reference, line);
            else if (line->plan->place > place && line->plan->place < next)
                next = line->plan->place;
        }
    }
}

static void settle_scope(struct reference_lines *reference, struct position_line *line)
{
    day_number month = day_month_first(line->day);
    if (scope_taken(reference, line, month))
        line->class = CLASS_OUT_OF_SCOPE;
    else
        scope_note(reference, line, month);
}

static bool scope_taken(const struct reference_lines *reference,
                        const struct position_line *line, day_number month)
{
    const struct family *family = line->plan->family;
    for (size_t at = 0; at < reference->scope_count; at++) {
        const struct scope *scope = &reference->scopes[at];
        if (scope->month == month && scope->currency == line->currency &&
            (position_family_restates(family, scope->family) ||
             (scope->place < line->plan->place &&
              position_family_restates(scope->family, family))))
            return true;
    }
    return false;
}

bool position_family_restates(const struct family *family, const struct family *other)
{
    tie_assert(family != NULL && other != NULL);
    for (size_t at = 0; at < family->restates_count; at++)
        if (str_equal(family->restates[at], other->name))
            return true;
    return false;
}

static void scope_note(struct reference_lines *reference, const struct position_line *line,
                       day_number month)
{
    for (size_t at = 0; at < reference->scope_count; at++) {
        const struct scope *scope = &reference->scopes[at];
        if (scope->month == month && scope->currency == line->currency &&
            scope->family == line->plan->family)
            return;
    }
    if (reference->scope_count == reference->scope_capacity) {
        reference->scope_capacity =
            reference->scope_capacity > 0 ? reference->scope_capacity * 2 : 8;
        reference->scopes = memory_resize(reference->scopes, reference->scope_capacity,
                                          sizeof *reference->scopes);
    }
    reference->scopes[reference->scope_count++] =
        (struct scope){line->plan->family, line->currency, month, line->plan->place};
}
