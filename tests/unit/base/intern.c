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
        cmocka_unit_test(test_many_keep_their_ids),
        cmocka_unit_test(test_text_is_copied_with_nul_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
