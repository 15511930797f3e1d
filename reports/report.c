/* All outputs of a run, in the order a person reads them. The tables come first, because the
 * page counts their rows, and the manifest last, because it holds the digests of all others. */
#include "reports/report.h"

#include "reports/report_books.h"
#include "reports/report_catalog.h"
#include "reports/report_choice.h"
#include "reports/report_listed.h"
#include "reports/report_manifest.h"
#include "reports/report_pair.h"
#include "reports/report_summary.h"
#include "reports/report_text.h"

struct report_run {
    struct store *store;
    const char *directory;
    const struct report_options *options;
    struct report_model model;
    struct report_outputs outputs;
    struct report_json summary; /* made beside the tables */
};

static enum status make_summary(void *run, struct store *store, struct failure *failure);
static enum status write_tables(struct report_run *run, struct failure *failure);
static enum status write_page(struct report_run *run, struct buffer *summary,
                              struct failure *failure);
static enum status write_summary(struct report_run *run, struct failure *failure);
static enum status write_formats(struct report_run *run, struct failure *failure);
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
    if (status == STATUS_OK)
        status = write_formats(&run, failure);
    if (status == STATUS_OK && options->beside != NULL)
        status = options->beside(options->context, &run.outputs, directory, failure);
    status = status_worse(status, report_books_end(books, &digest, failure));
    if (status == STATUS_OK)
        status = write_manifest(&run, &digest, failure);
    buffer_free(&run.summary.text);
    report_model_free(&run.model);
    return status;
}

static enum status write_tables(struct report_run *run, struct failure *failure)
{
    struct report_task tasks[REPORT_OUTPUTS_MAX];
    size_t count = 0;
    for (size_t at = 0; at < report_listing_count; at++) {
        const struct report_listing *table = &report_listings[at];
        if (!report_is_due(run->options, table->when))
            continue;
        struct report_output *output = report_output_add(&run->outputs, table->name, STR(""));
        output->left_out =
            !report_choice_writes(run->options->reports, table->name, table->stays);
        tasks[count++] = (struct report_task){table->path, table->takes_full, output};
    }
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

static enum status write_formats(struct report_run *run, struct failure *failure)
{
    const struct report_drawing drawing = {run->store, &run->model, run->options,
                                           run->directory, &run->outputs};
    enum status status = STATUS_OK;
    for (size_t at = 0; status == STATUS_OK && at < report_format_count; at++) {
        const struct report_format *format = &report_formats[at];
        if (report_choice_holds(run->options->formats, str_from(format->name)))
            status = format->write(
                &drawing, report_output_add(&run->outputs, format->file, STR("")), failure);
    }
    return status;
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
