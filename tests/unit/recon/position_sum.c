/* Both sides of a position, and the arithmetic of section 4. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

static const struct world_row arithmetic[] = {
    {"what is open",
     "inv A on=2024-05-01 gross=100 fee=-3 refund=-10 fee_refund=0.3 tax=8 tax_refund=-0.8 "
     "net=87.3; pay A on=2024-05-20 gross=60 fee=-1.8 refund=-4 fee_refund=0.12 tax=5 "
     "tax_refund=-0.5 net=54.32",
     "A",
     "open_gross=40.00 refund_gap=-6.00 collectible=34.00 open_tax=2.70 open_fee=-1.02 "
     "open_net=32.98"},
    {"a refund not billed adds nothing",
     "inv A on=2024-05-01 gross=100; pay A on=2024-05-20 gross=60 refund=-4", "A",
     "refund_gap=4.00 collectible=40.00"},
    {"counts of lines",
     "inv A on=2024-05-01 gross=100 refund=-1; inv A on=2024-05-02 refund=-1; pay A "
     "on=2024-05-20 gross=60 fee=-1; pay A on=2024-05-21 fee=-1 refund=-2; pay A on=2024-05-22 "
     "gross=1",
     "A",
     "billed_lines=2 billed_refund_lines=2 disbursed_lines=3 disbursed_fee_lines=2 "
     "disbursed_refund_lines=1 refund_lines=3"},
    {"a fee refund and its reversal are refunds",
     "inv A on=2024-05-01 gross=100 fee_refund=5; inv A on=2024-05-02 fee_refund=-5", "A",
     "billed_refund_lines=0 refund_lines=2"},
    {"a tax refund on the payout side is one",
     "inv A on=2024-05-01 gross=100; pay A on=2024-05-20 tax_refund=-1; pay A on=2024-05-21 "
     "tax_refund=1",
     "A", "refund_lines=2"},
    {"a fee and a credit are none",
     "inv A on=2024-05-01 gross=100 fee=-5; pay A on=2024-05-20 gross=100 credit=1", "A",
     "refund_lines=0"},
    {"net without the tax it holds",
     "payt A on=2024-05-20 gross=60 tax=5 tax_refund=-1 net=64; pay A on=2024-05-21 gross=10 "
     "tax=2 net=10",
     "A", "disbursed_net=74.00 disbursed_net_x=70.00 open_net=-70.00"},
    {"a share of the fee", "inv A on=2024-05-01 gross=100 fee=-3 refund=-33.5", "A",
     "expected_fee_refund=1.01"},
    {"a half cent is rounded away from zero",
     "inv A on=2024-05-01 gross=100 fee=-3 refund=-50.5", "A", "expected_fee_refund=1.52"},
    {"no refund", "inv A on=2024-05-01 gross=100 fee=-3", "A", "expected_fee_refund=0.00"},
    {"no charge", "inv A on=2024-05-01 fee=-3 refund=-1", "A", "expected_fee_refund="},
    {"an opening list knows no fee and no net",
     "open A on=2023-11-05 gross=100 refund=-10 tax=8; pay A on=2024-02-01 gross=50 fee=-1 "
     "cost=-20 net=29",
     "A",
     "open_fee= open_net= expected_fee_refund= collectible=40.00 open_tax=8.00 basis=gross"},
    {"an opening list and a cost",
     "open A on=2023-11-05 gross=100; inv A on=2024-02-01 cost=-20", "A",
     "basis=gross collectible=100.00"},
    {"the newest list only",
     "inv A on=2024-01-01 gross=100 net=97; list3 A gross=80 net=77; list6 A gross=50 net=48; "
     "list6 A gross=1 net=1",
     "A", "stated_open_net=49.00 stated_open_lines=3"},
    {"an item that left the list",
     "inv A on=2024-01-01 gross=100 net=97; list3 A gross=80 net=77", "A",
     "stated_open_net= newest_list_on=2024-03-31"},
    {"what the customer has paid", "col A on=2024-01-01 gross=100 net=97 collected_net=50", "A",
     "collected_net=50.00"},
    {"a report that does not say", "bill1 A gross=100 net=97", "A", "collected_net="},
};

static const struct world_row questions[] = {
    {"nothing to ask",
     "inv A on=2024-05-01 gross=10 fee=-1 net=9; pay A on=2024-05-20 gross=10 fee=-1 net=9",
     "A", "flagged=no"},
    {"net does not add up", "inv A on=2024-05-01 gross=10 fee=-1 net=9.010001", "A",
     "flagged=yes"},
    {"within a cent it does", "inv A on=2024-05-01 gross=10 fee=-1 net=9.01", "A",
     "flagged=no"},
    {"an era whose net is inexact", "odd A on=2024-05-01 gross=10 fee=-1 net=5", "A",
     "flagged=no"},
    {"net that holds tax", "payt A on=2024-05-20 gross=10 fee=-1 tax=2 tax_refund=-1 net=10",
     "A", "flagged=no"},
    {"a payout taken back", "pay A on=2024-05-20 gross=-10 net=-10 flags=2", "A",
     "flagged=yes"},
    {"money alone is no question", "inv A on=2024-05-01 gross=10 net=10 flags=32", "A",
     "flagged=no"},
    {"a currency assumed", "pay A on=2024-05-20 gross=10 net=10", "A", "currency_assumed=yes"},
    {"a currency stated", "pay A cur=USD on=2024-05-20 gross=10 net=10", "A",
     "currency_assumed=no"},
};

static void test_arithmetic(void **state)
{
    (void)state;
    assert_true(world_rows_hold(arithmetic, array_count(arithmetic)));
}

static void test_questions(void **state)
{
    (void)state;
    assert_true(world_rows_hold(questions, array_count(questions)));
}

/* The bound of a position is 9 * 10^12 units; a line may hold 10^12. */
static void test_bound(void **state)
{
    (void)state;
    static struct world world;
    for (int lines = 9; lines <= 10; lines++) {
        world_init(&world);
        for (int line = 0; line < lines; line++)
            world_add(&world, "inv HUGE on=2024-05-01 gross=1000000000000");
        enum status status = world_pass(&world);
        assert_int_equal(status, lines == 9 ? STATUS_OK : STATUS_REFUSED);
        if (status == STATUS_REFUSED) {
            assert_non_null(strstr(world.failure.message, "HUGE"));
            assert_non_null(strstr(world.failure.message, "9,000,000,000,000.00"));
            assert_non_null(strstr(world.failure.remedy, "inv.csv#2 inv.csv#3"));
        } else {
            assert_true(
                world_is(&world, "at the bound", "HUGE", "collectible=9000000000000.00"));
        }
        world_free(&world);
    }
}

/* Each side fits, what is open does not. */
static void test_bound_between_sides(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    for (int line = 0; line < 6; line++)
        world_add(&world, "inv HUGE on=2024-05-01 gross=1000000000000;"
                          "pay HUGE on=2024-05-01 gross=-1000000000000");
    assert_int_equal(world_pass(&world), STATUS_REFUSED);
    world_free(&world);
}

/* Printed signs are turned by their table's factors. */
static void test_factors(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    world.sections[0].factor[COMPONENT_FEE] = -1;
    world.sections[0].factor[COMPONENT_REFUND] = -1;
    world_add(&world, "inv A on=2024-05-01 gross=100 fee=3 refund=10 fee_refund=0.3 net=87.3");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_true(world_is(&world, "turned", "A",
                         "billed_fee=-3.00 billed_refund=-10.00 billed_fee_refund=0.30 "
                         "collectible=90.00 flagged=no"));
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arithmetic), cmocka_unit_test(test_questions),
        cmocka_unit_test(test_bound),      cmocka_unit_test(test_bound_between_sides),
        cmocka_unit_test(test_factors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
