/* What is a penny difference: both sides are there, and differ by no more than penny; or one is
 * zero, and the state lets it pass. */
#include "check_fixture.h"
#include "recon/check_parts.h"

static void test_penny_differences(void **state)
{
    static const struct {
        const char *name, *set, *wanted;
    } rows[] = {
        {"a cent more", "billed_gross = 1000000, disbursed_gross = 1010000",
         "gross 1000000 1010000"},
        {"a cent less", "billed_gross = 1000000, disbursed_gross = 990000",
         "gross 1000000 990000"},
        {"a part of a cent", "billed_gross = 1000000, disbursed_gross = 1000001",
         "gross 1000000 1000001"},
        {"past a cent", "billed_gross = 1000000, disbursed_gross = 1010001", ""},
        {"the same", "billed_gross = 1000000, disbursed_gross = 1000000", ""},
        {"nothing paid, whatever its size", "state = 'uncollected', billed_gross = 10000", ""},
        {"nothing billed", "state = 'disbursed-only', disbursed_gross = 10000", ""},
        {"a cent paid on a charge taken back", "disbursed_gross = 10000", "gross 0 10000"},
        {"more than a cent is never one", "disbursed_gross = 10001", ""},
        {"a cent of refund never taken out", "billed_refund = -10000", "refund -10000 0"},
        {"a cent taken out of an open charge",
         "state = 'uncollected', billed_gross = 1000000, disbursed_refund = -10000",
         "refund 0 -10000"},
        {"the same to come", "state = 'refund-pending', billed_refund = -10000", ""},
        {"a cent of fee", "open_fee = -10000, billed_fee = -10000", "fee -10000 0"},
        {"the fee of a report without the column", "open_fee = NULL, disbursed_fee = -10000",
         ""},
        {"a cent of tax that counts as collected",
         "tax_status = 'collected', tax_calculated = 10000", "tax_report 10000 0"},
        {"a cent of tax that waits",
         "state = 'uncollected', tax_status = 'awaiting-payment', tax_calculated = 10000", ""},
        {"resold items by net alone",
         "basis = 'net', billed_gross = 1000000, disbursed_gross = 1010000,"
         "billed_net_x = 500000, disbursed_net_x = 490000",
         "net 500000 490000"},
        {"others by gross alone", "billed_net_x = 500000, disbursed_net_x = 490000", ""},
        {"refunds", "billed_refund = -1000000, disbursed_refund = -1000001",
         "refund -1000000 -1000001"},
        {"fees", "billed_fee = -30000, disbursed_fee = -30003", "fee -30000 -30003"},
        {"the opening list states no fee",
         "opening_lines = 1, billed_fee = -30000, disbursed_fee = -30003", ""},
        {"tax and its refund together",
         "billed_tax = 80000, billed_tax_refund = -20000, disbursed_tax = 65000",
         "tax 60000 65000"},
        {"the tax report", "tax_calculated = 65001, disbursed_tax = 65000",
         "tax_report 65001 65000"},
        {"two currencies are never compared",
         "state = 'cross-currency', billed_gross = 1000000, disbursed_gross = 1010000", ""},
    };
    for (size_t i = 0; i < array_count(rows); i++) {
        struct world *world = *state;
        char set[512];
        world_execute(world, "DELETE FROM position_active");
        snprintf(set, sizeof set,
                 "position_id = 1, reference_id = 1, currency = 'USD', basis = 'gross',"
                 "state = 'settled'");
        world_row(world, "position_active", set);
        snprintf(set, sizeof set, "UPDATE position_active SET %s", rows[i].set);
        world_execute(world, set);
        must_work(check_penny_fill(world->store, &world->failure), &world->failure);
        struct buffer text = {0};
        must_work(store_read_text(world->store,
                                  STR("SELECT coalesce(group_concat(check_name || ' ' ||"
                                      " expected || ' ' || actual, '; '), '') FROM penny"),
                                  &text, &world->failure),
                  &world->failure);
        if (strcmp(text.length > 0 ? buffer_c(&text) : "", rows[i].wanted) != 0)
            fail_msg("%s: %s", rows[i].name, buffer_c(&text));
        buffer_free(&text);
    }
}

/* Policy says what a penny is; filling anew replaces what stood there. */
static void test_policy_and_again(void **state)
{
    struct world *world = *state;
    world_row(world, "position_active",
              "position_id = 1, reference_id = 1, currency = 'USD', basis = 'gross',"
              "state = 'settled', billed_gross = 1000000, disbursed_gross = 1050000,"
              "billed_fee = -30000, disbursed_fee = -25000");
    must_work(check_penny_fill(world->store, &world->failure), &world->failure);
    world_says(world, "SELECT group_concat(check_name) FROM penny", "fee");
    world_execute(world, "UPDATE policy SET micro_or_count = 50000 WHERE name = 'penny'");
    must_work(check_penny_fill(world->store, &world->failure), &world->failure);
    world_says(world,
               "SELECT group_concat(check_name, ' ') FROM"
               " (SELECT check_name FROM penny ORDER BY check_name)",
               "fee gross");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_penny_differences, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_policy_and_again, world_setup, world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
