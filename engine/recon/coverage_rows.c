/* The rows of coverage: what each file covers, which months and payouts are missing, and what
 * is awaited. */
#include "recon/coverage.h"

#include "base/limits.h"
#include "recon/coverage_parts.h"

#include <stdlib.h>
#include <string.h>

struct row_list {
    const struct run_facts *facts;
    const struct coverage_empty *empties;
    size_t empty_count;
    struct coverage_row *rows;
    size_t count, capacity;
};

/* What is known of one family: its runs of days, and room for them. */
struct family_runs {
    struct coverage_span *runs;
    size_t count;
    day_number last; /* the last known day */
};

static void add_row(struct row_list *list, struct coverage_row row);
static void add_section_rows(struct row_list *list);
static enum coverage_state section_state(const struct row_list *list, const size_t *order,
                                         size_t first, size_t count, const bool *marks);
static int64_t records_of_table(const struct run_facts *facts, size_t section);
static bool is_declared(const struct row_list *list, const struct family *family,
                        struct coverage_span span);
static void add_declared_rows(struct row_list *list);
static bool has_empty_file(const struct row_list *list, const struct coverage_empty *empty);
static void add_family_rows(struct row_list *list, const struct family *family);
static bool family_has_file(const struct row_list *list, const struct family *family);
static void family_runs_take(const struct row_list *list, const struct family *family,
                             struct family_runs *found);
static void add_month_rows(struct row_list *list, const struct family *family);
static void add_missing_months(struct row_list *list, const struct family *family,
                               day_number from, day_number to);
static void add_payout_rows(struct row_list *list, const struct family *family);
static void add_between(struct row_list *list, const struct family *family, day_number from,
                        day_number to, enum coverage_state state);
static void add_lost_rows(struct row_list *list);
static bool is_held(const struct row_list *list, const struct family *family, day_number day);
static bool role_covers(const struct row_list *list, const struct coverage_row *row);
static int compare_rows(const void *a, const void *b, void *context);
static int64_t file_canonical(const struct run_facts *facts, const struct coverage_row *row);

void coverage_settle_rows(const struct run_facts *facts, const struct coverage_empty *empties,
                          size_t empty_count, struct arena *arena, struct coverage *coverage)
{
    tie_assert(facts != NULL && arena != NULL && coverage != NULL);
    struct row_list list = {.facts = facts, .empties = empties, .empty_count = empty_count};
    add_section_rows(&list);
    add_declared_rows(&list);
    for (size_t i = 0; facts->families != NULL && i < facts->families->count; i++)
        add_family_rows(&list, &facts->families->families[i]);
    add_lost_rows(&list);
    for (size_t i = 0; i < list.count; i++)
        list.rows[i].role_covered = role_covers(&list, &list.rows[i]);
    coverage->rows = arena_take(arena, list.count * sizeof *coverage->rows);
    coverage->count = list.count;
    if (list.count > 0) {
        qsort_r(list.rows, list.count, sizeof *list.rows, compare_rows,
                (void *)(uintptr_t)facts);
        memcpy(coverage->rows, list.rows, list.count * sizeof *list.rows);
    }
    free(list.rows);
}

static void add_row(struct row_list *list, struct coverage_row row)
{
    tie_assert(row.from <= row.to);
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 64 : list->capacity * 2;
        list->rows = memory_resize(list->rows, list->capacity, sizeof *list->rows);
    }
    list->rows[list->count++] = row;
}

/* --- files ---------------------------------------------------------------------------------
 */

