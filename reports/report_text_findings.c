/* What the rules answered: by severity and rule with the question each asks, and the few to
 * look at first with what to do about them. */
#include "reports/report_text.h"

static void timing_title(struct report_page *page);
static void timing_followed(struct report_page *page, bool titled);
static void followed_count(struct buffer *line, const struct report_table *table,
                           const char *name, const char *words);
static void findings_row(struct report_page *page, const struct report_table *table);
static void findings_decided(struct report_page *page);
static void first_controls(struct report_page *page, int *place);
static void first_finding(struct report_page *page, const struct report_table *table,
                          int place);
static void add_place(struct report_page *page, int place, struct str text);

void report_text_timing(struct report_page *page)
{
    static const char *const titles[] = {"waits for", "fact lies", "rule",
                                         "",          "items",     "amount"};
    static const char *const names[] = {"waits_for_role", "kind",  "rule",
                                        "currency",       "items", "amount"};
    struct report_table table;
    struct report_grid grid;
    tie_assert(page != NULL);
    report_grid_init(&grid, "llllrr");
    report_page_open(page, &table, "summary/timing.sql", STR(""));
    while (report_page_next(page, &table)) {
        report_grid_head(&grid, titles);
        for (size_t at = 0; at < array_count(names); at++)
            report_page_cell(&grid, &table, report_table_column(&table, names[at]));
    }
    report_page_close(&table);
    bool any = report_grid_rows(&grid) > 0;
    if (any)
        timing_title(page);
    if (any)
        report_grid_print(&grid, page->text);
    report_grid_free(&grid);
    timing_followed(page, any);
}

static void timing_title(struct report_page *page)
{
    report_layout_title(page->text, "Timing: no exception until it fails to clear (timing.csv)",
                        '-');
}

/* Beside what waits now: what waited when the month before was sealed. */
static void timing_followed(struct report_page *page, bool titled)
{
    struct report_table table;
    report_page_open(page, &table, "summary/timing-followed.sql", STR(""));
    while (report_page_next(page, &table)) {
        struct buffer line = {0};
        if (!titled)
            timing_title(page);
        buffer_add_c(&line, "Of what waited when ");
        buffer_add(&line, report_table_text(&table, "sealed_month"));
        buffer_add_c(&line, " was sealed: ");
        followed_count(&line, &table, "waited", " in all");
        followed_count(&line, &table, "cleared", " cleared");
        followed_count(&line, &table, "told", " told by their own rule now");
        followed_count(&line, &table, "waiting", " waiting still");
        followed_count(&line, &table, "not_cleared", " past their day (timing-not-cleared)");
        buffer_add_byte(&line, '.');
        report_layout_wrap(page->text, "  ", buffer_str(&line));
        buffer_free(&line);
    }
    report_page_close(&table);
}

static void followed_count(struct buffer *line, const struct report_table *table,
                           const char *name, const char *words)
{
    bool first = str_equal(str_from(name), STR("waited"));
    if (report_table_count(table, name) == 0)
        return;
    buffer_add_c(line, first ? "" : ", ");
    report_table_people(table, report_table_column(table, name), line);
    buffer_add_c(line, words);
}

void report_text_findings(struct report_page *page)
{
    tie_assert(page != NULL);
    struct report_table table;
    bool any = false;
    report_layout_title(page->text, "Findings (findings.csv)", '-');
    report_page_open(page, &table, "summary/findings.sql", STR(""));
    while (report_page_next(page, &table)) {
        findings_row(page, &table);
        any = true;
    }
    report_page_close(&table);
    if (!any)
        buffer_add_c(page->text, "  none\n");
    findings_decided(page);
}

void report_text_first(struct report_page *page)
{
    enum { SHOWN = 5 };
    tie_assert(page != NULL);
    struct report_table table;
    int place = 0;
    report_layout_title(page->text, "What to look at first", '-');
    first_controls(page, &place);
    report_page_open(page, &table, "summary/first.sql", STR(""));
    while (place < SHOWN && report_page_next(page, &table))
        first_finding(page, &table, ++place);
    report_page_close(&table);
    if (place == 0)
        buffer_add_c(page->text, "  nothing: no finding above info, and every control ties\n");
}

