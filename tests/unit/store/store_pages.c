/* Pages are those of a sound database: SQLite itself is asked, and finds every row. */
#include "store_fixture.h"

#include "store/store_pages.h"

#include <inttypes.h>

static const char table_sql[] = "CREATE TABLE t (id INTEGER PRIMARY KEY, v ANY) STRICT";
static const unsigned char record_42[] = {3, 0, 1, 42};

struct filling {
    struct store *store;
    struct page_table table;
};

static struct filling begin(struct fixture *fixture)
{
    struct filling filling = {fixture_store(fixture, fixture_path(fixture, "books.db")),
                              {.root = 0}};
    execute(fixture, filling.store, table_sql);
    must_work(page_table_open(&filling.table, filling.store, STR("t"), &fixture->failure),
              &fixture->failure);
    must_work(store_leave(filling.store, &fixture->failure), &fixture->failure);
    return filling;
}

static bool add(struct filling *filling, int64_t id, const unsigned char *record, size_t length)
{
    return page_table_add(&filling->table, filling->store, id, record, length);
}

/* The answer is asked before and after the books were closed and opened again. */
static void end(struct fixture *fixture, struct filling *filling, const char *sql,
                const char *expected)
{
    page_table_finish(&filling->table, filling->store);
    must_work(store_return(filling->store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, filling->store, "PRAGMA integrity_check", "ok");
    assert_answer(fixture, filling->store, sql, expected);
    execute(fixture, filling->store, "INSERT INTO text VALUES (1, 'still takes rows')");
    must_work(store_commit(filling->store, &fixture->failure), &fixture->failure);
    store_close(filling->store);
    struct store *store = NULL;
    must_work(store_open(&store, fixture->path, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "PRAGMA integrity_check", "ok");
    assert_answer(fixture, store, sql, expected);
    assert_answer(fixture, store, "SELECT text FROM text", "still takes rows");
    store_close(store);
}

static void test_no_row_and_one(void **state)
{
    struct fixture *fixture = *state;
    struct filling filling = begin(fixture);
    end(fixture, &filling, "SELECT count(*) FROM t", "0");
    assert_int_equal(remove(fixture->path), 0);
    filling = begin(fixture);
    assert_true(add(&filling, 7, record_42, sizeof record_42));
    end(fixture, &filling, "SELECT * FROM t", "7|42");
}

/* Every length of a variable-length number, both signs. */
static void test_ids_of_any_size(void **state)
{
    struct fixture *fixture = *state;
    struct filling filling = begin(fixture);
    int64_t id = INT64_MIN;
    assert_true(add(&filling, id, record_42, sizeof record_42));
    assert_true(add(&filling, -1, record_42, sizeof record_42));
    for (int bits = 0; bits < 63; bits++)
        assert_true(add(&filling, (int64_t)1 << bits, record_42, sizeof record_42));
    assert_true(add(&filling, INT64_MAX, record_42, sizeof record_42));
    end(fixture, &filling, "SELECT count(*), min(id), max(id), sum(v) FROM t",
        "66|-9223372036854775808|9223372036854775807|2772");
}

/* Numbers of leaves around that at which an inner page is full: a leaf takes four of these
 * records, and an inner page some 1,636 leaves when their ids have four bytes. */
static void test_levels(void **state)
{
    struct fixture *fixture = *state;
    static unsigned char record[4000];
    static const int64_t rows[] = {4,        5,        4 * 1634, 4 * 1635, 4 * 1636,
                                   4 * 1637, 4 * 1638, 4 * 1639, 4 * 3273};
    record[0] = 4; /* a header of four bytes: NULL for the id, a blob */
    record[1] = 0;
    record[2] = 0xbe; /* 12 + 2 * 3996 = 8004 as two bytes */
    record[3] = 0x44;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char expected[64];
        struct filling filling = begin(fixture);
        for (int64_t id = 0; id < rows[i]; id++)
            assert_true(add(&filling, 3000000 + 3 * id, record, sizeof record));
        snprintf(expected, sizeof expected, "%" PRId64 "|%" PRId64, rows[i],
                 rows[i] * 3000000 + 3 * rows[i] * (rows[i] - 1) / 2);
        end(fixture, &filling, "SELECT count(*), sum(id) FROM t", expected);
        assert_int_equal(remove(fixture->path), 0);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_no_row_and_one), TEST(test_ids_of_any_size),
                                       TEST(test_levels)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
