/* The rows of coverage, in worlds made by hand. */
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "coverage_world.h"

/* Files, as "family from to lines"; rows as "family from to file state role_covered". */
struct rows_case {
    const char *name;
    struct {
        int family;
        const char *from, *to;
        int lines;
    } files[5];
    const char *as_of;
    int empty_family;
    const char *empty_month;
    const char *rows[8];
};

static const struct rows_case cases[] = {
    {"covered, nothing missing",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31", 3}},
     "",
     0,
     "",
     {"revenue 2024-01-01 2024-01-31 a.csv covered 0"}},
    {"a file with no lines",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31", 0}},
     "",
     0,
     "",
     {"revenue 2024-01-01 2024-01-31 a.csv empty 0"}},
    {"a file with no lines that was declared",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31", 0}},
     "",
     WORLD_BILLED,
     "2024-01",
     {"revenue 2024-01-01 2024-01-31 a.csv declared-empty 0"}},
    {"a month between",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31", 3},
      {WORLD_BILLED, "2024-04-01", "2024-04-30", 3}},
     "",
     0,
     "",
     {"revenue 2024-01-01 2024-01-31 a.csv covered 0", "revenue 2024-02-01 2024-02-29 - gap 0",
      "revenue 2024-03-01 2024-03-31 - gap 0",
      "revenue 2024-04-01 2024-04-30 b.csv covered 0"}},
    {"a month between, declared empty",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31", 3},
      {WORLD_BILLED, "2024-03-01", "2024-03-31", 3}},
     "",
     WORLD_BILLED,
     "2024-02",
     {"revenue 2024-01-01 2024-01-31 a.csv covered 0",
      "revenue 2024-02-01 2024-02-29 - declared-empty 0",
      "revenue 2024-03-01 2024-03-31 b.csv covered 0"}},
    {"a month of one family, covered by another of its role",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31", 3},
      {WORLD_BILLED, "2024-03-01", "2024-03-31", 3},
      {WORLD_CHARGED, "2024-02-01", "2024-02-29", 3}},
     "2024-03-31",
     0,
     "",
     {"revenue 2024-01-01 2024-01-31 a.csv covered 0", "revenue 2024-02-01 2024-02-29 - gap 1",
      "revenue 2024-03-01 2024-03-31 b.csv covered 0",
      "charges 2024-02-01 2024-02-29 c.csv covered 0",
      "charges 2024-03-01 2024-03-31 - awaited 1"}},
    {"a month that ended 19 days before is awaited",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31", 3}},
     "2024-03-19",
     0,
     "",
     {"revenue 2024-01-01 2024-01-31 a.csv covered 0",
      "revenue 2024-02-01 2024-03-19 - awaited 0"}},
    {"20 days before: it is missing",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31", 3}},
     "2024-03-20",
     0,
     "",
     {"revenue 2024-01-01 2024-01-31 a.csv covered 0", "revenue 2024-02-01 2024-02-29 - gap 0",
      "revenue 2024-03-01 2024-03-20 - awaited 0"}},
    {"payouts 41 days apart",
     {{WORLD_PAID, "2024-01-01", "2024-01-01", 3}, {WORLD_PAID, "2024-02-11", "2024-02-11", 3}},
     "",
     0,
     "",
     {"paid 2023-12-02 2024-01-01 a.csv covered 0", "paid 2024-01-02 2024-01-11 - gap 0",
      "paid 2024-01-12 2024-02-11 b.csv covered 0"}},
    {"payouts 40 days apart",
     {{WORLD_PAID, "2024-01-01", "2024-01-01", 3}, {WORLD_PAID, "2024-02-10", "2024-02-10", 3}},
     "",
     0,
     "",
     {"paid 2023-12-02 2024-01-01 a.csv covered 0",
      "paid 2024-01-02 2024-02-10 b.csv covered 0"}},
    {"the next payout is awaited for 40 days",
     {{WORLD_PAID, "2024-01-01", "2024-01-01", 3}},
     "2024-02-10",
     0,
     "",
     {"paid 2023-12-02 2024-01-01 a.csv covered 0", "paid 2024-01-02 2024-02-10 - awaited 0"}},
    {"then it is missing",
     {{WORLD_PAID, "2024-01-01", "2024-01-01", 3}},
     "2024-02-11",
     0,
     "",
     {"paid 2023-12-02 2024-01-01 a.csv covered 0", "paid 2024-01-02 2024-02-11 - gap 0"}},
    {"lists and openings miss nothing",
     {{WORLD_LIST, "2024-01-01", "2024-01-01", 3},
      {WORLD_OPENING, "2023-12-31", "2023-12-31", 3},
      {WORLD_TOTAL, "2024-01-01", "2024-01-01", 3}},
     "2024-06-30",
     0,
     "",
     {"list 2024-01-01 2024-01-01 a.csv covered 0",
      "opening 2023-12-31 2023-12-31 b.csv covered 0",
      "total 2024-01-01 2024-01-01 c.csv covered 0"}},
    {"an overlap that was allowed",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31", 3},
      {WORLD_BILLED, "2024-01-01", "2024-01-31", 3}},
     "",
     0,
     "",
     {"revenue 2024-01-01 2024-01-31 a.csv overlap 0",
      "revenue 2024-01-01 2024-01-31 b.csv overlap 0"}},
    {"a file dated after as of covers its days",
     {{WORLD_BILLED, "2024-03-01", "2024-03-31", 3}},
     "2024-02-10",
     0,
     "",
     {"revenue 2024-03-01 2024-03-31 a.csv covered 0"}},
};

