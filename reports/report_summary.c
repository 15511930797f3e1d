/* The same texts of reports/tables/summary/ that draw the page, one array each. */
#include "reports/report_summary.h"

static void write_run(struct report_json *json, const struct report_model *model);

static const struct {
    const char *key;
    const char *path;
} parts[] = {
    {"loaded", "summary/loaded.sql"},
    {"known_days", "summary/roles.sql"},
    {"overlaps", "summary/superseded.sql"},
    {"rejected", "summary/rejected.sql"},
    {"set_aside", "summary/aside.sql"},
    {"assumptions", "summary/assumptions.sql"},
    {"signs", "summary/signs.sql"},
    {"tolerated", "summary/tolerated.sql"},
    {"collection", "summary/collection.sql"},
    {"controls", "summary/controls.sql"},
    {"off", "summary/off.sql"},
    {"pennies", "summary/pennies.sql"},
    {"uncollected", "summary/uncollected.sql"},
    {"ageing", "summary/ageing.sql"},
    {"populations", "summary/populations.sql"},
    {"other_tax", "summary/other-tax.sql"},
    {"states", "summary/states.sql"},
    {"roll_forward", "summary/roll-forward.sql"},
    {"timing", "summary/timing.sql"},
    {"timing_followed", "summary/timing-followed.sql"},
    {"findings", "summary/findings.sql"},
    {"dispositions", "summary/dispositions.sql"},
    {"first", "summary/first.sql"},
};

enum status report_summary_write(struct report_json *json, struct store *store,
                                 const struct report_model *model, struct failure *failure)
{
    tie_assert(json != NULL && model != NULL);
    enum status status = STATUS_OK;
    report_json_open(json, NULL, '{');
    write_run(json, model);
    for (size_t at = 0; status == STATUS_OK && at < array_count(parts); at++)
        status = report_json_table(json, parts[at].key, store, parts[at].path, -1, failure);
    report_json_close(json, '}');
    return status;
}

static void write_run(struct report_json *json, const struct report_model *model)
{
    char month_end[DAY_TEXT_BYTES];
    day_number as_of = model->as_of;
    report_json_text(json, "version", report_model_value(model, META_VERSION));
    report_json_text(json, "heading", report_model_value(model, META_HEADING));
    report_json_text(json, "as_of", report_model_value(model, META_AS_OF));
    report_json_text(json, "as_of_source", report_model_value(model, META_AS_OF_SOURCE));
    if (as_of == DAY_NONE || day_month_last(as_of) == as_of) {
        report_json_null(json, "balance_sheet_day_before");
    } else {
        day_format(day_month_first(as_of) - 1, month_end);
        report_json_text(json, "balance_sheet_day_before", str_from(month_end));
    }
    report_json_text(json, "base_currency", report_model_value(model, META_BASE_CURRENCY));
    report_json_text(json, "rules_run", report_model_value(model, META_RULES_RUN));
    report_json_text(json, "rules_shipped", report_model_value(model, META_RULES_SHIPPED));
}
