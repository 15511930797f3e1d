/* The place of an answer about a line: the n-th of its reference, family and month. */
#include "check_fixture.h"
#include "rule_fixture.h"

/* A line's id: its section's, and its record. */
#define LINE(section, record) ((long long)(section)*4294967296 + (record))

static void add_line(struct world *world, const char *role, long long id, int reference,
                     const char *more)
{
    char table[64];
    char set[256];
    snprintf(table, sizeof table, "line_%s", role);
    snprintf(set, sizeof set, "line_id = %lld, reference_id = %d%s", id, reference, more);
    world_row(world, table, set);
}

/* Two files of March by their coverage, the second before the first in canonical order, and one of
 * April. 2024-03-31 is day 19813, 2024-04-30 day 19843. */
static void add_files(struct world *world)
{
    static const char *const files[] = {"file_id = 1, sha256 = 'aa', short_name = 'one.csv'",
                                        "file_id = 2, sha256 = 'bb', short_name = 'two.csv'",
                                        "file_id = 3, sha256 = 'cc', short_name = 'three.csv'"};
    static const char *const sections[] = {"section_id = 1, table_id = 1, file_id = 1, "
                                           "canonical = 12, family = 'fam', covers_to = 19813",
                                           "section_id = 2, table_id = 2, file_id = 2, "
                                           "canonical = 11, family = 'fam', covers_to = 19813",
                                           "section_id = 3, table_id = 3, file_id = 3, "
                                           "canonical = 13, family = 'fam', covers_to = 19843"};
    world_execute(world, "PRAGMA foreign_keys = OFF");
    for (size_t i = 0; i < array_count(files); i++)
        world_row(world, "file", files[i]);
    for (size_t i = 0; i < array_count(sections); i++)
        world_row(world, "section", sections[i]);
}

static void ask_lines(struct world *world)
{
    world_rule(world, "try",
               RULE_HEAD("billed",
                         "money") "SELECT line_id, 0 AS expected, gross AS actual FROM billed"
                                  " WHERE gross = money('9')\n");
    world_check(world);
}

static const char every_finding[] =
    "SELECT group_concat(subject || '|' || transaction_reference_id || '|' || currency || '|' "
    "||"
    " evidence, '; ') FROM (SELECT * FROM finding ORDER BY subject)";

static void test_the_nth_of_its_month(void **state)
{
    struct world *world = *state;
    add_files(world);
    add_line(world, "billed", LINE(1, 2), 1, "");                  /* 3rd: after two.csv */
    add_line(world, "billed", LINE(1, 7), 1, ", gross = 9000000"); /* 4th */
    add_line(world, "billed", LINE(2, 5), 1, ", gross = 9000000"); /* 1st */
    add_line(world, "billed", LINE(2, 6), 1, "");                  /* 2nd */
    add_line(world, "billed", LINE(2, 4), 2, ", gross = 9000000"); /* another reference */
    add_line(world, "billed", LINE(3, 9), 1, ", gross = 9000000"); /* April counts anew */
    ask_lines(world);
    world_says(world, every_finding,
               "R-1/fam/2024-03/1|R-1|USD|two.csv#5; "
               "R-1/fam/2024-03/4|R-1|USD|one.csv#7; "
               "R-1/fam/2024-04/1|R-1|USD|three.csv#9; "
               "R-2/fam/2024-03/1|R-2|USD|two.csv#4");
}

/* Where a cell chooses the role, records of one table count together, by their numbers; payments
 * beside bills count apart. */
static void test_roles_of_one_table(void **state)
{
    struct world *world = *state;
    static const char *const parts[] = {
        "section_id = 4, table_id = 1, file_id = 1, canonical = 14, family = 'fam', "
        "covers_to = 19813, role = 'disbursed'",
        "section_id = 5, table_id = 1, file_id = 1, canonical = 15, family = 'fam', "
        "covers_to = 19813, role = 'stated_paid'"};
    add_files(world);
    world_execute(world, "UPDATE section SET role = 'billed'");
    for (size_t i = 0; i < array_count(parts); i++)
        world_row(world, "section", parts[i]);
    add_line(world, "billed", LINE(1, 2), 1, ", gross = 9000000"); /* 1st */
    add_line(world, "disbursed", LINE(4, 3), 1, "");               /* 2nd */
    add_line(world, "stated_paid", LINE(5, 2), 1, "");
    add_line(world, "billed", LINE(1, 4), 1, ", gross = 9000000"); /* 3rd */
    add_line(world, "stated_paid", LINE(5, 4), 1,
             ", status = 3, billed_line = 0, net = 9000000");
    world_rule(world, "try",
               RULE_HEAD("billed stated_paid",
                         "money") "SELECT line_id, 0 AS expected, gross AS actual FROM billed"
                                  " WHERE gross = money('9') UNION ALL "
                                  "SELECT line_id, 0, paid FROM stated_paid"
                                  " WHERE paid = money('9')\n");
    world_check(world);
    world_says(world, every_finding,
               "R-1/fam/2024-03/1|R-1|USD|one.csv#2; "
               "R-1/fam/2024-03/2|R-1|USD|one.csv#4; "
               "R-1/fam/2024-03/3|R-1|USD|one.csv#4");
}

