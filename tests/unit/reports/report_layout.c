/* The page's layout: widths in characters, broken lines, and bytes that would move the cursor. */
#include "reports/report_layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_grid(void **state)
{
    static const char *const titles[] = {"what", "amount"};
    static const char *const cells[] = {"a", "1.00", "größer", "12,345.00", "", ""};
    struct report_grid grid;
    struct buffer text = {0};
    (void)state;
    report_grid_init(&grid, "lr");
    report_grid_head(&grid, titles);
    report_grid_head(&grid, titles); /* once is enough */
    for (size_t i = 0; i < array_count(cells); i++)
        report_grid_cell(&grid, str_from(cells[i]));
    report_grid_rule(&grid);
    report_grid_cell(&grid, STR("together"));
    report_grid_cell(&grid, STR("-3"));
    assert_int_equal(report_grid_rows(&grid), 6);
    report_grid_print(&grid, &text);
    assert_string_equal(buffer_c(&text), "  what         amount\n"
                                         "  a              1.00\n"
                                         "  größer    12,345.00\n"
                                         "\n"
                                         "            ---------\n"
                                         "  together         -3\n");
    assert_int_equal(report_grid_rows(&grid), 0);
    buffer_free(&text);
}

/* Figures that have no sum lean as others, and have no dashes below them. */
static void test_figures_without_a_sum(void **state)
{
    static const char *const titles[] = {"days", "amount"};
    struct report_grid grid;
    struct buffer text = {0};
    (void)state;
    report_grid_init(&grid, "nr");
    report_grid_head(&grid, titles);
    report_grid_cell(&grid, STR("7"));
    report_grid_cell(&grid, STR("1.00"));
    report_grid_rule(&grid);
    report_grid_print(&grid, &text);
    assert_string_equal(buffer_c(&text), "  days  amount\n"
                                         "     7    1.00\n"
                                         "        ------\n");
    buffer_free(&text);
}

/* The widest texts are cut, then identifiers, and only as far as it takes; figures and words
 * never are. A row is 58 characters wide. */
