/* The pass as a whole: every position once, every line once, and failures of the sink. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

/* Two currencies are two positions, in the order of their texts. */
static void test_positions_of_a_reference(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    world_add(&world,
              "inv A cur=USD on=2024-05-01 gross=1; inv A cur=EUR on=2024-05-01 gross=2;"
              "inv A cur=JPY on=2024-07-01 gross=3; inv - on=2024-05-01 gross=4");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.position_count, 2);
    assert_int_equal(world.line_count, 4);
    assert_true(world.positions[0].currency < world.positions[1].currency);
    assert_true(world_is(&world, "euros", "A EUR", "billed_gross=2.00 billed_currencies=3"));
    assert_true(world_is(&world, "dollars", "A USD", "billed_gross=1.00"));
    world_free(&world);
}

/* Open positions without a due date come last; their evidence and sums are built anew. */
static void test_deferred_come_last(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    world_add(&world, "inv OPEN on=2024-05-01 acct=7 gross=9 net=9;"
                      "inv DONE on=2024-05-01 acct=7 gross=1 net=1;"
                      "pay DONE on=2024-05-09 gross=1 net=1");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.position_count, 2);
    assert_ptr_equal(world_find(&world, "OPEN"), &world.positions[1]);
    assert_true(world_is(&world, "open", "OPEN",
                         "collectible=9.00 evidence=inv.csv#2 payer=7 state=uncollected"));
    assert_int_equal(world.line_count, 3);
    world_free(&world);
}

/* What is told of a currency: only what the base currency does not say. */
static void test_currencies_are_told(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    world_add(&world, "inv USUAL cur=USD on=2024-05-01; pay USUAL on=2024-05-20 gross=1;"
                      "inv OTHER cur=EUR on=2024-05-01; pay OTHER on=2024-05-20 gross=1;"
                      "inv BOTH cur=EUR on=2024-05-01; inv BOTH cur=GBP on=2024-05-01;"
                      "pay BOTH on=2024-05-20 gross=1;"
                      "pay NEVER on=2024-05-20 gross=1;"
                      "inv STATED cur=EUR on=2024-05-01; pay STATED cur=EUR on=2024-05-20;"
                      "pay - on=2024-05-20 gross=1; inv - cur=EUR on=2024-05-20 gross=1");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.currency_count, 2);
    char used[CURRENCY_TEXT_BYTES];
    assert_int_equal(world.currencies[0].reference_id,
                     intern_find(&world.ledger.references, STR("OTHER")));
    assert_string_equal(currency_format(world.currencies[0].used, used), "EUR");
    assert_int_equal(world.currencies[0].billed, 1);
    assert_int_equal(world.currencies[1].reference_id,
                     intern_find(&world.ledger.references, STR("BOTH")));
    assert_string_equal(currency_format(world.currencies[1].used, used), "USD");
    assert_int_equal(world.currencies[1].billed, 2);
    world_free(&world);
}

/* The same lines in another order of files and rows. */
static void test_order_does_not_matter(void **state)
{
    (void)state;
    static const char *orders[] = {
        "pay A on=2024-03-03 gross=4 code=p; inv A on=2024-01-01 gross=10 code=i acct=5;"
        "list6 A due=2024-02-02 gross=6 net=6; tax A on=2024-01-01 party=seller tax_amount=1",
        "tax A on=2024-01-01 party=seller tax_amount=1; list6 A due=2024-02-02 gross=6 net=6;"
        "inv A on=2024-01-01 gross=10 code=i acct=5; pay A on=2024-03-03 gross=4 code=p",
    };
    static struct world world;
    for (size_t at = 0; at < array_count(orders); at++) {
        world_init(&world);
        world_add(&world, orders[at]);
        assert_int_equal(world_pass(&world), STATUS_OK);
        assert_true(world_is(&world, "either way", "A",
                             "state=part-collected cause=past-due collectible=6.00 payer=5 "
                             "product=i products_differ=yes due_on=2024-02-02 "
                             "tax_status=awaiting-payment stated_open_net=6.00 "
                             "evidence=inv.csv#2_pay.csv#2_list6.csv#2_tax.csv#2"));
        world_free(&world);
    }
}

