/* The order of the page: the answer first, then what it rests on, then the long reports. */
#include "reports/report_html.h"

#include "reports/report_html_figures.h"
#include "reports/report_html_findings.h"
#include "reports/report_html_frame.h"
#include "reports/report_html_lists.h"
#include "reports/report_html_text.h"

static void draw_page(struct report_page *page, bool full);
static void draw_departures(struct report_page *page);
static void open_section(struct report_page *page, const char *id, const char *title);
static void close_section(struct report_page *page);

enum status report_html_write(const struct report_drawing *drawing,
                              struct report_output *output, struct failure *failure)
{
    tie_assert(drawing != NULL && output != NULL);
    struct buffer text = {0};
    struct report_page page = {.store = drawing->store,
                               .model = drawing->model,
                               .outputs = drawing->outputs,
                               .text = &text,
                               .failure = failure};
    output->about = STR("the close as a page");
    draw_page(&page, drawing->options->full);
    if (page.status == STATUS_OK)
        page.status =
            report_output_write(output, drawing->directory, buffer_str(&text), failure);
    buffer_free(&text);
    return page.status;
}

static void draw_page(struct report_page *page, bool full)
{
    report_html_begin(page);
    open_section(page, "short", "In short");
    report_html_short(page);
    draw_departures(page);
    close_section(page);
    open_section(page, "first", "What to look at first");
    report_html_first(page);
    close_section(page);
    open_section(page, "controls", "Controls");
    report_html_controls(page);
    report_html_lists_draw(page, REPORT_HTML_CONTROLS, full);
    close_section(page);
    open_section(page, "figures", "Figures by currency");
    report_html_currencies(page);
    close_section(page);
    report_html_lists_draw(page, REPORT_HTML_REPORTS, full);
    open_section(page, "roll-forward", "Roll-forward");
    report_html_roll(page);
    report_html_lists_draw(page, REPORT_HTML_ROLL, full);
    close_section(page);
    report_html_findings(page, LIMIT_PAGE_FINDINGS);
    report_html_lists_draw(page, REPORT_HTML_REST, full);
    open_section(page, "loaded", "Loaded");
    report_html_loaded(page);
    report_html_lists_draw(page, REPORT_HTML_LOADED, full);
    close_section(page);
    open_section(page, "assumed", "Assumed");
    report_html_lists_draw(page, REPORT_HTML_ASSUMED, full);
    close_section(page);
    report_html_end(page);
}

/* Options and policy values that are not the default stand before any figure they changed. */
static void draw_departures(struct report_page *page)
{
    struct report_table table;
    bool any = false;
    report_page_open(page, &table, "summary/assumptions.sql", STR(""));
    if (page->status == STATUS_OK)
        store_query_bind_integer(table.query, 1, 1);
    while (report_page_next(page, &table)) {
        buffer_add_c(page->text, any ? "<li>" : "<p>Not by default:</p>\n<ul>\n<li>");
        report_html_isolate(page->text, report_table_text(&table, "setting"));
        buffer_add_c(page->text, ": ");
        report_html_isolate(page->text, report_table_text(&table, "value"));
        buffer_add_c(page->text, "</li>\n");
        any = true;
    }
    report_page_close(&table);
    buffer_add_c(page->text, any ? "</ul>\n" : "<p>Options and policy: all by default.</p>\n");
}

static void open_section(struct report_page *page, const char *id, const char *title)
{
    buffer_format(page->text,
                  "<section id=\"%s\" aria-labelledby=\"%s-title\">\n"
                  "<h2 id=\"%s-title\">%s</h2>\n",
                  id, id, id, title);
}

static void close_section(struct report_page *page)
{
    buffer_add_c(page->text, "</section>\n");
}
