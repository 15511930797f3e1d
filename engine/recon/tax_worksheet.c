/* The worksheet a seller files by: each counted tax line of a position goes into the row of its
 * month, place, type and party, and what was paid out for tax is shared among the seller's lines.
 * Columns are kept so that they add up to the positions to the last micro: what no line can be
 * given stands in a row of its own. */
#include "recon/tax_parts.h"

#include <stdlib.h>

static void add_line(struct tax_book *book, const struct position_line *line, size_t at,
                     currency_code currency);
static size_t row_of(struct tax_book *book, const struct position_line *line,
                     currency_code currency, enum tax_party party);
static void add_base(struct worksheet *worksheet, size_t row, enum worksheet_sum sum,
                     struct money amount, bool refund);
static void add_sales(struct tax_book *book, const struct position_work *work);
static void share_out(struct tax_book *book, const struct position_work *work,
                      struct tax_keys *keys, struct money paid, enum worksheet_sum sum,
                      currency_code currency);
static void share(struct worksheet *worksheet, struct money paid, size_t count);
static bool is_each_own(const struct worksheet *worksheet, struct money paid, size_t count);
static enum tax_party party_of(const struct position_line *line);

void position_worksheet(struct tax_book *book, const struct position_work *work,
                        const struct position *position)
{
    tie_assert(book != NULL && work != NULL && position != NULL);
    struct worksheet *worksheet = &book->worksheet;
    struct money paid = position->disbursed[COMPONENT_TAX];
    struct money taken = position->disbursed[COMPONENT_TAX_REFUND];
    if (position->state == STATE_CROSS_CURRENCY)
        return;
    tax_keys_clear(&worksheet->sales);
    tax_keys_clear(&worksheet->forward);
    tax_keys_clear(&worksheet->refund);
    for (size_t at = 0; at < work->own_count && position->tax_lines > 0; at++)
        if (work->own[at]->plan->role == ROLE_TAXED)
            add_line(book, work->own[at], at, position->currency);
    add_sales(book, work);
    share_out(book, work, &worksheet->forward, paid, WORKSHEET_COLLECTED, position->currency);
    share_out(book, work, &worksheet->refund, taken, WORKSHEET_REFUND_DISBURSED,
              position->currency);
}

/* A refund gives back what it names, whatever sign it is printed with; its tax is printed
 * negative. */
static void add_line(struct tax_book *book, const struct position_line *line, size_t at,
                     currency_code currency)
{
    struct worksheet *worksheet = &book->worksheet;
    const struct movement *movement = line->movement;
    const struct tax_place *place = &book->places.of[movement->jurisdiction_id];
    enum tax_party party = party_of(line);
    struct money tax = movement_amount(movement, COMPONENT_TAX_AMOUNT);
    struct money nontaxable = movement_amount(movement, COMPONENT_NONTAXABLE);
    bool refund = movement->event != TAX_FORWARD;
    size_t row = row_of(book, line, currency, party);
    worksheet->rows[row].lines++;
    add_base(worksheet, row, WORKSHEET_TAXABLE, movement_amount(movement, COMPONENT_TAXABLE),
             refund);
    add_base(worksheet, row, WORKSHEET_NONTAXABLE, nontaxable, refund);
    if (place->certified)
        add_base(worksheet, row, WORKSHEET_EXEMPT, nontaxable, refund);
    worksheet_row_add(worksheet, row, refund ? WORKSHEET_TAX_REFUND : WORKSHEET_TAX, tax);
    if (!refund) {
        struct tax_key *sale = tax_keys_add(&worksheet->sales, at);
        sale->parts[0] = (int64_t)row;
        sale->parts[1] = movement->line_item_id;
    }
    if (party != PARTY_SELLER || tax.micro == 0)
        return;
    struct tax_key *base = tax_keys_add(refund ? &worksheet->refund : &worksheet->forward, at);
    base->parts[0] = place->order;
    base->parts[1] = (int64_t)row;
}

