/* What a payer's past says of what it still owes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

/* Adds a charge of payer 7 billed 2024-01-01 and paid `days` later. */
static void add_collected(struct world *world, int number, int days)
{
    char text[128];
    char paid[DAY_TEXT_BYTES];
    snprintf(text, sizeof text,
             "inv C%d on=2024-01-01 acct=7 gross=1; pay C%d on=%s acct=7 gross=1", number,
             number, day_format(world_day("2024-01-01") + days, paid));
    world_add(world, text);
}

static void add_collected_six(struct world *world, int last)
{
    const int days[] = {40, 10, 20, 30, 30};
    for (int at = 0; at < 5; at++)
        add_collected(world, at, days[at]);
    add_collected(world, 5, last);
}

/* Ninety percent of six, by nearest rank, is the sixth. */
static void test_usual_and_unusual(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    add_collected_six(&world, 50);
    world_add(&world, "inv IN on=2024-05-11 acct=7 gross=1;" /* 50 days before as_of */
                      "inv OUT on=2024-05-10 acct=7 gross=1;"
                      "inv OTHER on=2024-05-10 acct=8 gross=1;"
                      "inv EUR cur=EUR on=2024-05-10 acct=7 gross=1;"
                      "inv DUE on=2024-05-10 due=2024-06-10 acct=7 gross=1");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_true(world_is(&world, "within", "IN",
                         "net_status=open-usual observed_days=50 observed_stand_in=no "
                         "terms_source=observed due_on= expected_month=2024-06-01 "
                         "state=uncollected due_bucket=no-due-date terms_days="));
    assert_true(world_is(&world, "beyond", "OUT", "net_status=open-unusual observed_days=50"));
    assert_true(world_is(&world, "another payer", "OTHER",
                         "net_status=open-no-terms observed_days= terms_source="));
    assert_true(world_is(&world, "another currency", "EUR EUR", "net_status=open-no-terms"));
    assert_true(world_is(&world, "a due date is better", "DUE",
                         "net_status=open-past-due observed_days= terms_source=stated"));
    world_free(&world);
}

static void test_five_are_too_few(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    for (int at = 0; at < 5; at++)
        add_collected(&world, at, 10);
    world_add(&world, "inv A on=2024-05-11 acct=7 gross=1;"
                      "inv X on=2024-01-01 acct=7 gross=1; inv X on=2024-01-09 refund=-1;"
                      "inv N on=2024-01-01 acct=7 gross=1 refund=-1 cost=-0.5 cost_refund=0.5;"
                      "pay N on=2024-01-11 acct=7 gross=1 fee=-1");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_true(world_is(&world, "cancelled on net", "N", "state=cancelled basis=net"));
    assert_true(world_is(&world, "five, and two cancelled", "A", "net_status=open-no-terms"));
    assert_int_equal(world.payer_count, 1);
    assert_int_equal(world.payer_rows[0].terms_source, TERMS_NONE);
    assert_int_equal(world.payer_rows[0].terms_days, POSITION_DAYS_UNKNOWN);
    assert_int_equal(world.payer_rows[0].positions, 8);
    world_free(&world);
}

/* A payout three days before the month's end that stands in for the invoice date. */
static void test_stand_ins_are_marked(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    for (int at = 0; at < 6; at++) {
        char text[96];
        snprintf(text, sizeof text,
                 "bill3 C%d acct=7 gross=1; pay C%d on=2024-03-28 acct=7 gross=1", at, at);
        world_add(&world, text);
    }
    world_add(&world, "inv A on=2024-06-30 acct=7 gross=1");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_true(world_is(&world, "marked", "A",
                         "net_status=open-unusual observed_days=-3 observed_stand_in=yes"));
    assert_int_equal(world.payer_rows[0].collect_median, -3);
    assert_true(world.payer_rows[0].collect_stand_in);
    assert_true(world.payer_rows[0].terms_stand_in);
    world_free(&world);
}

/* Days 10 20 30 30 40 50: the lower median is the third, the 90th percentile the sixth. */
static void test_rows(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    add_collected_six(&world, 50);
    world_add(&world, "inv O on=2024-05-11 acct=7 gross=5.25;"
                      "inv L on=2024-01-01 due=2024-01-31 acct=3 gross=1;"
                      "pay L on=2024-03-31 gross=1;"
                      "inv M on=2024-01-01 due=2024-01-16 acct=3 gross=1;"
                      "inv N on=2024-01-01 due=2024-01-31 acct=3 gross=1;"
                      "inv Q on=2024-01-01 due=2024-01-16 acct=3 gross=1;"
                      "inv E cur=EUR on=2024-01-01 acct=3 gross=1;"
                      "inv Z on=2024-01-01 gross=2;"
                      "list6 Y acct=3 gross=1");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.payer_count, 4);
    const struct payer_terms_row *nobody = &world.payer_rows[0];
    assert_int_equal(nobody->payer_id, 0);
    assert_int_equal(nobody->positions, 1);
    assert_string_equal(world.payer_collectible[0], "2.00");
    const struct payer_terms_row *euros = &world.payer_rows[1];
    assert_int_equal(euros->positions, 1);
    assert_int_equal(euros->collect_max, POSITION_DAYS_UNKNOWN);
    const struct payer_terms_row *three = &world.payer_rows[2];
    assert_int_equal(three->positions, 4);
    assert_int_equal(three->open_positions, 3);
    assert_int_equal(three->late_count, 1);
    assert_int_equal(three->terms_days, 15); /* 15 and 30 twice each: the smaller */
    assert_int_equal(three->terms_source, TERMS_STATED);
    assert_int_equal(three->collect_median, 90);
    assert_string_equal(world.payer_collectible[2], "3.00");
    const struct payer_terms_row *seven = &world.payer_rows[3];
    assert_int_equal(seven->positions, 7);
    assert_int_equal(seven->open_positions, 1);
    assert_int_equal(seven->terms_days, 50);
    assert_int_equal(seven->terms_source, TERMS_OBSERVED);
    assert_int_equal(seven->collect_median, 30);
    assert_int_equal(seven->collect_p90, 50);
    assert_int_equal(seven->collect_max, 50);
    assert_false(seven->collect_stand_in);
    assert_string_equal(world.payer_collectible[3], "5.25");
    world_free(&world);
}

/* Nearest rank is rounded up. */
static void test_percentile_of_fifteen(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    for (int at = 0; at < 15; at++)
        add_collected(&world, at, 100 - at);
    assert_int_equal(world_pass(&world), STATUS_OK);
    /* fifteen: 0.9 * 15 = 13.5, the fourteenth of 86 ... 100 */
    assert_int_equal(world.payer_rows[0].collect_p90, 99);
    assert_int_equal(world.payer_rows[0].collect_median, 93);
    assert_int_equal(world.payer_rows[0].collect_max, 100);
    world_free(&world);
}

static void test_policy_terms(void **state)
{
    (void)state;
    static struct world world;
    static const struct str payers[] = {STR_INIT("7")};
    static const int64_t days[] = {60};
    world_init(&world);
    world.facts.terms = (struct policy_terms){payers, days, 1};
    world_add(&world, "bill1 A acct=7 gross=1");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.payer_rows[0].terms_days, 60);
    assert_int_equal(world.payer_rows[0].terms_source, TERMS_POLICY);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_usual_and_unusual),     cmocka_unit_test(test_five_are_too_few),
        cmocka_unit_test(test_stand_ins_are_marked),  cmocka_unit_test(test_rows),
        cmocka_unit_test(test_percentile_of_fifteen), cmocka_unit_test(test_policy_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
