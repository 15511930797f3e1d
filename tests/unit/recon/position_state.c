/* Every state and every cause, in the order of the table, with their borders at penny and
 * grace. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

/* Windows: billed reports are known from 2024-01-01 to 2024-06-30, history begins 2024-04-30.
 */
static const struct world_row states[] = {
    {"on a list, and nowhere else", "list6 A gross=10 net=10", "A",
     "state=stated-only collectible=0.00 tax_status="},
    {"on a list, and taxed", "list6 A gross=10; tax A on=2024-05-01 party=seller tax_amount=1",
     "A", "state=stated-only tax_status=awaiting-payment tax_difference=1.00"},
    {"on a list, and remitted by another",
     "list6 A gross=10; tax A on=2024-05-01 party=aws tax_amount=1", "A",
     "state=stated-only tax_status=aws-remits"},
    {"taxed, and nothing else", "tax A on=2024-05-01 party=seller tax_amount=1", "A",
     "state=tax-only"},
    {"billed in euros, paid in dollars",
     "inv A cur=EUR on=2024-05-01 gross=10; pay A cur=USD on=2024-05-20 gross=10", "A EUR",
     "state=cross-currency age_bucket= due_bucket= net_status= tax_status="},
    {"the other side of it",
     "inv A cur=EUR on=2024-05-01 gross=10; pay A cur=USD on=2024-05-20 gross=10", "A USD",
     "state=cross-currency"},
    {"tax in a third currency stays tax",
     "inv A cur=EUR on=2024-05-01 gross=9; pay A cur=USD on=2024-05-20 gross=9; "
     "tax A cur=GBP on=2024-05-01 party=seller tax_amount=1",
     "A GBP", "state=tax-only tax_status=currency-differs"},
    {"billed in two, paid in one of them",
     "inv A cur=EUR on=2024-05-01 gross=5; inv A cur=USD on=2024-05-01 gross=10; "
     "pay A cur=USD on=2024-05-20 gross=10",
     "A USD", "state=settled"},
    {"paid out on the last day before history", "pay A on=2024-04-29 gross=10", "A",
     "state=before-history"},
    {"paid out on the first day of history", "pay A on=2024-04-30 gross=10", "A",
     "state=disbursed-only"},
    {"before history by its first payout",
     "pay A on=2024-05-30 gross=10; pay A on=2024-02-01 gross=10", "A", "state=before-history"},
    {"a refund billed for a charge before history",
     "inv A on=2024-05-01 refund=-10; pay A on=2024-02-01 gross=10", "A",
     "state=before-history"},
    {"a refund billed, its charge paid within history",
     "inv A on=2024-05-01 refund=-10; pay A on=2024-05-02 gross=10", "A",
     "state=over-disbursed"},
    {"a charge and its reversal are a billed gross",
     "inv A on=2024-01-10 gross=10; inv A on=2024-02-10 gross=-10; pay A on=2024-02-01 "
     "gross=10",
     "A", "state=over-disbursed"},
    {"over-disbursed by more than a penny",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10.010001", "A",
     "state=over-disbursed open_gross=-0.010001"},
    {"a penny too much is settled",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10.01", "A",
     "state=settled collectible=-0.01"},
    {"over-disbursed on basis net",
     "inv A on=2024-05-01 gross=100 cost=-80 fee=-3 net=17; "
     "pay A on=2024-05-20 gross=20 fee=-2 net=18",
     "A", "state=over-disbursed basis=net collectible=-1.00"},
    {"basis net, a refund not yet taken back is no overpayment",
     "inv A on=2024-05-01 gross=100 cost=-80 fee=-3 net=17; pay A on=2024-05-20 gross=17 "
     "net=17; "
     "inv A on=2024-06-01 refund=-100 cost_refund=80 fee_refund=3 net=-17",
     "A", "state=refund-pending basis=net collectible=-17.00"},
    {"nothing but a fee", "inv A on=2024-05-01 fee=-1 net=-1", "A", "state=nothing-billed"},
    {"a bill of zero", "inv A on=2024-05-01", "A", "state=nothing-billed collectible=0.00"},
    {"more taken back than billed",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10; pay A on=2024-06-20 "
     "refund=-0.02",
     "A", "state=over-refunded refund_gap=0.02"},
    {"a penny more taken back than billed",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10; pay A on=2024-06-20 "
     "refund=-0.01",
     "A", "state=settled"},
    {"refunded before it was paid",
     "inv A on=2024-05-01 gross=10; inv A on=2024-05-09 refund=-10", "A",
     "state=cancelled collectible=0.00 net_status=closed-uncollected"},
    {"refunded but for a penny",
     "inv A on=2024-05-01 gross=10; inv A on=2024-05-09 refund=-9.99", "A", "state=cancelled"},
    {"refunded but for more than a penny",
     "inv A on=2024-05-01 gross=10; inv A on=2024-05-09 refund=-9.98", "A",
     "state=uncollected collectible=0.02"},
    {"paid, refunded, taken back",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-05 gross=10; inv A on=2024-05-09 "
     "refund=-10; pay A on=2024-06-05 refund=-10",
     "A", "state=refunded"},
    {"paid, refunded, not yet taken back",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-05 gross=10; inv A on=2024-05-09 "
     "refund=-10",
     "A", "state=refund-pending collectible=-10.00 age_bucket=credit due_bucket=credit"},
    {"taken back but for a penny",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-05 gross=10; inv A on=2024-05-09 "
     "refund=-4; pay A on=2024-06-05 refund=-3.99",
     "A", "state=settled collectible=-0.01"},
    {"paid in full", "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10", "A",
     "state=settled cause= collectible=0.00"},
    {"paid but for a penny", "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=9.99",
     "A", "state=settled collectible=0.01"},
    {"paid but for more than a penny",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=9.989999", "A",
     "state=part-collected collectible=0.010001"},
    {"a charge of a penny never paid is uncollected", "inv A on=2024-05-01 gross=0.01", "A",
     "state=uncollected collectible=0.01 age_bucket=31-60"},
    {"due on as_of is not due", "inv A on=2024-05-31 due=2024-06-30 gross=10", "A",
     "state=not-due cause= net_status=open-not-due"},
    {"due the day before is", "inv A on=2024-05-31 due=2024-06-29 gross=10", "A",
     "state=uncollected net_status=open-past-due"},
    {"part-collected, and not due",
     "inv A on=2024-05-31 due=2024-07-30 gross=10; pay A on=2024-06-20 gross=4", "A",
     "state=not-due collectible=6.00"},
    {"a payout taken back whole leaves it uncollected",
     "inv A on=2024-01-05 gross=10; pay A on=2024-02-01 gross=10; pay A on=2024-03-01 "
     "gross=-10",
     "A", "state=uncollected collectible=10.00"},
    {"forgiven", "inv A on=2024-01-05 gross=10; inv A on=2024-02-05 forgiven=-10", "A",
     "state=forgiven collectible=0.00 net_status=closed-uncollected"},
    {"forgiven what no refund took",
     "inv A on=2024-01-05 gross=10; inv A on=2024-02-05 refund=-4 forgiven=-5.99", "A",
     "state=forgiven collectible=0.01"},
    {"forgiven in part", "inv A on=2024-01-05 gross=10; inv A on=2024-02-05 forgiven=-3", "A",
     "state=uncollected collectible=7.00"},
    {"basis net, part-collected",
     "inv A on=2024-01-05 gross=100 cost=-80 fee=-3 net=17; pay A on=2024-02-01 gross=10 "
     "net=10",
     "A", "state=part-collected basis=net collectible=7.00"},
    {"basis net, settled",
     "inv A on=2024-01-05 gross=100 cost=-80 fee=-3 net=17; pay A on=2024-02-01 gross=17 "
     "net=17",
     "A", "state=settled basis=net collectible=0.00 open_gross=83.00"},
    {"a cost on both sides is basis gross",
     "inv A on=2024-01-05 gross=100 cost=-80 net=20; pay A on=2024-02-01 gross=100 cost=-80 "
     "net=20",
     "A", "state=settled basis=gross"},
    {"an open item carried in", "open A on=2023-11-05 gross=10", "A",
     "state=uncollected collectible=10.00"},
    {"and paid", "open A on=2023-11-05 gross=10; pay A on=2024-02-01 gross=10", "A",
     "state=settled"},
};

