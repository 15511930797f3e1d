/* SUBTOTAL 109 and 103 leave out rows that are filtered away or hidden. Where currencies share a
 * column each row is a SUBTOTAL of its own (one cell, by OFFSET), multiplied by whether it is of
 * the currency: this holds in whatever order somebody sorts the rows. Sums are brought back to the
 * six decimals an amount can have, for what the cells hold are binary numbers. */
#include "reports/report_book_formula.h"

static void add_range(struct buffer *into, struct report_book_range range);

void report_book_cell_name(struct buffer *into, size_t column, int64_t row)
{
    tie_assert(into != NULL && row >= 0);
    char letters[8];
    size_t at = sizeof letters;
    for (size_t left = column + 1; left > 0; left = (left - 1) / 26)
        letters[--at] = (char)('A' + (left - 1) % 26);
    buffer_add(into, (struct str){letters + at, sizeof letters - at});
    buffer_add_count(into, row + 1);
}

void report_book_formula_count(struct buffer *into, struct report_book_range range)
{
    tie_assert(into != NULL);
    buffer_add_c(into, "=SUBTOTAL(103,");
    add_range(into, range);
    buffer_add_byte(into, ')');
}

void report_book_formula_sum(struct buffer *into, struct report_book_range amounts)
{
    tie_assert(into != NULL);
    buffer_add_c(into, "=ROUND(SUBTOTAL(109,");
    add_range(into, amounts);
    buffer_add_c(into, "),6)");
}

void report_book_formula_sum_of(struct buffer *into, struct report_book_range amounts,
                                size_t currencies, struct str currency)
{
    tie_assert(into != NULL && str_find(currency, STR("\"")) < 0);
    struct report_book_range names = {currencies, amounts.first, amounts.last};
    buffer_add_c(into, "=ROUND(SUMPRODUCT((");
    add_range(into, names);
    buffer_format(into, "=\"%.*s\")*SUBTOTAL(109,OFFSET(", (int)currency.length,
                  currency.bytes);
    report_book_cell_name(into, amounts.column, amounts.first);
    buffer_add_c(into, ",ROW(");
    add_range(into, amounts);
    buffer_add_c(into, ")-ROW(");
    report_book_cell_name(into, amounts.column, amounts.first);
    buffer_add_c(into, "),0))),6)");
}

static void add_range(struct buffer *into, struct report_book_range range)
{
    tie_assert(range.first <= range.last);
    report_book_cell_name(into, range.column, range.first);
    buffer_add_byte(into, ':');
    report_book_cell_name(into, range.column, range.last);
}
