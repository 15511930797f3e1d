/* What a cell holds of a text: characters, escapes, and the limit, in units of UTF-16. */
#include "reports/report_xlsx_text.h"

#include "base/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_characters(void **state)
{
    static const struct {
        const char *name, *text, *wanted;
    } rows[] = {
        {"plain", "=1+1", "=1+1"},
        {"an emoji", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
        {"two, three bytes", "\xC3\xA9\xE2\x82\xAC", "\xC3\xA9\xE2\x82\xAC"},
        {"an escape", "_x0041_", "_x005F_x0041_"},
        {"an escape in small letters", "a_xfeff_b", "a_x005F_xfeff_b"},
        {"no escape", "_x004_ _x00411_ x0041_ _x0041", "_x004_ _x00411_ x0041_ _x0041"},
        {"U+FFFE and U+FFFF", "\xEF\xBF\xBE\xEF\xBF\xBF", "??????"},
        {"U+FFFD stays", "\xEF\xBF\xBD", "\xEF\xBF\xBD"},
        {"a byte alone", "a\xFF\x80z", "a??z"},
        {"cut short", "\xE2\x82", "??"},
        {"longer than it need be", "\xC0\xAF\xE0\x80\xAF", "?????"},
        {"half of a pair", "\xED\xA0\x80", "???"},
        {"beyond the last", "\xF4\x90\x80\x80", "????"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct buffer told = {0};
        report_xlsx_text_add(&told, str_from(rows[i].text));
        if (!str_equal(buffer_str(&told), str_from(rows[i].wanted)))
            fail_msg("%s: %s", rows[i].name, buffer_c(&told));
        buffer_free(&told);
    }
    struct buffer nul = {0};
    report_xlsx_text_add(&nul, (struct str){"a\0b", 3});
    assert_string_equal(buffer_c(&nul), "a?b");
    buffer_free(&nul);
}

/* `count` times `text`, and what is left of it. */
static void holds(const char *text, size_t count, bool fits, size_t bytes)
{
    struct buffer whole = {0};
    struct buffer told = {0};
    for (size_t i = 0; i < count; i++)
        buffer_add_c(&whole, text);
    assert_int_equal(report_xlsx_text_fits(buffer_str(&whole)), fits);
    report_xlsx_text_add(&told, buffer_str(&whole));
    assert_int_equal(told.length, bytes);
    assert_int_equal(str_ends(buffer_str(&told), STR("...")), !fits);
    buffer_free(&whole);
    buffer_free(&told);
}

/* 32,767 units; an emoji is two, an escape six more than it was. */
static void test_limit(void **state)
{
    (void)state;
    holds("a", 32767, true, 32767);
    holds("a", 32768, false, 32767);
    holds("\xC3\xA9", 32767, true, 65534);
    holds("\xC3\xA9", 32768, false, 65531);
    holds("\xF0\x9F\x98\x80", 16383, true, 65532);
    holds("\xF0\x9F\x98\x80", 16384, false, 65531);
    holds("_x0041_", 2520, true, 32760);
    holds("_x0041_", 2521, false, 32763);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
