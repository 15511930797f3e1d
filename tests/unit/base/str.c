/* Texts: comparison by bytes, trimming, splitting, counts, and the growing buffer. */
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_compare(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *a;
        const char *b;
        int sign;
    } rows[] = {
        {"equal", "abc", "abc", 0},
        {"both empty", "", "", 0},
        {"empty first", "", "a", -1},
        {"prefix first", "ab", "abc", -1},
        {"prefix second", "abc", "ab", 1},
        {"by byte", "aB", "ab", -1},
        {"high bytes are large", "\xC3\xA9", "z", 1},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        int order = str_compare(str_from(rows[at].a), str_from(rows[at].b));
        int sign = (order > 0) - (order < 0);
        if (sign != rows[at].sign)
            fail_msg("%s: %d", rows[at].name, order);
        bool equal = str_equal(str_from(rows[at].a), str_from(rows[at].b));
        if (equal != (rows[at].sign == 0))
            fail_msg("%s: equal is %d", rows[at].name, equal);
    }
}

static void test_bytes_behind_nul_count(void **state)
{
    (void)state;
    struct str a = {"a\0b", 3};
    struct str b = {"a\0c", 3};
    assert_false(str_equal(a, b));
    assert_true(str_compare(a, b) < 0);
}

static void test_equal_nocase(void **state)
{
    (void)state;
    assert_true(str_equal_nocase(STR("Not Available"), STR("NOT aVAILABLE")));
    assert_true(str_equal_nocase((struct str){NULL, 0}, STR("")));
    assert_false(str_equal_nocase(STR("abc"), STR("abcd")));
    assert_false(str_equal_nocase(STR("abc"), STR("abd")));
    /* Neighbours of the letters differ from letters by the same bit, and are no letters. */
    assert_false(str_equal_nocase(STR("@"), STR("`")));
    assert_false(str_equal_nocase(STR("["), STR("{")));
    assert_false(str_equal_nocase(STR("\xC3\x89"), STR("\xC3\xA9")));
}

static void test_starts_ends_find(void **state)
{
    (void)state;
    assert_true(str_starts(STR("report.csv"), STR("report")));
    assert_true(str_starts(STR("report.csv"), STR("")));
    assert_false(str_starts(STR("rep"), STR("report")));
    assert_true(str_ends(STR("report.csv"), STR(".csv")));
    assert_true(str_ends((struct str){NULL, 0}, STR("")));
    assert_false(str_ends(STR("csv"), STR(".csv")));
    assert_false(str_ends(STR("report.csx"), STR(".csv")));
    assert_int_equal(str_find(STR("a,b,c"), STR(",")), 1);
    assert_int_equal(str_find(STR("a,b,c"), STR("c")), 4);
    assert_int_equal(str_find(STR("a,b,c"), STR("d")), -1);
    assert_int_equal(str_find(STR("ab"), STR("abc")), -1);
    assert_int_equal(str_find(STR("ab"), STR("")), 0);
}

static void test_trim(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        const char *trimmed;
    } rows[] = {
        {"nothing to do", "a b", "a b"},
        {"spaces and tabs", " \t a b\t ", "a b"},
        {"no-break spaces", "\xC2\xA0 1.00\xC2\xA0\xC2\xA0", "1.00"},
        {"only blanks", " \t\xC2\xA0 ", ""},
        {"empty", "", ""},
        {"a line feed is no blank", "a\n", "a\n"},
        {"half a no-break space stays",
         "\xA0"
         "a\xC2",
         "\xA0"
         "a\xC2"},
        {"the end of another character stays", "\xC3\xA0", "\xC3\xA0"},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct str trimmed = str_trim(str_from(rows[at].text));
        if (!str_equal(trimmed, str_from(rows[at].trimmed)))
            fail_msg("%s: '%.*s'", rows[at].name, (int)trimmed.length, trimmed.bytes);
    }
}

