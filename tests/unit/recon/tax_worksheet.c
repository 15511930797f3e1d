/* The filing worksheet: which row a tax line goes into, and how payouts are shared. Figures are
 * worked out by hand. */
#include "tax_world.h"

static const char sums[] =
    "SELECT coalesce(month, 'never'), jurisdiction, liable_party, lines, gross_sales, taxable, "
    "nontaxable, exempt_with_certificate, tax, tax_refund FROM tax_jurisdiction ORDER BY "
    "unallocated, month, jurisdiction, tax_type, liable_party";

/* 19844: 2024-05-01. */
static const struct tax_world_row rows[] = {
    {"each place its row, and the price in each",
     "tax A item=1 on=2024-05-07 place=GA party=seller price=100 taxable=100 tax_amount=4;"
     "tax A item=1 on=2024-05-07 place=FULTON party=seller price=100 taxable=90 nontaxable=10 "
     "tax_amount=3",
     "19844|FULTON|seller|1|100.00|90.00|10.00|0.00|3.00|0.00\n"
     "19844|GA|seller|1|100.00|100.00|0.00|0.00|4.00|0.00"},
    {"a price split over rows of a place counts once; two items twice",
     "tax A item=1 on=2024-05-07 place=GA party=seller price=100 taxable=60 tax_amount=4;"
     "tax A item=2 on=2024-05-31 place=GA party=seller price=7 taxable=7 tax_amount=1;"
     "tax A item=1 on=2024-05-07 place=GA party=seller price=100 nontaxable=40",
     "19844|GA|seller|3|107.00|67.00|40.00|0.00|5.00|0.00"},
    {"months, parties and types are apart",
     "tax A item=1 on=2024-05-31 place=GA party=seller price=1 tax_amount=1;"
     "tax A item=1 on=2024-06-01 place=GA party=seller price=1 tax_amount=2;"
     "tax A item=2 on=2024-05-31 place=GA party=aws price=1 tax_amount=4;"
     "tax A item=3 on=2024-05-31 place=GA party=seller tax_type=SellerUse price=1 tax_amount=8",
     "19844|GA|aws|1|1.00|0.00|0.00|0.00|4.00|0.00\n"
     "19844|GA|seller|1|1.00|0.00|0.00|0.00|1.00|0.00\n"
     "19844|GA|seller|1|1.00|0.00|0.00|0.00|8.00|0.00\n"
     "19875|GA|seller|1|1.00|0.00|0.00|0.00|2.00|0.00"},
    {"a refund gives back what it names, whatever its sign; gross sales stay",
     "tax A item=1 on=2024-05-07 place=GA party=seller price=100 taxable=60 nontaxable=40 "
     "tax_amount=6;"
     "tax A item=1 on=2024-05-09 event=refund place=GA party=seller price=-50 taxable=-30 "
     "nontaxable=20 tax_amount=-3",
     "19844|GA|seller|2|100.00|30.00|20.00|0.00|6.00|-3.00"},
    {"exempt with a certificate, and without",
     "tax A item=1 on=2024-05-07 place=GA party=seller price=100 nontaxable=100 "
     "tax_reason=Exempt "
     "tax_certificate=C-1;"
     "tax A item=2 on=2024-05-07 place=GA party=seller price=30 nontaxable=30 "
     "tax_reason=Exempt;"
     "tax A item=1 on=2024-05-08 event=refund place=GA party=seller nontaxable=25 "
     "tax_reason=Exempt tax_certificate=C-1",
     "19844|GA|seller|3|130.00|0.00|105.00|75.00|0.00|0.00"},
    {"an era without parties is the seller's",
     "tax0 A item=1 on=2024-05-07 place=GA price=1 tax_amount=1",
     "19844|GA|seller|1|1.00|0.00|0.00|0.00|1.00|0.00"},
    {"nobody's tax stands in rows of its own",
     "tax A item=1 on=2024-05-07 place=GA price=1 tax_amount=1",
     "19844|GA|none|1|1.00|0.00|0.00|0.00|1.00|0.00"},
    {"what does not count is not filed",
     "tax A item=1 on=2024-05-07 place=GA party=seller price=1 tax_amount=1 flags=8;"
     "tax B item=2 on=2024-07-07 place=GA party=seller price=1 tax_amount=1;"
     "tax - item=3 on=2024-05-07 place=GA party=seller price=1 tax_amount=1",
     ""},
    {"a reference paid out in another currency than billed is in currencies.csv alone",
     "inv A cur=EUR on=2024-05-01 gross=10; pay A cur=USD on=2024-05-20 gross=11 tax=1;"
     "tax A cur=USD item=1 on=2024-05-01 place=GA party=seller price=11 tax_amount=1",
     ""},
};

static void test_rows(void **state)
{
    assert_tax_worlds(*state, rows, array_count(rows), sums);
}

static const char payouts[] =
    "SELECT jurisdiction, liable_party, tax, tax_collected, tax_refund_disbursed FROM "
    "tax_jurisdiction ORDER BY unallocated, month, jurisdiction, liable_party";

