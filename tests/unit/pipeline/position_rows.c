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

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_an_active_row),
        WORLD_TEST(test_a_row_at_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
