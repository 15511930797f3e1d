/* Files of one family that cover the same days are refused. */
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "coverage_world.h"

struct overlap_row {
    const char *name;
    int family, other_family;
    const char *from, *to, *other_from, *other_to;
    bool same_file;
    const char *days; /* what the message ends with; "" : allowed */
};

static const struct overlap_row rows[] = {
    {"two files of one month", WORLD_BILLED, WORLD_BILLED, "2024-01-01", "2024-01-31",
     "2024-01-01", "2024-01-31", false, ": 2024-01-01 to 2024-01-31"},
    {"part of a month", WORLD_TAXED, WORLD_TAXED, "2024-01-03", "2024-01-29", "2024-01-29",
     "2024-02-27", false, ": 2024-01-29"},
    {"adjacent months", WORLD_TAXED, WORLD_TAXED, "2024-01-01", "2024-01-31", "2024-02-01",
     "2024-02-29", false, ""},
    {"two families of one month", WORLD_BILLED, WORLD_CHARGED, "2024-01-01", "2024-01-31",
     "2024-01-01", "2024-01-31", false, ""},
    {"two tables of one file", WORLD_BILLED, WORLD_BILLED, "2024-01-01", "2024-01-31",
     "2024-01-01", "2024-01-31", true, ""},
    {"two payouts of one day", WORLD_PAID, WORLD_PAID, "2024-01-15", "2024-01-15", "2024-01-15",
     "2024-01-15", false, ": 2024-01-15"},
    {"payouts looking back on the same days", WORLD_PAID, WORLD_PAID, "2024-01-01",
     "2024-01-31", "2024-01-05", "2024-02-04", false, ""},
    {"two lists of one day", WORLD_LIST, WORLD_LIST, "2024-01-15", "2024-01-15", "2024-01-15",
     "2024-01-15", false, ": 2024-01-15"},
    {"lists of two days", WORLD_LIST, WORLD_LIST, "2024-01-15", "2024-01-15", "2024-01-16",
     "2024-01-16", false, ""},
    {"two openings of one day", WORLD_OPENING, WORLD_OPENING, "2024-01-31", "2024-01-31",
     "2024-01-31", "2024-01-31", false, ": 2024-01-31"},
    {"two totals of one day", WORLD_TOTAL, WORLD_TOTAL, "2024-01-31", "2024-01-31",
     "2024-01-31", "2024-01-31", false, ": 2024-01-31"},
};

static void test_pairs(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        const struct overlap_row *row = &rows[i];
        print_message("%s\n", row->name);
        struct world world;
        world_init(&world);
        world_add(&world, row->family, row->from, row->to, 3);
        size_t other = world_add(&world, row->other_family, row->other_from, row->other_to, 3);
        world.sections[other].file = row->same_file ? 0 : (uint32_t)other;
        enum status status = coverage_check_overlap(&world.facts, &world.failure);
        assert_int_equal(status, row->days[0] == '\0' ? STATUS_OK : STATUS_REFUSED);
        if (status == STATUS_REFUSED) {
            assert_non_null(strstr(world.failure.message, "a.csv and b.csv"));
            assert_non_null(strstr(world.failure.message, row->days));
        }
        world_free(&world);
    }
}

/* The far-reaching file is found behind short ones that lie between. */
static void test_a_long_file_reaches_over_short_ones(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_TAXED, "2024-03-01", "2024-03-31", 3);
    world_add(&world, WORLD_TAXED, "2024-02-01", "2024-02-29", 3);
    world_add(&world, WORLD_TAXED, "2024-01-01", "2024-03-01", 3);
    world.sections[1].file = 2; /* a table of the long file itself */
    assert_int_equal(coverage_check_overlap(&world.facts, &world.failure), STATUS_REFUSED);
    assert_non_null(strstr(world.failure.message, "c.csv and a.csv"));
    assert_non_null(strstr(world.failure.message, "tax"));
    assert_non_null(strstr(world.failure.remedy, "only one of them"));
    world_free(&world);
}

static void test_superseded_overlaps_nothing(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 3);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 3);
    world.sections[1].superseded = true;
    assert_int_equal(coverage_check_overlap(&world.facts, &world.failure), STATUS_OK);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_a_long_file_reaches_over_short_ones),
        cmocka_unit_test(test_superseded_overlaps_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
