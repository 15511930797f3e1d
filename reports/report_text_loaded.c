/* What was read: lines by month and role, and what was taken for granted while reading. */
#include "reports/report_text.h"

static bool loaded_head(struct report_page *page, struct report_grid *grid, char *columns);
static void loaded_months(struct report_page *page, struct report_grid *grid);
static void loaded_cell(struct report_grid *grid, const struct report_table *table);
static void loaded_windows(struct report_page *page, struct report_grid *grid,
                           const char *label, const char *column);
static void loaded_overlaps(struct report_page *page);
static void loaded_rejects(struct report_page *page);
static void loaded_aside(struct report_page *page);
static bool assumed_settings(struct report_page *page, bool departures, const char *indent);
static void add_setting(struct buffer *line, const struct report_table *table);
static void assumed_signs(struct report_page *page);
static const char *settled_words(struct str settled_by);
static void assumed_spellings(struct report_page *page);
static void add_names(struct report_page *page, struct buffer *line,
                      struct report_table *table);

void report_text_loaded(struct report_page *page)
{
    tie_assert(page != NULL);
    struct report_grid grid;
    char columns[REPORT_GRID_COLUMNS + 1];
    report_layout_title(page->text, "Loaded: lines by month and role", '-');
    bool loaded = report_text_loaded_grid(page, &grid, columns);
    if (!loaded)
        buffer_add_c(page->text, "  none\n");
    bool whole = loaded && page->status == STATUS_OK; /* a failure may leave a row half done */
    if (whole)
        report_grid_print(&grid, page->text);
    report_grid_free(&grid);
    loaded_overlaps(page);
    loaded_rejects(page);
    loaded_aside(page);
}

bool report_text_loaded_grid(struct report_page *page, struct report_grid *grid,
                             char columns[REPORT_GRID_COLUMNS + 1])
{
    tie_assert(page != NULL && grid != NULL);
    bool loaded = loaded_head(page, grid, columns);
    if (loaded) {
        loaded_months(page, grid);
        loaded_windows(page, grid, "known from", "known_from");
        loaded_windows(page, grid, "known to", "known_to");
    }
    return loaded;
}

void report_text_assumed(struct report_page *page)
{
    tie_assert(page != NULL);
    report_layout_title(page->text, "Assumed", '-');
    assumed_settings(page, false, "  ");
    assumed_signs(page);
    assumed_spellings(page);
    struct report_table table;
    report_page_open(page, &table, "summary/collection.sql", STR(""));
    if (report_page_next(page, &table) && report_table_count(&table, "stated") == 0)
        report_layout_wrap(page->text, "  ",
                           STR("No file states what customers paid: collection is inferred "
                               "from payout."));
    report_page_close(&table);
}

void report_text_departures(struct report_page *page)
{
    tie_assert(page != NULL);
    if (!assumed_settings(page, true, "Not by default: ") && page->status == STATUS_OK)
        buffer_add_c(page->text, "Options and policy: all by default.\n");
}

/* The roles of the table's first month are the columns: every month has the same. */
static bool loaded_head(struct report_page *page, struct report_grid *grid, char *columns)
{
    struct report_table table;
    size_t roles = 0;
    report_page_open(page, &table, "summary/roles.sql", STR(""));
    while (report_page_next(page, &table))
        roles++;
    report_page_close(&table);
    tie_assert(roles < REPORT_GRID_COLUMNS);
    columns[0] = 'l';
    for (size_t at = 1; at <= roles; at++)
        columns[at] = 'r';
    columns[roles + 1] = '\0';
    report_grid_init(grid, columns);
    report_grid_cell(grid, STR("month"));
    report_page_open(page, &table, "summary/roles.sql", STR(""));
    while (report_page_next(page, &table))
        report_page_cell(grid, &table, report_table_column(&table, "role"));
    report_page_close(&table);
    return roles > 0;
}

