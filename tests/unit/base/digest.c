/* SHA-256 against the examples of its standard (FIPS 180-2, appendix B). */
#include "base/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *name;
    const char *text;
    size_t times;
    const char *hex;
} rows[] = {
    {"empty", "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"one block", "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"two blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"a million", "aaaaaaaaaa", 100000,
     "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

static void test_standard_examples(void **state)
{
    (void)state;
    char hex[DIGEST_HEX_BYTES];
    for (size_t at = 0; at < array_count(rows); at++) {
        struct digest_stream *stream = digest_start();
        for (size_t time = 0; time < rows[at].times; time++)
            digest_add(stream, str_from(rows[at].text));
        struct digest digest = digest_finish(stream);
        if (strcmp(digest_hex(&digest, hex), rows[at].hex) != 0)
            fail_msg("%s: %s", rows[at].name, hex);
    }
}

static void test_pieces_do_not_matter(void **state)
{
    (void)state;
    struct digest whole = digest_of(STR("abc"));
    struct digest_stream *stream = digest_start();
    digest_add(stream, STR("a"));
    digest_add(stream, (struct str){NULL, 0});
    digest_add(stream, STR("bc"));
    struct digest pieces = digest_finish(stream);
    assert_true(digest_equal(&whole, &pieces));
}

static void test_order_is_by_bytes(void **state)
{
    (void)state;
    struct digest low = {{0x7F}};
    struct digest high = {{0x80}};
    assert_true(digest_compare(&low, &high) < 0);
    assert_true(digest_compare(&high, &low) > 0);
    assert_int_equal(digest_compare(&low, &low), 0);
    assert_false(digest_equal(&low, &high));
}

static void test_hex_there_and_back(void **state)
{
    (void)state;
    static const char hex[] =
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; /* of "abc" */
    struct digest abc = digest_of(STR("abc"));
    struct digest read;
    assert_true(digest_parse(str_from(hex), &read));
    assert_true(digest_equal(&abc, &read));
    assert_false(digest_parse((struct str){hex, 63}, &read));
    assert_false(digest_parse(
        STR("BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), &read));
    assert_false(digest_parse(
        STR("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), &read));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_standard_examples),
        cmocka_unit_test(test_pieces_do_not_matter),
        cmocka_unit_test(test_order_is_by_bytes),
        cmocka_unit_test(test_hex_there_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
