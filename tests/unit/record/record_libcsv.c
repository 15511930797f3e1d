/* The door to libcsv by itself: where it stops, what it refuses, and that it can be asked again
 * for a record it had to give up for want of bytes. */
#include "record/record_libcsv.h"

#include "base/limits.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "record_render.h"

struct libcsv_case {
    const char *name;
    struct str bytes;
    bool at_end;
    enum record_split_end end;
    uint32_t count;
    size_t length; /* of the record; of a trouble: its place */
    enum record_trouble_kind kind;
    const char *first; /* the first field, `"` before it when quoted */
};

static const struct libcsv_case cases[] = {
    {"stops at the record's end", TEXT("a,b\nc\"\n"), false, RECORD_SPLIT_DONE, 2, 4, 0, "a"},
    {"CR LF", TEXT("a\r\nc"), false, RECORD_SPLIT_DONE, 1, 3, 0, "a"},
    {"LF wanted behind CR", TEXT("a\r"), false, RECORD_SPLIT_MORE, 0, 0, 0, NULL},
    {"doubled quote", TEXT("\"a\"\"\",b\n"), false, RECORD_SPLIT_DONE, 2, 8, 0, "\"a\""},
    {"empty", TEXT(",\n"), false, RECORD_SPLIT_DONE, 2, 2, 0, ""},
    {"quoted empty", TEXT("\"\",\n"), false, RECORD_SPLIT_DONE, 2, 4, 0, "\""},
    {"blanks", TEXT(" a \t,\n"), false, RECORD_SPLIT_DONE, 2, 6, 0, " a \t"},
    {"end of all", TEXT("a,b"), true, RECORD_SPLIT_DONE, 2, 3, 0, "a"},
    {"end of all behind a comma", TEXT("a,"), true, RECORD_SPLIT_DONE, 2, 2, 0, "a"},
    {"end of all behind a quote", TEXT("\"a\""), true, RECORD_SPLIT_DONE, 1, 3, 0, "\"a"},
    {"more", TEXT("a,b"), false, RECORD_SPLIT_MORE, 0, 0, 0, NULL},
    {"more, in quotes", TEXT("a,\"b\n"), false, RECORD_SPLIT_MORE, 0, 0, 0, NULL},
    {"never ends", TEXT("a,\"b\n"), true, RECORD_SPLIT_TROUBLE, 0, 2,
     RECORD_TROUBLE_UNTERMINATED, NULL},
    {"stray quote", TEXT("a,bc\"\n"), false, RECORD_SPLIT_TROUBLE, 0, 4, RECORD_TROUBLE_QUOTE,
     NULL},
    {"behind a quote", TEXT("a,\"b\" \n"), false, RECORD_SPLIT_TROUBLE, 0, 5,
     RECORD_TROUBLE_AFTER_QUOTE, NULL},
};

struct fixture {
    struct record_libcsv *door;
    struct record_field fields[LIMIT_RECORD_FIELDS];
    struct record_split split;
    struct record_trouble trouble;
};

static void fixture_init(struct fixture *fixture)
{
    fixture->door = record_libcsv_open();
    fixture->split = (struct record_split){fixture->fields, LIMIT_RECORD_FIELDS, 0, 0, false};
}

static enum record_split_end split(struct fixture *fixture, struct str bytes, bool at_end)
{
    fixture->trouble = (struct record_trouble){RECORD_TROUBLE_NONE, 0};
    return record_libcsv_split(fixture->door, bytes, at_end, &fixture->split,
                               &fixture->trouble);
}

static void check_case(struct fixture *fixture, const struct libcsv_case *row)
{
    enum record_split_end end = split(fixture, row->bytes, row->at_end);
    if (end != row->end || fixture->trouble.kind != row->kind)
        fail_msg("%s: %d, %d", row->name, (int)end, (int)fixture->trouble.kind);
    if (end == RECORD_SPLIT_TROUBLE)
        assert_int_equal(fixture->trouble.at, row->length);
    if (end != RECORD_SPLIT_DONE)
        return;
    const struct record_field *first = &fixture->fields[0];
    bool quoted = row->first[0] == '"';
    const char *text = row->first + quoted;
    if (fixture->split.count != row->count || fixture->split.length != row->length ||
        first->length != strlen(text) || memcmp(first->bytes, text, first->length) != 0 ||
        first->quoted != quoted)
        fail_msg("%s: %u fields, %zu bytes", row->name, fixture->split.count,
                 fixture->split.length);
}

