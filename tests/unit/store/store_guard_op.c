/* One row of EXPLAIN becomes one step. */
#include "store_fixture.h"

#include "store/store_guard_op.h"

/* The step `opcode` with these operands, as EXPLAIN would show it. */
static struct guard_op op_of(struct store *store, struct arena *arena, const char *values)
{
    char sql[160];
    sqlite3_stmt *row = NULL;
    struct guard_op op;
    snprintf(sql, sizeof sql, "SELECT 0, %s, NULL", values);
    assert_int_equal(sqlite3_prepare_v2(store->db, sql, -1, &row, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    guard_op_read(&op, row, arena);
    sqlite3_finalize(row);
    return op;
}

static void test_steps(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    static const struct {
        const char *values;
        enum guard_meaning meaning;
        enum guard_flow flow;
        size_t last;
    } rows[] = {
        {"'String8', 0, 7, 0, 'x', 0", GUARD_TEXT, GUARD_FLOW_NEXT, 7},
        {"'Integer', 90, 7, 0, NULL, 0", GUARD_INTEGER, GUARD_FLOW_NEXT, 90},
        {"'Copy', 3, 5, 4, NULL, 0", GUARD_COPY, GUARD_FLOW_NEXT, 9},
        {"'Null', 0, 2, 6, NULL, 0", GUARD_NULL, GUARD_FLOW_NEXT, 6},
        {"'Eq', 3, 400, 5, NULL, 80", GUARD_COMPARE, GUARD_FLOW_BRANCH, 5},
        {"'Goto', 0, 400, 0, NULL, 0", GUARD_NOTHING, GUARD_FLOW_GOTO, 0},
        {"'Gosub', 3, 400, 0, NULL, 0", GUARD_GOSUB, GUARD_FLOW_GOTO, 0},
        {"'Real', 0, 3, 0, '1.5', 0", GUARD_REAL, GUARD_FLOW_NEXT, 3},
        {"'Whatever', 8, 8, 8, NULL, 0", GUARD_NOTHING, GUARD_FLOW_NEXT, 0},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct guard_op op = op_of(store, &arena, rows[i].values);
        assert_int_equal(op.meaning, rows[i].meaning);
        assert_int_equal(op.flow, rows[i].flow);
        assert_int_equal(guard_op_last_register(&op), rows[i].last);
    }
    struct guard_op op = op_of(store, &arena, "'Affinity', 4, 2, 0, 'DB', 9");
    assert_int_equal(op.p1, 4);
    assert_int_equal(op.p2, 2);
    assert_int_equal(op.p5, 9);
    assert_true(str_equal(op.p4, STR("DB")));
    arena_free(&arena);
    store_close(store);
}

static void test_functions(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    static const struct {
        const char *values;
        bool number, text;
        int arguments;
    } rows[] = {
        {"'Function', 0, 1, 2, 'abs(1)', 0", true, false, 1},
        {"'Function', 0, 1, 2, 'micro_times(2)', 0", true, false, 2},
        {"'Function', 0, 1, 2, 'money(1)', 0", true, false, 0},
        {"'Function', 0, 1, 2, 'lower(1)', 0", false, true, 0},
        {"'AggStep', 0, 1, 2, 'sum(1)', 0", true, false, 1},
        {"'Function', 0, 1, 2, 'min(-1)', 0", false, false, 0},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct guard_op op = op_of(store, &arena, rows[i].values);
        assert_int_equal(guard_op_gives_number(&op), rows[i].number);
        assert_int_equal(guard_op_gives_text(&op), rows[i].text);
        assert_int_equal(guard_op_number_arguments(&op), rows[i].arguments);
    }
    arena_free(&arena);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_steps), TEST(test_functions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
