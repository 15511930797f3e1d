/* The sheet people work in. Its header is its first row and nothing stands above or below the
 * table, so that it can be saved as CSV and loaded as dispositions (docs/DISPOSITIONS.md); what is
 * to be said of the sheet stands on the cover. Four columns are a person's; all else is locked. */
#include "reports/report_book_cell.h"
#include "reports/report_book_parts.h"
#include "reports/report_xlsx_text.h"

#include <string.h>

enum { LINK_PAGES = 5, LINKS = LINK_PAGES + 1, LINKS_AT = 12, LIST_SPARE = 5 };

/* Sheets with a column of links each; what stands in any other shares the last. */
static const char *const link_pages[LINK_PAGES] = {"Uncollected", "Refunds", "Net terms",
                                                   "Tax collection", "Positions"};

struct column {
    const char *name;
    size_t width;
    const char *list; /* what its cells offer, when a person writes into them; "" for a day */
    const char *message;
};

static const struct column columns[] = {
    {"severity", 10, NULL, NULL},
    {"rule", 28, NULL, NULL},
    {"transaction_reference_id", 26, NULL, NULL},
    {"currency", 10, NULL, NULL},
    {"expected", 18, NULL, NULL},
    {"actual", 18, NULL, NULL},
    {"difference", 18, NULL, NULL},
    {"explanation", 76, NULL, NULL},
    {"reason", 24, "A",
     "Choose a reason, or write one. The sheet Lists holds what is offered."},
    {"owner", 18, "B", "Who looks into it. The sheet Lists holds what is offered."},
    {"comment", 32, NULL, NULL},
    {"due_on", 12, "", "The day by which it is to be settled."},
    {"uncollected_row", 12, NULL, NULL},
    {"refunds_row", 12, NULL, NULL},
    {"net_terms_row", 12, NULL, NULL},
    {"tax_collection_row", 12, NULL, NULL},
    {"position_row", 12, NULL, NULL},
    {"other_row", 22, NULL, NULL},
    {"subject", 30, NULL, NULL},
    {"evidence", 60, NULL, NULL},
    {"finding_id", 24, NULL, NULL},
};

struct findings {
    struct report_book *book;
    struct report_xlsx_sheet *pen;
    struct report_table table;
    struct buffer cell;
    int64_t row, links;
};

static void draw_frame(struct findings *findings, int64_t lists_last);
static enum status draw_rows(struct findings *findings, struct failure *failure);
static void draw_row(struct findings *findings);
static void draw_value(struct findings *findings, size_t at, size_t to);
static void draw_input(struct findings *findings, size_t at);
static void draw_links(struct findings *findings);
static size_t link_column(const char *page);
static void draw_link(struct findings *findings, const struct report_book_drawn *to,
                      int64_t row, size_t column);
static enum status draw_lists(struct report_book *book, int64_t *last, struct failure *failure);
static enum status draw_words(struct report_book *book, struct report_table *lists,
                              int64_t *last, struct failure *failure);

enum status report_book_findings_draw(struct report_book *book, struct failure *failure)
{
    tie_assert(book != NULL);
    struct report_book_drawn *drawn = &book->findings;
    struct findings findings = {.book = book, .pen = drawn->sheet, .row = 1};
    int64_t lists_last = 0;
    enum status status = store_read_integer(
        book->drawing->store, STR("SELECT count(*) FROM finding"), &drawn->rows, failure);
    if (status == STATUS_OK)
        status = draw_lists(book, &lists_last, failure);
    if (status == STATUS_OK)
        status = report_table_open(&findings.table, book->drawing->store, drawn->path, failure);
    if (status == STATUS_OK) {
        drawn->about = findings.table.about;
        drawn->drawn = drawn->rows < book->rows_most ? drawn->rows : book->rows_most - 1;
        draw_frame(&findings, lists_last);
        status = draw_rows(&findings, failure);
    }
    report_table_close(&findings.table);
    buffer_free(&findings.cell);
    return status;
}