/* One door for all, twice over: nothing of a record given up or refused stays behind. */
static void test_cases(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture);
    for (size_t i = 0; i < 2 * array_count(cases); i++)
        check_case(&fixture, &cases[i % array_count(cases)]);
    record_libcsv_close(fixture.door);
    record_libcsv_close(NULL);
}

static void test_field_limit(void **state)
{
    (void)state;
    struct fixture fixture;
    struct buffer text = {0};
    fixture_init(&fixture);
    buffer_add_c(&text, "a,");
    while (text.length < LIMIT_FIELD_BYTES + 2)
        buffer_add_byte(&text, 'x');
    assert_int_equal(split(&fixture, buffer_str(&text), false), RECORD_SPLIT_MORE);
    buffer_add_byte(&text, '\n');
    assert_int_equal(split(&fixture, buffer_str(&text), false), RECORD_SPLIT_DONE);
    assert_int_equal(fixture.fields[1].length, LIMIT_FIELD_BYTES);
    text.bytes[text.length - 1] = 'x';
    assert_int_equal(split(&fixture, buffer_str(&text), false), RECORD_SPLIT_TROUBLE);
    assert_int_equal(fixture.trouble.kind, RECORD_TROUBLE_FIELD_BYTES);
    assert_int_equal(fixture.trouble.at, 2);
    buffer_free(&text);
    record_libcsv_close(fixture.door);
}

static void test_record_limit(void **state)
{
    (void)state;
    struct fixture fixture;
    struct buffer text = {0};
    fixture_init(&fixture);
    while (text.length < LIMIT_RECORD_BYTES)
        buffer_add_byte(&text, text.length % 8192 == 8191 ? ',' : 'x');
    text.bytes[text.length - 1] = 'x';
    assert_int_equal(split(&fixture, buffer_str(&text), false), RECORD_SPLIT_MORE);
    assert_int_equal(split(&fixture, buffer_str(&text), true), RECORD_SPLIT_DONE);
    assert_int_equal(fixture.split.count, 512);
    buffer_add_byte(&text, '\n');
    assert_int_equal(split(&fixture, buffer_str(&text), false), RECORD_SPLIT_TROUBLE);
    assert_int_equal(fixture.trouble.kind, RECORD_TROUBLE_RECORD_BYTES);
    assert_int_equal(fixture.trouble.at, 0);
    text.bytes[text.length - 2] = '\r';
    assert_int_equal(split(&fixture, buffer_str(&text), false), RECORD_SPLIT_TROUBLE);
    text.bytes[text.length - 2] = '\n';
    assert_int_equal(split(&fixture, buffer_str(&text), false), RECORD_SPLIT_DONE);
    assert_int_equal(fixture.split.length, LIMIT_RECORD_BYTES);
    buffer_free(&text);
    record_libcsv_close(fixture.door);
}

static void test_fields_limit(void **state)
{
    (void)state;
    struct fixture fixture;
    char text[LIMIT_RECORD_FIELDS + 1];
    fixture_init(&fixture);
    memset(text, ',', sizeof text);
    text[LIMIT_RECORD_FIELDS - 1] = '\n';
    assert_int_equal(split(&fixture, (struct str){text, LIMIT_RECORD_FIELDS}, false),
                     RECORD_SPLIT_DONE);
    assert_int_equal(fixture.split.count, LIMIT_RECORD_FIELDS);
    text[LIMIT_RECORD_FIELDS - 1] = ',';
    assert_int_equal(split(&fixture, (struct str){text, LIMIT_RECORD_FIELDS}, false),
                     RECORD_SPLIT_TROUBLE);
    assert_int_equal(fixture.trouble.kind, RECORD_TROUBLE_RECORD_FIELDS);
    record_libcsv_close(fixture.door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_field_limit),
        cmocka_unit_test(test_record_limit),
        cmocka_unit_test(test_fields_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
