/* Questions and their answers. */
#include "store_fixture.h"

#include "dies.h"

#include <signal.h>

static struct store_query *ask(struct fixture *fixture, struct store *store, const char *sql)
{
    struct store_query *query = NULL;
    must_work(store_query_open(&query, store, str_from(sql), &fixture->failure),
              &fixture->failure);
    return query;
}

static bool step(struct fixture *fixture, struct store_query *query)
{
    bool found = false;
    must_work(store_query_step(query, &found, &fixture->failure), &fixture->failure);
    return found;
}

static void test_cells(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_query *query =
        ask(fixture, store, "SELECT -7 AS whole, NULL AS none, 'a''b' AS words, 1.5 AS real");
    assert_int_equal(store_query_columns(query), 4);
    assert_string_equal(store_query_column_name(query, 2), "words");
    assert_int_equal(store_query_column_find(query, "words"), 2);
    assert_int_equal(store_query_column_find(query, "word"), -1);
    assert_true(step(fixture, query));
    int64_t value = 5;
    for (int column = 1; column < 4; column++)
        assert_false(store_query_find_integer(query, column, &value));
    assert_int_equal(value, 5);
    assert_true(store_query_find_integer(query, 0, &value));
    assert_int_equal(value, -7);
    assert_int_equal(store_query_integer(query, 0), -7);
    assert_int_equal(store_query_money(query, 0).micro, -7);
    assert_int_equal(store_query_day(query, 0), -7);
    assert_true(str_equal(store_query_text(query, 0), STR("-7")));
    assert_true(store_query_is_null(query, 1));
    assert_false(store_query_is_integer(query, 1));
    assert_int_equal(store_query_integer(query, 1), 0);
    assert_int_equal(store_query_day(query, 1), DAY_NONE);
    assert_true(str_equal(store_query_text(query, 1), STR("")));
    assert_false(store_query_is_null(query, 2));
    assert_true(str_equal(store_query_text(query, 2), STR("a'b")));
    assert_false(store_query_is_integer(query, 2));
    assert_false(store_query_is_integer(query, 3));
    assert_true(store_query_is_integer(query, 0));
    assert_false(step(fixture, query));
    store_query_close(query);
    store_close(store);
}

/* Opens a store of its own: it runs in a child. */
static struct store_query *first_row(const char *sql)
{
    struct fixture fixture = {.path = ""};
    failure_init(&fixture.failure);
    struct store_query *query = ask(&fixture, fixture_store(&fixture, ":memory:"), sql);
    (void)step(&fixture, query);
    return query;
}

static void text_as_integer(void)
{
    (void)store_query_integer(first_row("SELECT '5'"), 0);
}

static void real_as_money(void)
{
    (void)store_query_money(first_row("SELECT 1.0"), 0);
}

static void day_out_of_bounds(void)
{
    (void)store_query_day(first_row("SELECT 3000000"), 0);
}

static void column_that_is_not_there(void)
{
    (void)store_query_text(first_row("SELECT 1"), 1);
}

static void whole_number(void)
{
    (void)store_query_integer(first_row("SELECT 1"), 0);
}

static void test_mistakes_of_a_programmer(void **state)
{
    (void)state;
    assert_int_equal(dies_how(text_as_integer), 128 + SIGABRT);
    assert_int_equal(dies_how(real_as_money), 128 + SIGABRT);
    assert_int_equal(dies_how(day_out_of_bounds), 128 + SIGABRT);
    assert_int_equal(dies_how(column_that_is_not_there), 128 + SIGABRT);
    assert_int_equal(dies_how(whole_number), 0);
}

static void test_parameters_and_reset(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_query *query = ask(fixture, store, "SELECT ?1 + 1, ?2");
    char text[] = "before";
    store_query_bind_integer(query, 1, 41);
    store_query_bind_text(query, 2, str_from(text));
    text[0] = 'X';
    for (int time = 0; time < 2; time++) {
        assert_true(step(fixture, query));
        assert_int_equal(store_query_integer(query, 0), 42);
        assert_true(str_equal(store_query_text(query, 1), STR("before")));
        store_query_reset(query);
    }
    store_query_bind_text(query, 2, (struct str){NULL, 0});
    assert_true(step(fixture, query));
    assert_false(store_query_is_null(query, 1));
    store_query_close(query);
    store_close(store);
}

static void test_exactly_one_statement(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    static const struct {
        const char *sql, *words;
    } rows[] = {
        {"", "without a statement"},
        {" -- nothing\n", "without a statement"},
        {"SELECT 1; SELECT 2", "more than one statement"},
        {"SELECT 1; not sql", "more than one statement"},
        {"SELECT absent", "no such column: absent"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct store_query *query = NULL;
        enum status status =
            store_query_open(&query, store, str_from(rows[i].sql), &fixture->failure);
        assert_null(query);
        must_fail(fixture, status, STATUS_EVIDENCE, rows[i].words);
    }
    struct store_query *query = ask(fixture, store, "SELECT 1; -- and no more\n ");
    store_query_close(query);
    /* The text may end anywhere: what follows is not read. */
    must_work(store_query_open(&query, store, (struct str){"SELECT 12", 8}, &fixture->failure),
              &fixture->failure);
    assert_true(step(fixture, query));
    assert_int_equal(store_query_integer(query, 0), 1);
    store_query_close(query);
    store_query_close(NULL);
    store_close(store);
}

static void test_a_step_can_fail(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_query *query = ask(fixture, store, "SELECT abs(-9223372036854775808)");
    bool found = true;
    must_fail(fixture, store_query_step(query, &found, &fixture->failure), STATUS_EVIDENCE,
              "integer overflow");
    assert_false(found);
    store_query_close(query);
    store_close(store);
}

static void test_read_one(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct buffer text = {0};
    int64_t value = 5;
    buffer_add_c(&text, "old");
    must_work(store_read_text(store, STR("SELECT 'new'"), &text, &fixture->failure),
              &fixture->failure);
    assert_string_equal(buffer_c(&text), "new");
    must_work(store_read_text(store, STR("SELECT 'x' WHERE 0"), &text, &fixture->failure),
              &fixture->failure);
    assert_string_equal(buffer_c(&text), "");
    enum status status =
        store_read_integer(store, STR("SELECT 1 WHERE 0"), &value, &fixture->failure);
    must_fail(fixture, status, STATUS_EVIDENCE,
              "the books have no answer to: SELECT 1 WHERE 0");
    assert_int_equal(value, 0);
    status = store_read_text(store, STR("SELEC"), &text, &fixture->failure);
    must_fail(fixture, status, STATUS_EVIDENCE, "syntax error");
    assert_int_equal(ask_integer(fixture, store, "SELECT 9007199254740993"), 9007199254740993);
    buffer_free(&text);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_cells),
        TEST(test_mistakes_of_a_programmer),
        TEST(test_parameters_and_reset),
        TEST(test_exactly_one_statement),
        TEST(test_a_step_can_fail),
        TEST(test_read_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
