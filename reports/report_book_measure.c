/* Cell by cell, as they will be drawn. Currencies of a table are few: they are kept in order and
 * searched from the front. */
#include "reports/report_book_measure.h"

#include "reports/report_layout.h"
#include "reports/report_xlsx_text.h"

#include <stdlib.h>
#include <string.h>

static void choose_columns(struct report_book_measure *measure,
                           const struct report_table *table,
                           const struct report_book_page *page);
static bool is_summed(const struct report_column *column, const char *sums);
static int column_of(const struct report_table *table, const char *name);
static void measure_row(struct report_book_measure *measure, const struct report_table *table,
                        bool drawn, struct buffer *cell);
static void measure_cell(struct report_book_measure *measure, const struct report_table *table,
                         size_t at, struct str text, struct report_book_sums *sums);
static void add_amount(struct report_book_sums *sums, size_t at, enum report_book_kind kind,
                       struct str text, bool drawn);
static struct report_book_sums *sums_of(struct report_book_measure *measure,
                                        struct str currency);

enum status report_book_measure(struct report_book_measure *measure, struct report_table *table,
                                const struct report_book_page *page, int64_t room,
                                struct failure *failure)
{
    tie_assert(measure != NULL && table != NULL && room >= 0);
    struct buffer cell = {0};
    bool found = true;
    *measure = (struct report_book_measure){0};
    choose_columns(measure, table, page);
    enum status status = report_table_step(table, &found, failure);
    while (status == STATUS_OK && found) {
        if (!report_book_is_total(measure, table, page)) {
            bool drawn = measure->drawn < room;
            measure->rows++;
            measure->drawn += drawn;
            measure_row(measure, table, drawn, &cell);
        }
        status = report_table_step(table, &found, failure);
    }
    store_query_reset(table->query);
    buffer_free(&cell);
    return status;
}

void report_book_measure_free(struct report_book_measure *measure)
{
    tie_assert(measure != NULL);
    for (size_t one = 0; one < measure->sum_count; one++)
        for (size_t at = 0; at < LIMIT_TABLE_COLUMNS; at++) {
            money_total_free(measure->sums[one].drawn[at]);
            money_total_free(measure->sums[one].whole[at]);
        }
    free(measure->sums);
    arena_free(&measure->arena);
    *measure = (struct report_book_measure){0};
}

bool report_book_is_total(const struct report_book_measure *measure,
                          const struct report_table *table, const struct report_book_page *page)
{
    tie_assert(measure != NULL && table != NULL && page != NULL);
    return measure->total >= 0 &&
           str_equal(store_query_text(table->query, measure->total), str_from(page->total_as));
}

struct str report_book_currency(const struct report_book_measure *measure,
                                const struct report_table *table)
{
    tie_assert(measure != NULL && table != NULL);
    return measure->currency < 0 ? STR("") : store_query_text(table->query, measure->currency);
}

static void choose_columns(struct report_book_measure *measure,
                           const struct report_table *table,
                           const struct report_book_page *page)
{
    measure->currency = column_of(table, page->currency);
    measure->total = page->total_in == NULL ? -1 : column_of(table, page->total_in);
    for (size_t at = 0; at < table->column_count; at++)
        measure->columns[at].summed = is_summed(&table->columns[at], page->sums);
}

static bool is_summed(const struct report_column *column, const char *sums)
{
    struct str rest = str_from(sums);
    if (column->kind != REPORT_MONEY && column->kind != REPORT_AMOUNT)
        return false;
    while (rest.length > 0) {
        struct str word = str_split(rest, ' ', &rest);
        if (str_equal(word, STR("*")) || str_equal(word, column->name))
            return true;
    }
    return false;
}

static int column_of(const struct report_table *table, const char *name)
{
    for (size_t at = 0; at < table->column_count; at++)
        if (str_equal(table->columns[at].name, str_from(name)))
            return (int)at;
    return -1;
}

static void measure_row(struct report_book_measure *measure, const struct report_table *table,
                        bool drawn, struct buffer *cell)
{
    struct report_book_sums *sums = sums_of(measure, report_book_currency(measure, table));
    for (size_t at = 0; at < table->column_count; at++) {
        buffer_clear(cell);
        report_table_cell(table, at, cell);
        struct str text = buffer_str(cell);
        enum report_book_kind kind = report_book_kind_of(&table->columns[at], text);
        if (text.length == 0)
            continue;
        if (measure->columns[at].summed)
            add_amount(sums, at, kind, text, drawn);
        if (!drawn)
            continue;
        measure->long_numbers += kind == REPORT_BOOK_LONG;
        measure_cell(measure, table, at, text, sums);
    }
}

static void measure_cell(struct report_book_measure *measure, const struct report_table *table,
                         size_t at, struct str text, struct report_book_sums *sums)
{
    struct report_book_column *column = &measure->columns[at];
    enum report_kind kind = table->columns[at].kind;
    size_t width = report_layout_width(text);
    if (kind == REPORT_MONEY || kind == REPORT_AMOUNT) /* its letters, and commas */
        width += (sums->currency.length > 0 ? 4 : 0) + width / 3;
    column->width = width > column->width ? width : column->width;
    column->filled++;
    measure->long_texts += !report_xlsx_text_fits(text);
}

static void add_amount(struct report_book_sums *sums, size_t at, enum report_book_kind kind,
                       struct str text, bool drawn)
{
    if (kind != REPORT_BOOK_AMOUNT && kind != REPORT_BOOK_LONG)
        return;
    if (sums->whole[at] == NULL) {
        sums->whole[at] = money_total_new();
        sums->drawn[at] = money_total_new();
    }
    bool good = money_total_add_text(sums->whole[at], text);
    if (drawn && kind == REPORT_BOOK_AMOUNT)
        good = good && money_total_add_text(sums->drawn[at], text);
    tie_assert(good);
}

/* In order of currency. */
static struct report_book_sums *sums_of(struct report_book_measure *measure,
                                        struct str currency)
{
    size_t at = 0;
    while (at < measure->sum_count && str_compare(measure->sums[at].currency, currency) < 0)
        at++;
    if (at < measure->sum_count && str_equal(measure->sums[at].currency, currency))
        return &measure->sums[at];
    if (measure->sum_count == measure->sum_capacity) {
        measure->sum_capacity = measure->sum_capacity * 2 + 4;
        measure->sums =
            memory_resize(measure->sums, measure->sum_capacity, sizeof *measure->sums);
    }
    memmove(&measure->sums[at + 1], &measure->sums[at],
            (measure->sum_count - at) * sizeof *measure->sums);
    measure->sum_count++;
    measure->sums[at] =
        (struct report_book_sums){.currency = arena_copy(&measure->arena, currency)};
    return &measure->sums[at];
}