/* Who asks about positions at rest gets their places; nobody else pays for them. */
static void test_evidence_at_rest(void **state)
{
    (void)state;
    static struct world world;
    for (int without = 0; without < 2; without++) {
        world_init(&world);
        world.facts.rest_without_evidence = without == 1;
        world_add(&world, "inv R on=2024-05-10 gross=10 fee=-1 net=9; pay R on=2024-05-20 "
                          "gross=10 fee=-1 net=9;"
                          "inv O on=2024-01-01 gross=10");
        assert_int_equal(world_pass(&world), STATUS_OK);
        assert_true(world_is(&world, "at rest", "R",
                             without ? "state=settled evidence="
                                     : "state=settled evidence=inv.csv#2_pay.csv#2"));
        assert_true(world_is(&world, "open", "O", "state=uncollected evidence=inv.csv#3"));
        world_free(&world);
    }
}

static void test_nothing_loaded(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.position_count + world.line_count + world.payer_count, 0);
    world_free(&world);
}

static enum status fail_position(void *context, const struct position *position,
                                 struct failure *failure)
{
    (void)position;
    ++*(int *)context;
    return failure_set(failure, STATUS_EVIDENCE, "no room");
}

static enum status fail_line(void *context, uint32_t reference_id,
                             const struct movement *movement, enum line_class class,
                             currency_code used, struct failure *failure)
{
    (void)reference_id, (void)movement, (void)class, (void)used;
    ++*(int *)context;
    return failure_set(failure, STATUS_EVIDENCE, "no room");
}

static enum status fail_payer(void *context, const struct payer_terms_row *row,
                              struct failure *failure)
{
    (void)row;
    ++*(int *)context;
    return failure_set(failure, STATUS_EVIDENCE, "no room");
}

static enum status fail_currency(void *context, uint32_t reference_id, currency_code used,
                                 int32_t billed_currencies, struct failure *failure)
{
    (void)reference_id, (void)used, (void)billed_currencies;
    ++*(int *)context;
    return failure_set(failure, STATUS_EVIDENCE, "no room");
}

/* The first refusal of any sink ends the pass; a sink may also hear nothing at all. */
static void test_sinks_may_fail(void **state)
{
    (void)state;
    static struct world world;
    int calls = 0;
    const struct position_sink sinks[] = {
        {.context = &calls, .position = fail_position},
        {.context = &calls, .line = fail_line},
        {.context = &calls, .payer = fail_payer},
        {.context = &calls, .currency = fail_currency},
        {.context = &calls},
    };
    for (size_t at = 0; at < array_count(sinks); at++) {
        world_init(&world);
        world_add(&world, "inv A cur=EUR on=2024-05-01 acct=7 gross=1; pay A on=2024-05-20;"
                          "inv B cur=EUR on=2024-05-01 acct=7 gross=1; pay B on=2024-05-20");
        payers_link(&world.payers, &world.ledger);
        calls = 0;
        enum status status = position_pass(&world.ledger, &world.facts, &world.payers,
                                           &sinks[at], &world.failure);
        bool hears = at + 1 < array_count(sinks);
        assert_int_equal(status, hears ? STATUS_EVIDENCE : STATUS_OK);
        assert_int_equal(calls, hears ? 1 : 0);
        world_free(&world);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_positions_of_a_reference),
        cmocka_unit_test(test_deferred_come_last),
        cmocka_unit_test(test_currencies_are_told),
        cmocka_unit_test(test_order_does_not_matter),
        cmocka_unit_test(test_evidence_at_rest),
        cmocka_unit_test(test_nothing_loaded),
        cmocka_unit_test(test_sinks_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
