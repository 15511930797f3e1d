/* A position as a row: every column in its place, told by positions whose figures all differ.
 */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

#define HEADER                                                                                 \
    "\"Customer Billed Amount\",\"AWS Listing Fee\",\"Refunds Amount\",\"AWS Fee Refund\","    \
    "\"Cost\",\"Partner Revenue Amount\",\"Currency\",\"Transaction Reference ID\","           \
    "\"Product Code\",\"U.S. Sales Tax Customer Billed Amount\","                              \
    "\"U.S. Sales Tax Refunds Amount\"\n"

static void test_an_active_row(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-04-15.csv",
                 HEADER "\"100.00\",\"-3.00\",\"-20.00\",\"0.60\",\"0.00\",\"77.60\",\"USD\","
                        "\"r-1\",\"p\",\"8.00\",\"-1.60\"\n");
    folder_write(world.in, "disbursed_amount_by_product_2024-04-20.csv",
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "40.00", "-1.20", "38.80"));
    assert_int_equal(world_run(&world), STATUS_OK);
    /* gross 100 - 40, refund not yet taken: -20; so 40 can still be collected */
    assert_books(
        &world,
        "SELECT state || ' ' || cause || ' ' || basis || ' ' || money_text(open_gross) || "
        "' ' || money_text(refund_gap) || ' ' || money_text(collectible) || ' ' || "
        "money_text(open_tax) || ' ' || money_text(open_fee) || ' ' || "
        "money_text(open_net) || ' ' || money_text(expected_fee_refund) "
        "FROM position_active",
        "part-collected awaiting-payout gross 60.00 -20.00 40.00 6.40 -1.20 38.80 0.60");
    assert_books(
        &world,
        "SELECT billed_lines || ' ' || disbursed_lines || ' ' || billed_refund_lines || "
        "' ' || day_text(billed_on) || ' ' || billed_on_source || ' ' || "
        "day_text(billed_from) || ' ' || day_text(disbursed_on) || ' ' || "
        "day_text(refund_on) || ' ' || days_since_billing || ' ' || age_bucket || ' ' || "
        "due_bucket FROM position_active",
        "1 1 1 2024-03-31 file 2024-03-01 2024-04-20 2024-03-31 20 ~0-30 no-due-date");
    assert_books(&world,
                 "SELECT net_status || ' ' || tax_status || ' ' || liable_party || ' ' || "
                 "products_differ || ' ' || evidence FROM position_active",
                 "open-no-terms collected  1 "
                 "monthly_revenue_billing_and_revenue_data_2024-04-15.csv#2 "
                 "disbursed_amount_by_product_2024-04-20.csv#2");
    world_end(&world);
}

static void test_a_row_at_rest(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(
        &world,
        "SELECT money_text(gross) || ' ' || money_text(fee) || ' ' || money_text(tax) || "
        "' ' || money_text(billed_net) || ' ' || money_text(disbursed_net) || ' ' || "
        "money_text(net_x) || ' ' || day_text(billed_on) || ' ' || "
        "day_text(disbursed_on) || ' ' || net_status || ' ' || tax_status "
        "FROM position_rest ORDER BY gross DESC",
        "100.00 -3.00 0.00 97.00 97.00 97.00 2024-03-31 2024-04-20 collected-no-terms "
        "untaxed");
    world_end(&world);
}

/* As it stood on the day of the list: the payout of 20 April had not come. */
static void test_a_row_of_another_day(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-04-15.csv",
                 HEADER "\"100.00\",\"-3.00\",\"-20.00\",\"0.60\",\"0.00\",\"77.60\",\"USD\","
                        "\"r-1\",\"p\",\"8.00\",\"-1.60\"\n");
    folder_write(world.in, "disbursed_amount_by_product_2024-04-20.csv",
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "40.00", "-1.20", "38.80"));
    folder_write(
        world.in, "disbursed_amount_by_uncollected_funds_breakdown_2024-04-10.csv",
        "\"Product Code\",\"Gross Revenue\",\"AWS Revenue Share\",\"Gross Refunds\","
        "\"AWS Refunds Share\",\"Net Revenue\",\"Currency\",\"AR Period\","
        "\"Transaction Reference ID\",\"Payment Due date\"\n"
        "\"p\",\"80.00\",\"-4.00\",\"0.00\",\"0.00\",\"76.00\",\"USD\",\"2024-03\",\"r-1\","
        "\"2024-04-30\"\n");
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(
        &world,
        "SELECT day_text(cut_day) || ' ' || of_list || of_ages || ' ' || (position_id "
        "= (SELECT position_id FROM position_active)) || ' ' || (reference_id = "
        "(SELECT reference_id FROM reference WHERE text = 'r-1')) || ' ' || currency "
        "|| ' ' || state || ' ' || cause || ' ' || basis || ' ' || billed_lines || ' ' "
        "|| day_text(billed_on) || ' ' || billed_on_source || ' ' || day_text(due_on) "
        "FROM position_cut",
        "2024-04-10 10 1 1 USD not-due  gross 1 2024-03-31 file 2024-04-30");
    assert_books(
        &world,
        "SELECT money_text(billed_gross) || ' ' || money_text(billed_refund) || ' ' || "
        "money_text(billed_tax) || ' ' || money_text(billed_tax_refund) || ' ' || "
        "money_text(billed_net_x) || ' ' || money_text(disbursed_gross) || ' ' || "
        "money_text(disbursed_refund) || ' ' || money_text(disbursed_tax) || ' ' || "
        "money_text(disbursed_tax_refund) || ' ' || money_text(disbursed_net_x) || ' ' || "
        "money_text(open_gross) || ' ' || money_text(refund_gap) || ' ' || "
        "money_text(collectible) || ' ' || money_text(open_tax) || ' ' || "
        "money_text(open_net) FROM position_cut",
        "100.00 -20.00 8.00 -1.60 77.60 0.00 0.00 0.00 0.00 0.00 100.00 -20.00 80.00 6.40 "
        "77.60");
    assert_books(&world,
                 "SELECT listed || reference_listed || in_transit || ' ' || billed_lines_as_of "
                 "|| ' ' || money_text(listed_net) || ' ' || day_text(listed_period) "
                 "FROM position_cut",
                 "110 1 76.00 2024-03-31");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_an_active_row),
        WORLD_TEST(test_a_row_at_rest),
        WORLD_TEST(test_a_row_of_another_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
