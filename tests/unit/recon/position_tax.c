/* Every tax status, in the order of the contract, and the figures beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

static const struct world_row statuses[] = {
    {"theirs alone, and paid out to the seller",
     "inv A on=2024-05-01 gross=100; pay A on=2024-05-20 gross=100 tax=8; tax A on=2024-05-01 "
     "party=aws tax_amount=8",
     "A",
     "tax_status=aws-liable-disbursed tax_aws=8.00 tax_calculated=0.00 tax_difference=-8.00"},
    {"theirs alone",
     "inv A on=2024-05-01 gross=100 net=100; pay A on=2024-05-20 gross=100 net=100; tax A "
     "on=2024-05-01 "
     "party=aws tax_amount=8",
     "A", "tax_status=aws-remits tax_aws=8.00 at_rest=yes"},
    {"theirs, and a line of no party at zero",
     "pay A on=2024-05-20 gross=1; tax A on=2024-05-01 party=aws tax_amount=8; tax A "
     "on=2024-05-01",
     "A", "tax_status=aws-remits parties=5"},
    {"theirs, and a line of no party with tax",
     "inv A on=2024-05-01 gross=1; tax A on=2024-05-01 party=aws tax_amount=8; tax A "
     "on=2024-05-01 tax_amount=1",
     "A", "tax_status=collected tax_aws=8.00"},
    {"theirs, and one of an unknown party",
     "inv A on=2024-05-01 gross=1; tax A on=2024-05-01 party=aws tax_amount=8; tax A "
     "on=2024-05-01 party=other",
     "A", "tax_status=collected"},
    {"a refund of tax paid out is paid out",
     "inv A on=2024-05-01 gross=1; pay A on=2024-05-20 tax_refund=-1; tax A on=2024-05-01 "
     "party=aws tax_amount=8",
     "A", "tax_status=aws-liable-disbursed"},
    {"taxed in a currency it is not billed in",
     "inv A cur=EUR on=2024-05-01 gross=10; tax A cur=USD on=2024-05-01 party=seller "
     "tax_amount=1",
     "A USD", "tax_status=currency-differs"},
    {"taxed, and billed nowhere", "tax A on=2024-05-01 party=seller tax_amount=1", "A",
     "tax_status=short"},
    {"paid out, never calculated",
     "inv A on=2024-05-01 gross=10 tax=1; pay A on=2024-05-20 gross=10 tax=1", "A",
     "tax_status=not-calculated tax_difference=-1.00"},
    {"a seller line of zero is a calculation",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10 tax=1; tax A on=2024-05-01 "
     "party=seller",
     "A", "tax_status=over tax_difference=-1.00"},
    {"no tax anywhere", "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10", "A",
     "tax_status=untaxed tax_difference=0.00"},
    {"seller lines of zero", "inv A on=2024-05-01 gross=10; tax A on=2024-05-01 party=seller",
     "A", "tax_status=untaxed"},
    {"forward and refund rows cancel",
     "inv A on=2024-05-01 gross=10; inv A on=2024-05-09 refund=-10; tax A on=2024-05-01 "
     "party=seller tax_amount=1; tax A on=2024-05-09 party=seller event=refund tax_amount=-1",
     "A", "tax_status=reversed tax_calculated=0.00 tax_report_refund=-1.00 tax_refund_lines=1"},
    {"they cancel, and were paid out",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-05 gross=10 tax=1; pay A on=2024-05-20 "
     "tax_refund=-1; tax A on=2024-05-01 party=seller tax_amount=1; tax A on=2024-05-09 "
     "party=seller event=refund tax_amount=-1",
     "A", "tax_status=collected tax_difference=0.00"},
    {"collected",
     "inv A on=2024-05-01 gross=10 tax=1; pay A on=2024-05-20 gross=10 tax=1; tax A "
     "on=2024-05-01 party=seller tax_amount=0.6; tax A on=2024-05-01 party=seller "
     "tax_amount=0.4",
     "A", "tax_status=collected tax_calculated=1.00 tax_lines=2"},
    {"a penny short is collected",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10 tax=0.99; tax A on=2024-05-01 "
     "party=seller tax_amount=1",
     "A", "tax_status=collected tax_difference=0.01"},
    {"more than a penny short",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10 tax=0.98; tax A on=2024-05-01 "
     "party=seller tax_amount=1",
     "A", "tax_status=short tax_difference=0.02"},
    {"a penny over is collected",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10 tax=1.01; tax A on=2024-05-01 "
     "party=seller tax_amount=1",
     "A", "tax_status=collected"},
    {"more than a penny over",
     "inv A on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10 tax=1.02; tax A on=2024-05-01 "
     "party=seller tax_amount=1",
     "A", "tax_status=over"},
    {"short, the charge uncollected",
     "inv A on=2024-01-01 gross=10; tax A on=2024-01-01 party=seller tax_amount=1", "A",
     "tax_status=awaiting-payment state=uncollected"},
    {"short, the charge part-collected",
     "inv A on=2024-01-01 gross=10; pay A on=2024-02-01 gross=5; tax A on=2024-01-01 "
     "party=seller tax_amount=1",
     "A", "tax_status=awaiting-payment state=part-collected"},
    {"short, the charge not due",
     "inv A on=2024-06-01 due=2024-07-01 gross=10; tax A on=2024-06-01 party=seller "
     "tax_amount=1",
     "A", "tax_status=awaiting-payment state=not-due"},
    {"over, until the refund is taken back",
     "inv A on=2024-01-01 gross=10; pay A on=2024-02-01 gross=10 tax=1; inv A on=2024-05-01 "
     "refund=-10; tax A on=2024-01-01 party=seller tax_amount=1; tax A on=2024-05-01 "
     "party=seller event=refund tax_amount=-1",
     "A", "tax_status=awaiting-refund tax_difference=-1.00 refund_gap=-10.00"},
    {"an era that names no party is the seller's",
     "pay A on=2024-05-20 gross=10 tax=1; inv A on=2024-05-01 gross=10; tax0 A on=2024-05-01 "
     "tax_amount=1",
     "A", "tax_status=collected parties=2"},
    {"tax of another kind is in no status",
     "inv A on=2024-05-01 gross=10; tax A on=2024-05-01 party=seller tax_amount=1 flags=8", "A",
     "tax_status=untaxed tax_lines=0"},
    {"a refund of tax only",
     "inv A on=2024-05-01 gross=10; tax A on=2024-05-09 party=seller event=taxonly "
     "tax_amount=-1",
     "A", "tax_report_refund=-1.00 tax_refund_lines=1 tax_calculated=-1.00"},
    {"their refund is none of the seller's",
     "tax A on=2024-05-09 party=aws event=refund tax_amount=-1", "A",
     "tax_report_refund=0.00 tax_refund_lines=1"},
};

static void test_statuses(void **state)
{
    (void)state;
    assert_true(world_rows_hold(statuses, array_count(statuses)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
