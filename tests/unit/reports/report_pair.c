/* Tables written by two hands are those one hand writes, and a failure of either is told. */
#include "reports/report_pair.h"

#include "report_fixture.h"

#include "base/arena.h"

enum { TABLES = 3 };

static const char *const names[TABLES] = {"a.csv", "b.csv", "c.csv"};
static const char *const paths[TABLES] = {"csv/currencies.sql", "csv/pennies.sql",
                                          "csv/populations.sql"};

/* What stands beside the tables: the sum of all positions counted, added to what is there. */
static enum status add_positions(void *context, struct store *store, struct failure *failure)
{
    int64_t *sum = context;
    int64_t positions = 0;
    enum status status = store_read_integer(
        store, STR("SELECT coalesce(sum(positions), 0) FROM population"), &positions, failure);
    *sum += positions;
    return status;
}

static enum status cannot(void *context, struct store *store, struct failure *failure)
{
    (void)context;
    (void)store;
    return failure_set(failure, STATUS_EVIDENCE, "not today");
}

static enum status write_pair(struct fixture *fixture, struct store *store,
                              struct report_outputs *outputs, const char *last_path,
                              const struct report_beside *beside)
{
    static const struct report_options options = {0};
    struct report_task tasks[TABLES];
    for (size_t i = 0; i < TABLES; i++)
        tasks[i] = (struct report_task){i == TABLES - 1 ? last_path : paths[i], false,
                                        report_output_add(outputs, names[i], STR(""))};
    return report_pair_write(store, fixture->folder, &options, tasks, TABLES, beside,
                             &fixture->failure);
}

static void check_written(void **state, const char *books)
{
    struct fixture *fixture = *state;
    char path[96];
    snprintf(path, sizeof path, "%s",
             books == NULL ? ":memory:" : fixture_path(fixture, books));
    struct store *store = fixture_store(fixture, path);
    struct report_outputs outputs = {0};
    struct arena arena = {0};
    struct str content;
    must_work(
        store_execute(store,
                      "INSERT INTO population VALUES "
                      "('refunds', 'b', 'USD', 2, '2.00'), ('refunds', 'a', 'USD', 1, '1.00')",
                      &fixture->failure),
        &fixture->failure);
    int64_t sum = 10;
    const struct report_beside beside = {add_positions, &sum};
    must_work(write_pair(fixture, store, &outputs, paths[TABLES - 1], &beside),
              &fixture->failure);
    assert_int_equal(sum, 10 + 2 + 1); /* once */
    must_work(
        file_slurp(fixture_path(fixture, "c.csv"), 4096, &arena, &content, &fixture->failure),
        &fixture->failure);
    assert_true(str_equal(content, STR("report,status,currency,positions,amount\n"
                                       "refunds,a,USD,1,1.00\nrefunds,b,USD,2,2.00\n")));
    assert_int_equal(outputs.count, TABLES);
    assert_int_equal(outputs.list[2].rows, 2);
    assert_int_equal(outputs.list[2].bytes, content.length);
    assert_true(
        str_equal(outputs.list[2].about,
                  STR("every status of every report, listed or not: each report foots")));
    assert_int_equal(outputs.list[0].rows, 0);
    assert_int_equal(outputs.list[1].rows, 0);
    arena_free(&arena);
    store_close(store);
}

static void test_two_hands(void **state)
{
    check_written(state, "books.db");
}

/* Books in memory have nobody beside them. */
static void test_one_hand(void **state)
{
    check_written(state, NULL);
}

static void test_a_failure_is_told(void **state)
{
    struct fixture *fixture = *state;
    char path[96];
    snprintf(path, sizeof path, "%s", fixture_path(fixture, "books.db"));
    struct store *store = fixture_store(fixture, path);
    struct report_outputs outputs = {0};
    must_fail(fixture, write_pair(fixture, store, &outputs, "csv/none.sql", NULL),
              STATUS_EVIDENCE, "no report table csv/none.sql is built in");
    store_close(store);
}

static void test_a_failure_beside_is_told(void **state)
{
    struct fixture *fixture = *state;
    char path[96];
    snprintf(path, sizeof path, "%s", fixture_path(fixture, "books.db"));
    struct store *store = fixture_store(fixture, path);
    struct report_outputs outputs = {0};
    const struct report_beside beside = {cannot, NULL};
    must_fail(fixture, write_pair(fixture, store, &outputs, paths[TABLES - 1], &beside),
              STATUS_EVIDENCE, "not today");
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_two_hands, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_one_hand, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_a_failure_is_told, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(test_a_failure_beside_is_told, fixture_setup,
                                        fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
