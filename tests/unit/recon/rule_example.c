/* A rule's own examples: which hold, and what is said of those that do not. */
#include "recon/rule_example.h"

#include "example_fixture.h"

#define HEADINGS "--   billed_gross | disbursed_gross\n"
#define TRIPS "-- trips: position (too much)\n" HEADINGS "--   100.00 | 100.02\n"
#define QUIET "-- quiet: position (in full)\n" HEADINGS "--   100.00 | 100.00\n"
#define FOUR_ROWS "--   5.00 | 5.00\n--   5.00 | 5.00\n--   5.00 | 5.00\n--   5.00 | 5.00\n"

static void test_examples(void **state)
{
    static const struct example_row rows[] = {
        {"both", EXAMPLE_RULE(TRIPS QUIET, EXAMPLE_SELECT), NULL, 0},
        {"several of each", EXAMPLE_RULE(TRIPS QUIET TRIPS QUIET, EXAMPLE_SELECT), NULL, 0},
        {"trips that does not",
         EXAMPLE_RULE(QUIET "-- trips: position (none)\n" HEADINGS "--   5.00 | 5.00\n",
                      EXAMPLE_SELECT),
         "answers 0 times on its example 'trips' (none)", 13},
        {"quiet that is not",
         EXAMPLE_RULE("-- quiet: position (loud)\n" HEADINGS "--   5.00 | 6.00\n",
                      EXAMPLE_SELECT),
         "answers 1 times on its example 'quiet' (loud)", 10},
        {"a view it does not read",
         EXAMPLE_RULE("-- quiet: billed\n--   reference\n--   x\n", EXAMPLE_SELECT),
         "the rule does not read 'billed'", 10},
        {"without an example nothing is asked", RULE_HEAD("billed", "money") EXAMPLE_SELECT,
         NULL, 0},
        {"the views said are not those read",
         RULE_HEAD("position billed", "money") TRIPS EXAMPLE_SELECT,
         "it says that it reads 'billed position', and reads 'position'", 10},
        {"a table of the books is not to be read",
         EXAMPLE_RULE(TRIPS, "SELECT position_id, 1 AS expected, 2 AS actual"
                             " FROM position, meta\n"),
         "meta", 10},
        {"nothing is written", EXAMPLE_RULE(TRIPS, "DELETE FROM position\n"), "", 10},
        {"and without an example", EXAMPLE_RULE("-- and: position\n", EXAMPLE_SELECT),
         "without an example", 0},
        {"seventeen rows",
         EXAMPLE_RULE("-- quiet: position\n" HEADINGS FOUR_ROWS FOUR_ROWS FOUR_ROWS FOUR_ROWS
                      "--   5.00 | 5.00\n",
                      EXAMPLE_SELECT),
         "a table of an example has more than 16 rows", 0},
        {"a day that is none", EXAMPLE_RULE(TRIPS "-- as-of: 2024-02-30\n", EXAMPLE_SELECT),
         "'2024-02-30' is no day", 10},
    };
    (void)state;
    example_hold(rows, array_count(rows));
}

static void test_examples_are_counted(void **state)
{
    struct rule_example_result result;
    struct failure failure;
    (void)state;
    must_work(example_run(EXAMPLE_RULE(TRIPS QUIET QUIET, EXAMPLE_SELECT), &result, &failure),
              &failure);
    assert_int_equal(result.trips, 1);
    assert_int_equal(result.quiets, 2);
}

/* 2024-06-30 unless the example says another day. */
static void test_day(void **state)
{
#define DUE_BY                                                                                 \
    "SELECT position_id, 1 AS expected, 2 AS actual FROM position WHERE due_on < as_of()\n"
    static const struct example_row rows[] = {
        {"the default day",
         EXAMPLE_RULE("-- trips: position\n--   due_on\n--   2024-06-29\n"
                      "-- quiet: position\n--   due_on\n--   2024-06-30\n",
                      DUE_BY),
         NULL, 0},
        {"a day of its own, and the default for the next",
         EXAMPLE_RULE("-- trips: position\n--   due_on\n--   2024-07-31\n"
                      "-- as-of: 2024-08-01\n"
                      "-- quiet: position\n--   due_on\n--   2024-07-31\n",
                      DUE_BY),
         NULL, 0},
    };
    (void)state;
    example_hold(rows, array_count(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_examples_are_counted),
        cmocka_unit_test(test_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
