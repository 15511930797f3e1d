/* Books that are there: whose they are, and whether somebody holds them. A second connection of
 * SQLite plays the other program. */
#include "store_fixture.h"

#include "store/store_inner.h"
#include <sys/stat.h>

static const char *books(struct fixture *fixture, const char *name)
{
    struct store *store = fixture_store(fixture, fixture_path(fixture, name));
    execute(fixture, store, "INSERT INTO meta VALUES ('x', 'y')");
    must_work(store_commit(store, &fixture->failure), &fixture->failure);
    store_close(store);
    return fixture->path;
}

/* Another program at work on the file: runs `sql` and keeps its connection open. */
static sqlite3 *other(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    char *said = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &said) != SQLITE_OK)
        fail_msg("%s", said);
    return db;
}

static struct buffer bytes_of(const char *path)
{
    struct buffer bytes = {0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (int byte = fgetc(file); byte != EOF; byte = fgetc(file))
        buffer_add_byte(&bytes, (char)byte);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

static void assert_open_fails(struct fixture *fixture, const char *path, const char *words)
{
    struct store *store = NULL;
    enum status status = store_open(&store, path, &fixture->failure);
    assert_null(store);
    assert_string_equal(fixture->failure.path, path);
    must_fail(fixture, status, STATUS_EVIDENCE, words);
}

static void assert_replace_fails(struct fixture *fixture, const char *path, const char *words)
{
    struct buffer before = bytes_of(path);
    enum status status = store_check_replaceable(path, &fixture->failure);
    assert_true(fixture->failure.remedy[0] != '\0');
    assert_string_equal(fixture->failure.path, path);
    must_fail(fixture, status, STATUS_EVIDENCE, words);
    struct buffer after = bytes_of(path);
    assert_true(str_equal(buffer_str(&before), buffer_str(&after)));
    buffer_free(&before);
    buffer_free(&after);
}

static void test_open_reads_and_cannot_write(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = NULL;
    const char *path = books(fixture, "books.db");
    must_work(store_open(&store, path, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT * FROM meta", "x|y");
    must_fail(fixture, store_execute(store, "DELETE FROM meta", &fixture->failure),
              STATUS_EVIDENCE, "it may not be written");
    store_close(store);
}

static void test_open_a_missing_file_or_a_folder(void **state)
{
    struct fixture *fixture = *state;
    assert_open_fails(fixture, fixture_path(fixture, "none.db"), "there are no books here");
    assert_open_fails(fixture, fixture->folder, "this is not a file");
}

static void test_files_that_are_no_books(void **state)
{
    struct fixture *fixture = *state;
    static const char long_text[] =
        "Transaction Reference ID,Gross,Fee\n1,2,3\n4,5,6\n7,8,9\n10,11,12\n13,14,15\n"
        "Transaction Reference ID,Gross,Fee\n1,2,3\n4,5,6\n7,8,9\n10,11,12\n13,14,15\n";
    static const struct {
        const char *name, *words;
        struct str bytes;
    } rows[] = {
        {"empty", "the file is empty: these are no books", {"", 0}},
        {"short", "the file is not a database", {"SQLite format 3", 15}},
        {"text", "the file is not a database", {long_text, sizeof long_text - 1}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *path = fixture_file(fixture, rows[i].name, rows[i].bytes);
        assert_open_fails(fixture, path, rows[i].words);
        assert_replace_fails(fixture, path, rows[i].words);
    }
}

static void test_a_database_of_another_program(void **state)
{
    struct fixture *fixture = *state;
    const char *path = fixture_path(fixture, "other.db");
    sqlite3_close(other(path, "CREATE TABLE t (a); PRAGMA journal_mode = WAL"));
    assert_open_fails(fixture, path, "the database belongs to another program");
    assert_replace_fails(fixture, path, "the database belongs to another program");
    assert_int_not_equal(access(fixture_path(fixture, "other.db-wal"), F_OK), 0);
}

static void test_books_of_another_version(void **state)
{
    struct fixture *fixture = *state;
    const char *path = books(fixture, "books.db");
    sqlite3_close(other(path, "PRAGMA user_version = 99"));
    assert_open_fails(fixture, path, "their form is 99, this program reads form 8");
    must_work(store_check_replaceable(path, &fixture->failure), &fixture->failure);
}

static void test_books_another_program_writes(void **state)
{
    struct fixture *fixture = *state;
    const char *path = books(fixture, "books.db");
    sqlite3 *writer = other(path, "BEGIN EXCLUSIVE");
    assert_open_fails(fixture, path, "another program is writing it");
    assert_replace_fails(fixture, path, "another program is writing it");
    sqlite3_close(writer);
    must_work(store_check_replaceable(path, &fixture->failure), &fixture->failure);
}

static void test_replaceable(void **state)
{
    struct fixture *fixture = *state;
    must_work(store_check_replaceable(fixture_path(fixture, "new.db"), &fixture->failure),
              &fixture->failure);
    assert_int_not_equal(access(fixture->path, F_OK), 0);
    const char *path = books(fixture, "books.db");
    struct buffer before = bytes_of(path);
    must_work(store_check_replaceable(path, &fixture->failure), &fixture->failure);
    struct buffer after = bytes_of(path);
    assert_true(str_equal(buffer_str(&before), buffer_str(&after)));
    buffer_free(&before);
    buffer_free(&after);
}

static void test_replace_while_somebody_reads(void **state)
{
    struct fixture *fixture = *state;
    const char *path = books(fixture, "books.db");
    sqlite3 *reader = other(path, "BEGIN; SELECT * FROM meta");
    assert_replace_fails(fixture, path, "another program is writing it");
    sqlite3_close(reader);
}

static void test_replace_a_log_with_content(void **state)
{
    struct fixture *fixture = *state;
    const char *path = books(fixture, "books.db");
    sqlite3 *writer =
        other(path, "PRAGMA journal_mode = WAL; INSERT INTO meta VALUES ('a', 'b')");
    struct buffer before = bytes_of(path);
    must_work(store_check_replaceable(path, &fixture->failure), &fixture->failure);
    struct buffer after = bytes_of(path);
    assert_true(str_equal(buffer_str(&before), buffer_str(&after)));
    buffer_free(&before);
    buffer_free(&after);
    assert_int_equal(sqlite3_exec(writer, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_replace_fails(fixture, path, "another program is writing it");
    sqlite3_close(writer);
}

static void test_replace_beside_a_journal(void **state)
{
    struct fixture *fixture = *state;
    char path[96];
    snprintf(path, sizeof path, "%s", books(fixture, "books.db"));
    fixture_file(fixture, "books.db-journal", STR("unfinished"));
    assert_replace_fails(fixture, path, "left a change of the books unfinished");
}

static void test_replace_a_folder(void **state)
{
    struct fixture *fixture = *state;
    must_fail(fixture, store_check_replaceable(fixture->folder, &fixture->failure),
              STATUS_EVIDENCE, "this is not a file");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_open_reads_and_cannot_write),
        TEST(test_open_a_missing_file_or_a_folder),
        TEST(test_files_that_are_no_books),
        TEST(test_a_database_of_another_program),
        TEST(test_books_of_another_version),
        TEST(test_books_another_program_writes),
        TEST(test_replaceable),
        TEST(test_replace_while_somebody_reads),
        TEST(test_replace_a_log_with_content),
        TEST(test_replace_beside_a_journal),
        TEST(test_replace_a_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
