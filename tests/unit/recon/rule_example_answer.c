/* What a rule must return on its example, column by column and row by row. */
#include "recon/rule_example_parts.h"

#include "example_fixture.h"

#define TOO_MUCH                                                                               \
    "-- trips: position (too much)\n"                                                          \
    "--   billed_gross | disbursed_gross\n"                                                    \
    "--   100.00       | 100.02\n"                                                             \
    "-- and: answer\n"
#define TWICE                                                                                  \
    "-- trips: position\n"                                                                     \
    "--   billed_gross | disbursed_gross\n"                                                    \
    "--   1.00         | 2.00\n"                                                               \
    "--   3.00         | 5.00\n"                                                               \
    "-- and: answer\n"
#define DAYS_SELECT                                                                            \
    "SELECT position_id, due_on AS expected, as_of() AS actual, 'low' AS severity,"            \
    " due_on AS fact, money('7.5') AS amount, 3 AS count FROM position\n"

static void test_answers(void **state)
{
    static const struct example_row rows[] = {
        {"both sides",
         EXAMPLE_RULE(TOO_MUCH "--   expected | actual\n--   100.00 | 100.02\n",
                      EXAMPLE_SELECT),
         NULL, 0},
        {"the wrong one",
         EXAMPLE_RULE(TOO_MUCH "--   expected | actual\n--   100.00 | 100.03\n",
                      EXAMPLE_SELECT),
         "returns actual '100.02' on its example (too much), not '100.03'", 10},
        {"row by row",
         EXAMPLE_RULE(TWICE "--   position_id | actual\n--   1 | 2.00\n--   2 | 5.00\n",
                      EXAMPLE_SELECT),
         NULL, 0},
        {"rows in another order",
         EXAMPLE_RULE(TWICE "--   actual\n--   5.00\n--   2.00\n", EXAMPLE_SELECT),
         "returns actual '2.00'", 10},
        {"more answers than rows",
         EXAMPLE_RULE(TWICE "--   actual\n--   2.00\n", EXAMPLE_SELECT), "answers 2 times", 10},
        {"more rows than answers",
         EXAMPLE_RULE(TOO_MUCH "--   actual\n--   100.02\n--   100.02\n", EXAMPLE_SELECT),
         "answers 1 times", 10},
        {"the rule's own severity",
         EXAMPLE_RULE(TOO_MUCH "--   severity\n--   medium\n", EXAMPLE_SELECT), NULL, 0},
        {"no other severity",
         EXAMPLE_RULE(TOO_MUCH "--   severity\n--   high\n", EXAMPLE_SELECT),
         "returns severity 'medium'", 10},
        {"a column that is not returned is empty",
         EXAMPLE_RULE(TOO_MUCH "--   subject\n--   x\n", EXAMPLE_SELECT),
         "returns subject '' on", 10},
        {"each column in its own unit",
         RULE_HEAD(
             "position",
             "day") "-- trips: position\n--   due_on\n--   2024-05-01\n"
                    "-- and: answer\n"
                    "--   expected | actual | severity | fact | amount | count\n"
                    "--   2024-05-01 | 2024-06-30 | low | 2024-05-01 | 7.50 | 3\n" DAYS_SELECT,
         NULL, 0},
    };
    (void)state;
    example_hold(rows, array_count(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
