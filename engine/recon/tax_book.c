/* The tax report in full: begun before the pass over references, stored after it. */
#include "recon/tax_totals.h"

#include <stdlib.h>

static enum status checks_store(const struct tax_checks *checks, struct store *store,
                                struct failure *failure);

struct tax_book *tax_book_new(const struct ledger *ledger, const struct run_facts *facts)
{
    tie_assert(ledger != NULL && facts != NULL);
    struct tax_book *book = memory_resize(NULL, 1, sizeof *book);
    *book = (struct tax_book){.ledger = ledger, .penny = facts->policy.penny};
    book->worksheet.last_day = book->worksheet.last_month = DAY_NONE;
    tax_places_read(&book->places, ledger);
    return book;
}

void tax_book_free(struct tax_book *book)
{
    if (book == NULL)
        return;
    tax_places_free(&book->places);
    tax_checks_free(&book->checks);
    worksheet_free(&book->worksheet);
    free(book);
}

enum status tax_book_store(struct tax_book *book, struct store *store, struct failure *failure)
{
    tie_assert(book != NULL && store != NULL && failure != NULL);
    tax_checks_settle(&book->checks, book->penny);
    enum status status = checks_store(&book->checks, store, failure);
    if (status == STATUS_OK)
        status = tax_totals_store(&book->checks, store, failure);
    if (status == STATUS_OK)
        status = worksheet_store(&book->worksheet, &book->places, store, failure);
    return status;
}

static enum status checks_store(const struct tax_checks *checks, struct store *store,
                                struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, store, "tax_check", 6, failure);
    for (size_t at = 0; status == STATUS_OK && at < checks->count; at++) {
        const struct tax_finding *finding = &checks->items[at];
        const struct store_cell cells[] = {
            store_integer(finding->line_id),
            store_text(tax_check_kind_name(finding->kind)),
            finding->known ? store_money(finding->expected) : store_null(),
            store_money(finding->actual),
            store_integer(finding->rows),
            store_day(finding->day),
        };
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}
