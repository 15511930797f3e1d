/* Interning: one id a text, through every growth of the table. */
#include "base/intern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_empty_is_zero(void **state)
{
    (void)state;
    struct intern intern = {0};
    assert_int_equal(intern_find(&intern, STR("")), 0);
    assert_int_equal(intern_find(&intern, STR("a")), INTERN_NONE);
    assert_int_equal(intern_text(&intern, 0).length, 0);
    assert_int_equal(intern.count, 0);
    assert_int_equal(intern_put(&intern, STR("a")), 1);
    assert_int_equal(intern_put(&intern, (struct str){NULL, 0}), 0);
    assert_int_equal(intern_put(&intern, STR("a")), 1);
    assert_int_equal(intern.count, 2);
    intern_free(&intern);
    assert_int_equal(intern_find(&intern, STR("a")), INTERN_NONE);
    intern_free(&intern);
}

/* All lengths, so that every tail of the hash and every overlap of its loads is used; each text
 * differs from its neighbours in one byte only. */
static void test_one_byte_makes_another_text(void **state)
{
    (void)state;
    struct intern intern = {0};
    char text[40];
    uint32_t next = 1;
    for (size_t length = 1; length <= sizeof text; length++) {
        for (size_t at = 0; at < length; at++) {
            memset(text, 'x', length);
            text[at] = 'y';
            assert_int_equal(intern_put(&intern, (struct str){text, length}), next++);
        }
    }
    assert_int_equal(next, 1 + 40 * 41 / 2);
    intern_free(&intern);
}

static struct str numbered(char text[24], uint32_t number)
{
    return (struct str){text, (size_t)snprintf(text, 24, "ref-%u", number)};
}

/* Texts that lie elsewhere: number n under id n, up to `count`. */
struct elsewhere {
    struct intern *intern;
    uint32_t fetched;
    bool lost;
};

static void fetch_numbered(void *context, uint32_t id)
{
    struct elsewhere *elsewhere = context;
    char text[24];
    elsewhere->fetched++;
    if (!elsewhere->lost)
        assert_true(intern_place(elsewhere->intern, id, numbered(text, id)));
}

static void add_hash(struct buffer *hashes, struct str text)
{
    uint32_t hash = intern_hash(text);
    for (unsigned shift = 0; shift < 32; shift += 8)
        buffer_add_byte(hashes, (char)(hash >> shift & UINT8_MAX));
}

/* In pieces of any size; a text is fetched when it is looked for, and new ones go on behind. */
static void test_reserved_texts_are_found(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    for (uint32_t piece = 1; piece <= MANY; piece = piece * 7 + 1) {
        struct intern intern = {0};
        struct elsewhere elsewhere = {.intern = &intern};
        struct buffer hashes = {0};
        char text[24];
        for (uint32_t number = 1; number <= MANY; number++) {
            add_hash(&hashes, numbered(text, number));
            if (number % piece != 0 && number != MANY)
                continue;
            assert_true(intern_reserve(&intern, buffer_str(&hashes)));
            buffer_clear(&hashes);
        }
        intern_find_reserved(&intern, (struct intern_source){fetch_numbered, &elsewhere});
        assert_int_equal(intern.count, MANY + 1);
        for (uint32_t number = 1; number <= MANY; number += 3)
            assert_int_equal(intern_put(&intern, numbered(text, number)), number);
        assert_int_equal(elsewhere.fetched, (MANY + 2) / 3);
        assert_int_equal(intern_put(&intern, numbered(text, 1)), 1);
        assert_int_equal(elsewhere.fetched, (MANY + 2) / 3); /* once */
        for (uint32_t number = MANY + 1; number <= 2 * MANY; number++)
            assert_int_equal(intern_put(&intern, numbered(text, number)), number);
        assert_true(str_equal(intern_text(&intern, 4), numbered(text, 4)));
        assert_true(str_equal(intern_text(&intern, MANY + 2), numbered(text, MANY + 2)));
        buffer_free(&hashes);
        intern_free(&intern);
    }
}

/* One hash, two texts: both are compared, and neither is taken for the other. */
static void test_a_hash_is_not_a_text(void **state)
{
    (void)state;
    struct intern intern = {0};
    struct elsewhere elsewhere = {.intern = &intern, .lost = true};
    struct buffer hashes = {0};
    add_hash(&hashes, STR("a"));
    add_hash(&hashes, STR("a"));
    assert_true(intern_reserve(&intern, buffer_str(&hashes)));
    intern_find_reserved(&intern, (struct intern_source){fetch_numbered, &elsewhere});
    assert_int_equal(intern_put(&intern, STR("b")), 3);
    assert_int_equal(elsewhere.fetched, 0);
    assert_int_equal(intern_put(&intern, STR("a")), 4);
    assert_int_equal(elsewhere.fetched, 2);
    buffer_free(&hashes);
    intern_free(&intern);
}

