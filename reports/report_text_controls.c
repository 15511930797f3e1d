/* Whether the figures can be relied on: our own arithmetic, and what the reports state of
 * themselves. */
#include "reports/report_text.h"

static int64_t controls_counts(struct report_page *page);
static void controls_off(struct report_page *page);
static void controls_pennies(struct report_page *page);
static void controls_rules(struct report_page *page);
static void add_off(struct buffer *line, const struct report_table *table);

void report_text_controls(struct report_page *page)
{
    tie_assert(page != NULL);
    report_layout_title(page->text, "Controls (tie-out.csv)", '-');
    int64_t stated = controls_counts(page);
    controls_off(page);
    if (stated == 0)
        report_layout_wrap(page->text, "  ",
                           STR("No total that a report states of its lines could be compared: "
                               "completeness against the source is not evidenced."));
    controls_pennies(page);
    controls_rules(page);
}

/* How many stated figures were compared that lines could be missing from. */
static int64_t controls_counts(struct report_page *page)
{
    static const char *const titles[] = {"", "tie", "penny", "off", "not testable"};
    static const char *const names[] = {"ties", "penny", "off", "not_testable"};
    struct report_table table;
    struct report_grid grid;
    int64_t stated = 0;
    report_grid_init(&grid, "lrrrr");
    report_page_open(page, &table, "summary/controls.sql", STR(""));
    while (report_page_next(page, &table)) {
        bool own = str_equal(report_table_text(&table, "kind"), STR("control"));
        report_grid_head(&grid, titles);
        report_grid_cell(&grid, own ? STR("our own arithmetic") : STR("stated by the reports"));
        for (size_t at = 0; at < array_count(names); at++) {
            report_page_cell(&grid, &table, report_table_column(&table, names[at]));
        }
        stated += report_table_count(&table, "evidence");
    }
    report_page_close(&table);
    report_grid_print(&grid, page->text);
    return stated;
}

static void controls_off(struct report_page *page)
{
    enum { SHOWN = 10 };
    struct report_table table;
    int64_t count = 0;
    report_page_open(page, &table, "summary/off.sql", STR(""));
    while (report_page_next(page, &table)) {
        struct buffer line = {0};
        add_off(&line, &table);
        if (count++ < SHOWN)
            report_layout_wrap(page->text, "  off: ", buffer_str(&line));
        buffer_free(&line);
    }
    report_page_close(&table);
    if (count > SHOWN) {
        buffer_add_c(page->text, "  and ");
        report_layout_count(page->text, count - SHOWN);
        buffer_add_c(page->text, " more in tie-out.csv\n");
    }
}

static void controls_pennies(struct report_page *page)
{
    struct report_table table;
    report_page_open(page, &table, "summary/pennies.sql", STR(""));
    while (report_page_next(page, &table)) {
        struct buffer line = {0};
        report_layout_plural(&line, report_table_count(&table, "differences"),
                             "penny difference", "penny differences");
        buffer_add_c(&line, " in ");
        buffer_add(&line, report_table_text(&table, "currency"));
        buffer_add_c(&line, ", together ");
        report_table_people(&table, report_table_column(&table, "sum_absolute"), &line);
        buffer_add_c(&line, " of a budget of ");
        report_table_people(&table, report_table_column(&table, "budget"), &line);
        buffer_add_c(&line, " (pennies.csv).");
        report_layout_wrap(page->text, "  ", buffer_str(&line));
        buffer_free(&line);
    }
    report_page_close(&table);
}

static void controls_rules(struct report_page *page)
{
    struct str run = report_model_value(page->model, META_RULES_RUN);
    struct str shipped = report_model_value(page->model, META_RULES_SHIPPED);
    bool built_in =
        str_equal(report_model_value(page->model, META_RULES_SOURCE), STR("built-in"));
    struct buffer line = {0};
    if (str_equal(run, shipped) && built_in)
        buffer_format(&line, "All %.*s rules ran.", (int)run.length, run.bytes);
    else
        buffer_format(&line, "%.*s rules ran%s; %.*s are built in.", (int)run.length, run.bytes,
                      built_in ? "" : ", from a directory", (int)shipped.length, shipped.bytes);
    report_layout_wrap(page->text, "  ", buffer_str(&line));
    buffer_free(&line);
}

/* "scanner-records, april.csv, USD: reported 3, computed 2, difference -1; why" */
static void add_off(struct buffer *line, const struct report_table *table)
{
    static const char *const names[] = {"scope", "currency", "basis"};
    buffer_add(line, report_table_text(table, "check"));
    for (size_t at = 0; at < array_count(names); at++) {
        struct str part = report_table_text(table, names[at]);
        if (part.length > 0)
            buffer_add_c(line, ", ");
        buffer_add(line, part);
    }
    buffer_add_c(line, ": reported ");
    report_table_people(table, report_table_column(table, "reported"), line);
    buffer_add_c(line, ", computed ");
    report_table_people(table, report_table_column(table, "computed"), line);
    buffer_add_c(line, ", difference ");
    report_table_people(table, report_table_column(table, "difference"), line);
    if (report_table_text(table, "why").length > 0)
        buffer_add_c(line, "; ");
    buffer_add(line, report_table_text(table, "why"));
}
