/* Which file takes the place of which. All tables that overlap another are put in order, the
 * newest first; each then gives way to a newer one that still counts. A table that overlaps only
 * such as have given way themselves stays: nothing else holds its days. */
#include "recon/supersede.h"

#include "recon/coverage_parts.h"

#include <stdlib.h>
#include <string.h>

/* A table that overlaps another. */
struct candidate {
    uint32_t section;
    day_number issued; /* the date in its file's name, else the last day it covers */
    struct str name;
    bool superseded;
};

struct supersede_work {
    struct run_facts *facts;
    const struct overlap_pair *shares;
    size_t share_count;
    struct candidate *candidates; /* newest first */
    size_t count;
    enum supersede_choice choice; /* of what nothing was said before */
    struct arena *arena;
    struct superseded *found;
    size_t capacity, news_capacity;
};

static void take_candidates(struct supersede_work *work);
static bool section_overlaps(const struct supersede_work *work, uint32_t section);
static int compare_candidates(const void *a, const void *b);
static bool candidates_overlap(const struct supersede_work *work, size_t a, size_t b);
static bool sections_overlap(const struct supersede_work *work, const struct section_facts *a,
                             const struct section_facts *b);
static bool files_share(const struct supersede_work *work, const struct section_facts *a,
                        const struct section_facts *b);
static enum supersede_choice choice_of(const struct supersede_work *work, size_t at, size_t by);
static const struct overlap_said *said_find(const struct overlap_said *said, size_t count,
                                            uint32_t first, uint32_t second);
static enum status refuse_unsaid(struct supersede_work *work, struct failure *failure);
static void note_news(struct supersede_work *work, size_t at, size_t by,
                      enum supersede_choice choice);
static void keep_all(struct supersede_work *work);
static bool replaces(const struct supersede_work *work, size_t at, size_t by);
static enum status replace_all(struct supersede_work *work, struct failure *failure);
static void replace_one(struct supersede_work *work, size_t at);
static void add_pair(struct supersede_work *work, size_t at, size_t by, bool replaced);
static void *with_room(struct arena *arena, void *array, size_t count, size_t *capacity,
                       size_t size);
static enum status refuse_equal(const struct candidate *first, const struct candidate *second,
                                struct failure *failure);

enum status supersede_settle(struct run_facts *facts, struct overlap_set *set,
                             enum supersede_choice choice, struct arena *arena,
                             struct superseded *found, struct failure *failure)
{
    tie_assert(facts != NULL && set != NULL && arena != NULL && found != NULL);
    struct overlap_pair *shares = NULL;
    enum status status = STATUS_OK;
    *found = (struct superseded){0};
    if (choice == SUPERSEDE_REFUSE && facts->said_count == 0)
        status = coverage_check_overlap(facts, failure);
    if (status != STATUS_OK)
        return status;
    size_t share_count = overlap_pairs(set, facts, arena, &shares);
    found->shares = shares;
    found->share_count = share_count;
    if (choice == SUPERSEDE_REFUSE && facts->said_count == 0)
        return overlap_refuse(facts, shares, share_count, failure);
    struct supersede_work work = {.facts = facts,
                                  .shares = shares,
                                  .share_count = share_count,
                                  .choice = choice,
                                  .arena = arena,
                                  .found = found};
    take_candidates(&work);
    status = choice == SUPERSEDE_REFUSE ? refuse_unsaid(&work, failure) : STATUS_OK;
    if (status == STATUS_OK)
        status = replace_all(&work, failure);
    if (status == STATUS_OK)
        keep_all(&work);
    free(work.candidates);
    return status;
}

static void take_candidates(struct supersede_work *work)
{
    const struct run_facts *facts = work->facts;
    work->candidates = memory_resize(NULL, facts->section_count + 1, sizeof *work->candidates);
    for (uint32_t at = 0; at < facts->section_count; at++) {
        const struct file_facts *file = &facts->files[facts->sections[at].file];
        if (!section_overlaps(work, at))
            continue;
        struct candidate *candidate = &work->candidates[work->count++];
        *candidate = (struct candidate){.section = at, .name = file->short_name};
        if (!coverage_name_day(file->base_name, &candidate->issued))
            candidate->issued = facts->sections[at].covers_to;
    }
    if (work->count > 0)
        qsort(work->candidates, work->count, sizeof *work->candidates, compare_candidates);
}

