/* Failures: the first one wins, and what is printed stands where it should. */
#include "base/failure.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char printed[8192];

static const char *print(const struct failure *failure)
{
    memset(printed, 0, sizeof printed);
    FILE *stream = fmemopen(printed, sizeof printed - 1, "w");
    assert_non_null(stream);
    failure_print(failure, stream);
    fclose(stream);
    return printed;
}

static void test_empty_prints_nothing(void **state)
{
    (void)state;
    struct failure failure;
    failure_init(&failure);
    assert_int_equal(failure.status, STATUS_OK);
    assert_string_equal(print(&failure), "");
}

static void test_all_parts(void **state)
{
    (void)state;
    struct failure failure;
    failure_init(&failure);
    assert_int_equal(failure_set(&failure, STATUS_REFUSED, "not an %s of money", "amount"),
                     STATUS_REFUSED);
    failure_place(&failure, "april/disbursed.csv", 1043, 9);
    failure_excerpt(&failure, STR("P-77,\"Scanner\",\"1,234.5O\",USD"), 16, 8);
    failure_remedy(&failure, "Character %d is the letter O.\nSee it again.", 8);
    assert_string_equal(print(&failure), "tieout: april/disbursed.csv:1043:9: not an amount of "
                                         "money\n"
                                         "  1043 | P-77,\"Scanner\",\"1,234.5O\",USD\n"
                                         "       |                 ^^^^^^^^\n"
                                         "  Character 8 is the letter O.\n"
                                         "  See it again.\n");
}

static void test_parts_that_are_unknown(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *path;
        int64_t line, column;
        const char *text;
    } rows[] = {
        {"nothing known", NULL, 0, 0, "tieout: lost\n"},
        {"path", "a.csv", 0, 0, "tieout: a.csv: lost\n"},
        {"path and line", "a.csv", 7, 0, "tieout: a.csv:7: lost\n"},
        {"all", "a.csv", 7, 2, "tieout: a.csv:7:2: lost\n"},
        {"line", NULL, 7, 2, "tieout: line 7:2: lost\n"},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct failure failure;
        failure_init(&failure);
        failure_set(&failure, STATUS_EVIDENCE, "lost");
        failure_place(&failure, rows[at].path, rows[at].line, rows[at].column);
        if (strcmp(print(&failure), rows[at].text) != 0)
            fail_msg("%s: %s", rows[at].name, printed);
    }
}

static void test_first_failure_wins(void **state)
{
    (void)state;
    struct failure failure;
    failure_init(&failure);
    failure_set(&failure, STATUS_REFUSED, "first");
    assert_int_equal(failure_set(&failure, STATUS_EVIDENCE, "second"), STATUS_REFUSED);
    errno = ENOENT;
    assert_int_equal(failure_system(&failure, "third", "b.csv"), STATUS_REFUSED);
    failure_place(&failure, "a.csv", 0, 0);
    failure_place(&failure, "b.csv", 9, 9);
    failure_remedy(&failure, "one");
    failure_remedy(&failure, "two");
    failure_excerpt(&failure, STR("x"), 0, 0);
    failure_excerpt(&failure, STR("y"), 0, 1);
    assert_string_equal(print(&failure), "tieout: a.csv: first\n  | x\n  one\n");
}

static void test_place_is_completed(void **state)
{
    (void)state;
    struct failure failure;
    failure_init(&failure);
    failure_set(&failure, STATUS_REFUSED, "bad");
    failure_place(&failure, NULL, 12, 3);
    failure_place(&failure, "a.csv", 99, 99);
    assert_string_equal(print(&failure), "tieout: a.csv:12:3: bad\n");
    failure_init(&failure);
    failure_set(&failure, STATUS_REFUSED, "bad");
    failure_place(&failure, "a.csv", 0, 0);
    failure_place(&failure, "a.csv", 5, 0);
    assert_string_equal(print(&failure), "tieout: a.csv:5: bad\n");
}

static void test_system(void **state)
{
    (void)state;
    struct failure failure;
    failure_init(&failure);
    errno = ENOENT;
    assert_int_equal(failure_system(&failure, "cannot open the file", "a.csv"),
                     STATUS_EVIDENCE);
    assert_string_equal(print(&failure),
                        "tieout: a.csv: cannot open the file: No such file or directory\n");
}

static void test_excerpt_by_characters(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        size_t caret, count;
        const char *excerpt;
        int at, marked;
    } rows[] = {
        {"plain", "a,bc,d", 2, 2, "a,bc,d", 2, 2},
        {"no caret", "a,bc,d", 2, 0, "a,bc,d", -1, 0},
        {"behind an accent", "\xC3\xA9,bc", 3, 2, "\xC3\xA9,bc", 2, 2},
        {"behind a euro sign and an emoji", "\xE2\x82\xAC\xF0\x9F\x98\x80x", 7, 1,
         "\xE2\x82\xAC\xF0\x9F\x98\x80x", 2, 1},
        {"controls become points", "a\tb\r\n\x1B[0m\x7F", 1, 1, "a.b...[0m.", 1, 1},
        {"a C1 control becomes one point", "a\xC2\x9Bz", 3, 1, "a.z", 2, 1},
        {"bytes of no character become points", "a\xFF\xC3z", 3, 1, "a..z", 3, 1},
        {"a cut sequence", "ab\xE2\x82", 2, 1, "ab..", 2, 1},
        {"more marks than text", "abc", 1, 99, "abc", 1, 2},
        {"behind the end", "abc", 3, 1, "abc", 3, 1},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct failure failure;
        failure_init(&failure);
        failure_set(&failure, STATUS_REFUSED, "x");
        failure_excerpt(&failure, str_from(rows[at].text), rows[at].caret, rows[at].count);
        if (strcmp(failure.excerpt, rows[at].excerpt) != 0 ||
            failure.excerpt_caret != rows[at].at ||
            failure.excerpt_caret_count != rows[at].marked)
            fail_msg("%s: %s %d %d", rows[at].name, failure.excerpt, failure.excerpt_caret,
                     failure.excerpt_caret_count);
    }
}

