/* Two files of one family that cover the same days: one of them would count twice. */
#include "recon/coverage.h"

#include "recon/coverage_parts.h"

#include <stdlib.h>

static struct coverage_span compared_span(const struct section_facts *section);
static int compare_sections_by_span(const void *a, const void *b, void *context);

enum status coverage_check_overlap(const struct run_facts *facts, struct failure *failure)
{
    tie_assert(facts != NULL && failure != NULL);
    size_t first;
    size_t second;
    bool *marks = memory_resize(NULL, facts->section_count + 1, sizeof *marks);
    bool found = coverage_find_overlap(facts, marks, &first, &second);
    free(marks);
    if (!found)
        return STATUS_OK;
    return coverage_refuse_overlap(facts, &facts->sections[first], &facts->sections[second],
                                   failure);
}

/* In order of their first days, a table that overlaps any before it overlaps the one that
 * reaches furthest: of two that both reach into it, the earlier would have been found with the
 * later. */
bool coverage_find_overlap(const struct run_facts *facts, bool *marks, size_t *first,
                           size_t *second)
{
    tie_assert(facts != NULL && marks != NULL && first != NULL && second != NULL);
    size_t count = 0;
    bool found = false;
    size_t *order = memory_resize(NULL, facts->section_count + 1, sizeof *order);
    for (size_t i = 0; i < facts->section_count; i++) {
        marks[i] = false;
        const struct section_facts *section = &facts->sections[i];
        if (!section->superseded && role_covers_days(section->era->family->role))
            order[count++] = i;
    }
    qsort_r(order, count, sizeof *order, compare_sections_by_span, (void *)(uintptr_t)facts);
    size_t reach = 0;
    for (size_t i = 1; i < count; i++) {
        const struct section_facts *here = &facts->sections[order[i]];
        const struct section_facts *furthest = &facts->sections[order[reach]];
        struct coverage_span span = compared_span(here);
        bool same_family = furthest->era->family == here->era->family;
        if (same_family && furthest->file != here->file &&
            compared_span(furthest).to >= span.from) {
            marks[order[i]] = true;
            marks[order[reach]] = true;
            *first = found ? *first : order[reach];
            *second = found ? *second : order[i];
            found = true;
        }
        if (!same_family || span.to > compared_span(furthest).to)
            reach = i;
    }
    free(order);
    return found;
}

bool coverage_sections_meet(const struct section_facts *a, const struct section_facts *b)
{
    tie_assert(a != NULL && b != NULL);
    if (a->file == b->file || a->era->family != b->era->family)
        return false;
    struct coverage_span first = compared_span(a);
    struct coverage_span second = compared_span(b);
    return first.from <= second.to && second.from <= first.to;
}

/* Payouts and lists are things of one day, whatever days they look back on. */
static struct coverage_span compared_span(const struct section_facts *section)
{
    enum cadence cadence = section->era->family->cadence;
    if (cadence == CADENCE_PAYOUT || cadence == CADENCE_DAY)
        return (struct coverage_span){section->covers_to, section->covers_to};
    return (struct coverage_span){section->covers_from, section->covers_to};
}

static int compare_sections_by_span(const void *a, const void *b, void *context)
{
    const struct run_facts *facts = context;
    const struct section_facts *first = &facts->sections[*(const size_t *)a];
    const struct section_facts *second = &facts->sections[*(const size_t *)b];
    const struct family *family = first->era->family;
    const struct family *other = second->era->family;
    if (family != other && family->rank != other->rank)
        return family->rank < other->rank ? -1 : 1;
    if (family != other && str_compare(family->name, other->name) != 0)
        return str_compare(family->name, other->name);
    if (family->role != other->role)
        return family->role < other->role ? -1 : 1;
    struct coverage_span span = compared_span(first);
    struct coverage_span other_span = compared_span(second);
    if (span.from != other_span.from)
        return span.from < other_span.from ? -1 : 1;
    return coverage_compare_sections(facts, first, second);
}

enum status coverage_refuse_overlap(const struct run_facts *facts,
                                    const struct section_facts *first,
                                    const struct section_facts *second, struct failure *failure)
{
    struct str family = first->era->family->name;
    struct str name = facts->files[first->file].short_name;
    struct str other = facts->files[second->file].short_name;
    struct coverage_span a = compared_span(first);
    struct coverage_span b = compared_span(second);
    day_number from = a.from > b.from ? a.from : b.from;
    day_number to = a.to < b.to ? a.to : b.to;
    char from_text[DAY_TEXT_BYTES];
    char to_text[DAY_TEXT_BYTES];
    day_format(from, from_text);
    day_format(to, to_text);
    failure_set(failure, STATUS_REFUSED,
                "%.*s and %.*s are both %.*s and cover the same days: %s%s%s", (int)name.length,
                name.bytes, (int)other.length, other.bytes, (int)family.length, family.bytes,
                from_text, from == to ? "" : " to ", from == to ? "" : to_text);
    failure_remedy(failure,
                   "Give only one of them: with both, every line would count twice. "
                   "--replace takes\nthe newer one in the place of the older, --both counts "
                   "both all the same.\n"
                   "If their days are read wrongly, put the date of each into its name "
                   "or a .meta.json beside it,\n"
                   "and leave out --period: it goes before the names.");
    return STATUS_REFUSED;
}
