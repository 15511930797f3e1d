/* What a run says of itself, from table meta. */
#include "reports/report_model.h"

#include "store_fixture.h"

static void test_values(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_model model;
    execute(fixture, store,
            "DELETE FROM meta; INSERT INTO meta VALUES ('version', '1.0'),"
            " ('as_of', '2024-04-30'), ('option.b', '2'), ('heading', '')");
    must_work(report_model_read(&model, store, &fixture->failure), &fixture->failure);
    assert_int_equal(model.count, 4);
    assert_int_equal(model.as_of, 19843);
    for (size_t i = 1; i < model.count; i++)
        assert_true(str_compare(model.meta[i - 1].name, model.meta[i].name) < 0);
    assert_true(str_equal(report_model_value(&model, META_VERSION), STR("1.0")));
    assert_true(str_equal(report_model_value(&model, META_OPTION_PREFIX "b"), STR("2")));
    assert_int_equal(report_model_value(&model, META_HEADING).length, 0);
    assert_int_equal(report_model_value(&model, META_GMP_VERSION).length, 0);
    report_model_free(&model);
    assert_int_equal(model.count, 0);
    store_close(store);
}

static void test_books_that_say_no_day(void **state)
{
    static const char *const texts[] = {
        "DELETE FROM meta", "DELETE FROM meta; INSERT INTO meta VALUES ('as_of', '')",
        "DELETE FROM meta; INSERT INTO meta VALUES ('as_of', '2024-02-30')"};
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    for (size_t i = 0; i < array_count(texts); i++) {
        struct report_model model;
        execute(fixture, store, texts[i]);
        must_work(report_model_read(&model, store, &fixture->failure), &fixture->failure);
        assert_int_equal(model.as_of, DAY_NONE);
        report_model_free(&model);
    }
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_values, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_books_that_say_no_day, fixture_setup,
                                        fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
