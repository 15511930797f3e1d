/* Under which sign vectors a line's identity holds, and what is counted of it. Against a plain
 * check of all 48 vectors, too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "identity_world.h"
#include "recon/identity_vector.h"

/* Vectors are named by what they turn: f r b (fee_refund) c, then n (net bare), t, T (turned).
 */
struct mask_row {
    const char *name;
    const char *line;
    const char *holds[6]; /* exactly these, of those that turn nothing they need not */
};

static int vector_named(const char *name)
{
    int vector = 0;
    for (; *name != '\0'; name++) {
        const char *turns = "frbc";
        const char *at = strchr(turns, *name);
        if (at != NULL)
            vector |= 1 << (int)(at - turns);
        else if (*name != 'n')
            vector += *name == 't' ? 16 : 32;
    }
    return vector;
}

static const struct mask_row masks[] = {
    {"a fee printed negative", "gross=10 fee=-1 net=9", {"n"}},
    {"a fee printed positive", "gross=10 fee=1 net=9", {"fn"}},
    {"within a cent", "gross=10 fee=-1 net=9.01", {"n"}},
    {"beyond a cent", "gross=10 fee=-1 net=9.010001", {NULL}},
    {"a cent below", "gross=10 fee=-1 net=8.99", {"n"}},
    {"a refund and its fee as magnitudes", "refund=10 fee_refund=-1 net=-9", {"rbn"}},
    {"a refund negative, its fee positive", "refund=-10 fee_refund=1 net=-9", {"n"}},
    {"tax in net", "gross=10 tax=2 net=12", {"t", "T"}},
    {"tax beside net", "gross=10 tax=2 net=10", {"n"}},
    {"tax refund printed positive, in net", "gross=10 tax=2 tax_refund=1 net=11", {"T"}},
    {"a fee that equals a refund", "gross=10 fee=1 refund=-1 net=10", {"n", "frn"}},
    {"a cost printed positive", "gross=100 cost=80 fee=-3 net=17", {"cn"}},
    {"a fee of a cent settles nothing", "gross=10 fee=0.005 net=10", {"n", "fn"}},
};

static void test_masks(void **state)
{
    (void)state;
    static struct signs_world world;
    for (size_t row = 0; row < array_count(masks); row++) {
        signs_init(&world);
        struct line line = signs_line(masks[row].line);
        uint64_t mask = identity_count_line(&world.counts[0], &world.era, &line);
        uint64_t expected = 0;
        for (size_t at = 0; at < 6 && masks[row].holds[at] != NULL; at++)
            expected |= (uint64_t)1 << vector_named(masks[row].holds[at]);
        /* What is zero on the line may be turned or not: only plain vectors are compared. */
        uint64_t plain = IDENTITY_ALL;
        for (int turn = 0; turn < IDENTITY_TURNS; turn++)
            if ((line.present & COMPONENT_BIT(identity_turn_component(turn))) == 0)
                plain &= identity_turn_mask(turn, false);
        if ((line.present &
             (COMPONENT_BIT(COMPONENT_TAX) | COMPONENT_BIT(COMPONENT_TAX_REFUND))) == 0)
            plain &= identity_net_mask(IDENTITY_NET_BARE);
        if ((mask & plain) != expected)
            print_message("%s\n", masks[row].name);
        assert_true((mask & plain) == expected);
    }
}

/* A plain reading of the definition, one vector at a time. */
static bool holds_plainly(const struct line *line, int vector)
{
    int64_t sum = -line->amounts[COMPONENT_NET].micro;
    const enum component plain[] = {COMPONENT_GROSS, COMPONENT_CREDIT, COMPONENT_FEE_CREDIT,
                                    COMPONENT_COST_REFUND};
    const enum component turned[] = {COMPONENT_FEE, COMPONENT_REFUND, COMPONENT_FEE_REFUND,
                                     COMPONENT_COST};
    for (size_t at = 0; at < 4; at++) {
        sum += line->amounts[plain[at]].micro;
        int64_t micro = line->amounts[turned[at]].micro;
        sum += (vector & 1 << at) != 0 ? -micro : micro;
    }
    if (vector / 16 > 0)
        sum += line->amounts[COMPONENT_TAX].micro;
    if (vector / 16 == 1)
        sum += line->amounts[COMPONENT_TAX_REFUND].micro;
    if (vector / 16 == 2)
        sum -= line->amounts[COMPONENT_TAX_REFUND].micro;
    return sum >= -10000 && sum <= 10000;
}

