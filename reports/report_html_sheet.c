/* Words are labels and stand left; counts and amounts are summed. */
#include "reports/report_html_sheet.h"

#include "reports/report_html_chart.h"
#include "reports/report_html_text.h"

#include <string.h>

struct figure {
    size_t column; /* of the table */
    bool label;
    int64_t number;            /* the sum of a count */
    struct money_total *total; /* the sum of an amount, once one is known */
};

struct drawn {
    struct figure figures[REPORT_GRID_COLUMNS];
    size_t count;
    int64_t rows;
    struct report_html_bars bars;
};

static void find_figures(struct drawn *drawn, const struct report_table *table);
static void draw_head(struct buffer *into, const struct report_sheet *sheet,
                      const struct drawn *drawn, struct str currency);
static void draw_row(struct buffer *into, struct drawn *drawn,
                     const struct report_table *table);
static void add_figure(struct figure *figure, const struct report_table *table);
static void add_bar(struct drawn *drawn, const struct report_table *table);
static void draw_totals(struct buffer *into, struct drawn *drawn,
                        const struct report_table *table);
static void draw_chart(struct buffer *into, struct drawn *drawn,
                       const struct report_sheet *sheet, struct str currency);

void report_html_sheet(struct report_page *page, const struct report_sheet *sheet,
                       struct str currency, bool chart)
{
    tie_assert(page != NULL && sheet != NULL);
    struct report_table table;
    struct drawn drawn = {0};
    report_page_open(page, &table, sheet->path, currency);
    if (page->status == STATUS_OK && sheet->report != NULL)
        store_query_bind_text(table.query, 2, str_from(sheet->report));
    find_figures(&drawn, &table);
    while (report_page_next(page, &table)) {
        if (drawn.rows++ == 0)
            draw_head(page->text, sheet, &drawn, currency);
        draw_row(page->text, &drawn, &table);
        if (chart)
            add_bar(&drawn, &table);
    }
    if (drawn.rows > 0)
        draw_totals(page->text, &drawn, &table);
    else if (sheet->says_none && page->status == STATUS_OK)
        buffer_format(page->text, "<p class=\"none\">%s: none.</p>\n", sheet->title);
    draw_chart(page->text, &drawn, sheet, currency);
    for (size_t at = 0; at < drawn.count; at++)
        money_total_free(drawn.figures[at].total);
    report_page_close(&table);
}

void report_html_grid(struct buffer *into, struct report_grid *grid, const char *caption)
{
    tie_assert(into != NULL && grid != NULL);
    size_t columns = strlen(grid->columns);
    size_t rows = report_grid_rows(grid);
    buffer_format(into,
                  "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                  "aria-label=\"%s\">\n<table>\n<caption>%s</caption>\n",
                  caption, caption);
    for (size_t row = 0; row < rows; row++) {
        buffer_add_c(into, row == 0 ? "<thead><tr>" : row == 1 ? "<tbody>\n<tr>" : "<tr>");
        for (size_t at = 0; at < columns; at++) {
            bool head = row == 0 || at == 0;
            buffer_format(into, "<%s%s%s>", head ? "th" : "td",
                          row == 0  ? " scope=\"col\""
                          : at == 0 ? " scope=\"row\""
                                    : "",
                          grid->columns[at] == 'r' ? " class=\"n\"" : "");
            report_html_quote(into, grid->cells[row * columns + at]);
            buffer_format(into, "</%s>", head ? "th" : "td");
        }
        buffer_add_c(into, row == 0 ? "</tr></thead>\n" : "</tr>\n");
    }
    buffer_add_c(into, rows > 1 ? "</tbody>\n</table>\n</div>\n" : "</table>\n</div>\n");
    report_grid_free(grid);
}

static void find_figures(struct drawn *drawn, const struct report_table *table)
{
    for (size_t at = 0; at < table->column_count; at++) {
        struct str name = table->columns[at].name;
        if (str_equal(name, STR("currency")) || str_equal(name, STR("report")))
            continue;
        tie_assert(drawn->count < REPORT_GRID_COLUMNS);
        drawn->figures[drawn->count++] = (struct figure){
            .column = at, .label = !report_html_is_figure(table->columns[at].kind)};
    }
}

