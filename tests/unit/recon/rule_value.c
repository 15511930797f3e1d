/* Values as findings print them, and what lies between two of them. */
#include "recon/rule_value.h"

#include "rule_fixture.h"

static void test_printed_by_unit(void **state)
{
    static const struct {
        enum rule_unit unit;
        struct rule_value value;
        const char *text;
    } rows[] = {
        {RULE_MONEY, {true, 12340000, {NULL, 0}}, "12.34"},
        {RULE_MONEY, {true, -10000, {NULL, 0}}, "-0.01"},
        {RULE_MONEY, {true, 0, {NULL, 0}}, "0.00"},
        {RULE_MONEY, {false, 12340000, {NULL, 0}}, ""},
        {RULE_DAY, {true, 19904, {NULL, 0}}, "2024-06-30"},
        {RULE_DAY, {true, 0, {NULL, 0}}, "1970-01-01"},
        {RULE_DAYS, {true, 1234, {NULL, 0}}, "1234"},
        {RULE_DAYS, {true, -3, {NULL, 0}}, "-3"},
        {RULE_COUNT, {true, 7, {NULL, 0}}, "7"},
        {RULE_TEXT, {true, 9, STR_INIT("a text")}, "a text"},
        {RULE_TEXT, {false, 9, STR_INIT("a text")}, ""},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct buffer text = {0};
        buffer_add_c(&text, "=");
        rule_value_print(rows[i].unit, &rows[i].value, &text);
        assert_string_equal(buffer_c(&text) + 1, rows[i].text);
        buffer_free(&text);
    }
}

static void test_difference(void **state)
{
    static const struct {
        enum rule_unit unit;
        bool expected_known, actual_known;
        int64_t expected, actual;
        bool known;
        int64_t difference;
    } rows[] = {
        {RULE_MONEY, true, true, 100, 120, true, 20},
        {RULE_MONEY, true, true, 120, 100, true, -20},
        {RULE_DAY, true, true, 19800, 19904, true, 104},
        {RULE_COUNT, true, true, 5, 5, true, 0},
        {RULE_TEXT, true, true, 1, 2, false, 0},
        {RULE_MONEY, false, true, 0, 2, false, 0},
        {RULE_MONEY, true, false, 1, 0, false, 0},
        {RULE_MONEY, true, true, INT64_MIN, 1, false, 0},
        {RULE_MONEY, true, true, 1, INT64_MIN, false, 0},
        {RULE_MONEY, true, true, 0, INT64_MIN, true, INT64_MIN},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct rule_value expected = {rows[i].expected_known, rows[i].expected, {NULL, 0}};
        struct rule_value actual = {rows[i].actual_known, rows[i].actual, {NULL, 0}};
        struct rule_value difference = rule_value_difference(rows[i].unit, &expected, &actual);
        assert_int_equal(difference.known, rows[i].known);
        if (rows[i].known)
            assert_int_equal(difference.integer, rows[i].difference);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_printed_by_unit),
        cmocka_unit_test(test_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
