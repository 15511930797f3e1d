/* Books are made once, in a file that was not there. */
#include "store_fixture.h"

#include <sys/stat.h>

static void test_create_makes_every_table(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, fixture_path(fixture, "books.db"));
    assert_int_equal(ask_integer(fixture, store,
                                 "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND "
                                 "name IN ('meta', 'file', 'line_billed', 'line_stated_total', "
                                 "'finding', 'timing')"),
                     6);
    assert_int_equal(ask_integer(fixture, store, "PRAGMA application_id"), 0x5449454F);
    assert_int_equal(ask_integer(fixture, store, "PRAGMA user_version"), STORE_SCHEMA_VERSION);
    store_close(store);
}

static void test_create_refuses_an_existing_path(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = NULL;
    const char *path = fixture_file(fixture, "notes.txt", STR("do not lose me"));
    enum status status = store_create(&store, path, &fixture->failure);
    assert_null(store);
    assert_string_equal(fixture->failure.path, path);
    must_fail(fixture, status, STATUS_EVIDENCE, "the books could not be created: File exists");
    struct stat found;
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_size, 14);
}

static void test_create_in_a_folder_that_is_missing(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = NULL;
    enum status status =
        store_create(&store, fixture_path(fixture, "none/books.db"), &fixture->failure);
    must_fail(fixture, status, STATUS_EVIDENCE, "No such file or directory");
}

static void test_names_are_never_uris(void **state)
{
    struct fixture *fixture = *state;
    char before[256];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(fixture->folder), 0);
    struct store *store = fixture_store(fixture, "file:books.db");
    must_work(store_commit(store, &fixture->failure), &fixture->failure);
    store_close(store);
    assert_int_equal(access("file:books.db", F_OK), 0);
    assert_int_equal(chdir(before), 0);
}

static void test_commit_keeps_and_close_forgets(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, fixture_path(fixture, "books.db"));
    execute(fixture, store, "INSERT INTO meta VALUES ('as_of_day', '19813')");
    must_work(store_commit(store, &fixture->failure), &fixture->failure);
    must_work(store_begin(store, &fixture->failure), &fixture->failure);
    execute(fixture, store, "DELETE FROM reference; CREATE VIEW v AS SELECT value FROM meta");
    must_work(store_commit(store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT value FROM v", "19813");
    store_close(store);
    must_work(store_open(&store, fixture->path, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT * FROM meta", "as_of_day|19813");
    store_close(store);
}

static void test_a_mistake_in_sql_is_said(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    must_fail(fixture, store_execute(store, "DELETE FROM nowhere", &fixture->failure),
              STATUS_EVIDENCE, "the books could not be written: no such table: nowhere");
    must_fail(fixture, store_begin(store, &fixture->failure), STATUS_EVIDENCE,
              "within a transaction");
    store_close(store);
}

static void test_memory_leaves_no_file(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    assert_int_equal(ask_integer(fixture, store, "SELECT count(*) FROM line_billed"), 0);
    store_close(store);
    assert_int_not_equal(access(":memory:", F_OK), 0);
    assert_int_not_equal(access("./:memory:", F_OK), 0);
}

static void test_close_of_nothing_and_version(void **state)
{
    (void)state;
    store_close(NULL);
    assert_int_equal(strncmp(store_library_version(), "3.", 2), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_create_makes_every_table),
        TEST(test_create_refuses_an_existing_path),
        TEST(test_create_in_a_folder_that_is_missing),
        TEST(test_names_are_never_uris),
        TEST(test_commit_keeps_and_close_forgets),
        TEST(test_a_mistake_in_sql_is_said),
        TEST(test_memory_leaves_no_file),
        TEST(test_close_of_nothing_and_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
