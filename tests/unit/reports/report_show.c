/* A report at the terminal: a block a currency, sums over all rows, and nothing of a text that
 * would speak to the terminal. */
#include "reports/report_show.h"

#include "check_fixture.h"

static void world_of_charges(struct world *world)
{
    static const char *const positions[] = {
        "reference_id = 1, currency = 'USD', state = 'uncollected', cause = 'past-due', "
        "collectible = 1000000000, payer_id = 7, product_id = 3, billed_on = 19783, "
        "days_since_billing = 121, net_status = 'open-past-due', due_on = 19844, "
        "days_past_due = 60, billed_gross = 1000000000, expected_month = 19905, "
        "tax_status = 'short', tax_calculated = 80000000, disbursed_tax = 90000000, "
        "disbursed_tax_refund = -20000000, tax_difference = 10000000",
        "reference_id = 2, currency = 'USD', state = 'part-collected', cause = 'no-due-date', "
        "collectible = 234567890, payer_id = 8, products_differ = 1, "
        "net_status = 'collected-late', due_on = 19800, days_late = 5, days_past_due = 104, "
        "billed_gross = 234567890, tax_status = 'over', tax_difference = -10500000, "
        "disbursed_tax = 10500000, paid_stands_in = 1, refund_lines = 1, "
        "billed_refund = -1000000",
        "reference_id = 3, currency = 'EUR', state = 'uncollected', cause = 'not-due', "
        "collectible = 10000, payer_id = 7, product_id = 3, net_status = 'open-no-terms', "
        "billed_gross = 10000, tax_status = 'untaxed'",
        "reference_id = 3, currency = 'USD', state = 'settled', net_status = 'collected-late', "
        "payer_id = 7, product_id = 3, due_on = 19800, days_late = 104, billed_gross = "
        "5000000, "
        "tax_status = 'collected', refund_lines = 1, billed_refund = -250000000, "
        "disbursed_refund = -300000000, refund_gap = 50000000",
    };
    world_execute(world, "INSERT OR REPLACE INTO meta VALUES ('as_of', '2024-06-30'),"
                         " ('heading', '');"
                         "INSERT INTO payer VALUES (7, '000122223333'), (8, 'P-\x1b[2J9');"
                         "INSERT INTO product VALUES (3, 'c', 'A \xc2\x9b"
                         "title', '')");
    world_row(world, "section", "role = 'billed', canonical = 1");
    world_row(world, "section", "role = 'disbursed', canonical = 2");
    for (size_t i = 0; i < array_count(positions); i++)
        world_row(world, "position_active", positions[i]);
}

static void show_says(struct world *world, struct report_show show, const char *name,
                      const char *wanted)
{
    struct buffer text = {0};
    show.report = report_shown_find(str_from(name));
    assert_non_null(show.report);
    must_work(report_show_write(world->store, &show, &text, &world->failure), &world->failure);
    assert_string_equal(buffer_c(&text), wanted);
    buffer_free(&text);
}

#define UNCOLLECTED                                                                            \
    "Billed and not paid out, as of 2024-06-30\n"                                              \
    "=========================================\n"

static void test_uncollected(void **state)
{
    struct world *world = *state;
    world_of_charges(world);
    show_says(
        world, (struct report_show){0}, "uncollected",
        UNCOLLECTED
        "\n"
        "EUR, 1 charge\n"
        "  reference  payer         product   billed on  days  cause    collectible\n"
        "  R-3        000122223333  A ?title                   not-due         0.01\n"
        "                                                               -----------\n"
        "  together                                                            0.01\n"
        "\n"
        "USD, 2 charges\n"
        "  reference  payer         product   billed on   days  cause        collectible\n"
        "  R-1        000122223333  A ?title  2024-03-01   121  past-due        1,000.00\n"
        "  R-2        P-?[2J9       several                     no-due-date    234.56789\n"
        "                                                                    -----------\n"
        "  together                                                          1,234.56789\n");
}

/* The last line counts what is not shown; the first row of each currency is. */
static void test_top(void **state)
{
    struct world *world = *state;
    world_of_charges(world);
    show_says(world, (struct report_show){.top = 1}, "uncollected",
              UNCOLLECTED
              "\n"
              "EUR, 1 charge\n"
              "  reference  payer         product   billed on  days  cause    collectible\n"
              "  R-3        000122223333  A ?title                   not-due         0.01\n"
              "                                                               -----------\n"
              "  together                                                            0.01\n"
              "\n"
              "USD, 2 charges\n"
              "  reference  payer         product   billed on   days  cause     collectible\n"
              "  R-1        000122223333  A ?title  2024-03-01   121  past-due     1,000.00\n"
              "                                                                 -----------\n"
              "  together                                                       1,234.56789\n"
              "  1 more is not shown; \"together\" counts it too.\n");
}

/* With leading zeros and dashes or without; of a payer without rows a sentence. */
static void test_payer(void **state)
{
    static const char *const names[] = {"000122223333", "122223333", "0001-2222-3333"};
    struct world *world = *state;
    world_of_charges(world);
    for (size_t i = 0; i < array_count(names); i++)
        show_says(world, (struct report_show){.payer = str_from(names[i])}, "tax",
                  "Tax that is not as calculated, payer 000122223333, as of 2024-06-30\n"
                  "===================================================================\n"
                  "Not loaded: tax reports: what had to be collected is not known.\n"
                  "\n"
                  "USD, 1 position\n"
                  "  reference  payer         status  calculated  paid out  difference\n"
                  "  R-1        000122223333  short        80.00     70.00       10.00\n"
                  "                                   ----------  --------  ----------\n"
                  "  together                              80.00     70.00       10.00\n");
    world_execute(world, "INSERT INTO payer VALUES (9, 'nobody')");
    show_says(world, (struct report_show){.payer = STR("nobody")}, "refunds",
              "Refunds, payer nobody, as of 2024-06-30\n"
              "=======================================\n"
              "There is no refund.\n");
}

