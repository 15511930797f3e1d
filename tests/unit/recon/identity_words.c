/* What a person reads when signs cannot be settled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "identity_world.h"
#include "recon/identity_words.h"

static void assert_describes(int vector, uint32_t nonzero, const char *expected)
{
    struct buffer words = {0};
    identity_describe(&words, vector, nonzero);
    assert_string_equal(buffer_c(&words), expected);
    buffer_free(&words);
}

static void test_descriptions(void **state)
{
    (void)state;
    const uint32_t fee = COMPONENT_BIT(COMPONENT_FEE);
    const uint32_t fee_refund = COMPONENT_BIT(COMPONENT_FEE_REFUND);
    const uint32_t tax_refund = COMPONENT_BIT(COMPONENT_TAX_REFUND);
    assert_describes(0, fee, "fee negative, net without tax");
    assert_describes(1, fee, "fee positive, net without tax");
    assert_describes(0, fee | fee_refund, "fee negative, fee_refund positive, net without tax");
    assert_describes(4, fee_refund, "fee_refund negative, net without tax");
    assert_describes(16, 0, "net with tax");
    assert_describes(16, tax_refund, "net with tax, tax_refund negative");
    assert_describes(32, tax_refund, "net with tax, tax_refund positive");
    assert_describes(10, COMPONENT_BIT(COMPONENT_REFUND) | COMPONENT_BIT(COMPONENT_COST),
                     "refund positive, cost positive, net without tax");
}

struct refusal_row {
    const char *name;
    const char *lines;
    const char *says[3];
    const char *remedy;
};

static const struct refusal_row refusals[] = {
    {"a fee or a refund turned",
     "gross=10 fee=1 refund=1 net=10; gross=20 fee=2 refund=2 net=20",
     {"a: ", "of 2 lines",
      "2 fit fee positive, refund negative, net without tax; "
      "2 fit fee negative, refund positive, net without tax"},
     "--assume revenue.fee=negative|positive"},
    {"best on no more than half",
     "gross=10 refund=1 net=9; gross=10 refund=1 net=9; gross=10 refund=1 net=2; "
     "gross=10 refund=1 net=3",
     {"of 4 lines", "2 fit refund positive", "0 fit refund negative"},
     "--assume revenue.refund=negative|positive"},
    {"what net holds",
     "gross=10 tax=2 net=12; gross=10 tax=2 net=2",
     {"of 2 lines", "1 fit net with tax", "0 fit net without tax"},
     "--assume revenue.net_holds_tax=yes|no"},
};

static void test_refusals(void **state)
{
    (void)state;
    static struct signs_world world;
    for (size_t at = 0; at < array_count(refusals); at++) {
        signs_init(&world);
        signs_count(&world, 0, refusals[at].lines);
        enum status status = identity_settle(world.units, 1, NULL, 0, &world.failure);
        assert_int_equal(status, STATUS_REFUSED);
        for (size_t word = 0; word < 3; word++)
            if (strstr(world.failure.message, refusals[at].says[word]) == NULL)
                fail_msg("%s: '%s' is not in '%s'", refusals[at].name, refusals[at].says[word],
                         world.failure.message);
        assert_non_null(strstr(world.failure.remedy, refusals[at].remedy));
    }
}

/* Of two files that cannot be settled the first by name is named, whatever came first. */
static void test_first_by_name(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    signs_count(&world, 0, refusals[0].lines);
    signs_count(&world, 1, refusals[0].lines);
    world.units[0].file = STR("b.csv");
    world.units[1].file = STR("a.csv");
    assert_int_equal(identity_settle(world.units, 2, NULL, 0, &world.failure), STATUS_REFUSED);
    assert_non_null(strstr(world.failure.message, "a.csv: "));
}

static void test_assumptions(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    assert_int_equal(identity_refuse_assumptions(&world.units[0], &world.failure),
                     STATUS_USAGE);
    assert_non_null(strstr(world.failure.message, "--assume says of revenue"));
}

static void test_names(void **state)
{
    (void)state;
    const char *names[] = {"file", "era", "canonical", "map", "assumed", "majority"};
    for (int by = SIGNS_FILE; by <= SIGNS_MAJORITY; by++)
        assert_string_equal(signs_settled_by_name((enum signs_settled_by)by).bytes, names[by]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_descriptions),  cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_first_by_name), cmocka_unit_test(test_assumptions),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
