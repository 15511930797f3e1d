/* The order of a workbook. Sheets stand in the order people read them, and are drawn in another:
 * tables first, findings when it is known where their rows stand, the cover when all is known. */
#include "reports/report_book.h"

#include "reports/report_book_parts.h"
#include "reports/report_choice.h"

#include <string.h>

static void add_sheets(struct report_book *book);
static void add_page(struct report_book *book, const struct report_book_page *page);
static void add_found(struct report_book *book, const struct report_book_page *page);
static const struct report_listing *listing_of(const char *name);
static bool is_written(const struct report_options *options,
                       const struct report_listing *listing);
static enum status draw(struct report_book *book, struct failure *failure);

enum status report_book_write(const struct report_drawing *drawing,
                              struct report_output *output, struct failure *failure)
{
    return report_book_write_within(drawing, LIMIT_SHEET_ROWS, LIMIT_SHEET_LINKS, output,
                                    failure);
}

enum status report_book_write_within(const struct report_drawing *drawing, int64_t rows_most,
                                     int64_t links_most, struct report_output *output,
                                     struct failure *failure)
{
    tie_assert(drawing != NULL && output != NULL && rows_most >= REPORT_BOOK_HEAD_ROWS);
    struct buffer path = {0};
    struct report_book book = {
        .drawing = drawing, .rows_most = rows_most, .links_most = links_most};
    output->about = STR("these tables as a workbook, with totals, charts and links");
    output->rows = REPORT_NO_ROWS;
    report_output_path(&path, drawing->directory, output->name);
    book.pen = report_xlsx_open(path.bytes, drawing->directory, drawing->model->as_of);
    add_sheets(&book);
    enum status status = report_xlsx_ready(book.pen) ? draw(&book, failure) : STATUS_OK;
    status = status_worse(status, report_xlsx_close(book.pen, failure));
    report_book_rows_free(&book.rows);
    if (status == STATUS_OK)
        status = file_digest(path.bytes, &output->digest, &output->bytes, failure);
    buffer_free(&path);
    return status;
}

static void add_sheets(struct report_book *book)
{
    const struct report_options *options = book->drawing->options;
    book->cover = report_xlsx_add(book->pen, REPORT_BOOK_COVER);
    book->figures = report_xlsx_add(book->pen, REPORT_BOOK_FIGURES);
    if (is_written(options, listing_of("findings.csv"))) {
        book->findings = (struct report_book_drawn){.name = REPORT_BOOK_FINDINGS,
                                                    .listing = "findings.csv",
                                                    .path = "workbook/findings.sql"};
        book->findings.sheet = report_xlsx_add(book->pen, REPORT_BOOK_FINDINGS);
    }
    for (size_t at = 0; at < report_book_page_count; at++)
        if (is_written(options, listing_of(report_book_pages[at].listing)))
            add_page(book, &report_book_pages[at]);
        else if (report_book_pages[at].finds && !options->full && book->findings.sheet != NULL)
            add_found(book, &report_book_pages[at]);
    if (book->findings.sheet != NULL)
        book->lists = report_xlsx_add(book->pen, REPORT_BOOK_LISTS);
}

static void add_page(struct report_book *book, const struct report_book_page *page)
{
    const struct report_listing *listing = listing_of(page->listing);
    tie_assert(book->count < REPORT_BOOK_PAGES_MAX);
    book->sheets[book->count++] = (struct report_book_drawn){
        .page = page,
        .name = page->name,
        .listing = page->listing,
        .path = listing->path,
        .takes_full = listing->takes_full || page->finds,
        .sheet = report_xlsx_add(book->pen, page->name),
    };
}

/* Of positions those that findings speak of, so that each of them leads somewhere. */
static void add_found(struct report_book *book, const struct report_book_page *page)
{
    add_page(book, page);
    struct report_book_drawn *drawn = &book->sheets[book->count - 1];
    drawn->listing = "positions.csv, with --full";
    drawn->about = STR("positions that findings speak of, with all their amounts and days");
}

static const struct report_listing *listing_of(const char *name)
{
    size_t at = 0;
    while (at < report_listing_count && strcmp(report_listings[at].name, name) != 0)
        at++;
    tie_assert(at < report_listing_count);
    return &report_listings[at];
}

/* --report limits the workbook as it limits the tables. */
static bool is_written(const struct report_options *options,
                       const struct report_listing *listing)
{
    return report_is_due(options, listing->when) &&
           report_choice_writes(options->reports, listing->name, listing->stays);
}

static enum status draw(struct report_book *book, struct failure *failure)
{
    enum status status = report_book_rows_begin(&book->rows, book->drawing->store, failure);
    for (size_t at = 0; status == STATUS_OK && at < book->count; at++)
        status = report_book_sheet_draw(book, at, failure);
    if (status == STATUS_OK && book->findings.sheet != NULL)
        status = report_book_findings_draw(book, failure);
    if (status == STATUS_OK)
        status = report_book_figures_draw(book, failure);
    return status == STATUS_OK ? report_book_cover_draw(book, failure) : status;
}
