/* What a setting moved: positions with it, and as they would be without. Covers moved.c and
 * assumptions_options.c, through the table they fill. */
#include "pipeline/moved.h"

#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

#define ROWS                                                                                   \
    "SELECT coalesce(group_concat(setting || '|' || value || '|' || default_value || '|' || "  \
    "positions_affected || '|' || amount_affected, ';'), '') FROM (SELECT * FROM assumption "  \
    "WHERE setting LIKE 'option%' OR setting LIKE 'policy%' ORDER BY ordinal)"

static day_number day_at(int year, int month, int day_of_month)
{
    day_number day = DAY_NONE;
    day_from_civil(year, month, day_of_month, &day);
    return day;
}

/* March: r-1 and r-2 paid in April, r-3 of 70.00 not paid at all, and r-4 short by 0.03. The
 * billing day is the last one covered, 2024-03-31, and the newest day 2024-04-20. */
static void world_open(struct world *world, const char *folder)
{
    world_options(world, folder);
    folder_write(world->in, "monthly_revenue_billing_and_revenue_data_2024-04-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "50.00", "-1.50", "48.50")
                         WORLD_BILLED("r-3", "70.00", "-2.10", "67.90")
                             WORLD_BILLED("r-4", "20.00", "-0.60", "19.40"));
    folder_write(world->in, "disbursed_amount_by_product_2024-04-20.csv",
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_DISBURSED("r-2", "50.00", "-1.50", "48.50")
                         WORLD_DISBURSED("r-4", "19.97", "-0.60", "19.37"));
}

static void check_sets(void **state, const char *set, const char *rows)
{
    struct world world;
    world_open(&world, *state);
    const struct str sets[] = {str_from(set)};
    world.options.sets = sets;
    world.options.set_count = 1;
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, ROWS, rows);
    world_end(&world);
}

/* The default is no departure. */
static void test_default_is_silent(void **state)
{
    check_sets(state, "settlement_grace_days=45", "");
}

/* 20 days since billing: 19 days of grace are over for r-3 and r-4, 45 are not; both change
 * their cause: 70.00 + 0.03. */
static void test_grace(void **state)
{
    check_sets(state, "settlement_grace_days=19",
               "policy settlement_grace_days (USD)|19|45|2|70.03");
}

/* Twenty days of grace are reached, not passed. */
static void test_grace_to_the_day(void **state)
{
    check_sets(state, "settlement_grace_days=20", "policy settlement_grace_days|20|45|0|0.00");
}

/* r-4 is settled with three cents, and part-collected with one. */
static void test_penny(void **state)
{
    check_sets(state, "penny=0.03", "policy penny (USD)|0.03|0.01|1|0.03");
}

/* No penny difference at one cent: a smaller budget is no other answer. */
static void test_budget(void **state)
{
    check_sets(state, "penny_budget=0", "policy penny_budget|0.00|1.00|0|0.00");
}

/* On 2024-03-31 nothing is paid out yet: all 240.00 are open. r-3 moves too: its bucket is 0-30
 * for certain that day, and on the newest day only when it was not billed on the 1st. */
static void test_as_of(void **state)
{
    struct world world;
    world_open(&world, *state);
    world.options.as_of = day_at(2024, 3, 31);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, ROWS, "option as-of (USD)|2024-03-31|2024-04-20|4|240.00");
    world.options.as_of = day_at(2024, 4, 20);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, ROWS, "");
    world_end(&world);
}

/* Payouts take the currency of what was billed, so the base currency moves none of them. */
static void test_currency(void **state)
{
    struct world world;
    world_open(&world, *state);
    currency_parse(STR("EUR"), &world.options.currency);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, ROWS, "option currency|EUR|USD|0|0.00");
    world_end(&world);
}

/* A payout alone takes the base currency: counted once, not in both currencies. */
static void test_currency_of_payouts_alone(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "disbursed_amount_by_product_2024-04-20.csv",
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "100.00", "-3.00", "97.00"));
    currency_parse(STR("EUR"), &world.options.currency);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, ROWS, "option currency (EUR)|EUR|USD|1|100.00");
    world_end(&world);
}

/* Four billed lines with a fee and three paid ones: -3.00 - 1.50 - 2.10 - 0.60. */
static void test_assume(void **state)
{
    struct world world;
    world_open(&world, *state);
    const struct str assume = STR("monthly_revenue_billing_and_revenue_data.fee=negative");
    world.options.assumes = &assume;
    world.options.assume_count = 1;
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, ROWS,
                 "option assume (USD)|monthly_revenue_billing_and_revenue_data.fee=negative||4|"
                 "-7.20");
    world_end(&world);
}

/* Without --period the file's days would not be known: its lines' gross, 240.00. */
static void test_period(void **state)
{
    struct world world;
    world_options(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "50.00", "-1.50", "48.50"));
    world.options.period = day_at(2024, 3, 1);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, ROWS, "option period (USD)|2024-03||2|150.00");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_default_is_silent),
        WORLD_TEST(test_grace),
        WORLD_TEST(test_grace_to_the_day),
        WORLD_TEST(test_penny),
        WORLD_TEST(test_budget),
        WORLD_TEST(test_as_of),
        WORLD_TEST(test_currency),
        WORLD_TEST(test_currency_of_payouts_alone),
        WORLD_TEST(test_assume),
        WORLD_TEST(test_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