static void draw_head(struct buffer *into, const struct report_sheet *sheet,
                      const struct drawn *drawn, struct str currency)
{
    buffer_format(into, "<div class=\"sheet\">\n<table>\n<caption>%s, ", sheet->title);
    report_html_quote(into, currency);
    buffer_add_c(into, "</caption>\n<thead><tr>");
    for (size_t at = 0; at < drawn->count; at++)
        buffer_format(into, "<th scope=\"col\"%s>%s</th>",
                      drawn->figures[at].label ? "" : " class=\"n\"", sheet->heads[at]);
    buffer_add_c(into, "</tr></thead>\n<tbody>\n");
}

static void draw_row(struct buffer *into, struct drawn *drawn, const struct report_table *table)
{
    buffer_add_c(into, "<tr>");
    for (size_t at = 0; at < drawn->count; at++) {
        struct figure *figure = &drawn->figures[at];
        buffer_add_c(into, at == 0         ? "<th scope=\"row\">"
                           : figure->label ? "<td>"
                                           : "<td class=\"n\">");
        report_html_cell(into, table, figure->column);
        buffer_add_c(into, at == 0 ? "</th>" : "</td>");
        add_figure(figure, table);
    }
    buffer_add_c(into, "</tr>\n");
}

static void add_figure(struct figure *figure, const struct report_table *table)
{
    struct buffer cell = {0};
    int column = (int)figure->column;
    if (figure->label || store_query_is_null(table->query, column))
        return;
    if (table->columns[figure->column].kind == REPORT_COUNT) {
        figure->number += store_query_integer(table->query, column);
        return;
    }
    if (figure->total == NULL)
        figure->total = money_total_new();
    report_table_cell(table, figure->column, &cell);
    bool taken = cell.length == 0 || money_total_add_text(figure->total, buffer_str(&cell));
    tie_assert(taken);
    buffer_free(&cell);
}

static void add_bar(struct drawn *drawn, const struct report_table *table)
{
    struct buffer plain = {0};
    struct buffer people = {0};
    size_t amount = drawn->figures[drawn->count - 1].column;
    report_table_cell(table, amount, &plain);
    report_table_people(table, amount, &people);
    report_html_bars_add(&drawn->bars,
                         store_query_text(table->query, (int)drawn->figures[0].column),
                         buffer_str(&plain), buffer_str(&people));
    buffer_free(&plain);
    buffer_free(&people);
}

static void draw_totals(struct buffer *into, struct drawn *drawn,
                        const struct report_table *table)
{
    buffer_add_c(into, "</tbody>\n<tfoot><tr>");
    for (size_t at = 0; at < drawn->count; at++) {
        const struct figure *figure = &drawn->figures[at];
        bool count = table->columns[figure->column].kind == REPORT_COUNT;
        struct buffer text = {0};
        if (count)
            report_layout_count(&text, figure->number);
        else if (figure->total != NULL)
            money_total_format_people(figure->total, &text);
        if (at == 0)
            buffer_add_c(into, "<th scope=\"row\">Together</th>");
        else
            buffer_format(into, "<td%s>%s</td>", figure->label ? "" : " class=\"n\"",
                          buffer_c(&text));
        buffer_free(&text);
    }
    buffer_add_c(into, "</tr></tfoot>\n</table>\n");
}

static void draw_chart(struct buffer *into, struct drawn *drawn,
                       const struct report_sheet *sheet, struct str currency)
{
    struct buffer title = {0};
    buffer_add_c(&title, sheet->title);
    buffer_add_c(&title, ", ");
    buffer_add(&title, currency);
    report_html_bars_draw(&drawn->bars, into, buffer_str(&title));
    buffer_free(&title);
    if (drawn->rows > 0)
        buffer_add_c(into, "</div>\n");
}
