/* Controls: the same figure by two ways that share nothing, or as little as can be. */
#include "recon/tie.h"

#include "recon/tie_parts.h"

static enum status tie_rules(struct tie_rows *rows, int64_t rules_run, int64_t rules_shipped);

enum status tie_store_controls(struct store *store, int64_t rules_run, int64_t rules_shipped,
                               struct tie_result *result, struct failure *failure)
{
    tie_assert(store != NULL && result != NULL && failure != NULL);
    struct tie_rows rows = {.store = store, .result = result, .failure = failure};
    int64_t last = 0;
    *result = (struct tie_result){0};
    enum status status = store_read_integer(
        store, STR("SELECT coalesce(max(ordinal), 0) FROM tie"), &last, failure);
    rows.ordinal = last;
    if (status == STATUS_OK)
        status = store_insert_open(&rows.insert, store, "tie", 11, failure);
    if (status == STATUS_OK)
        status = tie_files(&rows);
    if (status == STATUS_OK)
        status = tie_stored_sums(&rows);
    if (status == STATUS_OK)
        status = tie_classes(&rows);
    if (status == STATUS_OK)
        status = tie_positions(&rows);
    if (status == STATUS_OK)
        status = tie_rules(&rows, rules_run, rules_shipped);
    store_insert_close(rows.insert);
    return status;
}

/* Fewer rules were asked for, never lost: what they would have found is not known. */
static enum status tie_rules(struct tie_rows *rows, int64_t rules_run, int64_t rules_shipped)
{
    struct tie_row row = {.check = "rules",
                          .scope = STR("all"),
                          .why = "more rules were run than the program ships"};
    if (rules_run < rules_shipped) {
        row.not_testable = true;
        row.why = "fewer rules were run than the program ships";
    }
    return tie_put_counts(rows, &row, rules_shipped, rules_run);
}

enum status tie_put_counts(struct tie_rows *rows, const struct tie_row *row, int64_t reported,
                           int64_t computed)
{
    struct buffer texts[3] = {0};
    buffer_add_count(&texts[0], reported);
    buffer_add_count(&texts[1], computed);
    buffer_add_count(&texts[2], computed - reported);
    enum status status = tie_put(rows, row, reported == computed, texts);
    for (size_t i = 0; i < array_count(texts); i++)
        buffer_free(&texts[i]);
    return status;
}

enum status tie_put_amounts(struct tie_rows *rows, const struct tie_row *row,
                            const struct money_total *reported,
                            const struct money_total *computed)
{
    struct buffer texts[3] = {0};
    struct money_total *difference = money_total_new();
    money_total_add_total(difference, computed);
    money_total_subtract_total(difference, reported);
    money_total_format(reported, &texts[0]);
    money_total_format(computed, &texts[1]);
    money_total_format(difference, &texts[2]);
    enum status status = tie_put(rows, row, money_total_sign(difference) == 0, texts);
    for (size_t i = 0; i < array_count(texts); i++)
        buffer_free(&texts[i]);
    money_total_free(difference);
    return status;
}

enum status tie_put(struct tie_rows *rows, const struct tie_row *row, bool equal,
                    const struct buffer *texts)
{
    tie_assert(rows != NULL && row != NULL && texts != NULL);
    struct str verdict = equal ? STR("ties") : STR("off");
    if (row->not_testable)
        verdict = STR("not-testable");
    rows->result->ties += !row->not_testable && equal;
    rows->result->off += !row->not_testable && !equal;
    rows->result->controls_off += !row->not_testable && !equal;
    rows->result->not_testable += row->not_testable;
    bool tell = !equal || row->not_testable || row->why_always;
    const struct store_cell cells[] = {
        store_integer(++rows->ordinal),
        store_text(str_from(row->check)),
        store_text(STR("control")),
        store_text(row->scope),
        store_text(row->currency),
        store_text(row->basis),
        store_text(buffer_str(&texts[0])),
        store_text(buffer_str(&texts[1])),
        store_text(buffer_str(&texts[2])),
        store_text(verdict),
        store_text(tell && row->why != NULL ? str_from(row->why) : STR("")),
    };
    return store_insert_row(rows->insert, cells, rows->failure);
}
