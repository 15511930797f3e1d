/* A record becomes a line everybody hears of, or a reject with its place. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

static void test_a_line_as_stored(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(
        &world,
        "SELECT text || ' ' || currency || ' ' || gross || ' ' || fee || ' ' || net || ' ' "
        "|| line_first FROM line_billed JOIN reference USING (reference_id) "
        "WHERE line_id & 4294967295 = 3",
        "r-2 USD 50000000 -1500000 48500000 3");
    assert_books(&world,
                 "SELECT account || ' ' || customer_ref FROM line_billed JOIN customer "
                 "USING (customer_id)",
                 "111122223333 c1");
    assert_books(&world, "SELECT currency IS NULL AND dated IS NULL FROM line_disbursed", "1");
    world_end(&world);
}

/* A row a bad cell: one record with two of them is one rejected record. */
static void test_two_bad_cells_of_one_record(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-05-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-3", "x", "1.0E+02", "97.00"));
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_int_equal(world.result.rejected_records, 1);
    assert_books(&world,
                 "SELECT group_concat(column_number || ' ' || column_name || ' ' || reason "
                 "|| ' ' || text, '; ') FROM (SELECT * FROM reject ORDER BY column_number)",
                 "8 Customer Billed Amount not-money x; 9 AWS Fee money-exponent 1.0E+02");
    assert_books(&world, "SELECT count(*) FROM line_billed", "2");
    world_end(&world);
}

/* The report's own list says when an item was billed, which is not the day of the list. */
static void test_open_items_need_a_day_of_their_own(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    folder_write(world.in, "disbursed_amount_by_uncollected_funds_breakdown.csv",
                 "\"Product Code\",\"Product\",\"SellerRev\",\"AWSRefFee\",\"SellerRevRefund\","
                 "\"AWSRefFeeRefund\",\"Net Amount\",\"Currency\",\"AR Period\","
                 "\"Transaction Reference ID\",\"Payment Due date\"\n"
                 "\"p1\",\"Scanner\",\"5.00\",\"0.00\",\"0.00\",\"0.00\",\"5.00\",\"USD\","
                 "\"2024-03\",\"r-9\",\"2024-05-01\"\n");
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    assert_non_null(strstr(world.failure.path, "uncollected_funds_breakdown"));
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_a_line_as_stored),
        WORLD_TEST(test_two_bad_cells_of_one_record),
        WORLD_TEST(test_open_items_need_a_day_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
