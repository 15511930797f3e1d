/* What was written is held against what was counted while positions passed. Not a row of
 * tie-out.csv, which is written beside the reports it would speak of: a run that fails here
 * publishes nothing. */
#include "reports/report_listed.h"

#include "reports/report_table.h"

static enum status check_report(const struct report_outputs *outputs, struct str report,
                                int64_t counted, struct failure *failure);

enum status report_listed_check(const struct report_outputs *outputs, struct store *store,
                                bool full, struct failure *failure)
{
    tie_assert(outputs != NULL && store != NULL);
    struct report_table table;
    bool found = true;
    enum status status = report_table_open(&table, store, "summary/listed.sql", failure);
    if (status == STATUS_OK)
        store_query_bind_integer(table.query, 1, full);
    while (status == STATUS_OK) {
        status = report_table_step(&table, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        status = check_report(outputs, report_table_text(&table, "report"),
                              report_table_count(&table, "rows"), failure);
    }
    report_table_close(&table);
    return status;
}

static enum status check_report(const struct report_outputs *outputs, struct str report,
                                int64_t counted, struct failure *failure)
{
    struct buffer name = {0};
    buffer_add(&name, report);
    buffer_add_c(&name, ".csv");
    const struct report_output *output = report_output_find(outputs, buffer_c(&name));
    tie_assert(output != NULL);
    enum status status = STATUS_OK;
    if (output->rows != counted) {
        status = failure_set(failure, STATUS_EVIDENCE,
                             "%s has %lld rows, but populations.csv counts %lld", output->name,
                             (long long)output->rows, (long long)counted);
        failure_remedy(failure, "This is a mistake of the program. No report was written.");
    }
    buffer_free(&name);
    return status;
}
