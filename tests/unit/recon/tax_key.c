/* Keys of a few numbers: sorted the same whether they are few or many. */
#include "tax_world.h"

static void test_few_and_many(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 2, 24, 25, 500};
    for (size_t i = 0; i < array_count(counts); i++) {
        struct tax_keys keys = {0};
        for (size_t at = 0; at < counts[i]; at++) {
            struct tax_key *key = tax_keys_add(&keys, at);
            key->parts[0] = -(int64_t)(at % 7);
            key->parts[5] = (int64_t)(at * 31 % 11);
        }
        tax_keys_sort(&keys);
        assert_int_equal(keys.count, counts[i]);
        for (size_t at = 1; at < keys.count; at++) {
            const struct tax_key *a = &keys.items[at - 1];
            const struct tax_key *b = &keys.items[at];
            bool first = a->parts[0] < b->parts[0];
            bool second = a->parts[0] == b->parts[0] && a->parts[5] < b->parts[5];
            bool third =
                a->parts[0] == b->parts[0] && a->parts[5] == b->parts[5] && a->at < b->at;
            assert_true(first || second || third);
        }
        tax_keys_free(&keys);
    }
}

static void test_same(void **state)
{
    (void)state;
    const struct tax_key a = {.parts = {1, 2, 3, 4, 5, 6}};
    const struct tax_key b = {.parts = {1, 2, 3, 4, 9, 6}};
    assert_true(tax_key_same(&a, &b, 4));
    assert_false(tax_key_same(&a, &b, 5));
    assert_true(tax_key_same(&a, &b, 0));
}

static void test_cleared_keys_are_zero(void **state)
{
    (void)state;
    struct tax_keys keys = {0};
    tax_keys_add(&keys, 3)->parts[2] = 8;
    tax_keys_clear(&keys);
    assert_int_equal(keys.count, 0);
    const struct tax_key *key = tax_keys_add(&keys, 4);
    assert_int_equal(key->parts[2], 0);
    assert_int_equal(key->at, 4);
    tax_keys_free(&keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_few_and_many),
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_cleared_keys_are_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
