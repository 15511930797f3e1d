/* The four reports in figures: a block a currency, and nothing added across them. */
#include "page_fixture.h"

static void test_nothing(void **state)
{
    page_says(*state, report_text_figures, "");
}

static const char two_blocks[] =
    "Figures in USD\n"
    "==============\n"
    "\n"
    "Billed and not paid out, by cause (uncollected.csv)\n"
    "  state           cause            charges  collectible  open tax  paid later\n"
    "  uncollected     past-due               2     1,235.00      8.00        0.00\n"
    "  part-collected  awaiting-payout        1        20.00                  5.00\n"
    "                                   -------  -----------  --------  ----------\n"
    "  together                               3     1,255.00      8.00        5.00\n"
    "\n"
    "Open balance by age, in days\n"
    "  since billing  positions    amount  past due  positions    amount\n"
    "  0-30                   1     20.00  not-due           3  1,255.00\n"
    "  121+                   2  1,235.00\n"
    "                 ---------  --------            ---------  --------\n"
    "  together               3  1,255.00  together          3  1,255.00\n"
    "\n"
    "Refunds by state (refunds.csv)\n"
    "  none\n"
    "\n"
    "Net terms by status (net-terms.csv)\n"
    "  status         positions  collectible\n"
    "  open-past-due          2     1,235.00\n"
    "  open-not-due           1        20.00\n"
    "                 ---------  -----------\n"
    "  together               3     1,255.00\n"
    "\n"
    "Tax collection by status (tax-collection.csv)\n"
    "  none\n"
    "\n"
    "Every position by state (populations.csv)\n"
    "  state           positions  collectible\n"
    "  part-collected          1        20.00\n"
    "  uncollected             2     1,235.00\n"
    "                  ---------  -----------\n"
    "  together                3     1,255.00\n"
    "\n"
    "Figures in EUR\n"
    "==============\n"
    "\n"
    "Billed and not paid out, by cause (uncollected.csv)\n"
    "  none\n"
    "\n"
    "Refunds by state (refunds.csv)\n"
    "  state     positions  collectible\n"
    "  refunded          1         0.00\n"
    "            ---------  -----------\n"
    "  together          1         0.00\n"
    "\n"
    "Net terms by status (net-terms.csv)\n"
    "  none\n"
    "\n"
    "Tax collection by status (tax-collection.csv)\n"
    "  none\n"
    "\n"
    "Tax of another kind by type, in no status and no return\n"
    "  type      lines    tax\n"
    "  CT            1   1.00\n"
    "  VAT           2  12.00\n"
    "            -----  -----\n"
    "  together      3  13.00\n"
    "\n"
    "Every position by state (populations.csv)\n"
    "  state     positions  collectible\n"
    "  refunded          1         0.00\n"
    "            ---------  -----------\n"
    "  together          1         0.00\n";

