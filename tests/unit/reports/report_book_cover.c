/* The cover says what it is as of, leads to every sheet, and says what is not in them. */
#include "book_fixture.h"

static void test_cover(void **state)
{
    static const char *const lines[] = {
        "C text A1 title 'Reconciliation of billed, paid out and taxed'",
        "C text A2 label 'As of 2024-03-31. The day is the newest one loaded.'",
        "C text A3 note 'Roll-forward from 2024-03-01. tieout 0'",
        "C text A6 section 'In figures'",
        "C text A7 note 'No position has an open balance.'",
        "C text A9 section 'Findings'",
        "C text A11 high 'high'",
        "C text A16 section 'Sheets'",
        "C link A18 'Figures' to Figures 1",
        "C link A19 'Findings' to Findings 1",
        "C number C19 number 5 as #,##0",
        "C text D20 warning 'Of 7 rows these fit into a sheet: the table holds all. 1 link "
        "left "
        "out, for which a sheet has no room: the row is named. '",
        "C link A21 'Pennies' to Pennies 1",
        "C text B21 text 'pennies.csv'",
        "C text D22 warning '2 amounts of more than 15 digits: as text, in no total. 1 text "
        "cut: "
        "whole in the table. '",
        "C link A23 'Lists' to Lists 1",
        "C text A25 section 'What was loaded'",
        "C text A27 text '=x.csv'",
        "C day F27 day 2024-03-01",
        "C text A29 section 'Control totals: verdicts'",
        "C text A34 section 'Control totals: what does not tie'",
        "C text A35 note 'Everything that can be tested ties.'",
        "C text A37 section 'Control totals: read, and where it went'",
        "C text A40 section 'Assumptions'",
        "C protect",
    };
    struct book_fixture fixture;
    struct world *world = *state;
    world_row(world, "file",
              "file_id = 1, sha256 = 'aa', short_name = '=x.csv', family = 'fam'");
    world_row(world, "section",
              "section_id = 1, file_id = 1, role = 'billed', covers_from = 19783,"
              "covers_to = 19813");
    book_begin(&fixture, world);
    struct report_book *book = &fixture.book;
    book->cover = report_xlsx_add(book->pen, "C");
    book->lists = book->cover;
    book->findings = (struct report_book_drawn){.name = REPORT_BOOK_FINDINGS,
                                                .listing = "findings.csv",
                                                .sheet = book->cover,
                                                .rows = 7,
                                                .drawn = 5,
                                                .links_left = 1};
    book->sheets[book_add(&fixture, "pennies.csv", "csv/pennies.sql")].long_numbers = 2;
    book->sheets[0].long_texts = 1;
    must_work(report_book_cover_draw(book, &world->failure), &world->failure);
    book_says(&fixture, lines, array_count(lines));
    book_end(&fixture);
}

/* Where it does not hold, that is the first thing it says. */
static void test_heading(void **state)
{
    static const char *const lines[] = {
        "C text A2 label 'As of 2024-03-31. The day is the one asked for. It lies far ahead.'",
        "C text A3 warning 'INCOMPLETE'",
    };
    struct book_fixture fixture;
    struct world *world = *state;
    book_begin(&fixture, world);
    report_model_free(&fixture.model);
    world_execute(world,
                  "UPDATE meta SET value = 'INCOMPLETE' WHERE name = 'heading';"
                  "UPDATE meta SET value = 'option' WHERE name = 'as_of_source';"
                  "UPDATE meta SET value = 'It lies far ahead.' WHERE name = 'as_of_note'");
    must_work(report_model_read(&fixture.model, world->store, &world->failure),
              &world->failure);
    fixture.book.cover = report_xlsx_add(fixture.book.pen, "C");
    must_work(report_book_cover_draw(&fixture.book, &world->failure), &world->failure);
    book_says(&fixture, lines, array_count(lines));
    book_end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {BOOK_TEST(test_cover), BOOK_TEST(test_heading)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
