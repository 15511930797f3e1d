/* Positions into the books: at rest or active, with the classes and currencies of their lines.
 */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

static void test_at_rest_and_active(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    folder_write(world.in, "disbursed_amount_by_product_2024-05-02.csv",
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-2", "-50.00", "1.50", "-48.50"));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, "SELECT text FROM position_rest JOIN reference USING (reference_id)",
                 "r-1");
    assert_books(&world,
                 "SELECT text || ' ' || state || ' ' || collectible FROM position_active "
                 "JOIN reference USING (reference_id)",
                 "r-2 uncollected 50000000");
    world_end(&world);
}

static void test_later_lines_are_classed(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_true(day_parse_iso(STR("2024-04-19"), &world.options.as_of));
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, "SELECT count(*) || ' ' || min(class) FROM line_class",
                 "2 after-as-of");
    assert_books(&world,
                 "SELECT count(*) || ' ' || min(disbursed_after_as_of) || ' ' || "
                 "day_text(max(disbursed_after_on)) FROM position_active",
                 "2 50000000 2024-04-20");
    world_end(&world);
}

static void test_currency_follows_the_billed_lines(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    currency_parse(STR("EUR"), &world.options.currency);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world, "SELECT count(*) || ' ' || min(currency) FROM reference_currency",
                 "2 USD");
    assert_books(&world, "SELECT group_concat(DISTINCT currency) FROM position_rest", "USD");
    world_end(&world);
}

static void test_payers_are_told(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT payer || ' ' || currency || ' ' || positions || ' ' || "
                 "open_positions || ' ' || collectible FROM payer_terms JOIN payer "
                 "USING (payer_id)",
                 "111122223333 USD 2 0 0.00");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_at_rest_and_active),
        WORLD_TEST(test_later_lines_are_classed),
        WORLD_TEST(test_currency_follows_the_billed_lines),
        WORLD_TEST(test_payers_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
