/* The words of SQL, and the names of WITH tables among them. */
#include "store_fixture.h"

#include "store/store_guard_text.h"

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *name, *sql, *words; /* joined by '|' */
    } rows[] = {
        {"blanks", " a\tb\r\n c ", "a|b|c"},
        {"line comment", "a -- b\nc", "a|c"},
        {"comment at the end", "a --", "a"},
        {"block comment", "a/* b -- */c", "a|c"},
        {"open comment", "a /* b", "a"},
        {"signs", "a<=b.c", "a|<|=|b|.|c"},
        {"minus", "a - b", "a|-|b"},
        {"quotes", "'x y' \"p\" `q` [r s]", "x y|p|q|r s"},
        {"doubled quote", "'it''s' z", "it''s|z"},
        {"comment in quotes", "'--' z", "--|z"},
        {"open quote", "'abc", "abc"},
        {"open doubled quote", "'abc''", "abc''"},
        {"empty quotes", "''z", "|z"},
        {"letters of Europe", "größe", "größe"},
        {"nothing", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena = {0};
        struct buffer words = {0};
        struct guard_text text = guard_text_read(str_from(rows[i].sql), &arena);
        for (size_t j = 0; j < text.count; j++) {
            buffer_add_c(&words, j > 0 ? "|" : "");
            buffer_add(&words, text.tokens[j].text);
        }
        if (strcmp(buffer_c(&words), rows[i].words) != 0)
            fail_msg("%s: %s", rows[i].name, buffer_c(&words));
        buffer_free(&words);
        arena_free(&arena);
    }
}

static void test_questions(void **state)
{
    (void)state;
    static const struct {
        const char *sql;
        bool asks;
    } rows[] = {
        {"SELECT 1", true},
        {"-- c\n select 1", true},
        {"with a as (select 1) x", true},
        {"VACUUM", false},
        {"", false},
        {"'select' 1", false},
        {"selected 1", false},
        {"EXPLAIN SELECT 1", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena = {0};
        struct guard_text text = guard_text_read(str_from(rows[i].sql), &arena);
        assert_int_equal(guard_text_asks(&text), rows[i].asks);
        arena_free(&arena);
    }
}

static void test_definitions(void **state)
{
    (void)state;
    static const struct {
        const char *sql;
        bool defines, joins;
    } rows[] = {
        {"WITH position AS (SELECT 1) SELECT 1", true, false},
        {"WITH POSITION as(SELECT 1) SELECT 1", true, false},
        {"WITH a AS (SELECT 1), position AS (SELECT 1) SELECT 1", true, false},
        {"WITH \"position\" AS (SELECT 1) SELECT 1", true, false},
        {"WITH 'position' AS (SELECT 1) SELECT 1", true, false},
        {"WITH [position] AS (SELECT 1) SELECT 1", true, false},
        {"WITH `Position` AS (SELECT 1) SELECT 1", true, false},
        {"WITH position (a, b) AS (SELECT 1, 2) SELECT 1", true, false},
        {"WITH position/* */AS--\n(SELECT 1) SELECT 1", true, false},
        {"WITH position AS MATERIALIZED (SELECT 1) SELECT 1", true, false},
        {"WITH position AS NOT MATERIALIZED (SELECT 1) SELECT 1", true, false},
        {"SELECT 1 FROM (WITH position AS (SELECT 1) SELECT 1)", true, false},
        {"SELECT position FROM position AS p", false, true},
        {"SELECT position('a') AS p FROM main.position", false, true},
        {"SELECT 1 FROM a JOIN position USING (b)", false, true},
        {"SELECT 'position AS (' FROM a -- position AS (", false, false},
        {"WITH a (position) AS (SELECT 1) SELECT a.position", false, false},
        {"WITH positions AS (SELECT 1) SELECT 1 FROM positions", false, false},
        {"SELECT position.a FROM b", false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena = {0};
        struct guard_text text = guard_text_read(str_from(rows[i].sql), &arena);
        if (guard_text_defines(&text, STR("position")) != rows[i].defines ||
            guard_text_joins(&text, STR("position")) != rows[i].joins)
            fail_msg("%s", rows[i].sql);
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_questions),
        cmocka_unit_test(test_definitions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
