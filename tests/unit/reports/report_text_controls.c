/* Whether the figures can be relied on, as the page says it. */
#include "page_fixture.h"

#define NOT_EVIDENCED                                                                          \
    "  No total that a report states of its lines could be compared: completeness against "    \
    "the\n"                                                                                    \
    "  source is not evidenced.\n"

static void test_nothing_stated(void **state)
{
    struct world *world = *state;
    world_execute(world, "INSERT INTO meta VALUES ('rules_run', '12'), ('rules_shipped', '12'),"
                         " ('rules_source', 'built-in');"
                         "INSERT INTO tie VALUES"
                         " (1, 'a', 'control', '', '', '', '', '', '', 'ties', ''),"
                         " (2, 'b', 'stated', '', '', '', '', '', '', 'not-testable', 'none'),"
                         " (3, 'tax-totals', 'stated', '', '', '', '', '', '', 'ties', ''),"
                         " (4, 'billed-tax', 'stated', '', '', '', '', '', '', 'ties', '')");
    page_says(world, report_text_controls,
              "Controls (tie-out.csv)\n"
              "----------------------\n"
              "                         tie  penny  off  not testable\n"
              "  our own arithmetic       1      0    0             0\n"
              "  stated by the reports    2      0    0             1\n" NOT_EVIDENCED
              "  All 12 rules ran.\n");
}

/* What is off stands by name; a stated figure that was compared is evidence. */
static void test_off(void **state)
{
    struct world *world = *state;
    world_execute(
        world,
        "INSERT INTO meta VALUES ('rules_run', '3'), ('rules_shipped', '12'),"
        " ('rules_source', 'directory');"
        "INSERT INTO tie VALUES (1, 'total', 'stated', 'list.csv', 'USD', 'net', '1234.50',"
        " '1234.00', '-0.50', 'off', 'it says so'),"
        " (2, 'records', 'control', '', '', '', '3', '2', '-1', 'off', '')");
    page_says(world, report_text_controls,
              "Controls (tie-out.csv)\n"
              "----------------------\n"
              "                         tie  penny  off  not testable\n"
              "  our own arithmetic       0      0    1             0\n"
              "  stated by the reports    0      0    1             0\n"
              "  off: records: reported 3, computed 2, difference -1\n"
              "  off: total, list.csv, USD, net: reported 1,234.50, computed 1,234.00, "
              "difference -0.50; it\n"
              "       says so\n"
              "  3 rules ran, from a directory; 12 are built in.\n");
}

/* Ten are shown. */
static void test_many_off(void **state)
{
    struct world *world = *state;
    struct buffer sql = {0};
    struct buffer text = {0};
    buffer_add_c(&text, "Controls (tie-out.csv)\n"
                        "----------------------\n"
                        "                         tie  penny  off  not testable\n"
                        "  our own arithmetic       0      0   12             0\n"
                        "  stated by the reports    0      0    0             0\n");
    for (int i = 1; i <= 12; i++) {
        buffer_format(
            &sql,
            "INSERT INTO tie VALUES (%d, 'c%02d', 'control', '', '', '', '1', '2', '1',"
            " 'off', '');",
            i, i);
        if (i <= 10)
            buffer_format(&text, "  off: c%02d: reported 1, computed 2, difference 1\n", i);
    }
    buffer_add_c(&text, "  and 2 more in tie-out.csv\n" NOT_EVIDENCED
                        "  5 rules ran; 6 are built in.\n");
    buffer_add_c(&sql, "INSERT INTO meta VALUES ('rules_run', '5'), ('rules_shipped', '6'),"
                       " ('rules_source', 'built-in')");
    world_execute(world, buffer_c(&sql));
    page_says(world, report_text_controls, buffer_c(&text));
    buffer_free(&sql);
    buffer_free(&text);
}

/* Two of a cent in dollars, one in euros: never together. */
static void test_pennies(void **state)
{
    struct world *world = *state;
    static const char *const rows[] = {"position_id = 1, reference_id = 1, currency = 'USD'",
                                       "position_id = 2, reference_id = 2, currency = 'USD'",
                                       "position_id = 3, reference_id = 1, currency = 'EUR'"};
    for (size_t i = 0; i < array_count(rows); i++)
        world_row(world, "position_active", rows[i]);
    world_execute(world, "INSERT INTO penny VALUES (1, 'gross', 1000000, 1010000),"
                         " (2, 'gross', 1010000, 1000000), (3, 'fee', 5000, 6000);"
                         "INSERT INTO meta VALUES ('rules_run', '1'), ('rules_shipped', '1'),"
                         " ('rules_source', 'built-in')");
    page_says(world, report_text_controls,
              "Controls (tie-out.csv)\n"
              "----------------------\n"
              "                         tie  penny  off  not testable\n"
              "  our own arithmetic       0      0    0             0\n"
              "  stated by the reports    0      0    0             0\n" NOT_EVIDENCED
              "  1 penny difference in EUR, together 0.001 of a budget of 1.00 (pennies.csv).\n"
              "  2 penny differences in USD, together 0.02 of a budget of 1.00 (pennies.csv).\n"
              "  All 1 rules ran.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_nothing_stated),
        PAGE_TEST(test_off),
        PAGE_TEST(test_many_off),
        PAGE_TEST(test_pennies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
