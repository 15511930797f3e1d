/* The days a role is known for, in worlds made by hand. */
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "coverage_world.h"

/* Up to six files: family, from, to. Then what the role's window must be. */
struct window_row {
    const char *name;
    struct {
        int family;
        const char *from, *to;
    } files[6];
    const char *as_of; /* "" : the newest day */
    int empty_family;
    const char *empty_month; /* "" : none */
    enum role role;
    const char *known_from, *known_to, *back_from;
};

static const struct window_row rows[] = {
    {"a first month: history begins 120 days after it",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31"}},
     "",
     0,
     "",
     ROLE_BILLED,
     "2024-01-01",
     "2024-01-31",
     "2024-04-30"},
    {"months without a hole are one run",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31"},
      {WORLD_BILLED, "2024-03-01", "2024-03-31"},
      {WORLD_BILLED, "2024-02-01", "2024-02-29"}},
     "",
     0,
     "",
     ROLE_BILLED,
     "2024-01-01",
     "2024-03-31",
     "2024-04-30"},
    {"a missing month breaks the run",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31"}, {WORLD_BILLED, "2024-03-01", "2024-03-31"}},
     "",
     0,
     "",
     ROLE_BILLED,
     "2024-03-01",
     "2024-03-31",
     "2024-06-29"},
    {"another family of the role fills it",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31"},
      {WORLD_CHARGED, "2024-02-01", "2024-02-29"},
      {WORLD_BILLED, "2024-03-01", "2024-03-31"}},
     "",
     0,
     "",
     ROLE_BILLED,
     "2024-01-01",
     "2024-03-31",
     "2024-04-30"},
    {"so does a month said to be empty",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31"}, {WORLD_BILLED, "2024-03-01", "2024-03-31"}},
     "",
     WORLD_BILLED,
     "2024-02",
     ROLE_BILLED,
     "2024-01-01",
     "2024-03-31",
     "2024-04-30"},
    {"of another role it fills nothing",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31"}, {WORLD_BILLED, "2024-03-01", "2024-03-31"}},
     "",
     WORLD_TAXED,
     "2024-02",
     ROLE_BILLED,
     "2024-03-01",
     "2024-03-31",
     "2024-06-29"},
    {"as of inside a month whose lines take the file's day: it is left out",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31"}, {WORLD_BILLED, "2024-02-01", "2024-02-29"}},
     "2024-02-15",
     0,
     "",
     ROLE_BILLED,
     "2024-01-01",
     "2024-01-31",
     "2024-04-30"},
    {"as of its last day: it is in",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31"}, {WORLD_BILLED, "2024-02-01", "2024-02-29"}},
     "2024-02-29",
     0,
     "",
     ROLE_BILLED,
     "2024-01-01",
     "2024-02-29",
     "2024-04-30"},
    {"dated lines are known past as of",
     {{WORLD_TAXED, "2024-01-01", "2024-01-31"}, {WORLD_TAXED, "2024-02-01", "2024-02-29"}},
     "2024-02-15",
     0,
     "",
     ROLE_TAXED,
     "2024-01-01",
     "2024-02-29",
     "2024-04-30"},
    {"the run that holds as of before one that ends nearer",
     {{WORLD_TAXED, "2024-01-01", "2024-01-31"},
      {WORLD_TAXED, "2024-02-10", "2024-02-29"},
      {WORLD_TAXED, "2024-03-01", "2024-03-31"}},
     "2024-02-12",
     0,
     "",
     ROLE_TAXED,
     "2024-02-10",
     "2024-03-31",
     "2024-06-09"},
    {"a run before as of, however far, before one after it",
     {{WORLD_TAXED, "2024-01-01", "2024-01-31"}, {WORLD_TAXED, "2024-05-01", "2024-05-31"}},
     "2024-04-30",
     0,
     "",
     ROLE_TAXED,
     "2024-01-01",
     "2024-01-31",
     "2024-04-30"},
    {"only later days",
     {{WORLD_TAXED, "2024-05-01", "2024-05-31"}},
     "2024-04-30",
     0,
     "",
     ROLE_TAXED,
     "2024-05-01",
     "2024-05-31",
     "2024-08-29"},
    {"nothing of the role",
     {{WORLD_BILLED, "2024-01-01", "2024-01-31"}},
     "",
     0,
     "",
     ROLE_TAXED,
     "",
     "",
     ""},
    {"an opening list takes the place of history",
     {{WORLD_OPENING, "2023-12-31", "2023-12-31"}, {WORLD_BILLED, "2024-01-01", "2024-01-31"}},
     "",
     0,
     "",
     ROLE_BILLED,
     "2024-01-01",
     "2024-01-31",
     "2024-01-01"},
    {"not for tax",
     {{WORLD_OPENING, "2023-12-31", "2023-12-31"}, {WORLD_TAXED, "2024-01-01", "2024-01-31"}},
     "",
     0,
     "",
     ROLE_TAXED,
     "2024-01-01",
     "2024-01-31",
     "2024-04-30"},
    {"not when it is later than as of",
     {{WORLD_OPENING, "2024-02-29", "2024-02-29"}, {WORLD_BILLED, "2024-01-01", "2024-01-31"}},
     "2024-01-31",
     0,
     "",
     ROLE_BILLED,
     "2024-01-01",
     "2024-01-31",
     "2024-04-30"},
    {"not over missing days",
     {{WORLD_OPENING, "2023-11-30", "2023-11-30"}, {WORLD_BILLED, "2024-01-01", "2024-01-31"}},
     "",
     0,
     "",
     ROLE_BILLED,
     "2024-01-01",
     "2024-01-31",
     "2024-04-30"},
    {"an AR period that as of cuts short is not known",
     {{WORLD_CHARGED, "2024-01-01", "2024-01-31"}, {WORLD_CHARGED, "2024-02-01", "2024-02-29"}},
     "2024-02-14",
     0,
     "",
     ROLE_BILLED,
     "2024-01-01",
     "2024-01-31",
     "2024-04-30"},
    {"of several AR periods those before as of are",
     {{WORLD_CHARGED, "2024-01-01", "2024-06-30"}},
     "2024-03-31",
     0,
     "",
     ROLE_BILLED,
     "2024-01-01",
     "2024-03-31",
     "2024-04-30"},
    {"payouts follow each other",
     {{WORLD_PAID, "2024-01-15", "2024-01-15"}, {WORLD_PAID, "2024-02-15", "2024-02-15"}},
     "",
     0,
     "",
     ROLE_DISBURSED,
     "2023-12-16",
     "2024-02-15",
     "2023-12-16"},
    {"payouts with a hole",
     {{WORLD_PAID, "2024-01-15", "2024-01-15"}, {WORLD_PAID, "2024-03-31", "2024-03-31"}},
     "",
     0,
     "",
     ROLE_DISBURSED,
     "2024-03-01",
     "2024-03-31",
     "2024-03-01"},
    {"a payout after as of is not known",
     {{WORLD_PAID, "2024-01-15", "2024-01-15"}, {WORLD_PAID, "2024-02-15", "2024-02-15"}},
     "2024-01-31",
     0,
     "",
     ROLE_DISBURSED,
     "2023-12-16",
     "2024-01-15",
     "2023-12-16"},
};

