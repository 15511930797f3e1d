/* Whole tables from books of a test's own: their order, their empty cells, their marks. */
#include "check_fixture.h"
#include "folder.h"
#include "reports/report.h"

/* Writes all reports into a folder of the test's own and compares one of them. */
static void table_says(struct world *world, const char *name, const char *wanted)
{
    static const struct report_options options = {0};
    void *folder = NULL;
    char text[FOLDER_TEXT_BYTES];
    assert_int_equal(folder_make(&folder), 0);
    enum status status =
        report_write_all(world->store, folder, &options, NULL, &world->failure);
    folder_read(folder, name, text);
    folder_remove(&folder);
    must_work(status, &world->failure);
    const char *rows = strchr(text, '\n');
    assert_non_null(rows);
    assert_string_equal(rows + 1, wanted); /* headers have a test of their own */
}

static void rows_of(struct world *world, const char *table, const char *const *rows,
                    size_t count)
{
    for (size_t i = 0; i < count; i++)
        world_row(world, table, rows[i]);
}

/* By reference and currency; the month is the one before the roll-forward. 19813 is 2024-03-31. */
static void test_prior_period(void **state)
{
    struct world *world = *state;
    world_execute(world, "INSERT OR REPLACE INTO meta VALUES ('roll_from_day', '19814');"
                         "INSERT INTO payer VALUES (7, '111122223333');"
                         "INSERT INTO prior_period VALUES"
                         " (2, 'USD', 7, 30000000, 27000000, 'a.csv b.csv'),"
                         " (1, 'USD', 0, 0, 1500000, 'b.csv'), (1, 'EUR', 7, -10000, 0, '')");
    table_says(world, "prior-period.csv",
               "R-1,EUR,111122223333,2024-03,-0.01,0.00,0.01,\n"
               "R-1,USD,,2024-03,0.00,1.50,1.50,b.csv\n"
               "R-2,USD,111122223333,2024-03,30.00,27.00,-3.00,a.csv b.csv\n");
}

/* What is gone has its id and what was said of it. */
static void test_dispositions(void **state)
{
    struct world *world = *state;
    world_execute(world, "INSERT OR REPLACE INTO meta VALUES ('as_of_day', '100')");
    world_execute(world, "INSERT INTO finding VALUES"
                         " ('b', 'r', 'low', 's', 'R', 'USD', '', '', '-1.00', 'x', ''),"
                         " ('c', 'r', 'high', 's', 'S', 'EUR', '', '', '2.00', 'x', '')");
    world_row(world, "file", "file_id = 1, sha256 = 'aa', short_name = '=d.csv'");
    world_row(world, "section", "section_id = 5, file_id = 1, role = 'disposition'");
    world_execute(world, "INSERT INTO line_disposition VALUES"
                         " ((5 << 32) + 2, 'c', 0, 1, 1, '-x', 'o, p', '', 99),"
                         " ((5 << 32) + 3, 'b', 0, 1, 1, '', '', '=c', 100),"
                         " ((5 << 32) + 4, 'a', 0, 1, 1, '-5', '', '', 3),"
                         " ((5 << 32) + 5, 'b', 0, 1, 1, 'does not count', '', '', 3);"
                         "INSERT INTO disposition VALUES ('c', (5 << 32) + 2),"
                         " ('b', (5 << 32) + 3), ('a', (5 << 32) + 4)");
    table_says(world, "dispositions.csv",
               "a,,,,,,-5,,,1970-01-04,gone,'=d.csv\n"
               "b,r,low,R,USD,-1.00,,,'=c,1970-04-11,open,'=d.csv\n"
               "c,r,high,S,EUR,2.00,'-x,\"o, p\",,1970-04-10,overdue,'=d.csv\n");
}

/* By severity, then rule, then subject. */
static void test_findings(void **state)
{
    struct world *world = *state;
    world_execute(world,
                  "INSERT INTO finding VALUES"
                  " ('1', 'b', 'low', 's', 'R', 'USD', '', '', '', 'x', ''),"
                  " ('2', 'a', 'info', 's', '', 'USD', '', '', '', 'x', ''),"
                  " ('3', 'b', 'high', 't', '', '', '1.00', '', '', 'x', ''),"
                  " ('4', 'b', 'high', 's', '', '', '-5.00', '=2', '', '@x, y', 'f.csv#1'),"
                  " ('5', 'a', 'medium', 's', '', 'USD', '', '', '', 'x', ''),"
                  " ('6', 'a', 'high', 'z', '', 'USD', '', '', '', 'x', '')");
    table_says(world, "findings.csv",
               "6,a,high,,USD,z,,,,x,\n"
               "4,b,high,,,s,-5.00,'=2,,\"'@x, y\",f.csv#1\n"
               "3,b,high,,,t,1.00,,,x,\n"
               "5,a,medium,,USD,s,,,,x,\n"
               "1,b,low,R,USD,s,,,,x,\n"
               "2,a,info,,USD,s,,,,x,\n");
}

