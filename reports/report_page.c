/* Steps and cells for the parts of the page. */
#include "reports/report_page.h"

void report_page_open(struct report_page *page, struct report_table *table, const char *path,
                      struct str currency)
{
    tie_assert(page != NULL && table != NULL);
    *table = (struct report_table){0};
    if (page->status != STATUS_OK)
        return;
    page->status = report_table_open(table, page->store, path, page->failure);
    if (page->status == STATUS_OK && currency.length > 0)
        store_query_bind_text(table->query, 1, currency);
}

bool report_page_next(struct report_page *page, struct report_table *table)
{
    tie_assert(page != NULL && table != NULL);
    bool found = false;
    if (page->status == STATUS_OK)
        page->status = report_table_step(table, &found, page->failure);
    return page->status == STATUS_OK && found;
}

void report_page_close(struct report_table *table)
{
    report_table_close(table);
}

void report_page_cell(struct report_grid *grid, const struct report_table *table, size_t column)
{
    struct buffer cell = {0};
    report_table_people(table, column, &cell);
    report_grid_cell(grid, buffer_str(&cell));
    buffer_free(&cell);
}

void report_page_add(struct money_total *total, const struct report_table *table, size_t column)
{
    struct buffer cell = {0};
    report_table_cell(table, column, &cell);
    bool taken = cell.length == 0 || money_total_add_text(total, buffer_str(&cell));
    tie_assert(taken);
    buffer_free(&cell);
}

void report_page_total(struct report_grid *grid, struct money_total *total)
{
    struct buffer text = {0};
    money_total_format_people(total, &text);
    report_grid_cell(grid, buffer_str(&text));
    buffer_free(&text);
    money_total_free(total);
}

void report_page_number(struct report_grid *grid, int64_t number)
{
    struct buffer text = {0};
    report_layout_count(&text, number);
    report_grid_cell(grid, buffer_str(&text));
    buffer_free(&text);
}

struct report_lacks report_page_lacks(struct report_page *page)
{
    struct report_table table;
    struct report_lacks lacks = {0};
    report_page_open(page, &table, "summary/lacking.sql", STR(""));
    if (report_page_next(page, &table)) {
        bool stated = report_table_count(&table, "stated") > 0;
        if (report_table_count(&table, "billed") > 0)
            lacks.billed = "billed reports: what was billed and not paid out is not known";
        if (report_table_count(&table, "disbursed") > 0)
            lacks.disbursed =
                stated ? "payout reports: what bills state as paid is taken for paid out"
                       : "payout reports: all that was billed counts as not paid out";
        if (report_table_count(&table, "taxed") > 0)
            lacks.taxed = "tax reports: what had to be collected is not known";
    }
    report_page_close(&table);
    return lacks;
}

int64_t report_page_rows(const struct report_page *page, const char *name)
{
    tie_assert(page != NULL);
    const struct report_output *output = report_output_find(page->outputs, name);
    return output == NULL || output->rows < 0 ? 0 : output->rows;
}
