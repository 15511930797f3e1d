/* Controls: the same figure by two ways that share nothing, or as little as can be. */
#include "recon/tie.h"

#include "recon/tie_parts.h"

static enum status put_figure(struct tie_rows *rows, const struct money_total *reported,
                              const struct money_total *computed);
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
        status = tie_tax(&rows);
    if (status == STATUS_OK)
        status = tie_rules(&rows, rules_run, rules_shipped);
    store_insert_close(rows.insert);
    return status;
}

void tie_result_add(struct tie_result *into, const struct tie_result *from)
{
    tie_assert(into != NULL && from != NULL);
    into->ties += from->ties;
    into->penny += from->penny;
    into->off += from->off;
    into->not_testable += from->not_testable;
    into->controls_off += from->controls_off;
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
    enum status status = tie_put(rows, row, reported == computed ? TIE_TIES : TIE_OFF, texts);
    if (status == STATUS_OK && row->stated)
        status = put_figure(rows, NULL, NULL);
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
    enum tie_verdict verdict = money_total_sign(difference) == 0 ? TIE_TIES : TIE_OFF;
    if (row->stated && tie_within_penny(rows, difference))
        verdict = TIE_PENNY;
    if (row->judged)
        verdict = row->verdict;
    enum status status = tie_put(rows, row, verdict, texts);
    if (status == STATUS_OK && row->stated)
        status = put_figure(rows, reported, computed);
    for (size_t i = 0; i < array_count(texts); i++)
        buffer_free(&texts[i]);
    money_total_free(difference);
    return status;
}

/* The same for rules, which read amounts; NULL for counts. */
static enum status put_figure(struct tie_rows *rows, const struct money_total *reported,
                              const struct money_total *computed)
{
    const struct money_total *totals[] = {reported, computed};
    struct store_cell cells[3] = {store_integer(rows->ordinal)};
    tie_assert(rows->figures != NULL);
    for (size_t at = 0; at < array_count(totals); at++) {
        struct money amount;
        cells[at + 1] = totals[at] != NULL && money_total_get(totals[at], &amount)
                            ? store_money(amount)
                            : store_null();
    }
    return store_insert_row(rows->figures, cells, rows->failure);
}

bool tie_within_penny(const struct tie_rows *rows, const struct money_total *difference)
{
    struct money amount;
    return money_total_sign(difference) != 0 && money_total_get(difference, &amount) &&
           money_abs(amount).micro <= rows->penny.micro;
}

bool tie_is_near(const struct tie_rows *rows, const struct money_total *reported,
                 const struct money_total *computed)
{
    struct money_total *difference = money_total_new();
    money_total_add_total(difference, computed);
    money_total_subtract_total(difference, reported);
    bool near = money_total_sign(difference) == 0 || tie_within_penny(rows, difference);
    money_total_free(difference);
    return near;
}

enum status tie_put(struct tie_rows *rows, const struct tie_row *row, enum tie_verdict verdict,
                    const struct buffer *texts)
{
    static const struct str names[] = {STR_INIT("ties"), STR_INIT("penny"), STR_INIT("off")};
    tie_assert(rows != NULL && row != NULL && texts != NULL);
    tie_assert(tie_check_is_known(str_from(row->check)));
    struct str name = row->not_testable ? STR("not-testable") : names[verdict];
    struct tie_result *result = rows->result;
    result->not_testable += row->not_testable;
    result->ties += !row->not_testable && verdict == TIE_TIES;
    result->penny += !row->not_testable && verdict == TIE_PENNY;
    result->off += !row->not_testable && verdict == TIE_OFF;
    result->controls_off += !row->stated && !row->not_testable && verdict == TIE_OFF;
    bool tell = verdict != TIE_TIES || row->not_testable || row->why_always;
    const struct store_cell cells[] = {
        store_integer(++rows->ordinal),
        store_text(str_from(row->check)),
        store_text(row->stated ? STR("stated") : STR("control")),
        store_text(row->scope),
        store_text(row->currency),
        store_text(row->basis),
        store_text(buffer_str(&texts[0])),
        store_text(buffer_str(&texts[1])),
        store_text(buffer_str(&texts[2])),
        store_text(name),
        store_text(tell && row->why != NULL ? str_from(row->why) : STR("")),
    };
    return store_insert_row(rows->insert, cells, rows->failure);
}
