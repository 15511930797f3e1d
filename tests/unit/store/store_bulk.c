/* Many rows of one table: as SQLite would have written them, whatever their length and order.
 */
#include "store_fixture.h"

#include "store/store_write.h"

static const char table_sql[] =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b TEXT NOT NULL, c TEXT) STRICT";

static struct store_bulk *bulk_of(struct fixture *fixture, struct store *store)
{
    struct store_bulk *bulk = NULL;
    execute(fixture, store, table_sql);
    must_work(store_bulk_open(&bulk, store, "t", 4, &fixture->failure), &fixture->failure);
    return bulk;
}

static enum status row(struct fixture *fixture, struct store_bulk *bulk, int64_t id,
                       struct str text)
{
    const struct store_cell cells[] = {store_integer(id), store_integer(id * 3),
                                       store_text(text), store_null()};
    return store_bulk_row(bulk, cells, &fixture->failure);
}

static void test_values(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_bulk *bulk = bulk_of(fixture, store);
    const struct store_cell cells[2][4] = {
        {store_integer(-5), store_integer(INT64_MIN), store_text((struct str){NULL, 0}),
         store_text(STR("größe"))},
        {store_integer(8), store_null(), store_text(STR("x")), store_null()},
    };
    must_work(store_bulk_row(bulk, cells[0], &fixture->failure), &fixture->failure);
    must_work(store_bulk_row(bulk, cells[1], &fixture->failure), &fixture->failure);
    must_work(store_bulk_finish(bulk, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT * FROM t",
                  "-5|-9223372036854775808||größe\n8|NULL|x|NULL");
    assert_answer(fixture, store, "PRAGMA integrity_check", "ok");
    store_close(store);
}

/* Texts of every length up to beyond what an image holds, so that types of one, two and three
 * bytes occur and the long rows go the plain way in between. */
static void test_texts_of_every_length(void **state)
{
    struct fixture *fixture = *state;
    static char text[5000];
    memset(text, 'x', sizeof text);
    struct store *store = fixture_store(fixture, fixture_path(fixture, "books.db"));
    struct store_bulk *bulk = bulk_of(fixture, store);
    int64_t sum = 0;
    for (int64_t id = 0; id < (int64_t)sizeof text; id += id < 4000 || id > 4200 ? 13 : 1) {
        must_work(row(fixture, bulk, id, (struct str){text, (size_t)id}), &fixture->failure);
        sum += id;
    }
    must_work(store_bulk_finish(bulk, &fixture->failure), &fixture->failure);
    assert_int_equal(ask_integer(fixture, store, "SELECT sum(length(b)) FROM t"), sum);
    assert_int_equal(ask_integer(fixture, store,
                                 "SELECT count(*) FROM t WHERE length(b) <> id OR a <> 3 * id"),
                     0);
    assert_answer(fixture, store, "PRAGMA integrity_check", "ok");
    store_close(store);
}

static void test_a_table_of_many_columns(void **state)
{
    struct fixture *fixture = *state;
    enum { COLUMNS = 128 };
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_bulk *bulk = NULL;
    struct buffer sql = {0};
    struct store_cell cells[COLUMNS];
    buffer_add_c(&sql, "CREATE TABLE wide (c0 INTEGER PRIMARY KEY");
    for (int i = 0; i < COLUMNS; i++) {
        if (i > 0)
            buffer_format(&sql, ", c%d INTEGER NOT NULL", i);
        cells[i] = store_integer(i);
    }
    buffer_add_c(&sql, ") STRICT");
    execute(fixture, store, buffer_c(&sql));
    buffer_free(&sql);
    must_work(store_bulk_open(&bulk, store, "wide", COLUMNS, &fixture->failure),
              &fixture->failure);
    must_work(store_bulk_row(bulk, cells, &fixture->failure), &fixture->failure);
    must_work(store_bulk_finish(bulk, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT c0, c1, c2, c126, c127 FROM wide", "0|1|2|126|127");
    assert_answer(fixture, store, "PRAGMA integrity_check", "ok");
    store_close(store);
}

static void test_ids_in_any_order_but_once(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_bulk *bulk = bulk_of(fixture, store);
    static const int64_t ids[] = {5, 7, 6, 1, 9};
    for (size_t i = 0; i < 5; i++)
        must_work(row(fixture, bulk, ids[i], STR("x")), &fixture->failure);
    must_work(store_bulk_finish(bulk, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT group_concat(id) FROM t", "1,5,6,7,9");
    must_work(store_bulk_open(&bulk, store, "t", 4, &fixture->failure), &fixture->failure);
    must_work(row(fixture, bulk, 7, STR("y")), &fixture->failure);
    must_fail(fixture, store_bulk_finish(bulk, &fixture->failure), STATUS_EVIDENCE,
              "rows could not be written: UNIQUE constraint failed: t.id");
    store_close(store);
}

static void test_cells_a_column_cannot_hold(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_bulk *bulk = bulk_of(fixture, store);
    struct store_cell cells[] = {store_integer(1), store_integer(1), store_text(STR("x")),
                                 store_null()};
    static const char *const names[] = {"id", "a", "b", "c"};
    const struct store_cell wrong[] = {store_null(), store_text(STR("1")), store_null(),
                                       store_integer(5)};
    for (size_t i = 0; i < 4; i++) {
        char words[96];
        struct store_cell right = cells[i];
        cells[i] = wrong[i];
        snprintf(words, sizeof words,
                 "a row of table t could not be written: %s cannot hold its value", names[i]);
        must_fail(fixture, store_bulk_row(bulk, cells, &fixture->failure), STATUS_EVIDENCE,
                  words);
        cells[i] = right;
    }
    must_work(store_bulk_row(bulk, cells, &fixture->failure), &fixture->failure);
    must_work(store_bulk_finish(bulk, &fixture->failure), &fixture->failure);
    assert_int_equal(ask_integer(fixture, store, "SELECT count(*) FROM t"), 1);
    store_close(store);
}

static void test_tables_of_another_form(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *table;
        size_t columns;
    } rows[] = {
        {"nowhere", 1}, /* not there */
        {"meta", 2},    /* WITHOUT ROWID */
        {"file", 18},   /* CHECK */
        {"text", 3},    /* two columns */
        {"loose", 2},   /* not STRICT */
        {"last", 2},    /* its key is not the first column */
    };
    struct store *store = fixture_store(fixture, ":memory:");
    execute(fixture, store,
            "CREATE TABLE loose (id INTEGER PRIMARY KEY, a INTEGER);"
            "CREATE TABLE last (a INTEGER, id INTEGER PRIMARY KEY) STRICT");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct store_bulk *bulk = NULL;
        enum status status =
            store_bulk_open(&bulk, store, rows[i].table, rows[i].columns, &fixture->failure);
        assert_null(bulk);
        must_fail(fixture, status, STATUS_EVIDENCE, "cannot be filled in bulk");
    }
    store_close(store);
}

/* Lines, and two tables at once, share the place images are opened in. */
static void test_side_by_side(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_bulk *bulk = bulk_of(fixture, store);
    struct store_bulk *texts = NULL;
    must_work(store_bulk_open(&texts, store, "text", 2, &fixture->failure), &fixture->failure);
    for (int64_t id = 1; id <= 9000; id++) {
        const struct store_cell cells[] = {store_integer(id), store_text(STR("some text"))};
        must_work(row(fixture, bulk, id, STR("x")), &fixture->failure);
        must_work(store_bulk_row(texts, cells, &fixture->failure), &fixture->failure);
    }
    must_work(store_bulk_finish(bulk, &fixture->failure), &fixture->failure);
    must_work(store_bulk_finish(texts, &fixture->failure), &fixture->failure);
    must_work(store_bulk_finish(NULL, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT count(*), sum(a) FROM t", "9000|121513500");
    assert_answer(fixture, store, "SELECT count(*), min(text) FROM text", "9000|some text");
    assert_answer(fixture, store, "PRAGMA integrity_check", "ok");
    must_work(store_commit(store, &fixture->failure), &fixture->failure);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_values),
        TEST(test_texts_of_every_length),
        TEST(test_a_table_of_many_columns),
        TEST(test_ids_in_any_order_but_once),
        TEST(test_cells_a_column_cannot_hold),
        TEST(test_tables_of_another_form),
        TEST(test_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
