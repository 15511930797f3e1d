/* What becomes of an answer: a timing item, an aggregate or a finding, and its mark. */
#include "check_fixture.h"
#include "rule_fixture.h"

#define ABOUT(columns) "SELECT position_id, " columns " FROM position\n"
/* A rule of the given way of looking, about the fact billed_on. */
#define LOOKING(way) RULE_HEAD("position", "money") "-- looks " way "\n" LOOKING_SELECT
#define LOOKING_SELECT                                                                         \
    ABOUT("billed_gross AS expected, disbursed_gross AS actual, billed_on AS fact")

static void one_position(struct world *world, int64_t billed_on)
{
    char set[256];
    snprintf(set, sizeof set,
             "position_id = 5, reference_id = 1, currency = 'USD', state = 'uncollected',"
             "billed_gross = 100000000, disbursed_gross = 30000000, billed_on = %lld,"
             "evidence = 'march.csv#2'",
             (long long)billed_on);
    world_row(world, "position_active", set);
}

/* Billed and disbursed are known from WORLD_FROM to WORLD_AS_OF; what looks back is answered from
 * 120 days later; of tax lines none are loaded. */
static void test_windows(void **state)
{
    static const struct {
        const char *name, *rule;
        int64_t fact;
        const char *kind; /* NULL: a finding */
        int64_t must_clear_by;
    } rows[] = {
        {"forward, within", LOOKING("forward disbursed"), WORLD_FROM, NULL, 0},
        {"forward, the last day", LOOKING("forward disbursed"), WORLD_AS_OF, NULL, 0},
        {"forward, the day after", LOOKING("forward disbursed"), WORLD_AS_OF + 1, "ahead",
         WORLD_AS_OF + 46},
        {"forward, the day before", LOOKING("forward disbursed"), WORLD_FROM - 1,
         "before-history", 0},
        {"back, within", LOOKING("back billed"), WORLD_FROM + 120, NULL, 0},
        {"back, a day too early", LOOKING("back billed"), WORLD_FROM + 119, "before-history",
         0},
        {"back, the day after", LOOKING("back billed"), WORLD_AS_OF + 1, "ahead",
         WORLD_AS_OF + 46},
        {"back to what is not loaded", LOOKING("back taxed"), WORLD_AS_OF, "before-history", 0},
        {"forward to what is not loaded", LOOKING("forward taxed"), WORLD_AS_OF, "ahead",
         WORLD_AS_OF + 45},
        {"looks nowhere", RULE_HEAD("position", "money") LOOKING_SELECT, WORLD_AS_OF + 900,
         NULL, 0},
    };
    for (size_t i = 0; i < array_count(rows); i++) {
        struct world *world = *state;
        char wanted[128];
        world_execute(world, "DELETE FROM position_active; DELETE FROM timing;"
                             "DELETE FROM finding; DELETE FROM finding_on; DELETE FROM rule");
        one_position(world, rows[i].fact);
        world_rule(world, "try", rows[i].rule);
        world_check(world);
        assert_int_equal(world->result.timing_items, rows[i].kind != NULL);
        assert_int_equal(world->result.findings[SEVERITY_MEDIUM], rows[i].kind == NULL);
        assert_int_equal(world_count(world, "SELECT count(*) FROM finding_on"),
                         rows[i].kind == NULL);
        if (rows[i].kind == NULL)
            continue;
        snprintf(wanted, sizeof wanted, "5 try %s -70000000 %lld", rows[i].kind,
                 (long long)rows[i].must_clear_by);
        world_says(world,
                   "SELECT position_id || ' ' || rule || ' ' || kind || ' ' || amount"
                   " || ' ' || coalesce(must_clear_by, 0) FROM timing",
                   wanted);
    }
}

static void test_what_it_waits_for(void **state)
{
    struct world *world = *state;
    one_position(world, WORLD_AS_OF + 1);
    world_rule(world, "try",
               RULE_HEAD("position", "money") "-- looks forward disbursed\n" ABOUT(
                   "billed_gross AS expected, disbursed_gross AS actual, billed_on AS fact,"
                   " money('12.5') AS amount"));
    world_check(world);
    world_says(world, "SELECT waits_for_role || ' ' || amount FROM timing",
               "disbursed 12500000");
}

/* What a rule awaits besides: the day after that role's last is ahead of it, by its own day; what
 * the rule looks to comes first; nothing is before history. */
static void test_what_it_awaits_besides(void **state)
{
    static const struct {
        int64_t fact, newest; /* 0: unknown */
        const char *waits;    /* NULL: a finding */
        int64_t must_clear_by;
    } rows[] = {
        {WORLD_AS_OF, WORLD_AS_OF, NULL, 0},
        {WORLD_AS_OF, WORLD_AS_OF + 1, "billed ahead", WORLD_AS_OF + 46},
        {WORLD_AS_OF, WORLD_FROM - 900, NULL, 0},
        {WORLD_AS_OF, 0, NULL, 0},
        {WORLD_AS_OF + 2, WORLD_AS_OF + 9, "disbursed ahead", WORLD_AS_OF + 47},
    };
    for (size_t i = 0; i < array_count(rows); i++) {
        struct world *world = *state;
        char set[64], wanted[64];
        world_execute(world, "DELETE FROM position_active; DELETE FROM timing;"
                             "DELETE FROM finding; DELETE FROM finding_on; DELETE FROM rule");
        one_position(world, rows[i].fact);
        snprintf(set, sizeof set, "UPDATE position_active SET taxed_to = %lld",
                 (long long)rows[i].newest);
        if (rows[i].newest != 0)
            world_execute(world, set);
        world_rule(
            world, "try",
            RULE_HEAD("position", "money") "-- looks forward disbursed\n"
                                           "-- awaits billed\n" ABOUT(
                                               "billed_gross AS expected, disbursed_gross "
                                               "AS actual, billed_on AS fact, taxed_to "
                                               "AS newest"));
        world_check(world);
        assert_int_equal(world->result.findings[SEVERITY_MEDIUM], rows[i].waits == NULL);
        assert_int_equal(world->result.timing_items, rows[i].waits != NULL);
        if (rows[i].waits == NULL)
            continue;
        snprintf(wanted, sizeof wanted, "%s %lld", rows[i].waits,
                 (long long)rows[i].must_clear_by);
        world_says(world,
                   "SELECT waits_for_role || ' ' || kind || ' ' || must_clear_by FROM timing",
                   wanted);
    }
}