/* Grace is 45 days; as_of - 45 = 2024-05-16, as_of - 46 = 2024-05-15. */
static const struct world_row causes[] = {
    {"the customer has paid",
     "col A on=2024-01-05 due=2024-02-05 gross=10 net=9 collected_net=9", "A",
     "cause=in-transit"},
    {"but for a penny", "col A on=2024-01-05 due=2024-02-05 gross=10 net=9 collected_net=8.99",
     "A", "cause=in-transit"},
    {"but for more", "col A on=2024-01-05 due=2024-02-05 gross=10 net=9 collected_net=8.98",
     "A", "cause=past-due"},
    {"a report that does not say so", "bill1 A gross=10 due=2024-02-05 net=0", "A",
     "cause=past-due"},
    {"due on receipt, beyond grace", "inv A on=2024-05-15 due=2024-05-15 gross=10 net=10", "A",
     "cause=due-on-receipt"},
    {"due on receipt, within grace", "inv A on=2024-05-16 due=2024-05-16 gross=10 net=10", "A",
     "cause=awaiting-payout"},
    {"due on a stand-in day is not on receipt", "bill3 A gross=10 due=2024-03-31 net=10", "A",
     "cause=past-due"},
    {"past due by grace and a day", "inv A on=2024-04-15 due=2024-05-15 gross=10 net=10", "A",
     "cause=past-due"},
    {"past due by grace", "inv A on=2024-04-15 due=2024-05-16 gross=10 net=10", "A",
     "cause=awaiting-payout"},
    {"no due date, billed within grace", "inv A on=2024-05-16 gross=10 net=10", "A",
     "cause=awaiting-payout"},
    {"no due date, billed before", "inv A on=2024-05-15 gross=10 net=10", "A",
     "cause=no-due-date"},
    {"part of it paid",
     "inv A on=2024-04-15 due=2024-05-15 gross=10 net=10; pay A on=2024-05-20 gross=4 net=4",
     "A", "state=part-collected cause=past-due"},
};

