/* The roll-forward, as the page says it. */
#include "page_fixture.h"

/* 19782 is 2024-02-29, 19813 is 2024-03-31. */
static const char days[] =
    "INSERT OR REPLACE INTO meta VALUES ('roll_from_day', '19783'), ('as_of_day', "
    "'19813');";

static void test_nothing(void **state)
{
    struct world *world = *state;
    world_execute(world, days);
    page_says(world, report_text_roll, "");
}

/* One block a currency; rows of payers are not on the page. */
static void test_two_currencies(void **state)
{
    struct world *world = *state;
    world_execute(world, days);
    world_execute(
        world,
        "INSERT OR REPLACE INTO role_window VALUES ('billed', 19723, 19813, 19783, 19782);"
        "INSERT INTO roll_forward VALUES ('USD', 0, 1, '9.00', '0.00', '0.00', '0.00', '0.00', "
        "'0.00', '0.00', '9.00', '0.00', '0.00', '0.00'), ('USD', 1, 0, '1234.50', '100.00', "
        "'-5.00', "
        "'-1000.00', '20.00', '-1.00', '-15.00', '333.50', '0.00', '0.00', '0.00'), ('EUR', 1, "
        "0, '0.00', "
        "'2.00', '0.00', '0.00', '0.00', '0.00', '0.00', '1.99', '-0.01', '0.00', '0.00')");
    page_says(world, report_text_roll,
              "Roll-forward (roll-forward.csv)\n"
              "-------------------------------\n"
              "                                   EUR\n"
              "  open at the end of 2024-02-29   0.00\n"
              "  billed                          2.00\n"
              "  refunds billed                  0.00\n"
              "  paid out                        0.00\n"
              "  refunds taken out of payouts    0.00\n"
              "  forgiven                        0.00\n"
              "  adjusted                        0.00\n"
              "                                 -----\n"
              "  open at the end of 2024-03-31   1.99\n"
              "  unexplained                    -0.01\n"
              "\n"
              "                                       USD\n"
              "  open at the end of 2024-02-29   1,234.50\n"
              "  billed                            100.00\n"
              "  refunds billed                     -5.00\n"
              "  paid out                       -1,000.00\n"
              "  refunds taken out of payouts       20.00\n"
              "  forgiven                           -1.00\n"
              "  adjusted                          -15.00\n"
              "                                 ---------\n"
              "  open at the end of 2024-03-31     333.50\n"
              "  unexplained                         0.00\n");
}

/* The window of billing looks back one day too short: something may be missing before. */
static void test_what_is_missing(void **state)
{
    struct world *world = *state;
    world_execute(world, days);
    world_execute(
        world,
        "INSERT OR REPLACE INTO role_window VALUES ('billed', 19723, 19813, 19784, 19782);"
        "INSERT INTO roll_forward VALUES ('USD', 1, 0, '0.00', '0.00', '0.00', "
        "'-1.00', '0.00', '0.00', '0.00', '-1.00', '0.00', '0.00', '0.00')");
    page_says(
        world, report_text_roll,
        "Roll-forward (roll-forward.csv)\n"
        "-------------------------------\n"
        "                                   USD\n"
        "  open at the end of 2024-02-29   0.00\n"
        "  billed                          0.00\n"
        "  refunds billed                  0.00\n"
        "  paid out                       -1.00\n"
        "  refunds taken out of payouts    0.00\n"
        "  forgiven                        0.00\n"
        "  adjusted                        0.00\n"
        "                                 -----\n"
        "  open at the end of 2024-03-31  -1.00\n"
        "  unexplained                     0.00\n"
        "  Charges from before the first billed file are in no opening, while their payouts "
        "count:\n"
        "  give the open items of that day as an opening list, or load earlier months.\n");
}

/* The month that ends the day before was sealed: once as it still is, once with three positions
 * that are not; and a sealed month that the roll-forward does not begin after. */
static void test_sealed(void **state)
{
    struct world *world = *state;
    world_execute(world, days);
    world_execute(
        world,
        "INSERT OR REPLACE INTO meta VALUES ('sealed_day', '19782');"
        "INSERT OR REPLACE INTO role_window VALUES ('billed', 19723, 19813, 19783, 19782);"
        "INSERT INTO prior_period VALUES (1, 'USD', 0, 0, 1234500000, 'f.csv'), "
        "(2, 'USD', 0, 5, 4, ''), (3, 'USD', 0, 5, 6, '');"
        "INSERT INTO roll_forward VALUES ('EUR', 1, 0, '0.00', '1.00', '0.00', "
        "'0.00', '0.00', '0.00', '0.00', '1.00', '0.00', '0.00', '0.00'), "
        "('USD', 1, 0, '0.00', '0.00', '0.00', '0.00', '0.00', '0.00', '1234.50', '1234.50', "
        "'0.00', '1234.50', '0.00')");
    page_says(
        world, report_text_roll,
        "Roll-forward (roll-forward.csv)\n"
        "-------------------------------\n"
        "                                  EUR\n"
        "  open at the end of 2024-02-29  0.00\n"
        "  billed                         1.00\n"
        "  refunds billed                 0.00\n"
        "  paid out                       0.00\n"
        "  refunds taken out of payouts   0.00\n"
        "  forgiven                       0.00\n"
        "  adjusted                       0.00\n"
        "                                 ----\n"
        "  open at the end of 2024-03-31  1.00\n"
        "  unexplained                    0.00\n"
        "  It opens with what was sealed.\n"
        "\n"
        "                                      USD\n"
        "  open at the end of 2024-02-29      0.00\n"
        "  billed                             0.00\n"
        "  refunds billed                     0.00\n"
        "  paid out                           0.00\n"
        "  refunds taken out of payouts       0.00\n"
        "  forgiven                           0.00\n"
        "  adjusted                       1,234.50\n"
        "                                 --------\n"
        "  open at the end of 2024-03-31  1,234.50\n"
        "  unexplained                        0.00\n"
        "  It opens with what was sealed. 3 positions of sealed months would open otherwise "
        "by now\n"
        "  (prior-period.csv); of that later files say 1,234.50, a part of adjusted.\n");
}

static void test_sealed_before(void **state)
{
    struct world *world = *state;
    world_execute(world, days);
    world_execute(
        world,
        "INSERT OR REPLACE INTO meta VALUES ('sealed_day', '19781');"
        "INSERT OR REPLACE INTO role_window VALUES ('billed', 19723, 19813, 19783, 19782);"
        "INSERT INTO roll_forward VALUES ('EUR', 1, 0, '0.00', '1.00', '0.00', "
        "'0.00', '0.00', '0.00', '0.00', '1.00', '0.00', '0.00', '0.00')");
    page_says(world, report_text_roll,
              "Roll-forward (roll-forward.csv)\n"
              "-------------------------------\n"
              "                                  EUR\n"
              "  open at the end of 2024-02-29  0.00\n"
              "  billed                         1.00\n"
              "  refunds billed                 0.00\n"
              "  paid out                       0.00\n"
              "  refunds taken out of payouts   0.00\n"
              "  forgiven                       0.00\n"
              "  adjusted                       0.00\n"
              "                                 ----\n"
              "  open at the end of 2024-03-31  1.00\n"
              "  unexplained                    0.00\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_nothing),         PAGE_TEST(test_two_currencies),
        PAGE_TEST(test_what_is_missing), PAGE_TEST(test_sealed),
        PAGE_TEST(test_sealed_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