static void test_narrow_grid(void **state)
{
    static const char *const cells[] = {"zehn größere Stück", "word", "abcdefgh",
                                        "12345678901234", "1.00"};
    static const struct {
        size_t width;
        const char *text;
    } rows[] = {
        {0, "  zehn größere Stück  word  abcdefgh  12345678901234  1.00\n"},
        {58, "  zehn größere Stück  word  abcdefgh  12345678901234  1.00\n"},
        {57, "  zehn größere Stü…  word  abcdefgh  12345678901234  1.00\n"},
        {44, "  zehn …  word  abcde…  12345678901234  1.00\n"},
        {40, "  zeh…  word  abc…  12345678901234  1.00\n"},
        {39, "  zeh…  word  abc…  123456789012…  1.00\n"},
        {10, "  zeh…  word  abc…  12345678901…  1.00\n"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct report_grid grid;
        struct buffer text = {0};
        report_grid_init(&grid, "wlwir");
        grid.width = rows[i].width;
        for (size_t at = 0; at < array_count(cells); at++)
            report_grid_cell(&grid, str_from(cells[at]));
        report_grid_print(&grid, &text);
        assert_string_equal(buffer_c(&text), rows[i].text);
        buffer_free(&text);
    }
}

static void test_empty_grid_prints_nothing(void **state)
{
    struct report_grid grid;
    struct buffer text = {0};
    (void)state;
    report_grid_init(&grid, "l");
    report_grid_print(&grid, &text);
    assert_int_equal(text.length, 0);
    buffer_free(&text);
}

static void test_clean(void **state)
{
    static const struct {
        struct str text;
        const char *clean;
    } rows[] = {
        {STR_INIT("plain ü€"), "plain ü€"},
        {STR_INIT("a\tb\nc\rd"), "a?b?c?d"},
        {STR_INIT("\x1b[31mred"), "?[31mred"},
        {STR_INIT("\x7f"), "?"},
        {STR_INIT("\xc2\x9b"
                  "1m"),
         "?1m"},                            /* CSI as one character */
        {STR_INIT("\xc2\xa0"), "\xc2\xa0"}, /* a blank that does not break is no control */
        {STR_INIT("end\xc2"), "end\xc2"},
        {STR_INIT("a\xe2\x80\xae"
                  "b"),
         "a?b"}, /* U+202E: what follows from right to left */
        {STR_INIT("\xe2\x80\xa8|\xe2\x81\xa6|\xe2\x81\xa9"), "?|?|?"},
        {STR_INIT("\xe2\x80\xa7\xe2\x80\xaf\xe2\x81\xa5\xe2\x81\xaa"),
         "\xe2\x80\xa7\xe2\x80\xaf\xe2\x81\xa5\xe2\x81\xaa"}, /* their neighbours */
        {STR_INIT("end\xe2\x80"), "end\xe2\x80"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct buffer text = {0};
        report_layout_clean(&text, rows[i].text);
        assert_string_equal(buffer_c(&text), rows[i].clean);
        buffer_free(&text);
    }
    struct report_grid grid;
    struct buffer text = {0};
    report_grid_init(&grid, "l");
    report_grid_cell(&grid, STR("a\nb"));
    report_grid_print(&grid, &text);
    assert_string_equal(buffer_c(&text), "  a?b\n");
    buffer_free(&text);
}

static void test_width(void **state)
{
    (void)state;
    assert_int_equal(report_layout_width(STR("")), 0);
    assert_int_equal(report_layout_width(STR("abc")), 3);
    assert_int_equal(report_layout_width(STR("größe€")), 6);
    assert_int_equal(report_layout_width(STR("\xf0\x9f\x98\x80")), 1);
}

/* 92 characters a line. */
#define TEN "aaaaaaaaa "
#define NINETY TEN TEN TEN TEN TEN TEN TEN TEN TEN
static void test_wrap(void **state)
{
    static const struct {
        const char *name, *first, *text, *wrapped;
    } rows[] = {
        {"short", "  off: ", "a b", "  off: a b\n"},
        {"nothing", "  ", "", "  \n"},
        {"blanks in a row are one", "", "a   b", "a b\n"},
        {"exactly full", "", NINETY "bb", NINETY "bb\n"},
        {"one past it", "", NINETY "bbb",
         "aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa "
         "aaaaaaaaa\nbbb\n"},
        {"indented as the first", "12345", NINETY "b",
         "12345aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa "
         "aaaaaaaaa\n"
         "     aaaaaaaaa b\n"},
        {"a long first is not repeated as blanks",
         "1234567890123456789012345678901234567890123456789012345678901234567890", TEN TEN TEN,
         "1234567890123456789012345678901234567890123456789012345678901234567890aaaaaaaaa "
         "aaaaaaaaa\n    aaaaaaaaa\n"},
        {"a word longer than a line", "",
         "a "
         "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
         "wwwwwwwwwwwwwwwwwwww b",
         "a\nwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
         "wwwwwwwwwwwwwwwwwwww\nb\n"},
        {"controls", "", "a\tb", "a?b\n"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct buffer text = {0};
        report_layout_wrap(&text, rows[i].first, str_from(rows[i].text));
        if (strcmp(buffer_c(&text), rows[i].wrapped) != 0)
            fail_msg("%s: \"%s\"", rows[i].name, buffer_c(&text));
        buffer_free(&text);
    }
}

/* A blank line before a title, but not before the first. */
static void test_titles(void **state)
{
    struct buffer text = {0};
    (void)state;
    report_layout_title(&text, "Größe", '=');
    report_layout_title(&text, "b", '-');
    assert_string_equal(buffer_c(&text), "Größe\n=====\n\nb\n-\n");
    buffer_free(&text);
}

static void test_counts(void **state)
{
    static const struct {
        int64_t count;
        const char *text;
    } rows[] = {
        {0, "0 items"},
        {1, "1 item"},
        {2, "2 items"},
        {999, "999 items"},
        {1000, "1,000 items"},
        {123456, "123,456 items"},
        {1234567, "1,234,567 items"},
        {INT64_MAX, "9,223,372,036,854,775,807 items"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct buffer text = {0};
        report_layout_plural(&text, rows[i].count, "item", "items");
        assert_string_equal(buffer_c(&text), rows[i].text);
        buffer_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grid),        cmocka_unit_test(test_empty_grid_prints_nothing),
        cmocka_unit_test(test_narrow_grid), cmocka_unit_test(test_figures_without_a_sum),
        cmocka_unit_test(test_clean),       cmocka_unit_test(test_width),
        cmocka_unit_test(test_wrap),        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
