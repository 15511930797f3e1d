/* Rows beside: inserted at once in memory, and once SQLite is back in a file. */
#include "store_fixture.h"

#include "store/store_pages.h"

static enum status put(struct fixture *fixture, struct store_aside *aside, int64_t id,
                       const char *text)
{
    const struct store_cell cells[] = {store_integer(id), store_text(str_from(text))};
    return store_aside_row(aside, cells, &fixture->failure);
}

static void test_at_once(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_aside aside = {.store = store, .table = "text", .column_count = 2};
    must_work(put(fixture, &aside, 4, "four"), &fixture->failure);
    assert_answer(fixture, store, "SELECT * FROM text", "4|four");
    must_fail(fixture, put(fixture, &aside, 4, "again"), STATUS_EVIDENCE,
              "UNIQUE constraint failed: text.text_id");
    must_work(store_aside_finish(&aside, &fixture->failure), &fixture->failure);
    store_close(store);
}

/* What is kept is a copy: the text given, and even the name of the table, may be gone. */
static void test_kept(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, fixture_path(fixture, "books.db"));
    char name[] = "text";
    char text[] = "four";
    struct store_aside aside = {.store = store, .table = name, .column_count = 2};
    must_work(store_leave(store, &fixture->failure), &fixture->failure);
    must_work(put(fixture, &aside, 4, text), &fixture->failure);
    must_work(put(fixture, &aside, 2, "two"), &fixture->failure);
    must_work(store_aside_finish(&aside, &fixture->failure), &fixture->failure);
    memset(name, 'x', 4);
    memset(text, 'x', 4);
    must_work(store_return(store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT * FROM text", "2|two\n4|four");
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_at_once), TEST(test_kept)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
