/* A sheet of a table: what stands above the rows, the totals, the rows; and what is said where not
 * all of it fits. */
#include "book_fixture.h"

static void pennies(struct world *world, const char *second)
{
    struct buffer sql = {0};
    world_row(world, "position_active", "position_id = 1, reference_id = 1, currency = 'USD'");
    world_row(world, "position_active", "position_id = 2, reference_id = 2, currency = 'EUR'");
    buffer_format(&sql,
                  "INSERT INTO penny VALUES (1, 'gross', 1000000, 1010000),"
                  " (1, 'fee', 2000000, 1980000), (2, 'gross', 0, %s)",
                  second);
    world_execute(world, buffer_c(&sql));
    buffer_free(&sql);
}

static void test_currencies(void **state)
{
    static const char *const lines[] = {
        "Pennies text A1 title 'Pennies'",
        "Pennies text A2 note 'As of 2024-03-31: every difference within the tolerance. "
        "pennies.csv'",
        "Pennies link A3 'to the cover' to Cover 1",
        "Pennies text A4 total-text 'Rows shown'",
        "Pennies formula B4 total =SUBTOTAL(103,A9:A11) gives 3 as #,##0",
        "Pennies text A5 total-text 'Total shown'",
        "Pennies text B5 total-text 'EUR'",
        "Pennies formula F5 total =ROUND(SUMPRODUCT((B9:B11=\"EUR\")*SUBTOTAL(109,OFFSET(F9,"
        "ROW(F9:F11)-ROW(F9),0))),6) gives 0.05 as [$EUR] #,##0.00;[Red]-[$EUR] #,##0.00",
        "Pennies text B6 total-text 'USD'",
        "Pennies formula F6 total =ROUND(SUMPRODUCT((B9:B11=\"USD\")*SUBTOTAL(109,OFFSET(F9,"
        "ROW(F9:F11)-ROW(F9),0))),6) gives -0.01 as [$USD] #,##0.00;[Red]-[$USD] #,##0.00",
        "Pennies text A8 head 'Transaction reference ID'",
        "Pennies text F8 head-right 'Difference'",
        "Pennies filter G8 to 11",
        "Pennies freeze C9",
        "Pennies protect",
        "Pennies text A9 text 'R-1'",
        "Pennies number F9 number -0.02 as [$USD] #,##0.00;[Red]-[$USD] #,##0.00",
        "Pennies text A11 text 'R-2'",
        "Pennies number F11 number 0.05 as [$EUR] #,##0.00;[Red]-[$EUR] #,##0.00",
    };
    struct book_fixture fixture;
    struct world *world = *state;
    pennies(world, "50000");
    book_begin(&fixture, world);
    size_t number = book_add(&fixture, "pennies.csv", "csv/pennies.sql");
    must_work(report_book_sheet_draw(&fixture.book, number, &world->failure), &world->failure);
    book_says(&fixture, lines, array_count(lines));
    assert_int_equal(fixture.book.sheets[number].rows, 3);
    book_end(&fixture);
}

/* Two rows fit: their totals, and what all of them come to, digit by digit. */
static void test_not_all(void **state)
{
    static const char *const lines[] = {
        "Pennies text A4 warning 'DOES NOT TIE'",
        "Pennies text A5 warning 'Rows that fit into a sheet: 2 of 3. All stand in "
        "pennies.csv.'",
        "Pennies formula B6 total =SUBTOTAL(103,A12:A13) gives 2 as #,##0",
        "Pennies formula F7 total =ROUND(SUMPRODUCT((B12:B13=\"EUR\")*SUBTOTAL(109,OFFSET(F12,"
        "ROW(F12:F13)-ROW(F12),0))),6) gives 0.00 as [$EUR] #,##0.00;[Red]-[$EUR] #,##0.00",
        "Pennies text A8 total-text 'All rows, exact'",
        "Pennies text F8 right '9000000000000.000001'",
        "Pennies filter G11 to 13",
        "Pennies text A13 text 'R-1'",
    };
    struct book_fixture fixture;
    struct world *world = *state;
    pennies(world, "9000000000000000001");
    book_begin(&fixture, world);
    report_model_free(&fixture.model);
    world_execute(world, "UPDATE meta SET value = 'DOES NOT TIE' WHERE name = 'heading'");
    must_work(report_model_read(&fixture.model, world->store, &world->failure),
              &world->failure);
    fixture.book.rows_most = REPORT_BOOK_HEAD_ROWS + 2;
    size_t number = book_add(&fixture, "pennies.csv", "csv/pennies.sql");
    must_work(report_book_sheet_draw(&fixture.book, number, &world->failure), &world->failure);
    book_says(&fixture, lines, array_count(lines));
    assert_false(book_drew(&fixture, "Pennies text A14 text 'R-2'"));
    assert_int_equal(fixture.book.sheets[number].drawn, 2);
    book_end(&fixture);
}

/* An amount that no cell holds is text, in no total, and said. */
static void test_long_amount(void **state)
{
    static const char *const lines[] = {
        ("Pennies text A4 warning '2 of more than 15 digits: text here, and in no total that "
         "follows the filter.'"),
        "Pennies text F13 right '9000000000000.000001'",
        "Pennies text F7 right '9000000000000.000001'",
    };
    struct book_fixture fixture;
    struct world *world = *state;
    pennies(world, "9000000000000000001");
    book_begin(&fixture, world);
    size_t number = book_add(&fixture, "pennies.csv", "csv/pennies.sql");
    must_work(report_book_sheet_draw(&fixture.book, number, &world->failure), &world->failure);
    book_says(&fixture, lines, array_count(lines));
    assert_int_equal(fixture.book.sheets[number].long_numbers, 2);
    book_end(&fixture);
}

/* A table without rows says so; its own totals are not drawn, the live ones are. */
static void test_none_and_own_totals(void **state)
{
    static const char *const lines[] = {
        "Pennies text A4 warning 'No rows.'",
        "Pennies text A5 head 'Transaction reference ID'",
        "Roll-forward text B5 total-text 'Total shown'",
        ("Roll-forward formula C5 total =ROUND(SUBTOTAL(109,C8:C8),6) gives 10.00 as "
         "[$USD] #,##0.00;[Red]-[$USD] #,##0.00"),
        "Roll-forward filter K7 to 8",
        "Roll-forward text B8 text 'p-7'",
    };
    struct book_fixture fixture;
    struct world *world = *state;
    world_execute(world, "INSERT INTO payer VALUES (7, 'p-7');"
                         "INSERT INTO roll_forward VALUES"
                         " ('USD', 0, 7, '10.00', '0.00', '0.00', '0.00', '0.00', '0.00',"
                         " '0.00', '10.00', '0.00', '0.00', '10.00'),"
                         " ('USD', 1, 0, '10.00', '0.00', '0.00', '0.00', '0.00', '0.00',"
                         " '0.00', '10.00', '0.00', '0.00', '10.00')");
    book_begin(&fixture, world);
    size_t first = book_add(&fixture, "pennies.csv", "csv/pennies.sql");
    size_t second = book_add(&fixture, "roll-forward.csv", "csv/roll-forward.sql");
    must_work(report_book_sheet_draw(&fixture.book, first, &world->failure), &world->failure);
    must_work(report_book_sheet_draw(&fixture.book, second, &world->failure), &world->failure);
    book_says(&fixture, lines, array_count(lines));
    assert_int_equal(fixture.book.sheets[second].rows, 1);
    book_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOOK_TEST(test_currencies),
        BOOK_TEST(test_not_all),
        BOOK_TEST(test_long_amount),
        BOOK_TEST(test_none_and_own_totals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
