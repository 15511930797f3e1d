/* Rejects, noise and policy as rows. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

#include "base/digest.h"

/* R- and ten hex digits of SHA-256 over file SHA-256 NUL record NUL column. */
static void test_a_reject_is_named_by_its_place(void **state)
{
    struct world world;
    char sha[FOLDER_TEXT_BYTES];
    char hex[DIGEST_HEX_BYTES];
    char wanted[13] = "R-";
    world_quiet(&world, *state);
    folder_write(world.in, "monthly_revenue_billing_and_revenue_data_2024-05-15.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-3", "x", "0.00", "97.00"));
    assert_int_equal(world_run(&world), STATUS_REFUSED);
    world_ask(&world, "SELECT sha256 FROM file JOIN reject USING (file_id)", sha);
    struct buffer place = {0};
    buffer_add(&place, (struct str){sha, 64});
    buffer_add(&place, (struct str){"\0002\0Customer Billed Amount", 25});
    struct digest digest = digest_of(buffer_str(&place));
    memcpy(wanted + 2, digest_hex(&digest, hex), 10);
    assert_books(&world, "SELECT reject_id FROM reject", wanted);
    buffer_free(&place);
    world_end(&world);
}

static void test_policy_with_its_defaults(void **state)
{
    struct world world;
    world_quiet(&world, *state);
    assert_int_equal(world_run(&world), STATUS_OK);
    assert_books(&world,
                 "SELECT group_concat(name || ' ' || value || ' ' || unit || ' ' || "
                 "micro_or_count, '; ') FROM (SELECT * FROM policy ORDER BY name)",
                 "history_days 120 days 120; payout_gap_days 40 days 40; "
                 "penny 0.01 money 10000; penny_budget 1.00 money 1000000; "
                 "settlement_grace_days 45 days 45");
    assert_books(&world, "SELECT count(*) FROM policy WHERE value <> default_value", "0");
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_a_reject_is_named_by_its_place),
        WORLD_TEST(test_policy_with_its_defaults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
