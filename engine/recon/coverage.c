/* Which days each table covers, in which order tables stand, and up to which day the run
 * compares. Decisions: docs/DATES.md. */
#include "recon/coverage.h"

#include "base/limits.h"
#include "recon/coverage_parts.h"

#include <stdlib.h>

static enum status cover(struct section_facts *section, day_number from, day_number to,
                         enum covers_source source);
static enum status cover_from_meta(struct section_facts *section,
                                   const struct coverage_claim *claim, struct failure *failure);
static enum status cover_opening(struct section_facts *section,
                                 const struct coverage_claim *claim, struct failure *failure);
static enum status cover_by_name(struct section_facts *section, enum cadence cadence,
                                 day_number named);
static enum status refuse_unknown_days(const struct section_facts *section,
                                       const struct coverage_claim *claim,
                                       struct failure *failure);
static void derive_payout_days(struct run_facts *facts);
static day_number payout_before(const struct run_facts *facts,
                                const struct section_facts *section);
static void settle_payout_on(struct run_facts *facts, const day_number *settlement_days);
static day_number settlement_day_of(const struct run_facts *facts,
                                    const struct section_facts *section,
                                    const day_number *settlement_days);
static void settle_canonical(struct run_facts *facts);
static int compare_indexes(const void *a, const void *b, void *context);
static enum status settle_as_of(struct run_facts *facts, struct failure *failure);
static void settle_sealed(struct run_facts *facts);

enum status coverage_of_section(struct section_facts *section,
                                const struct coverage_claim *claim, struct failure *failure)
{
    tie_assert(section != NULL && section->era != NULL && claim != NULL);
    enum cadence cadence = section->era->family->cadence;
    day_number named = DAY_NONE;
    if (claim->settled != COVERS_NONE)
        return cover(section, claim->settled_from, claim->settled_to, claim->settled);
    if (cadence == CADENCE_OPENING)
        return cover_opening(section, claim, failure);
    if (claim->has_meta)
        return cover_from_meta(section, claim, failure);
    if (claim->period != DAY_NONE && cadence == CADENCE_MONTHLY)
        return cover(section, day_month_first(claim->period), day_month_last(claim->period),
                     COVERS_PERIOD);
    if (coverage_name_day(claim->base_name, &named))
        return cover_by_name(section, cadence, named);
    if (section->lines_from != DAY_NONE && section->lines_to != DAY_NONE)
        return cover(section, section->lines_from, section->lines_to, COVERS_LINES);
    return refuse_unknown_days(section, claim, failure);
}

static enum status cover(struct section_facts *section, day_number from, day_number to,
                         enum covers_source source)
{
    tie_assert(from <= to && source != COVERS_NONE);
    section->covers_from = from;
    section->covers_to = to;
    section->covers_source = source;
    return STATUS_OK;
}

static enum status cover_from_meta(struct section_facts *section,
                                   const struct coverage_claim *claim, struct failure *failure)
{
    char from[DAY_TEXT_BYTES];
    char to[DAY_TEXT_BYTES];
    if (claim->meta_from != DAY_NONE && claim->meta_from <= claim->meta_to)
        return cover(section, claim->meta_from, claim->meta_to, COVERS_META);
    failure_set(failure, STATUS_REFUSED,
                "the .meta.json of %.*s gives a range that ends before "
                "it begins: %s to %s",
                (int)claim->base_name.length, claim->base_name.bytes,
                day_format(claim->meta_from, from), day_format(claim->meta_to, to));
    failure_remedy(failure, "Correct its dataSetCoverageRange, or take the .meta.json away.");
    return STATUS_REFUSED;
}

/* A list of open items is whole at one day, which neither a range nor its lines can say. */
static enum status cover_opening(struct section_facts *section,
                                 const struct coverage_claim *claim, struct failure *failure)
{
    day_number day = DAY_NONE;
    if (claim->period != DAY_NONE)
        day = day_month_last(claim->period);
    else if (!coverage_name_day(claim->base_name, &day))
        day = DAY_NONE;
    if (day != DAY_NONE)
        return cover(section, day, day, COVERS_OPENING);
    failure_set(failure, STATUS_REFUSED,
                "nothing says at which day the items of %.*s were open",
                (int)claim->base_name.length, claim->base_name.bytes);
    failure_remedy(failure, "Put the day into its name (opening_YYYY-MM-DD.csv), or give "
                            "--period YYYY-MM: the last day of that month.");
    return STATUS_REFUSED;
}

