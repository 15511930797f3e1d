/* When payment is due, and every net status. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

static const struct world_row dues[] = {
    {"stated by the line, the earliest",
     "inv A on=2024-01-01 due=2024-03-01 gross=1; inv A on=2024-02-01 due=2024-02-15 gross=1",
     "A", "due_on=2024-02-15 terms_source=stated terms_days=45"},
    {"a line before any list",
     "inv A on=2024-01-01 due=2024-03-01 gross=1; list3 A due=2024-02-01 gross=1 net=1", "A",
     "due_on=2024-03-01"},
    {"the newest list, its earliest",
     "inv A on=2024-01-01 gross=1; list3 A due=2024-02-01 gross=1; list6 A due=2024-05-05 "
     "gross=1; list6 A due=2024-04-04 gross=1",
     "A", "due_on=2024-04-04 terms_source=stated newest_list_on=2024-06-30"},
    {"the newest list that has one",
     "inv A on=2024-01-01 gross=1; list3 A due=2024-02-01 gross=1; list6 A gross=1", "A",
     "due_on=2024-02-01"},
    {"a list after as_of is not used",
     "inv A on=2024-01-01 gross=1; list7 A due=2024-02-01 gross=1", "A",
     "due_on= terms_source= newest_list_on= stated_open_lines=0"},
    {"a stand-in has no terms", "bill3 A gross=1; list6 A due=2024-05-01 gross=1", "A",
     "due_on=2024-05-01 terms_days="},
    {"an opening item has", "open A on=2023-11-05 due=2023-12-05 gross=1", "A",
     "due_on=2023-12-05 terms_days=30"},
    {"due before it was billed", "inv A on=2024-02-02 due=2024-02-01 gross=1", "A",
     "terms_days=-1"},
};

static const struct world_row statuses[] = {
    {"open, not due", "inv A on=2024-06-01 due=2024-07-01 gross=1", "A",
     "net_status=open-not-due expected_month=2024-08-01 days_to_collect= days_late="},
    {"open, due on as_of", "inv A on=2024-06-01 due=2024-06-30 gross=1", "A",
     "net_status=open-not-due"},
    {"open, past due",
     "inv A on=2024-04-01 due=2024-05-01 gross=1; pay A on=2024-05-05 gross=0.5", "A",
     "net_status=open-past-due expected_month=2024-06-01 days_late= disbursed_on=2024-05-05"},
    {"open, nothing known", "inv A on=2024-04-01 gross=1", "A",
     "net_status=open-no-terms expected_month= observed_days="},
    {"late: grace and a day",
     "inv A on=2024-01-01 due=2024-02-01 gross=1; pay A on=2024-03-18 gross=1", "A",
     "net_status=collected-late days_late=46 days_to_collect=77"},
    {"late by grace is in terms",
     "inv A on=2024-01-01 due=2024-02-01 gross=1; pay A on=2024-03-17 gross=1", "A",
     "net_status=collected-in-terms days_late=45"},
    {"early", "inv A on=2024-01-01 due=2024-02-01 gross=1; pay A on=2024-01-22 gross=1", "A",
     "net_status=collected-in-terms days_late=-10 days_to_collect=21"},
    {"collected, no due date", "inv A on=2024-01-01 gross=1; pay A on=2024-01-22 gross=1", "A",
     "net_status=collected-no-terms days_late= days_to_collect=21"},
    {"a stand-in counts no days", "bill1 A gross=1; pay A on=2024-02-22 gross=1", "A",
     "net_status=collected-no-terms days_to_collect="},
    {"a penny open is collected", "inv A on=2024-01-01 gross=1; pay A on=2024-01-22 gross=0.99",
     "A", "net_status=collected-no-terms"},
    {"a penny never paid is open", "inv A on=2024-01-01 gross=0.01", "A",
     "net_status=open-no-terms"},
    {"cancelled", "inv A on=2024-01-01 gross=1; inv A on=2024-01-02 refund=-1", "A",
     "net_status=closed-uncollected"},
    {"cancelled, and the payout taken back",
     "inv A on=2024-01-01 due=2024-02-01 gross=1; pay A on=2024-01-22 gross=1; "
     "inv A on=2024-02-02 refund=-1; pay A on=2024-06-22 gross=-1",
     "A", "state=cancelled net_status=closed-uncollected days_late= days_to_collect="},
    {"refunded after payment",
     "inv A on=2024-01-01 gross=1; pay A on=2024-01-22 gross=1; inv A on=2024-02-02 refund=-1; "
     "pay A on=2024-02-22 refund=-1",
     "A", "net_status=collected-no-terms"},
    {"no charge", "inv A on=2024-01-01 refund=-1", "A", "net_status="},
};

static void test_dues(void **state)
{
    (void)state;
    assert_true(world_rows_hold(dues, array_count(dues)));
}

static void test_statuses(void **state)
{
    (void)state;
    assert_true(world_rows_hold(statuses, array_count(statuses)));
}

/* --terms by payer; days count from whatever day the charge is dated. */
static void test_policy(void **state)
{
    (void)state;
    static struct world world;
    static const struct str payers[] = {STR_INIT("000000000011"), STR_INIT("000000000022")};
    static const int64_t days[] = {0, 60};
    world_init(&world);
    world.facts.terms = (struct policy_terms){payers, days, 2};
    world_add(&world, "inv A on=2024-01-01 acct=000000000011 gross=1;"
                      "bill1 B acct=000000000022 gross=1;"
                      "inv C on=2024-01-01 acct=000000000033 gross=1;"
                      "inv D on=2024-01-01 due=2024-02-02 acct=000000000022 gross=1;"
                      "inv E on=2024-01-01 gross=1");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_true(world_is(&world, "on receipt", "A",
                         "due_on=2024-01-01 terms_source=policy terms_days=0"));
    assert_true(world_is(&world, "from a stand-in", "B",
                         "due_on=2024-03-31 terms_source=policy terms_days="));
    assert_true(world_is(&world, "a payer not named", "C", "due_on= terms_source="));
    assert_true(
        world_is(&world, "stated comes first", "D", "due_on=2024-02-02 terms_source=stated"));
    assert_true(world_is(&world, "no payer", "E", "due_on= terms_source= payer="));
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dues),
        cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_policy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
