/* A workbook drawn by a pen that writes down what it is told, from books of a test's own. */
#ifndef TIEOUT_TESTS_BOOK_FIXTURE_H
#define TIEOUT_TESTS_BOOK_FIXTURE_H

#include "check_fixture.h"
#include "pen_recorder.h"
#include "reports/report_book_parts.h"

struct book_fixture {
    struct world *world;
    struct report_model model;
    struct report_options options;
    struct report_drawing drawing;
    struct report_book book;
};

/* 19813 is 2024-03-31. */
static inline void book_begin(struct book_fixture *fixture, struct world *world)
{
    *fixture = (struct book_fixture){.world = world};
    world_execute(world, "INSERT OR REPLACE INTO meta VALUES ('as_of', '2024-03-31'),"
                         " ('as_of_day', '19813'), ('roll_from', '2024-03-01'),"
                         " ('roll_from_day', '19783'), ('heading', ''), ('version', '0'),"
                         " ('as_of_source', 'newest'), ('as_of_note', ''),"
                         " ('base_currency', 'USD')");
    must_work(report_model_read(&fixture->model, world->store, &world->failure),
              &world->failure);
    fixture->drawing = (struct report_drawing){
        .store = world->store, .model = &fixture->model, .options = &fixture->options};
    fixture->book = (struct report_book){.drawing = &fixture->drawing,
                                         .pen = report_xlsx_open("", "", 0),
                                         .rows_most = LIMIT_SHEET_ROWS,
                                         .links_most = LIMIT_SHEET_LINKS};
}

/* Adds the sheet of a table; its number. */
static inline size_t book_add(struct book_fixture *fixture, const char *listing,
                              const char *path)
{
    struct report_book *book = &fixture->book;
    size_t at = 0;
    while (strcmp(report_book_pages[at].listing, listing) != 0)
        assert_true(++at < report_book_page_count);
    const struct report_book_page *page = &report_book_pages[at];
    book->sheets[book->count] =
        (struct report_book_drawn){.page = page,
                                   .name = page->name,
                                   .listing = page->listing,
                                   .path = path,
                                   .sheet = report_xlsx_add(book->pen, page->name)};
    return book->count++;
}

static inline bool book_drew(const struct book_fixture *fixture, const char *line)
{
    struct buffer whole = {0};
    struct buffer log = {0};
    buffer_format(&log, "\n%s", buffer_c(&fixture->book.pen->log));
    buffer_format(&whole, "\n%s\n", line);
    bool drew = strstr(buffer_c(&log), buffer_c(&whole)) != NULL;
    buffer_free(&log);
    buffer_free(&whole);
    return drew;
}

/* Every one of these lines was drawn. */
static inline void book_says(const struct book_fixture *fixture, const char *const *lines,
                             size_t count)
{
    for (size_t at = 0; at < count; at++)
        if (!book_drew(fixture, lines[at]))
            fail_msg("not drawn: %s\nbut:\n%s", lines[at], buffer_c(&fixture->book.pen->log));
}

static inline void book_end(struct book_fixture *fixture)
{
    report_book_rows_free(&fixture->book.rows);
    report_model_free(&fixture->model);
    must_work(report_xlsx_close(fixture->book.pen, &fixture->world->failure),
              &fixture->world->failure);
}

#define BOOK_TEST(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

#endif