static void test_no_such_payer(void **state)
{
    static const struct {
        const char *payer, *remedy;
    } rows[] = {
        {"000122223334",
         "Did you mean 000122223333? Payers stand in the column payer of the reports."},
        {"Someone Else Ltd", "Payers stand in the column payer of the reports."},
    };
    struct world *world = *state;
    world_of_charges(world);
    for (size_t i = 0; i < array_count(rows); i++) {
        struct buffer text = {0};
        struct report_show show = {.report = report_shown_find(STR("tax")),
                                   .payer = str_from(rows[i].payer)};
        failure_init(&world->failure);
        assert_int_equal(report_show_write(world->store, &show, &text, &world->failure),
                         STATUS_USAGE);
        assert_non_null(strstr(world->failure.message, "in these books"));
        assert_string_equal(world->failure.remedy, rows[i].remedy);
        assert_int_equal(text.length, 0);
        buffer_free(&text);
    }
}

/* What bills state as paid says nothing of refunds: an empty cell, and no part of a sum. */
static void test_refunds(void **state)
{
    struct world *world = *state;
    world_of_charges(world);
    show_says(
        world, (struct report_show){0}, "refunds",
        "Refunds, as of 2024-06-30\n"
        "=========================\n"
        "\n"
        "USD, 2 charges\n"
        "  reference  payer         product   state            billed  paid out    gap\n"
        "  R-3        000122223333  A ?title  settled         -250.00   -300.00  50.00\n"
        "  R-2        P-?[2J9       several   part-collected    -1.00\n"
        "                                                     -------  --------  -----\n"
        "  together                                           -251.00   -300.00  50.00\n");
}

/* What is open by days past due, what is paid by days late; the longest due first. */
static void test_net_terms(void **state)
{
    struct world *world = *state;
    world_of_charges(world);
    world_execute(world, "DELETE FROM section WHERE role = 'disbursed';"
                         "DELETE FROM position_active WHERE currency = 'EUR'");
    show_says(world, (struct report_show){0}, "net-terms",
              "Net terms: what is open, and what came late, as of 2024-06-30\n"
              "=============================================================\n"
              "Not loaded: payout reports: all that was billed counts as not paid out.\n"
              "\n"
              "USD, 3 charges\n"
              "  reference  payer         due on      status          days late  expected  "
              "     billed  collectible\n"
              "  R-2        P-?[2J9       2024-03-18  collected-late          5            "
              "  234.56789    234.56789\n"
              "  R-3        000122223333  2024-03-18  collected-late        104            "
              "       5.00         0.00\n"
              "  R-1        000122223333  2024-05-01  open-past-due          60  2024-07   "
              "   1,000.00     1,000.00\n"
              "                                                                            "
              "-----------  -----------\n"
              "  together                                                                  "
              "1,239.56789  1,234.56789\n");
}

/* Colours stand around the title alone, and another one where the books do not tie. */
static void test_colours_and_width(void **state)
{
    struct world *world = *state;
    world_of_charges(world);
    world_execute(world, "DELETE FROM position_active WHERE currency = 'USD'");
    show_says(world, (struct report_show){.colours = true, .width = 72}, "uncollected",
              "\033[1m" UNCOLLECTED "\033[0m\n"
              "EUR, 1 charge\n"
              "  reference  payer         produ…  billed on  days  cause    collectible\n"
              "  R-3        000122223333  A ?ti…                   not-due         0.01\n"
              "                                                             -----------\n"
              "  together                                                          0.01\n");
}

static void test_heading(void **state)
{
    struct world *world = *state;
    world_execute(world, "INSERT OR REPLACE INTO meta VALUES ('as_of', '2024-06-30'),"
                         " ('heading', 'DOES NOT TIE')");
    show_says(world, (struct report_show){.colours = true}, "tax-collection",
              "\033[1;31mDOES NOT TIE: Tax that is not as calculated, as of 2024-06-30\n"
              "=============================================================\n"
              "\033[0m"
              "Not loaded: billed reports: what was billed and not paid out is not known.\n"
              "Not loaded: payout reports: all that was billed counts as not paid out.\n"
              "Not loaded: tax reports: what had to be collected is not known.\n"
              "All tax is as calculated.\n");
}

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < report_shown_count; i++) {
        assert_ptr_equal(report_shown_find(str_from(report_shown[i].name)), &report_shown[i]);
        assert_ptr_equal(report_shown_find(str_from(report_shown[i].file)), &report_shown[i]);
        assert_true(strlen(report_shown[i].columns) <= REPORT_SHOW_COLUMNS);
    }
    assert_null(report_shown_find(STR("uncollected.csv")));
    assert_null(report_shown_find(STR("")));
}

#define SHOW_TEST(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHOW_TEST(test_uncollected),  SHOW_TEST(test_top),
        SHOW_TEST(test_payer),        SHOW_TEST(test_no_such_payer),
        SHOW_TEST(test_refunds),      SHOW_TEST(test_net_terms),
        SHOW_TEST(test_heading),      SHOW_TEST(test_colours_and_width),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
