/* Currencies and rows kept are few, rows that pass are many: a row that stays out costs one
 * comparison. */
#include "reports/report_html_keep.h"

#include "base/arena.h"

#include <stdlib.h>

static struct report_html_group *find_group(struct report_html_keep *keep, struct str currency);
static void find_least(struct report_html_group *group);
static int by_size(const void *a, const void *b);
static int by_rank(const void *a, const void *b);
static int by_place(const void *a, const void *b);
static void sort(struct report_html_row *rows, size_t count,
                 int (*order)(const void *, const void *));

struct buffer *report_html_keep_row(struct report_html_keep *keep, struct str currency,
                                    uint64_t size, int64_t place)
{
    tie_assert(keep != NULL && keep->most > 0);
    struct report_html_group *group = find_group(keep, currency);
    struct report_html_row row = {.size = size, .place = place};
    if (group->count < keep->most) {
        if (group->count == group->capacity) {
            group->capacity = group->capacity == 0 ? 16 : 2 * group->capacity;
            group->rows = memory_resize(group->rows, group->capacity, sizeof *group->rows);
        }
        group->rows[group->count++] = row;
        if (group->count == keep->most)
            find_least(group);
        return &group->rows[group->count - 1].text;
    }
    struct report_html_row *least = &group->rows[group->least];
    if (size <= least->size)
        return NULL;
    buffer_free(&least->text);
    *least = row;
    find_least(group);
    return &least->text;
}

void report_html_keep_finish(struct report_html_keep *keep)
{
    tie_assert(keep != NULL && keep->rows == NULL);
    for (size_t at = 0; at < keep->count; at++) {
        struct report_html_group *group = &keep->groups[at];
        sort(group->rows, group->count, by_size);
        keep->rows =
            memory_resize(keep->rows, keep->row_count + group->count, sizeof *keep->rows);
        for (size_t row = 0; row < group->count; row++) {
            group->rows[row].rank = row;
            keep->rows[keep->row_count++] = group->rows[row];
        }
        group->count = 0;
    }
    sort(keep->rows, keep->row_count, by_rank);
    while (keep->row_count > keep->most)
        buffer_free(&keep->rows[--keep->row_count].text);
    sort(keep->rows, keep->row_count, by_place);
}

void report_html_keep_free(struct report_html_keep *keep)
{
    tie_assert(keep != NULL);
    for (size_t at = 0; at < keep->count; at++) {
        struct report_html_group *group = &keep->groups[at];
        for (size_t row = 0; row < group->count; row++)
            buffer_free(&group->rows[row].text);
        buffer_free(&group->currency);
        free(group->rows);
    }
    for (size_t row = 0; row < keep->row_count; row++)
        buffer_free(&keep->rows[row].text);
    free(keep->groups);
    free(keep->rows);
    *keep = (struct report_html_keep){.most = keep->most};
}

static struct report_html_group *find_group(struct report_html_keep *keep, struct str currency)
{
    for (size_t at = 0; at < keep->count; at++)
        if (str_equal(buffer_str(&keep->groups[at].currency), currency))
            return &keep->groups[at];
    keep->groups = memory_resize(keep->groups, keep->count + 1, sizeof *keep->groups);
    struct report_html_group *group = &keep->groups[keep->count++];
    *group = (struct report_html_group){0};
    buffer_add(&group->currency, currency);
    return group;
}

/* The smallest, and of the smallest the last to come. */
static void find_least(struct report_html_group *group)
{
    group->least = 0;
    for (size_t at = 1; at < group->count; at++) {
        const struct report_html_row *row = &group->rows[at];
        const struct report_html_row *least = &group->rows[group->least];
        if (row->size < least->size || (row->size == least->size && row->place > least->place))
            group->least = at;
    }
}

static int by_size(const void *a, const void *b)
{
    const struct report_html_row *one = a;
    const struct report_html_row *other = b;
    if (one->size != other->size)
        return one->size > other->size ? -1 : 1;
    return by_place(a, b);
}

static int by_rank(const void *a, const void *b)
{
    const struct report_html_row *one = a;
    const struct report_html_row *other = b;
    if (one->rank != other->rank)
        return one->rank < other->rank ? -1 : 1;
    return by_place(a, b);
}

/* No two rows have the same. */
static int by_place(const void *a, const void *b)
{
    const struct report_html_row *one = a;
    const struct report_html_row *other = b;
    return (one->place > other->place) - (one->place < other->place);
}

static void sort(struct report_html_row *rows, size_t count,
                 int (*order)(const void *, const void *))
{
    if (count > 1)
        qsort(rows, count, sizeof *rows, order);
}