static void loaded_months(struct report_page *page, struct report_grid *grid)
{
    struct report_table table;
    struct buffer month = {0};
    report_page_open(page, &table, "summary/loaded.sql", STR(""));
    while (report_page_next(page, &table)) {
        struct str next = report_table_text(&table, "month");
        if (!str_equal(next, buffer_str(&month))) {
            report_grid_cell(grid, next);
            buffer_clear(&month);
            buffer_add(&month, next);
        }
        loaded_cell(grid, &table);
    }
    report_page_close(&table);
    buffer_free(&month);
}

/* A count; a hole by its name; both where a file covers but a part of the month. */
static void loaded_cell(struct report_grid *grid, const struct report_table *table)
{
    struct buffer cell = {0};
    struct str state = report_table_text(table, "state");
    int64_t lines = report_table_count(table, "lines");
    bool gap = str_equal(state, STR("gap"));
    if (lines > 0)
        report_layout_count(&cell, lines);
    else if (state.length > 0)
        buffer_add(&cell, state);
    else
        buffer_add_c(&cell, report_table_count(table, "files") > 0 ? "0" : "-");
    if (lines > 0 && gap)
        buffer_add_c(&cell, " + gap");
    report_grid_cell(grid, buffer_str(&cell));
    buffer_free(&cell);
}

static void loaded_windows(struct report_page *page, struct report_grid *grid,
                           const char *label, const char *column)
{
    struct report_table table;
    report_grid_cell(grid, str_from(label));
    report_page_open(page, &table, "summary/roles.sql", STR(""));
    while (report_page_next(page, &table)) {
        struct buffer cell = {0};
        report_table_cell(&table, report_table_column(&table, column), &cell);
        report_grid_cell(grid, cell.length > 0 ? buffer_str(&cell) : STR("-"));
        buffer_free(&cell);
    }
    report_page_close(&table);
}

static void loaded_overlaps(struct report_page *page)
{
    struct report_table table;
    report_page_open(page, &table, "summary/superseded.sql", STR(""));
    while (report_page_next(page, &table)) {
        struct buffer line = {0};
        buffer_add(&line, report_table_text(&table, "newer"));
        if (report_table_count(&table, "replaced") == 1) {
            buffer_add_c(&line, " takes the place of ");
            buffer_add(&line, report_table_text(&table, "older"));
            buffer_add_c(&line, ": ");
            report_layout_plural(&line, report_table_count(&table, "lines"), "line", "lines");
            buffer_add_c(&line, " kept and not counted (restated.csv).");
        } else {
            buffer_add_c(&line, " repeats days or records of ");
            buffer_add(&line, report_table_text(&table, "older"));
            buffer_add_c(&line, ": both are counted (--both).");
        }
        report_layout_wrap(page->text, "  ", buffer_str(&line));
        buffer_free(&line);
    }
    report_page_close(&table);
}

static void loaded_rejects(struct report_page *page)
{
    struct report_table table;
    report_page_open(page, &table, "summary/rejected.sql", STR(""));
    while (report_page_next(page, &table)) {
        struct buffer line = {0};
        report_layout_plural(&line, report_table_count(&table, "records"), "record", "records");
        buffer_add_c(&line, " of ");
        buffer_add(&line, report_table_text(&table, "file"));
        buffer_add_c(&line, " rejected and left out of every figure (rejects.csv).");
        report_layout_wrap(page->text, "  ", buffer_str(&line));
        buffer_free(&line);
    }
    report_page_close(&table);
}

static void loaded_aside(struct report_page *page)
{
    struct report_table table;
    struct buffer line = {0};
    report_page_open(page, &table, "summary/aside.sql", STR(""));
    add_names(page, &line, &table);
    report_page_close(&table);
    if (line.length > 0)
        report_layout_wrap(page->text,
                           "  Set aside, recognised but not read: ", buffer_str(&line));
    buffer_free(&line);
}