static void test_all_vectors(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    uint64_t seed = 88172645463325252u;
    int64_t expected[IDENTITY_VECTORS] = {0};
    int64_t lines = 0;
    for (int round = 0; round < 20000; round++) {
        struct line line = {0};
        for (int component = 0; component <= COMPONENT_NET; component++) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            if (seed % 3 == 0)
                continue;
            line.amounts[component].micro = ((int64_t)(seed >> 8 & 7) - 3) * 10000;
            if (line.amounts[component].micro != 0)
                line.present |= COMPONENT_BIT(component);
        }
        uint64_t mask = identity_count_line(&world.counts[0], &world.era, &line);
        uint32_t uncertain = COMPONENT_BIT(COMPONENT_FEE) | COMPONENT_BIT(COMPONENT_REFUND) |
                             COMPONENT_BIT(COMPONENT_FEE_REFUND) |
                             COMPONENT_BIT(COMPONENT_COST) | COMPONENT_BIT(COMPONENT_TAX) |
                             COMPONENT_BIT(COMPONENT_TAX_REFUND);
        bool counted = (line.present & uncertain) != 0;
        lines += counted;
        for (int vector = 0; vector < IDENTITY_VECTORS; vector++) {
            assert_int_equal(mask >> vector & 1, holds_plainly(&line, vector));
            expected[vector] += counted && holds_plainly(&line, vector);
        }
    }
    assert_int_equal(world.counts[0].lines, lines);
    assert_memory_equal(world.counts[0].holds, expected, sizeof expected);
}

/* What the map knows rules vectors out; what it knows to be opposite is turned. */
static void test_maps_rule_out(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    signs_rule(&world, COMPONENT_FEE, SIGN_OPPOSITE);
    signs_rule(&world, COMPONENT_COST, SIGN_AS_PRINTED);
    world.era.net_holds_tax = SIGN_OPPOSITE;
    struct line line = signs_line("gross=10 fee=1 net=9");
    uint64_t mask = identity_count_line(&world.counts[0], &world.era, &line);
    for (int vector = 0; vector < IDENTITY_VECTORS; vector++)
        assert_int_equal(mask >> vector & 1,
                         (vector & 1) == 1 && (vector & 8) == 0 && vector < 16);
    assert_int_equal(identity_canonical_vector(&world.era), 1);
    /* The fee is known, and nothing else is on the line: it settles nothing. */
    assert_int_equal(world.counts[0].lines, 0);
}

/* Columns that no vector turns are turned all the same when the map says so. */
static void test_opposite_plain_columns(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    signs_rule(&world, COMPONENT_NET, SIGN_OPPOSITE);
    signs_rule(&world, COMPONENT_TAX, SIGN_OPPOSITE);
    struct line line = signs_line("gross=10 tax=-2 net=-12");
    uint64_t mask = identity_count_line(&world.counts[0], &world.era, &line);
    assert_int_equal(mask & 1, 0);
    assert_int_equal(mask >> 16 & 1, 1);
}

static void test_no_net(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    world.era.has_net = false;
    struct line line = signs_line("gross=10 fee=1 tax_refund=2");
    assert_true(identity_count_line(&world.counts[0], &world.era, &line) == IDENTITY_ALL);
    assert_int_equal(world.counts[0].lines, 0);
    assert_int_equal(world.counts[0].tax_refund_positive, 1);
    assert_int_equal(world.counts[0].tax_refund_negative, 0);
}

/* Eleven terms at the bound of a line pass 64 bits, and still add up. */
static void test_large_amounts(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    struct line line = {0};
    for (int component = 0; component <= COMPONENT_NET; component++) {
        line.amounts[component].micro = INT64_C(1000000000000000000);
        line.present |= COMPONENT_BIT(component);
    }
    /* four plain + four turned or not + tax + tax_refund - net: never zero with net as one of
     * eleven unless turned terms cancel: 4 + (k - (4 - k)) - 1 = 0 has no whole k for net bare;
     * with tax and tax_refund turned 4 + (2k - 4) + 0 - 1 neither; with both 4 + 2k - 4 + 2
     * - 1. */
    assert_true(identity_count_line(&world.counts[0], &world.era, &line) == 0);
    line.amounts[COMPONENT_CREDIT].micro = 0;
    line.present &= ~COMPONENT_BIT(COMPONENT_CREDIT);
    /* 3 + 2k - 4 - 1 = 0: exactly one of the four as printed (k = 1), net bare; or tax cancels.
     */
    uint64_t mask = identity_count_line(&world.counts[0], &world.era, &line);
    for (int vector = 0; vector < IDENTITY_VECTORS; vector++) {
        int printed = 4 - __builtin_popcount((unsigned)vector & 15);
        int sum = 3 + 2 * printed - 4 - 1 + (vector / 16 == 1 ? 2 : 0);
        assert_int_equal(mask >> vector & 1, sum == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_masks),         cmocka_unit_test(test_all_vectors),
        cmocka_unit_test(test_maps_rule_out), cmocka_unit_test(test_opposite_plain_columns),
        cmocka_unit_test(test_no_net),        cmocka_unit_test(test_large_amounts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
