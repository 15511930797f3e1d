/* The place images are opened in: there while somebody needs it, gone afterwards. */
#include "store_fixture.h"

#include "store/store_attach.h"

static const char places[] =
    "SELECT count(*) FROM pragma_database_list WHERE name = 'row_image'";

static void test_shared_and_let_go(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    must_work(store_attach(store, &fixture->failure), &fixture->failure);
    must_work(store_attach(store, &fixture->failure), &fixture->failure);
    assert_int_equal(ask_integer(fixture, store, places), 1);
    store_detach(store);
    assert_int_equal(ask_integer(fixture, store, places), 1);
    store_detach(store);
    assert_int_equal(ask_integer(fixture, store, places), 0);
    store_close(store);
}

static void test_an_image_is_copied(void **state)
{
    struct fixture *fixture = *state;
    static const char sql[] = "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER) STRICT";
    static const unsigned char record[] = {3, 0, 1, 42};
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_image image;
    store_image_init(&image);
    execute(fixture, store, sql);
    must_work(store_attach(store, &fixture->failure), &fixture->failure);
    for (int64_t id = 1; id <= 2; id++) {
        store_image_start(&image, STR("t"), str_from(sql));
        assert_true(store_image_add(&image, id, record, sizeof record));
        must_work(store_attach_copy(store, &image, STR("t"), &fixture->failure),
                  &fixture->failure);
    }
    must_fail(fixture, store_attach_copy(store, &image, STR("t"), &fixture->failure),
              STATUS_EVIDENCE, "rows could not be written: UNIQUE constraint failed: t.id");
    store_detach(store);
    assert_int_equal(ask_integer(fixture, store, places), 0);
    assert_answer(fixture, store, "SELECT * FROM t", "1|42\n2|42");
    store_image_free(&image);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_shared_and_let_go),
                                       TEST(test_an_image_is_copied)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
