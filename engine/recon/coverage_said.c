/* What a person says of days, held against what the files say. */
#include "recon/coverage.h"

#include "recon/coverage_parts.h"

static bool contradicts(const struct section_facts *section,
                        const struct coverage_empty *empty);
static enum status refuse_empty(const struct run_facts *facts,
                                const struct section_facts *section,
                                const struct coverage_empty *empty, struct failure *failure);

/* Of several files the first by canonical order is named. */
enum status coverage_check_empties(const struct run_facts *facts,
                                   const struct coverage_empty *empties, size_t empty_count,
                                   struct failure *failure)
{
    tie_assert(facts != NULL && failure != NULL && (empties != NULL || empty_count == 0));
    for (size_t i = 0; i < empty_count; i++) {
        const struct section_facts *found = NULL;
        for (size_t at = 0; at < facts->section_count; at++) {
            const struct section_facts *section = &facts->sections[at];
            if (contradicts(section, &empties[i]) &&
                (found == NULL || section->canonical < found->canonical))
                found = section;
        }
        if (found != NULL)
            return refuse_empty(facts, found, &empties[i], failure);
    }
    return STATUS_OK;
}

/* A payout or a list is of its own day, whatever days it looks back on. */
static bool contradicts(const struct section_facts *section, const struct coverage_empty *empty)
{
    bool monthly = section->era->family->cadence == CADENCE_MONTHLY;
    day_number from = monthly ? section->covers_from : section->covers_to;
    return str_equal(section->era->family->name, empty->family->name) && !section->superseded &&
           section->lines > 0 && from <= day_month_last(empty->month) &&
           section->covers_to >= day_month_first(empty->month);
}

static enum status refuse_empty(const struct run_facts *facts,
                                const struct section_facts *section,
                                const struct coverage_empty *empty, struct failure *failure)
{
    char month[DAY_TEXT_BYTES];
    struct str family = empty->family->name;
    struct str name = facts->files[section->file].short_name;
    failure_set(failure, STATUS_REFUSED,
                "--empty %.*s:%s says that there was nothing, and %.*s holds lines of it: %lld",
                (int)family.length, family.bytes, day_format_month(empty->month, month),
                (int)name.length, name.bytes, (long long)section->lines);
    failure_remedy(failure, "Leave out the option, or the file.");
    return STATUS_REFUSED;
}

bool coverage_far_as_of(const struct run_facts *facts, struct buffer *sentence)
{
    tie_assert(facts != NULL && sentence != NULL);
    day_number oldest = DAY_NONE;
    day_number newest = DAY_NONE;
    char as_of[DAY_TEXT_BYTES];
    char day[DAY_TEXT_BYTES];
    for (size_t at = 0; at < facts->section_count; at++) {
        const struct section_facts *section = &facts->sections[at];
        day_number last = coverage_newest_day(facts, section);
        if (last == DAY_NONE)
            continue;
        newest = last > newest ? last : newest;
        day_number first = section->covers_from;
        if (section->lines_from != DAY_NONE && section->lines_from < first)
            first = section->lines_from;
        oldest = oldest == DAY_NONE || first < oldest ? first : oldest;
    }
    if (newest == DAY_NONE)
        return false;
    day_format(facts->as_of, as_of);
    if (facts->as_of < oldest)
        buffer_format(
            sentence,
            "%s lies before every day loaded, the first of which is %s: no line counts.", as_of,
            day_format(oldest, day));
    else if (facts->as_of - newest > facts->policy.payout_gap_days)
        buffer_format(sentence,
                      "%s lies %lld days after the newest day loaded, %s: what happened since "
                      "stands in no figure.",
                      as_of, (long long)(facts->as_of - newest), day_format(newest, day));
    return sentence->length > 0;
}
