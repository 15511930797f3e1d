/* Which records are of the shape of files as issued, and what their fields are; with the
 * instructions of newer processors, of any x86-64 and of none in particular. */
#include "record/record_quoted.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "record_random.h"

bool baseline_split(struct record_split *split, struct str bytes);
bool baseline_split_portable(struct record_split *split, struct str bytes);

#define RECORD_BASELINE 1
#define record_quoted_split baseline_split
#define record_quoted_split_portable baseline_split_portable
#include "engine/record/record_quoted.c"
#undef record_quoted_split
#undef record_quoted_split_portable

typedef bool split_function(struct record_split *split, struct str bytes);

static split_function *const versions[] = {record_quoted_split, baseline_split,
                                           record_quoted_split_portable};

enum { CAPACITY = 3, ROOM = 1 << 16 };

struct quoted_case {
    const char *name;
    struct str bytes;
    uint32_t count; /* 0: not of that shape */
    size_t length;
    const char *last;
    bool feeds;
};

#define SIXTY "0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab"

static const struct quoted_case cases[] = {
    {"one field", STR_INIT("\"a\"\nx"), 1, 4, "a", false},
    {"empty fields", STR_INIT("\"\",\"\"\n"), 2, 6, "", false},
    {"as many as there is room for", STR_INIT("\"a\",\"b\",\"c\"\n"), 3, 12, "c", false},
    {"one too many", STR_INIT("\"a\",\"b\",\"c\",\"d\"\n"), 0, 0, NULL, false},
    {"CR LF", STR_INIT("\"a\",\"b\"\r\n"), 2, 9, "b", false},
    {"a line feed in a field", STR_INIT("\"a\nb\",\"c\"\n"), 2, 10, "c", true},
    {"a line feed in the next record", STR_INIT("\"a\"\n\"\n\"\n"), 1, 4, "a", false},
    {"a comma in a field", STR_INIT("\"a,b\",\"c\"\n"), 2, 10, "c", false},
    {"a quote at the end of a block", STR_INIT("\"" SIXTY "ab\",\"c\"\n"), 2, 69, "c", false},
    {"a quote at the start of a block", STR_INIT("\"" SIXTY "abc\",\"c\"\n"), 2, 70, "c",
     false},
    {"a line feed that begins a block", STR_INIT("\"" SIXTY "ab\"\n"), 1, 65, SIXTY "ab",
     false},
    {"a field over a whole block", STR_INIT("\"" SIXTY SIXTY SIXTY "\",\"c\"\n"), 2, 187, "c",
     false},
    {"an unquoted field", STR_INIT("\"a\",b\n"), 0, 0, NULL, false},
    {"an unquoted field first", STR_INIT("a,\"b\"\n"), 0, 0, NULL, false},
    {"an empty field without quotes", STR_INIT("\"a\",,\"b\"\n"), 0, 0, NULL, false},
    {"a doubled quote", STR_INIT("\"a\"\"b\"\n"), 0, 0, NULL, false},
    {"another byte for the comma", STR_INIT("\"a\";\"b\"\n"), 0, 0, NULL, false},
    {"a byte behind the last", STR_INIT("\"a\",\"b\"x\n"), 0, 0, NULL, false},
    {"a comma behind the last", STR_INIT("\"a\",\"b\",\n"), 0, 0, NULL, false},
    {"a lone CR behind the last", STR_INIT("\"a\",\"b\"\r\r\n"), 0, 0, NULL, false},
    {"no end", STR_INIT("\"a\",\"b\""), 0, 0, NULL, false},
    {"no end, in quotes", STR_INIT("\"a\",\"b\n"), 0, 0, NULL, false},
};

/* The bytes with quotes and line ends behind them that are not theirs. */
static bool split_in_buffer(split_function *function, struct str bytes,
                            struct record_split *split)
{
    static char buffer[ROOM];
    static const char behind[RECORD_SPLIT_PADDING] = "\n\"\n\"\n\"\n\"\n\"\n\"\n\"\n\"\n";
    assert_true(bytes.length + RECORD_SPLIT_PADDING <= sizeof buffer);
    memcpy(buffer, bytes.bytes, bytes.length);
    memcpy(buffer + bytes.length, behind, sizeof behind);
    return function(split, (struct str){buffer, bytes.length});
}

static void check_case(const struct quoted_case *row, split_function *function)
{
    struct record_field fields[CAPACITY];
    struct record_split split = {.fields = fields, .capacity = CAPACITY};
    bool taken = split_in_buffer(function, row->bytes, &split);
    if (taken != (row->count > 0))
        fail_msg("%s: %s", row->name, taken ? "taken" : "not taken");
    if (!taken)
        return;
    const struct record_field *last = &fields[split.count - 1];
    struct str expected = str_from(row->last);
    if (split.count != row->count || split.length != row->length ||
        split.may_hold_feeds != row->feeds)
        fail_msg("%s: %u fields, %zu bytes", row->name, split.count, split.length);
    if (!last->quoted || !str_equal((struct str){last->bytes, last->length}, expected))
        fail_msg("%s: [%.*s]", row->name, (int)last->length, last->bytes);
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(cases); i++)
        for (size_t k = 0; k < array_count(versions); k++)
            check_case(&cases[i], versions[k]);
}

/* As many fields as are looked for at once are taken, and far more are somebody else's. */
static void test_many_fields(void **state)
{
    (void)state;
    static struct record_field fields[1024];
    struct record_split split = {.fields = fields, .capacity = array_count(fields)};
    for (size_t k = 0; k < array_count(versions); k++) {
        for (uint32_t count = 1; count <= 600; count++) {
            struct buffer text = {0};
            for (uint32_t i = 0; i < count; i++)
                buffer_add(&text, i == 0 ? STR("\"\"") : STR(",\"\""));
            buffer_add_byte(&text, '\n');
            bool taken = split_in_buffer(versions[k], buffer_str(&text), &split);
            assert_true(taken || count > 256);
            assert_false(taken && count > 288);
            if (taken)
                assert_int_equal(split.count, count);
            buffer_free(&text);
        }
    }
}

static void assert_same(struct str bytes, struct record_random *random)
{
    (void)random;
    struct record_field fields[array_count(versions)][CAPACITY];
    struct record_split splits[array_count(versions)];
    bool taken[array_count(versions)];
    for (size_t k = 0; k < array_count(versions); k++) {
        splits[k] = (struct record_split){.fields = fields[k], .capacity = CAPACITY};
        taken[k] = split_in_buffer(versions[k], bytes, &splits[k]);
        assert_int_equal(taken[k], taken[0]);
        if (!taken[0])
            continue;
        assert_int_equal(splits[k].count, splits[0].count);
        assert_int_equal(splits[k].length, splits[0].length);
        assert_int_equal(splits[k].may_hold_feeds, splits[0].may_hold_feeds);
        for (uint32_t i = 0; i < splits[0].count; i++) {
            assert_ptr_equal(fields[k][i].bytes, fields[0][i].bytes);
            assert_int_equal(fields[k][i].length, fields[0][i].length);
        }
    }
}

static void test_versions_agree(void **state)
{
    (void)state;
    record_random_each(30000, assert_same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_many_fields),
        cmocka_unit_test(test_versions_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