/* Lines that were replaced are counted apart: a newer file moves no id. */
static void test_superseded_lines_count_apart(void **state)
{
    struct world *world = *state;
    add_files(world);
    add_line(world, "billed", LINE(2, 2), 1, "");
    add_line(world, "billed", LINE(1, 2), 1, ", gross = 9000000");
    char sql[128];
    snprintf(sql, sizeof sql, "INSERT INTO line_class VALUES (%lld, 'superseded')", LINE(2, 2));
    world_execute(world, sql);
    ask_lines(world);
    world_says(world, every_finding, "R-1/fam/2024-03/1|R-1|USD|one.csv#2");
}

/* Without a reference a line is known by its file's digest and its record. */
static void test_without_a_reference(void **state)
{
    struct world *world = *state;
    add_files(world);
    add_line(world, "billed", LINE(3, 14), 0, ", gross = 9000000");
    ask_lines(world);
    world_says(world, every_finding, "cc/14||USD|three.csv#14");
}

/* The stated currency, else that of the reference, else the base one; the position of both is
 * marked. */
static void test_currency_and_mark(void **state)
{
    struct world *world = *state;
    add_files(world);
    add_line(world, "billed", LINE(1, 2), 1, ", gross = 9000000, currency = 'JPY'");
    add_line(world, "billed", LINE(1, 3), 2, ", gross = 9000000");
    add_line(world, "billed", LINE(1, 4), 3, ", gross = 9000000");
    add_line(world, "billed", LINE(1, 5), 3, ", gross = 9000000");
    world_execute(world, "INSERT INTO reference_currency VALUES (2, 'EUR');"
                         "INSERT INTO line_currency VALUES ((1 << 32) + 5, 'INR')");
    world_row(world, "position_active", "position_id = 8, reference_id = 2, currency = 'EUR'");
    world_row(world, "position_active", "position_id = 9, reference_id = 3, currency = 'EUR'");
    ask_lines(world);
    world_says(world, every_finding,
               "R-1/fam/2024-03/1|R-1|JPY|one.csv#2; "
               "R-2/fam/2024-03/1|R-2|EUR|one.csv#3; "
               "R-3/fam/2024-03/1|R-3|USD|one.csv#4; "
               "R-3/fam/2024-03/2|R-3|INR|one.csv#5");
    world_says(world, "SELECT group_concat(position_id) FROM finding_on", "8");
}

/* A position at rest is marked as well: its own row in the reports names the rule. */
static void test_mark_at_rest(void **state)
{
    struct world *world = *state;
    add_files(world);
    add_line(world, "billed", LINE(1, 2), 1, ", gross = 9000000, currency = 'JPY'");
    add_line(world, "billed", LINE(1, 3), 2, ", gross = 9000000");
    add_line(world, "billed", LINE(1, 4), 3, ", gross = 9000000");
    world_execute(world, "INSERT INTO reference_currency VALUES (2, 'EUR')");
    world_row(world, "position_rest", "position_id = 4, reference_id = 1, currency = 'JPY'");
    world_row(world, "position_rest", "position_id = 5, reference_id = 1, currency = 'USD'");
    world_row(world, "position_rest", "position_id = 6, reference_id = 2, currency = 'EUR'");
    world_row(world, "position_active", "position_id = 7, reference_id = 2, currency = 'USD'");
    world_row(world, "position_active", "position_id = 8, reference_id = 3, currency = 'USD'");
    ask_lines(world);
    world_says(world, "SELECT group_concat(position_id) FROM finding_on", "4,6,8");
}

/* Two lines of one position: two findings, one mark. */
static void test_two_lines_one_mark(void **state)
{
    struct world *world = *state;
    add_files(world);
    add_line(world, "billed", LINE(1, 2), 1, ", gross = 9000000");
    add_line(world, "billed", LINE(1, 3), 1, ", gross = 9000000");
    world_row(world, "position_active", "position_id = 8, reference_id = 1, currency = 'USD'");
    ask_lines(world);
    assert_int_equal(world->result.findings[SEVERITY_MEDIUM], 2);
    world_says(world, "SELECT group_concat(position_id || rule) FROM finding_on", "8try");
}

static void test_a_line_that_is_not_there(void **state)
{
    struct world *world = *state;
    add_files(world);
    add_line(world, "billed", LINE(1, 2), 1, ", gross = 9000000");
    world_rule(world, "try",
               RULE_HEAD("billed", "money") "SELECT line_id + 5 AS line_id, 0 AS expected, "
                                            "gross AS actual FROM billed\n");
    assert_int_equal(check_run(&world->set, &world->source, &world->options, world->store,
                               &world->result, &world->failure),
                     STATUS_EVIDENCE);
    assert_string_equal(world->failure.message,
                        "a rule answers about line 4294967303, which is not in the books");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_nth_of_its_month, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_roles_of_one_table, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_superseded_lines_count_apart, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_without_a_reference, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_currency_and_mark, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_mark_at_rest, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_two_lines_one_mark, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_line_that_is_not_there, world_setup,
                                        world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
