/* What is at rest, and each single thing that keeps a position from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

#define BILL "inv A on=2024-05-01 gross=10 fee=-1 net=9"
#define PAID "pay A on=2024-05-20 gross=10 fee=-1 net=9"

static const struct world_row rows[] = {
    {"settled, equal, untaxed", BILL ";" PAID, "A", "at_rest=yes"},
    {"tax billed, calculated and paid, net holding it on one side",
     "inv A on=2024-05-01 gross=10 fee=-1 tax=2 net=9; payt A on=2024-05-20 gross=10 fee=-1 "
     "tax=2 net=11; tax A on=2024-05-01 party=seller tax_amount=2",
     "A", "at_rest=yes tax_status=collected"},
    {"in two payouts",
     BILL
     "; pay A on=2024-05-20 gross=4 fee=-0.4 net=3.6; pay A on=2024-06-20 gross=6 fee=-0.6 "
     "net=5.4",
     "A", "at_rest=yes"},
    {"paid on time",
     "inv A on=2024-05-01 due=2024-05-31 gross=10 net=10; pay A on=2024-05-20 "
     "gross=10 net=10",
     "A", "at_rest=yes net_status=collected-in-terms"},
    {"with a later payout beside it", BILL ";" PAID "; pay A on=2024-07-20 gross=1 net=1", "A",
     "at_rest=yes disbursed_after_as_of=1.00"},
    {"a currency assumed, in no doubt",
     "inv A cur=EUR on=2024-05-01 gross=10 net=10; pay A "
     "on=2024-05-20 gross=10 net=10",
     "A EUR", "at_rest=yes"},
    {"open", BILL, "A", "at_rest=no"},
    {"a penny off", BILL "; pay A on=2024-05-20 gross=9.99 fee=-1 net=8.99", "A", "at_rest=no"},
    {"another fee", BILL "; pay A on=2024-05-20 gross=10 fee=-0.99 net=9.01", "A",
     "at_rest=no"},
    {"another net", BILL "; pay A on=2024-05-20 gross=10 fee=-1 net=9.01", "A", "at_rest=no"},
    {"refunded on both sides",
     BILL ";" PAID
          "; inv A on=2024-06-01 refund=-1 net=-1; pay A on=2024-06-02 refund=-1 net=-1",
     "A", "at_rest=no state=settled"},
    {"a refund, and taken back again",
     BILL ";" PAID "; inv A on=2024-06-01 refund=-1 net=-1; inv A on=2024-06-02 refund=1 net=1",
     "A", "at_rest=no state=settled"},
    {"a fee refund, and taken back again",
     BILL ";" PAID
          "; pay A on=2024-06-01 fee_refund=1 net=1; pay A on=2024-06-02 fee_refund=-1 net=-1",
     "A", "at_rest=no state=settled"},
    {"a fee credit",
     BILL ";" PAID "; inv A on=2024-06-01 fee_credit=1 net=1; pay A "
          "on=2024-06-02 fee_credit=1 net=1",
     "A", "at_rest=no"},
    {"an adjustment", BILL ";" PAID "; inv A on=2024-06-01 adjustment=1", "A", "at_rest=no"},
    {"tax another party owes, billed", BILL ";" PAID "; inv A on=2024-06-01 aws_tax=1", "A",
     "at_rest=no"},
    {"a cost on both sides",
     "inv A on=2024-05-01 gross=10 cost=-1 net=9; pay A on=2024-05-20 "
     "gross=10 cost=-1 net=9",
     "A", "at_rest=no"},
    {"tax the bill knows nothing of",
     "comp A ar=2024-01 gross=10 fee=-1 net=9; pay A on=2024-05-20 gross=10 fee=-1 net=9", "A",
     "at_rest=no state=settled open_tax="},
    {"an opening item", "open A on=2023-11-05 gross=10; pay A on=2024-02-01 gross=10 net=10",
     "A", "at_rest=no state=settled"},
    {"on a list", BILL ";" PAID "; list3 A gross=10 net=9", "A", "at_rest=no"},
    {"collected late",
     "inv A on=2024-01-01 due=2024-01-31 gross=10 net=10; pay A "
     "on=2024-05-20 gross=10 net=10",
     "A", "at_rest=no net_status=collected-late"},
    {"due before it was billed",
     "inv A on=2024-05-01 due=2024-04-30 gross=10 net=10; pay A "
     "on=2024-05-20 gross=10 net=10",
     "A", "at_rest=no"},
    {"paid by another",
     "inv A on=2024-05-01 acct=1 gross=10 net=10; pay A on=2024-05-20 acct=2 "
     "gross=10 net=10",
     "A", "at_rest=no"},
    {"paid by nobody named",
     "inv A on=2024-05-01 acct=1 gross=10 net=10; pay A on=2024-05-20 "
     "gross=10 net=10",
     "A", "at_rest=yes"},
    {"another product",
     "inv A on=2024-05-01 code=1 gross=10 net=10; pay A on=2024-05-20 code=2 "
     "gross=10 net=10",
     "A", "at_rest=no"},
    {"billed in two currencies",
     "inv A cur=EUR on=2024-05-01 gross=10 net=10; inv A cur=USD "
     "on=2024-05-01 gross=1 net=1; pay A cur=USD on=2024-05-20 "
     "gross=1 net=1",
     "A USD", "at_rest=no state=settled"},
    {"a question of a line", BILL ";" PAID "; tax A on=2024-05-01 party=seller flags=128", "A",
     "at_rest=no"},
    {"a line that does not add up",
     "inv A on=2024-05-01 gross=10 fee=-1 net=8; pay A "
     "on=2024-05-20 gross=10 fee=-1 net=8",
     "A", "at_rest=no"},
    {"tax short", BILL ";" PAID "; tax A on=2024-05-01 party=seller tax_amount=1", "A",
     "at_rest=no"},
    {"tax a penny off",
     "inv A on=2024-05-01 gross=10 tax=2 net=10; pay A on=2024-05-20 gross=10 tax=2 net=10; "
     "tax A on=2024-05-01 party=seller tax_amount=2.01",
     "A", "at_rest=no tax_status=collected"},
    {"tax paid, billed otherwise",
     "inv A on=2024-05-01 gross=10 tax=3 net=10; pay A on=2024-05-20 gross=10 tax=2 net=10; "
     "tax A on=2024-05-01 party=seller tax_amount=2",
     "A", "at_rest=no tax_status=collected"},
    {"tax refunded and restored",
     BILL ";" PAID
          "; tax A on=2024-05-01 party=aws tax_amount=1; tax A on=2024-05-02 party=aws "
          "event=refund",
     "A", "at_rest=no tax_status=aws-remits"},
    {"a report that states collection",
     "col A on=2024-05-01 gross=10 net=10 collected_net=10; "
     "pay A on=2024-05-20 gross=10 net=10",
     "A", "at_rest=no"},
    {"basis net",
     "inv A on=2024-05-01 gross=10 cost=-1 net=9; pay A on=2024-05-20 gross=9 net=9", "A",
     "at_rest=no state=settled"},
};

static void test_rows(void **state)
{
    (void)state;
    assert_true(world_rows_hold(rows, array_count(rows)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
