/* Rows are put in order, the newest of each finding first; then it is asked whether that one is
 * the newest for certain. Why a date in a name, and no day of loading: docs/DISPOSITIONS.md. */
#include "recon/disposition.h"

#include "recon/coverage.h"

#include <inttypes.h>
#include <stdlib.h>

/* A row that says something, and what it is ranked by. */
struct candidate {
    const struct disposition *row;
    const struct file_facts *file;
    uint32_t epoch;
    day_number dated; /* the date in the file's name, or DAY_NONE */
};

static size_t take_candidates(const struct run_facts *facts, const struct disposition *rows,
                              size_t count, struct candidate *candidates);
static bool says_anything(const struct disposition *row);
static int compare_candidates(const void *a, const void *b);
static const struct candidate *find_rival(const struct candidate *first, size_t count);
static bool says_the_same(const struct disposition *a, const struct disposition *b);
static enum status refuse_rivals(const struct candidate *first, const struct candidate *other,
                                 struct failure *failure);

enum status disposition_settle(const struct run_facts *facts, const struct disposition *rows,
                               size_t count, struct arena *arena, struct disposition_list *list,
                               struct failure *failure)
{
    tie_assert(facts != NULL && arena != NULL && list != NULL);
    tie_assert(rows != NULL || count == 0);
    *list = (struct disposition_list){0};
    if (count == 0)
        return STATUS_OK;
    struct candidate *candidates = arena_take(arena, count * sizeof *candidates);
    size_t left = take_candidates(facts, rows, count, candidates);
    list->items = arena_take(arena, (left + 1) * sizeof *list->items);
    qsort(candidates, left, sizeof *candidates, compare_candidates);
    for (size_t from = 0, to = 0; from < left; from = to) {
        const struct candidate *first = &candidates[from];
        for (to = from + 1;
             to < left && str_equal(candidates[to].row->finding_id, first->row->finding_id);)
            to++;
        const struct candidate *rival = find_rival(first, to - from);
        if (rival != NULL)
            return refuse_rivals(first, rival, failure);
        list->items[list->count++] = first->row;
    }
    return STATUS_OK;
}

static size_t take_candidates(const struct run_facts *facts, const struct disposition *rows,
                              size_t count, struct candidate *candidates)
{
    size_t left = 0;
    for (size_t at = 0; at < count; at++) {
        size_t section = (size_t)(rows[at].line_id >> 32);
        tie_assert(section < facts->section_count);
        if (!says_anything(&rows[at]))
            continue;
        struct candidate *candidate = &candidates[left++];
        *candidate = (struct candidate){.row = &rows[at],
                                        .file = &facts->files[facts->sections[section].file],
                                        .epoch = facts->sections[section].epoch};
        if (!coverage_name_day(candidate->file->base_name, &candidate->dated))
            candidate->dated = DAY_NONE;
    }
    return left;
}

/* A sheet of findings has a row for each, whether somebody wrote into it or not. */
static bool says_anything(const struct disposition *row)
{
    return row->reason.length > 0 || row->owner.length > 0 || row->comment.length > 0 ||
           row->due_on != DAY_NONE;
}

/* By finding; the newest first, without a date last; then by bytes, which no order of loading can
 * change. */
static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *left = a;
    const struct candidate *right = b;
    int order = str_compare(left->row->finding_id, right->row->finding_id);
    if (order != 0)
        return order;
    if (left->epoch != right->epoch)
        return left->epoch > right->epoch ? -1 : 1;
    if (left->dated != right->dated)
        return left->dated > right->dated ? -1 : 1;
    order = digest_compare(&left->file->digest, &right->file->digest);
    if (order != 0)
        return order;
    return (left->row->line_id > right->row->line_id) -
           (left->row->line_id < right->row->line_id);
}

/* Another row that may be as new as the first, and says something else: of its date, or of none.
 */
static const struct candidate *find_rival(const struct candidate *first, size_t count)
{
    for (size_t at = 1; at < count && first[at].epoch == first->epoch; at++)
        if ((first[at].dated == first->dated || first[at].dated == DAY_NONE) &&
            !says_the_same(first[at].row, first->row))
            return &first[at];
    return NULL;
}

static bool says_the_same(const struct disposition *a, const struct disposition *b)
{
    return str_equal(a->reason, b->reason) && str_equal(a->owner, b->owner) &&
           str_equal(a->comment, b->comment) && a->due_on == b->due_on;
}

static enum status refuse_rivals(const struct candidate *first, const struct candidate *other,
                                 struct failure *failure)
{
    struct str id = first->row->finding_id;
    struct str name = first->file->short_name;
    struct str rival = other->file->short_name;
    failure_set(failure, STATUS_REFUSED,
                "two rows say different things of finding %.*s: %.*s#%" PRId64
                " and %.*s#%" PRId64,
                (int)id.length, id.bytes, (int)name.length, name.bytes,
                first->row->line_id & UINT32_MAX, (int)rival.length, rival.bytes,
                other->row->line_id & UINT32_MAX);
    if (first->file == other->file)
        failure_remedy(failure, "Leave one of them in the file.");
    else
        failure_remedy(failure,
                       "Put a date YYYY-MM-DD into the name of each file: of two rows the one "
                       "in the file\nof the later date counts.");
    return STATUS_REFUSED;
}
