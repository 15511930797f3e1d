/* When a charge was billed, paid out and refunded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

static const struct world_row billed[] = {
    {"an invoice date", "inv A on=2024-05-03 gross=1", "A",
     "billed_on=2024-05-03 billed_on_source=invoice billed_from="},
    {"an AR period's last day", "comp A ar=2024-02 gross=1", "A",
     "billed_on=2024-02-29 billed_on_source=ar-period billed_from=2024-02-01"},
    {"the file's last day", "bill3 A gross=1", "A",
     "billed_on=2024-03-31 billed_on_source=file billed_from=2024-03-01"},
    {"the earliest with a charge",
     "inv A on=2024-02-01 refund=-1; inv A on=2024-05-03 gross=1; inv A on=2024-04-03 gross=1",
     "A", "billed_on=2024-04-03"},
    {"no charge: the earliest", "inv A on=2024-05-03 refund=-1; inv A on=2024-02-01 refund=-1",
     "A", "billed_on=2024-02-01"},
    {"an opening item", "open A on=2023-11-05 gross=1", "A",
     "billed_on=2023-11-05 billed_on_source=opening"},
    {"an opening item refunded later",
     "open A on=2023-11-05 gross=9; inv A on=2024-02-01 refund=-1", "A",
     "billed_on=2023-11-05 billed_on_source=opening billed_refund_on=2024-02-01"},
    {"a day both may give is the bill's",
     "inv A on=2024-02-01 gross=1; open A on=2024-02-01 gross=1", "A",
     "billed_on_source=invoice"},
    {"paid out only", "pay A on=2024-05-03 gross=1", "A", "billed_on= billed_on_source="},
};

static const struct world_row paid[] = {
    {"one payout", "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10", "A",
     "disbursed_on=2024-05-20 first_payout_on=2024-05-20 last_movement_on=2024-05-20"},
    {"a file's payout day", "inv A on=2024-04-01 gross=10; payd A gross=10", "A",
     "disbursed_on=2024-05-10"},
    {"in three parts: when they reach the charge",
     "inv A on=2024-01-01 gross=10; pay A on=2024-03-03 gross=6; pay A on=2024-02-02 gross=4; "
     "pay A on=2024-04-04 refund=-1",
     "A",
     "disbursed_on=2024-03-03 first_payout_on=2024-02-02 last_movement_on=2024-04-04 "
     "disbursed_refund_on=2024-04-04"},
    {"reached but for a penny",
     "inv A on=2024-01-01 gross=10; pay A on=2024-02-02 gross=9.99; pay A on=2024-03-03 "
     "gross=0.01",
     "A", "disbursed_on=2024-02-02"},
    {"not reached but for more",
     "inv A on=2024-01-01 gross=10; pay A on=2024-02-02 gross=9.98; pay A on=2024-03-03 "
     "gross=0.02",
     "A", "disbursed_on=2024-03-03"},
    {"short: the latest that brought something",
     "inv A on=2024-01-01 gross=10; pay A on=2024-02-02 gross=4; pay A on=2024-03-03 gross=1; "
     "pay A on=2024-04-04 gross=-2",
     "A", "disbursed_on=2024-03-03 last_movement_on=2024-04-04"},
    {"reached, taken back, short again",
     "inv A on=2024-01-01 gross=10; pay A on=2024-02-02 gross=10; pay A on=2024-03-03 "
     "gross=-10; pay A on=2024-04-04 gross=5",
     "A", "disbursed_on=2024-04-04"},
    {"reached, taken back, paid again: the first time",
     "inv A on=2024-01-01 gross=10; pay A on=2024-02-02 gross=10; pay A on=2024-03-03 "
     "gross=-10; pay A on=2024-04-04 gross=10",
     "A", "disbursed_on=2024-02-02"},
    {"in and out on one day is nothing",
     "inv A on=2024-01-01 gross=10; pay A on=2024-02-02 gross=10; pay A on=2024-02-02 "
     "gross=-10; pay A on=2024-04-04 gross=10",
     "A", "disbursed_on=2024-04-04"},
    {"never paid", "inv A on=2024-01-01 gross=10", "A",
     "disbursed_on= first_payout_on= last_movement_on="},
    {"only a refund paid", "pay A on=2024-05-05 refund=-10", "A",
     "disbursed_on= first_payout_on=2024-05-05"},
    {"no charge: the first payout", "pay A on=2024-05-05 gross=3; pay A on=2024-06-06 gross=3",
     "A", "disbursed_on=2024-05-05"},
    {"basis net: by net without tax",
     "inv A on=2024-01-05 gross=100 cost=-80 fee=-3 net=17; payt A on=2024-02-01 gross=10 "
     "tax=5 net=15; payt A on=2024-03-01 gross=7 net=7",
     "A", "disbursed_on=2024-03-01 basis=net collectible=0.00"},
};

static const struct world_row others[] = {
    {"refund days by side",
     "inv A on=2024-01-01 gross=10; inv A on=2024-03-05 refund=-1; inv A on=2024-02-05 "
     "refund=-1; pay A on=2024-02-20 gross=10; pay A on=2024-01-20 refund=-2",
     "A", "billed_refund_on=2024-02-05 disbursed_refund_on=2024-01-20 refund_on=2024-01-20"},
    {"a refund paid only", "inv A on=2024-01-01 gross=10; pay A on=2024-03-20 refund=-2", "A",
     "billed_refund_on= refund_on=2024-03-20"},
    {"an opening refund is of the list's day", "open A on=2023-11-05 gross=10 refund=-2", "A",
     "billed_refund_on=2023-12-31"},
    {"the earliest transaction date, and the newest not after as_of",
     "tax A on=2024-05-06 party=seller; tax A on=2024-05-07 party=seller; "
     "tax A on=2024-05-05 party=seller; tax A on=2024-07-01 party=seller",
     "A", "taxed_on=2024-05-05 taxed_to=2024-05-07"},
    {"no tax line, no day", "inv A on=2024-01-01 gross=10", "A", "taxed_on= taxed_to="},
    {"paid after as_of",
     "inv A on=2024-01-01 gross=10; pay A on=2024-07-02 gross=6; pay A on=2024-07-08 gross=4; "
     "pay A on=2024-06-30 gross=1",
     "A",
     "disbursed_after_as_of=10.00 disbursed_after_on=2024-07-08 disbursed_gross=1.00 "
     "state=part-collected"},
    {"paid after as_of, basis net: as the open item is measured",
     "inv A on=2024-01-05 gross=100 cost=-80 fee=-3 net=17; payt A on=2024-07-02 gross=20 "
     "fee=-3 "
     "tax=5 net=22",
     "A", "basis=net collectible=17.00 disbursed_after_as_of=17.00"},
    {"paid after as_of in another currency",
     "inv A cur=USD on=2024-01-01 gross=10; pay A cur=EUR on=2024-07-02 gross=6", "A",
     "disbursed_after_as_of=0.00 disbursed_after_on="},
};

static void test_billed(void **state)
{
    (void)state;
    assert_true(world_rows_hold(billed, array_count(billed)));
}

static void test_paid(void **state)
{
    (void)state;
    assert_true(world_rows_hold(paid, array_count(paid)));
}

static void test_others(void **state)
{
    (void)state;
    assert_true(world_rows_hold(others, array_count(others)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_billed),
        cmocka_unit_test(test_paid),
        cmocka_unit_test(test_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