/* An unknown day lies in no window. */
static void test_unknown_fact_is_a_finding(void **state)
{
    struct world *world = *state;
    one_position(world, WORLD_AS_OF);
    world_rule(world, "try",
               RULE_HEAD("position", "money") "-- looks back billed\n" ABOUT(
                   "billed_gross AS expected, disbursed_gross AS actual, NULL AS fact"));
    world_check(world);
    assert_int_equal(world->result.findings[SEVERITY_MEDIUM], 1);
    assert_int_equal(world->result.timing_items, 0);
}

/* What fired on a position stands in its findings cell, and is counted. */
static void test_marks(void **state)
{
    struct world *world = *state;
    one_position(world, WORLD_AS_OF);
    world_rule(world, "try",
               RULE_HEAD("position", "money")
                   ABOUT("billed_gross AS expected, disbursed_gross AS actual"));
    world_check(world);
    world_says(world, "SELECT position_id || ' ' || rule FROM finding_on", "5 try");
    world_says(world, "SELECT fired || ' ' || code FROM rule", "1 try");
}

/* The line-th tax line of the position, of line units of tax refunded. */
static void one_tax_line(struct world *world, int line, int64_t dated)
{
    char set[128];
    if (line == 1)
        world_execute(world,
                      "INSERT INTO section VALUES (0, 0, 0, 'f', '2018-05', 'taxed', 0, 1, "
                      "1, '[]', 3, 0, 1, 2, 'lines', 2, 0, -1, 0, 0);"
                      "INSERT INTO file VALUES (0, 'f.csv', 'f.csv', '/x', 'sha', 1, 1, "
                      "0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 'f', '', '', '')");
    snprintf(set, sizeof set,
             "line_id = %d, reference_id = 1, currency = 'USD', tax_amount = %d000000, "
             "dated = %lld",
             line, -line, (long long)dated);
    world_row(world, "line_taxed", set);
}

/* Lines of one position that wait for the same become one item: their sum, the earliest day. */
static void test_lines_wait_together(void **state)
{
    struct world *world = *state;
    one_position(world, WORLD_FROM);
    for (int line = 1; line <= 3; line++)
        one_tax_line(world, line, WORLD_AS_OF + 9 - line);
    world_rule(
        world, "try",
        RULE_HEAD("taxed", "money") "-- looks back billed\nSELECT line_id, 0 AS expected, "
                                    "tax_amount AS actual, dated AS fact FROM taxed\n");
    world_check(world);
    assert_int_equal(world->result.timing_items, 1);
    world_says(world, "SELECT position_id || ' ' || kind || ' ' || amount FROM timing",
               "5 ahead -6000000");
    assert_int_equal(world_count(world, "SELECT must_clear_by FROM timing"),
                     WORLD_AS_OF + 6 + 45);
    assert_int_equal(world_count(world, "SELECT count(*) FROM finding"), 0);
}

/* Named with its position, a line that waits is an item at once; one that does not is placed
 * among lines as ever. */
static void test_a_line_with_its_position(void **state)
{
    static const struct {
        int64_t fact;
        const char *answer;
    } rows[] = {{WORLD_AS_OF + 1, "5 try -1000000|"}, {WORLD_AS_OF, "|R-1/f/1970-01/1 high"}};
    for (size_t i = 0; i < array_count(rows); i++) {
        struct world *world = *state;
        char rule[512];
        world_execute(world,
                      "DELETE FROM position_active; DELETE FROM timing; DELETE FROM rule;"
                      "DELETE FROM finding; DELETE FROM finding_on; DELETE FROM section;"
                      "DELETE FROM file; DELETE FROM line_taxed");
        one_position(world, WORLD_FROM);
        one_tax_line(world, 1, WORLD_AS_OF);
        snprintf(
            rule, sizeof rule,
            RULE_HEAD("taxed", "money") "-- looks back billed\nSELECT line_id, position_id, "
                                        "0 AS expected, tax_amount AS actual, 'high' AS "
                                        "severity, %lld AS fact FROM taxed\n",
            (long long)rows[i].fact);
        world_rule(world, "try", rule);
        world_check(world);
        world_says(world,
                   "SELECT coalesce((SELECT position_id || ' ' || rule || ' ' || amount FROM "
                   "timing), '') || '|' || coalesce((SELECT subject || ' ' || severity FROM "
                   "finding), '')",
                   rows[i].answer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_line_with_its_position, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_lines_wait_together, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_windows, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_what_it_waits_for, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_what_it_awaits_besides, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_unknown_fact_is_a_finding, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_marks, world_setup, world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