static void test_states(void **state)
{
    (void)state;
    assert_true(world_rows_hold(states, array_count(states)));
}

static void test_causes(void **state)
{
    (void)state;
    assert_true(world_rows_hold(causes, array_count(causes)));
}

/* Without any billed report nothing can be missed in it. */
static void test_no_billed_report(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    world.facts.windows[ROLE_BILLED] =
        (struct role_window){DAY_NONE, DAY_NONE, DAY_NONE, DAY_NONE};
    world_add(&world, "pay A on=2024-06-01 gross=10");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_true(world_is(&world, "no billed report", "A", "state=before-history"));
    world_free(&world);
}

static void test_ahead_of_billing(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    world.facts.windows[ROLE_BILLED].known_to = world_day("2024-05-31");
    world_add(&world, "pay A on=2024-05-31 gross=10; pay B on=2024-06-01 gross=10; "
                      "pay C on=2024-06-01 gross=10; inv C on=2024-05-01 gross=10");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_true(world_is(&world, "known to the day", "A", "state=disbursed-only"));
    assert_true(world_is(&world, "the day after", "B", "state=ahead-of-billing"));
    assert_true(world_is(&world, "billed all the same", "C", "state=settled"));
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_states),
        cmocka_unit_test(test_causes),
        cmocka_unit_test(test_no_billed_report),
        cmocka_unit_test(test_ahead_of_billing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
