/* Where product, payer and places come from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

/* Sections by number: inv 0, pay 8, tax 14. */
static const struct world_row attributes[] = {
    {"the earliest billed line",
     "inv A on=2024-05-02 code=late; inv A on=2024-05-01 code=early; pay A on=2024-01-01 "
     "code=paid",
     "A", "product=early attribute_section=0 attribute_record=3"},
    {"on one day the first", "inv A on=2024-05-01 code=one; inv A on=2024-05-01 code=two", "A",
     "product=one attribute_record=2"},
    {"no billed line: the earliest",
     "pay A on=2024-05-02 code=paid; tax A on=2024-05-01 code=taxed", "A",
     "product=taxed attribute_section=14"},
    {"another code on the payout", "inv A on=2024-05-01 code=a; pay A on=2024-05-20 code=b",
     "A", "products_differ=yes"},
    {"the same code under another title",
     "inv A on=2024-05-01 code=a title=x; pay A on=2024-05-20 code=a title=y", "A",
     "products_differ=no"},
    {"an empty code differs from none",
     "inv A on=2024-05-01 code=a; pay A on=2024-05-20 title=y", "A", "products_differ=no"},
    {"a tax line's code is not asked", "inv A on=2024-05-01 code=a; tax A on=2024-05-01 code=b",
     "A", "products_differ=no"},
    {"unless there is nothing else", "tax A on=2024-05-01 code=a; tax A on=2024-05-01 code=b",
     "A", "products_differ=yes"},
    {"tax codes, distinct and sorted",
     "tax A on=2024-05-01 code=x taxcode=T3; tax A on=2024-05-01 code=y taxcode=T1; "
     "tax A on=2024-05-01 code=z taxcode=T2; tax A on=2024-05-01 taxcode=T1; "
     "tax A on=2024-05-01 code=q; tax A on=2024-05-01 taxcode=T4",
     "A", "tax_codes=T1_T2_T3_T4"},
    {"no tax code", "tax A on=2024-05-01 code=x", "A", "tax_codes="},
};

static const struct world_row payers[] = {
    {"the billed payer", "inv A on=2024-05-01 acct=1; pay A on=2024-05-20 acct=2", "A",
     "payer=1 billed_payer=1 disbursed_payer=2"},
    {"the bill names none", "inv A on=2024-05-01; pay A on=2024-05-20 acct=2", "A",
     "payer=2 billed_payer= disbursed_payer=2"},
    {"a later bill does", "inv A on=2024-05-01; inv A on=2024-05-02 acct=3; pay A acct=2", "A",
     "payer=3"},
    {"only the tax report does", "inv A on=2024-05-01; tax A on=2024-05-01 cref=C", "A",
     "payer=C billed_payer= disbursed_payer="},
    {"an opening list names it", "open A on=2023-11-05 acct=4", "A", "payer=4 billed_payer=4"},
    {"linked by a line of another reference",
     "inv A on=2024-05-01 pref=P; inv B on=2024-05-01 pref=P acct=9", "A", "payer=9"},
    {"nobody does", "inv A on=2024-05-01", "A", "payer="},
};

static const struct world_row evidence[] = {
    {"canonical order, whatever came first",
     "tax A on=2024-05-01; list6 A gross=1; pay A on=2024-05-20; inv A on=2024-05-01; "
     "inv B on=2024-05-01; inv A on=2024-05-01; open A on=2023-11-05 gross=1",
     "A", "evidence=inv.csv#2_inv.csv#4_pay.csv#2_list6.csv#2_tax.csv#2_open.csv#2"},
    {"counted lines only",
     "inv A on=2024-05-01; inv A on=2024-07-01; old A gross=1; bill1 A gross=1; comp A "
     "ar=2024-01; tax A on=2024-05-01 flags=8",
     "A", "evidence=inv.csv#2_bill1.csv#2"},
    {"of its currency only", "inv A cur=EUR on=2024-05-01; inv A cur=USD on=2024-05-01",
     "A EUR", "evidence=inv.csv#2"},
};

static void test_attributes(void **state)
{
    (void)state;
    assert_true(world_rows_hold(attributes, array_count(attributes)));
}

static void test_payers(void **state)
{
    (void)state;
    assert_true(world_rows_hold(payers, array_count(payers)));
}

static void test_evidence(void **state)
{
    (void)state;
    assert_true(world_rows_hold(evidence, array_count(evidence)));
}

/* Twelve places fit, the thirteenth is a number. */
static void test_evidence_is_cut(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    for (int line = 0; line < 14; line++)
        world_add(&world, line < 12 ? "inv A on=2024-05-01; inv B on=2024-05-01"
                                    : "inv A on=2024-05-01");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_true(world_is(&world, "fourteen", "A",
                         "evidence=inv.csv#2_inv.csv#4_inv.csv#6_inv.csv#8_inv.csv#10_"
                         "inv.csv#12_inv.csv#14_inv.csv#16_inv.csv#18_inv.csv#20_inv.csv#22_"
                         "inv.csv#24_+2"));
    assert_true(world_is(&world, "twelve", "B",
                         "evidence=inv.csv#3_inv.csv#5_inv.csv#7_inv.csv#9_inv.csv#11_"
                         "inv.csv#13_inv.csv#15_inv.csv#17_inv.csv#19_inv.csv#21_inv.csv#23_"
                         "inv.csv#25"));
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_payers),
        cmocka_unit_test(test_evidence),
        cmocka_unit_test(test_evidence_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