/* One row a file, family and range: several tables of one file are one delivery. */
static void add_section_rows(struct row_list *list)
{
    const struct run_facts *facts = list->facts;
    size_t total = facts->section_count;
    size_t *order = memory_resize(NULL, total + 1, sizeof *order);
    bool *marks = memory_resize(NULL, total + 1, sizeof *marks);
    size_t first;
    size_t second;
    for (size_t i = 0; i < total; i++)
        order[facts->sections[i].canonical] = i;
    coverage_find_overlap(facts, marks, &first, &second);
    for (size_t i = 0; i < total;) {
        const struct section_facts *section = &facts->sections[order[i]];
        size_t count = 1;
        for (; i + count < total; count++) {
            const struct section_facts *next = &facts->sections[order[i + count]];
            if (next->file != section->file || next->covers_from != section->covers_from ||
                next->covers_to != section->covers_to ||
                next->era->family != section->era->family)
                break;
        }
        if (role_covers_days(section->era->family->role))
            add_row(list, (struct coverage_row){
                              .family = section->era->family,
                              .from = section->covers_from,
                              .to = section->covers_to,
                              .file = section->file,
                              .source = section->covers_source,
                              .state = section_state(list, order, i, count, marks)});
        i += count;
    }
    free(marks);
    free(order);
}

/* A table that names no paid item is no empty report: its other lines are there. */
static int64_t records_of_table(const struct run_facts *facts, size_t section)
{
    int64_t records = 0;
    size_t table = section - facts->sections[section].behind;
    for (size_t i = table; i < facts->section_count && facts->sections[i].behind == i - table;
         i++)
        records += facts->sections[i].lines + facts->sections[i].rejected_records;
    return records;
}

/* A file all of whose records were rejected is not empty: its rejects say what happened. */
static enum coverage_state section_state(const struct row_list *list, const size_t *order,
                                         size_t first, size_t count, const bool *marks)
{
    int64_t records = 0;
    const struct section_facts *section = &list->facts->sections[order[first]];
    for (size_t i = first; i < first + count; i++) {
        const struct section_facts *one = &list->facts->sections[order[i]];
        if (one->superseded || one->overlaps || marks[order[i]])
            return COVERAGE_OVERLAP;
        records += records_of_table(list->facts, order[i]);
    }
    struct coverage_span span = {section->covers_from, section->covers_to};
    if (records > 0)
        return COVERAGE_COVERED;
    return is_declared(list, section->era->family, span) ? COVERAGE_DECLARED_EMPTY
                                                         : COVERAGE_EMPTY;
}

static bool is_declared(const struct row_list *list, const struct family *family,
                        struct coverage_span span)
{
    for (size_t i = 0; i < list->empty_count; i++) {
        const struct coverage_empty *empty = &list->empties[i];
        if (str_equal(empty->family->name, family->name) &&
            span.from <= day_month_last(empty->month) &&
            span.to >= day_month_first(empty->month))
            return true;
    }
    return false;
}

static void add_declared_rows(struct row_list *list)
{
    for (size_t i = 0; i < list->empty_count; i++) {
        const struct coverage_empty *empty = &list->empties[i];
        if (!has_empty_file(list, empty))
            add_row(list, (struct coverage_row){.family = empty->family,
                                                .from = day_month_first(empty->month),
                                                .to = day_month_last(empty->month),
                                                .file = -1,
                                                .source = COVERS_NONE,
                                                .state = COVERAGE_DECLARED_EMPTY});
    }
}

/* The row of a file without lines already says declared-empty. */
static bool has_empty_file(const struct row_list *list, const struct coverage_empty *empty)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct coverage_row *row = &list->rows[i];
        if (row->family == empty->family && row->state == COVERAGE_DECLARED_EMPTY &&
            row->from <= day_month_first(empty->month) &&
            row->to >= day_month_last(empty->month))
            return true;
    }
    return false;
}

/* --- what is missing -----------------------------------------------------------------------
 */

static void add_family_rows(struct row_list *list, const struct family *family)
{
    if (!role_covers_days(family->role) || !family_has_file(list, family))
        return;
    if (family->cadence == CADENCE_MONTHLY)
        add_month_rows(list, family);
    else if (family->cadence == CADENCE_PAYOUT)
        add_payout_rows(list, family);
}

