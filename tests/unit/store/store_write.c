/* Rows of any table. */
#include "store_fixture.h"

#include "store/store_read.h"
#include "store/store_write.h"

static void test_rows_come_back_as_they_went_in(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    execute(fixture, store, "CREATE TABLE t (a INTEGER, b TEXT, c INTEGER, d INTEGER) STRICT");
    struct store_insert *insert = NULL;
    must_work(store_insert_open(&insert, store, "t", 4, &fixture->failure), &fixture->failure);
    char text[] = "Zürich, \"x\"";
    const struct store_cell first[] = {store_integer(INT64_MIN), store_text(str_from(text)),
                                       store_day(19813), store_money((struct money){1500000})};
    const struct store_cell second[] = {store_null(), store_text((struct str){NULL, 0}),
                                        store_day(DAY_NONE), store_integer(INT64_MAX)};
    must_work(store_insert_row(insert, first, &fixture->failure), &fixture->failure);
    memset(text, '?', sizeof text - 1);
    must_work(store_insert_row(insert, second, &fixture->failure), &fixture->failure);
    store_insert_close(insert);
    assert_answer(fixture, store, "SELECT * FROM t",
                  "-9223372036854775808|Zürich, \"x\"|19813|1500000\n"
                  "NULL||NULL|9223372036854775807");
    assert_answer(fixture, store, "SELECT typeof(b) FROM t WHERE a IS NULL", "text");
    store_close(store);
}

/* Bytes of every kind, zero among them, come back as they were; none at all is a blob too. */
static void test_blobs(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_insert *insert = NULL;
    struct store_query *query = NULL;
    bool found = false;
    static const char bytes[] = {'a', '\0', '\xff', '\''};
    execute(fixture, store, "CREATE TABLE t (a INTEGER, b BLOB) STRICT");
    must_work(store_insert_open(&insert, store, "t", 2, &fixture->failure), &fixture->failure);
    const struct store_cell some[] = {store_integer(1), store_blob((struct str){bytes, 4})};
    const struct store_cell none[] = {store_integer(2), store_blob((struct str){NULL, 0})};
    must_work(store_insert_row(insert, some, &fixture->failure), &fixture->failure);
    must_work(store_insert_row(insert, none, &fixture->failure), &fixture->failure);
    store_insert_close(insert);
    assert_answer(fixture, store, "SELECT a, typeof(b), hex(b) FROM t",
                  "1|blob|6100FF27\n2|blob|");
    must_work(
        store_query_open(&query, store, STR("SELECT b FROM t ORDER BY a"), &fixture->failure),
        &fixture->failure);
    must_work(store_query_step(query, &found, &fixture->failure), &fixture->failure);
    assert_int_equal(store_query_blob(query, 0).length, 4);
    assert_memory_equal(store_query_blob(query, 0).bytes, bytes, 4);
    must_work(store_query_step(query, &found, &fixture->failure), &fixture->failure);
    assert_int_equal(store_query_blob(query, 0).length, 0);
    store_query_close(query);
    store_close(store);
}

static void test_a_row_that_may_not_be(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_insert *insert = NULL;
    must_work(store_insert_open(&insert, store, "meta", 2, &fixture->failure),
              &fixture->failure);
    const struct store_cell row[] = {store_text(STR("name")), store_text(STR("value"))};
    must_work(store_insert_row(insert, row, &fixture->failure), &fixture->failure);
    must_fail(fixture, store_insert_row(insert, row, &fixture->failure), STATUS_EVIDENCE,
              "a row of table meta could not be written: UNIQUE constraint failed: meta.name");
    const struct store_cell null[] = {store_text(STR("other")), store_null()};
    must_fail(fixture, store_insert_row(insert, null, &fixture->failure), STATUS_EVIDENCE,
              "NOT NULL constraint failed: meta.value");
    const struct store_cell after[] = {store_text(STR("third")),
                                       store_text(STR("still works"))};
    must_work(store_insert_row(insert, after, &fixture->failure), &fixture->failure);
    store_insert_close(insert);
    assert_answer(fixture, store, "SELECT * FROM meta", "name|value\nthird|still works");
    store_close(store);
}

static void test_tables_and_columns_must_fit(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, store, "meta", 3, &fixture->failure);
    assert_null(insert);
    must_fail(fixture, status, STATUS_EVIDENCE, "table meta has 2 columns but 3 values");
    status = store_insert_open(&insert, store, "nowhere", 1, &fixture->failure);
    must_fail(fixture, status, STATUS_EVIDENCE, "no such table: nowhere");
    store_insert_close(NULL);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_rows_come_back_as_they_went_in),
        TEST(test_blobs),
        TEST(test_a_row_that_may_not_be),
        TEST(test_tables_and_columns_must_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