/* "  medium     12  listed-not-billed" and the question below it. */
static void findings_row(struct report_page *page, const struct report_table *table)
{
    struct buffer count = {0};
    struct str severity = report_table_text(table, "severity");
    struct str asks = report_table_text(table, "asks");
    report_layout_count(&count, report_table_count(table, "findings"));
    buffer_format(page->text, "  %-7.*s %8s  ", (int)severity.length, severity.bytes,
                  buffer_c(&count));
    report_layout_clean(page->text, report_table_text(table, "rule"));
    buffer_add_byte(page->text, '\n');
    if (asks.length > 0)
        report_layout_wrap(page->text, "                    ", asks);
    buffer_free(&count);
}

/* "  3 of 14 findings have a disposition, 1 overdue (dispositions.csv)." */
static void findings_decided(struct report_page *page)
{
    struct report_table table;
    struct buffer line = {0};
    report_page_open(page, &table, "summary/dispositions.sql", STR(""));
    if (report_page_next(page, &table)) {
        int64_t decided = report_table_count(&table, "decided");
        int64_t gone = report_table_count(&table, "gone");
        if (decided + gone > 0) {
            report_layout_count(&line, decided);
            buffer_add_c(&line, " of ");
            report_layout_count(&line, report_table_count(&table, "findings"));
            buffer_add_c(&line, decided == 1 ? " findings has a disposition, "
                                             : " findings have a disposition, ");
            report_layout_count(&line, report_table_count(&table, "overdue"));
            buffer_add_c(&line, " overdue (dispositions.csv).");
            if (gone > 0) {
                buffer_add_byte(&line, ' ');
                report_layout_count(&line, gone);
                buffer_add_c(&line, gone == 1 ? " is of a finding that is gone."
                                              : " are of findings that are gone.");
            }
            report_layout_wrap(page->text, "  ", buffer_str(&line));
        }
    }
    report_page_close(&table);
    buffer_free(&line);
}

/* Before any finding: figures that cannot be relied on. */
static void first_controls(struct report_page *page, int *place)
{
    struct report_table table;
    int64_t off = 0;
    int64_t rejected = 0;
    report_page_open(page, &table, "summary/controls.sql", STR(""));
    while (report_page_next(page, &table))
        if (str_equal(report_table_text(&table, "kind"), STR("control")))
            off += report_table_count(&table, "off");
    report_page_close(&table);
    report_page_open(page, &table, "summary/rejected.sql", STR(""));
    while (report_page_next(page, &table))
        rejected += report_table_count(&table, "records");
    report_page_close(&table);
    if (off > 0)
        add_place(page, ++*place,
                  STR("A control is off (tie-out.csv): the program's own arithmetic disagrees "
                      "with itself. Do not book; keep the books and report it."));
    if (rejected > 0)
        add_place(page, ++*place,
                  STR("Records were rejected (rejects.csv): correct the cells at their source "
                      "or have the report issued again, then run once more."));
}

static void first_finding(struct report_page *page, const struct report_table *table, int place)
{
    struct buffer line = {0};
    struct str then = report_table_text(table, "then");
    struct str currency = report_table_text(table, "currency");
    int64_t findings = report_table_count(table, "findings");
    buffer_add(&line, report_table_text(table, "rule"));
    buffer_add_c(&line, " (");
    buffer_add(&line, report_table_text(table, "severity"));
    if (currency.length > 0)
        buffer_add_c(&line, ", ");
    buffer_add(&line, currency);
    buffer_add_c(&line, "), ");
    report_layout_plural(&line, findings, "finding", "findings");
    add_place(page, place, buffer_str(&line));
    buffer_clear(&line);
    buffer_add(&line, report_table_text(table, "subject"));
    buffer_add_c(&line, ": ");
    buffer_add(&line, report_table_text(table, "explanation"));
    report_layout_wrap(page->text, findings > 1 ? "     the largest: " : "     ",
                       buffer_str(&line));
    if (then.length > 0)
        report_layout_wrap(page->text, "     to do: ", then);
    buffer_free(&line);
}

static void add_place(struct report_page *page, int place, struct str text)
{
    struct buffer first = {0};
    buffer_format(&first, "  %d. ", place);
    report_layout_wrap(page->text, buffer_c(&first), text);
    buffer_free(&first);
}
