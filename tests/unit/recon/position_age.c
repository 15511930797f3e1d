/* Every bucket of both ageings, on its borders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

static const struct world_row ages[] = {
    {"billed on as_of", "inv A on=2024-06-30 gross=1", "A",
     "age_bucket=0-30 due_bucket=no-due-date"},
    {"30 days", "inv A on=2024-05-31 gross=1", "A", "age_bucket=0-30"},
    {"31 days", "inv A on=2024-05-30 gross=1", "A", "age_bucket=31-60"},
    {"60 days", "inv A on=2024-05-01 gross=1", "A", "age_bucket=31-60"},
    {"61 days", "inv A on=2024-04-30 gross=1", "A", "age_bucket=61-90"},
    {"90 days", "inv A on=2024-04-01 gross=1", "A", "age_bucket=61-90"},
    {"91 days", "inv A on=2024-03-31 gross=1", "A", "age_bucket=91-120"},
    {"120 days", "inv A on=2024-03-02 gross=1", "A", "age_bucket=91-120"},
    {"121 days", "inv A on=2024-03-01 gross=1", "A", "age_bucket=121+"},
    {"a stand-in that matters", "bill3 A gross=1", "A",
     "age_bucket=~91-120 billed_from=2024-03-01"},
    {"a stand-in that does not", "bill1 A gross=1", "A",
     "age_bucket=121+ billed_from=2024-01-01"},
    {"an AR period stands in", "comp A ar=2024-05 gross=1", "A",
     "age_bucket=~0-30 billed_from=2024-05-01"},
    {"nothing open", "inv A on=2024-05-01 gross=1; pay A on=2024-05-20 gross=1", "A",
     "age_bucket= due_bucket="},
    {"a penny open", "inv A on=2024-05-01 gross=1; pay A on=2024-05-20 gross=0.99", "A",
     "age_bucket=31-60"},
    {"a credit", "inv A on=2024-05-01 gross=1; pay A on=2024-05-20 gross=3", "A",
     "age_bucket=credit due_bucket=credit"},
    {"taken back, its charge not loaded", "pay A on=2024-05-30 gross=-1", "A",
     "age_bucket=~31-60 due_bucket=no-due-date collectible=1.00"},
};

static const struct world_row dues[] = {
    {"due in a month", "inv A on=2024-06-01 due=2024-07-30 gross=1", "A", "due_bucket=not-due"},
    {"due on as_of", "inv A on=2024-06-01 due=2024-06-30 gross=1", "A", "due_bucket=not-due"},
    {"due a day ago", "inv A on=2024-06-01 due=2024-06-29 gross=1", "A", "due_bucket=1-30"},
    {"due 30 days ago", "inv A on=2024-01-01 due=2024-05-31 gross=1", "A", "due_bucket=1-30"},
    {"due 31 days ago", "inv A on=2024-01-01 due=2024-05-30 gross=1", "A", "due_bucket=31-60"},
    {"due 60 days ago", "inv A on=2024-01-01 due=2024-05-01 gross=1", "A", "due_bucket=31-60"},
    {"due 61 days ago", "inv A on=2024-01-01 due=2024-04-30 gross=1", "A", "due_bucket=61-90"},
    {"due 90 days ago", "inv A on=2024-01-01 due=2024-04-01 gross=1", "A", "due_bucket=61-90"},
    {"due 91 days ago", "inv A on=2024-01-01 due=2024-03-31 gross=1", "A", "due_bucket=91-120"},
    {"due 120 days ago", "inv A on=2024-01-01 due=2024-03-02 gross=1", "A",
     "due_bucket=91-120"},
    {"due 121 days ago", "inv A on=2024-01-01 due=2024-03-01 gross=1", "A",
     "due_bucket=121+ age_bucket=121+"},
};

static void test_ages(void **state)
{
    (void)state;
    assert_true(world_rows_hold(ages, array_count(ages)));
}

static void test_dues(void **state)
{
    (void)state;
    assert_true(world_rows_hold(dues, array_count(dues)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ages),
        cmocka_unit_test(test_dues),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
