/* What SQLite says, said to a person. The codes are provoked where that is easy, and named by a
 * function of our own where it is not. */
#include "store_fixture.h"

#include "store/store_inner.h"

/* Fails with the code it is given, as if the disk had. */
static void fail_with(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    sqlite3_result_error_code(context, sqlite3_value_int(values[0]));
}

static void test_each_cause_has_words_and_a_remedy(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    assert_int_equal(sqlite3_create_function(store->db, "fail_with", 1, SQLITE_UTF8, NULL,
                                             fail_with, NULL, NULL),
                     SQLITE_OK);
    static const struct {
        const char *name;
        int code;
        const char *words, *remedy;
    } rows[] = {
        {"full", SQLITE_FULL, "the disk is full", "Make room"},
        {"read or write", SQLITE_IOERR, "the disk could not be read or written",
         "network drive"},
        {"short write", SQLITE_IOERR_WRITE, "the disk could not be read or written", "drive"},
        {"busy", SQLITE_BUSY, "another program is writing it", "Wait"},
        {"locked", SQLITE_LOCKED, "another program is writing it", "Wait"},
        {"no database", SQLITE_NOTADB, "it is not a database", "that tieout wrote"},
        {"damaged", SQLITE_CORRUPT, "the file is damaged", "Make the books again"},
        {"cannot open", SQLITE_CANTOPEN, "it could not be opened", "Check that the path"},
        {"read only", SQLITE_READONLY, "it may not be written", "permissions"},
        {"memory", SQLITE_NOMEM, "there is not enough memory", "Close other programs"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char sql[64];
        snprintf(sql, sizeof sql, "SELECT fail_with(%d)", rows[i].code);
        assert_int_not_equal(sqlite3_exec(store->db, sql, NULL, NULL, NULL), SQLITE_OK);
        enum status status = store_failed(store, "the step failed", &fixture->failure);
        assert_non_null(strstr(fixture->failure.remedy, rows[i].remedy));
        assert_string_equal(fixture->failure.path, ":memory:");
        char words[96];
        snprintf(words, sizeof words, "the step failed: %s", rows[i].words);
        must_fail(fixture, status, STATUS_EVIDENCE, words);
    }
    store_close(store);
}

static void test_other_causes_are_passed_on(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    assert_int_not_equal(sqlite3_exec(store->db, "SELECT 1 +", NULL, NULL, NULL), SQLITE_OK);
    enum status status = store_failed(store, "the step failed", &fixture->failure);
    assert_string_equal(fixture->failure.remedy, "");
    must_fail(fixture, status, STATUS_EVIDENCE, "the step failed: incomplete input");
    store_close(store);
}

static void test_the_first_failure_wins(void **state)
{
    struct fixture *fixture = *state;
    struct store nothing = {.path = (char *)(uintptr_t) "books.db"};
    failure_set(&fixture->failure, STATUS_REFUSED, "the first");
    enum status status = store_failed(&nothing, "the second", &fixture->failure);
    must_fail(fixture, status, STATUS_REFUSED, "the first");
    status = store_failed(&nothing, "a step", &fixture->failure);
    must_fail(fixture, status, STATUS_EVIDENCE, "a step: there is not enough memory");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_each_cause_has_words_and_a_remedy),
        TEST(test_other_causes_are_passed_on),
        TEST(test_the_first_failure_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