/* Sentences, not columns: a list of declared months is longer than any page is wide. */
static bool assumed_settings(struct report_page *page, bool departures, const char *indent)
{
    struct report_table table;
    bool any = false;
    report_page_open(page, &table, "summary/assumptions.sql", STR(""));
    if (page->status == STATUS_OK)
        store_query_bind_integer(table.query, 1, departures);
    while (report_page_next(page, &table)) {
        struct buffer line = {0};
        add_setting(&line, &table);
        report_layout_wrap(page->text, indent, buffer_str(&line));
        buffer_free(&line);
        any = true;
    }
    report_page_close(&table);
    return any;
}

/* "policy penny: 0.02 (by default 0.01); 3 positions, 1,200.00" */
static void add_setting(struct buffer *line, const struct report_table *table)
{
    struct str shipped = report_table_text(table, "default");
    int64_t positions = report_table_count(table, "positions_affected");
    buffer_add(line, report_table_text(table, "setting"));
    buffer_add_c(line, ": ");
    buffer_add(line, report_table_text(table, "value"));
    if (!str_equal(shipped, report_table_text(table, "value"))) {
        buffer_add_c(line, " (by default ");
        buffer_add(line, shipped.length > 0 ? shipped : STR("none"));
        buffer_add_byte(line, ')');
    }
    if (positions > 0) {
        buffer_add_c(line, "; ");
        report_layout_plural(line, positions, "position", "positions");
    }
    if (report_table_text(table, "amount_affected").length > 0) {
        buffer_add_c(line, positions > 0 ? ", " : "; ");
        report_table_people(table, report_table_column(table, "amount_affected"), line);
    }
}

/* Signs the map leaves open: what was found, by what, and how many lines speak for and against. */
static void assumed_signs(struct report_page *page)
{
    struct report_table table;
    report_page_open(page, &table, "summary/signs-by-family.sql", STR(""));
    while (report_page_next(page, &table)) {
        struct buffer line = {0};
        buffer_add(&line, report_table_text(&table, "family"));
        buffer_add_c(&line, ": ");
        buffer_add(&line, report_table_text(&table, "signs"));
        buffer_add_c(&line, "; by ");
        buffer_add_c(&line, settled_words(report_table_text(&table, "settled_by")));
        buffer_add_c(&line, ", ");
        report_layout_plural(&line, report_table_count(&table, "lines_for"), "line", "lines");
        buffer_add_c(&line, " for, ");
        report_layout_count(&line, report_table_count(&table, "lines_against"));
        buffer_add_c(&line, " against.");
        report_layout_wrap(page->text, "  Signs in ", buffer_str(&line));
        buffer_free(&line);
    }
    report_page_close(&table);
}

static const char *settled_words(struct str settled_by)
{
    static const struct {
        struct str name;
        const char *words;
    } ways[] = {
        {STR_INIT("file"), "the file's own lines"},
        {STR_INIT("era"), "other files of the same columns"},
        {STR_INIT("canonical"), "the documented signs"},
        {STR_INIT("majority"), "the majority of its cells"},
        {STR_INIT("assumed"), "--assume"},
    };
    for (size_t at = 0; at < array_count(ways); at++)
        if (str_equal(ways[at].name, settled_by))
            return ways[at].words;
    return "the map";
}

static void assumed_spellings(struct report_page *page)
{
    struct report_table table;
    struct buffer line = {0};
    report_page_open(page, &table, "summary/tolerated.sql", STR(""));
    while (report_page_next(page, &table)) {
        if (line.length > 0)
            buffer_add_c(&line, ", ");
        buffer_add(&line, report_table_text(&table, "trace"));
        buffer_add_c(&line, " in ");
        report_layout_plural(&line, report_table_count(&table, "cells"), "cell", "cells");
    }
    report_page_close(&table);
    if (line.length > 0)
        report_layout_wrap(page->text, "  Spellings tolerated: ", buffer_str(&line));
    buffer_free(&line);
}

static void add_names(struct report_page *page, struct buffer *line, struct report_table *table)
{
    while (report_page_next(page, table)) {
        if (line->length > 0)
            buffer_add_c(line, ", ");
        buffer_add(line, report_table_text(table, "file"));
    }
}