static void render(const struct world *world, const struct coverage_row *row,
                   struct buffer *into)
{
    char from[DAY_TEXT_BYTES];
    char to[DAY_TEXT_BYTES];
    struct str family = row->family->name;
    struct str state = coverage_state_name(row->state);
    buffer_clear(into);
    buffer_format(into, "%.*s %s %s ", (int)family.length, family.bytes,
                  day_format(row->from, from), day_format(row->to, to));
    buffer_add(into, row->file < 0 ? STR("-") : world->files[row->file].short_name);
    buffer_format(into, " %.*s %d", (int)state.length, state.bytes, row->role_covered);
}

static void test_rows(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (size_t i = 0; i < array_count(cases); i++) {
        const struct rows_case *row = &cases[i];
        print_message("%s\n", row->name);
        struct world world;
        world_init(&world);
        for (size_t at = 0; at < 5 && row->files[at].from != NULL; at++)
            world_add(&world, row->files[at].family, row->files[at].from, row->files[at].to,
                      row->files[at].lines);
        world.facts.as_of = world_day(row->as_of);
        if (row->empty_month[0] != '\0')
            world_declare(&world, row->empty_family, row->empty_month);
        assert_int_equal(world_settle(&world), STATUS_OK);
        size_t at = 0;
        for (; at < world.coverage.count; at++) {
            render(&world, &world.coverage.rows[at], &text);
            assert_string_equal(buffer_c(&text), row->rows[at] == NULL ? "" : row->rows[at]);
        }
        assert_true(at == 8 || row->rows[at] == NULL);
        world_free(&world);
    }
    buffer_free(&text);
}

/* Two tables of one file are one delivery; one with lines is enough. */
static void test_tables_of_a_file_are_one_row(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 0);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 7);
    world.sections[1].file = 0;
    world.sections[1].first_record = 20;
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.coverage.count, 1);
    assert_int_equal(world.coverage.rows[0].state, COVERAGE_COVERED);
    world_free(&world);
}

static void test_rejects_are_not_empty(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 0);
    world.sections[0].rejected_records = 4;
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.coverage.rows[0].state, COVERAGE_COVERED);
    world_free(&world);
}

static void test_superseded_is_an_overlap(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 3);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 3);
    world.sections[0].superseded = true;
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.coverage.count, 2);
    assert_int_equal(world.coverage.rows[0].state, COVERAGE_OVERLAP);
    assert_int_equal(world.coverage.rows[1].state, COVERAGE_COVERED);
    world_free(&world);
}

static void test_kept_is_an_overlap(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_PAID, "2024-01-15", "2024-01-15", 3);
    world_add(&world, WORLD_PAID, "2024-02-15", "2024-02-15", 3);
    world.sections[1].overlaps = true; /* by its records, not by its day */
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.coverage.rows[0].state, COVERAGE_COVERED);
    assert_int_equal(world.coverage.rows[1].state, COVERAGE_OVERLAP);
    world_free(&world);
}

/* A shorter file took the place of two: the days it does not cover are missing, once. */
static void test_days_lost_with_a_superseded_file(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 3);
    world_add(&world, WORLD_BILLED, "2024-01-03", "2024-01-31", 3);
    world_add(&world, WORLD_BILLED, "2024-01-05", "2024-01-20", 3);
    world.sections[0].superseded = world.sections[1].superseded = true;
    world.facts.as_of = world_day("2024-01-20");
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.coverage.count, 5);
    assert_int_equal(world.coverage.rows[0].state, COVERAGE_GAP);
    assert_int_equal(world.coverage.rows[0].from, world_day("2024-01-01"));
    assert_int_equal(world.coverage.rows[0].to, world_day("2024-01-04"));
    assert_int_equal(world.coverage.rows[1].state, COVERAGE_OVERLAP);
    assert_int_equal(world.coverage.rows[2].state, COVERAGE_OVERLAP);
    assert_int_equal(world.coverage.rows[3].state, COVERAGE_COVERED);
    assert_int_equal(world.coverage.rows[4].state, COVERAGE_GAP);
    assert_int_equal(world.coverage.rows[4].from, world_day("2024-01-21"));
    assert_int_equal(world.coverage.rows[4].to, world_day("2024-01-31"));
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_tables_of_a_file_are_one_row),
        cmocka_unit_test(test_rejects_are_not_empty),
        cmocka_unit_test(test_superseded_is_an_overlap),
        cmocka_unit_test(test_kept_is_an_overlap),
        cmocka_unit_test(test_days_lost_with_a_superseded_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