static size_t row_of(struct tax_book *book, const struct position_line *line,
                     currency_code currency, enum tax_party party)
{
    struct worksheet *worksheet = &book->worksheet;
    if (line->day != worksheet->last_day) {
        worksheet->last_day = line->day;
        worksheet->last_month = day_month_first(line->day);
    }
    const struct worksheet_key key = {
        .month = worksheet->last_month,
        .currency = currency,
        .kind = book->places.of[line->movement->jurisdiction_id].kind,
        .party = party,
    };
    return worksheet_row_find(worksheet, &key);
}

static void add_base(struct worksheet *worksheet, size_t row, enum worksheet_sum sum,
                     struct money amount, bool refund)
{
    worksheet_row_add(worksheet, row, sum, refund ? money_negate(money_abs(amount)) : amount);
}

/* The price of an item repeats on its lines: the first line of an item in a row counts. */
static void add_sales(struct tax_book *book, const struct position_work *work)
{
    struct worksheet *worksheet = &book->worksheet;
    const struct tax_keys *sales = &worksheet->sales;
    if (sales->count > 1)
        tax_keys_sort(&worksheet->sales);
    for (size_t at = 0; at < sales->count; at++) {
        const struct tax_key *sale = &sales->items[at];
        if (at > 0 && tax_key_same(sale - 1, sale, 2))
            continue;
        worksheet_row_add(worksheet, (size_t)sale->parts[0], WORKSHEET_GROSS_SALES,
                          movement_amount(work->own[sale->at]->movement, COMPONENT_PRICE));
    }
}

/* Equal remainders go to the line whose place comes first, then to the line read first. */
static void share_out(struct tax_book *book, const struct position_work *work,
                      struct tax_keys *keys, struct money paid, enum worksheet_sum sum,
                      currency_code currency)
{
    struct worksheet *worksheet = &book->worksheet;
    if (paid.micro == 0)
        return;
    if (keys->count == 0) {
        const struct worksheet_key key = {DAY_NONE, currency, WORKSHEET_UNALLOCATED,
                                          PARTY_NONE};
        size_t row = worksheet_row_find(worksheet, &key);
        worksheet_row_add(worksheet, row, sum, paid);
        return;
    }
    if (worksheet->share_capacity < keys->count) {
        worksheet->share_capacity = keys->capacity;
        worksheet->bases =
            memory_resize(worksheet->bases, keys->capacity, sizeof *worksheet->bases);
        worksheet->shares =
            memory_resize(worksheet->shares, keys->capacity, sizeof *worksheet->shares);
    }
    tax_keys_sort(keys);
    for (size_t at = 0; at < keys->count; at++)
        worksheet->bases[at] =
            movement_amount(work->own[keys->items[at].at]->movement, COMPONENT_TAX_AMOUNT);
    share(worksheet, paid, keys->count);
    for (size_t at = 0; at < keys->count; at++)
        worksheet_row_add(worksheet, (size_t)keys->items[at].parts[1], sum,
                          worksheet->shares[at]);
}

/* Nearly every payout brings just the tax of its lines: then each share is its base, which is
 * what sharing out gives too. */
static void share(struct worksheet *worksheet, struct money paid, size_t count)
{
    if (is_each_own(worksheet, paid, count)) {
        for (size_t at = 0; at < count; at++) {
            struct money size = money_abs(worksheet->bases[at]);
            worksheet->shares[at] = paid.micro < 0 ? money_negate(size) : size;
        }
        return;
    }
    bool shared = money_allocate(paid, worksheet->bases, count, worksheet->shares);
    tie_assert(shared); /* no base is zero */
}

static bool is_each_own(const struct worksheet *worksheet, struct money paid, size_t count)
{
    struct money sum = {0};
    for (size_t at = 0; at < count; at++) {
        struct money size = money_abs(worksheet->bases[at]);
        if (size.micro % MONEY_MICRO_PER_CENT != 0 || !money_add(&sum, size))
            return false;
    }
    return sum.micro == money_abs(paid).micro;
}

/* Before the report named a liable party, it listed the seller's tax only. */
static enum tax_party party_of(const struct position_line *line)
{
    return line->plan->has_party ? (enum tax_party)line->movement->party : PARTY_SELLER;
}
