/* All outputs of a run, in the order a person reads them. The tables come first, because the
 * page counts their rows, and the manifest last, because it holds the digests of all others. */
#include "reports/report.h"

#include "reports/report_books.h"
#include "reports/report_listed.h"
#include "reports/report_manifest.h"
#include "reports/report_pair.h"
#include "reports/report_summary.h"
#include "reports/report_text.h"

enum table_when { ALWAYS, FULL, SEALED, CLOSE }; /* FULL: with --full alone */

struct table_output {
    const char *name;
    const char *path; /* of its text */
    enum table_when when;
    bool takes_full; /* --full widens it, as ?1 */
};

static const struct table_output tables[] = {
    {"uncollected.csv", "csv/uncollected.sql", ALWAYS, false},
    {"refunds.csv", "csv/refunds.sql", ALWAYS, false},
    {"net-terms.csv", "csv/net-terms.sql", ALWAYS, true},
    {"payer-terms.csv", "csv/payer-terms.sql", ALWAYS, false},
    {"tax-collection.csv", "csv/tax-collection.sql", ALWAYS, true},
    {"tax-jurisdictions.csv", "csv/tax-jurisdictions.sql", ALWAYS, false},
    {"findings.csv", "csv/findings.sql", ALWAYS, false},
    {"dispositions.csv", "csv/dispositions.sql", ALWAYS, false},
    {"timing.csv", "csv/timing.sql", ALWAYS, false},
    {"currencies.csv", "csv/currencies.sql", ALWAYS, false},
    {"payouts.csv", "csv/payouts.sql", ALWAYS, false},
    {"roll-forward.csv", "csv/roll-forward.sql", ALWAYS, false},
    {"prior-period.csv", "csv/prior-period.sql", ALWAYS, false},
    {"opening.csv", "csv/opening.sql", SEALED, false},
    {"opening-timing.csv", "csv/opening-timing.sql", SEALED, false},
    {"seal-options.csv", "csv/seal-options.sql", SEALED, false},
    {"closing.csv", "csv/closing.sql", CLOSE, false},
    {"positions.csv", "csv/positions.sql", FULL, false},
    {"populations.csv", "csv/populations.sql", ALWAYS, false},
    {"pennies.csv", "csv/pennies.sql", ALWAYS, false},
    {"tie-out.csv", "csv/tie-out.sql", ALWAYS, false},
    {"conservation.csv", "csv/conservation.sql", ALWAYS, false},
    {"restated.csv", "csv/restated.sql", ALWAYS, false},
    {"coverage.csv", "csv/coverage.sql", ALWAYS, false},
    {"assumptions.csv", "csv/assumptions.sql", ALWAYS, false},
    {"rejects.csv", "csv/rejects.sql", ALWAYS, false},
};

static const char *const other_names[] = {"summary.txt", "summary.json", "manifest.json",
                                          "books.db",    "seals.csv",    "terms.csv",
                                          "policy.csv"};

struct report_run {
    struct store *store;
    const char *directory;
    const struct report_options *options;
    struct report_model model;
    struct report_outputs outputs;
    struct report_json summary; /* made beside the tables */
};

static enum status make_summary(void *run, struct store *store, struct failure *failure);
static bool is_due(const struct report_options *options, enum table_when when);
static enum status write_tables(struct report_run *run, struct failure *failure);
static enum status write_page(struct report_run *run, struct buffer *summary,
                              struct failure *failure);
static enum status write_summary(struct report_run *run, struct failure *failure);
static enum status write_manifest(struct report_run *run, const struct digest *books,
                                  struct failure *failure);

enum status report_write_all(struct store *store, const char *directory,
                             const struct report_options *options, struct buffer *summary,
                             struct failure *failure)
{
    tie_assert(store != NULL && directory != NULL && options != NULL);
    struct report_run run = {.store = store, .directory = directory, .options = options};
    struct report_books *books = options->books;
    struct digest digest = {{0}};
    enum status status = report_model_read(&run.model, store, failure);
    if (status == STATUS_OK)
        status = report_books_begin(&books, store, failure);
    if (status == STATUS_OK)
        status = write_tables(&run, failure);
    if (status == STATUS_OK)
        status = report_listed_check(&run.outputs, store, options->full, failure);
    if (status == STATUS_OK)
        status = write_page(&run, summary, failure);
    if (status == STATUS_OK)
        status = write_summary(&run, failure);
    if (status == STATUS_OK && options->beside != NULL)
        status = options->beside(options->context, &run.outputs, directory, failure);
    status = status_worse(status, report_books_end(books, &digest, failure));
    if (status == STATUS_OK)
        status = write_manifest(&run, &digest, failure);
    buffer_free(&run.summary.text);
    report_model_free(&run.model);
    return status;
}

bool report_is_output_name(struct str name)
{
    tie_assert(name.bytes != NULL || name.length == 0);
    for (size_t at = 0; at < array_count(tables); at++)
        if (str_equal(name, str_from(tables[at].name)))
            return true;
    for (size_t at = 0; at < array_count(other_names); at++)
        if (str_equal(name, str_from(other_names[at])))
            return true;
    return false;
}

bool report_is_output_folder(struct str name)
{
    tie_assert(name.bytes != NULL || name.length == 0);
    return str_equal(name, STR("rules"));
}

static bool is_due(const struct report_options *options, enum table_when when)
{
    return when == ALWAYS || (when == FULL && options->full) ||
           (when == SEALED && options->sealed) || (when == CLOSE && options->closes);
}

static enum status write_tables(struct report_run *run, struct failure *failure)
{
    struct report_task tasks[array_count(tables)];
    size_t count = 0;
    for (size_t at = 0; at < array_count(tables); at++)
        if (is_due(run->options, tables[at].when))
            tasks[count++] = (struct report_task){
                tables[at].path, tables[at].takes_full,
                report_output_add(&run->outputs, tables[at].name, STR(""))};
    const struct report_beside summary = {make_summary, run};
    return report_pair_write(run->store, run->directory, run->options, tasks, count, &summary,
                             failure);
}

static enum status make_summary(void *context, struct store *store, struct failure *failure)
{
    struct report_run *run = context;
    return report_summary_write(&run->summary, store, &run->model, failure);
}

static enum status write_page(struct report_run *run, struct buffer *summary,
                              struct failure *failure)
{
    struct buffer text = {0};
    struct report_page page = {.store = run->store,
                               .model = &run->model,
                               .outputs = &run->outputs,
                               .text = &text,
                               .failure = failure};
    enum status status = report_text_write(&page);
    if (status == STATUS_OK)
        status = report_output_write(report_output_add(&run->outputs, "summary.txt", STR("")),
                                     run->directory, buffer_str(&text), failure);
    if (summary != NULL)
        buffer_add(summary, buffer_str(&text));
    buffer_free(&text);
    return status;
}

static enum status write_summary(struct report_run *run, struct failure *failure)
{
    return report_output_write(report_output_add(&run->outputs, "summary.json", STR("")),
                               run->directory, report_json_finish(&run->summary), failure);
}

/* Not in the list of outputs: it cannot hold its own digest. */
static enum status write_manifest(struct report_run *run, const struct digest *books,
                                  struct failure *failure)
{
    struct report_json json = {0};
    struct report_output itself = {.name = "manifest.json"};
    enum status status =
        report_manifest_write(&json, run->store, &run->model, &run->outputs, books, failure);
    if (status == STATUS_OK)
        status =
            report_output_write(&itself, run->directory, report_json_finish(&json), failure);
    buffer_free(&json.text);
    return status;
}
