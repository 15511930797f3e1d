/* Mixes: every change of a value is seen, and so is their order. */
#include "base/mix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* For a given mix no two values come to the same: each bit turned gives another number. */
static void test_every_bit_counts(void **state)
{
    static const uint64_t values[] = {0, 1, UINT64_MAX, UINT64_C(0x0123456789abcdef)};
    (void)state;
    for (size_t at = 0; at < array_count(values); at++)
        for (int bit = 0; bit < 64; bit++) {
            uint64_t turned = values[at] ^ UINT64_C(1) << bit;
            assert_int_not_equal(mix_integer(7, values[at]), mix_integer(7, turned));
            assert_int_not_equal(mix_integer(values[at], 7), mix_integer(turned, 7));
        }
}

static void test_order_and_number_count(void **state)
{
    (void)state;
    uint64_t ab = mix_integer(mix_integer(0, 3), 4);
    assert_int_not_equal(ab, mix_integer(mix_integer(0, 4), 3));
    assert_int_not_equal(ab, mix_integer(ab, 0));
    assert_int_not_equal(mix_integer(0, 0), 0);
}

/* Texts of every length about eight bytes, each byte changed; and where one ends. */
static void test_texts(void **state)
{
    char text[] = "0123456789abcdefghi";
    (void)state;
    for (size_t length = 0; length < sizeof text; length++) {
        uint64_t whole = mix_text(5, (struct str){text, length});
        for (size_t at = 0; at < length; at++) {
            text[at] ^= 0x20;
            assert_int_not_equal(whole, mix_text(5, (struct str){text, length}));
            text[at] ^= 0x20;
        }
        assert_int_equal(whole, mix_text(5, (struct str){text, length}));
    }
    assert_int_not_equal(mix_text(mix_text(0, STR("ab")), STR("c")),
                         mix_text(mix_text(0, STR("a")), STR("bc")));
    assert_int_not_equal(mix_text(0, STR("a")), mix_text(0, (struct str){"a\0", 2}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_bit_counts),
        cmocka_unit_test(test_order_and_number_count),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
