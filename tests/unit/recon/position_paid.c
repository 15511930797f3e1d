/* Payments that bills state: in the place of payouts where none are loaded, held against them
 * where some are. Every expectation is worked out by hand; as_of is 30 June 2024. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

/* No payout report is loaded. */
static const struct world_row standing_in[] = {
    {"paid in full",
     "sbill A on=2024-05-01 gross=100 fee=-3 net=97; spaid A on=2024-05-20 net=97", "A",
     "state=settled basis=net stands_in=yes collectible=0.00 disbursed_net_x=97.00 "
     "disbursed_gross=0.00 disbursed_lines=0 open_fee= disbursed_on=2024-05-20 at_rest=no "
     "given= evidence=sbill.csv#2"},
    {"nothing paid", "sbill A on=2024-06-01 gross=100 fee=-3 net=97; spaid A", "A",
     "state=uncollected cause=awaiting-payout basis=net stands_in=yes collectible=97.00 "
     "disbursed_on= open_net=97.00"},
    {"in part, and the rest is late",
     "sbill A on=2024-03-01 due=2024-03-31 gross=100 fee=-3 net=97; spaid A on=2024-04-05 "
     "net=40",
     "A", "state=part-collected cause=past-due collectible=57.00 disbursed_on=2024-04-05"},
    {"a cent short is settled",
     "sbill A on=2024-05-01 gross=100 net=97; spaid A on=2024-05-20 net=96.99", "A",
     "state=settled collectible=0.01 disbursed_on=2024-05-20"},
    {"too much", "sbill A on=2024-05-01 gross=100 net=97; spaid A on=2024-05-20 net=98", "A",
     "state=over-disbursed collectible=-1.00"},
    {"a refund lowers the net, and what is paid is too much by it",
     "sbill A on=2024-05-01 gross=100 refund=-40 net=58.20; spaid A on=2024-05-20 net=97", "A",
     "state=refund-pending collectible=-38.80"},
    {"a bank that sent it back",
     "sbill A on=2024-01-02 due=2024-01-31 gross=100 net=97 status=failed; spaid A", "A",
     "state=uncollected cause=payout-failed collectible=97.00"},
    {"taken back", "sbill A on=2024-01-02 gross=100 net=97 status=reversed; spaid A", "A",
     "state=uncollected cause=payout-reversed"},
    {"a payment dated later is not there yet",
     "sbill A on=2024-06-01 gross=100 net=97; spaid A on=2024-07-03 net=97", "A",
     "state=uncollected collectible=97.00 disbursed_after_as_of=97.00 "
     "disbursed_after_on=2024-07-03"},
    {"a bill later than as-of is not there, nor is its payment",
     "sbill A on=2024-06-01 gross=50 net=50; spaid A on=2024-06-20 net=50; "
     "sbill A on=2024-07-02 gross=100 net=97; spaid A on=2024-06-21 net=97",
     "A", "state=settled collectible=0.00 billed_gross=50.00 disbursed_after_as_of=0.00"},
    {"a payment without a day was made by the last day the report covers",
     "sbill A on=2024-05-01 gross=100 net=97; spaid A net=97", "A",
     "state=settled disbursed_on=2024-06-30"},
    {"no payment is earlier than its bill",
     "sbill A on=2024-05-10 gross=100 net=97; spaid A on=2024-05-01 net=97", "A",
     "disbursed_on=2024-05-10 first_payout_on=2024-05-10"},
    {"two bills, one of them paid",
     "sbill A on=2024-05-01 gross=100 net=97; sbill A on=2024-05-02 gross=50 net=48; "
     "spaid A on=2024-05-20 net=97; spaid A",
     "A", "state=part-collected collectible=48.00 evidence=sbill.csv#2_sbill.csv#3"},
    {"net holds tax: all of it is paid, and so is the tax",
     "tbill A on=2024-05-01 gross=100 fee=-3 tax=8 net=105; tpaid A on=2024-05-20 net=105", "A",
     "state=settled collectible=0.00 open_tax=0.00 disbursed_tax=8.00 disbursed_net_x=97.00"},
    {"net holds tax: what is paid counts for the charge first",
     "tbill A on=2024-05-01 gross=100 fee=-3 tax=8 net=105; tpaid A on=2024-05-20 net=60", "A",
     "state=part-collected collectible=37.00 open_tax=8.00 disbursed_tax=0.00"},
    {"net holds tax: the charge is paid, and some of the tax",
     "tbill A on=2024-05-01 gross=100 fee=-3 tax=8 net=105; tpaid A on=2024-05-20 net=100", "A",
     "state=settled collectible=0.00 open_tax=5.00 disbursed_tax=3.00"},
    {"net holds tax: more than all of it is more than the charge",
     "tbill A on=2024-05-01 gross=100 fee=-3 tax=8 net=105; tpaid A on=2024-05-20 net=115", "A",
     "state=over-disbursed collectible=-10.00 open_tax=0.00 disbursed_tax=8.00"},
    {"net holds tax, and none of it was paid: no tax either, refunded or not",
     "tbill A on=2024-05-01 gross=100 tax_refund=-8 net=92; tpaid A", "A",
     "collectible=100.00 disbursed_tax=0.00 open_tax=-8.00"},
    {"net without tax: nothing says what of the tax was paid",
     "sbill A on=2024-05-01 gross=100 tax=8 net=97; spaid A on=2024-05-20 net=97; "
     "tax A on=2024-05-01 party=seller tax_amount=8",
     "A", "state=settled open_tax= tax_status=awaiting-payment"},
    {"an opening list holds no net to measure by",
     "open A on=2023-11-01 gross=100; sbill A on=2024-05-01 refund=-10 net=-9; "
     "spaid A on=2024-05-20 net=80",
     "A", "basis=gross stands_in=no collectible=90.00"},
    {"a bill of a report that states no payments", "inv A on=2024-06-01 gross=100 net=97", "A",
     "basis=gross stands_in=no collectible=100.00"},
};

