/* A table as a CSV file: quoting, the apostrophe guard for texts from outside alone, counts. */
#include "reports/report_csv.h"

#include "report_fixture.h"

static const char table_text[] =
    "-- column from_outside text\n-- column ours word\n-- column amount money\n"
    "-- column on day\n"
    "SELECT '=1+1' AS from_outside, '=1+1' AS ours, -1500000 AS amount, NULL AS \"on\"\n"
    "UNION ALL SELECT 'a,\"b\"', '', 0, 19843\n"
    "UNION ALL SELECT '-12.50', '-x', NULL, NULL\n"
    "UNION ALL SELECT '@x', '', NULL, NULL\n"
    "UNION ALL SELECT '''quoted', '', NULL, NULL\n"
    "UNION ALL SELECT 'two' || char(10) || 'lines', '', NULL, NULL\n";

static void check_file(void **state, bool raw, const char *wanted)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_table table;
    struct report_output output = {.name = "x.csv", .rows = REPORT_NO_ROWS};
    struct arena arena = {0};
    struct str content;
    table_of(fixture, &table, store, table_text);
    must_work(report_csv_write(&table, fixture_path(fixture, "x.csv"), raw, &output,
                               &fixture->failure),
              &fixture->failure);
    must_work(
        file_slurp(fixture_path(fixture, "x.csv"), 4096, &arena, &content, &fixture->failure),
        &fixture->failure);
    assert_int_equal(content.length, strlen(wanted));
    assert_memory_equal(content.bytes, wanted, content.length);
    assert_int_equal(output.rows, 6);
    assert_int_equal(output.bytes, strlen(wanted));
    struct digest digest = digest_of(str_from(wanted));
    assert_true(digest_equal(&output.digest, &digest));
    report_table_close(&table);
    arena_free(&arena);
    store_close(store);
}

static void test_guarded(void **state)
{
    check_file(state, false,
               "from_outside,ours,amount,on\n"
               "'=1+1,=1+1,-1.50,\n"
               "\"a,\"\"b\"\"\",,0.00,2024-04-30\n"
               "-12.50,-x,,\n"
               "'@x,,,\n"
               "''quoted,,,\n"
               "\"two\nlines\",,,\n");
}

static void test_raw(void **state)
{
    check_file(state, true,
               "from_outside,ours,amount,on\n"
               "=1+1,=1+1,-1.50,\n"
               "\"a,\"\"b\"\"\",,0.00,2024-04-30\n"
               "-12.50,-x,,\n"
               "@x,,,\n"
               "'quoted,,,\n"
               "\"two\nlines\",,,\n");
}

static void test_no_rows(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_table table;
    struct report_output output = {.name = "x.csv", .rows = 5};
    table_of(fixture, &table, store, "-- column a text\nSELECT 1 AS a WHERE 0");
    must_work(report_csv_write(&table, fixture_path(fixture, "x.csv"), false, &output,
                               &fixture->failure),
              &fixture->failure);
    assert_int_equal(output.rows, 0);
    assert_int_equal(output.bytes, 2); /* its header */
    report_table_close(&table);
    store_close(store);
}

static void test_failures(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_table table;
    struct report_output output = {.name = "x.csv"};
    table_of(fixture, &table, store, "-- column a text\nSELECT 1 AS a");
    must_fail(fixture,
              report_csv_write(&table, fixture_path(fixture, "none/x.csv"), false, &output,
                               &fixture->failure),
              STATUS_EVIDENCE, "No such file");
    report_table_close(&table);
    /* A SELECT that fails at its second row. */
    table_of(fixture, &table, store,
             "-- column a count\nSELECT abs(column1) AS a FROM (VALUES (1),"
             " (-9223372036854775807 - 1))");
    assert_int_not_equal(report_csv_write(&table, fixture_path(fixture, "x.csv"), false,
                                          &output, &fixture->failure),
                         STATUS_OK);
    report_table_close(&table);
    store_close(store);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(test_guarded),
        HERE(test_raw),
        HERE(test_no_rows),
        HERE(test_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