/* The source's convention: a monthly report is dated in the month after the one it covers. */
static enum status cover_by_name(struct section_facts *section, enum cadence cadence,
                                 day_number named)
{
    if (cadence != CADENCE_MONTHLY)
        return cover(section, named, named, COVERS_CONVENTION);
    day_number first = day_month_add(named, -1);
    return cover(section, first, day_month_last(first), COVERS_CONVENTION);
}

static enum status refuse_unknown_days(const struct section_facts *section,
                                       const struct coverage_claim *claim,
                                       struct failure *failure)
{
    struct str family = section->era->family->name;
    failure_set(failure, STATUS_REFUSED, "nothing says which days %.*s (%.*s) covers",
                (int)claim->base_name.length, claim->base_name.bytes, (int)family.length,
                family.bytes);
    failure_remedy(failure,
                   "One of these says it, the first that applies:\n"
                   "  a file %.*s.meta.json beside it, with its dataSetCoverageRange\n"
                   "  --period YYYY-MM, for monthly reports\n"
                   "  a date YYYY-MM-DD in its name\n"
                   "  lines with a date of their own: this table has none",
                   (int)claim->base_name.length, claim->base_name.bytes);
    return STATUS_REFUSED;
}

/* --- the run -------------------------------------------------------------------------------
 */

enum status coverage_settle(struct run_facts *facts, const day_number *settlement_days,
                            const struct coverage_empty *empties, size_t empty_count,
                            struct arena *arena, struct coverage *coverage,
                            struct failure *failure)
{
    tie_assert(facts != NULL && arena != NULL && coverage != NULL);
    tie_assert(settlement_days != NULL || facts->section_count == 0);
    tie_assert(empties != NULL || empty_count == 0);
    facts->paid_stands_in = coverage_paid_stands_in(facts);
    derive_payout_days(facts);
    settle_payout_on(facts, settlement_days);
    settle_canonical(facts);
    enum status status = settle_as_of(facts, failure);
    if (status != STATUS_OK)
        return status;
    settle_sealed(facts);
    coverage_settle_windows(facts, empties, empty_count);
    coverage_settle_rows(facts, empties, empty_count, arena, coverage);
    return coverage_settle_cuts(facts, empties, empty_count, arena, failure);
}

/* A payout report without a line is one: it says that nothing was paid. */
bool coverage_paid_stands_in(const struct run_facts *facts)
{
    bool stated = false;
    tie_assert(facts != NULL);
    for (size_t i = 0; i < facts->section_count; i++) {
        const struct section_facts *section = &facts->sections[i];
        if (section->superseded)
            continue;
        if (section->era->family->role == ROLE_DISBURSED)
            return false;
        stated = stated || section->era->family->role == ROLE_STATED_PAID;
    }
    return stated;
}

/* A payout pays what was collected since the payout before it. After a longer pause, and for
 * the first one, only as many days are claimed as the service itself looks back. */
static void derive_payout_days(struct run_facts *facts)
{
    int64_t gap_days = facts->policy.payout_gap_days;
    int64_t back_days = gap_days < LIMIT_PAYOUT_FIRST_DAYS ? gap_days : LIMIT_PAYOUT_FIRST_DAYS;
    if (back_days < 1)
        back_days = 1;
    for (size_t i = 0; i < facts->section_count; i++) {
        struct section_facts *section = &facts->sections[i];
        if (section->era->family->cadence != CADENCE_PAYOUT || section->covers_to == DAY_NONE)
            continue;
        day_number before = payout_before(facts, section);
        bool near = before != DAY_NONE && section->covers_to - before <= gap_days;
        int64_t first = (int64_t)section->covers_to - back_days + 1;
        if (first < DAY_FIRST)
            first = DAY_FIRST;
        section->covers_from = near ? before + 1 : (day_number)first;
    }
}

/* The newest payout day of the role before this one. */
static day_number payout_before(const struct run_facts *facts,
                                const struct section_facts *section)
{
    day_number before = DAY_NONE;
    for (size_t i = 0; i < facts->section_count; i++) {
        const struct section_facts *other = &facts->sections[i];
        const struct family *family = other->era->family;
        bool same = family->cadence == CADENCE_PAYOUT &&
                    family->role == section->era->family->role && !other->superseded;
        if (same && other->covers_to < section->covers_to && other->covers_to > before)
            before = other->covers_to;
    }
    return before;
}