/* Payout reports are loaded: known from 1 January, or from 1 May in the rows that say so. */
static const struct world_row compared[] = {
    {"the same",
     "sbill A on=2024-05-01 gross=100 fee=-3 net=97; spaid A on=2024-05-20 net=97; "
     "pay A on=2024-05-20 gross=100 fee=-3 net=97",
     "A",
     "state=settled basis=gross stands_in=no disbursed_net=97.00 stated=97.00 given=97.00 "
     "stated_fact=2024-05-20 at_rest=yes"},
    {"what is stated is never added",
     "sbill A on=2024-06-01 gross=100 net=97; spaid A on=2024-06-20 net=97", "A",
     "state=uncollected collectible=100.00 disbursed_net_x=0.00 stated=97.00 given=0.00 "
     "stated_fact=2024-06-20"},
    {"paid out, and not stated",
     "sbill A on=2024-05-01 gross=100 net=97; spaid A; pay A on=2024-05-20 gross=100 net=97",
     "A", "state=settled stated=0.00 given=97.00 at_rest=no"},
    {"a payout the report may not know of yet",
     "tbill A on=2024-05-01 gross=100 net=100; tpaid A; pay A on=2024-06-10 gross=100 net=100",
     "A", "state=settled stated=0.00 given=0.00"},
    {"of two payouts the report must know the first",
     "tbill A on=2024-05-01 gross=100 net=100; tpaid A on=2024-05-10 net=30; "
     "pay A on=2024-05-10 gross=60 net=60; pay A on=2024-06-10 gross=40 net=40",
     "A", "stated=30.00 given=60.00"},
    {"and may know the second",
     "tbill A on=2024-05-01 gross=100 net=100; tpaid A on=2024-05-10 net=100; "
     "pay A on=2024-05-10 gross=60 net=60; pay A on=2024-06-10 gross=40 net=40",
     "A", "stated=100.00 given=100.00"},
    {"net that holds tax is held against net and tax",
     "tbill A on=2024-05-01 gross=100 fee=-3 tax=8 net=105; tpaid A on=2024-05-20 net=52.50; "
     "pay A on=2024-05-20 gross=50 fee=-1.50 tax=4 net=48.50",
     "A", "state=part-collected stated=52.50 given=52.50"},
    {"later than as-of: what of it came before is not said",
     "sbill A on=2024-05-01 gross=100 net=97; spaid A on=2024-07-02 net=97; "
     "pay A on=2024-06-20 gross=60 net=58",
     "A", "stated= given= stated_fact="},
    {"billed before the first known payout: some may have come earlier",
     "sbill A on=2023-12-01 gross=100 net=97; spaid A on=2024-01-20 net=97; "
     "pay A on=2024-01-20 gross=50 net=48.50",
     "A", "stated=97.00 given=48.50 stated_fact=2023-12-01"},
    {"no payment stated", "inv A on=2024-05-01 gross=100 net=97", "A", "stated= given="},
    {"a status alone is a cause", "inv A on=2024-05-01 gross=100 net=97 status=failed", "A",
     "cause=payout-failed stated= given="},
    {"a doubtful status keeps a position from rest",
     "sbill A on=2024-05-01 gross=100 fee=-3 net=97 status=unpaid; "
     "spaid A on=2024-05-20 net=97; pay A on=2024-05-20 gross=100 fee=-3 net=97",
     "A", "state=settled stated=97.00 given=97.00 flagged=yes at_rest=no"},
    {"a status that says what is so does not",
     "sbill A on=2024-05-01 gross=100 fee=-3 net=97 status=paid; spaid A on=2024-05-20 net=97; "
     "pay A on=2024-05-20 gross=100 fee=-3 net=97",
     "A", "flagged=no at_rest=yes"},
};

