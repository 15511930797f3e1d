/* The tax book as rows: the worksheet, and the totals of files. Findings are of references that do
 * not settle. */
#include "recon/settled_sums.h"

#include "base/arena.h"
#include "recon/tax_totals.h"

static void tell_row(const struct worksheet_row *row, struct settled_rows *rows);
static void tell_total(const struct tax_total *total, struct settled_rows *rows);
static void hear_worksheet(struct worksheet *worksheet, const struct settled_row *row);

void tax_book_tell(const struct tax_book *book, struct settled_rows *rows)
{
    tie_assert(book != NULL && rows != NULL);
    for (size_t at = 0; at < book->worksheet.row_count; at++)
        tell_row(&book->worksheet.rows[at], rows);
    for (size_t at = 0; at < book->checks.total_count; at++)
        tell_total(&book->checks.totals[at], rows);
}

void tax_book_hear(struct tax_book *book, const struct settled_row *row)
{
    tie_assert(book != NULL && row != NULL);
    if (row->keys[0] == SETTLED_WORKSHEET) {
        hear_worksheet(&book->worksheet, row);
        return;
    }
    struct tax_total *total =
        tax_total_of(&book->checks, (int64_t)row->keys[1] << 32 | row->keys[2]);
    if (row->keys[0] == SETTLED_TOTAL_REPORTED) {
        total->groups += row->count;
        total->reported += row->micro;
        return;
    }
    tie_assert(row->keys[0] == SETTLED_TOTAL_COMPUTED);
    total->apart += row->count;
    total->computed += row->micro;
}

struct str tax_book_sold(const struct tax_book *book)
{
    tie_assert(book != NULL);
    return (struct str){(const char *)book->checks.sold, book->checks.sold_bytes};
}

void tax_book_add_sold(struct tax_book *book, struct str sold)
{
    tie_assert(book != NULL);
    struct tax_checks *checks = &book->checks;
    if (sold.length > checks->sold_bytes) {
        checks->sold = memory_resize(checks->sold, sold.length, 1);
        for (size_t at = checks->sold_bytes; at < sold.length; at++)
            checks->sold[at] = 0;
        checks->sold_bytes = sold.length;
    }
    for (size_t at = 0; at < sold.length; at++)
        checks->sold[at] |= (uint8_t)sold.bytes[at];
}

static void tell_row(const struct worksheet_row *row, struct settled_rows *rows)
{
    uint32_t keys[SETTLED_KEYS] = {SETTLED_WORKSHEET, (uint32_t)row->key.month,
                                   row->key.currency, row->key.kind,
                                   row->key.party,    WORKSHEET_SUMS};
    settled_add(rows, keys, row->lines, 0);
    for (int sum = 0; sum < WORKSHEET_SUMS; sum++) {
        keys[5] = (uint32_t)sum;
        settled_add_total(rows, keys, row->sums[sum]);
    }
}

static void hear_worksheet(struct worksheet *worksheet, const struct settled_row *row)
{
    const struct worksheet_key key = {.month = (day_number)row->keys[1],
                                      .currency = row->keys[2],
                                      .kind = row->keys[3],
                                      .party = (enum tax_party)row->keys[4]};
    size_t found = worksheet_row_find(worksheet, &key);
    tie_assert(row->keys[5] <= WORKSHEET_SUMS);
    if (row->keys[5] == WORKSHEET_SUMS)
        worksheet->rows[found].lines += row->count;
    else
        worksheet_row_add(worksheet, found, (enum worksheet_sum)row->keys[5],
                          (struct money){row->micro});
}

static void tell_total(const struct tax_total *total, struct settled_rows *rows)
{
    uint32_t keys[SETTLED_KEYS] = {SETTLED_TOTAL_REPORTED,
                                   (uint32_t)(total->file_and_currency >> 32),
                                   (uint32_t)total->file_and_currency};
    rows->overflow |= total->reported != (int64_t)total->reported ||
                      total->computed != (int64_t)total->computed;
    settled_add(rows, keys, total->groups, (int64_t)total->reported);
    keys[0] = SETTLED_TOTAL_COMPUTED;
    settled_add(rows, keys, total->apart, (int64_t)total->computed);
}
