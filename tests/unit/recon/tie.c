/* The rows of controls, and the rules that ran. */
#include "tie_books.h"

struct rules_row {
    const char *name;
    int64_t run, shipped;
    const char *row;
};

static const struct rules_row rows[] = {
    {"all ran", 47, 47, "rules|control|all|47|47|0|ties|"},
    {"fewer were asked for", 3, 47,
     "rules|control|all|47|3|-44|not-testable|fewer rules were run than the program ships"},
    {"more than there are", 48, 47,
     "rules|control|all|47|48|1|off|more rules were run than the program ships"},
};

static void test_rules(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct store *store = fixture_store(fixture, ":memory:");
        struct tie_result result;
        print_message("%s\n", rows[i].name);
        must_work(
            tie_store_controls(store, rows[i].run, rows[i].shipped, &result, &fixture->failure),
            &fixture->failure);
        assert_answer(
            fixture, store,
            "SELECT check_name, kind, scope, reported, computed, difference, verdict, "
            "why FROM tie WHERE check_name = 'rules'",
            rows[i].row);
        assert_int_equal(result.ties, i == 0);
        assert_int_equal(result.not_testable, i == 1);
        assert_int_equal(result.off, i == 2);
        assert_int_equal(result.controls_off, i == 2);
        store_close(store);
    }
}

/* Rows that stand already keep their places. */
static void test_ordinals_go_on(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct tie_result result;
    execute(fixture, store,
            "INSERT INTO tie VALUES (6, 'x', 'stated', '', '', '', '', '', '', 'ties', '')");
    must_work(tie_store_controls(store, 1, 1, &result, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT ordinal, check_name FROM tie ORDER BY 1",
                  "6|x\n7|rules");
    assert_int_equal(result.ties, 1);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_rules),
        TEST(test_ordinals_go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
