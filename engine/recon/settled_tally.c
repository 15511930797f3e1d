/* Populations, ageing, billed tax and conservation as rows. */
#include "recon/settled_sums.h"

#include "recon/tally_parts.h"

enum cell_table {
    CELL_STATES,
    CELL_REFUNDS,
    CELL_NET,
    CELL_TAX,
    CELL_AGES,
    CELL_DUES,
    CELL_TABLES
};

static struct tally_cell *cells_of(struct tally_currency *own, enum cell_table table,
                                   size_t *count);
static void tell_cells(const struct tally_currency *own, struct settled_rows *rows);
static void tell_tax(const struct tally_currency *own, struct settled_rows *rows);
static void tell_pair(uint32_t section, const struct tally_pair *pair,
                      struct settled_rows *rows);
static void hear_tax(struct tally_currency *own, const struct settled_row *row);
static void hear_pair(struct tally *tally, const struct settled_row *row);
static void add_to(struct money_total **total, int64_t micro);

void tally_tell(const struct tally *tally, struct settled_rows *rows)
{
    tie_assert(tally != NULL && rows != NULL);
    for (size_t at = 0; at < tally->currency_count; at++) {
        tell_cells(&tally->currencies[at], rows);
        tell_tax(&tally->currencies[at], rows);
    }
    for (size_t section = 0; section < tally->section_count; section++)
        for (size_t at = 0; at < tally->sections[section].count; at++)
            tell_pair((uint32_t)section, &tally->sections[section].pairs[at], rows);
}

void tally_hear(struct tally *tally, const struct settled_row *row)
{
    tie_assert(tally != NULL && row != NULL);
    size_t count = 0;
    if (row->keys[0] == SETTLED_PAIR || row->keys[0] == SETTLED_LINES) {
        hear_pair(tally, row);
        return;
    }
    struct tally_currency *own = tally_currency_of(tally, row->keys[1]);
    if (row->keys[0] != SETTLED_CELL) {
        hear_tax(own, row);
        return;
    }
    tie_assert(row->keys[2] < CELL_TABLES);
    struct tally_cell *cells = cells_of(own, (enum cell_table)row->keys[2], &count);
    tie_assert(row->keys[3] < count);
    cells[row->keys[3]].positions += row->count;
    if (row->micro != 0)
        add_to(&cells[row->keys[3]].amount, row->micro);
}

static struct tally_cell *cells_of(struct tally_currency *own, enum cell_table table,
                                   size_t *count)
{
    const struct {
        struct tally_cell *cells;
        size_t count;
    } tables[CELL_TABLES] = {
        [CELL_STATES] = {own->states, array_count(own->states)},
        [CELL_REFUNDS] = {own->refunds, array_count(own->refunds)},
        [CELL_NET] = {own->net, array_count(own->net)},
        [CELL_TAX] = {own->tax, array_count(own->tax)},
        [CELL_AGES] = {own->ages, array_count(own->ages)},
        [CELL_DUES] = {own->dues, array_count(own->dues)},
    };
    *count = tables[table].count;
    return tables[table].cells;
}

static void tell_cells(const struct tally_currency *own, struct settled_rows *rows)
{
    for (uint32_t table = 0; table < CELL_TABLES; table++) {
        size_t count = 0;
        struct tally_currency known = *own;
        const struct tally_cell *cells = cells_of(&known, (enum cell_table)table, &count);
        for (uint32_t at = 0; at < count; at++) {
            const uint32_t keys[SETTLED_KEYS] = {SETTLED_CELL, own->currency, table, at};
            struct money amount = {0};
            if (cells[at].amount != NULL)
                rows->overflow |= !money_total_get(cells[at].amount, &amount);
            if (cells[at].positions > 0)
                settled_add(rows, keys, cells[at].positions, amount.micro);
        }
    }
}

static void tell_tax(const struct tally_currency *own, struct settled_rows *rows)
{
    const struct tally_tax *tax = &own->billed_tax;
    const uint32_t billed[SETTLED_KEYS] = {SETTLED_TAX_BILLED, own->currency};
    const uint32_t calculated[SETTLED_KEYS] = {SETTLED_TAX_CALCULATED, own->currency};
    const uint32_t off[SETTLED_KEYS] = {SETTLED_TAX_OFF, own->currency};
    const uint32_t elsewhere[SETTLED_KEYS] = {SETTLED_TAX_ELSEWHERE, own->currency};
    struct money amount = {0};
    if (tax->billed != NULL) {
        rows->overflow |= !money_total_get(tax->billed, &amount);
        settled_add(rows, billed, tax->positions, amount.micro);
        rows->overflow |= !money_total_get(tax->calculated, &amount);
        settled_add(rows, calculated, tax->apart, amount.micro);
        settled_add(rows, off, tax->off, 0);
    }
    settled_add(rows, elsewhere, tax->elsewhere, 0);
}

static void hear_tax(struct tally_currency *own, const struct settled_row *row)
{
    struct tally_tax *tax = &own->billed_tax;
    switch ((enum settled_kind)row->keys[0]) {
    case SETTLED_TAX_BILLED:
        tax->positions += row->count;
        add_to(&tax->billed, row->micro);
        add_to(&tax->calculated, 0);
        return;
    case SETTLED_TAX_CALCULATED:
        tax->apart += row->count;
        add_to(&tax->billed, 0);
        add_to(&tax->calculated, row->micro);
        return;
    case SETTLED_TAX_OFF:
        tax->off += row->count;
        return;
    default:
        tie_assert(row->keys[0] == SETTLED_TAX_ELSEWHERE);
        tax->elsewhere += row->count;
    }
}

static void tell_pair(uint32_t section, const struct tally_pair *pair,
                      struct settled_rows *rows)
{
    const uint32_t own[SETTLED_KEYS] = {SETTLED_PAIR, section, pair->stated, pair->used};
    settled_add(rows, own, pair->lines, 0);
    for (uint32_t component = 0; component < TALLY_COMPONENTS; component++) {
        const uint32_t keys[SETTLED_KEYS] = {SETTLED_LINES, section, pair->stated, pair->used,
                                             component};
        settled_add_total(rows, keys, pair->totals[component][CLASS_COUNTED]);
    }
}

static void hear_pair(struct tally *tally, const struct settled_row *row)
{
    tie_assert(row->keys[1] < tally->section_count && row->keys[4] < TALLY_COMPONENTS);
    struct tally_pair *pair =
        tally_pair_of(&tally->sections[row->keys[1]], row->keys[2], row->keys[3]);
    if (row->keys[0] == SETTLED_PAIR)
        pair->lines += row->count;
    else
        add_to(&pair->totals[row->keys[4]][CLASS_COUNTED], row->micro);
}

static void add_to(struct money_total **total, int64_t micro)
{
    if (*total == NULL)
        *total = money_total_new();
    money_total_add(*total, (struct money){micro});
}