/* Asked of every pair of tables: only who says --replace or --both pays for it. */
static bool section_overlaps(const struct supersede_work *work, uint32_t section)
{
    const struct section_facts *own = &work->facts->sections[section];
    if (!role_covers_days(own->era->family->role))
        return false;
    for (size_t at = 0; at < work->facts->section_count; at++)
        if (sections_overlap(work, own, &work->facts->sections[at]))
            return true;
    return false;
}

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *first = a;
    const struct candidate *second = b;
    if (first->issued != second->issued)
        return first->issued > second->issued ? -1 : 1;
    int names = str_compare(first->name, second->name);
    return names != 0 ? names
                      : (first->section > second->section) - (first->section < second->section);
}

static bool candidates_overlap(const struct supersede_work *work, size_t a, size_t b)
{
    return sections_overlap(work, &work->facts->sections[work->candidates[a].section],
                            &work->facts->sections[work->candidates[b].section]);
}

/* By their days, or by their records. */
static bool sections_overlap(const struct supersede_work *work, const struct section_facts *a,
                             const struct section_facts *b)
{
    return coverage_sections_meet(a, b) || files_share(work, a, b);
}

static bool files_share(const struct supersede_work *work, const struct section_facts *a,
                        const struct section_facts *b)
{
    if (a->era->family->role != ROLE_DISBURSED || b->era->family->role != ROLE_DISBURSED)
        return false;
    for (size_t at = 0; at < work->share_count; at++) {
        const struct overlap_pair *pair = &work->shares[at];
        if ((pair->first == a->file && pair->second == b->file) ||
            (pair->first == b->file && pair->second == a->file))
            return true;
    }
    return false;
}

/* --- what was said -------------------------------------------------------------------------
 */

static enum supersede_choice choice_of(const struct supersede_work *work, size_t at, size_t by)
{
    uint32_t one = work->facts->sections[work->candidates[at].section].file;
    uint32_t other = work->facts->sections[work->candidates[by].section].file;
    const struct overlap_said *said =
        said_find(work->facts->said, work->facts->said_count, one < other ? one : other,
                  one < other ? other : one);
    if (said == NULL)
        return work->choice;
    return said->replaced ? SUPERSEDE_REPLACE : SUPERSEDE_BOTH;
}

static const struct overlap_said *said_find(const struct overlap_said *said, size_t count,
                                            uint32_t first, uint32_t second)
{
    for (size_t at = 0; at < count; at++)
        if (said[at].first == first && said[at].second == second)
            return &said[at];
    return NULL;
}

/* Without an option now: every pair must have been spoken of when it was loaded. */
static enum status refuse_unsaid(struct supersede_work *work, struct failure *failure)
{
    struct run_facts *facts = work->facts;
    for (size_t at = 0; at < work->count; at++)
        for (size_t by = 0; by < at; by++) {
            const struct section_facts *one = &facts->sections[work->candidates[by].section];
            const struct section_facts *other = &facts->sections[work->candidates[at].section];
            if (one->file == other->file || !sections_overlap(work, one, other) ||
                choice_of(work, at, by) != SUPERSEDE_REFUSE)
                continue;
            if (coverage_sections_meet(one, other))
                return coverage_refuse_overlap(facts, one, other, failure);
            for (size_t share = 0; share < work->share_count; share++) {
                const struct overlap_pair *pair = &work->shares[share];
                if ((pair->first == one->file && pair->second == other->file) ||
                    (pair->first == other->file && pair->second == one->file))
                    return overlap_refuse(facts, pair, 1, failure);
            }
        }
    return STATUS_OK;
}

/* Said now, to be remembered by whoever keeps books. */
static void note_news(struct supersede_work *work, size_t at, size_t by,
                      enum supersede_choice choice)
{
    struct superseded *found = work->found;
    uint32_t one = work->facts->sections[work->candidates[at].section].file;
    uint32_t other = work->facts->sections[work->candidates[by].section].file;
    struct overlap_said news = {one < other ? one : other, one < other ? other : one,
                                choice == SUPERSEDE_REPLACE};
    if (said_find(work->facts->said, work->facts->said_count, news.first, news.second) ||
        said_find(found->news, found->news_count, news.first, news.second))
        return;
    found->news = with_room(work->arena, found->news, found->news_count, &work->news_capacity,
                            sizeof *found->news);
    found->news[found->news_count++] = news;
}

