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

/* In pieces of any size, looked for or not, texts come back with the ids they had. */
static void test_packed_texts_come_back(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    struct intern intern = {0};
    char text[24];
    for (uint32_t number = 1; number <= MANY; number++)
        intern_put(&intern, numbered(text, number));
    for (size_t bytes = 1; bytes < 1 << 20; bytes = bytes * 7 + 1) {
        struct intern found = {0};
        struct intern listed = {0};
        intern_expect_count(&found, bytes % 2 ? MANY : 0);
        uint32_t pieces = 0;
        for (uint32_t id = 0; id < intern.count; pieces++) {
            struct buffer packed = {0};
            intern_pack(&intern, &id, bytes, &packed);
            assert_true(intern_take_packed(&found, buffer_str(&packed), true));
            assert_true(intern_take_packed(&listed, buffer_str(&packed), false));
            buffer_free(&packed);
        }
        assert_true(bytes > 14 ? pieces < MANY : pieces == MANY);
        assert_int_equal(found.count, MANY + 1);
        assert_int_equal(listed.count, MANY + 1);
        for (uint32_t number = 1; number <= MANY; number++) {
            struct str own = numbered(text, number);
            assert_int_equal(intern_find(&found, own), number);
            assert_true(str_equal(intern_text(&listed, number), own));
        }
        assert_int_equal(intern_put(&found, STR("another")), MANY + 1);
        intern_free(&found);
        intern_free(&listed);
    }
    intern_free(&intern);
}

static void test_packed_form(void **state)
{
    (void)state;
    struct intern intern = {0};
    struct buffer packed = {0};
    uint32_t id = 0;
    intern_pack(&intern, &id, 100, &packed);
    assert_int_equal(packed.length, 0);
    intern_put(&intern, STR("ab"));
    intern_put(&intern, STR("c"));
    id = 0;
    intern_pack(&intern, &id, 100, &packed);
    assert_int_equal(id, 3);
    assert_true(str_equal(buffer_str(&packed), STR("\2\0\0\0ab\0\1\0\0\0c\0")));
    buffer_free(&packed);
    intern_free(&intern);
}

static void test_broken_packs_are_refused(void **state)
{
    (void)state;
    static const struct {
        struct str packed;
        bool find;
    } rows[] = {
        {STR_INIT("\1\0\0"), false},                /* no whole length */
        {STR_INIT("\2\0\0\0a\0"), false},           /* longer than what is there */
        {STR_INIT("\1\0\0\0ab"), false},            /* no NUL */
        {STR_INIT("\0\0\0\0\0"), false},            /* the empty text has its id */
        {STR_INIT("\1\0\0\0a\0\1\0\0\0a\0"), true}, /* twice */
        {STR_INIT("\1\0\0\0k\0"), true},            /* there already */
        {STR_INIT("\377\377\377\377a\0"), true},    /* a length of four gigabytes */
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct intern intern = {0};
        intern_put(&intern, STR("k"));
        assert_false(intern_take_packed(&intern, rows[at].packed, rows[at].find));
        assert_int_equal(intern_find(&intern, STR("k")), 1);
        intern_free(&intern);
    }
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
        cmocka_unit_test(test_packed_texts_come_back),
        cmocka_unit_test(test_packed_form),
        cmocka_unit_test(test_broken_packs_are_refused),
        cmocka_unit_test(test_many_keep_their_ids),
        cmocka_unit_test(test_text_is_copied_with_nul_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