static void settle_payout_on(struct run_facts *facts, const day_number *settlement_days)
{
    for (size_t i = 0; i < facts->section_count; i++) {
        struct section_facts *section = &facts->sections[i];
        const struct family *family = section->era->family;
        section->payout_on = section->covers_to;
        if (family->role != ROLE_DISBURSED || family->cadence != CADENCE_PAYOUT)
            continue;
        day_number deposit = settlement_day_of(facts, section, settlement_days);
        if (deposit != DAY_NONE)
            section->payout_on = deposit;
    }
}

/* The Deposit Date of the settlement tables of the same payout, when they agree on one: those that
 * were there when its month was sealed. */
static day_number settlement_day_of(const struct run_facts *facts,
                                    const struct section_facts *section,
                                    const day_number *settlement_days)
{
    day_number found = DAY_NONE;
    for (size_t i = 0; i < facts->section_count; i++) {
        const struct section_facts *other = &facts->sections[i];
        const struct family *family = other->era->family;
        bool settles = family->role == ROLE_STATED_TOTAL && family->cadence == CADENCE_PAYOUT &&
                       section_facts_counted_in(other, section->epoch) &&
                       other->covers_to == section->covers_to && other->lines > 0;
        if (!settles)
            continue;
        if (settlement_days[i] == DAY_NONE ||
            (found != DAY_NONE && found != settlement_days[i]))
            return DAY_NONE;
        found = settlement_days[i];
    }
    return found;
}

static void settle_canonical(struct run_facts *facts)
{
    size_t count = facts->section_count;
    size_t *order = memory_resize(NULL, count + 1, sizeof *order);
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    qsort_r(order, count, sizeof *order, compare_indexes, facts);
    for (size_t i = 0; i < count; i++)
        facts->sections[order[i]].canonical = (uint32_t)i;
    free(order);
}

static int compare_indexes(const void *a, const void *b, void *context)
{
    const struct run_facts *facts = context;
    size_t first = *(const size_t *)a;
    size_t second = *(const size_t *)b;
    return coverage_compare_sections(facts, &facts->sections[first], &facts->sections[second]);
}

int coverage_compare_sections(const struct run_facts *facts, const struct section_facts *a,
                              const struct section_facts *b)
{
    if (a->era->family->rank != b->era->family->rank)
        return a->era->family->rank < b->era->family->rank ? -1 : 1;
    if (a->covers_from != b->covers_from)
        return a->covers_from < b->covers_from ? -1 : 1;
    int by_bytes = digest_compare(&facts->files[a->file].digest, &facts->files[b->file].digest);
    if (by_bytes != 0)
        return by_bytes;
    if (a->first_record != b->first_record)
        return a->first_record < b->first_record ? -1 : 1;
    enum role role = a->era->family->role;
    enum role other = b->era->family->role;
    return (role > other) - (role < other);
}

static enum status settle_as_of(struct run_facts *facts, struct failure *failure)
{
    if (facts->as_of != DAY_NONE) {
        facts->as_of_source = "option";
        return STATUS_OK;
    }
    day_number newest = DAY_NONE;
    for (size_t i = 0; i < facts->section_count; i++) {
        day_number day = coverage_newest_day(facts, &facts->sections[i]);
        if (day > newest)
            newest = day;
    }
    if (newest == DAY_NONE) {
        failure_set(failure, STATUS_REFUSED, "no loaded report holds a day");
        failure_remedy(failure, "Give at least one billing or payout report, or --as-of.");
        return STATUS_REFUSED;
    }
    facts->as_of = newest;
    facts->as_of_source = "newest";
    return STATUS_OK;
}

/* What was open then is filled in by whoever keeps it, once payers have their ids. */
static void settle_sealed(struct run_facts *facts)
{
    for (size_t at = 0; at < facts->seal_count && facts->seals[at] < facts->as_of; at++)
        facts->sealed =
            (struct sealed){.any = true, .on = facts->seals[at], .epoch = (uint32_t)at};
}

day_number coverage_newest_day(const struct run_facts *facts,
                               const struct section_facts *section)
{
    enum role role = section->era->family->role;
    if (section->superseded || !role_covers_days(role))
        return DAY_NONE;
    day_number newest =
        section->covers_to > section->payout_on ? section->covers_to : section->payout_on;
    bool paid = role == ROLE_STATED_PAID && facts->paid_stands_in;
    bool dated = role == ROLE_DISBURSED && section->era->has_dated;
    if ((paid || dated) && section->lines_to > newest)
        newest = section->lines_to;
    return newest;
}
