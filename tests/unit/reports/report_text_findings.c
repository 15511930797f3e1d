/* Findings on the page: the gravest first, with the question each rule asks. */
#include "page_fixture.h"

static void add(struct world *world, const char *id, const char *rule, const char *severity,
                const char *subject, const char *currency, const char *difference)
{
    char sql[512];
    snprintf(sql, sizeof sql,
             "INSERT INTO finding VALUES ('%s', '%s', '%s', '%s', '', '%s', '', '', '%s',"
             " 'Explained %s.', '')",
             id, rule, severity, subject, currency, difference, id);
    world_execute(world, sql);
}

static void test_none(void **state)
{
    page_says(*state, report_text_findings,
              "Findings (findings.csv)\n-----------------------\n  none\n");
    page_says(*state, report_text_first,
              "What to look at first\n---------------------\n"
              "  nothing: no finding above info, and every control ties\n");
    page_says(*state, report_text_timing, "");
}

static void test_by_severity(void **state)
{
    struct world *world = *state;
    world_execute(world,
                  "INSERT INTO rule VALUES ('zz', 'high', 'Is it?', '', 'Do it.', '', '', 0)");
    add(world, "1", "aa", "low", "s1", "USD", "1.00");
    add(world, "2", "zz", "high", "s2", "USD", "1.00");
    add(world, "3", "zz", "high", "s3", "USD", "2.00");
    add(world, "4", "mm", "info", "s4", "USD", "9.00");
    page_says(world, report_text_findings,
              "Findings (findings.csv)\n-----------------------\n"
              "  high           2  zz\n"
              "                    Is it?\n"
              "  low            1  aa\n"
              "  info           1  mm\n");
}

static void decide(struct world *world, int record, const char *id, const char *due)
{
    char sql[256];
    snprintf(
        sql, sizeof sql,
        "INSERT INTO line_disposition VALUES ((5 << 32) + %d, '%s', 0, 1, 1, 'x', '', '', %s);"
        "INSERT INTO disposition VALUES ('%s', (5 << 32) + %d)",
        record, id, due, id, record);
    world_execute(world, sql);
}

/* Overdue is what was due before the day of the run, as long as it is still found. */
static void test_decided(void **state)
{
    struct world *world = *state;
    world_execute(world, "INSERT OR REPLACE INTO meta VALUES ('as_of_day', '100')");
    add(world, "1", "aa", "low", "s1", "USD", "1.00");
    decide(world, 2, "9", "1");
    page_says(
        world, report_text_findings,
        "Findings (findings.csv)\n-----------------------\n"
        "  low            1  aa\n"
        "  0 of 1 findings have a disposition, 0 overdue (dispositions.csv). 1 is of a finding "
        "that\n  is gone.\n");
    add(world, "2", "aa", "low", "s2", "USD", "1.00");
    add(world, "3", "aa", "low", "s3", "USD", "1.00");
    add(world, "4", "aa", "low", "s4", "USD", "1.00");
    decide(world, 3, "1", "99");
    decide(world, 4, "2", "100");
    decide(world, 5, "3", "NULL");
    world_execute(world, "DELETE FROM disposition WHERE finding_id = '9'");
    page_says(world, report_text_findings,
              "Findings (findings.csv)\n-----------------------\n"
              "  low            4  aa\n"
              "  3 of 4 findings have a disposition, 1 overdue (dispositions.csv).\n");
}

/* Per severity, what has no currency first; then the base currency; of each the largest, whatever
 * its sign. Info is nothing to look at first. */
static void test_first(void **state)
{
    struct world *world = *state;
    world_execute(world,
                  "INSERT INTO rule VALUES ('zz', 'high', 'Is it?', '', 'Do it.', '', '', 0)");
    add(world, "1", "zz", "high", "s1", "USD", "9.00");
    add(world, "2", "zz", "high", "s2", "USD", "-10.00");
    add(world, "3", "gap", "high", "fam/2024-03", "", "31");
    add(world, "4", "zz", "high", "s4", "EUR", "5000.00");
    add(world, "5", "low-one", "low", "s5", "USD", "1.00");
    add(world, "6", "mm", "info", "s6", "USD", "9.00");
    page_says(world, report_text_first,
              "What to look at first\n---------------------\n"
              "  1. gap (high), 1 finding\n"
              "     fam/2024-03: Explained 3.\n"
              "  2. zz (high, USD), 2 findings\n"
              "     the largest: s2: Explained 2.\n"
              "     to do: Do it.\n"
              "  3. zz (high, EUR), 1 finding\n"
              "     s4: Explained 4.\n"
              "     to do: Do it.\n"
              "  4. low-one (low, USD), 1 finding\n"
              "     s5: Explained 5.\n");
}