static const struct tax_world_row shared[] = {
    {"each its own",
     "pay A on=2024-05-20 gross=100 tax=7;tax A item=1 place=GA party=seller tax_amount=4;"
     "tax A item=1 place=FULTON party=seller tax_amount=3",
     "FULTON|seller|3.00|3.00|0.00\nGA|seller|4.00|4.00|0.00"},
    /* 1.00 over 1 : 1 : 1 is 33 cents each and one left: to the first place by its texts. */
    {"a tie goes to the first place, however the rows stand",
     "pay A on=2024-05-20 gross=100 tax=1;tax A item=1 place=C party=seller tax_amount=1;"
     "tax A item=1 place=B party=seller tax_amount=1;tax A item=1 place=A party=seller "
     "tax_amount=1",
     "A|seller|1.00|0.34|0.00\nB|seller|1.00|0.33|0.00\nC|seller|1.00|0.33|0.00"},
    /* Country before state before level before name: CA, then US; City before State. */
    {"country, state and level come before the name",
     "pay A on=2024-05-20 gross=100 tax=0.01;tax A item=1 tax_country=US tax_state=A "
     "jurisdiction_level=State "
     "place=A party=seller tax_amount=1;tax A item=1 tax_country=US tax_state=A "
     "jurisdiction_level=City place=Z "
     "party=seller tax_amount=1",
     "A|seller|1.00|0.00|0.00\nZ|seller|1.00|0.01|0.00"},
    /* 0.99 over 4.00 : 2.55 : 2.00, of 8.55: 46.32, 29.53 and 23.16 cents. Certain are 46, 29
     * and 23, which is 98; the one left goes to the largest rest, .53. */
    {"the last cent goes to the largest rest",
     "pay A on=2024-05-20 gross=100 tax=0.99;tax A item=1 place=A party=seller tax_amount=4;"
     "tax A item=1 place=B party=seller tax_amount=2.55;tax A item=1 place=C party=seller "
     "tax_amount=2",
     "A|seller|4.00|0.46|0.00\nB|seller|2.55|0.30|0.00\nC|seller|2.00|0.23|0.00"},
    {"what is below a cent goes with the largest",
     "pay A on=2024-05-20 gross=100 tax=1.000005;tax A item=1 place=A party=seller "
     "tax_amount=1;tax A item=1 place=B party=seller tax_amount=3",
     "A|seller|1.00|0.25|0.00\nB|seller|3.00|0.750005|0.00"},
    {"paid back more than paid out: shared with its sign",
     "pay A on=2024-05-20 gross=100 tax=-1;tax A item=1 place=A party=seller tax_amount=1;"
     "tax A item=1 place=B party=seller tax_amount=3",
     "A|seller|1.00|-0.25|0.00\nB|seller|3.00|-0.75|0.00"},
    {"others get nothing of it",
     "pay A on=2024-05-20 gross=100 tax=2;tax A item=1 place=A party=seller tax_amount=1;"
     "tax A item=1 place=B party=aws tax_amount=3;tax A item=1 place=C tax_amount=3",
     "A|seller|1.00|2.00|0.00\nB|aws|3.00|0.00|0.00\nC|none|3.00|0.00|0.00"},
    {"sales and refunds are shared apart, refunds by what was refunded",
     "pay A on=2024-05-20 gross=100 tax=4;pay A on=2024-05-28 tax_refund=-2;"
     "tax A item=1 place=A party=seller tax_amount=3;tax A item=1 place=B party=seller "
     "tax_amount=1;tax A item=1 event=refund place=A party=seller tax_amount=-1;"
     "tax A item=1 event=taxonly place=B party=seller tax_amount=-1",
     "A|seller|3.00|3.00|-1.00\nB|seller|1.00|1.00|-1.00"},
    {"no seller's line: it cannot be given",
     "pay A on=2024-05-20 gross=100 tax=2;tax A item=1 place=A party=aws tax_amount=3",
     "A|aws|3.00|0.00|0.00\n(unallocated)||0.00|2.00|0.00"},
    {"seller's lines of zero are no ground to share on",
     "pay A on=2024-05-20 gross=100 tax=2;tax A item=1 place=A party=seller",
     "A|seller|0.00|0.00|0.00\n(unallocated)||0.00|2.00|0.00"},
    {"a refund of tax without a refund line",
     "pay A on=2024-05-20 gross=100 tax=3;pay A on=2024-05-28 tax_refund=-1;tax A item=1 "
     "place=A party=seller tax_amount=3",
     "A|seller|3.00|3.00|0.00\n(unallocated)||0.00|0.00|-1.00"},
    {"no tax line at all; of several positions one row",
     "pay A on=2024-05-20 gross=100 tax=3;pay B on=2024-05-20 gross=100 tax=4",
     "(unallocated)||0.00|7.00|0.00"},
    {"currencies are never added",
     "pay A cur=USD on=2024-05-20 tax=3;pay B cur=EUR on=2024-05-20 tax=4",
     "(unallocated)||0.00|3.00|0.00\n(unallocated)||0.00|4.00|0.00"},
    {"an open charge that is looked at twice is filed once",
     "inv A on=2024-05-01 gross=10 acct=1;tax A item=1 place=A party=seller tax_amount=1",
     "A|seller|1.00|0.00|0.00"},
};

static void test_payouts(void **state)
{
    assert_tax_worlds(*state, shared, array_count(shared), payouts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rows, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_payouts, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