static bool family_has_file(const struct row_list *list, const struct family *family)
{
    for (size_t i = 0; i < list->facts->section_count; i++) {
        const struct section_facts *section = &list->facts->sections[i];
        if (section->era->family == family && !section->superseded)
            return true;
    }
    return false;
}

/* Runs of whole months for monthly families: a month is there when a file covers a day of it.
 * For others runs of payout days. */
static void family_runs_take(const struct row_list *list, const struct family *family,
                             struct family_runs *found)
{
    bool monthly = family->cadence == CADENCE_MONTHLY;
    size_t most = list->facts->section_count + list->empty_count;
    found->runs = memory_resize(NULL, most + 1, sizeof *found->runs);
    found->count = 0;
    found->last = DAY_NONE;
    for (size_t i = 0; i < list->facts->section_count; i++) {
        const struct section_facts *section = &list->facts->sections[i];
        if (section->era->family != family || section->superseded)
            continue;
        struct coverage_span span = coverage_known_span(section, list->facts->as_of);
        found->last = span.to > found->last ? span.to : found->last;
        span.from = monthly ? day_month_first(span.from) : span.to;
        span.to = monthly ? day_month_last(span.to) : span.to;
        found->runs[found->count++] = span;
    }
    for (size_t i = 0; monthly && i < list->empty_count; i++) {
        if (list->empties[i].family != family)
            continue;
        struct coverage_span span = {day_month_first(list->empties[i].month),
                                     day_month_last(list->empties[i].month)};
        found->last = span.to > found->last ? span.to : found->last;
        found->runs[found->count++] = span;
    }
    found->count = coverage_join_spans(found->runs, found->count);
}

static void add_month_rows(struct row_list *list, const struct family *family)
{
    struct family_runs known;
    family_runs_take(list, family, &known);
    for (size_t i = 1; i < known.count; i++)
        add_missing_months(list, family, known.runs[i - 1].to + 1, known.runs[i].from - 1);
    day_number as_of = list->facts->as_of;
    day_number month = known.runs[known.count - 1].to + 1;
    day_number from = known.last + 1;
    while (month <= as_of && as_of - day_month_last(month) >= LIMIT_MONTH_AWAIT_DAYS) {
        add_missing_months(list, family, month, day_month_last(month));
        month = day_month_add(month, 1);
        from = month;
    }
    add_between(list, family, from, as_of, COVERAGE_AWAITED);
    free(known.runs);
}

static void add_missing_months(struct row_list *list, const struct family *family,
                               day_number from, day_number to)
{
    for (day_number month = from; month <= to; month = day_month_add(month, 1))
        add_between(list, family, month, day_month_last(month), COVERAGE_GAP);
}

/* Between payouts further apart than payout_gap_days the later one claims only the days it
 * looks back: those before them are a gap. */
static void add_payout_rows(struct row_list *list, const struct family *family)
{
    struct family_runs known;
    family_runs_take(list, family, &known);
    const struct policy *policy = &list->facts->policy;
    int64_t back = policy->payout_gap_days < LIMIT_PAYOUT_FIRST_DAYS ? policy->payout_gap_days
                                                                     : LIMIT_PAYOUT_FIRST_DAYS;
    for (size_t i = 1; i < known.count; i++) {
        day_number before = known.runs[i - 1].to;
        day_number next = known.runs[i].from;
        if (next - before > policy->payout_gap_days)
            add_between(list, family, before + 1, next - (day_number)back, COVERAGE_GAP);
    }
    bool late = list->facts->as_of - known.last > policy->payout_gap_days;
    add_between(list, family, known.last + 1, list->facts->as_of,
                late ? COVERAGE_GAP : COVERAGE_AWAITED);
    free(known.runs);
}

