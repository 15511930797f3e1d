/* Files: what the reader counted, against a second scanner that shares no code with it, and
 * against the size of the file. Files set aside are not read as lines: there is nothing to hold
 * them to. */
#include "recon/tie_parts.h"

enum { SHORT_NAME, BYTES, RECORDS, READ_BYTES, SCAN_RECORDS, SCAN_BYTES };

enum status tie_files(struct tie_rows *rows)
{
    tie_assert(rows != NULL && rows->store != NULL);
    struct store_query *query = NULL;
    bool found = false;
    enum status status = store_query_open(
        &query, rows->store,
        STR("SELECT short_name, bytes, records, header_bytes + record_bytes + noise_bytes, "
            "scan_records, scan_record_bytes + scan_noise_bytes FROM file "
            "WHERE set_aside = 0 ORDER BY short_name"),
        rows->failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, rows->failure);
        if (status != STATUS_OK || !found)
            break;
        int64_t read_bytes = store_query_integer(query, READ_BYTES);
        struct tie_row row = {.check = "scanner-records",
                              .scope = store_query_text(query, SHORT_NAME),
                              .why = "the second scanner and the reader count differently"};
        status = tie_put_counts(rows, &row, store_query_integer(query, SCAN_RECORDS),
                                store_query_integer(query, RECORDS));
        row.check = "scanner-bytes";
        if (status == STATUS_OK)
            status =
                tie_put_counts(rows, &row, store_query_integer(query, SCAN_BYTES), read_bytes);
        row.check = "file-bytes";
        row.why = "headers, records and noise do not make up the file";
        if (status == STATUS_OK)
            status = tie_put_counts(rows, &row, store_query_integer(query, BYTES), read_bytes);
    }
    store_query_close(query);
    return status;
}