/* Ids are given, and texts placed by whoever has them. */
static void test_only_the_text_of_a_hash_is_placed(void **state)
{
    (void)state;
    struct intern intern = {0};
    struct buffer hashes = {0};
    add_hash(&hashes, STR("ab"));
    add_hash(&hashes, STR("c"));
    assert_false(intern_reserve(&intern, (struct str){hashes.bytes, 7}));
    assert_int_equal(intern.count, 0);
    assert_true(intern_reserve(&intern, (struct str){NULL, 0}));
    assert_int_equal(intern.count, 1);
    assert_true(intern_reserve(&intern, buffer_str(&hashes)));
    assert_int_equal(intern.count, 3);
    assert_false(intern_place(&intern, 1, STR("c")));
    assert_false(intern_place(&intern, 1, STR("")));
    assert_false(intern_place(&intern, 0, STR("ab")));
    assert_false(intern_place(&intern, 3, STR("ab")));
    assert_true(intern_place(&intern, 1, STR("ab")));
    assert_true(intern_place(&intern, 1, STR("ab")));
    assert_true(intern_place(&intern, 2, STR("c")));
    assert_true(str_equal(intern_text(&intern, 1), STR("ab")));
    assert_true(str_equal(intern_text(&intern, 2), STR("c")));
    assert_int_equal(intern_append(&intern, STR("d")), 3);
    buffer_free(&hashes);
    intern_free(&intern);
}

/* Books keep them: these were worked out in Python from what intern.c says of the hash. */
static void test_hashes_are_those_of_the_books(void **state)
{
    (void)state;
    static const struct {
        struct str text;
        uint32_t hash;
    } rows[] = {
        {STR_INIT("a"), 0x440942CBU},
        {STR_INIT("abc"), 0xDC48BC0FU},
        {STR_INIT("abcd"), 0x4D5133C5U},
        {STR_INIT("abcdefgh"), 0x86DC1E10U},
        {STR_INIT("abcdefghi"), 0xF5E08E3AU},
        {STR_INIT("ref-1"), 0xAA6101FAU},
        {STR_INIT("5d7a0f9c-1b2e-4f3a-8c6d-0e1f2a3b4c5d"), 0xDD8300B3U},
    };
    for (size_t at = 0; at < array_count(rows); at++)
        assert_int_equal(intern_hash(rows[at].text), rows[at].hash);
}

static void test_many_keep_their_ids(void **state)
{
    (void)state;
    enum { MANY = 200000 };
    struct intern intern = {0};
    char text[24];
    for (uint32_t number = 1; number <= MANY; number++)
        if (intern_put(&intern, numbered(text, number)) != number)
            fail_msg("%u is not new", number);
    for (uint32_t number = MANY; number >= 1; number--) {
        struct str wanted = numbered(text, number);
        if (intern_put(&intern, wanted) != number || intern_find(&intern, wanted) != number)
            fail_msg("%u was lost", number);
        if (!str_equal(intern_text(&intern, number), wanted))
            fail_msg("%u has another text", number);
    }
    assert_int_equal(intern_find(&intern, numbered(text, MANY + 1)), INTERN_NONE);
    assert_int_equal(intern.count, MANY + 1);
    intern_free(&intern);
}

static void test_text_is_copied_with_nul_bytes(void **state)
{
    (void)state;
    struct intern intern = {0};
    char text[] = {'a', '\0', 'b'};
    uint32_t id = intern_put(&intern, (struct str){text, 3});
    text[2] = 'c';
    assert_int_not_equal(intern_put(&intern, (struct str){text, 3}), id);
    assert_memory_equal(intern_text(&intern, id).bytes, "a\0b", 3);
    intern_free(&intern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_is_zero),
        cmocka_unit_test(test_one_byte_makes_another_text),
        cmocka_unit_test(test_reserved_texts_are_found),
        cmocka_unit_test(test_a_hash_is_not_a_text),
        cmocka_unit_test(test_only_the_text_of_a_hash_is_placed),
        cmocka_unit_test(test_hashes_are_those_of_the_books),
        cmocka_unit_test(test_many_keep_their_ids),
        cmocka_unit_test(test_text_is_copied_with_nul_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
