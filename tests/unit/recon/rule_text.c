/* The comment form of rules, line by line. */
#include "recon/rule_text.h"

#include "rule_fixture.h"

static void test_kinds_of_lines(void **state)
{
    static const struct {
        const char *text;
        enum rule_line_kind kind;
        const char *key, *value;
    } rows[] = {
        {"-- asks      Why? \n", RULE_LINE_KEY, "asks", "Why?"},
        {"-- trips: position (two  cents)\n", RULE_LINE_KEY, "trips", "position (two  cents)"},
        {"-- columns\n", RULE_LINE_KEY, "columns", ""},
        {"--asks x\n", RULE_LINE_KEY, "asks", "x"},
        {"--   more of it\n", RULE_LINE_MORE, "", "more of it"},
        {"--  two blanks\n", RULE_LINE_MORE, "", "two blanks"},
        {"--\n", RULE_LINE_EMPTY, "", ""},
        {"--   \n", RULE_LINE_EMPTY, "", ""},
        {"-- \n", RULE_LINE_EMPTY, "", ""},
        {"SELECT 1 -- one\n", RULE_LINE_SQL, "", "SELECT 1 -- one\n"},
        {"  FROM x", RULE_LINE_SQL, "", "  FROM x"},
        {" -- no comment of ours\n", RULE_LINE_SQL, "", " -- no comment of ours\n"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct rule_cursor cursor = {str_from(rows[i].text), 0};
        struct rule_line line;
        assert_true(rule_cursor_next(&cursor, &line));
        assert_int_equal(line.kind, rows[i].kind);
        assert_str(line.key, rows[i].key);
        assert_str(line.value, rows[i].value);
        assert_int_equal(line.number, 1);
        assert_false(rule_cursor_next(&cursor, &line));
    }
}

static void test_lines_are_counted(void **state)
{
    struct rule_cursor cursor = {STR("-- a b\n\n--\nSELECT"), 0};
    struct rule_line line;
    int64_t number = 0;
    (void)state;
    while (rule_cursor_next(&cursor, &line))
        assert_int_equal(line.number, ++number);
    assert_int_equal(number, 4);
    assert_int_equal(line.kind, RULE_LINE_SQL);
}

static void test_words_are_joined_and_sorted(void **state)
{
    static const struct {
        const char *text, *sorted;
    } rows[] = {
        {"", ""},           {"   ", ""},
        {"one", "one"},     {"payer billed  position", "billed payer position"},
        {"b a B", "B a b"}, {"tax taxed ta", "ta tax taxed"},
    };
    struct arena arena = {0};
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++)
        assert_str(rule_text_sort(str_from(rows[i].text), &arena), rows[i].sorted);
    assert_str(rule_text_join(STR("a"), STR("b c"), &arena), "a b c");
    assert_str(rule_text_join(STR(""), STR("b"), &arena), "b");
    struct str rest = STR("  one two ");
    assert_str(rule_text_word(&rest), "one");
    assert_str(rule_text_word(&rest), "two");
    assert_int_equal(rule_text_word(&rest).length, 0);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds_of_lines),
        cmocka_unit_test(test_lines_are_counted),
        cmocka_unit_test(test_words_are_joined_and_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
