/* The other days positions are built for: that of the newest list of open items, those of stated
 * age reports, and the day before the roll-forward. Each cut knows only what was known up to
 * its day. */
#include "recon/coverage.h"

#include "recon/coverage_parts.h"

static enum status settle_from(struct run_facts *facts, struct failure *failure);
static bool is_of_ages(const struct section_facts *section);
static struct cut_day *cut_at(struct cut_day *cuts, size_t *count, day_number day);
static void settle_cut_windows(const struct run_facts *facts,
                               const struct coverage_empty *empties, size_t empty_count,
                               struct cut_day *cut);

enum status coverage_settle_cuts(struct run_facts *facts, const struct coverage_empty *empties,
                                 size_t empty_count, struct arena *arena,
                                 struct failure *failure)
{
    tie_assert(facts != NULL && facts->as_of != DAY_NONE && arena != NULL);
    enum status status = settle_from(facts, failure);
    if (status != STATUS_OK)
        return status;
    struct cut_day *cuts = arena_take(arena, (facts->section_count + 2) * sizeof *cuts);
    size_t count = 0;
    day_number newest_list = DAY_NONE;
    cut_at(cuts, &count, facts->roll_from - 1)->of_opening = true;
    for (size_t i = 0; i < facts->section_count; i++) {
        const struct section_facts *section = &facts->sections[i];
        if (section->superseded || section->covers_to > facts->as_of)
            continue;
        if (section->era->family->role == ROLE_STATED_OPEN && section->covers_to > newest_list)
            newest_list = section->covers_to;
        if (is_of_ages(section))
            cut_at(cuts, &count, section->covers_to)->of_ages = true;
    }
    if (newest_list != DAY_NONE)
        cut_at(cuts, &count, newest_list)->of_list = true;
    for (size_t i = 0; i < count; i++)
        settle_cut_windows(facts, empties, empty_count, &cuts[i]);
    facts->cuts = cuts;
    facts->cut_count = count;
    return STATUS_OK;
}

static enum status settle_from(struct run_facts *facts, struct failure *failure)
{
    if (facts->roll_from == DAY_NONE)
        facts->roll_from = day_month_first(facts->as_of);
    if (facts->roll_from <= facts->as_of)
        return STATUS_OK;
    char from[DAY_TEXT_BYTES];
    char as_of[DAY_TEXT_BYTES];
    failure_set(failure, STATUS_USAGE, "--from %s lies after the as-of day %s",
                day_format(facts->roll_from, from), day_format(facts->as_of, as_of));
    failure_remedy(failure,
                   "The roll-forward leads from the day before --from to the as-of day: "
                   "name an earlier day, or another --as-of.");
    return STATUS_USAGE;
}

static bool is_of_ages(const struct section_facts *section)
{
    const struct era *era = section->era;
    if (era->family->role != ROLE_STATED_TOTAL)
        return false;
    for (size_t i = 0; i < era->column_count; i++)
        if (era->columns[i].field == FIELD_AMOUNT &&
            era->columns[i].component == COMPONENT_AGE_ALL)
            return true;
    return false;
}

/* The cut of a day, made in its place when there is none. */
static struct cut_day *cut_at(struct cut_day *cuts, size_t *count, day_number day)
{
    size_t at = 0;
    while (at < *count && cuts[at].day < day)
        at++;
    if (at < *count && cuts[at].day == day)
        return &cuts[at];
    for (size_t to = *count; to > at; to--)
        cuts[to] = cuts[to - 1];
    ++*count;
    cuts[at] = (struct cut_day){.day = day};
    return &cuts[at];
}

static void settle_cut_windows(const struct run_facts *facts,
                               const struct coverage_empty *empties, size_t empty_count,
                               struct cut_day *cut)
{
    struct run_facts then = *facts;
    then.as_of = cut->day;
    coverage_settle_windows(&then, empties, empty_count);
    for (int role = 0; role < ROLE_COUNT; role++)
        cut->windows[role] = then.windows[role];
}