static void test_windows(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        const struct window_row *row = &rows[i];
        print_message("%s\n", row->name);
        struct world world;
        world_init(&world);
        for (size_t at = 0; at < 6 && row->files[at].from != NULL; at++)
            world_add(&world, row->files[at].family, row->files[at].from, row->files[at].to, 3);
        world.facts.as_of = world_day(row->as_of);
        if (row->empty_month[0] != '\0')
            world_declare(&world, row->empty_family, row->empty_month);
        assert_int_equal(world_settle(&world), STATUS_OK);
        const struct role_window *window = &world.facts.windows[row->role];
        assert_int_equal(window->known_from, world_day(row->known_from));
        assert_int_equal(window->known_to, world_day(row->known_to));
        assert_int_equal(window->back_from, world_day(row->back_from));
        world_free(&world);
    }
}

/* Days read off the lines of a monthly report do not tear the run between two months. */
static void test_lines_of_a_month_stand_for_it(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_TAXED, "2024-01-03", "2024-01-29", 3);
    world_add(&world, WORLD_TAXED, "2024-02-02", "2024-02-27", 3);
    world.sections[0].covers_source = COVERS_LINES;
    world.sections[1].covers_source = COVERS_LINES;
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.facts.windows[ROLE_TAXED].known_from, world_day("2024-01-01"));
    assert_int_equal(world.facts.windows[ROLE_TAXED].known_to, world_day("2024-02-27"));
    world.facts.as_of = world_day("2024-02-29");
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.facts.windows[ROLE_TAXED].known_to, world_day("2024-02-29"));
    world_free(&world);
}

