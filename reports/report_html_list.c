/* One pass: each row is added up, and drawn if it may stay. */
#include "reports/report_html_list.h"

#include "reports/report_html_keep.h"
#include "reports/report_html_tally.h"
#include "reports/report_html_text.h"

struct drawing {
    const struct report_html_list *list;
    struct report_table table;
    size_t columns[REPORT_HTML_COLUMNS]; /* of the table itself */
    size_t column_count;
    bool shown[LIMIT_TABLE_COLUMNS]; /* it is one of them, or is no figure of a row */
    bool has_findings;
    bool has_currency;
    size_t currency; /* its column */
    size_t amount;
    struct report_html_keep keep;
    struct report_html_tally tally;
};

static void find_columns(struct drawing *drawing);
static void pass_rows(struct report_page *page, struct drawing *drawing);
static void take_row(struct drawing *drawing, int64_t place);
static uint64_t size_of(const struct drawing *drawing);
static void draw_row(const struct drawing *drawing, struct buffer *into);
static void draw_cell(const struct drawing *drawing, size_t at, struct buffer *into);
static bool is_short(const struct report_table *table, size_t column);
static void draw_more(const struct drawing *drawing, struct buffer *into);
static void draw_details(const struct drawing *drawing, struct buffer *into);
static void draw_section(struct report_page *page, const struct drawing *drawing);
static void draw_title(struct buffer *into, const struct report_html_list *list);
static void draw_cut(struct report_page *page, const struct drawing *drawing);
static void draw_table(struct buffer *into, const struct drawing *drawing);
static void draw_head(struct buffer *into, const struct drawing *drawing);
static const char *kind_word(enum report_kind kind);

void report_html_list_draw(struct report_page *page, const struct report_html_list *list,
                           bool full, size_t most)
{
    tie_assert(page != NULL && list != NULL && most > 0);
    struct drawing drawing = {.list = list, .keep.most = most};
    report_page_open(page, &drawing.table, list->path, STR(""));
    if (page->status == STATUS_OK && list->takes_full)
        store_query_bind_integer(drawing.table.query, 1, full);
    if (page->status == STATUS_OK) {
        find_columns(&drawing);
        pass_rows(page, &drawing);
    }
    report_html_keep_finish(&drawing.keep);
    if (page->status == STATUS_OK && (drawing.tally.rows > 0 || !list->silent))
        draw_section(page, &drawing);
    report_page_close(&drawing.table);
    report_html_keep_free(&drawing.keep);
    report_html_tally_free(&drawing.tally);
}

static void find_columns(struct drawing *drawing)
{
    const struct report_table *table = &drawing->table;
    struct str rest = str_from(drawing->list->columns);
    struct buffer name = {0};
    while (rest.length > 0) {
        buffer_clear(&name);
        buffer_add(&name, str_split(rest, ' ', &rest));
        tie_assert(drawing->column_count < REPORT_HTML_COLUMNS);
        size_t column = report_table_column(table, buffer_c(&name));
        drawing->columns[drawing->column_count++] = column;
        drawing->shown[column] = true;
    }
    buffer_free(&name);
    for (size_t at = 0; at < table->column_count; at++) {
        if (str_equal(table->columns[at].name, STR("findings")))
            drawing->shown[at] = drawing->has_findings = true;
        if (str_equal(table->columns[at].name, STR("currency"))) {
            drawing->has_currency = true;
            drawing->currency = at;
        }
    }
    if (drawing->list->amount != NULL)
        drawing->amount = report_table_column(table, drawing->list->amount);
}

static void pass_rows(struct report_page *page, struct drawing *drawing)
{
    int64_t place = 0;
    while (report_page_next(page, &drawing->table))
        take_row(drawing, place++);
}

static void take_row(struct drawing *drawing, int64_t place)
{
    const struct report_table *table = &drawing->table;
    struct str currency = drawing->has_currency
                              ? store_query_text(table->query, (int)drawing->currency)
                              : STR("");
    report_html_tally_add(&drawing->tally, table, currency, drawing->columns,
                          drawing->list->sums ? drawing->column_count : 0);
    if (drawing->list->amount == NULL)
        currency = STR("");
    struct buffer *text =
        report_html_keep_row(&drawing->keep, currency, size_of(drawing), place);
    if (text != NULL)
        draw_row(drawing, text);
}