/* --- both are kept -------------------------------------------------------------------------
 */

/* What has given way to a newer one repeats nothing that counts. */
static void keep_all(struct supersede_work *work)
{
    for (size_t at = 0; at < work->count; at++)
        for (size_t by = 0; by < at; by++) {
            if (!candidates_overlap(work, at, by) || choice_of(work, at, by) != SUPERSEDE_BOTH)
                continue;
            note_news(work, at, by, SUPERSEDE_BOTH);
            if (work->candidates[at].superseded || work->candidates[by].superseded)
                continue;
            work->facts->sections[work->candidates[at].section].overlaps = true;
            work->facts->sections[work->candidates[by].section].overlaps = true;
            add_pair(work, at, by, false);
        }
}

/* --- the older is replaced -----------------------------------------------------------------
 */

static bool replaces(const struct supersede_work *work, size_t at, size_t by)
{
    return candidates_overlap(work, at, by) && choice_of(work, at, by) == SUPERSEDE_REPLACE;
}

static enum status replace_all(struct supersede_work *work, struct failure *failure)
{
    for (size_t at = 0; at < work->count; at++) {
        struct candidate *own = &work->candidates[at];
        const struct candidate *equal = NULL;
        for (size_t by = 0; by < at; by++)
            if (replaces(work, at, by))
                note_news(work, at, by, SUPERSEDE_REPLACE);
        for (size_t by = 0; by < at && !own->superseded; by++) {
            const struct candidate *other = &work->candidates[by];
            if (other->superseded || !replaces(work, at, by))
                continue;
            own->superseded = other->issued > own->issued;
            equal = other->issued == own->issued ? other : equal;
        }
        if (own->superseded)
            replace_one(work, at);
        else if (equal != NULL)
            return refuse_equal(equal, own, failure);
    }
    return STATUS_OK;
}

/* By the file that came right after it, which may have been replaced itself; in the epoch of the
 * first newer one to be loaded. */
static void replace_one(struct supersede_work *work, size_t at)
{
    const struct candidate *own = &work->candidates[at];
    struct section_facts *section = &work->facts->sections[own->section];
    size_t next = at;
    section->superseded_in = UINT32_MAX;
    for (size_t by = 0; by < at; by++) {
        if (work->candidates[by].issued <= own->issued || !replaces(work, at, by))
            continue;
        next = by;
        uint32_t epoch = work->facts->sections[work->candidates[by].section].epoch;
        if (epoch < section->superseded_in)
            section->superseded_in = epoch;
    }
    tie_assert(next < at);
    section->superseded = true;
    section->superseded_by = work->candidates[next].section;
    uint32_t file = work->facts->sections[section->superseded_by].file;
    for (size_t by = 0; by < at; by++)
        if (work->facts->sections[work->candidates[by].section].file == file &&
            replaces(work, at, by))
            add_pair(work, at, by, true);
}

static void add_pair(struct supersede_work *work, size_t at, size_t by, bool replaced)
{
    struct superseded *found = work->found;
    found->pairs = with_room(work->arena, found->pairs, found->count, &work->capacity,
                             sizeof *found->pairs);
    found->pairs[found->count++] = (struct supersede_pair){
        work->candidates[at].section, work->candidates[by].section, replaced};
}

/* The array where one more element fits: itself, or a larger copy. */
static void *with_room(struct arena *arena, void *array, size_t count, size_t *capacity,
                       size_t size)
{
    if (count < *capacity)
        return array;
    *capacity = 2 * *capacity + 8;
    void *grown = arena_take(arena, *capacity * size);
    if (count > 0)
        memcpy(grown, array, count * size);
    return grown;
}

static enum status refuse_equal(const struct candidate *first, const struct candidate *second,
                                struct failure *failure)
{
    char day[DAY_TEXT_BYTES];
    failure_set(failure, STATUS_REFUSED,
                "--replace: %.*s and %.*s repeat each other and are both of %s: neither is the "
                "older",
                (int)first->name.length, first->name.bytes, (int)second->name.length,
                second->name.bytes, day_format(first->issued, day));
    failure_remedy(failure, "Give only the one that holds. The date in a file's name decides, "
                            "else the last day it covers.");
    return STATUS_REFUSED;
}
