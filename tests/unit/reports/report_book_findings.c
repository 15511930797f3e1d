/* The sheet people write into: its header is the first row, what was decided stands in it, links
 * lead to rows, and there are no more links than a sheet takes. */
#include "book_fixture.h"

static void findings(struct world *world)
{
    world_execute(
        world,
        "INSERT INTO rule VALUES ('late', 'high', '', '', '', '-- unit      day' || char(10),"
        " '', 1), ('less', 'low', '', '', '', '-- unit money' || char(10), '', 1),"
        " ('says', 'low', '', '', '', '-- unit text' || char(10), '', 1);"
        "INSERT INTO finding VALUES"
        " ('aa', 'late', 'high', 'R-1', 'R-1', 'USD', '2024-01-02', '2024-01-05', '3', 'Late.',"
        " 'f.csv#2'),"
        " ('bb', 'less', 'low', 'R-1', 'R-1', 'USD', '1.00', '0.50', '-0.50', 'Less.', ''),"
        " ('cc', 'says', 'low', '=R', '=R', 'USD', '1.00', '@b', '', 'Says.', '')");
    world_row(world, "file", "file_id = 1, sha256 = 'aa', short_name = 'd.csv'");
    world_row(world, "section", "section_id = 5, file_id = 1, role = 'disposition'");
    world_execute(world, "INSERT INTO line_disposition VALUES"
                         " ((5 << 32) + 2, 'bb', 0, 1, 1, 'case opened', 'Ada', '=c', 19813),"
                         " ((5 << 32) + 3, 'zz', 0, 1, 1, 'another reason', 'Bo', '', NULL);"
                         "INSERT INTO disposition VALUES ('bb', (5 << 32) + 2),"
                         " ('zz', (5 << 32) + 3)");
    world_row(world, "position_active", "position_id = 1, reference_id = 1, currency = 'USD'");
    world_execute(world, "INSERT INTO penny VALUES (1, 'gross', 1000000, 1010000)");
}

static void draw(struct book_fixture *fixture, struct world *world)
{
    struct report_book *book = &fixture->book;
    book_begin(fixture, world);
    book->findings = (struct report_book_drawn){.name = REPORT_BOOK_FINDINGS,
                                                .listing = "findings.csv",
                                                .path = "workbook/findings.sql",
                                                .sheet = report_xlsx_add(book->pen, "F")};
    book->lists = report_xlsx_add(book->pen, "L");
    must_work(report_book_rows_begin(&book->rows, world->store, &world->failure),
              &world->failure);
    size_t number = book_add(fixture, "pennies.csv", "csv/pennies.sql");
    must_work(report_book_sheet_draw(book, number, &world->failure), &world->failure);
}

static void test_findings(void **state)
{
    static const char *const lines[] = {
        "F text A1 head 'Severity'",
        "F text C1 head 'Transaction reference ID'",
        "F text I1 head-input 'Reason'",
        "F text L1 head-input 'Due on'",
        "F text U1 head 'Finding ID'",
        "F offer I2 to 4: Lists!$A$2:$A$18",
        "F offer J2 to 4: Lists!$B$2:$B$18",
        "F offer L2 to 4: days",
        "F filter U1 to 4",
        "F freeze D2",
        "F protect",
        "F text A2 high 'high'",
        "F day E2 day 2024-01-02",
        "F number G2 number 3 as #,##0;[Red]-#,##0",
        "F text I2 input ''",
        "F text L2 input-day ''",
        "F link R2 'Pennies, row 8' to Pennies 8",
        "F text U2 text 'aa'",
        "F number G3 number -0.50 as [$USD] #,##0.00;[Red]-[$USD] #,##0.00",
        "F text I3 input 'case opened'",
        "F text J3 input 'Ada'",
        "F text K3 input '=c'",
        "F day L3 input-day 2024-03-31",
        "F text C4 text '=R'",
        "F text E4 text '1.00'",
        "F text F4 text '@b'",
        "L text A1 head-input 'Reasons'",
        "L text A2 input 'timing difference'",
        "L text A13 input 'another reason'",
        "L text A14 input ''",
        "L text B2 input 'Ada'",
        "L text B3 input 'Bo'",
        "L text B18 input ''",
    };
    struct book_fixture fixture;
    struct world *world = *state;
    findings(world);
    draw(&fixture, world);
    must_work(report_book_findings_draw(&fixture.book, &world->failure), &world->failure);
    book_says(&fixture, lines, array_count(lines));
    assert_int_equal(fixture.book.findings.rows, 3);
    assert_int_equal(fixture.book.findings.links_left, 0);
    book_end(&fixture);
}

/* One link fits, and two rows. */
static void test_limits(void **state)
{
    static const char *const lines[] = {
        "F link R2 'Pennies, row 8' to Pennies 8",
        "F text R3 text 'Pennies, row 8'",
        "F filter U1 to 3",
    };
    struct book_fixture fixture;
    struct world *world = *state;
    findings(world);
    draw(&fixture, world);
    fixture.book.links_most = 1;
    fixture.book.rows_most = 3;
    must_work(report_book_findings_draw(&fixture.book, &world->failure), &world->failure);
    book_says(&fixture, lines, array_count(lines));
    assert_false(book_drew(&fixture, "F text U4 text 'cc'"));
    assert_int_equal(fixture.book.findings.rows, 3);
    assert_int_equal(fixture.book.findings.drawn, 2);
    assert_int_equal(fixture.book.findings.links_left, 1);
    book_end(&fixture);
}

/* Nothing was found: a header, and nothing to choose for. */
static void test_none(void **state)
{
    struct book_fixture fixture;
    struct world *world = *state;
    draw(&fixture, world);
    must_work(report_book_findings_draw(&fixture.book, &world->failure), &world->failure);
    assert_true(book_drew(&fixture, "F filter U1 to 2"));
    assert_null(strstr(buffer_c(&fixture.book.pen->log), "F offer"));
    book_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOOK_TEST(test_findings),
        BOOK_TEST(test_limits),
        BOOK_TEST(test_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
