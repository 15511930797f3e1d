/* The functions of rules. */
#include "store_fixture.h"

#include "store/store_guard_functions.h"

static struct store *store_with_functions(struct fixture *fixture)
{
    struct store *store = fixture_store(fixture, ":memory:");
    must_work(guard_functions_register(store, &fixture->failure), &fixture->failure);
    execute(fixture, store,
            "INSERT INTO policy VALUES ('penny', '0.01', 'money', '0.01', 10000);"
            "INSERT INTO policy VALUES ('grace', '5', 'days', '5', 5);"
            "INSERT INTO meta VALUES ('as_of_day', '19813')");
    return store;
}

static void test_values(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = store_with_functions(fixture);
    static const struct {
        const char *sql, *answer;
    } rows[] = {
        {"SELECT money('0.01')", "10000"},
        {"SELECT money('-12.345678')", "-12345678"},
        {"SELECT policy('penny') + policy('grace')", "10005"},
        {"SELECT as_of()", "19813"},
        {"SELECT micro_times(1500000, -3)", "-4500000"},
        {"SELECT micro_times(NULL, 3)", "NULL"},
        {"SELECT micro_times(3, NULL)", "NULL"},
        {"SELECT typeof(money('1')) || typeof(policy('grace')) || typeof(as_of())",
         "integerintegerinteger"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_answer(fixture, store, rows[i].sql, rows[i].answer);
    store_close(store);
}

static void test_refusals(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = store_with_functions(fixture);
    static const struct {
        const char *sql, *words;
    } rows[] = {
        {"SELECT money('1e3')", "money('1e3'): this is no amount such as '0.01'"},
        {"SELECT money('')", "money(''): this is no amount"},
        {"SELECT money(1)", "this is no amount"},
        {"SELECT money(NULL)", "this is no amount"},
        {"SELECT policy('pony')", "policy('pony'): no policy value has this name"},
        {"SELECT policy(NULL)", "policy(NULL): no policy value has this name"},
        {"SELECT micro_times('1', 2)", "micro_times(): both must be whole numbers"},
        {"SELECT micro_times(1, 2.0)", "micro_times(): both must be whole numbers"},
        {"SELECT micro_times(9000000000000000000, 2)",
         "micro_times(): the product is too large"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer text = {0};
        enum status status =
            store_read_text(store, str_from(rows[i].sql), &text, &fixture->failure);
        must_fail(fixture, status, STATUS_EVIDENCE, rows[i].words);
        buffer_free(&text);
    }
    store_close(store);
}

static void test_a_day_that_is_missing_or_no_number(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = store_with_functions(fixture);
    struct buffer text = {0};
    execute(fixture, store, "UPDATE meta SET value = '2024-03-31'");
    enum status status =
        store_read_text(store, STR("SELECT as_of()"), &text, &fixture->failure);
    must_fail(fixture, status, STATUS_EVIDENCE, "as_of(): the books have no 'as_of_day'");
    execute(fixture, store, "UPDATE meta SET value = '-3'");
    assert_int_equal(ask_integer(fixture, store, "SELECT as_of()"), -3);
    execute(fixture, store, "DELETE FROM meta");
    status = store_read_text(store, STR("SELECT as_of()"), &text, &fixture->failure);
    must_fail(fixture, status, STATUS_EVIDENCE, "as_of(): the books have no 'as_of_day'");
    buffer_free(&text);
    store_close(store);
}

static void test_removed(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = store_with_functions(fixture);
    struct buffer text = {0};
    guard_functions_remove(store);
    enum status status =
        store_read_text(store, STR("SELECT money('1')"), &text, &fixture->failure);
    must_fail(fixture, status, STATUS_EVIDENCE, "no such function: money");
    buffer_free(&text);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_values),
        TEST(test_refusals),
        TEST(test_a_day_that_is_missing_or_no_number),
        TEST(test_removed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
