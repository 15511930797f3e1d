/* Rows that findings speak of are found again: by reference, by rule, by subject. */
#include "reports/report_book_rows.h"

#include "check_fixture.h"

#include <string.h>

static const char *const page_names[] = {"uncollected.csv", "tie-out.csv", "coverage.csv",
                                         "pennies.csv"};

/* The rows of a SELECT stand in rows 7, 8 ... of the page. */
static void note(struct world *world, struct report_book_rows *rows, size_t page,
                 const char *sql)
{
    struct report_table table;
    bool found = false;
    const struct report_book_page *one = report_book_pages;
    while (strcmp(one->listing, page_names[page]) != 0)
        one++;
    must_work(report_table_parse(&table, "mine.sql", str_from(sql), &world->failure),
              &world->failure);
    must_work(store_query_open(&table.query, world->store, str_from(sql), &world->failure),
              &world->failure);
    int64_t row = 7;
    while (report_table_step(&table, &found, &world->failure) == STATUS_OK && found)
        report_book_rows_note(rows, &table, one, page, row++);
    report_table_close(&table);
}

static int64_t find(struct report_book_rows *rows, const char *subject, const char *currency,
                    size_t page)
{
    return report_book_rows_find(rows, str_from(subject), str_from(currency), page);
}

static void test_rows(void **state)
{
    struct world *world = *state;
    struct report_book_rows rows;
    world_execute(world, "INSERT INTO finding VALUES"
                         " ('1', 'a', 'high', 'R-2', 'R-2', 'USD', '', '', '', '', ''),"
                         " ('2', 'b', 'high', 'R-2/f/1', 'R-2', 'EUR', '', '', '', '', ''),"
                         " ('3', 'late', 'info', 'late', '', 'USD', '', '', '', '', ''),"
                         " ('4', 'c', 'high', 'sums/all', '', 'USD', '', '', '', '', ''),"
                         " ('5', 'd', 'high', 'fam/2024-03', '', '', '', '', '', '', ''),"
                         " ('6', 'd', 'high', 'fam/2024-04-02', '', '', '', '', '', '', ''),"
                         " ('7', 'e', 'info', 'penny', '', 'USD', '', '', '', '', '')");
    must_work(report_book_rows_begin(&rows, world->store, &world->failure), &world->failure);
    note(world, &rows, 0,
         "-- column transaction_reference_id text\n-- column currency word\n"
         "-- column findings text\n"
         "SELECT column1 AS transaction_reference_id, column2 AS currency, column3 AS findings "
         "FROM (VALUES ('R-1', 'USD', 'x'), ('R-2', 'EUR', 'late'), ('R-2', 'USD', 'a late'),"
         " ('R-2', 'USD', 'a'))");
    note(world, &rows, 1,
         "-- column check word\n-- column scope text\n-- column currency word\n"
         "SELECT column1 AS \"check\", column2 AS scope, column3 AS currency "
         "FROM (VALUES ('sums', 'all', 'EUR'), ('sums', 'all', 'USD'))");
    note(world, &rows, 2,
         "-- column family word\n-- column from day\n"
         "SELECT column1 AS family, column2 AS \"from\" "
         "FROM (VALUES ('fam', 19783), ('other', 19783), ('fam', 19815), ('fam', NULL))");
    note(world, &rows, 3, "-- column currency word\nSELECT 'USD' AS currency");
    assert_int_equal(find(&rows, "R-2", "USD", 0), 9);
    assert_int_equal(find(&rows, "R-2", "EUR", 0), 8);
    assert_int_equal(find(&rows, "R-1", "USD", 0), -1); /* nobody speaks of it */
    assert_int_equal(find(&rows, "late", "USD", 0), 9);
    assert_int_equal(find(&rows, "sums/all", "USD", 1), 8);
    assert_int_equal(find(&rows, "sums/all", "USD", 0), -1);
    assert_int_equal(find(&rows, "fam/2024-03", "", 2), 7);
    assert_int_equal(find(&rows, "fam/2024-04-02", "", 2), 9);
    assert_int_equal(find(&rows, "penny", "USD", 3), 7);
    report_book_rows_free(&rows);
}

/* Without findings nothing is kept. */
static void test_none(void **state)
{
    struct world *world = *state;
    struct report_book_rows rows;
    must_work(report_book_rows_begin(&rows, world->store, &world->failure), &world->failure);
    note(world, &rows, 3, "-- column currency word\nSELECT 'USD' AS currency");
    assert_int_equal(find(&rows, "penny", "USD", 3), -1);
    report_book_rows_free(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rows, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_none, world_setup, world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
