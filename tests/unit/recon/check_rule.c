/* Asking one rule: what it must return, and what of it is refused. */
#include "check_fixture.h"
#include "rule_fixture.h"

static void one_position(struct world *world)
{
    world_row(world, "position_active",
              "position_id = 4, reference_id = 2, currency = 'EUR', state = 'settled',"
              "billed_gross = 5000000, evidence = 'a.csv#3'");
}

static void test_refused(void **state)
{
    static const struct {
        const char *name, *rule, *words;
    } rows[] = {
        {"nothing it is about",
         RULE_HEAD("position", "money") "SELECT 1 AS expected, 2 AS actual FROM position\n",
         "must return expected, actual, and one of position_id, line_id and subject"},
        {"no expected",
         RULE_HEAD("position", "money") "SELECT position_id, 2 AS actual FROM position\n",
         "must return expected"},
        {"no actual",
         RULE_HEAD("position", "money") "SELECT position_id, 2 AS expected FROM position\n",
         "must return expected"},
        {"a text where money is asked",
         RULE_HEAD(
             "position",
             "money") "SELECT position_id, state AS expected, 2 AS actual FROM position\n",
         "returns a 'expected' that is no whole number"},
        {"an unknown severity",
         RULE_HEAD("position", "money") "SELECT position_id, 1 AS expected, 2 AS actual, state "
                                        "AS severity FROM position\n",
         "rule try returns 'settled' as a severity"},
        {"a count that is none",
         RULE_HEAD("position", "money") "SELECT position_id, 1 AS expected, 2 AS actual, 'x' "
                                        "AS count FROM position\n",
         "returns a 'count' that is no whole number"},
        {"another view than it says",
         RULE_HEAD("position billed",
                   "money") "SELECT position_id, 1 AS expected, 2 AS actual FROM position\n",
         "rule try says that it reads 'billed position', and reads 'position'"},
        {"a table of the books",
         RULE_HEAD(
             "position",
             "money") "SELECT position_id, 1 AS expected, 2 AS actual FROM position_active\n",
         "position_active"},
    };
    for (size_t i = 0; i < array_count(rows); i++) {
        void *fresh = NULL;
        (void)state;
        world_setup(&fresh);
        struct world *world = fresh;
        one_position(world);
        world_rule(world, "try", rows[i].rule);
        enum status status = check_run(&world->set, &world->source, &world->options,
                                       world->store, &world->result, &world->failure);
        if (status != STATUS_EVIDENCE || strstr(world->failure.message, rows[i].words) == NULL)
            fail_msg("%s: \"%s\"", rows[i].name, world->failure.message);
        assert_true(strstr(world->failure.message, "try") != NULL ||
                    strstr(world->failure.remedy, "The rule is try.") != NULL);
        world_teardown(&fresh);
    }
}

/* A row may bring its own subject, currency, severity, sentence, count and evidence. */
static void test_a_row_speaks_for_itself(void **state)
{
    struct world *world = *state;
    one_position(world);
    world_rule(
        world, "try",
        RULE_HEAD(
            "position",
            "count") "SELECT 'the-subject' AS subject, 'CHF' AS currency, 3 AS expected, 5 AS "
                     "actual,"
                     " 'high' AS severity, '{subject}: {gap} of {count}' AS says, 41 AS count,"
                     " 'z.csv#1' AS evidence FROM position\n");
    world_check(world);
    world_says(world,
               "SELECT subject || '|' || transaction_reference_id || '|' || currency || '|' ||"
               " severity || '|' || difference || '|' || explanation || '|' || evidence"
               " FROM finding",
               "the-subject||CHF|high|2|the-subject: 2 of 41|z.csv#1");
    assert_int_equal(world_count(world, "SELECT count(*) FROM finding_on"), 0);
}

/* NULL is what the rule says, or unknown. */
static void test_null(void **state)
{
    struct world *world = *state;
    one_position(world);
    world_rule(
        world, "try",
        RULE_HEAD(
            "position",
            "money") "SELECT position_id, NULL AS line_id, NULL AS subject, 1 AS expected,"
                     " due_on AS actual, NULL AS severity, NULL AS says, NULL AS count"
                     " FROM position\n");
    world_check(world);
    world_says(world,
               "SELECT subject || '|' || severity || '|' || actual || '|' || difference || '|'"
               " || explanation FROM finding",
               "R-2|medium|||0.000001 EUR, an unknown value.");
}

/* A rule that is quiet at rest does not read what is; every other does. */
static void test_rest(void **state)
{
    struct world *world = *state;
    one_position(world);
    world_row(world, "position_rest", "position_id = 6, reference_id = 3, currency = 'USD'");
    world_rule(
        world, "try",
        RULE_HEAD("position",
                  "money") "-- rest quiet\n"
                           "SELECT position_id, 1 AS expected, 2 AS actual FROM position\n");
    world_check(world);
    world_says(world, "SELECT group_concat(subject) FROM finding", "R-2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),
        cmocka_unit_test_setup_teardown(test_a_row_speaks_for_itself, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_null, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_rest, world_setup, world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