static bool hold(const struct world_row *rows, size_t count, bool stands_in)
{
    static struct world world;
    bool all = true;
    for (size_t at = 0; at < count; at++) {
        world_init(&world);
        world.facts.paid_stands_in = stands_in;
        world_add(&world, rows[at].lines);
        if (world_pass(&world) != STATUS_OK) {
            failure_print(&world.failure, stderr);
            all = false;
        }
        all = world_is(&world, rows[at].name, rows[at].key, rows[at].expected) && all;
        world_free(&world);
    }
    return all;
}

static void test_standing_in(void **state)
{
    (void)state;
    assert_true(hold(standing_in, array_count(standing_in), true));
}

static void test_compared(void **state)
{
    (void)state;
    assert_true(hold(compared, array_count(compared), false));
}

/* A payment is in the class of its bill, whatever its own day. */
static void test_classes(void **state)
{
    static const struct {
        const char *name, *lines;
        enum line_class class;
    } rows[] = {
        {"counted", "sbill A on=2024-05-01 gross=1; spaid A on=2024-05-20 net=1",
         CLASS_COUNTED},
        {"bill after as-of", "sbill A on=2024-07-01 gross=1; spaid A on=2024-05-20 net=1",
         CLASS_AFTER_AS_OF},
        {"payment after as-of", "sbill A on=2024-05-01 gross=1; spaid A on=2024-07-20 net=1",
         CLASS_AFTER_AS_OF},
        {"bill out of scope",
         "sbill A on=2024-05-01 gross=1; tbill A on=2024-05-02 gross=1; tpaid A net=1",
         CLASS_OUT_OF_SCOPE},
        {"no reference", "sbill - on=2024-05-01 gross=1; spaid - on=2024-05-20 net=1",
         CLASS_NO_REFERENCE},
    };
    static struct world world;
    (void)state;
    for (size_t at = 0; at < array_count(rows); at++) {
        world_init(&world);
        world_add(&world, rows[at].lines);
        assert_int_equal(world_pass(&world), STATUS_OK);
        const struct world_line *payment = NULL;
        for (size_t line = 0; line < world.line_count; line++)
            if (world_sections[world.lines[line].section].role == ROLE_STATED_PAID)
                payment = &world.lines[line];
        assert_non_null(payment);
        if (payment->class != rows[at].class)
            fprintf(stderr, "%s\n", rows[at].name);
        assert_int_equal(payment->class, rows[at].class);
        world_free(&world);
    }
}

/* Sums of payments are bounded as all sums are. */
static void test_bound(void **state)
{
    static struct world world;
    (void)state;
    world_init(&world);
    for (int line = 0; line < 10; line++)
        world_add(&world, "sbill A on=2024-05-01 gross=1 net=1; "
                          "spaid A on=2024-05-20 net=1000000000000");
    assert_int_equal(world_pass(&world), STATUS_REFUSED);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_standing_in),
        cmocka_unit_test(test_compared),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_bound),
    };
    return cmocka_run_group_tests_name("position_paid", tests, NULL, NULL);
}
