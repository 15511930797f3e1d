/* A library is known by its source and by its options, both to the last byte. The options of the
 * library at hand are counted again by way of its PRAGMA. */
#include "store_fixture.h"

#include "store/store_guard_known.h"

static const char debian[] =
    "2022-12-28 14:03:47 df5c253c0b3dd24916e4ec7cf77d3db5294cc9fd45ae7b9c5e82ad8197f3alt1";
static const char options[] =
    "fb9674218a97cedf8e4b6fca108a9ba2f86cdacb6890f332b6c862c0dd3c44f3";

static void test_to_the_last_byte(void **state)
{
    struct digest digest;
    (void)state;
    assert_true(digest_parse(str_from(options), &digest));
    assert_true(guard_library_is(str_from(debian), &digest));
    assert_false(guard_library_is((struct str){debian, sizeof debian - 2}, &digest));
    assert_false(guard_library_is(STR(""), &digest));
    digest.bytes[31] ^= 1;
    assert_false(guard_library_is(str_from(debian), &digest));
}

static void test_options(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_query *query = NULL;
    struct buffer text = {0};
    bool found = false;
    must_work(store_query_open(&query, store, STR("PRAGMA compile_options"), &fixture->failure),
              &fixture->failure);
    must_work(store_query_step(query, &found, &fixture->failure), &fixture->failure);
    assert_true(found);
    while (found) {
        buffer_add(&text, store_query_text(query, 0));
        buffer_add_byte(&text, '\n');
        must_work(store_query_step(query, &found, &fixture->failure), &fixture->failure);
    }
    struct digest expected = digest_of(buffer_str(&text));
    struct digest counted = guard_library_options();
    assert_true(digest_equal(&expected, &counted));
    store_query_close(query);
    buffer_free(&text);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_to_the_last_byte),
        TEST(test_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