/* The amount without its sign; all rows are of one size when nothing is said. */
static uint64_t size_of(const struct drawing *drawing)
{
    if (drawing->list->amount == NULL)
        return 0;
    int64_t micro = store_query_money(drawing->table.query, (int)drawing->amount).micro;
    return micro < 0 ? 0 - (uint64_t)micro : (uint64_t)micro;
}

static void draw_row(const struct drawing *drawing, struct buffer *into)
{
    buffer_add_c(into, "<tbody><tr>");
    for (size_t at = 0; at < drawing->column_count; at++)
        draw_cell(drawing, at, into);
    buffer_add_c(into, "</tr>");
    if (drawing->list->details)
        draw_more(drawing, into);
    buffer_add_c(into, "</tbody>\n");
}

static void draw_cell(const struct drawing *drawing, size_t at, struct buffer *into)
{
    size_t column = drawing->columns[at];
    const char *tag = at == 0 ? "th" : "td";
    buffer_format(into, "<%s%s%s>", tag, at == 0 ? " scope=\"row\"" : "",
                  report_html_is_figure(drawing->table.columns[column].kind) ? " class=\"n\""
                  : is_short(&drawing->table, column)                        ? " class=\"d\""
                                                                             : "");
    report_html_cell(into, &drawing->table, column);
    buffer_format(into, "</%s>", tag);
}

/* Days, account numbers and their like stay on one line. */
static bool is_short(const struct report_table *table, size_t column)
{
    enum { SHORT = 14 };
    struct buffer cell = {0};
    report_table_cell(table, column, &cell);
    bool fits =
        cell.length > 0 && cell.length <= SHORT && str_find(buffer_str(&cell), STR(" ")) < 0;
    buffer_free(&cell);
    return fits;
}

/* What the rules say of the row stands open, the rest is unfolded. */
static void draw_more(const struct drawing *drawing, struct buffer *into)
{
    const struct report_table *table = &drawing->table;
    struct str findings =
        drawing->has_findings ? report_table_text(table, "findings") : STR("");
    struct buffer details = {0};
    draw_details(drawing, &details);
    if (findings.length > 0 || details.length > 0)
        buffer_format(into, "<tr class=\"more\"><td colspan=\"%zu\">", drawing->column_count);
    if (findings.length > 0) {
        buffer_add_c(into, "<p>Findings: ");
        report_html_rules(into, findings);
        buffer_add_c(into, "</p>");
    }
    if (details.length > 0) {
        buffer_add_c(into, "<details><summary>All figures and records<span class=\"vh\"> of ");
        report_html_cell(into, table, drawing->columns[0]);
        buffer_add_c(into, "</span></summary><dl>");
        buffer_add(into, buffer_str(&details));
        buffer_add_c(into, "</dl></details>");
    }
    if (findings.length > 0 || details.length > 0)
        buffer_add_c(into, "</td></tr>");
    buffer_free(&details);
}

static void draw_details(const struct drawing *drawing, struct buffer *into)
{
    const struct report_table *table = &drawing->table;
    struct buffer cell = {0};
    for (size_t at = 0; at < table->column_count; at++) {
        buffer_clear(&cell);
        if (!drawing->shown[at])
            report_html_cell(&cell, table, at);
        if (cell.length == 0)
            continue;
        bool records = str_equal(table->columns[at].name, STR("evidence"));
        buffer_format(into, "<div%s><dt>", records ? " class=\"wide\"" : "");
        report_html_label(into, records ? STR("source_records") : table->columns[at].name);
        buffer_add_c(into, "</dt><dd>");
        buffer_add(into, buffer_str(&cell));
        buffer_add_c(into, "</dd></div>");
    }
    buffer_free(&cell);
}