/* By due_on, the empty last, then reference. What is open leaves its payout empty. 19813 is
 * 2024-03-31. */
static void test_net_terms(void **state)
{
    static const char *const rows[] = {
        "position_id = 1, reference_id = 3, currency = 'USD', net_status = 'open-no-terms',"
        "billed_on = 19813, billed_gross = 1000000, collectible = 1000000",
        "position_id = 2, reference_id = 2, currency = 'USD', net_status = 'open-past-due',"
        "billed_on = 19813, due_on = 19843, terms_days = 30, terms_source = 'stated',"
        "billed_gross = 2000000, disbursed_gross = 500000, collectible = 1500000,"
        "disbursed_on = 19850, days_to_collect = 37, days_late = 7, expected_month = 19874",
        "position_id = 3, reference_id = 1, currency = 'USD', net_status = 'collected-late',"
        "billed_on = 19813, due_on = 19843, terms_days = 30, terms_source = 'policy',"
        "billed_gross = 2000000, disbursed_gross = 2000000, disbursed_on = 19893,"
        "days_to_collect = 80, days_late = 50",
        "position_id = 4, reference_id = 1, currency = 'EUR', net_status = "
        "'collected-in-terms',"
        "due_on = 19813"};
    struct world *world = *state;
    rows_of(world, "position_active", rows, array_count(rows));
    world_execute(world, "INSERT INTO population VALUES"
                         " ('net-terms', 'open-no-terms', 'USD', 1, '1.00'),"
                         " ('net-terms', 'open-past-due', 'USD', 1, '1.50'),"
                         " ('net-terms', 'collected-late', 'USD', 1, '0.00'),"
                         " ('net-terms', 'collected-in-terms', 'EUR', 1, '0.00')");
    table_says(world, "net-terms.csv",
               "R-1,USD,,,2024-03-31,2024-04-30,30,policy,collected-late,2024-06-19,80,50,2.00,"
               "2.00,0.00,,0.00,,\n"
               "R-2,USD,,,2024-03-31,2024-04-30,30,stated,open-past-due,,,,2.00,0.50,1.50,"
               "2024-05,0.00,,\n"
               "R-3,USD,,,2024-03-31,,,,open-no-terms,,,,1.00,0.00,1.00,,0.00,,\n");
}

/* Days counted from a stand-in billing day carry a mark. */
static void test_payer_terms(void **state)
{
    struct world *world = *state;
    world_execute(world,
                  "INSERT INTO payer VALUES (1, '222222222222'), (2, '111111111111');"
                  "INSERT INTO payer_terms VALUES"
                  " (1, 'USD', 7, 1, '12.00', 45, 'observed', 1, 30, 45, 60, 1, 2),"
                  " (2, 'USD', 3, 0, '0.00', 30, 'stated', 0, 12, 20, 20, 0, 0),"
                  " (2, 'EUR', 1, 1, '99999999999999999.01', NULL, '', 0, NULL, NULL, NULL, 0,"
                  " 0)");
    table_says(world, "payer-terms.csv",
               "111111111111,EUR,1,1,99999999999999999.01,,,,,,0\n"
               "111111111111,USD,3,0,0.00,30,stated,12,20,20,0\n"
               "222222222222,USD,7,1,12.00,~45,observed,~30,~45,~60,2\n");
}

/* By reference, then rule; without a day to clear by the cell is empty. */
static void test_timing(void **state)
{
    static const char *const rows[] = {
        "position_id = 1, reference_id = 2, currency = 'USD', evidence = 'a.csv#1 b.csv#2'",
        "position_id = 2, reference_id = 1, currency = 'EUR'"};
    struct world *world = *state;
    rows_of(world, "position_active", rows, array_count(rows));
    world_execute(world, "INSERT INTO timing VALUES"
                         " (1, 'r2', 'before-history', 1000000, 'billed', NULL, NULL, 1),"
                         " (1, 'r1', 'ahead', -70000000, 'disbursed', 19843, NULL, 1),"
                         " (2, 'r9', 'ahead', 0, 'disbursed', 19843, NULL, 1);"
                         "INSERT INTO timing_followed VALUES"
                         " (2, 'USD', 'r1', 'ahead', 1, -60000000, 'disbursed', 19800, 'old'),"
                         " (2, 'USD', 'r0', 'told', 1, 5000000, 'billed', 19843, 'a.csv#1'),"
                         " (1, 'EUR', 's', 'unasked', 2, 5000000, 'billed', 19843, 'a.csv#1'),"
                         " (3, 'USD', 'r1', 'cleared', NULL, 6000000, 'billed', 19843, 'c')");
    table_says(world, "timing.csv",
               "R-1,EUR,ahead,r9,0.00,disbursed,2024-04-30,\n"
               "R-2,USD,told,r0,5.00,billed,2024-04-30,a.csv#1\n"
               "R-2,USD,ahead,r1,-70.00,disbursed,2024-04-30,a.csv#1 b.csv#2\n"
               "R-2,USD,before-history,r2,1.00,billed,,a.csv#1 b.csv#2\n"
               "R-3,USD,cleared,r1,6.00,billed,2024-04-30,c\n");
}

