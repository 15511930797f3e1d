/* A report as a table for a person at a terminal: one pass over its rows, currency by currency,
 * because amounts of two currencies are never added. */
#include "reports/report_show.h"

#include "base/near.h"
#include "reports/report_page.h"

enum { ACCOUNT_DIGITS = 12 };

const struct report_shown report_shown[] = {
    {"uncollected",
     "uncollected",
     "Billed and not paid out",
     "No charge is uncollected",
     "charge",
     "charges",
     "show/uncollected.sql",
     "iiwlnlr",
     {"reference", "payer", "product", "billed on", "days", "cause", "collectible"}},
    {"refunds",
     "refunds",
     "Refunds",
     "There is no refund",
     "charge",
     "charges",
     "show/refunds.sql",
     "iiwlrrr",
     {"reference", "payer", "product", "state", "billed", "paid out", "gap"}},
    {"net-terms",
     "net-terms",
     "Net terms: what is open, and what came late",
     "Nothing is open, and nothing came late",
     "charge",
     "charges",
     "show/net-terms.sql",
     "iillnlrr",
     {"reference", "payer", "due on", "status", "days late", "expected", "billed",
      "collectible"}},
    {"tax",
     "tax-collection",
     "Tax that is not as calculated",
     "All tax is as calculated",
     "position",
     "positions",
     "show/tax-collection.sql",
     "iilrrr",
     {"reference", "payer", "status", "calculated", "paid out", "difference"}},
};
const size_t report_shown_count = array_count(report_shown);

/* The block of one currency, under way. */
struct block {
    const struct report_show *show;
    struct report_table table;
    struct report_grid grid;
    struct buffer currency;
    int64_t rows;                                    /* shown or not */
    struct money_total *totals[REPORT_SHOW_COLUMNS]; /* NULL: nothing known was met */
};

static enum status find_payer(struct store *store, struct str asked, int64_t *payer_id,
                              struct buffer *payer, struct failure *failure);
static void account_of(struct str asked, struct buffer *account);
static enum status refuse_payer(struct store *store, struct str asked, struct failure *failure);
static void write_title(struct report_page *page, const struct report_show *show,
                        struct str payer);
static void write_lacks(struct report_page *page, const struct report_show *show);
static void write_blocks(struct report_page *page, const struct report_show *show,
                         int64_t payer_id);
static void block_begin(struct block *block, struct buffer *text);
static void block_row(struct block *block);
static void block_end(struct block *block, struct buffer *text);
static void block_totals(struct block *block);

const struct report_shown *report_shown_find(struct str name)
{
    for (size_t at = 0; at < report_shown_count; at++) {
        if (str_equal(str_from(report_shown[at].name), name) ||
            str_equal(str_from(report_shown[at].file), name))
            return &report_shown[at];
    }
    return NULL;
}

enum status report_show_write(struct store *store, const struct report_show *show,
                              struct buffer *text, struct failure *failure)
{
    tie_assert(store != NULL && text != NULL);
    tie_assert(show != NULL && show->report != NULL && show->top >= 0);
    struct report_model model;
    struct buffer payer = {0};
    int64_t payer_id = -1;
    struct report_page page = {
        .store = store, .model = &model, .text = text, .failure = failure};
    page.status = report_model_read(&model, store, failure);
    if (page.status == STATUS_OK && show->payer.length > 0)
        page.status = find_payer(store, show->payer, &payer_id, &payer, failure);
    if (page.status == STATUS_OK) {
        write_title(&page, show, buffer_str(&payer));
        write_lacks(&page, show);
        write_blocks(&page, show, payer_id);
    }
    buffer_free(&payer);
    report_model_free(&model);
    return page.status;
}

static enum status find_payer(struct store *store, struct str asked, int64_t *payer_id,
                              struct buffer *payer, struct failure *failure)
{
    struct store_query *query = NULL;
    struct buffer account = {0};
    bool found = false;
    account_of(asked, &account);
    enum status status =
        store_query_open(&query, store,
                         STR("SELECT payer_id, payer FROM payer WHERE payer = ?1 OR payer = ?2 "
                             "ORDER BY payer <> ?1 LIMIT 1"),
                         failure);
    if (status == STATUS_OK) {
        store_query_bind_text(query, 1, asked);
        store_query_bind_text(query, 2, buffer_str(&account));
        status = store_query_step(query, &found, failure);
    }
    if (status == STATUS_OK && found) {
        *payer_id = store_query_integer(query, 0);
        buffer_add(payer, store_query_text(query, 1));
    }
    store_query_close(query);
    buffer_free(&account);
    return status == STATUS_OK && !found ? refuse_payer(store, asked, failure) : status;
}

/* An account as reports print it, 1111-2222-3333 or without its leading zeros, as the books have
 * it; else as it was said. */
static void account_of(struct str asked, struct buffer *account)
{
    struct buffer digits = {0};
    for (size_t at = 0; at < asked.length; at++) {
        if (asked.bytes[at] != '-')
            buffer_add_byte(&digits, asked.bytes[at]);
    }
    if (str_is_digits(buffer_str(&digits)) && digits.length <= ACCOUNT_DIGITS) {
        for (size_t at = digits.length; at < ACCOUNT_DIGITS; at++)
            buffer_add_byte(account, '0');
        buffer_add(account, buffer_str(&digits));
    } else {
        buffer_add(account, asked);
    }
    buffer_free(&digits);
}

