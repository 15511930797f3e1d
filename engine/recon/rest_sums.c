/* A row a currency: its letters, its positions, its sums. */
#include "recon/rest_sums.h"

#include "store/store_write.h"

enum status rest_sums_read(struct store *reader, struct buffer *rows, struct failure *failure)
{
    tie_assert(reader != NULL && rows != NULL);
    return store_read_text(
        reader, STR("SELECT exact_sums_by(currency, tax_calculated, tax) FROM position_rest"),
        rows, failure);
}

enum status rest_sums_write(struct store *store, struct str rows, struct failure *failure)
{
    tie_assert(store != NULL && failure != NULL);
    struct store_insert *insert = NULL;
    enum status status = store_execute(
        store,
        "CREATE TEMP TABLE rest_sum (currency TEXT NOT NULL PRIMARY KEY, "
        "positions INTEGER NOT NULL, tax_calculated TEXT NOT NULL, tax TEXT NOT NULL) "
        "STRICT, WITHOUT ROWID",
        failure);
    if (status == STATUS_OK)
        status = store_insert_open(&insert, store, "rest_sum", 4, failure);
    while (status == STATUS_OK && rows.length > 0) {
        int64_t positions = 0;
        struct str sums = {0};
        struct str tax = {0};
        struct str row = str_split(rows, '\n', &rows);
        struct str currency = str_split(row, ' ', &sums);
        struct str count = str_split(sums, ' ', &sums);
        struct str calculated = str_split(sums, ' ', &tax);
        if (!str_to_count(count, INT64_MAX, &positions)) {
            status = failure_set(failure, STATUS_EVIDENCE,
                                 "the positions at rest cannot be counted");
            break;
        }
        const struct store_cell cells[] = {store_text(currency), store_integer(positions),
                                           store_text(calculated), store_text(tax)};
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}