/* A record of many bytes: what is marked must be inside what is kept, wherever it stands. */
static void test_long_excerpt_keeps_what_is_marked(void **state)
{
    (void)state;
    char text[3001];
    for (size_t caret = 0; caret < 3000; caret++) {
        memset(text, 'x', sizeof text);
        text[caret] = '!';
        struct failure failure;
        failure_init(&failure);
        failure_set(&failure, STATUS_REFUSED, "x");
        failure_excerpt(&failure, (struct str){text, sizeof text - 1}, caret, 1);
        assert_true(strlen(failure.excerpt) < FAILURE_EXCERPT_BYTES);
        assert_true(failure.excerpt_caret >= 0);
        if (failure.excerpt[failure.excerpt_caret] != '!')
            fail_msg("caret %zu: %s at %d", caret, failure.excerpt, failure.excerpt_caret);
        assert_int_equal(failure.excerpt_caret_count, 1);
    }
}

static void test_excerpt_is_cut_between_characters(void **state)
{
    (void)state;
    char text[600];
    for (size_t at = 0; at < sizeof text; at += 2)
        memcpy(text + at, "\xC3\xA9", 2);
    for (size_t lead = 0; lead < 2; lead++) {
        struct failure failure;
        failure_init(&failure);
        failure_set(&failure, STATUS_REFUSED, "x");
        failure_excerpt(&failure, (struct str){text + lead, sizeof text - 2}, 0, 1);
        size_t length = strlen(failure.excerpt);
        assert_string_equal(failure.excerpt + length - 3, "...");
        assert_int_equal(failure.excerpt[length - 4], '\xA9');
    }
}

static void test_long_message_is_cut_between_characters(void **state)
{
    (void)state;
    char text[2 * FAILURE_MESSAGE_BYTES + 1] = {0};
    for (size_t at = 0; at + 2 < sizeof text; at += 2)
        memcpy(text + at, "\xC3\xA9", 2);
    static const struct {
        const char *name;
        const char *lead;
        size_t length;
    } rows[] = {
        {"no character fits the last byte", "", FAILURE_MESSAGE_BYTES - 2},
        {"the last byte is the end of one", "x", FAILURE_MESSAGE_BYTES - 1},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct failure failure;
        failure_init(&failure);
        failure_set(&failure, STATUS_REFUSED, "%s%s", rows[at].lead, text);
        if (strlen(failure.message) != rows[at].length)
            fail_msg("%s: %zu", rows[at].name, strlen(failure.message));
    }
}

/* A caller may add its place without asking whether anything failed. */
static void test_nothing_is_added_to_success(void **state)
{
    (void)state;
    struct failure failure;
    failure_init(&failure);
    failure_place(&failure, "a.csv", 2, 3);
    failure_excerpt(&failure, STR("a,b"), 0, 1);
    failure_remedy(&failure, "Do this.");
    failure_set(&failure, STATUS_REFUSED, "later, elsewhere");
    assert_string_equal(failure.path, "");
    assert_string_equal(failure.excerpt, "");
    assert_string_equal(failure.remedy, "");
    assert_int_equal(failure.line, 0);
}

/* Names come from outside, and so do cells in a remedy: none of them may move the cursor. */
static void test_control_bytes_are_spelled(void **state)
{
    (void)state;
    struct failure failure;
    char text[256] = "";
    failure_init(&failure);
    failure_set(&failure, STATUS_USAGE, "no \xc2\x9b here, \xc3\xa9 stays");
    failure_place(&failure, "a\x1b[2J\x7f.csv", 0, 0);
    failure_remedy(&failure, "one\r\ntwo");
    FILE *stream = fmemopen(text, sizeof text, "w");
    failure_print(&failure, stream);
    fclose(stream);
    assert_string_equal(text, "tieout: a\\x1b[2J\\x7f.csv: no \\xc2\\x9b here, \xc3\xa9 stays\n"
                              "  one\\x0d\n"
                              "  two\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_prints_nothing),
        cmocka_unit_test(test_all_parts),
        cmocka_unit_test(test_parts_that_are_unknown),
        cmocka_unit_test(test_first_failure_wins),
        cmocka_unit_test(test_place_is_completed),
        cmocka_unit_test(test_system),
        cmocka_unit_test(test_nothing_is_added_to_success),
        cmocka_unit_test(test_excerpt_by_characters),
        cmocka_unit_test(test_long_excerpt_keeps_what_is_marked),
        cmocka_unit_test(test_excerpt_is_cut_between_characters),
        cmocka_unit_test(test_long_message_is_cut_between_characters),
        cmocka_unit_test(test_control_bytes_are_spelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