static enum status refuse_payer(struct store *store, struct str asked, struct failure *failure)
{
    struct store_query *query = NULL;
    struct near near;
    bool found = true;
    near_begin(&near, asked);
    enum status status =
        store_query_open(&query, store, STR("SELECT payer FROM payer ORDER BY payer"), failure);
    while (status == STATUS_OK && found) {
        status = store_query_step(query, &found, failure);
        if (status == STATUS_OK && found)
            near_offer(&near, store_query_text(query, 0));
    }
    store_query_close(query);
    if (status != STATUS_OK)
        return status;
    failure_set(failure, STATUS_USAGE, "no payer %.*s in these books", (int)asked.length,
                asked.bytes);
    failure_remedy(failure, "%sPayers stand in the column payer of the reports.",
                   near_say(&near));
    return STATUS_USAGE;
}

static void write_title(struct report_page *page, const struct report_show *show,
                        struct str payer)
{
    struct str heading = report_model_value(page->model, META_HEADING);
    struct buffer title = {0};
    struct buffer lines = {0};
    report_layout_clean(&title, heading);
    buffer_format(&title, "%s%s", title.length > 0 ? ": " : "", show->report->title);
    if (payer.length > 0)
        buffer_add_c(&title, ", payer ");
    report_layout_clean(&title, payer);
    buffer_add_c(&title, ", as of ");
    report_layout_clean(&title, report_model_value(page->model, META_AS_OF));
    report_layout_title(&lines, buffer_c(&title), '=');
    if (show->colours)
        buffer_add_c(page->text, heading.length > 0 ? "\033[1;31m" : "\033[1m");
    buffer_add(page->text, buffer_str(&lines));
    buffer_add_c(page->text, show->colours ? "\033[0m" : "");
    buffer_free(&lines);
    buffer_free(&title);
}

/* "None" is no good news where nothing was loaded that there could be some of. */
static void write_lacks(struct report_page *page, const struct report_show *show)
{
    struct report_lacks lacks = report_page_lacks(page);
    bool tax = str_equal(str_from(show->report->name), STR("tax"));
    const char *const sentences[] = {lacks.billed, lacks.disbursed, tax ? lacks.taxed : NULL};
    for (size_t at = 0; at < array_count(sentences); at++) {
        if (sentences[at] != NULL)
            buffer_format(page->text, "Not loaded: %s.\n", sentences[at]);
    }
}

static void write_blocks(struct report_page *page, const struct report_show *show,
                         int64_t payer_id)
{
    struct block block = {.show = show};
    bool none = true;
    report_page_open(page, &block.table, show->report->path, STR(""));
    if (page->status == STATUS_OK && payer_id >= 0)
        store_query_bind_integer(block.table.query, 1, payer_id);
    while (report_page_next(page, &block.table)) {
        struct str currency = report_table_text(&block.table, "currency");
        if (none || !str_equal(currency, buffer_str(&block.currency))) {
            block_end(&block, page->text);
            block_begin(&block, page->text);
        }
        block_row(&block);
        none = false;
    }
    block_end(&block, page->text);
    report_page_close(&block.table);
    buffer_free(&block.currency);
    if (none && page->status == STATUS_OK)
        buffer_format(page->text, "%s.\n", show->report->none);
}

static void block_begin(struct block *block, struct buffer *text)
{
    struct str currency = report_table_text(&block->table, "currency");
    buffer_clear(&block->currency);
    buffer_add(&block->currency, currency);
    report_grid_init(&block->grid, block->show->report->columns);
    block->grid.width = block->show->width;
    report_grid_head(&block->grid, block->show->report->heads);
    buffer_add_byte(text, '\n');
}

/* Every row is summed; the first ones are kept. */
static void block_row(struct block *block)
{
    const struct report_table *table = &block->table;
    bool shown = block->show->top == 0 || block->rows < block->show->top;
    tie_assert(table->column_count <= REPORT_SHOW_COLUMNS + 1);
    block->rows++;
    for (size_t at = 1; at < table->column_count; at++) {
        struct money_total **total = &block->totals[at - 1];
        if (shown)
            report_page_cell(&block->grid, table, at);
        if (table->columns[at].kind != REPORT_MONEY ||
            store_query_is_null(table->query, (int)at))
            continue;
        if (*total == NULL)
            *total = money_total_new();
        report_page_add(*total, table, at);
    }
}

static void block_end(struct block *block, struct buffer *text)
{
    const struct report_shown *report = block->show->report;
    int64_t top = block->show->top;
    if (block->rows == 0)
        return;
    report_layout_clean(text, buffer_str(&block->currency));
    buffer_add_c(text, ", ");
    report_layout_plural(text, block->rows, report->one, report->many);
    buffer_add_byte(text, '\n');
    block_totals(block);
    report_grid_print(&block->grid, text);
    if (top > 0 && block->rows > top) {
        buffer_add_c(text, "  ");
        report_layout_count(text, block->rows - top);
        buffer_format(text, " more %s not shown; \"together\" counts %s too.\n",
                      block->rows - top == 1 ? "is" : "are",
                      block->rows - top == 1 ? "it" : "them");
    }
    block->rows = 0;
}

/* Under nothing but empty cells stands one more: a zero would say what nobody knows. */
static void block_totals(struct block *block)
{
    report_grid_rule(&block->grid);
    for (size_t at = 0; at + 1 < block->table.column_count; at++) {
        if (block->totals[at] != NULL)
            report_page_total(&block->grid, block->totals[at]);
        else
            report_grid_cell(&block->grid, at == 0 ? STR("together") : STR(""));
        block->totals[at] = NULL;
    }
}
