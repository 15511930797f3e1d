/* Ageing and roll-forward of each currency, their charts, and what the waterfall is drawn from. */
#include "book_fixture.h"

static void test_figures(void **state)
{
    static const char *const lines[] = {
        "G text A4 title 'USD'",
        "G text A5 section 'Open balance by days since billing'",
        "G text A7 text '0-30'",
        "G number B7 number 2 as #,##0;[Red]-#,##0",
        "G number C7 number 12.00 as [$USD] #,##0.00;[Red]-[$USD] #,##0.00",
        ("G formula C9 total =ROUND(SUBTOTAL(109,C7:C8),6) gives 9.50 as "
         "[$USD] #,##0.00;[Red]-[$USD] #,##0.00"),
        "G chart E5 'Open balance by days since billing' rows 7 to 8, 1 series",
        "G text A24 section 'Open balance by days past due'",
        "G text A43 section 'Roll-forward'",
        "G text A45 total-text 'open before 2024-03-01'",
        "G number B45 total 4.00 as [$USD] #,##0.00;[Red]-[$USD] #,##0.00",
        "G number V45 number 4.00 as [$USD] #,##0.00;[Red]-[$USD] #,##0.00",
        "G text A46 text 'billed'",
        "G text T46 text 'billed'",
        "G number U46 number 4.00 as [$USD] #,##0.00;[Red]-[$USD] #,##0.00",
        "G number W46 number 7.00 as [$USD] #,##0.00;[Red]-[$USD] #,##0.00",
        "G number Y48 number 1.50 as [$USD] #,##0.00;[Red]-[$USD] #,##0.00",
        "G text A53 total-text 'open on 2024-03-31'",
        "G chart E43 'Roll-forward of the open balance' rows 45 to 53, 6 series",
        "G text A63 title 'EUR'",
        "G text C67 right '12345678901234.56'",
        "G text C66 right '12345678901234.56'",
        "G text A68 warning 'No chart: amounts of more than 15 digits are text here.'",
        "G protect",
    };
    struct book_fixture fixture;
    struct world *world = *state;
    world_execute(world, "INSERT INTO ageing VALUES"
                         " ('billing', '0-30', 'USD', 0, 2, '12.00'),"
                         " ('billing', 'credit', 'USD', 9, 1, '-2.50'),"
                         " ('due', 'not-due', 'USD', 0, 3, '9.50'),"
                         " ('billing', '0-30', 'EUR', 0, 1, '12345678901234.56');"
                         "INSERT INTO roll_forward VALUES"
                         " ('USD', 1, 0, '4.00', '7.00', '0.00', '-1.50', '0.00', '0.00',"
                         " '0.00', '9.50', '0.00', '0.00', '4.00')");
    book_begin(&fixture, world);
    fixture.book.figures = report_xlsx_add(fixture.book.pen, "G");
    must_work(report_book_figures_draw(&fixture.book, &world->failure), &world->failure);
    book_says(&fixture, lines, array_count(lines));
    book_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {BOOK_TEST(test_figures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