static void draw_frame(struct findings *findings, int64_t lists_last)
{
    struct report_xlsx_sheet *pen = findings->pen;
    int64_t last = findings->book->findings.drawn;
    struct buffer text = {0};
    report_xlsx_tall(pen, 0);
    for (size_t at = 0; at < array_count(columns); at++) {
        bool input = columns[at].list != NULL || strcmp(columns[at].name, "comment") == 0;
        buffer_clear(&text);
        report_book_heading(&text, str_from(columns[at].name));
        report_xlsx_text(pen, 0, at, input ? REPORT_XLSX_HEAD_INPUT : REPORT_XLSX_HEAD,
                         buffer_str(&text));
        report_xlsx_width(pen, at, columns[at].width);
        if (columns[at].list == NULL || last == 0)
            continue;
        buffer_clear(&text);
        buffer_format(&text, REPORT_BOOK_LISTS "!$%s$2:$%s$%lld", columns[at].list,
                      columns[at].list, (long long)lists_last + 1);
        report_xlsx_offer(pen, 1, last, at, columns[at].list[0] == '\0' ? NULL : text.bytes,
                          columns[at].message);
    }
    report_xlsx_filter(pen, 0, last > 0 ? last : 1, array_count(columns) - 1);
    report_xlsx_freeze(pen, 1, 3);
    /* what is decided on, without links and evidence, which nobody follows on paper */
    report_xlsx_paper(
        pen, &(struct report_xlsx_paper){
                 .head = 0, .last_row = last, .last_column = LINKS_AT - 1, .narrow = true});
    report_xlsx_protect(pen);
    buffer_free(&text);
}

static enum status draw_rows(struct findings *findings, struct failure *failure)
{
    bool found = true;
    enum status status = report_table_step(&findings->table, &found, failure);
    while (status == STATUS_OK && found && findings->row <= findings->book->findings.drawn) {
        draw_row(findings);
        findings->row++;
        status = report_table_step(&findings->table, &found, failure);
    }
    return status;
}

static void draw_row(struct findings *findings)
{
    const struct report_table *table = &findings->table;
    for (size_t at = 0; at + 1 < table->column_count; at++) {
        size_t to = at < LINKS_AT ? at : at + LINKS;
        tie_assert(str_equal(table->columns[at].name, str_from(columns[to].name)));
        if (at == LINKS_AT)
            draw_links(findings);
        buffer_clear(&findings->cell);
        report_table_cell(table, at, &findings->cell);
        if (columns[to].list != NULL || strcmp(columns[to].name, "comment") == 0)
            draw_input(findings, to);
        else
            draw_value(findings, at, to);
    }
}

/* Of expected, actual and difference the rule's unit says what they are. */
static void draw_value(struct findings *findings, size_t at, size_t to)
{
    struct report_column column = findings->table.columns[at];
    struct str text = buffer_str(&findings->cell);
    struct str unit = report_table_text(&findings->table, "unit");
    day_number day = DAY_NONE;
    if (to >= 4 && to <= 6 && !str_equal(unit, STR("text"))) {
        bool money = str_equal(unit, STR("money"));
        column.kind = money                       ? REPORT_AMOUNT
                      : day_parse_iso(text, &day) ? REPORT_DAY
                                                  : REPORT_COUNT;
    }
    report_book_cell(findings->pen, findings->row, to, &column, text,
                     report_table_text(&findings->table, "currency"));
    findings->book->findings.long_texts += !report_xlsx_text_fits(text);
}

static void draw_input(struct findings *findings, size_t at)
{
    day_number day = DAY_NONE;
    struct str text = buffer_str(&findings->cell);
    bool days = columns[at].list != NULL && columns[at].list[0] == '\0';
    if (days && day_parse_iso(text, &day))
        report_xlsx_day(findings->pen, findings->row, at, REPORT_XLSX_INPUT_DAY, day);
    else
        report_xlsx_text(findings->pen, findings->row, at,
                         days ? REPORT_XLSX_INPUT_DAY : REPORT_XLSX_INPUT, text);
    findings->book->findings.long_texts += !report_xlsx_text_fits(text);
}

