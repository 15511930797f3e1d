/* The days each role is known for: one unbroken run of days that some file covers. */
#include "recon/coverage.h"

#include "recon/coverage_parts.h"

#include <stdlib.h>

static void settle_window(struct run_facts *facts, enum role role,
                          const struct coverage_empty *empties, size_t empty_count);
static size_t join_runs(const struct run_facts *facts, enum role role, day_number as_of,
                        const struct coverage_empty *empties, size_t empty_count,
                        struct coverage_span *spans);
static day_number end_of_run(const struct coverage_span *runs, size_t count, day_number day);
static bool section_span(const struct section_facts *section, enum role role, day_number as_of,
                         struct coverage_span *span);
static bool end_by_whole_months(struct coverage_span *span, day_number as_of);
static bool empty_span(const struct coverage_empty *empty, enum role role, day_number as_of,
                       struct coverage_span *span);
static size_t choose_run(const struct coverage_span *runs, size_t count, day_number as_of);
static int64_t run_distance(struct coverage_span run, day_number as_of);
static day_number back_from(const struct run_facts *facts, enum role role,
                            day_number known_from);
static day_number newest_opening(const struct run_facts *facts);
static int compare_spans(const void *a, const void *b);

void coverage_settle_windows(struct run_facts *facts, const struct coverage_empty *empties,
                             size_t empty_count)
{
    tie_assert(facts != NULL && facts->as_of != DAY_NONE);
    static const enum role looked_at[] = {ROLE_BILLED, ROLE_DISBURSED, ROLE_TAXED,
                                          ROLE_STATED_PAID};
    for (size_t role = 0; role < ROLE_COUNT; role++)
        facts->windows[role] = (struct role_window){DAY_NONE, DAY_NONE, DAY_NONE, DAY_NONE};
    facts->opening_on = newest_opening(facts);
    for (size_t i = 0; i < array_count(looked_at); i++)
        settle_window(facts, looked_at[i], empties, empty_count);
    if (facts->paid_stands_in)
        facts->windows[ROLE_DISBURSED] = facts->windows[ROLE_STATED_PAID];
}

static void settle_window(struct run_facts *facts, enum role role,
                          const struct coverage_empty *empties, size_t empty_count)
{
    size_t most = facts->section_count + empty_count;
    struct coverage_span *spans = memory_resize(NULL, most + 1, sizeof *spans);
    size_t runs = join_runs(facts, role, facts->as_of, empties, empty_count, spans);
    struct role_window *window = &facts->windows[role];
    if (runs > 0) {
        struct coverage_span run = spans[choose_run(spans, runs, facts->as_of)];
        window->known_from = run.from;
        window->known_to = run.to;
        window->back_from = back_from(facts, role, run.from);
        runs = join_runs(facts, role, DAY_LAST, empties, empty_count, spans);
        window->loaded_to = end_of_run(spans, runs, run.to);
    }
    free(spans);
}

/* What the files know that as_of does not hide; at the last of days it hides none. */
static size_t join_runs(const struct run_facts *facts, enum role role, day_number as_of,
                        const struct coverage_empty *empties, size_t empty_count,
                        struct coverage_span *spans)
{
    size_t count = 0;
    for (size_t i = 0; i < facts->section_count; i++)
        count += section_span(&facts->sections[i], role, as_of, &spans[count]);
    for (size_t i = 0; i < empty_count; i++)
        count += empty_span(&empties[i], role, as_of, &spans[count]);
    return coverage_join_spans(spans, count);
}

static day_number end_of_run(const struct coverage_span *runs, size_t count, day_number day)
{
    for (size_t i = 0; i < count; i++)
        if (runs[i].from <= day && day <= runs[i].to)
            return runs[i].to;
    return day;
}

/* Payments are known of the bills they stand beside, so they are known for the days of these. */
static bool section_span(const struct section_facts *section, enum role role, day_number as_of,
                         struct coverage_span *span)
{
    enum role own = section->era->family->role;
    bool speaks = role == ROLE_STATED_PAID ? section->states_payment : own == role;
    if (!speaks || section->superseded)
        return false;
    if (section->covers_to > as_of && !coverage_era_dates_lines(section->era))
        return false;
    *span = coverage_known_span(section, as_of);
    return section->era->has_dated || end_by_whole_months(span, as_of);
}

/* A line that brings an AR period only is of that month's last day: of a month that as_of cuts
 * short every line is later, so nothing of the month is known. False when nothing is left. */
