/* What waited when the month before was sealed (31 May 2024), a month later. Billing is known, and
 * loaded, to 30 June; 19900 is 26 June, 19905 is 1 July. All wait for a bill. */
#include "check_fixture.h"

static void sealed(struct world *world, const char *items)
{
    struct buffer sql = {0};
    buffer_format(&sql, "INSERT INTO sealed_timing VALUES %s", items);
    world_execute(world, buffer_c(&sql));
    buffer_free(&sql);
    world_execute(world, "INSERT INTO meta VALUES ('sealed_day', '19874');"
                         "UPDATE role_window SET loaded_to = 19904 WHERE role = 'billed'");
}

#define ITEM(reference, kind, by)                                                              \
    "(" reference ", 'USD', '" kind "', 'disbursed-not-billed', 31000000, 'billed', " by       \
    ", 'old.csv#1')"

static const char followed[] =
    "SELECT group_concat(reference_id || ' ' || outcome || ' ' || coalesce(position_id, '-') "
    "|| "
    "' ' || (amount / 1000000) || ' ' || coalesce(must_clear_by, '-') || ' ' || evidence, '; "
    "') "
    "FROM (SELECT * FROM timing_followed ORDER BY reference_id, rule)";

static const char not_cleared[] =
    "SELECT coalesce(group_concat(transaction_reference_id || ' ' || expected || ' ' || "
    "actual, "
    "'; '), '') FROM (SELECT * FROM finding WHERE rule = 'timing-not-cleared' ORDER BY "
    "transaction_reference_id)";

/* A payout of 40.00 on `day`, and no bill. */
static void unbilled(struct world *world, int id, int reference, const char *state, int day)
{
    char set[256];
    snprintf(set, sizeof set,
             "position_id = %d, reference_id = %d, currency = 'USD', state = '%s', "
             "basis = 'gross', disbursed_gross = 40000000, first_payout_on = %d, "
             "evidence = 'now.csv#%d'",
             id, reference, state, day, id);
    world_row(world, "position_active", set);
}

static void test_nothing_sealed(void **state)
{
    struct world *world = *state;
    unbilled(world, 1, 1, "ahead-of-billing", WORLD_AS_OF + 1);
    world_check(world);
    assert_int_equal(world_count(world, "SELECT count(*) FROM timing_followed"), 0);
    world_says(world, "SELECT must_clear_by || ' ' || told_on FROM timing", "19950 19904");
}

/* Its day and the day it was told on are those of the seal, whatever its payouts are now; its day
 * is over only for the second. */
static void test_waits_still(void **state)
{
    struct world *world = *state;
    sealed(world, ITEM("1", "ahead", "19905") ", " ITEM("2", "ahead", "19900"));
    unbilled(world, 1, 1, "ahead-of-billing", WORLD_AS_OF + 1);
    unbilled(world, 2, 2, "ahead-of-billing", WORLD_AS_OF + 1);
    unbilled(world, 3, 3, "ahead-of-billing", WORLD_AS_OF + 1);
    world_check(world);
    world_says(world, followed, "1 ahead 1 31 19905 now.csv#1; 2 ahead 2 31 19900 now.csv#2");
    world_says(world,
               "SELECT group_concat(position_id || ' ' || (amount / 1000000) || ' ' || "
               "must_clear_by || ' ' || told_on, '; ') FROM timing",
               "1 40 19905 19874; 2 40 19900 19874; 3 40 19950 19904");
    world_says(world, not_cleared, "R-2 2024-06-26 2024-06-30");
}

/* Bills of their days are loaded by now, and do not name them: their own rule speaks. To clear by
 * 26 June the second is late. */
static void test_told(void **state)
{
    struct world *world = *state;
    sealed(world, ITEM("1", "ahead", "19905") ", " ITEM("2", "told", "19900"));
    unbilled(world, 1, 1, "disbursed-only", WORLD_MAY);
    unbilled(world, 2, 2, "disbursed-only", WORLD_MAY);
    unbilled(world, 3, 3, "disbursed-only", WORLD_MAY);
    world_check(world);
    world_says(world, followed, "1 told 1 31 19905 now.csv#1; 2 told 2 31 19900 now.csv#2");
    assert_int_equal(world_count(world, "SELECT count(*) FROM timing"), 0);
    world_says(world, not_cleared, "R-2 2024-06-26 2024-06-30");
    world_says(world, "SELECT count(*) FROM finding WHERE rule = 'disbursed-not-billed'", "3");
    world_says(world, "SELECT count(*) FROM finding_on WHERE rule = 'disbursed-not-billed'",
               "3");
}

/* A bill dated after as-of names it. */
static void test_answered_later(void **state)
{
    struct world *world = *state;
    sealed(world, ITEM("1", "ahead", "19900"));
    unbilled(world, 1, 1, "disbursed-only", WORLD_MAY);
    world_execute(world, "UPDATE position_active SET later_lines = 1");
    world_check(world);
    world_says(world, followed, "1 told 1 31 19900 now.csv#1");
    world_says(world, not_cleared, "");
}

/* Billed by now; billed, and at rest; at rest without evidence; and no position any more. */
static void test_cleared(void **state)
{
    struct world *world = *state;
    world_execute(world, "INSERT INTO reference VALUES (4, 'R-4')");
    sealed(world, ITEM("1", "ahead", "19900") ", " ITEM("2", "ahead", "19900") ", " ITEM(
                      "3", "told", "NULL") ", " ITEM("4", "ahead", "19900"));
    world_row(world, "position_active",
              "position_id = 7, reference_id = 1, currency = 'USD', state = 'settled', "
              "basis = 'gross', billed_lines = 1, evidence = 'now.csv#7'");
    world_row(world, "position_active",
              "position_id = 6, reference_id = 1, currency = 'EUR', state = 'disbursed-only', "
              "basis = 'gross', disbursed_gross = 1, first_payout_on = 19874");
    world_row(world, "position_rest",
              "position_id = 8, reference_id = 2, currency = 'USD', evidence = 'rest.csv#8'");
    world_row(world, "position_rest", "position_id = 9, reference_id = 3, currency = 'USD'");
    world_check(world);
    world_says(world, followed,
               "1 cleared 7 31 19900 now.csv#7; 2 cleared 8 31 19900 rest.csv#8; "
               "3 cleared 9 31 - old.csv#1; 4 cleared - 31 19900 old.csv#1");
    world_says(world, not_cleared, "");
}

/* What lies before history is not followed, nor what cleared; of a rule that was not asked nobody
 * knows. */
static void test_not_followed(void **state)
{
    struct world *world = *state;
    sealed(world, ITEM("1", "before-history", "NULL") ", " ITEM(
                      "2", "cleared", "19900") ", "
                                               "(3, 'USD', 'ahead', 'no-such-rule', 31000000, "
                                               "'billed', 19900, 'old.csv#1')");
    world_check(world);
    world_says(world, followed, "3 unasked - 31 19900 old.csv#1");
    world_says(world, not_cleared, "");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_sealed), TEST(test_waits_still), TEST(test_told),
        TEST(test_answered_later), TEST(test_cleared),     TEST(test_not_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