static void add_between(struct row_list *list, const struct family *family, day_number from,
                        day_number to, enum coverage_state state)
{
    if (from <= to)
        add_row(list, (struct coverage_row){.family = family,
                                            .from = from,
                                            .to = to,
                                            .file = -1,
                                            .source = COVERS_NONE,
                                            .state = state});
}

/* Days of a superseded monthly report that no file of its family covers any more: what was
 * replaced by a shorter report is missing, unless another row says so already. */
static void add_lost_rows(struct row_list *list)
{
    for (size_t i = 0; i < list->facts->section_count; i++) {
        const struct section_facts *section = &list->facts->sections[i];
        const struct family *family = section->era->family;
        if (!section->superseded || family->cadence != CADENCE_MONTHLY || section->behind > 0)
            continue;
        for (day_number day = section->covers_from; day <= section->covers_to; day++) {
            day_number from = day;
            while (day <= section->covers_to && !is_held(list, family, day))
                day++;
            add_between(list, family, from, day - 1, COVERAGE_GAP);
        }
    }
}

static bool is_held(const struct row_list *list, const struct family *family, day_number day)
{
    for (size_t i = 0; i < list->facts->section_count; i++) {
        const struct section_facts *section = &list->facts->sections[i];
        if (section->era->family != family || section->superseded)
            continue;
        struct coverage_span span = coverage_known_span(section, list->facts->as_of);
        if (span.from <= day && span.to >= day)
            return true;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct coverage_row *row = &list->rows[i];
        if (row->family == family && row->file < 0 && row->from <= day && row->to >= day)
            return true;
    }
    return false;
}

/* Data sets without rows are not delivered: another family of the role may cover the days.
 * Asked of days nobody delivered a line for. */
static bool role_covers(const struct row_list *list, const struct coverage_row *row)
{
    if (row->state == COVERAGE_COVERED || row->state == COVERAGE_OVERLAP)
        return false;
    size_t most = list->facts->section_count + list->empty_count;
    struct coverage_span *spans = memory_resize(NULL, most + 1, sizeof *spans);
    size_t count = 0;
    for (size_t i = 0; i < list->facts->section_count; i++) {
        const struct section_facts *section = &list->facts->sections[i];
        const struct family *family = section->era->family;
        if (family->role == row->family->role && family != row->family && !section->superseded)
            spans[count++] = coverage_known_span(section, list->facts->as_of);
    }
    for (size_t i = 0; i < list->empty_count; i++) {
        const struct coverage_empty *empty = &list->empties[i];
        if (empty->family->role == row->family->role && empty->family != row->family)
            spans[count++] = (struct coverage_span){day_month_first(empty->month),
                                                    day_month_last(empty->month)};
    }
    bool covered = false;
    count = coverage_join_spans(spans, count);
    for (size_t i = 0; i < count; i++)
        covered = covered || (spans[i].from <= row->from && spans[i].to >= row->to);
    free(spans);
    return covered;
}

static int compare_rows(const void *a, const void *b, void *context)
{
    const struct run_facts *facts = context;
    const struct coverage_row *first = a;
    const struct coverage_row *second = b;
    if (first->family != second->family && first->family->rank != second->family->rank)
        return first->family->rank < second->family->rank ? -1 : 1;
    if (first->from != second->from)
        return first->from < second->from ? -1 : 1;
    if (first->to != second->to)
        return first->to < second->to ? -1 : 1;
    int64_t first_file = file_canonical(facts, first);
    int64_t second_file = file_canonical(facts, second);
    if (first_file != second_file)
        return first_file < second_file ? -1 : 1;
    return (first->state > second->state) - (first->state < second->state);
}

/* Rows of one family and range differ by file only, and the digest orders these. */
static int64_t file_canonical(const struct run_facts *facts, const struct coverage_row *row)
{
    for (size_t i = 0; row->file >= 0 && i < facts->section_count; i++) {
        const struct section_facts *section = &facts->sections[i];
        if (section->file == row->file && section->era->family == row->family)
            return section->canonical;
    }
    return -1;
}
