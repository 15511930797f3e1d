/* The numbering of sign vectors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "identity_world.h"
#include "recon/identity_vector.h"

/* Every vector is in exactly one of the two sets of each turn, and in one set of net. */
static void test_masks_part_the_vectors(void **state)
{
    (void)state;
    for (int vector = 0; vector < IDENTITY_VECTORS; vector++) {
        uint64_t bit = (uint64_t)1 << vector;
        for (int turn = 0; turn < IDENTITY_TURNS; turn++) {
            bool turned = identity_is_turned(vector, turn);
            assert_int_equal((identity_turn_mask(turn, true) & bit) != 0, turned);
            assert_int_equal((identity_turn_mask(turn, false) & bit) != 0, !turned);
        }
        for (int net = 0; net < IDENTITY_NET_COUNT; net++)
            assert_int_equal((identity_net_mask((enum identity_net)net) & bit) != 0,
                             identity_net_of(vector) == (enum identity_net)net);
    }
    assert_int_equal(__builtin_popcountll(IDENTITY_ALL), 48);
}

static void test_turns(void **state)
{
    (void)state;
    assert_int_equal(identity_turn_component(0), COMPONENT_FEE);
    assert_int_equal(identity_turn_component(1), COMPONENT_REFUND);
    assert_int_equal(identity_turn_component(2), COMPONENT_FEE_REFUND);
    assert_int_equal(identity_turn_component(3), COMPONENT_COST);
    assert_true(identity_is_turned(1, 0));
    assert_false(identity_is_turned(16, 0));
    assert_int_equal(identity_net_of(15), IDENTITY_NET_BARE);
    assert_int_equal(identity_net_of(16), IDENTITY_NET_TAX);
    assert_int_equal(identity_net_of(47), IDENTITY_NET_TAX_TURNED);
}

struct allowed_row {
    const char *name;
    enum sign_rule fee, cost, tax_refund, net_holds_tax;
    int count;     /* vectors left; refund and fee_refund stay open: times four */
    int canonical; /* the plainest of them */
};

static const struct allowed_row alloweds[] = {
    {"all open", SIGN_UNCERTAIN, SIGN_UNCERTAIN, SIGN_UNCERTAIN, SIGN_UNCERTAIN, 48, 0},
    {"a fee known", SIGN_AS_PRINTED, SIGN_UNCERTAIN, SIGN_UNCERTAIN, SIGN_UNCERTAIN, 24, 0},
    {"a fee turned", SIGN_OPPOSITE, SIGN_UNCERTAIN, SIGN_UNCERTAIN, SIGN_UNCERTAIN, 24, 1},
    {"a cost turned", SIGN_UNCERTAIN, SIGN_OPPOSITE, SIGN_UNCERTAIN, SIGN_UNCERTAIN, 24, 8},
    {"net without tax", SIGN_UNCERTAIN, SIGN_UNCERTAIN, SIGN_UNCERTAIN, SIGN_OPPOSITE, 16, 0},
    {"net with tax", SIGN_UNCERTAIN, SIGN_UNCERTAIN, SIGN_UNCERTAIN, SIGN_AS_PRINTED, 32, 16},
    {"net with tax, its refund turned", SIGN_UNCERTAIN, SIGN_UNCERTAIN, SIGN_OPPOSITE,
     SIGN_AS_PRINTED, 16, 32},
    {"a tax refund known", SIGN_UNCERTAIN, SIGN_UNCERTAIN, SIGN_AS_PRINTED, SIGN_UNCERTAIN, 32,
     0},
};

static void test_allowed(void **state)
{
    (void)state;
    static struct signs_world world;
    for (size_t at = 0; at < array_count(alloweds); at++) {
        const struct allowed_row *row = &alloweds[at];
        signs_init(&world);
        signs_rule(&world, COMPONENT_FEE, row->fee);
        signs_rule(&world, COMPONENT_COST, row->cost);
        signs_rule(&world, COMPONENT_TAX_REFUND, row->tax_refund);
        world.era.net_holds_tax = row->net_holds_tax;
        uint64_t allowed = identity_allowed(&world.era);
        if (__builtin_popcountll(allowed) != row->count)
            print_message("%s\n", row->name);
        assert_int_equal(__builtin_popcountll(allowed), row->count);
        assert_int_equal(identity_plainest(allowed), row->canonical);
    }
}

/* A column the era does not have is never turned. */
static void test_missing_columns(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    world.era.column_count = 2; /* gross and fee */
    assert_int_equal(identity_sign_rule(&world.era, COMPONENT_FEE), SIGN_UNCERTAIN);
    assert_int_equal(identity_sign_rule(&world.era, COMPONENT_COST), SIGN_AS_PRINTED);
    assert_int_equal(__builtin_popcountll(identity_allowed(&world.era)), 2 * 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_masks_part_the_vectors),
        cmocka_unit_test(test_turns),
        cmocka_unit_test(test_allowed),
        cmocka_unit_test(test_missing_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