/* The file's canonical place, then its records, then its cells. A record cut short has no
 * column; a column without a name its number. What stood there may be a formula. */
static void test_rejects(void **state)
{
    struct world *world = *state;
    world_execute(world, "PRAGMA foreign_keys = OFF");
    world_row(world, "file", "file_id = 1, sha256 = 'aa', short_name = 'later.csv'");
    world_row(world, "file", "file_id = 2, sha256 = 'bb', short_name = 'first.csv'");
    world_row(world, "section", "section_id = 1, file_id = 1, canonical = 2");
    world_row(world, "section", "section_id = 2, file_id = 2, canonical = 1");
    world_execute(world, "INSERT INTO reject VALUES"
                         " ('R-1', 1, 2, 2, 3, 'Fee', 'not-money', '=1O', 0, 0),"
                         " ('R-2', 2, 9, 12, 4, '', 'not-money', 'x', 0, 0),"
                         " ('R-3', 2, 9, 12, 3, 'Net', 'not-money', 'y', 0, 0),"
                         " ('R-4', 2, 10, 13, 0, '', 'cell-count', '', 0, 0),"
                         " ('R-5', 2, 1, 1, 1, 'A', 'not-a-day', '@z', 0, 0)");
    table_says(world, "rejects.csv",
               "R-5,first.csv,1,1,A,not-a-day,'@z\n"
               "R-3,first.csv,9,12,Net,not-money,y\n"
               "R-2,first.csv,9,12,4,not-money,x\n"
               "R-4,first.csv,10,13,,cell-count,\n"
               "R-1,later.csv,2,2,Fee,not-money,'=1O\n");
}

/* Both days count; a gap has no file. */
static void test_coverage(void **state)
{
    struct world *world = *state;
    world_row(world, "file", "file_id = 1, sha256 = 'aa', short_name = 'march.csv'");
    world_execute(world, "INSERT INTO coverage VALUES"
                         " (2, 'fam', 'billed', 19814, 19843, NULL, '', 'gap', 0),"
                         " (1, 'fam', 'billed', 19783, 19813, 1, 'convention', 'covered', 1)");
    table_says(world, "coverage.csv",
               "fam,billed,2024-03-01,2024-03-31,31,march.csv,convention,covered\n"
               "fam,billed,2024-04-01,2024-04-30,30,,,gap\n");
}

/* What is billed in one currency and paid out in another is in no other report. */
static void test_currencies(void **state)
{
    static const char *const rows[] = {
        "position_id = 1, reference_id = 1, currency = 'USD', state = 'cross-currency',"
        "billed_gross = 100000000, billed_net = 97000000, billed_refund = -1000000,"
        "net_status = 'open-no-terms', collectible = 100000000",
        "position_id = 2, reference_id = 1, currency = 'EUR', state = 'cross-currency',"
        "disbursed_gross = 90000000, disbursed_net = 87300000, evidence = 'p.csv#2'"};
    struct world *world = *state;
    rows_of(world, "position_active", rows, array_count(rows));
    world_execute(world, "INSERT INTO finding_on VALUES (2, 'zz'), (2, 'currency-differs')");
    table_says(world, "currencies.csv",
               "R-1,EUR,cross-currency,0.00,0.00,0.00,90.00,0.00,87.30,currency-differs zz,"
               "p.csv#2\n"
               "R-1,USD,cross-currency,100.00,-1.00,97.00,0.00,0.00,0.00,,\n");
    table_says(world, "net-terms.csv", "");
    table_says(world, "uncollected.csv", "");
    table_says(world, "refunds.csv", "");
    table_says(world, "tax-collection.csv", "");
}

static void test_pennies(void **state)
{
    static const char *const rows[] = {
        "position_id = 1, reference_id = 2, currency = 'USD', evidence = 'a.csv#1'",
        "position_id = 2, reference_id = 1, currency = 'USD'"};
    struct world *world = *state;
    rows_of(world, "position_active", rows, array_count(rows));
    world_execute(world, "INSERT INTO penny VALUES (1, 'gross', 1010000, 1000000),"
                         " (1, 'fee', -30000, -30001), (2, 'gross', 1000000, 1010000)");
    table_says(world, "pennies.csv",
               "R-1,USD,gross,1.00,1.01,0.01,\n"
               "R-2,USD,fee,-0.03,-0.030001,-0.000001,a.csv#1\n"
               "R-2,USD,gross,1.01,1.00,-0.01,a.csv#1\n");
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(test_prior_period), HERE(test_findings),    HERE(test_net_terms),
        HERE(test_dispositions), HERE(test_payer_terms), HERE(test_timing),
        HERE(test_rejects),      HERE(test_coverage),    HERE(test_currencies),
        HERE(test_pennies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
