/* Report texts: the header names the columns, the SELECT must give the same, and a cell is printed
 * by its kind. */
#include "reports/report_table.h"

#include "report_fixture.h"

#define EVERY_KIND                                                                             \
    "-- about all there is \n"                                                                 \
    "-- column a text\n"                                                                       \
    "-- any other comment\n"                                                                   \
    "-- column b   word  \n"                                                                   \
    "-- column c money\n-- column d amount\n-- column e day\n-- column f month\n"              \
    "-- column g count\n-- column h flag\n-- column i json\n-- column j id\n"

static void test_header(void **state)
{
    struct fixture *fixture = *state;
    struct report_table table;
    must_work(report_table_parse(&table, "x", STR(EVERY_KIND "SELECT 1\n-- column k text\n"),
                                 &fixture->failure),
              &fixture->failure);
    assert_int_equal(table.column_count, 10);
    assert_true(str_equal(table.about, STR("all there is")));
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(table.columns[i].kind, i);
    assert_true(str_equal(table.columns[1].name, STR("b")));
    assert_int_equal(report_table_column(&table, "j"), 9);
}

static void test_refused_headers(void **state)
{
    struct fixture *fixture = *state;
    struct report_table table;
    must_fail(fixture,
              report_table_parse(&table, "x.sql", STR("-- column a number\nSELECT 1"),
                                 &fixture->failure),
              STATUS_EVIDENCE, "x.sql: column a has the unknown kind 'number'");
    must_fail(
        fixture,
        report_table_parse(&table, "x.sql", STR("-- about it\nSELECT 1"), &fixture->failure),
        STATUS_EVIDENCE, "x.sql names no columns");
    must_fail(fixture, report_table_parse(&table, "x.sql", STR(""), &fixture->failure),
              STATUS_EVIDENCE, "x.sql names no columns");
    struct buffer wide = {0};
    for (int i = 0; i <= LIMIT_TABLE_COLUMNS; i++)
        buffer_add_c(&wide, "-- column a text\n");
    must_fail(fixture,
              report_table_parse(&table, "x.sql", buffer_str(&wide), &fixture->failure),
              STATUS_EVIDENCE, "x.sql has too many columns");
    buffer_free(&wide);
}

/* For machines and, where it differs, for people. */
static void test_cells(void **state)
{
    static const struct {
        const char *kind, *value, *cell, *people;
    } rows[] = {
        {"text", "'=a,1'", "=a,1", NULL},
        {"word", "'1234'", "1234", NULL},
        {"money", "1234567890000", "1234567.89", "1,234,567.89"},
        {"money", "-1234500000", "-1234.50", "-1,234.50"},
        {"money", "0", "0.00", NULL},
        {"money", "1", "0.000001", NULL},
        {"amount", "'98765432109876543210.10'", "98765432109876543210.10",
         "98,765,432,109,876,543,210.10"},
        {"amount", "'a text'", "a text", NULL},
        {"amount", "'-999'", "-999", NULL},
        {"amount", "''", "", NULL},
        {"day", "19843", "2024-04-30", NULL},
        {"month", "19843", "2024-04", NULL},
        {"count", "1000", "1000", "1,000"},
        {"count", "-1000", "-1000", "-1,000"},
        {"id", "1000", "1000", NULL},
        {"flag", "1", "1", NULL},
        {"json", "'[1]'", "[1]", NULL},
        {"money", "NULL", "", NULL},
        {"day", "NULL", "", NULL},
        {"count", "NULL", "", NULL},
        {"text", "NULL", "", NULL},
    };
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    for (size_t i = 0; i < array_count(rows); i++) {
        char text[128];
        struct report_table table;
        struct buffer cell = {0};
        struct buffer people = {0};
        snprintf(text, sizeof text, "-- column x %s\nSELECT %s AS x", rows[i].kind,
                 rows[i].value);
        table_on_row(fixture, &table, store, text);
        buffer_add_c(&cell, "");
        report_table_cell(&table, 0, &cell);
        report_table_people(&table, 0, &people);
        assert_true(str_equal(buffer_str(&cell), str_from(rows[i].cell)));
        const char *wanted = rows[i].people == NULL ? rows[i].cell : rows[i].people;
        if (!str_equal(buffer_str(&people), str_from(wanted)))
            fail_msg("%s %s: %s", rows[i].kind, rows[i].value, buffer_c(&people));
        report_table_close(&table);
        buffer_free(&cell);
        buffer_free(&people);
    }
    store_close(store);
}

static void test_by_name(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_table table;
    bool found = true;
    table_on_row(fixture, &table, store,
                 "-- column n count\n-- column t text\nSELECT 12 AS n, 'x' AS t");
    assert_int_equal(report_table_count(&table, "n"), 12);
    assert_true(str_equal(report_table_text(&table, "t"), STR("x")));
    must_work(report_table_step(&table, &found, &fixture->failure), &fixture->failure);
    assert_false(found);
    report_table_close(&table);
    report_table_close(&table); /* twice is no harm */
    store_close(store);
}

/* Every text that is built in: its header makes sense and is what it selects. */
static void test_every_built_in_text(void **state)
{
    static const char *const folders[] = {"csv/", "manifest/", "summary/", "show/"};
    static const size_t at_least[] = {16, 7, 20, 4};
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    for (size_t i = 0; i < array_count(folders); i++) {
        size_t at = 0;
        size_t count = 0;
        struct str path;
        struct str text;
        while (report_text_next(folders[i], &at, &path, &text)) {
            struct report_table table;
            struct buffer name = {0};
            buffer_add(&name, path);
            enum status status =
                report_table_open(&table, store, buffer_c(&name), &fixture->failure);
            must_work(status, &fixture->failure);
            report_table_close(&table);
            buffer_free(&name);
            count++;
        }
        assert_true(count >= at_least[i]);
    }
    store_close(store);
}

static void test_no_such_text(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_table table;
    struct str text;
    assert_false(report_text_find("csv/none.sql", &text));
    assert_true(report_text_find("csv/findings.sql", &text));
    assert_true(str_starts(text, STR("-- about ")));
    must_fail(fixture, report_table_open(&table, store, "csv/none.sql", &fixture->failure),
              STATUS_EVIDENCE, "no report table csv/none.sql is built in");
    report_table_close(&table);
    store_close(store);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(test_header),  HERE(test_refused_headers),     HERE(test_cells),
        HERE(test_by_name), HERE(test_every_built_in_text), HERE(test_no_such_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
