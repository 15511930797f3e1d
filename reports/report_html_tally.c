/* Amounts of two currencies are never added, and an amount nobody knows is no zero. */
#include "reports/report_html_tally.h"

#include "base/arena.h"
#include "reports/report_html_text.h"
#include "reports/report_layout.h"

#include <stdlib.h>

static struct report_html_sum *find_sum(struct report_html_tally *tally, struct str currency);
static bool is_money(const struct report_table *table, size_t column);
static size_t leading(const struct report_table *table, const size_t *columns, size_t count);
static void draw_total(struct buffer *into, const struct money_total *total);

void report_html_tally_add(struct report_html_tally *tally, const struct report_table *table,
                           struct str currency, const size_t *columns, size_t count)
{
    tie_assert(tally != NULL && count <= REPORT_HTML_COLUMNS);
    struct report_html_sum *sum = find_sum(tally, currency);
    struct buffer cell = {0};
    tally->rows++;
    sum->rows++;
    for (size_t at = 0; at < count; at++) {
        if (!is_money(table, columns[at]))
            continue;
        buffer_clear(&cell);
        report_table_cell(table, columns[at], &cell);
        if (cell.length == 0)
            continue;
        if (sum->totals[at] == NULL)
            sum->totals[at] = money_total_new();
        bool taken = money_total_add_text(sum->totals[at], buffer_str(&cell));
        tie_assert(taken);
    }
    buffer_free(&cell);
}

void report_html_tally_draw(struct buffer *into, const struct report_html_tally *tally,
                            const struct report_table *table, const size_t *columns,
                            size_t count)
{
    tie_assert(into != NULL && tally != NULL);
    size_t before = leading(table, columns, count);
    tie_assert(before > 0);
    buffer_add_c(into, "<tfoot>\n");
    for (size_t at = 0; at < tally->count; at++) {
        const struct report_html_sum *sum = &tally->sums[at];
        buffer_format(into, "<tr><th scope=\"row\" colspan=\"%zu\">Together in ", before);
        report_html_quote(into, buffer_str(&sum->currency));
        buffer_add_c(into, ", ");
        report_layout_plural(into, sum->rows, "row", "rows");
        buffer_add_c(into, "</th>");
        for (size_t column = before; column < count; column++)
            draw_total(into, sum->totals[column]);
        buffer_add_c(into, "</tr>\n");
    }
    buffer_add_c(into, "</tfoot>\n");
}

void report_html_tally_free(struct report_html_tally *tally)
{
    tie_assert(tally != NULL);
    for (size_t at = 0; at < tally->count; at++) {
        buffer_free(&tally->sums[at].currency);
        for (size_t column = 0; column < REPORT_HTML_COLUMNS; column++)
            money_total_free(tally->sums[at].totals[column]);
    }
    free(tally->sums);
    *tally = (struct report_html_tally){0};
}

static struct report_html_sum *find_sum(struct report_html_tally *tally, struct str currency)
{
    for (size_t at = 0; at < tally->count; at++)
        if (str_equal(buffer_str(&tally->sums[at].currency), currency))
            return &tally->sums[at];
    tally->sums = memory_resize(tally->sums, tally->count + 1, sizeof *tally->sums);
    struct report_html_sum *sum = &tally->sums[tally->count++];
    *sum = (struct report_html_sum){0};
    buffer_add(&sum->currency, currency);
    return sum;
}

static bool is_money(const struct report_table *table, size_t column)
{
    enum report_kind kind = table->columns[column].kind;
    return kind == REPORT_MONEY || kind == REPORT_AMOUNT;
}

/* How many columns stand before the first amount. */
static size_t leading(const struct report_table *table, const size_t *columns, size_t count)
{
    size_t before = 0;
    while (before < count && !is_money(table, columns[before]))
        before++;
    return before;
}

static void draw_total(struct buffer *into, const struct money_total *total)
{
    struct buffer plain = {0};
    struct buffer people = {0};
    if (total == NULL) {
        buffer_add_c(into, "<td></td>");
        return;
    }
    money_total_format(total, &plain);
    money_total_format_people(total, &people);
    buffer_format(into, "<td class=\"n\"><data value=\"%s\">%s</data></td>", buffer_c(&plain),
                  buffer_c(&people));
    buffer_free(&plain);
    buffer_free(&people);
}
