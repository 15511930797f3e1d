/* A small world of files for the tests of coverage: one family a kind, files named a.csv, b.csv
 * ... */
#ifndef TIEOUT_TESTS_COVERAGE_WORLD_H
#define TIEOUT_TESTS_COVERAGE_WORLD_H

#include "recon/coverage.h"

#include <string.h>

enum {
    WORLD_BILLED,  /* monthly, lines take the file's day */
    WORLD_CHARGED, /* monthly, restates the first; lines bring an AR period */
    WORLD_PAID,    /* payout */
    WORLD_LIST,    /* day, stated_open */
    WORLD_TAXED,   /* monthly, lines are dated */
    WORLD_OPENING,
    WORLD_SETTLED, /* payout, stated_total */
    WORLD_TOTAL,   /* day, stated_total */
    WORLD_FAMILIES,
    WORLD_FILES = 12,
};

extern const struct era world_eras[WORLD_FAMILIES];

static struct column_map world_ar_column = {.field = FIELD_AR_PERIOD};
#define WORLD_FAMILY(which, own_name, own_role, own_rank, own_cadence)                         \
    [which] = {.name = STR_INIT(own_name),                                                     \
               .role = own_role,                                                               \
               .rank = own_rank,                                                               \
               .cadence = own_cadence,                                                         \
               .eras = (struct era *)(uintptr_t)&world_eras[which],                            \
               .era_count = 1}
static struct family world_families[WORLD_FAMILIES] = {
    WORLD_FAMILY(WORLD_BILLED, "revenue", ROLE_BILLED, 10, CADENCE_MONTHLY),
    WORLD_FAMILY(WORLD_CHARGED, "charges", ROLE_BILLED, 12, CADENCE_MONTHLY),
    WORLD_FAMILY(WORLD_PAID, "paid", ROLE_DISBURSED, 20, CADENCE_PAYOUT),
    WORLD_FAMILY(WORLD_LIST, "list", ROLE_STATED_OPEN, 30, CADENCE_DAY),
    WORLD_FAMILY(WORLD_TAXED, "tax", ROLE_TAXED, 40, CADENCE_MONTHLY),
    WORLD_FAMILY(WORLD_OPENING, "opening", ROLE_OPENING, 50, CADENCE_OPENING),
    WORLD_FAMILY(WORLD_SETTLED, "settled", ROLE_STATED_TOTAL, 60, CADENCE_PAYOUT),
    WORLD_FAMILY(WORLD_TOTAL, "total", ROLE_STATED_TOTAL, 61, CADENCE_DAY),
};
const struct era world_eras[WORLD_FAMILIES] = {
    [WORLD_BILLED] = {.family = &world_families[WORLD_BILLED]},
    [WORLD_CHARGED] = {.family = &world_families[WORLD_CHARGED],
                       .columns = &world_ar_column,
                       .column_count = 1},
    [WORLD_PAID] = {.family = &world_families[WORLD_PAID]},
    [WORLD_LIST] = {.family = &world_families[WORLD_LIST],
                    .columns = &world_ar_column,
                    .column_count = 1},
    [WORLD_TAXED] = {.family = &world_families[WORLD_TAXED], .has_dated = true},
    [WORLD_OPENING] = {.family = &world_families[WORLD_OPENING], .has_dated = true},
    [WORLD_SETTLED] = {.family = &world_families[WORLD_SETTLED], .has_dated = true},
    [WORLD_TOTAL] = {.family = &world_families[WORLD_TOTAL]},
};
static const struct family_set world_family_set = {.families = world_families,
                                                   .count = WORLD_FAMILIES};

struct world {
    struct section_facts sections[WORLD_FILES];
    struct file_facts files[WORLD_FILES];
    day_number settlement_days[WORLD_FILES];
    struct coverage_empty empties[WORLD_FILES];
    size_t empty_count;
    struct run_facts facts;
    struct arena arena;
    struct coverage coverage;
    struct failure failure;
};

static inline day_number world_day(const char *text)
{
    day_number day = DAY_NONE;
    bool good = text == NULL || text[0] == '\0' || day_parse_iso(str_from(text), &day);
    tie_assert(good);
    return day;
}

static inline day_number world_month(const char *text)
{
    day_number day = DAY_NONE;
    bool good = text[0] == '\0' || day_parse_month(str_from(text), &day);
    tie_assert(good);
    return day;
}

static inline void world_init(struct world *world)
{
    memset(world, 0, sizeof *world);
    world->facts.families = &world_family_set;
    world->facts.sections = world->sections;
    world->facts.files = world->files;
    world->facts.as_of = DAY_NONE;
    world->facts.opening_on = world->facts.roll_from = DAY_NONE;
    world->facts.policy.payout_gap_days = 40;
    world->facts.policy.history_days = 120;
    failure_init(&world->failure);
}

/* One file with one table; gives the index of both. */
static inline size_t world_add(struct world *world, int family, const char *from,
                               const char *to, int64_t lines)
{
    static const char *const names[WORLD_FILES] = {"a.csv", "b.csv", "c.csv", "d.csv",
                                                   "e.csv", "f.csv", "g.csv", "h.csv",
                                                   "i.csv", "j.csv", "k.csv", "l.csv"};
    size_t at = world->facts.section_count++;
    tie_assert(at < WORLD_FILES);
    world->facts.file_count = at + 1;
    world->files[at] = (struct file_facts){.short_name = str_from(names[at]),
                                           .base_name = str_from(names[at])};
    world->files[at].digest.bytes[31] = (unsigned char)(at + 1);
    world->settlement_days[at] = DAY_NONE;
    world->sections[at] = (struct section_facts){
        .file = (uint32_t)at,
        .era = &world_eras[family],
        .first_record = 1,
        .lines = lines,
        .lines_from = DAY_NONE,
        .lines_to = DAY_NONE,
        .covers_from = world_day(from),
        .covers_to = world_day(to),
        .covers_source = family == WORLD_OPENING ? COVERS_OPENING : COVERS_CONVENTION,
        .payout_on = DAY_NONE,
    };
    return at;
}

static inline void world_declare(struct world *world, int family, const char *month)
{
    world->empties[world->empty_count++] =
        (struct coverage_empty){&world_families[family], world_month(month)};
}

static inline enum status world_settle(struct world *world)
{
    return coverage_settle(&world->facts, world->settlement_days, world->empties,
                           world->empty_count, &world->arena, &world->coverage,
                           &world->failure);
}

static inline void world_free(struct world *world)
{
    arena_free(&world->arena);
}

#endif
