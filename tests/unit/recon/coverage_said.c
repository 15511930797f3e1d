/* What a person says of days, held against the files: worlds made by hand. */
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "coverage_world.h"

struct said_row {
    const char *name;
    int family;
    const char *from, *to;
    int lines;
    int empty_family;
    const char *month;
    bool refused;
};

static const struct said_row saids[] = {
    {"a month with lines", WORLD_BILLED, "2024-01-01", "2024-01-31", 3, WORLD_BILLED, "2024-01",
     true},
    {"without lines", WORLD_BILLED, "2024-01-01", "2024-01-31", 0, WORLD_BILLED, "2024-01",
     false},
    {"another month", WORLD_BILLED, "2024-01-01", "2024-01-31", 3, WORLD_BILLED, "2024-02",
     false},
    {"another family", WORLD_BILLED, "2024-01-01", "2024-01-31", 3, WORLD_CHARGED, "2024-01",
     false},
    {"a day of the month", WORLD_TAXED, "2024-01-31", "2024-02-27", 3, WORLD_TAXED, "2024-01",
     true},
    {"a payout of the month", WORLD_PAID, "2024-01-10", "2024-02-09", 3, WORLD_PAID, "2024-02",
     true},
    {"a payout looks back on it", WORLD_PAID, "2024-01-10", "2024-02-09", 3, WORLD_PAID,
     "2024-01", false},
};

static void test_empties(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(saids); i++) {
        const struct said_row *row = &saids[i];
        struct world world;
        print_message("%s\n", row->name);
        world_init(&world);
        world_add(&world, row->family, row->from, row->to, row->lines);
        world_declare(&world, row->empty_family, row->month);
        enum status status = coverage_check_empties(&world.facts, world.empties,
                                                    world.empty_count, &world.failure);
        assert_int_equal(status, row->refused ? STATUS_REFUSED : STATUS_OK);
        if (row->refused)
            assert_non_null(strstr(world.failure.message, "a.csv holds lines of it: 3"));
        world.sections[0].superseded = true;
        failure_init(&world.failure);
        assert_int_equal(coverage_check_empties(&world.facts, world.empties, world.empty_count,
                                                &world.failure),
                         STATUS_OK);
        world_free(&world);
    }
}

/* Loaded are 2024-01-01 to 2024-02-20; the gap of payouts is 40 days. */
static const struct {
    const char *as_of, *says;
} far[] = {
    {"2023-12-31", "2023-12-31 lies before every day loaded, the first of which is 2024-01-01"},
    {"2024-01-01", ""},
    {"2024-02-20", ""},
    {"2024-03-31", ""},
    {"2024-04-01", "2024-04-01 lies 41 days after the newest day loaded, 2024-02-20"},
};

static void test_far_as_of(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(far); i++) {
        struct world world;
        struct buffer sentence = {0};
        world_init(&world);
        world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 3);
        world_add(&world, WORLD_PAID, "2024-02-20", "2024-02-20", 3);
        world_add(&world, WORLD_BILLED, "2023-12-01", "2024-03-31", 3);
        world.sections[2].superseded = true;
        world.facts.as_of = world_day(far[i].as_of);
        assert_int_equal(coverage_far_as_of(&world.facts, &sentence), far[i].says[0] != '\0');
        assert_non_null(strstr(buffer_c(&sentence), far[i].says));
        buffer_free(&sentence);
        world_free(&world);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empties),
        cmocka_unit_test(test_far_as_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
