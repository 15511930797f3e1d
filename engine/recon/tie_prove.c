/* The control of --prove: every rule answers the same with and without its shortcut. */
#include "recon/tie_parts.h"

enum status tie_store_prove(struct store *store, const struct check_result *checks,
                            struct tie_result *result, struct failure *failure)
{
    tie_assert(store != NULL && checks != NULL && result != NULL);
    struct tie_rows rows = {.store = store, .result = result, .failure = failure};
    struct tie_row row = {.check = "prove", .scope = STR("all"), .why = checks->unproved};
    enum status status = store_read_integer(
        store, STR("SELECT coalesce(max(ordinal), 0) FROM tie"), &rows.ordinal, failure);
    if (status == STATUS_OK)
        status = store_insert_open(&rows.insert, store, "tie", 11, failure);
    if (status == STATUS_OK)
        status = tie_put_counts(&rows, &row, checks->rules_proved,
                                checks->rules_proved - checks->rules_unproved);
    store_insert_close(rows.insert);
    return status;
}
