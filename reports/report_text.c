/* The page as a whole, and its head: the day, whether the run can be relied on, and the answer
 * in a few lines. */
#include "reports/report_text.h"

static void write_heading(struct report_page *page);
static void write_day(struct report_page *page);
static void short_controls(struct report_page *page, struct report_grid *grid);
static void short_verdicts(const struct report_table *table, bool own,
                           struct report_grid *grid);
static void short_findings(struct report_page *page, struct report_grid *grid);
static void short_lacking(struct report_page *page, struct report_grid *grid);
static void short_uncollected(struct report_page *page, struct report_grid *grid);
static void short_timing(struct report_page *page, struct report_grid *grid);
static void add_severity(struct buffer *line, int64_t count, struct str severity);

enum status report_text_write(struct report_page *page)
{
    tie_assert(page != NULL && page->text != NULL);
    report_text_title(page);
    report_text_departures(page);
    report_text_short(page);
    report_text_loaded(page);
    report_text_assumed(page);
    report_text_controls(page);
    report_text_figures(page);
    report_text_roll(page);
    report_text_timing(page);
    report_text_findings(page);
    report_text_first(page);
    report_text_files(page);
    return page->status;
}

void report_text_title(struct report_page *page)
{
    tie_assert(page != NULL);
    struct str heading = report_model_value(page->model, META_HEADING);
    struct buffer title = {0};
    report_layout_clean(&title, heading);
    buffer_add_c(&title,
                 title.length > 0 ? ": reconciliation as of " : "Reconciliation as of ");
    report_layout_clean(&title, report_model_value(page->model, META_AS_OF));
    report_layout_title(page->text, buffer_c(&title), '=');
    buffer_free(&title);
    write_heading(page);
    write_day(page);
}

void report_text_short(struct report_page *page)
{
    tie_assert(page != NULL);
    struct report_grid grid;
    report_text_short_grid(page, &grid);
    report_layout_title(page->text, "In short", '-');
    report_grid_print(&grid, page->text);
}

void report_text_short_grid(struct report_page *page, struct report_grid *grid)
{
    tie_assert(page != NULL && grid != NULL);
    report_grid_init(grid, "ll");
    short_controls(page, grid);
    short_findings(page, grid);
    short_lacking(page, grid);
    short_uncollected(page, grid);
    short_timing(page, grid);
}

struct report_headings report_text_headings(const struct report_page *page)
{
    tie_assert(page != NULL);
    struct str heading = report_model_value(page->model, META_HEADING);
    struct report_headings said = {0};
    if (str_find(heading, STR("INCOMPLETE")) >= 0)
        said.incomplete = "INCOMPLETE: records were rejected (rejects.csv). No figure on this "
                          "page holds them.";
    if (str_find(heading, STR("DOES NOT TIE")) >= 0)
        said.off = "DOES NOT TIE: a control is off, or a check that was required could not be "
                   "made (tie-out.csv). Do not book from this page before that is explained.";
    return said;
}

void report_text_day(const struct report_page *page, struct buffer *line)
{
    tie_assert(page != NULL && line != NULL);
    day_number as_of = page->model->as_of;
    char text[DAY_TEXT_BYTES];
    if (report_model_value(page->model, META_SEAL).length > 0)
        buffer_add_c(line, "The day is the last of the month that is sealed; seals.csv says by "
                           "whom, and on what.");
    else if (str_equal(report_model_value(page->model, META_AS_OF_SOURCE), STR("option")))
        buffer_add_c(line, "The day was chosen with --as-of.");
    else
        buffer_add_c(line, "The day is the newest one loaded.");
    struct str note = report_model_value(page->model, META_AS_OF_NOTE);
    if (note.length > 0) {
        buffer_add_byte(line, ' ');
        buffer_add(line, note);
    }
    if (as_of != DAY_NONE && day_month_last(as_of) != as_of) {
        day_format(day_month_first(as_of) - 1, text);
        buffer_format(line,
                      " It is no month-end: for the balance sheet of %s, run again with "
                      "--as-of %s.",
                      text, text);
    }
}

/* What the first word of the page means. */
static void write_heading(struct report_page *page)
{
    struct report_headings said = report_text_headings(page);
    if (said.incomplete != NULL)
        report_layout_wrap(page->text, "", str_from(said.incomplete));
    if (said.off != NULL)
        report_layout_wrap(page->text, "", str_from(said.off));
}

static void write_day(struct report_page *page)
{
    struct buffer line = {0};
    report_text_day(page, &line);
    report_layout_wrap(page->text, "", buffer_str(&line));
    buffer_free(&line);
}

/* Our own arithmetic and what the reports state are two questions: only the first may fail a run.
 */
