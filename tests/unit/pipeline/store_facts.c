/* What was read and settled, in the books: files, tables, coverage, windows. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

static void test_files_tables_days(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT count(*) || ' ' || sum(records) || ' ' || sum(scan_records) || "
                 "' ' || sum(bytes - scan_record_bytes - scan_noise_bytes) FROM file",
                 "2 6 6 0");
    assert_books(&world,
                 "SELECT group_concat(canonical || ' ' || family || ' ' || era || ' ' || "
                 "lines || ' ' || day_text(covers_from) || ' ' || day_text(covers_to), "
                 "'; ') FROM (SELECT * FROM section ORDER BY canonical)",
                 "0 monthly_revenue_billing_and_revenue_data 2018-05 2 2024-03-01 2024-03-31; "
                 "1 disbursed_amount_by_product 2018-05 2 2024-03-21 2024-04-20");
    assert_books(&world,
                 "SELECT group_concat(role || ' ' || day_text(from_day) || ' ' || "
                 "day_text(to_day) || ' ' || state, '; ') "
                 "FROM (SELECT * FROM coverage ORDER BY ordinal)",
                 "billed 2024-03-01 2024-03-31 covered; billed 2024-04-01 2024-04-20 awaited; "
                 "disbursed 2024-03-21 2024-04-20 covered");
    assert_books(&world,
                 "SELECT day_text(known_from) || ' ' || day_text(known_to) || ' ' || "
                 "day_text(back_from) FROM role_window WHERE role = 'billed'",
                 "2024-03-01 2024-03-31 2024-06-29");
    assert_books(&world, "SELECT known_from IS NULL FROM role_window WHERE role = 'taxed'",
                 "1");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_files_tables_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
