/* Table after table; how far is told by the references that have passed, never by what the
 * copying thread has done. */
#include "pipeline/interned_rows.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS_MAX = 8, TABLES = INTERNED_TEXTS + 1 };

struct interned_table {
    const char *name;
    const struct intern *intern;
    size_t parts;   /* columns beside the id */
    uint32_t first; /* what is below is in the books */
    struct store_bulk *bulk;
};

struct interned_rows {
    struct interned_table tables[TABLES];
    size_t table; /* at hand, and the next of its ids */
    uint32_t id;
    uint64_t written, total;
    uint64_t references;
};

static struct interned_rows *rows_new(struct run *run, bool texts, bool payers);
static enum status rows_open(struct interned_rows *rows, struct run *run,
                             struct failure *failure);
static uint32_t row_count(const struct interned_table *table);
static enum status write_up_to(struct interned_rows *rows, uint64_t wanted,
                               struct failure *failure);
static enum status write_row(const struct interned_table *table, uint32_t id,
                             struct failure *failure);

void interned_texts_of(struct ledger *ledger, struct interned_texts texts[INTERNED_TEXTS])
{
    tie_assert(ledger != NULL && texts != NULL);
    const struct interned_texts all[INTERNED_TEXTS] = {
        {"reference", &ledger->references, 1},
        {"product", &ledger->products, 3},
        {"customer", &ledger->customers, 5},
        {"offer", &ledger->offers, 3},
        {"jurisdiction", &ledger->jurisdictions, 8},
        {"text", &ledger->texts, 1},
        {"deposit", &ledger->payouts, 2},
    };
    memcpy(texts, all, sizeof all);
}

enum status interned_rows_begin(struct interned_rows **rows, struct run *run,
                                struct failure *failure)
{
    tie_assert(rows != NULL && run != NULL);
    *rows = rows_new(run, !run->accumulates, true);
    return rows_open(*rows, run, failure);
}

enum status interned_rows_keep(struct run *run, struct failure *failure)
{
    tie_assert(run != NULL && run->accumulates);
    struct interned_rows *rows = rows_new(run, true, false);
    enum status status = rows_open(rows, run, failure);
    return status_worse(status, interned_rows_end(rows, failure));
}

/* What is not asked for counts as written. */
static struct interned_rows *rows_new(struct run *run, bool texts, bool payers)
{
    struct interned_rows *rows = memory_resize(NULL, 1, sizeof *rows);
    struct interned_texts all[INTERNED_TEXTS];
    *rows = (struct interned_rows){.total = 0};
    interned_texts_of(&run->ledger, all);
    for (size_t i = 0; i < INTERNED_TEXTS; i++) {
        struct interned_table *table = &rows->tables[i];
        *table = (struct interned_table){all[i].table, all[i].intern, all[i].parts,
                                         run->kept.texts[i], NULL};
        if (!texts)
            table->first = row_count(table);
    }
    struct interned_table *last = &rows->tables[INTERNED_TEXTS];
    *last = (struct interned_table){"payer", &run->payers.names, 1, 0, NULL};
    if (!payers)
        last->first = row_count(last);
    rows->references = row_count(&rows->tables[0]);
    return rows;
}

static enum status rows_open(struct interned_rows *rows, struct run *run,
                             struct failure *failure)
{
    enum status status = STATUS_OK;
    rows->id = rows->tables[0].first;
    for (size_t i = 0; status == STATUS_OK && i < TABLES; i++) {
        struct interned_table *table = &rows->tables[i];
        rows->total += row_count(table) - table->first;
        if (table->first < row_count(table))
            status = store_bulk_open(&table->bulk, run->store, table->name, table->parts + 1,
                                     failure);
    }
    return status;
}

enum status interned_rows_go_on(struct interned_rows *rows, uint32_t reference_id,
                                struct failure *failure)
{
    tie_assert(rows != NULL && reference_id < rows->references);
    uint64_t passed = (uint64_t)reference_id + 1;
    return write_up_to(rows, rows->total * passed / rows->references, failure);
}

enum status interned_rows_end(struct interned_rows *rows, struct failure *failure)
{
    if (rows == NULL)
        return STATUS_OK;
    enum status status = failure->status;
    if (status == STATUS_OK)
        status = write_up_to(rows, rows->total, failure);
    for (size_t i = 0; i < TABLES; i++)
        status = status_worse(status, store_bulk_finish(rows->tables[i].bulk, failure));
    free(rows);
    return status;
}

/* Id 0, the empty text, stands in every table. */
static uint32_t row_count(const struct interned_table *table)
{
    return table->intern->count > 0 ? table->intern->count : 1;
}

static enum status write_up_to(struct interned_rows *rows, uint64_t wanted,
                               struct failure *failure)
{
    tie_assert(wanted <= rows->total);
    enum status status = STATUS_OK;
    while (status == STATUS_OK && rows->written < wanted) {
        const struct interned_table *table = &rows->tables[rows->table];
        if (rows->id == row_count(table)) {
            rows->table++;
            rows->id = rows->tables[rows->table].first;
            continue;
        }
        status = write_row(table, rows->id++, failure);
        rows->written++;
    }
    return status;
}

static enum status write_row(const struct interned_table *table, uint32_t id,
                             struct failure *failure)
{
    struct store_cell cells[PARTS_MAX + 1];
    struct str text = intern_text(table->intern, id);
    tie_assert(table->parts <= PARTS_MAX);
    cells[0] = store_integer(id);
    for (size_t part = 0; part < table->parts; part++)
        cells[part + 1] = store_text(table->parts == 1 ? text : ledger_part(text, (int)part));
    return store_bulk_row(table->bulk, cells, failure);
}