/* As of January, February and April are there: loaded to February's end, for March is missing. */
static void test_loaded_to_looks_past_as_of(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 3);
    world_add(&world, WORLD_BILLED, "2024-02-01", "2024-02-29", 3);
    world_add(&world, WORLD_BILLED, "2024-04-01", "2024-04-30", 3);
    world.facts.as_of = world_day("2024-02-15");
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.facts.windows[ROLE_BILLED].known_to, world_day("2024-01-31"));
    assert_int_equal(world.facts.windows[ROLE_BILLED].loaded_to, world_day("2024-02-29"));
    world.facts.as_of = world_day("2024-04-30");
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.facts.windows[ROLE_BILLED].loaded_to, world_day("2024-04-30"));
    assert_int_equal(world.facts.windows[ROLE_TAXED].loaded_to, DAY_NONE);
    world_free(&world);
}

static void test_superseded_is_not_known(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 3);
    world_add(&world, WORLD_BILLED, "2024-02-01", "2024-02-29", 3);
    world.sections[1].superseded = true;
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.facts.as_of, world_day("2024-01-31"));
    assert_int_equal(world.facts.windows[ROLE_BILLED].known_to, world_day("2024-01-31"));
    world_free(&world);
}

static void test_opening_on_is_the_newest(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_OPENING, "2023-11-30", "2023-11-30", 3);
    world_add(&world, WORLD_OPENING, "2023-12-31", "2023-12-31", 3);
    world_add(&world, WORLD_OPENING, "2024-06-30", "2024-06-30", 3);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 3);
    world.facts.as_of = world_day("2024-01-31");
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.facts.opening_on, world_day("2023-12-31"));
    world_free(&world);
}

/* A bill of January states a payment of 3 February. Without a payout report that is known for the
 * days of the bills, and compared up to the payment; with one, even without a line, it is not. */
static void test_stated_payments_stand_in(void **state)
{
    (void)state;
    struct family payments = {.name = STR("revenue"), .role = ROLE_STATED_PAID, .rank = 10};
    const struct era era = {.family = &payments};
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 3);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 3);
    world.sections[0].states_payment = true;
    world.sections[1].era = &era;
    world.sections[1].file = 0;
    world.sections[1].behind = world.sections[1].bills_behind = 1;
    world.sections[1].lines_to = world_day("2024-02-03");
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_true(world.facts.paid_stands_in);
    assert_int_equal(world.facts.as_of, world_day("2024-02-03"));
    assert_int_equal(world.facts.windows[ROLE_DISBURSED].known_from, world_day("2024-01-01"));
    assert_int_equal(world.facts.windows[ROLE_DISBURSED].known_to, world_day("2024-01-31"));
    assert_int_equal(world.coverage.count, 3); /* a row a role; awaited is told once */
    world_add(&world, WORLD_PAID, "2024-01-20", "2024-01-20", 0);
    world.facts.as_of = world.facts.roll_from = DAY_NONE;
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_false(world.facts.paid_stands_in);
    assert_int_equal(world.facts.as_of, world_day("2024-01-31"));
    assert_int_equal(world.facts.windows[ROLE_DISBURSED].known_to, world_day("2024-01-20"));
    assert_int_equal(world.facts.windows[ROLE_STATED_PAID].known_to, world_day("2024-01-31"));
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_windows),
        cmocka_unit_test(test_lines_of_a_month_stand_for_it),
        cmocka_unit_test(test_loaded_to_looks_past_as_of),
        cmocka_unit_test(test_superseded_is_not_known),
        cmocka_unit_test(test_opening_on_is_the_newest),
        cmocka_unit_test(test_stated_payments_stand_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
