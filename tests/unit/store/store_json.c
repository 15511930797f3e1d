/* JSON, read by SQLite and quoted by us. */
#include "store_fixture.h"

#include "store/store_json.h"

static const char document[] =
    "{\"a\": {\"b\": \"x\\n\\u00fc\"}, \"n\": 5, \"list\": [\"p\", \"q\"], \"none\": null}";

static void test_texts_by_path(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *path;
        bool found;
        const char *text;
    } rows[] = {
        {"$.a.b", true, "x\nü"}, {"$.list[1]", true, "q"}, {"$.a", false, ""},
        {"$.n", false, ""},      {"$.none", false, ""},    {"$.missing", false, ""},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str text = STR("old");
        bool found = !rows[i].found;
        must_work(store_json_text(str_from(document), rows[i].path, "meta.json", &arena, &text,
                                  &found, &fixture->failure),
                  &fixture->failure);
        assert_int_equal(found, rows[i].found);
        assert_true(str_equal(text, str_from(rows[i].text)));
    }
    arena_free(&arena);
}

static void test_malformed(void **state)
{
    struct fixture *fixture = *state;
    static const char *const rows[] = {"", "{", "{\"a\": 1,}", "plain", "{\"a\": 'b'}"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str text;
        bool found = true;
        enum status status = store_json_text(str_from(rows[i]), "$.a", "x.meta.json", &arena,
                                             &text, &found, &fixture->failure);
        assert_false(found);
        assert_string_equal(fixture->failure.path, "x.meta.json");
        must_fail(fixture, status, STATUS_REFUSED, "the text is not JSON");
    }
    arena_free(&arena);
}

static void test_quote(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        struct str text;
        const char *quoted;
    } rows[] = {
        {{NULL, 0}, "\"\""},
        {{"plain", 5}, "\"plain\""},
        {{"a\"b\\c", 5}, "\"a\\\"b\\\\c\""},
        {{"\n\t\x1f\0", 4}, "\"\\u000a\\u0009\\u001f\\u0000\""},
        {{"Zürich", 7}, "\"Zürich\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer into = {0};
        store_json_quote(&into, rows[i].text);
        assert_string_equal(buffer_c(&into), rows[i].quoted);
        buffer_free(&into);
    }
    /* SQLite reads back what we quote. */
    struct buffer into = {0};
    struct arena arena = {0};
    struct str text;
    bool found = false;
    buffer_add_c(&into, "{\"a\":");
    store_json_quote(&into, STR("\"\\\x01\n/ü"));
    buffer_add_c(&into, "}");
    must_work(store_json_text(buffer_str(&into), "$.a", "x", &arena, &text, &found,
                              &fixture->failure),
              &fixture->failure);
    assert_true(found && str_equal(text, STR("\"\\\x01\n/ü")));
    buffer_free(&into);
    arena_free(&arena);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_texts_by_path),
        TEST(test_malformed),
        TEST(test_quote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
