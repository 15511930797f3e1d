/* The roll-forward in sums. There may be as many payers as positions, so theirs are kept as they
 * are added: eleven amounts of 128 bits, which 2^64 positions could not fill. Totals of a
 * currency, and every printed figure, are made of them with the arithmetic that has no bound. */
#include "recon/roll_forward.h"

#include "base/limits.h"

#include <stdlib.h>

/* 2^32 positions of at most 2^63 each need 96 bits. */
__extension__ typedef __int128 wide;

/* As in struct position_roll and in the columns of the table. */
enum part {
    PART_OPENING,
    PART_BILLED,
    PART_REFUNDS_BILLED,
    PART_DISBURSED,
    PART_REFUNDS_DISBURSED,
    PART_FORGIVEN,
    PART_ADJUSTED,
    PART_CLOSING,
    PART_UNEXPLAINED, /* of rows worked out when they are put */
    PART_PRIOR,
    PART_HELD,
    PART_COUNT,
};

struct roll_row {
    uint32_t payer_id;
    currency_code currency;
    uint32_t next; /* of the same payer, + 1; 0 ends */
    wide parts[PART_COUNT];
};

struct roll_forward {
    struct roll_row *rows;
    size_t count, capacity;
    uint32_t *by_payer; /* payer id -> its newest row + 1; 0 none */
    uint32_t payer_capacity;
};

/* Sums without a bound, of one currency. */
struct sums {
    currency_code currency;
    struct money_total *parts[PART_COUNT];
};

static struct roll_row *row_of(struct roll_forward *all, uint32_t payer_id,
                               currency_code currency);
static void make_room(struct roll_forward *all, uint32_t payer_id);
static struct sums *sums_of(struct sums **all, size_t *count, currency_code currency);
static void sums_add(struct sums *sums, const struct roll_row *row);
static void add_wide(struct money_total *total, wide amount);
static enum status put_row(struct store_insert *insert, const struct roll_row *row,
                           struct failure *failure);
static void format_wide(wide amount, struct buffer *into);
static enum status put_total(struct store_insert *insert, struct sums *sums,
                             struct failure *failure);
static enum status put(struct store_insert *insert, currency_code currency, bool is_total,
                       uint32_t payer_id, const struct buffer *amounts,
                       struct failure *failure);
static void sums_free(struct sums *sums);

struct roll_forward *roll_forward_new(void)
{
    struct roll_forward *all = memory_resize(NULL, 1, sizeof *all);
    *all = (struct roll_forward){0};
    return all;
}

void roll_forward_free(struct roll_forward *all)
{
    if (all == NULL)
        return;
    free(all->rows);
    free(all->by_payer);
    free(all);
}

/* What was sealed stands under the payer it was sealed with, and leaves it where somebody else
 * pays now. */
void roll_forward_add(struct roll_forward *all, uint32_t payer_id, currency_code currency,
                      const struct position_roll *roll)
{
    tie_assert(all != NULL && roll != NULL && payer_id < UINT32_MAX);
    enum part opens_as = PART_OPENING;
    if (roll->sealed && roll->opening.micro != 0 && roll->sealed_payer_id != payer_id) {
        wide *before = row_of(all, roll->sealed_payer_id, currency)->parts;
        before[PART_OPENING] += roll->opening.micro;
        before[PART_ADJUSTED] -= roll->opening.micro;
        opens_as = PART_ADJUSTED;
    }
    wide *parts = row_of(all, payer_id, currency)->parts;
    parts[opens_as] += roll->opening.micro;
    parts[PART_BILLED] += roll->billed.micro;
    parts[PART_REFUNDS_BILLED] += roll->refunds_billed.micro;
    parts[PART_DISBURSED] += roll->disbursed.micro;
    parts[PART_REFUNDS_DISBURSED] += roll->refunds_disbursed.micro;
    parts[PART_FORGIVEN] += roll->forgiven.micro;
    parts[PART_ADJUSTED] += roll->adjusted.micro;
    parts[PART_CLOSING] += roll->closing.micro;
    parts[PART_PRIOR] += (wide)roll->today.micro - roll->held.micro;
    parts[PART_HELD] += roll->held.micro;
}

enum status roll_forward_store(const struct roll_forward *all, struct store *store,
                               struct failure *failure)
{
    tie_assert(all != NULL && store != NULL && failure != NULL);
    struct store_insert *insert = NULL;
    struct sums *totals = NULL;
    size_t count = 0;
    enum status status =
        store_insert_open(&insert, store, "roll_forward", 3 + PART_COUNT, failure);
    for (size_t at = 0; status == STATUS_OK && at < all->count; at++) {
        const struct roll_row *row = &all->rows[at];
        sums_add(sums_of(&totals, &count, row->currency), row);
        status = put_row(insert, row, failure);
    }
    for (size_t at = 0; status == STATUS_OK && at < count; at++)
        status = put_total(insert, &totals[at], failure);
    for (size_t at = 0; at < count; at++)
        sums_free(&totals[at]);
    free(totals);
    store_insert_close(insert);
    return status;
}

