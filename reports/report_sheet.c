/* A footed table, drawn from what the table's own header says about its columns. */
#include "reports/report_sheet.h"

struct figure {
    size_t column; /* of the table */
    bool label;
    bool count;
    int64_t number;            /* the sum of a count */
    struct money_total *total; /* the sum of an amount; NULL for others */
    bool known;                /* an amount of it stands in some row */
};

struct sheet {
    struct figure figures[REPORT_GRID_COLUMNS];
    size_t count;
    char columns[REPORT_GRID_COLUMNS + 1]; /* of the grid */
    int64_t rows;
};

static void sheet_init(struct sheet *sheet, const struct report_table *table);
static void add_row(struct sheet *sheet, struct report_grid *grid,
                    const struct report_table *table);
static void add_totals(struct sheet *sheet, struct report_grid *grid);
static void leave_unknown(struct report_grid *grid, struct money_total *total);

void report_sheet_print(struct report_page *page, const struct report_sheet *sheet,
                        struct str currency)
{
    tie_assert(page != NULL && sheet != NULL);
    struct report_table table;
    struct report_grid grid;
    struct sheet drawn = {0};
    report_page_open(page, &table, sheet->path, currency);
    if (page->status == STATUS_OK && sheet->report != NULL)
        store_query_bind_text(table.query, 2, str_from(sheet->report));
    sheet_init(&drawn, &table);
    report_grid_init(&grid, drawn.columns);
    while (report_page_next(page, &table)) {
        report_grid_head(&grid, sheet->heads);
        add_row(&drawn, &grid, &table);
    }
    report_page_close(&table);
    if (drawn.rows > 0 || sheet->says_none)
        buffer_format(page->text, "\n%s\n", sheet->title);
    if (drawn.rows == 0 && sheet->says_none)
        buffer_add_c(page->text, "  none\n");
    bool shown = drawn.rows > 0;
    add_totals(&drawn, &grid);
    if (shown)
        report_grid_print(&grid, page->text);
    report_grid_free(&grid);
}

static void sheet_init(struct sheet *sheet, const struct report_table *table)
{
    for (size_t at = 0; at < table->column_count; at++) {
        struct str name = table->columns[at].name;
        enum report_kind kind = table->columns[at].kind;
        if (str_equal(name, STR("currency")) || str_equal(name, STR("report")))
            continue;
        tie_assert(sheet->count < REPORT_GRID_COLUMNS);
        struct figure *figure = &sheet->figures[sheet->count];
        *figure = (struct figure){.column = at, .count = kind == REPORT_COUNT};
        figure->label = kind == REPORT_WORD || kind == REPORT_TEXT;
        if (!figure->label && !figure->count)
            figure->total = money_total_new();
        sheet->columns[sheet->count++] = figure->label ? 'l' : 'r';
    }
    if (sheet->count == 0) /* the table could not be opened */
        sheet->columns[0] = 'l';
}

static void add_row(struct sheet *sheet, struct report_grid *grid,
                    const struct report_table *table)
{
    sheet->rows++;
    for (size_t at = 0; at < sheet->count; at++) {
        struct figure *figure = &sheet->figures[at];
        report_page_cell(grid, table, figure->column);
        if (figure->count)
            figure->number += store_query_integer(table->query, (int)figure->column);
        if (figure->total == NULL || store_query_is_null(table->query, (int)figure->column))
            continue;
        figure->known = true;
        report_page_add(figure->total, table, figure->column);
    }
}

/* "together" where figures follow a label: a sheet may hold two tables beside each other. */
static void add_totals(struct sheet *sheet, struct report_grid *grid)
{
    if (sheet->count > 0)
        report_grid_rule(grid);
    for (size_t at = 0; at < sheet->count; at++) {
        struct figure *figure = &sheet->figures[at];
        bool starts = figure->label && (at == 0 || !sheet->figures[at - 1].label);
        if (figure->label)
            report_grid_cell(grid, starts ? STR("together") : STR(""));
        else if (figure->count)
            report_page_number(grid, figure->number);
        else if (figure->known)
            report_page_total(grid, figure->total);
        else
            leave_unknown(grid, figure->total);
    }
}

/* Under nothing but empty cells stands one more: a zero would say what nobody knows. */
static void leave_unknown(struct report_grid *grid, struct money_total *total)
{
    report_grid_cell(grid, STR(""));
    money_total_free(total);
}
