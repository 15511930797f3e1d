/* What was read, by month and role; and what was taken for granted while reading. */
#include "page_fixture.h"

static void test_nothing_loaded(void **state)
{
    page_says(*state, report_text_loaded,
              "Loaded: lines by month and role\n"
              "-------------------------------\n"
              "  none\n");
}

/* 2024-03-31 is day 19813, 2024-04-30 day 19843, 2024-05-31 day 19874. In April no payout; of May
 * the billed file is awaited. */
static void test_months(void **state)
{
    static const char *const files[] = {
        "file_id = 1, sha256 = 'aa', short_name = 'one.csv', rejected_records = 1",
        "file_id = 2, sha256 = 'bb', short_name = 'two.csv'",
        "file_id = 3, sha256 = 'cc', short_name = 'three.csv', rejected_records = 2",
        "file_id = 4, sha256 = 'dd', short_name = 'usage.csv', set_aside = 1",
        "file_id = 5, sha256 = 'ee', short_name = 'tags.csv', set_aside = 1"};
    static const char *const sections[] = {
        "section_id = 1, file_id = 1, canonical = 1, role = 'billed', lines = 1200,"
        "covers_to = 19813",
        "section_id = 2, file_id = 2, canonical = 2, role = 'disbursed', lines = 7,"
        "covers_to = 19813",
        "section_id = 3, file_id = 3, canonical = 3, role = 'billed', lines = 30,"
        "covers_to = 19843"};
    struct world *world = *state;
    world_execute(world, "PRAGMA foreign_keys = OFF; DELETE FROM role_window;"
                         "INSERT INTO role_window (role, known_from, known_to, back_from) "
                         "VALUES ('billed', 19783, 19843, 19903),"
                         " ('disbursed', NULL, NULL, NULL);"
                         "INSERT INTO coverage VALUES (1, 'f', 'disbursed', 19814, 19843, NULL,"
                         " '', 'gap', 0), (2, 'f', 'billed', 19844, 19874, NULL, '',"
                         " 'awaited', 0)");
    for (size_t i = 0; i < array_count(files); i++)
        world_row(world, "file", files[i]);
    for (size_t i = 0; i < array_count(sections); i++)
        world_row(world, "section", sections[i]);
    page_says(world, report_text_loaded,
              "Loaded: lines by month and role\n"
              "-------------------------------\n"
              "  month           billed  disbursed\n"
              "  2024-03          1,200          7\n"
              "  2024-04             30        gap\n"
              "  2024-05        awaited          -\n"
              "  known from  2024-03-01          -\n"
              "  known to    2024-04-30          -\n"
              "  1 record of one.csv rejected and left out of every figure (rejects.csv).\n"
              "  2 records of three.csv rejected and left out of every figure (rejects.csv).\n"
              "  Set aside, recognised but not read: tags.csv, usage.csv\n");
}

static void test_nothing_assumed(void **state)
{
    page_says(*state, report_text_assumed,
              "Assumed\n"
              "-------\n"
              "  No file states what customers paid: collection is inferred from payout.\n");
}

/* Lines for and against are added up over files; a sign whose column holds nothing is no news. */
static void test_assumed(void **state)
{
    struct world *world = *state;
    world_execute(world, "PRAGMA foreign_keys = OFF;"
                         "INSERT INTO assumption VALUES (1, 'policy penny', '0.02', '0.01', 12,"
                         " '1234.50')");
    world_row(world, "section",
              "section_id = 1, file_id = 1, canonical = 1, family = 'fam', era = '2018-05'");
    world_row(world, "section",
              "section_id = 2, file_id = 2, canonical = 2, family = 'fam', era = '2018-05'");
    world_execute(world,
                  "INSERT INTO file_sign VALUES (1, 'fee', 1, 'negative', 'file', 1000, 1),"
                  " (2, 'fee', 1, 'negative', 'file', 234, 0),"
                  " (2, 'refund', 1, 'negative', 'file', 5, 0);"
                  "INSERT INTO section_trace VALUES (1, 'thousands comma', 3),"
                  " (2, 'thousands comma', 4), (2, 'blanks', 1)");
    world_execute(world, "INSERT INTO section_total VALUES (1, 'fee', 'USD', '1', '1', 1),"
                         " (2, 'fee', 'USD', '1', '1', 1),"
                         " (2, 'collected_net', 'USD', '1', '1', 1)");
    page_says(world, report_text_assumed,
              "Assumed\n"
              "-------\n"
              "  Signs in fam: fee negative; by the file's own lines, 1,234 lines for, 1 "
              "against.\n"
              "  Spellings tolerated: blanks in 1 cell, thousands comma in 7 cells\n");
}

static void test_nothing_departs(void **state)
{
    page_says(*state, report_text_departures, "Options and policy: all by default.\n");
}

/* Settings only: what was assumed while reading stands further down. */
static void test_departures(void **state)
{
    world_execute(*state, "INSERT INTO assumption VALUES"
                          " (1, 'option as-of (USD)', '2024-02-29', '2024-03-05', 0, '0.00'),"
                          " (2, 'policy penny (USD)', '0.02', '0.01', 12, '1234.50'),"
                          " (3, 'currency of payouts, the base currency (USD)', 'USD', 'USD',"
                          " 1, '5.00')");
    page_says(*state, report_text_departures,
              "Not by default: option as-of (USD): 2024-02-29 (by default 2024-03-05); 0.00\n"
              "Not by default: policy penny (USD): 0.02 (by default 0.01); 12 positions, "
              "1,234.50\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_nothing_loaded),  PAGE_TEST(test_months),
        PAGE_TEST(test_nothing_departs), PAGE_TEST(test_departures),
        PAGE_TEST(test_nothing_assumed), PAGE_TEST(test_assumed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
