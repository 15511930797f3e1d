/* The days positions are built for beside as_of, in worlds made by hand. */
#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "coverage_world.h"

static struct column_map age_column = {.field = FIELD_AMOUNT, .component = COMPONENT_AGE_ALL};
static const struct era ages_era = {
    .family = &world_families[WORLD_TOTAL], .columns = &age_column, .column_count = 1};

/* "DAY list ages opening known_to(billed);" for each cut. */
static void tell(const struct world *world, char *text, size_t size)
{
    size_t length = 0;
    text[0] = '\0';
    for (size_t at = 0; at < world->facts.cut_count; at++) {
        const struct cut_day *cut = &world->facts.cuts[at];
        char day[DAY_TEXT_BYTES];
        char known[DAY_TEXT_BYTES];
        int written = snprintf(text + length, size - length, "%s%s%s%s %s;",
                               day_format(cut->day, day), cut->of_list ? " list" : "",
                               cut->of_ages ? " ages" : "", cut->of_opening ? " opening" : "",
                               day_format(cut->windows[ROLE_BILLED].known_to, known));
        length += (size_t)written;
    }
}

static const struct {
    const char *name;
    struct {
        int family; /* WORLD_FAMILIES: a report of ages */
        const char *day;
    } reports[5];
    const char *as_of, *from;
    const char *cuts;
} rows[] = {
    {"the day before the month of as-of",
     {{0}},
     "2024-02-29",
     "",
     "2024-01-31 opening 2024-01-31;"},
    {"the day before --from",
     {{0}},
     "2024-02-29",
     "2024-02-10",
     "2024-02-09 opening 2024-01-31;"},
    {"from the as-of day itself",
     {{0}},
     "2024-02-29",
     "2024-02-29",
     "2024-02-28 opening 2024-01-31;"},
    {"of lists the newest not after as-of",
     {{WORLD_LIST, "2024-01-15"}, {WORLD_LIST, "2024-02-29"}, {WORLD_LIST, "2024-03-01"}},
     "2024-02-29",
     "",
     "2024-01-31 opening 2024-01-31;2024-02-29 list 2024-02-29;"},
    {"of ages every day; other totals none; a day of two kinds once",
     {{WORLD_FAMILIES, "2024-02-10"},
      {WORLD_LIST, "2024-02-10"},
      {WORLD_FAMILIES, "2024-01-31"},
      {WORLD_TOTAL, "2024-02-20"},
      {WORLD_FAMILIES, "2024-03-01"}},
     "2024-02-29",
     "",
     "2024-01-31 ages opening 2024-01-31;2024-02-10 list ages 2024-01-31;"},
};

static void settle(struct world *world, size_t at)
{
    world_init(world);
    world_add(world, WORLD_BILLED, "2024-01-01", "2024-01-31", 5);
    world_add(world, WORLD_BILLED, "2024-02-01", "2024-02-29", 5);
    for (size_t of = 0; of < array_count(rows[at].reports); of++) {
        const char *day = rows[at].reports[of].day;
        int family = rows[at].reports[of].family;
        if (day == NULL)
            continue;
        size_t section =
            world_add(world, family == WORLD_FAMILIES ? WORLD_TOTAL : family, day, day, 1);
        if (family == WORLD_FAMILIES)
            world->sections[section].era = &ages_era;
    }
    world->facts.as_of = world_day(rows[at].as_of);
    world->facts.roll_from = world_day(rows[at].from);
}

static void test_cuts(void **state)
{
    (void)state;
    static struct world world;
    char text[256];
    for (size_t at = 0; at < array_count(rows); at++) {
        settle(&world, at);
        assert_int_equal(world_settle(&world), STATUS_OK);
        tell(&world, text, sizeof text);
        if (strcmp(text, rows[at].cuts) != 0)
            fail_msg("%s: %s, not %s", rows[at].name, text, rows[at].cuts);
        world_free(&world);
    }
}

/* A list that was replaced is none. */
static void test_superseded(void **state)
{
    (void)state;
    static struct world world;
    char text[256];
    settle(&world, 3);
    world.sections[3].superseded = true;
    assert_int_equal(world_settle(&world), STATUS_OK);
    tell(&world, text, sizeof text);
    assert_string_equal(text, "2024-01-15 list ;2024-01-31 opening 2024-01-31;");
    world_free(&world);
}

static void test_from_after_as_of(void **state)
{
    (void)state;
    static struct world world;
    settle(&world, 0);
    world.facts.roll_from = world_day("2024-03-01");
    assert_int_equal(world_settle(&world), STATUS_USAGE);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cuts),
        cmocka_unit_test(test_superseded),
        cmocka_unit_test(test_from_after_as_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
