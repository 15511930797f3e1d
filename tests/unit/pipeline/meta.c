/* What a run says of itself. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

static void test_options_and_defaults(void **state)
{
    struct world world;
    static const struct str empties[] = {
        STR_INIT("us_sales_and_use_tax_records:2024-03"),
        STR_INIT("sales_compensation_billed_revenue:2024-03"),
        STR_INIT("us_sales_and_use_tax_records:2024-03"),
    };
    world_quiet(&world, *state);
    world.options.empties = empties;
    world.options.empty_count = 3;
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(
        &world,
        "SELECT group_concat(name || '=' || value, ';') FROM (SELECT * FROM meta WHERE "
        "name LIKE 'option.%' ORDER BY name)",
        "option.allow-rejects=0;option.as-of=;option.assume=;option.both=no;"
        "option.currency=USD;"
        "option.empty=sales_compensation_billed_revenue:2024-03 "
        "us_sales_and_use_tax_records:2024-03;option.format=;option.from=;option.full=no;"
        "option.period=;option.policy=;option.present=;option.prove=no;"
        "option.raw=no;option.replace=no;option.report=;"
        "option.require=;option.rules=built-in;option.set=;"
        "option.terms=");
    assert_books(&world,
                 "SELECT group_concat(value, ' ') FROM (SELECT value FROM meta WHERE name "
                 "IN ('as_of', 'as_of_source', 'base_currency', 'version') ORDER BY name)",
                 "2024-04-20 newest USD test");
    /* The page and the control count the same rules. */
    assert_books(&world,
                 "SELECT count(*) FROM tie WHERE check_name = 'rules' AND verdict = 'ties' AND "
                 "computed = (SELECT value FROM meta WHERE name = 'rules_run') AND "
                 "reported = (SELECT value FROM meta WHERE name = 'rules_shipped')",
                 "1");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_options_and_defaults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