static bool end_by_whole_months(struct coverage_span *span, day_number as_of)
{
    if (span->to <= as_of)
        return true;
    span->to =
        as_of == day_month_last(as_of) ? as_of : (day_number)(day_month_first(as_of) - 1);
    return span->from <= span->to;
}

/* A month said to be empty is known as one with a file. */
static bool empty_span(const struct coverage_empty *empty, enum role role, day_number as_of,
                       struct coverage_span *span)
{
    const struct family *family = empty->family;
    if (!family_in_role(family, role))
        return false;
    *span = (struct coverage_span){day_month_first(empty->month), day_month_last(empty->month)};
    bool dates =
        family->era_count > 0 && coverage_era_dates_lines(&family->eras[family->era_count - 1]);
    return span->to <= as_of || dates;
}

/* Runs that begin after as_of are taken only when there is no other. */
static size_t choose_run(const struct coverage_span *runs, size_t count, day_number as_of)
{
    tie_assert(runs != NULL && count > 0);
    size_t best = 0;
    for (size_t i = 1; i < count; i++) {
        bool nearer = run_distance(runs[i], as_of) < run_distance(runs[best], as_of);
        if (runs[i].from <= as_of && nearer)
            best = i;
    }
    return best;
}

static int64_t run_distance(struct coverage_span run, day_number as_of)
{
    if (run.from <= as_of && as_of <= run.to)
        return 0;
    return run.to < as_of ? (int64_t)as_of - run.to : (int64_t)run.to - as_of;
}

/* Charges of months before the first file may still be paid out: for history_days nothing is
 * said about missing ones. A list of all items open at a day takes their place, unless days are
 * missing between it and the first file. */
static day_number back_from(const struct run_facts *facts, enum role role,
                            day_number known_from)
{
    if (role == ROLE_DISBURSED || role == ROLE_STATED_PAID)
        return known_from;
    int64_t history_end = (int64_t)known_from + facts->policy.history_days;
    if (history_end > DAY_LAST)
        history_end = DAY_LAST;
    day_number opened = facts->opening_on;
    bool joins = role == ROLE_BILLED && opened != DAY_NONE && opened + 1 >= known_from;
    if (joins && opened + 1 < history_end)
        return opened + 1;
    return (day_number)history_end;
}

static day_number newest_opening(const struct run_facts *facts)
{
    day_number newest = DAY_NONE;
    for (size_t i = 0; i < facts->section_count; i++) {
        const struct section_facts *section = &facts->sections[i];
        if (section->era->family->role != ROLE_OPENING || section->superseded)
            continue;
        if (section->covers_to <= facts->as_of && section->covers_to > newest)
            newest = section->covers_to;
    }
    return newest;
}

/* --- spans ---------------------------------------------------------------------------------
 */

bool coverage_era_dates_lines(const struct era *era)
{
    tie_assert(era != NULL);
    if (era->has_dated)
        return true;
    for (size_t i = 0; i < era->column_count; i++)
        if (era->columns[i].field == FIELD_AR_PERIOD || era->columns[i].field == FIELD_DATED)
            return true;
    return false;
}

struct coverage_span coverage_known_span(const struct section_facts *section, day_number as_of)
{
    tie_assert(section != NULL && section->covers_from != DAY_NONE);
    struct coverage_span span = {section->covers_from, section->covers_to};
    bool read_off = section->covers_source == COVERS_LINES &&
                    section->era->family->cadence == CADENCE_MONTHLY;
    if (!read_off)
        return span;
    span.from = day_month_first(span.from);
    if (day_month_last(span.to) <= as_of)
        span.to = day_month_last(span.to);
    return span;
}

size_t coverage_join_spans(struct coverage_span *spans, size_t count)
{
    if (count == 0)
        return 0;
    tie_assert(spans != NULL);
    qsort(spans, count, sizeof *spans, compare_spans);
    size_t runs = 1;
    for (size_t i = 1; i < count; i++) {
        struct coverage_span *last = &spans[runs - 1];
        if (spans[i].from > last->to + 1)
            spans[runs++] = spans[i];
        else if (spans[i].to > last->to)
            last->to = spans[i].to;
    }
    return runs;
}

static int compare_spans(const void *a, const void *b)
{
    const struct coverage_span *first = a;
    const struct coverage_span *second = b;
    if (first->from != second->from)
        return first->from < second->from ? -1 : 1;
    return (first->to > second->to) - (first->to < second->to);
}
