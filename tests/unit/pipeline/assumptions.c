/* Every departure from a default, with how far it reaches. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

static void test_signs_and_currencies(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(
        &world,
        "SELECT group_concat(setting || '|' || value || '|' || default_value || '|' || "
        "positions_affected || '|' || amount_affected, ';') FROM (SELECT * FROM "
        "assumption ORDER BY ordinal)",
        "sign of fee in monthly_revenue_billing_and_revenue_data_2024-04-15.csv (USD)|negative|"
        "negative|2|-4.50;"
        "sign of fee in disbursed_amount_by_product_2024-04-20.csv (USD)|negative|negative|2|"
        "-4.50;"
        "currency of payouts, from the billed lines|USD|USD|2|150.00");
    world_end(&world);
}

static void test_options_that_depart(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    folder_write(*state, "terms.csv", "payer,days\n111122223333,30\n");
    char terms[FOLDER_PATH_BYTES];
    world.options.terms_path = folder_path(*state, "terms.csv", terms);
    world.options.allow_rejects = 3;
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT group_concat(setting || '|' || default_value || '|' || "
                 "positions_affected, ';') FROM (SELECT * FROM assumption WHERE setting LIKE "
                 "'option%' ORDER BY ordinal)",
                 "option allow-rejects|0|0;option terms (USD)||2");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_signs_and_currencies),
        WORLD_TEST(test_options_that_depart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
