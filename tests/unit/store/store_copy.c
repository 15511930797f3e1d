/* Batches into tables: the same rows as an INSERT would have written, in any order of ids. */
#include "store_fixture.h"

#include "store/store_copy.h"

enum { LINES_MOST = 5 };

static enum status copy_ids(struct store_copy *copy, const int64_t *ids, size_t count,
                            struct failure *failure)
{
    struct store_line lines[LINES_MOST];
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct store_line){
            .line_id = ids[i],
            .role = ROLE_OPENING,
            .currency = ('E' << 16) | ('U' << 8) | 'R',
            .dated = DAY_NONE,
            .due = 5,
            .flags = ids[i] == 3 ? LINE_OTHER_TAX : 0,
            .present = COMPONENT_BIT(COMPONENT_GROSS),
            .amounts_micro = {-ids[i]},
        };
    enum status status = store_copy_lines(copy, lines, count, failure);
    return status == STATUS_OK ? store_copy_finish(copy, failure) : status;
}

static void test_rows_are_as_sqlite_writes_them(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, fixture_path(fixture, "books.db"));
    struct store_copy copy;
    static const int64_t first[] = {5, 9, 3, 4, 1};
    static const int64_t second[] = {7, 2, 10};
    must_work(store_copy_open(&copy, store, &fixture->failure), &fixture->failure);
    must_work(copy_ids(&copy, first, 5, &fixture->failure), &fixture->failure);
    must_work(copy_ids(&copy, second, 3, &fixture->failure), &fixture->failure);
    must_work(copy_ids(&copy, NULL, 0, &fixture->failure), &fixture->failure);
    store_copy_close(&copy);
    execute(fixture, store,
            "INSERT INTO line_opening VALUES (11,0,0,0,0,'EUR',NULL,5,0,-11,0,0)");
    assert_answer(fixture, store,
                  "SELECT group_concat(line_id), sum(gross), count(dated), sum(due), "
                  "max(currency) FROM line_opening",
                  "1,2,3,4,5,7,9,10,11|-52|0|45|EUR");
    assert_answer(fixture, store, "SELECT * FROM line_flag", "3|8");
    assert_answer(fixture, store, "PRAGMA integrity_check", "ok");
    assert_answer(fixture, store,
                  "SELECT count(*) FROM pragma_database_list WHERE name LIKE 'row%'", "0");
    store_close(store);
}

static void test_an_id_twice(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_copy copy;
    static const int64_t ids[] = {5, 6, 5};
    must_work(store_copy_open(&copy, store, &fixture->failure), &fixture->failure);
    must_fail(fixture, copy_ids(&copy, ids, 3, &fixture->failure), STATUS_EVIDENCE,
              "UNIQUE constraint failed: line_opening.line_id");
    store_copy_close(&copy);
    store_close(store);
}

/* The tables say what they hold; a value lines do not have is noticed at once. */
static void test_columns_follow_the_tables(void **state)
{
    struct fixture *fixture = *state;
    static const int64_t ids[] = {4};
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_copy copy;
    execute(fixture, store,
            "DROP TABLE line_opening; CREATE TABLE line_opening"
            "(gross INTEGER NOT NULL, line_id INTEGER PRIMARY KEY, due INTEGER) STRICT");
    must_work(store_copy_open(&copy, store, &fixture->failure), &fixture->failure);
    must_work(copy_ids(&copy, ids, 1, &fixture->failure), &fixture->failure);
    store_copy_close(&copy);
    assert_answer(fixture, store, "SELECT * FROM line_opening", "-4|4|5");
    execute(fixture, store, "ALTER TABLE line_opening ADD COLUMN extra INTEGER");
    enum status status = store_copy_open(&copy, store, &fixture->failure);
    must_fail(fixture, status, STATUS_EVIDENCE, "lines have no value for line_opening.extra");
    store_copy_close(&copy);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_rows_are_as_sqlite_writes_them),
        TEST(test_an_id_twice),
        TEST(test_columns_follow_the_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