static void draw_section(struct report_page *page, const struct drawing *drawing)
{
    const struct report_html_list *list = drawing->list;
    struct buffer *into = page->text;
    draw_title(into, list);
    if (drawing->tally.rows == 0) {
        buffer_add_c(into, "<p class=\"none\">None.</p>\n");
    } else {
        draw_cut(page, drawing);
        draw_table(into, drawing);
    }
    buffer_add_c(into, "</section>\n");
}

static void draw_title(struct buffer *into, const struct report_html_list *list)
{
    const char *level = list->part ? "h3" : "h2";
    buffer_format(into,
                  "<section id=\"%s\" aria-labelledby=\"%s-title\"%s>\n"
                  "<%s id=\"%s-title\">%s</%s>\n",
                  list->id, list->id, list->details ? " class=\"report\" data-filter" : "",
                  level, list->id, list->title, level);
    if (list->asks != NULL)
        buffer_format(into, "<p>%s</p>\n", list->asks);
}

/* A page that leaves rows out says so, and where they are. */
static void draw_cut(struct report_page *page, const struct drawing *drawing)
{
    const struct report_html_list *list = drawing->list;
    struct buffer *into = page->text;
    int64_t drawn = (int64_t)drawing->keep.row_count;
    if (drawn == drawing->tally.rows)
        return;
    const struct report_output *output =
        list->file == NULL ? NULL : report_output_find(page->outputs, list->file);
    buffer_add_c(into, "<p class=\"cut\">This page shows ");
    report_layout_count(into, drawn);
    buffer_add_c(into, " of ");
    report_layout_count(into, drawing->tally.rows);
    buffer_add_c(into, list->amount != NULL ? " rows, of each currency the largest"
                                            : " rows, the first");
    if (list->sums)
        buffer_add_c(into, "; the totals below the table are of all");
    buffer_add_c(into, ". ");
    if (output == NULL)
        buffer_add_c(into, "The books hold them all.");
    else
        buffer_format(into,
                      output->left_out ? "%s holds them all; it was not asked for."
                                       : "%s holds them all.",
                      list->file);
    buffer_add_c(into, "</p>\n");
}

static void draw_table(struct buffer *into, const struct drawing *drawing)
{
    const struct report_html_list *list = drawing->list;
    struct str about = list->caption == NULL ? drawing->table.about : str_from(list->caption);
    buffer_format(into,
                  "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                  "aria-labelledby=\"%s-caption\">\n<table%s>\n<caption id=\"%s-caption\">",
                  list->id, drawing->tally.rows > 1 ? " data-sort" : "", list->id);
    report_layout_plural(into, drawing->tally.rows, "row", "rows");
    buffer_add_c(into, ": ");
    report_html_quote(into, about);
    if (list->file != NULL)
        buffer_format(into, " (%s)", list->file);
    buffer_add_c(into, "</caption>\n");
    draw_head(into, drawing);
    for (size_t at = 0; at < drawing->keep.row_count; at++)
        buffer_add(into, buffer_str(&drawing->keep.rows[at].text));
    if (list->sums)
        report_html_tally_draw(into, &drawing->tally, &drawing->table, drawing->columns,
                               drawing->column_count);
    buffer_add_c(into, "</table>\n</div>\n");
}

static void draw_head(struct buffer *into, const struct drawing *drawing)
{
    buffer_add_c(into, "<thead><tr>");
    for (size_t at = 0; at < drawing->column_count; at++) {
        const struct report_column *column = &drawing->table.columns[drawing->columns[at]];
        bool currency = str_equal(column->name, STR("currency"));
        buffer_format(into, "<th scope=\"col\" data-kind=\"%s\"%s>",
                      currency ? "currency" : kind_word(column->kind),
                      report_html_is_figure(column->kind) ? " class=\"n\"" : "");
        report_html_label(into, column->name);
        buffer_add_c(into, "</th>");
    }
    buffer_add_c(into, "</tr></thead>\n");
}

/* How the script compares cells of a column. */
static const char *kind_word(enum report_kind kind)
{
    return kind == REPORT_MONEY || kind == REPORT_AMOUNT ? "money"
           : kind == REPORT_COUNT                        ? "count"
                                                         : "text";
}
