/* Kept rows are inserted in the order they came in, so that failures are told as if there were
 * no keeping. */
#include "store/store_aside.h"

#include "store/store_pages.h"

struct aside_row {
    struct aside_row *next;
    struct store_cell cells[];
};

static void keep(struct store_aside *aside, const struct store_cell *cells);
static enum status insert_row(struct store_aside *aside, const struct store_cell *cells,
                              struct failure *failure);

enum status store_aside_row(struct store_aside *aside, const struct store_cell *cells,
                            struct failure *failure)
{
    tie_assert(aside != NULL && cells != NULL);
    if (aside->store->db != NULL)
        return insert_row(aside, cells, failure);
    keep(aside, cells);
    return STATUS_OK;
}

enum status store_aside_finish(struct store_aside *aside, struct failure *failure)
{
    tie_assert(aside != NULL && failure != NULL);
    enum status status = STATUS_OK;
    if (aside->first != NULL && aside->store->pages != NULL) {
        store_pages_await(aside->store, aside);
        return STATUS_OK;
    }
    for (const struct aside_row *row = aside->first; row != NULL && status == STATUS_OK;
         row = row->next)
        status = insert_row(aside, row->cells, failure);
    store_insert_close(aside->insert);
    arena_free(&aside->arena);
    *aside = (struct store_aside){.store = aside->store};
    return status;
}

static void keep(struct store_aside *aside, const struct store_cell *cells)
{
    struct aside_row *row =
        arena_take(&aside->arena, sizeof *row + aside->column_count * sizeof row->cells[0]);
    for (size_t i = 0; i < aside->column_count; i++) {
        row->cells[i] = cells[i];
        if (cells[i].kind == STORE_TEXT)
            row->cells[i].text = arena_copy(&aside->arena, cells[i].text);
    }
    if (aside->last == NULL) {
        aside->first = row;
        aside->table = arena_copy(&aside->arena, str_from(aside->table)).bytes;
    } else {
        aside->last->next = row;
    }
    aside->last = row;
}

static enum status insert_row(struct store_aside *aside, const struct store_cell *cells,
                              struct failure *failure)
{
    if (aside->insert == NULL) {
        enum status status = store_insert_open(&aside->insert, aside->store, aside->table,
                                               aside->column_count, failure);
        if (status != STATUS_OK)
            return status;
    }
    return store_insert_row(aside->insert, cells, failure);
}