/* Before any finding: figures that cannot be relied on. Five in all. */
static void test_controls_and_rejects_come_first(void **state)
{
    struct world *world = *state;
    world_execute(
        world, "INSERT INTO tie VALUES (1, 'a', 'control', '', '', '', '', '', '', 'off', ''),"
               " (2, 'b', 'stated', '', '', '', '', '', '', 'off', '')");
    world_row(world, "file",
              "file_id = 1, sha256 = 'aa', short_name = 'a.csv',"
              "rejected_records = 2");
    add(world, "1", "r1", "high", "s", "USD", "4.00");
    add(world, "2", "r2", "high", "s", "USD", "3.00");
    add(world, "3", "r3", "high", "s", "USD", "2.00");
    add(world, "4", "r4", "high", "s", "USD", "1.00");
    page_says(
        world, report_text_first,
        "What to look at first\n---------------------\n"
        "  1. A control is off (tie-out.csv): the program's own arithmetic disagrees with "
        "itself. Do\n"
        "     not book; keep the books and report it.\n"
        "  2. Records were rejected (rejects.csv): correct the cells at their source or have "
        "the\n"
        "     report issued again, then run once more.\n"
        "  3. r1 (high, USD), 1 finding\n     s: Explained 1.\n"
        "  4. r2 (high, USD), 1 finding\n     s: Explained 2.\n"
        "  5. r3 (high, USD), 1 finding\n     s: Explained 3.\n");
}

static void test_timing(void **state)
{
    struct world *world = *state;
    world_row(world, "position_active", "position_id = 1, reference_id = 1, currency = 'USD'");
    world_row(world, "position_active", "position_id = 2, reference_id = 2, currency = 'USD'");
    world_row(world, "position_active", "position_id = 3, reference_id = 3, currency = 'EUR'");
    world_execute(
        world,
        "INSERT INTO timing VALUES (1, 'r', 'ahead', -70000000, 'disbursed', 19900, NULL, 1),"
        " (2, 'r', 'ahead', 1000000, 'disbursed', 19900, NULL, 1),"
        " (3, 'r', 'ahead', 2000000, 'disbursed', 19900, NULL, 1)");
    page_says(world, report_text_timing,
              "Timing: no exception until it fails to clear (timing.csv)\n"
              "---------------------------------------------------------\n"
              "  waits for  fact lies  rule       items  amount\n"
              "  disbursed  ahead      r     EUR      1    2.00\n"
              "  disbursed  ahead      r     USD      2  -69.00\n");
}

/* Of five that waited one is cleared, one still waits and is late, two are told by their rule, one
 * of them late, and of one nobody knows. Nothing waits newly. */
static void test_followed(void **state)
{
    struct world *world = *state;
    world_execute(
        world,
        "INSERT OR REPLACE INTO meta VALUES ('sealed_day', '19782');" /* 2024-02-29 */
        "UPDATE role_window SET loaded_to = 19900 WHERE role = 'billed';"
        "INSERT INTO timing_followed VALUES (1, 'USD', 'r', 'cleared', 1, 1, 'billed', 19900, "
        "''),"
        " (2, 'USD', 'r', 'ahead', 2, 1, 'billed', 19900, ''),"
        " (3, 'USD', 'r', 'told', 3, 1, 'billed', 19901, ''),"
        " (3, 'USD', 's', 'told', 3, 1, 'billed', 19900, ''),"
        " (4, 'USD', 's', 'unasked', NULL, 1, 'billed', NULL, '');"
        "INSERT INTO finding_on VALUES (1, 'timing-not-cleared'), (2, 'timing-not-cleared'), "
        "(3, 'timing-not-cleared')");
    page_says(
        world, report_text_timing,
        "Timing: no exception until it fails to clear (timing.csv)\n"
        "---------------------------------------------------------\n"
        "  Of what waited when 2024-02 was sealed: 5 in all, 1 cleared, 2 told by their own "
        "rule now,\n"
        "  2 waiting still, 2 past their day (timing-not-cleared).\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_none),
        PAGE_TEST(test_by_severity),
        PAGE_TEST(test_decided),
        PAGE_TEST(test_first),
        PAGE_TEST(test_controls_and_rejects_come_first),
        PAGE_TEST(test_timing),
        PAGE_TEST(test_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
