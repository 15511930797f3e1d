/* The tables of an example: cells by the kind of their column, what is not given, and what is
 * refused. */
#include "recon/rule_example_parts.h"

#include "example_fixture.h"

/* Answers when the one row of position is as the condition says. */
#define WHEN(condition)                                                                        \
    "SELECT position_id, 1 AS expected, 2 AS actual FROM position WHERE " condition "\n"

static void test_cells(void **state)
{
    static const struct example_row rows[] = {
        {"money",
         EXAMPLE_RULE("-- trips: position\n--   billed_gross\n--   -1.05\n",
                      WHEN("billed_gross = money('-1.05')")),
         NULL, 0},
        {"an id is the number of its row",
         EXAMPLE_RULE("-- trips: position\n--   state\n--   a\n--   b\n--   c\n"
                      "-- and: answer\n--   position_id\n--   2\n",
                      WHEN("state = 'b'")),
         NULL, 0},
        {"what is not given is 0, '' or NULL",
         EXAMPLE_RULE("-- trips: position\n--   state\n--   a\n",
                      WHEN("billed_gross = 0 AND currency = '' AND due_on IS NULL")),
         NULL, 0},
        {"an empty cell too",
         EXAMPLE_RULE("-- trips: position\n--   billed_gross | state\n--                | a\n",
                      WHEN("billed_gross = 0 AND state = 'a'")),
         NULL, 0},
        {"NULL, where a column may be",
         EXAMPLE_RULE("-- trips: position\n--   due_on | state\n--   NULL | NULL\n",
                      WHEN("due_on IS NULL AND state = 'NULL'")),
         NULL, 0},
        {"no row is no answer",
         EXAMPLE_RULE("-- quiet: position\n--   state\n", WHEN("state = ''")), NULL, 0},
    };
    (void)state;
    example_hold(rows, array_count(rows));
}

static void test_policy(void **state)
{
    static const struct example_row rows[] = {
        {"as it ships",
         EXAMPLE_RULE("-- trips: position\n--   billed_gross\n--   0.02\n"
                      "-- quiet: position\n--   billed_gross\n--   0.01\n",
                      WHEN("billed_gross > policy('penny')")),
         NULL, 0},
        {"as the example says, and as it ships again",
         EXAMPLE_RULE("-- quiet: position\n--   billed_gross\n--   0.02\n"
                      "-- and: policy\n--   name  | value\n--   penny | 0.05\n"
                      "-- trips: position\n--   billed_gross\n--   0.02\n",
                      WHEN("billed_gross > policy('penny')")),
         NULL, 0},
        {"no amount of money",
         EXAMPLE_RULE("-- quiet: position\n--   billed_gross\n--   0.02\n"
                      "-- and: policy\n--   name  | value\n--   penny | much\n",
                      WHEN("billed_gross > policy('penny')")),
         "policy penny has no value of its unit", 10},
    };
    (void)state;
    example_hold(rows, array_count(rows));
}

static void test_refused(void **state)
{
    static const struct example_row rows[] = {
        {"a column the view does not have",
         EXAMPLE_RULE("-- quiet: position\n--   billed_grss\n--   1.00\n", EXAMPLE_SELECT),
         "view position has no column 'billed_grss'", 10},
        {"a number where money stands",
         EXAMPLE_RULE("-- quiet: position\n--   billed_gross\n--   1,00\n", EXAMPLE_SELECT),
         "'1,00' is no value of column billed_gross", 10},
        {"no day",
         EXAMPLE_RULE("-- quiet: position\n--   due_on\n--   2024-13-01\n", EXAMPLE_SELECT),
         "'2024-13-01' is no value of column due_on", 10},
        {"no whole number",
         EXAMPLE_RULE("-- quiet: position\n--   position_id\n--   1.5\n", EXAMPLE_SELECT),
         "'1.5' is no value of column position_id", 10},
        {"NULL where nothing is unknown",
         EXAMPLE_RULE("-- quiet: position\n--   billed_gross\n--   NULL\n", EXAMPLE_SELECT),
         "'NULL' is no value of column billed_gross", 10},
        {"an answer of what must not answer",
         EXAMPLE_RULE("-- quiet: position\n--   state\n--   a\n-- and: answer\n--   actual\n",
                      EXAMPLE_SELECT),
         "the rule does not read 'answer'", 10},
        {"seventeen rows",
         EXAMPLE_RULE("-- quiet: position\n--   state\n"
                      "--   a\n--   a\n--   a\n--   a\n--   a\n--   a\n--   a\n--   a\n"
                      "--   a\n--   a\n--   a\n--   a\n--   a\n--   a\n--   a\n--   a\n"
                      "--   a\n",
                      EXAMPLE_SELECT),
         "more than 16 rows", 10},
    };
    (void)state;
    example_hold(rows, array_count(rows));
}

static void test_cells_by_heading(void **state)
{
    const struct rule_example_table table = {
        .headings = STR("state | gross|day"),
        .rows = {STR_INIT("open |  1.00 | x"), STR_INIT("short")},
        .row_count = 2};
    bool found = false;
    (void)state;
    assert_str(rule_example_cell(&table, 0, STR("state"), &found), "open");
    assert_true(found);
    assert_str(rule_example_cell(&table, 0, STR("gross"), &found), "1.00");
    assert_str(rule_example_cell(&table, 0, STR("day"), &found), "x");
    assert_str(rule_example_cell(&table, 1, STR("day"), &found), "");
    assert_true(found);
    assert_str(rule_example_cell(&table, 0, STR("other"), &found), "");
    assert_false(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_policy),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_cells_by_heading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
