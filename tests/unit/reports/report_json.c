/* JSON out: one key a line, amounts as strings, counts as numbers, unknown as null. */
#include "reports/report_json.h"

#include "report_fixture.h"

static void assert_json(struct fixture *fixture, struct report_json *json, const char *wanted)
{
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_query *query = NULL;
    bool found = false;
    assert_string_equal(report_json_finish(json).bytes, wanted);
    must_work(store_query_open(&query, store, STR("SELECT json_valid(?1)"), &fixture->failure),
              &fixture->failure);
    store_query_bind_text(query, 1, buffer_str(&json->text));
    must_work(store_query_step(query, &found, &fixture->failure), &fixture->failure);
    assert_int_equal(store_query_integer(query, 0), 1);
    store_query_close(query);
    store_close(store);
    buffer_free(&json->text);
}

static void test_layout(void **state)
{
    struct report_json json = {0};
    report_json_open(&json, NULL, '{');
    report_json_text(&json, "text", STR("a \"b\"\n"));
    report_json_count(&json, "count", -12);
    report_json_flag(&json, "yes", true);
    report_json_flag(&json, "no", false);
    report_json_null(&json, "unknown");
    report_json_open(&json, "empty", '[');
    report_json_close(&json, ']');
    report_json_open(&json, "list", '[');
    report_json_count(&json, NULL, 1);
    report_json_open(&json, NULL, '{');
    report_json_close(&json, '}');
    report_json_close(&json, ']');
    report_json_close(&json, '}');
    assert_json(*state, &json,
                "{\n"
                "  \"text\": \"a \\\"b\\\"\\u000a\",\n"
                "  \"count\": -12,\n"
                "  \"yes\": true,\n"
                "  \"no\": false,\n"
                "  \"unknown\": null,\n"
                "  \"empty\": [],\n"
                "  \"list\": [\n"
                "    1,\n"
                "    {}\n"
                "  ]\n"
                "}\n");
}

/* A row by the kinds of its columns; an id of the books is none of the reader's business. */
static void test_row(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_table table;
    struct report_json json = {0};
    table_on_row(fixture, &table, store,
                 "-- column t text\n-- column m money\n-- column a amount\n-- column d day\n"
                 "-- column c count\n-- column f flag\n-- column g flag\n-- column j json\n"
                 "-- column i id\n-- column n money\n"
                 "SELECT '=\"' AS t, 1500000 AS m, '9.10' AS a, 19843 AS d, 7 AS c, 1 AS f,"
                 " 0 AS g, '[\"x\"]' AS j, 3 AS i, NULL AS n");
    report_json_open(&json, NULL, '{');
    report_json_row(&json, &table);
    report_json_close(&json, '}');
    report_table_close(&table);
    store_close(store);
    assert_json(fixture, &json,
                "{\n"
                "  \"t\": \"=\\\"\",\n"
                "  \"m\": \"1.50\",\n"
                "  \"a\": \"9.10\",\n"
                "  \"d\": \"2024-04-30\",\n"
                "  \"c\": 7,\n"
                "  \"f\": true,\n"
                "  \"g\": false,\n"
                "  \"j\": [\"x\"],\n"
                "  \"n\": null\n"
                "}\n");
}

/* A whole table of the program: the policy, and unknown columns of one section only. */
static void test_table(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_json json = {0};
    execute(fixture, store,
            "PRAGMA foreign_keys = OFF;"
            "INSERT INTO section_column VALUES (1, 3, 'one'), (2, 4, 'two')");
    report_json_open(&json, NULL, '{');
    must_work(report_json_table(&json, "unknown", store, "manifest/unknown.sql", 2,
                                &fixture->failure),
              &fixture->failure);
    must_work(
        report_json_table(&json, "policy", store, "manifest/policy.sql", -1, &fixture->failure),
        &fixture->failure);
    report_json_close(&json, '}');
    store_close(store);
    assert_non_null(strstr(buffer_c(&json.text), "\"two\""));
    assert_null(strstr(buffer_c(&json.text), "\"one\""));
    assert_non_null(strstr(buffer_c(&json.text), "\"policy\": []"));
    buffer_free(&json.text);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {HERE(test_layout), HERE(test_row), HERE(test_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