/* USD is the base currency, so it comes first, though E comes before U. */
static void test_blocks(void **state)
{
    static const char *const rows[] = {
        "position_id = 1, reference_id = 1, currency = 'USD', state = 'uncollected',"
        "cause = 'past-due', collectible = 1234500000, open_tax = 8000000",
        "position_id = 2, reference_id = 2, currency = 'USD', state = 'uncollected',"
        "cause = 'past-due', collectible = 500000",
        "position_id = 3, reference_id = 3, currency = 'USD', state = 'part-collected',"
        "cause = 'awaiting-payout', collectible = 20000000, disbursed_after_as_of = 5000000",
        "position_id = 4, reference_id = 1, currency = 'EUR', state = 'refunded'"};
    static const char *const taxes[] = {
        "line_id = 1, currency = 'EUR', jurisdiction_id = 1, tax_amount = 5000000",
        "line_id = 2, currency = 'EUR', jurisdiction_id = 1, tax_amount = 7000000",
        "line_id = 3, currency = 'EUR', jurisdiction_id = 2, tax_amount = 1000000",
        "line_id = 4, currency = 'EUR', jurisdiction_id = 2, tax_amount = 90000000"};
    struct world *world = *state;
    for (size_t i = 0; i < array_count(rows); i++)
        world_row(world, "position_active", rows[i]);
    for (size_t i = 0; i < array_count(taxes); i++)
        world_row(world, "line_taxed", taxes[i]);
    world_row(world, "jurisdiction", "jurisdiction_id = 1, tax_type = 'VAT'");
    world_row(world, "jurisdiction", "jurisdiction_id = 2, tax_type = 'CT'");
    world_execute(world, "INSERT INTO line_class VALUES (1, 'other-tax'), (2, 'other-tax'),"
                         " (3, 'other-tax'), (4, 'after-as-of')");
    world_execute(
        world,
        "INSERT INTO population VALUES ('uncollected', 'uncollected', 'USD', 2, '1235.00'),"
        " ('uncollected', 'part-collected', 'USD', 1, '20.00'),"
        " ('uncollected', 'refunded', 'EUR', 1, '0.00'),"
        " ('refunds', 'none', 'USD', 3, '1255.00'), ('refunds', 'refunded', 'EUR', 1, '0.00'),"
        " ('net-terms', 'open-past-due', 'USD', 2, '1235.00'),"
        " ('net-terms', 'open-not-due', 'USD', 1, '20.00');"
        "INSERT INTO ageing VALUES ('billing', '0-30', 'USD', 0, 1, '20.00'),"
        " ('billing', '121+', 'USD', 4, 2, '1235.00'),"
        " ('due', 'not-due', 'USD', 0, 3, '1255.00')");
    page_says(world, report_text_figures, two_blocks);
}

/* The open tax of reports without a tax column: empty in its row, and in the sum of such rows. */
static void test_unknown_is_empty(void **state)
{
    struct world *world = *state;
    world_row(world, "position_active",
              "position_id = 1, reference_id = 1, currency = 'USD', state = 'uncollected',"
              "cause = 'past-due', collectible = 12000000");
    world_row(world, "position_active",
              "position_id = 2, reference_id = 2, currency = 'USD', state = 'uncollected',"
              "cause = 'no-due-date', collectible = 3000000");
    world_execute(world, "INSERT INTO population VALUES"
                         " ('uncollected', 'uncollected', 'USD', 2, '15.00')");
    page_says(world, report_text_figures,
              "Figures in USD\n"
              "==============\n"
              "\n"
              "Billed and not paid out, by cause (uncollected.csv)\n"
              "  state        cause        charges  collectible  open tax  paid later\n"
              "  uncollected  past-due           1        12.00                  0.00\n"
              "  uncollected  no-due-date        1         3.00                  0.00\n"
              "                            -------  -----------  --------  ----------\n"
              "  together                        2        15.00                  0.00\n"
              "\n"
              "Refunds by state (refunds.csv)\n"
              "  none\n"
              "\n"
              "Net terms by status (net-terms.csv)\n"
              "  none\n"
              "\n"
              "Tax collection by status (tax-collection.csv)\n"
              "  none\n"
              "\n"
              "Every position by state (populations.csv)\n"
              "  state        positions  collectible\n"
              "  uncollected          2        15.00\n"
              "               ---------  -----------\n"
              "  together             2        15.00\n");
}

static void test_cross_currency(void **state)
{
    struct report_outputs outputs = {0};
    struct report_output *output = report_output_add(&outputs, "currencies.csv", STR(""));
    output->rows = 1;
    page_says_beside(*state, &outputs, report_text_figures,
                     "\n1 position is billed in one currency and paid out in another "
                     "(currencies.csv); no figure\n"
                     "above holds them.\n");
    output->rows = 0;
    page_says_beside(*state, &outputs, report_text_figures, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_nothing),
        PAGE_TEST(test_blocks),
        PAGE_TEST(test_unknown_is_empty),
        PAGE_TEST(test_cross_currency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