/* A payer has a row for each of its currencies, which are few. */
static struct roll_row *row_of(struct roll_forward *all, uint32_t payer_id,
                               currency_code currency)
{
    if (payer_id >= all->payer_capacity)
        make_room(all, payer_id);
    for (uint32_t at = all->by_payer[payer_id]; at != 0; at = all->rows[at - 1].next)
        if (all->rows[at - 1].currency == currency)
            return &all->rows[at - 1];
    if (all->count == all->capacity) {
        all->capacity = all->capacity > 0 ? all->capacity * 2 : 64;
        all->rows = memory_resize(all->rows, all->capacity, sizeof *all->rows);
    }
    struct roll_row *row = &all->rows[all->count++];
    *row = (struct roll_row){.payer_id = payer_id, .currency = currency};
    row->next = all->by_payer[payer_id];
    all->by_payer[payer_id] = (uint32_t)all->count;
    return row;
}

static void make_room(struct roll_forward *all, uint32_t payer_id)
{
    uint64_t capacity = all->payer_capacity > 0 ? all->payer_capacity : 64;
    while (capacity <= payer_id)
        capacity *= 2;
    if (capacity > UINT32_MAX)
        capacity = UINT32_MAX;
    all->by_payer = memory_resize(all->by_payer, capacity, sizeof *all->by_payer);
    for (uint64_t at = all->payer_capacity; at < capacity; at++)
        all->by_payer[at] = 0;
    all->payer_capacity = (uint32_t)capacity;
}

static struct sums *sums_of(struct sums **all, size_t *count, currency_code currency)
{
    for (size_t at = 0; at < *count; at++)
        if ((*all)[at].currency == currency)
            return &(*all)[at];
    *all = memory_resize(*all, *count + 1, sizeof **all);
    (*all)[*count] = (struct sums){.currency = currency};
    return &(*all)[(*count)++];
}

static void sums_add(struct sums *sums, const struct roll_row *row)
{
    for (int part = 0; part < PART_COUNT; part++) {
        if (sums->parts[part] == NULL)
            sums->parts[part] = money_total_new();
        add_wide(sums->parts[part], row->parts[part]);
    }
}

/* Most fit an amount; else it is high * 2^63 + low, 0 <= low < 2^63. */
static void add_wide(struct money_total *total, wide amount)
{
    if (amount >= -LIMIT_POSITION_MICRO && amount <= LIMIT_POSITION_MICRO) {
        money_total_add(total, (struct money){(int64_t)amount});
        return;
    }
    wide unit = (wide)INT64_MAX + 1;
    wide high = amount / unit;
    wide low = amount % unit;
    if (low < 0) {
        low += unit;
        high--;
    }
    money_total_add_split(total, (int64_t)high, (int64_t)low);
}

/* What is left unexplained is worked out here, and of totals below, and nowhere else, and printed
 * as it is. Eight parts of 96 bits leave room for their sum. */
static enum status put_row(struct store_insert *insert, const struct roll_row *row,
                           struct failure *failure)
{
    struct buffer amounts[PART_COUNT] = {0};
    wide unexplained = row->parts[PART_CLOSING];
    for (int part = PART_OPENING; part < PART_CLOSING; part++)
        unexplained -= row->parts[part];
    for (int part = 0; part < PART_COUNT; part++)
        format_wide(part == PART_UNEXPLAINED ? unexplained : row->parts[part], &amounts[part]);
    enum status status = put(insert, row->currency, false, row->payer_id, amounts, failure);
    for (int part = 0; part < PART_COUNT; part++)
        buffer_free(&amounts[part]);
    return status;
}

/* Payers are many, and their sums mostly are amounts. */
static void format_wide(wide amount, struct buffer *into)
{
    char text[MONEY_TEXT_BYTES];
    if (amount >= -LIMIT_POSITION_MICRO && amount <= LIMIT_POSITION_MICRO) {
        buffer_add_c(into, money_format((struct money){(int64_t)amount}, text));
        return;
    }
    struct money_total *total = money_total_new();
    add_wide(total, amount);
    money_total_format(total, into);
    money_total_free(total);
}

static enum status put_total(struct store_insert *insert, struct sums *sums,
                             struct failure *failure)
{
    struct buffer amounts[PART_COUNT] = {0};
    struct money_total *unexplained = sums->parts[PART_UNEXPLAINED];
    money_total_add_total(unexplained, sums->parts[PART_CLOSING]);
    for (int part = PART_OPENING; part < PART_CLOSING; part++)
        money_total_subtract_total(unexplained, sums->parts[part]);
    for (int part = 0; part < PART_COUNT; part++)
        money_total_format(sums->parts[part], &amounts[part]);
    enum status status = put(insert, sums->currency, true, 0, amounts, failure);
    for (int part = 0; part < PART_COUNT; part++)
        buffer_free(&amounts[part]);
    return status;
}

static enum status put(struct store_insert *insert, currency_code currency, bool is_total,
                       uint32_t payer_id, const struct buffer *amounts, struct failure *failure)
{
    char text[CURRENCY_TEXT_BYTES];
    struct store_cell cells[3 + PART_COUNT] = {
        store_text(str_from(currency_format(currency, text))), store_integer(is_total),
        store_integer(payer_id)};
    for (int part = 0; part < PART_COUNT; part++)
        cells[3 + part] = store_text(buffer_str(&amounts[part]));
    return store_insert_row(insert, cells, failure);
}

static void sums_free(struct sums *sums)
{
    for (int part = 0; part < PART_COUNT; part++)
        money_total_free(sums->parts[part]);
}