static void short_controls(struct report_page *page, struct report_grid *grid)
{
    struct report_table table;
    report_page_open(page, &table, "summary/controls.sql", STR(""));
    while (report_page_next(page, &table)) {
        bool own = str_equal(report_table_text(&table, "kind"), STR("control"));
        short_verdicts(&table, own, grid);
    }
    report_page_close(&table);
}

static void short_verdicts(const struct report_table *table, bool own, struct report_grid *grid)
{
    struct buffer line = {0};
    int64_t off = report_table_count(table, "off");
    int64_t good = report_table_count(table, "ties") + report_table_count(table, "penny");
    if (off > 0) {
        report_layout_count(&line, off);
        buffer_add_c(&line, own ? " off, " : " not as its report states, ");
    }
    if (own || off + good > 0)
        report_layout_plural(&line, good, "ties", "tie");
    else
        buffer_add_c(&line, "no figure that a report states of itself was compared");
    if (!own && off + good > 0 && report_table_count(table, "evidence") == 0)
        buffer_add_c(&line, "; completeness is not evidenced");
    report_grid_cell(grid, own ? STR("controls") : STR("stated"));
    report_grid_cell(grid, buffer_str(&line));
    buffer_free(&line);
}

static void short_findings(struct report_page *page, struct report_grid *grid)
{
    struct report_table table;
    struct buffer line = {0};
    struct buffer severity = {0};
    int64_t count = 0;
    report_page_open(page, &table, "summary/findings.sql", STR(""));
    while (report_page_next(page, &table)) {
        struct str next = report_table_text(&table, "severity");
        if (!str_equal(next, buffer_str(&severity))) {
            add_severity(&line, count, buffer_str(&severity));
            buffer_clear(&severity);
            buffer_add(&severity, next);
            count = 0;
        }
        count += report_table_count(&table, "findings");
    }
    report_page_close(&table);
    add_severity(&line, count, buffer_str(&severity));
    report_grid_cell(grid, STR("findings"));
    report_grid_cell(grid, line.length > 0 ? buffer_str(&line) : STR("none"));
    buffer_free(&severity);
    buffer_free(&line);
}

/* "uncollected none" is no good news where nothing was loaded that could be uncollected. */
static void short_lacking(struct report_page *page, struct report_grid *grid)
{
    struct report_lacks lacks = report_page_lacks(page);
    const char *const sentences[] = {lacks.billed, lacks.disbursed};
    for (size_t at = 0; at < array_count(sentences); at++) {
        if (sentences[at] == NULL)
            continue;
        report_grid_cell(grid, STR("not loaded"));
        report_grid_cell(grid, str_from(sentences[at]));
    }
}

static void short_uncollected(struct report_page *page, struct report_grid *grid)
{
    struct report_table table;
    bool first = true;
    report_page_open(page, &table, "summary/short.sql", STR(""));
    while (report_page_next(page, &table)) {
        struct buffer line = {0};
        buffer_add(&line, report_table_text(&table, "currency"));
        buffer_add_byte(&line, ' ');
        report_table_people(&table, report_table_column(&table, "collectible"), &line);
        buffer_add_c(&line, " in ");
        report_layout_plural(&line, report_table_count(&table, "charges"), "charge", "charges");
        report_grid_cell(grid, first ? STR("uncollected") : STR(""));
        report_grid_cell(grid, buffer_str(&line));
        buffer_free(&line);
        first = false;
    }
    report_page_close(&table);
    if (first) {
        report_grid_cell(grid, STR("uncollected"));
        report_grid_cell(grid, STR("none"));
    }
}

/* Rows of timing.csv, but those that wait no more. */
static void short_timing(struct report_page *page, struct report_grid *grid)
{
    int64_t items = report_page_rows(page, "timing.csv");
    struct report_table table;
    struct buffer line = {0};
    report_page_open(page, &table, "summary/timing-followed.sql", STR(""));
    while (report_page_next(page, &table))
        items -= report_table_count(&table, "cleared") + report_table_count(&table, "told");
    report_page_close(&table);
    if (items == 0)
        return;
    report_layout_plural(&line, items, "item whose counterpart lies outside the loaded days",
                         "items whose counterpart lies outside the loaded days");
    report_grid_cell(grid, STR("timing"));
    report_grid_cell(grid, buffer_str(&line));
    buffer_free(&line);
}

static void add_severity(struct buffer *line, int64_t count, struct str severity)
{
    if (count == 0)
        return;
    if (line->length > 0)
        buffer_add_c(line, ", ");
    report_layout_count(line, count);
    buffer_add_byte(line, ' ');
    buffer_add(line, severity);
}
