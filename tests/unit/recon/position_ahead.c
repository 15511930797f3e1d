/* What is followed ahead of the pass. That it changes no figure, all other tests of positions
 * say; here, that it gets to where it is going. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_world.h"
#include "recon/position_ahead.h"

/* The slot of a reference, when the pass has come to the one before it. */
static struct position_ahead_slot slot_before(const struct position_work *work,
                                              const char *reference)
{
    struct position_ahead ahead = {0};
    uint32_t id = intern_find(&work->ledger->references, str_from(reference));
    assert_int_not_equal(id, INTERN_NONE);
    assert_true(id > 28);
    for (uint32_t at = 0; at < id; at++)
        position_look_ahead(&ahead, work, at);
    return ahead.slots[id % POSITION_AHEAD_SLOTS];
}

/* As many references as are looked ahead for, and a few more, stand before those of a test. */
static void world_init_with_others(struct world *world)
{
    char text[64];
    world_init(world);
    for (int at = 0; at < 30; at++) {
        snprintf(text, sizeof text, "inv F%d on=2024-01-01 gross=1", at);
        world_add(world, text);
    }
}

static void test_a_list_is_followed_to_its_end(void **state)
{
    (void)state;
    static struct world world;
    struct position_work work;
    world_init_with_others(&world);
    world_add(&world, "inv ONE on=2024-01-01 acct=7 gross=1;"
                      "inv THREE on=2024-01-01 acct=8 gross=1; pay THREE on=2024-01-02 gross=1;"
                      "tax THREE on=2024-01-01 tax_amount=1;"
                      "inv BARE on=2024-01-01 gross=1");
    payers_link(&world.payers, &world.ledger);
    position_work_init(&work, &world.ledger, &world.facts, &world.payers);
    assert_int_equal(slot_before(&work, "ONE").movement, 0);
    assert_int_not_equal(slot_before(&work, "ONE").customer_id, 0);
    assert_int_equal(slot_before(&work, "THREE").movement, 0);
    assert_int_not_equal(slot_before(&work, "THREE").customer_id,
                         slot_before(&work, "ONE").customer_id);
    assert_int_equal(slot_before(&work, "BARE").customer_id, 0);
    position_work_free(&work);
    world_free(&world);
}

/* More movements than there are steps: the rest is left to chance, and the slot still is there. */
static void test_a_long_list_is_left_where_it_is(void **state)
{
    (void)state;
    static struct world world;
    struct position_work work;
    world_init_with_others(&world);
    for (int at = 0; at < 20; at++)
        world_add(&world, "inv LONG on=2024-01-01 gross=1");
    payers_link(&world.payers, &world.ledger);
    position_work_init(&work, &world.ledger, &world.facts, &world.payers);
    assert_int_not_equal(slot_before(&work, "LONG").movement, 0);
    position_work_free(&work);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_list_is_followed_to_its_end),
        cmocka_unit_test(test_a_long_list_is_left_where_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