static void test_split(void **state)
{
    (void)state;
    struct str rest = STR("a,,b");
    assert_true(str_equal(str_split(rest, ',', &rest), STR("a")));
    assert_true(str_equal(rest, STR(",b")));
    assert_true(str_equal(str_split(rest, ',', &rest), STR("")));
    assert_true(str_equal(str_split(rest, ',', &rest), STR("b")));
    assert_null(rest.bytes);
    assert_int_equal(rest.length, 0);
    /* A separator at the end leaves an empty rest that is there. */
    assert_true(str_equal(str_split(STR("a,"), ',', &rest), STR("a")));
    assert_non_null(rest.bytes);
    assert_int_equal(rest.length, 0);
}

static void test_to_count(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        int64_t most;
        int64_t count; /* -1: refused */
    } rows[] = {
        {"zero", "0", 10, 0},
        {"leading zeros", "007", 10, 7},
        {"at the bound", "10", 10, 10},
        {"beyond the bound", "11", 10, -1},
        {"bound zero", "0", 0, 0},
        {"one above zero", "1", 0, -1},
        {"largest", "9223372036854775807", INT64_MAX, INT64_MAX},
        {"one too large", "9223372036854775808", INT64_MAX, -1},
        {"far too large", "99999999999999999999999", INT64_MAX, -1},
        {"empty", "", 10, -1},
        {"sign", "+1", 10, -1},
        {"minus", "-1", 10, -1},
        {"blank", " 1", 10, -1},
        {"letter", "1x", 10, -1},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        int64_t count = -1;
        bool good = str_to_count(str_from(rows[at].text), rows[at].most, &count);
        if (good != (rows[at].count >= 0) || count != rows[at].count)
            fail_msg("%s: %d %lld", rows[at].name, good, (long long)count);
    }
}

static void test_is_digits(void **state)
{
    (void)state;
    assert_true(str_is_digits(STR("0123456789")));
    assert_false(str_is_digits(STR("")));
    assert_false(str_is_digits(STR("12/")));
    assert_false(str_is_digits(STR("12:")));
}

static void test_buffer_adds(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    assert_string_equal(buffer_c(&buffer), "");
    assert_int_equal(buffer_str(&buffer).length, 0);
    buffer_add(&buffer, (struct str){NULL, 0});
    buffer_add(&buffer, STR("lines "));
    buffer_add_count(&buffer, -12407);
    buffer_add_byte(&buffer, ';');
    buffer_add_c(&buffer, " sum ");
    buffer_format(&buffer, "%s=%d", "x", 5);
    assert_string_equal(buffer_c(&buffer), "lines -12407; sum x=5");
    assert_int_equal(buffer_str(&buffer).length, strlen("lines -12407; sum x=5"));
    buffer_clear(&buffer);
    assert_string_equal(buffer_c(&buffer), "");
    buffer_add_count(&buffer, INT64_MIN);
    assert_string_equal(buffer_c(&buffer), "-9223372036854775808");
    buffer_free(&buffer);
    assert_null(buffer.bytes);
}

/* Every length around each doubling: the NUL must always have its place. */
static void test_buffer_grows(void **state)
{
    (void)state;
    struct buffer bytes = {0};
    struct buffer formatted = {0};
    for (size_t length = 1; length <= 1000; length++) {
        char byte = (char)('a' + length % 26);
        buffer_add_byte(&bytes, byte);
        buffer_format(&formatted, "%c", byte);
        assert_int_equal(bytes.length, length);
        assert_int_equal(strlen(buffer_c(&bytes)), length);
        assert_true(bytes.capacity > bytes.length);
    }
    assert_true(str_equal(buffer_str(&bytes), buffer_str(&formatted)));
    buffer_free(&bytes);
    buffer_free(&formatted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compare),      cmocka_unit_test(test_bytes_behind_nul_count),
        cmocka_unit_test(test_equal_nocase), cmocka_unit_test(test_starts_ends_find),
        cmocka_unit_test(test_trim),         cmocka_unit_test(test_split),
        cmocka_unit_test(test_to_count),     cmocka_unit_test(test_is_digits),
        cmocka_unit_test(test_buffer_adds),  cmocka_unit_test(test_buffer_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