/* --- links --------------------------------------------------------------------------------- */

static void draw_links(struct findings *findings)
{
    struct report_book *book = findings->book;
    struct str reference = report_table_text(&findings->table, "transaction_reference_id");
    struct str subject =
        reference.length > 0 ? reference : report_table_text(&findings->table, "subject");
    struct str currency = report_table_text(&findings->table, "currency");
    const struct report_book_drawn *to[LINKS] = {NULL};
    int64_t rows[LINKS];
    for (size_t number = 0; number < book->count; number++) {
        int64_t row = report_book_rows_find(&book->rows, subject, currency, number);
        size_t column = link_column(book->sheets[number].name);
        if (row < 0 || to[column] != NULL)
            continue;
        to[column] = &book->sheets[number];
        rows[column] = row;
    }
    for (size_t at = 0; at < LINKS; at++)
        if (to[at] != NULL)
            draw_link(findings, to[at], rows[at], at);
}

static size_t link_column(const char *page)
{
    size_t at = 0;
    while (at < LINK_PAGES && strcmp(link_pages[at], page) != 0)
        at++;
    return at;
}

static void draw_link(struct findings *findings, const struct report_book_drawn *to,
                      int64_t row, size_t column)
{
    struct buffer text = {0};
    if (column == LINK_PAGES)
        buffer_format(&text, "%s, ", to->name);
    buffer_format(&text, "row %lld", (long long)row + 1);
    if (findings->links < findings->book->links_most) {
        report_xlsx_link(findings->pen, findings->row, LINKS_AT + column, to->name, row,
                         buffer_str(&text));
        findings->links++;
    } else {
        report_xlsx_text(findings->pen, findings->row, LINKS_AT + column, REPORT_XLSX_TEXT,
                         buffer_str(&text));
        findings->book->findings.links_left++;
    }
    buffer_free(&text);
}

/* --- what cells offer ---------------------------------------------------------------------- */

static enum status draw_lists(struct report_book *book, int64_t *last, struct failure *failure)
{
    static const char *const paths[] = {"workbook/reasons.sql", "workbook/owners.sql"};
    struct report_table lists[array_count(paths)] = {{.column_count = 0}};
    enum status status = STATUS_OK;
    for (size_t at = 0; status == STATUS_OK && at < array_count(paths); at++)
        status = report_table_open(&lists[at], book->drawing->store, paths[at], failure);
    if (status == STATUS_OK)
        status = draw_words(book, lists, last, failure);
    for (size_t at = 0; at < array_count(paths); at++)
        report_table_close(&lists[at]);
    return status;
}

/* Both lists side by side, and room for more. */
static enum status draw_words(struct report_book *book, struct report_table *lists,
                              int64_t *last, struct failure *failure)
{
    static const char *const heads[] = {"Reasons", "Owners"};
    struct report_xlsx_sheet *pen = book->lists;
    bool found[array_count(heads)] = {true, true};
    enum status status = STATUS_OK;
    int64_t row = 1;
    for (size_t at = 0; at < array_count(heads); at++) {
        report_xlsx_text(pen, 0, at, REPORT_XLSX_HEAD_INPUT, str_from(heads[at]));
        report_xlsx_width(pen, at, 36);
    }
    report_xlsx_text(pen, 0, 3, REPORT_XLSX_NOTE,
                     STR("What the sheet Findings offers. Add your own below."));
    for (int64_t spare = 0; status == STATUS_OK && spare < LIST_SPARE; row++) {
        for (size_t at = 0; status == STATUS_OK && at < array_count(heads); at++) {
            if (found[at])
                status = report_table_step(&lists[at], &found[at], failure);
            if (status == STATUS_OK)
                report_xlsx_text(pen, row, at, REPORT_XLSX_INPUT,
                                 found[at] ? store_query_text(lists[at].query, 0) : STR(""));
        }
        spare += !found[0] && !found[1];
    }
    report_xlsx_protect(pen);
    *last = row - 1;
    return status;
}
