/* What the splitter takes, what it leaves to libcsv and where it wants more; with the
 * processor's instructions and without. */
#include "record/record_split.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "record_random.h"
#include "record_render.h"

enum { CAPACITY = 3 };

struct split_case {
    const char *name;
    struct str bytes;
    bool at_end;
    enum record_split_end end;
    uint32_t count;
    size_t length;
    const char *last; /* the last field, `"` before it when quoted */
};

static const struct split_case cases[] = {
    {"unquoted", TEXT("a,bc\nx"), false, RECORD_SPLIT_DONE, 2, 5, "bc"},
    {"quoted", TEXT("\"a\",\"bc\"\nx"), false, RECORD_SPLIT_DONE, 2, 9, "\"bc"},
    {"CR LF", TEXT("a,b\r\nx"), false, RECORD_SPLIT_DONE, 2, 5, "b"},
    {"CR LF behind a quote", TEXT("a,\"b\"\r\nx"), false, RECORD_SPLIT_DONE, 2, 7, "\"b"},
    {"empty last", TEXT("a,\n"), false, RECORD_SPLIT_DONE, 2, 3, ""},
    {"quoted empty last", TEXT("a,\"\"\n"), false, RECORD_SPLIT_DONE, 2, 5, "\""},
    {"as many as there is room for", TEXT("a,b,c\n"), false, RECORD_SPLIT_DONE, 3, 6, "c"},
    {"one too many", TEXT("a,b,c,d\n"), false, RECORD_SPLIT_ODD, 0, 0, NULL},
    {"the end of all, unquoted", TEXT("a,b"), true, RECORD_SPLIT_DONE, 2, 3, "b"},
    {"the end of all, quoted", TEXT("a,\"b\""), true, RECORD_SPLIT_DONE, 2, 5, "\"b"},
    {"the end of all, behind a comma", TEXT("a,"), true, RECORD_SPLIT_DONE, 2, 2, ""},
    {"the end of all, in quotes", TEXT("a,\"b"), true, RECORD_SPLIT_ODD, 0, 0, NULL},
    {"more, unquoted", TEXT("a,b"), false, RECORD_SPLIT_MORE, 0, 0, NULL},
    {"more, in quotes", TEXT("a,\"b"), false, RECORD_SPLIT_MORE, 0, 0, NULL},
    {"more, behind a quote", TEXT("a,\"b\""), false, RECORD_SPLIT_MORE, 0, 0, NULL},
    {"more, behind a comma", TEXT("a,"), false, RECORD_SPLIT_MORE, 0, 0, NULL},
    {"a doubled quote", TEXT("\"a\"\"b\"\n"), false, RECORD_SPLIT_ODD, 0, 0, NULL},
    {"a stray quote", TEXT("ab\"c\n"), false, RECORD_SPLIT_ODD, 0, 0, NULL},
    {"a letter behind a quote", TEXT("\"a\"b\n"), false, RECORD_SPLIT_ODD, 0, 0, NULL},
    {"a lone CR", TEXT("a\rb\n"), false, RECORD_SPLIT_ODD, 0, 0, NULL},
};

typedef enum record_split_end split_function(struct record_split *split, struct str bytes,
                                             bool at_end);

/* The bytes with what may follow them in a buffer: quotes and line ends that are not theirs. */
static enum record_split_end split_in_buffer(split_function *function, struct str bytes,
                                             bool at_end, struct record_split *split)
{
    static char buffer[8192];
    static const char behind[] =
        "\"\n,\"\"\r\n\"\n,\"\"\r\n\"\n,\"\"\r\n\"\n,\"\"\r\n\"\n,\"\"\r\n\"\n,"
        "\"\"\r\n\"\n,\"\"\r\n\"\n,\"\"\r\n\"\n,\"\"\r\n\"\n";
    assert_true(sizeof behind > RECORD_SPLIT_PADDING);
    assert_true(bytes.length + RECORD_SPLIT_PADDING <= sizeof buffer);
    memcpy(buffer, bytes.bytes, bytes.length);
    memcpy(buffer + bytes.length, behind, RECORD_SPLIT_PADDING);
    return function(split, (struct str){buffer, bytes.length}, at_end);
}

static void check_case(const struct split_case *row, split_function *function)
{
    struct record_field fields[CAPACITY];
    struct record_split split = {.fields = fields, .capacity = CAPACITY};
    enum record_split_end end = split_in_buffer(function, row->bytes, row->at_end, &split);
    if (end != row->end)
        fail_msg("%s: %d", row->name, (int)end);
    if (end != RECORD_SPLIT_DONE)
        return;
    char last[32];
    const struct record_field *field = &fields[split.count - 1];
    snprintf(last, sizeof last, "%s%.*s", field->quoted ? "\"" : "", (int)field->length,
             field->bytes);
    if (split.count != row->count || split.length != row->length ||
        strcmp(last, row->last) != 0)
        fail_msg("%s: %u fields, %zu bytes, [%s]", row->name, split.count, split.length, last);
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(cases); i++) {
        check_case(&cases[i], record_split);
        check_case(&cases[i], record_split_portable);
    }
}

static void test_feeds(void **state)
{
    (void)state;
    struct record_field fields[CAPACITY];
    struct record_split split = {.fields = fields, .capacity = CAPACITY};
    struct str with = STR("\"0123456789abcdef0123456789abcdef\n\",b\n");
    struct str without = STR("\"0123456789abcdef0123456789abcdef\",b\n");
    assert_int_equal(split_in_buffer(record_split_portable, with, true, &split),
                     RECORD_SPLIT_DONE);
    assert_true(split.may_hold_feeds);
    assert_int_equal(split_in_buffer(record_split_portable, without, true, &split),
                     RECORD_SPLIT_DONE);
    assert_false(split.may_hold_feeds);
    assert_int_equal(split_in_buffer(record_split, with, true, &split), RECORD_SPLIT_DONE);
    assert_true(split.may_hold_feeds);
    assert_int_equal(split_in_buffer(record_split, without, true, &split), RECORD_SPLIT_DONE);
    assert_false(split.may_hold_feeds);
}

static void assert_same_split(struct str bytes, struct record_random *random)
{
    bool at_end = record_random_below(random, 2) == 0;
    struct record_field fields[2][CAPACITY];
    struct record_split a = {.fields = fields[0], .capacity = CAPACITY};
    struct record_split b = {.fields = fields[1], .capacity = CAPACITY};
    enum record_split_end end = split_in_buffer(record_split, bytes, at_end, &a);
    assert_int_equal(split_in_buffer(record_split_portable, bytes, at_end, &b), end);
    if (end != RECORD_SPLIT_DONE)
        return;
    assert_int_equal(a.count, b.count);
    assert_int_equal(a.length, b.length);
    assert_true(a.may_hold_feeds || !b.may_hold_feeds);
    for (uint32_t i = 0; i < a.count; i++) {
        assert_ptr_equal(fields[0][i].bytes, fields[1][i].bytes);
        assert_int_equal(fields[0][i].length, fields[1][i].length);
        assert_int_equal(fields[0][i].quoted, fields[1][i].quoted);
    }
}

static void test_same_without_instructions(void **state)
{
    (void)state;
    record_random_each(30000, assert_same_split);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_feeds),
        cmocka_unit_test(test_same_without_instructions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
