/* Images are databases: SQLite itself is asked whether it finds them sound, and what is in
 * them. */
#include "store_fixture.h"

#include "store/store_image.h"
#include "store/store_inner.h"

static const char table_sql[] = "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER) STRICT";
static const unsigned char record_42[] = {3, 0, 1, 42};

static void start(struct store_image *image)
{
    store_image_start(image, STR("t"), str_from(table_sql));
}

/* Opens the image as a database of its own and asks it. */
static void assert_image(struct fixture *fixture, struct store_image *image, const char *sql,
                         const char *expected)
{
    struct str bytes = store_image_finish(image);
    struct store *store = store_connect(":memory:", SQLITE_OPEN_READWRITE, &fixture->failure);
    assert_non_null(store);
    sqlite3_int64 size = (sqlite3_int64)bytes.length;
    assert_int_equal(sqlite3_deserialize(store->db, "main", image->bytes, size, size,
                                         SQLITE_DESERIALIZE_READONLY),
                     SQLITE_OK);
    assert_answer(fixture, store, "PRAGMA integrity_check", "ok");
    assert_answer(fixture, store, "SELECT name, sql FROM sqlite_schema",
                  "t|CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER) STRICT");
    assert_answer(fixture, store, sql, expected);
    store_close(store);
}

static void test_one_row(void **state)
{
    struct fixture *fixture = *state;
    struct store_image image;
    store_image_init(&image);
    start(&image);
    assert_true(store_image_add(&image, 7, record_42, sizeof record_42));
    assert_image(fixture, &image, "SELECT * FROM t", "7|42");
    store_image_free(&image);
}

/* Every length of a variable-length number, both signs. */
static void test_ids_of_any_size(void **state)
{
    struct fixture *fixture = *state;
    static const int64_t ids[] = {INT64_MIN,
                                  -1,
                                  0,
                                  127,
                                  128,
                                  16383,
                                  16384,
                                  2097151,
                                  2097152,
                                  268435455,
                                  268435456,
                                  34359738367,
                                  34359738368,
                                  4398046511103,
                                  4398046511104,
                                  562949953421311,
                                  562949953421312,
                                  72057594037927935,
                                  72057594037927936,
                                  INT64_MAX};
    struct store_image image;
    struct buffer expected = {0};
    store_image_init(&image);
    start(&image);
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        assert_true(store_image_add(&image, ids[i], record_42, sizeof record_42));
        buffer_add_c(&expected, i > 0 ? "\n" : "");
        buffer_add_count(&expected, ids[i]);
    }
    assert_image(fixture, &image, "SELECT id FROM t", buffer_c(&expected));
    buffer_free(&expected);
    store_image_free(&image);
}

static void test_ids_must_rise(void **state)
{
    struct fixture *fixture = *state;
    struct store_image image;
    store_image_init(&image);
    start(&image);
    assert_true(store_image_add(&image, 7, record_42, sizeof record_42));
    assert_false(store_image_add(&image, 7, record_42, sizeof record_42));
    assert_false(store_image_add(&image, 6, record_42, sizeof record_42));
    assert_true(store_image_add(&image, 8, record_42, sizeof record_42));
    assert_image(fixture, &image, "SELECT id FROM t", "7\n8");
    start(&image);
    assert_true(store_image_add(&image, 1, record_42, sizeof record_42));
    assert_image(fixture, &image, "SELECT id FROM t", "1");
    store_image_free(&image);
}

/* Filled to the last byte, and every number of leaves on the way. */
static void test_until_it_is_full(void **state)
{
    struct fixture *fixture = *state;
    struct store_image image;
    int64_t rows = 0;
    size_t leaves = 0;
    store_image_init(&image);
    start(&image);
    while (store_image_add(&image, rows * 1000, record_42, sizeof record_42)) {
        rows++;
        if (image.leaves == leaves)
            continue;
        leaves = image.leaves;
        char expected[64];
        snprintf(expected, sizeof expected, "%d|%d|42", (int)rows, (int)(rows - 1) * 1000);
        assert_image(fixture, &image, "SELECT count(*), max(id), min(v) FROM t", expected);
    }
    assert_true(leaves > 10);
    assert_int_equal(image.rows, rows);
    char expected[64];
    snprintf(expected, sizeof expected, "%d|%d|42", (int)rows, (int)(rows - 1) * 1000);
    assert_image(fixture, &image, "SELECT count(*), max(id), min(v) FROM t", expected);
    store_image_free(&image);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_one_row),
        TEST(test_ids_of_any_size),
        TEST(test_ids_must_rise),
        TEST(test_until_it_is_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
