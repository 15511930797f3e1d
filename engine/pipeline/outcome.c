/* The end of a run: judged, written, published in one step. */
#include "pipeline/outcome.h"

#include "base/file.h"
#include "pipeline/leftovers.h"
#include "pipeline/require.h"
#include "pipeline/unpack.h"
#include "reports/report.h"
#include "reports/report_model.h"

#include <stdio.h>

static enum status outcome_publish(struct outcome *outcome, struct failure *failure);
static bool has_rejects(const struct outcome *outcome, const struct run_result *result);
static void explain_rejects(const struct outcome *outcome, const struct run_result *result,
                            struct failure *failure);
static void outcome_first_reject(const struct run *run, struct buffer *into);

enum status outcome_begin(struct outcome *outcome, struct failure *failure)
{
    struct run *run = outcome->run;
    const struct run_options *options = run->options;
    leftovers_tell(options);
    enum status status =
        file_stage_begin(options->out_directory, &run->arena, &outcome->staging, failure);
    if (status != STATUS_OK)
        return status;
    struct buffer books = {0};
    buffer_format(&books, "%s/books.db", outcome->staging.bytes);
    run->staged_books = arena_copy(&run->arena, buffer_str(&books));
    status = store_create(&run->store, run->staged_books.bytes, failure);
    buffer_free(&books);
    return status;
}

enum status outcome_require(struct outcome *outcome, struct failure *failure)
{
    struct buffer words = {0};
    enum status status = require_read(outcome->run, &outcome->unmet, &words, failure);
    outcome->unmet_why = arena_copy(&outcome->run->arena, buffer_str(&words));
    buffer_free(&words);
    return status;
}

enum status outcome_judge(struct outcome *outcome, const struct run_result *result)
{
    bool rejects = has_rejects(outcome, result);
    bool off = result->ties.controls_off > 0 || outcome->unmet > 0;
    outcome->heading = off && rejects ? "DOES NOT TIE, INCOMPLETE"
                       : off          ? "DOES NOT TIE"
                       : rejects      ? "INCOMPLETE"
                                      : "";
    return off ? STATUS_EVIDENCE : rejects ? STATUS_REFUSED : STATUS_OK;
}

enum status outcome_write(struct outcome *outcome, struct buffer *summary,
                          struct failure *failure)
{
    struct run *run = outcome->run;
    struct report_options options = {.raw = run->options->raw,
                                     .full = run->options->full,
                                     .formats = run->options->formats,
                                     .reports = run->options->reports,
                                     .present = run->options->present,
                                     .books = run->books};
    struct pack pack;
    enum status status = outcome_store_heading(outcome, failure);
    if (status == STATUS_OK && run->unpacked != NULL)
        status = unpack_tell(run, &pack, failure);
    if (status == STATUS_OK && run->unpacked != NULL)
        pack_tell(&pack, &options);
    if (status == STATUS_OK) {
        run->books = NULL;
        status =
            report_write_all(run->store, outcome->staging.bytes, &options, summary, failure);
    }
    if (status == STATUS_OK)
        status = store_commit(run->store, failure);
    store_close(run->store);
    run->store = NULL;
    file_early_end(&run->early); /* not before: it would drop the locks of the store */
    if (status == STATUS_OK)
        status = outcome_publish(outcome, failure);
    return status;
}

enum status outcome_store_heading(struct outcome *outcome, struct failure *failure)
{
    struct buffer sql = {0};
    buffer_format(&sql, "INSERT INTO meta VALUES ('" META_HEADING "', '%s')", outcome->heading);
    enum status status = store_execute(outcome->run->store, buffer_c(&sql), failure);
    buffer_free(&sql);
    return status;
}

static enum status outcome_publish(struct outcome *outcome, struct failure *failure)
{
    const struct run_options *options = outcome->run->options;
    enum status status =
        file_stage_commit(outcome->staging.bytes, options->out_directory, failure);
    if (status == STATUS_OK)
        outcome->staging = (struct str){0};
    return status;
}

