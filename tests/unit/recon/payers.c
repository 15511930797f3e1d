/* Payers by whatever name a report gives them, linked where one line shows two. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

/* The payer of reference A must be as said, with the lines in this order and in the other. */
struct payer_row {
    const char *name;
    const char *lines[3];
    const char *payer;
};

static const struct payer_row rows[] = {
    {"the account", {"inv A acct=11 pref=P cref=C"}, "11"},
    {"else the payer reference", {"inv A pref=P cref=C"}, "P"},
    {"else the customer reference", {"inv A cref=C"}, "C"},
    {"nobody", {"inv A code=x"}, ""},
    {"a payer reference shown beside an account",
     {"inv A pref=P", "inv B pref=P acct=11"},
     "11"},
    {"a customer reference beside an account", {"inv A cref=C", "inv B cref=C acct=11"}, "11"},
    {"a customer reference beside a payer reference",
     {"inv A cref=C", "inv B cref=C pref=P"},
     "P"},
    {"over two steps", {"inv A cref=C", "inv B cref=C pref=P", "inv D pref=P acct=11"}, "11"},
    {"an account of its own is never linked away",
     {"inv A acct=22 pref=P", "inv B acct=11 pref=P"},
     "22"},
    {"two accounts under one reference: the smaller",
     {"inv A pref=P", "inv B acct=22 pref=P", "inv D acct=11 pref=P"},
     "11"},
    {"a payer reference of its own before a customer's account",
     {"inv A pref=P cref=C", "inv B cref=C acct=11"},
     "P"},
    {"a customer's own account before its payer's",
     {"inv A cref=C", "inv B cref=C acct=22", "inv D cref=C pref=P acct=33"},
     "22"},
    {"names of another kind do not link", {"inv A cref=X", "inv B pref=X acct=11"}, "X"},
};

static bool payer_is(const struct payer_row *row, bool backwards)
{
    static struct world world;
    world_init(&world);
    for (size_t at = 0; at < array_count(row->lines); at++) {
        const char *line = row->lines[backwards ? array_count(row->lines) - 1 - at : at];
        if (line != NULL)
            world_add(&world, line);
    }
    payers_link(&world.payers, &world.ledger);
    uint32_t id = intern_find(&world.ledger.references, STR("A"));
    const struct movement *movement = ledger_movement(&world.ledger, world.ledger.heads[id]);
    uint32_t payer = world.payers.by_customer_id[movement->customer_id];
    struct str name = intern_text(&world.payers.names, payer);
    bool good = str_equal(name, str_from(row->payer));
    if (!good)
        print_message("%s: %.*s\n", row->name, (int)name.length, name.bytes);
    world_free(&world);
    return good;
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t at = 0; at < array_count(rows); at++) {
        assert_true(payer_is(&rows[at], false));
        assert_true(payer_is(&rows[at], true));
    }
}

static void test_no_customers(void **state)
{
    (void)state;
    struct ledger ledger;
    struct payers payers;
    ledger_init(&ledger);
    payers_link(&payers, &ledger);
    assert_int_equal(payers.by_customer_id[0], 0);
    payers_free(&payers);
    ledger_free(&ledger);
}

/* More links than fit at first. */
static void test_many_links(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    for (int at = 0; at < 500; at++) {
        char text[64];
        snprintf(text, sizeof text, "inv A pref=P%d acct=%d; inv B pref=P%d", at, at, at);
        world_add(&world, text);
    }
    payers_link(&world.payers, &world.ledger);
    assert_int_equal(world.payers.names.count, 501);
    for (uint32_t id = 1; id < world.ledger.customers.count; id++)
        assert_int_not_equal(
            intern_text(&world.payers.names, world.payers.by_customer_id[id]).bytes[0], 'P');
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_no_customers),
        cmocka_unit_test(test_many_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