static bool has_rejects(const struct outcome *outcome, const struct run_result *result)
{
    return result->rejected_records > outcome->run->options->allow_rejects;
}

/* Of several that apply the worst gives the exit code; all are said. */
void outcome_explain(const struct outcome *outcome, const struct run_result *result,
                     struct failure *failure)
{
    int64_t off = result->ties.controls_off;
    const char *unproved = result->checks.unproved;
    struct buffer also = {0};
    if (has_rejects(outcome, result))
        buffer_format(&also, "\nAnd INCOMPLETE: %lld record%s could not be understood.",
                      (long long)result->rejected_records,
                      result->rejected_records == 1 ? "" : "s");
    if (off > 0) {
        failure_set(failure, STATUS_EVIDENCE, "%lld control%s of our own do%s not tie",
                    (long long)off, off == 1 ? "" : "s", off == 1 ? "es" : "");
        failure_remedy(failure,
                       "%s%s%s%sThe reports are headed DOES NOT TIE; tie-out.csv and "
                       "conservation.csv show where. Do not rely on them.%s",
                       unproved[0] != '\0' ? "prove: " : "", unproved,
                       unproved[0] != '\0' ? ".\n" : "", outcome->unmet_why.bytes,
                       buffer_c(&also));
    } else if (outcome->unmet > 0) {
        failure_set(failure, STATUS_EVIDENCE, "%lld required check%s cannot be made",
                    (long long)outcome->unmet, outcome->unmet == 1 ? "" : "s");
        failure_remedy(failure,
                       "%sThe reports are headed DOES NOT TIE. Load the reports that state "
                       "these figures, or do\nnot require the check.%s",
                       outcome->unmet_why.bytes, buffer_c(&also));
    } else {
        explain_rejects(outcome, result, failure);
    }
    buffer_free(&also);
}

static void explain_rejects(const struct outcome *outcome, const struct run_result *result,
                            struct failure *failure)
{
    failure_set(failure, STATUS_REFUSED,
                "%lld record%s could not be understood and %s set aside",
                (long long)result->rejected_records, result->rejected_records == 1 ? "" : "s",
                result->rejected_records == 1 ? "was" : "were");
    struct buffer first = {0};
    outcome_first_reject(outcome->run, &first);
    failure_remedy(
        failure,
        "%sThe reports are headed INCOMPLETE; rejects.csv lists every bad cell with its "
        "place.\n--allow-rejects %lld accepts this many; tieout explain REJECT-ID shows one.",
        buffer_c(&first), (long long)result->rejected_records);
    buffer_free(&first);
}

/* "The first: in/x.csv:3: column 'Cost': not-money: 1O.00" and a line end. */
static void outcome_first_reject(const struct run *run, struct buffer *into)
{
    const struct load_reject *first = NULL;
    const struct load_reject *rejects = run->rejects.items;
    for (size_t i = 0; i < run->rejects.count; i++) {
        bool before = !first || rejects[i].file < first->file ||
                      (rejects[i].file == first->file && rejects[i].record < first->record);
        if (before)
            first = &rejects[i];
    }
    if (!first)
        return;
    struct str reason = reject_reason_name(first->reason);
    buffer_format(into, "The first: %s:%lld: ", run_file(run, first->file)->input.path,
                  (long long)first->line_first);
    if (first->column_name.length > 0)
        buffer_format(into, "column '%.*s': ", (int)first->column_name.length,
                      first->column_name.bytes);
    buffer_format(into, "%.*s", (int)reason.length, reason.bytes);
    if (first->text.length > 0)
        buffer_format(into, ": %.*s", (int)(first->text.length < 80 ? first->text.length : 80),
                      first->text.bytes);
    buffer_add_byte(into, '\n');
}

void outcome_discard(struct outcome *outcome)
{
    if (outcome->staging.length > 0)
        file_stage_discard(outcome->staging.bytes);
}
