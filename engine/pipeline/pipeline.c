/* The order of a run, and its two ends: everything appears at once, or nothing does. */
#include "pipeline/pipeline.h"

#include "base/file.h"
#include "pipeline/outcome.h"
#include "pipeline/run.h"
#include "recon/restated.h"
#include "recon/tax_book.h"
#include "recon/tie_stated.h"
#include "reports/report.h"
#include "reports/report_books.h"

#include <stdlib.h>
#include <string.h>

static enum status pipeline_check_targets(const struct run_options *options,
                                          struct failure *failure);
static enum status pipeline_check_books_apart(const struct run_options *options,
                                              struct arena *arena, struct failure *failure);
static enum status pipeline_check_books_of_another(const struct run_options *options,
                                                   struct str directory,
                                                   struct failure *failure);
static enum status pipeline_check_directory(const char *directory, struct arena *arena,
                                            struct failure *failure);
static enum status pipeline_steps(struct run *run, struct outcome *outcome,
                                  struct run_result *result, struct failure *failure);
static enum status pipeline_questions(struct run *run, struct run_result *result,
                                      struct failure *failure);
static enum status pipeline_publish(struct run *run, struct outcome *outcome,
                                    struct run_result *result, struct failure *failure);
static void pipeline_progress(const struct run *run, const char *phase);
static void run_free(struct run *run);

enum status pipeline_run(const struct run_options *options, struct run_result *result,
                         struct failure *failure)
{
    tie_assert(options && result && options->out_directory);
    struct run run = {.options = options};
    struct outcome outcome = {.run = &run};
    *result = (struct run_result){0};
    enum status status = pipeline_check_targets(options, failure);
    if (status == STATUS_OK)
        status = run_prepare(&run, failure);
    if (status == STATUS_OK)
        status = outcome_begin(&outcome, failure);
    if (status == STATUS_OK)
        status = pipeline_steps(&run, &outcome, result, failure);
    store_close(run.store);
    outcome_discard(&outcome);
    run_free(&run);
    return status;
}

/* Refused early, so that an hour of reading is not lost to a directory that may not be
 * replaced. */
static enum status pipeline_check_targets(const struct run_options *options,
                                          struct failure *failure)
{
    struct arena arena = {0};
    enum status status = pipeline_check_directory(options->out_directory, &arena, failure);
    if (status == STATUS_OK && options->books_path)
        status = pipeline_check_books_apart(options, &arena, failure);
    if (status == STATUS_OK && options->books_path)
        status = store_check_replaceable(options->books_path, failure);
    arena_free(&arena);
    return status;
}

/* The report directory is replaced whole after the books are in place: books inside it would
 * be gone with the old reports. */
static enum status pipeline_check_books_apart(const struct run_options *options,
                                              struct arena *arena, struct failure *failure)
{
    tie_assert(options->books_path != NULL);
    const char *slash = strrchr(options->books_path, '/');
    struct str parent = STR(".");
    if (slash)
        parent = (struct str){options->books_path, (size_t)(slash - options->books_path) + 1};
    struct str inside = file_real_path(arena_copy(arena, parent).bytes, arena);
    if (!str_equal(inside, file_real_path(options->out_directory, arena)))
        return pipeline_check_books_of_another(options, inside, failure);
    failure_set(failure, STATUS_USAGE, "--books %s lies in the report directory",
                options->books_path);
    failure_remedy(failure, "A report directory is replaced whole. Leave --books out (the "
                            "database is books.db there),\nor name a file elsewhere.");
    return STATUS_USAGE;
}

/* Replacing them would leave the reports beside them without what they were made from. */
static enum status pipeline_check_books_of_another(const struct run_options *options,
                                                   struct str directory,
                                                   struct failure *failure)
{
    struct buffer manifest = {0};
    struct str base = file_base_name(str_from(options->books_path));
    buffer_format(&manifest, "%.*s/manifest.json", (int)directory.length, directory.bytes);
    bool theirs = str_equal(base, STR("books.db")) &&
                  file_kind_of(options->books_path) != FILE_MISSING &&
                  file_kind_of(buffer_c(&manifest)) != FILE_MISSING;
    buffer_free(&manifest);
    if (!theirs)
        return STATUS_OK;
    failure_set(failure, STATUS_USAGE, "--books %s are the books of the reports beside them",
                options->books_path);
    failure_remedy(failure, "They would no longer be what those reports were made from. Name "
                            "another file,\nor leave --books out.");
    return STATUS_USAGE;
}

static enum status pipeline_check_directory(const char *directory, struct arena *arena,
                                            struct failure *failure)
{
    struct str *names = NULL;
    size_t count = 0;
    enum file_kind kind = file_kind_of(directory);
    if (kind == FILE_MISSING)
        return STATUS_OK;
    enum status status = file_list(directory, arena, &names, &count, failure);
    bool ours = count == 0;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        ours = ours || str_equal(names[i], STR("manifest.json"));
        if (report_is_output_name(names[i]))
            continue;
        failure_set(failure, STATUS_EVIDENCE,
                    "the directory holds %.*s, which is not of this program",
                    (int)names[i].length, names[i].bytes);
        failure_place(failure, directory, 0, 0);
        failure_remedy(failure,
                       "A report directory is replaced whole. Name an empty or a new one.");
        status = STATUS_EVIDENCE;
    }
    struct buffer books = {0};
    buffer_format(&books, "%s/books.db", directory);
    if (status == STATUS_OK)
        status = store_check_replaceable(buffer_c(&books), failure);
    buffer_free(&books);
    if (status != STATUS_OK || ours)
        return status;
    /* Names alone prove little: anybody may keep a refunds.csv. */
    failure_set(failure, STATUS_EVIDENCE,
                "the directory holds %.*s and no manifest.json: it is not of this program",
                (int)names[0].length, names[0].bytes);
    failure_place(failure, directory, 0, 0);
    failure_remedy(failure,
                   "A report directory is replaced whole. Name an empty or a new one.");
    return STATUS_EVIDENCE;
}

static enum status pipeline_steps(struct run *run, struct outcome *outcome,
                                  struct run_result *result, struct failure *failure)
{
    enum status status = run_load(run, failure);
    pipeline_progress(run, "settling");
    if (status == STATUS_OK)
        status = stored_sums_begin(&run->sums, run->store, run->facts.items, run->facts.count,
                                   failure);
    if (status == STATUS_OK)
        status = run_settle(run, failure);
    pipeline_progress(run, "positions");
    if (status == STATUS_OK)
        status = run_store_facts(run, failure);
    if (status == STATUS_OK)
        status = run_positions(run, failure);
    if (status == STATUS_OK)
        status = stored_sums_go_on(run->sums, run->store, failure);
    if (status == STATUS_OK)
        status = report_books_prepare(&run->books, run->store, failure);
    pipeline_progress(run, "rules");
    if (status == STATUS_OK)
        status = pipeline_questions(run, result, failure);
    pipeline_progress(run, "reports");
    if (status == STATUS_OK)
        status = pipeline_publish(run, outcome, result, failure);
    return status;
}

/* What is asked of the books once they are full: rules, conservation, controls. */
static enum status pipeline_questions(struct run *run, struct run_result *result,
                                      struct failure *failure)
{
    struct check_options options = {.prove = run->options->prove,
                                    .shipped = &run->rule_set_built_in};
    struct tie_result controls = {0};
    enum status status = tally_store(run->tally, run->store, failure);
    if (status == STATUS_OK)
        status = roll_forward_store(run->roll, run->store, failure);
    if (status == STATUS_OK)
        status = tax_book_store(run->tax_book, run->store, failure);
    if (status == STATUS_OK)
        status = run_store_meta(run, failure);
    if (status == STATUS_OK)
        status = restated_store(run->store, &run->run_facts, &run->superseded, failure);
    if (status == STATUS_OK)
        status = tie_store_stated(run->payouts, run->store, &result->ties, failure);
    if (status == STATUS_OK)
        status = check_run(&run->rule_set, &run->rules, &options, run->store, &result->checks,
                           failure);
    if (status == STATUS_OK)
        status = stored_sums_end(run->sums, run->store, failure);
    if (status == STATUS_OK)
        status = tally_store_conservation(run->tally, &run->run_facts, run->store, failure);
    if (status == STATUS_OK)
        status = tie_store_controls(run->store, result->checks.rules_run,
                                    result->checks.rules_shipped, &controls, failure);
    if (status == STATUS_OK && run->options->prove)
        status = tie_store_prove(run->store, &result->checks, &controls, failure);
    tie_result_add(&result->ties, &controls);
    if (status == STATUS_OK)
        status = run_store_assumptions(run, failure);
    return status;
}

static enum status pipeline_publish(struct run *run, struct outcome *outcome,
                                    struct run_result *result, struct failure *failure)
{
    result->files = (int64_t)run->files.count;
    result->lines = run->lines_read;
    result->total_bytes = run->inputs.total_bytes;
    for (size_t i = 0; i < run->files.count; i++)
        result->rejected_records += run_file(run, i)->rejected_records;
    enum status status = outcome_require(outcome, failure);
    if (status != STATUS_OK)
        return status;
    enum status verdict = outcome_judge(outcome, result);
    status = outcome_write(outcome, &result->summary, failure);
    if (status != STATUS_OK) {
        buffer_free(&result->summary); /* it speaks of reports that did not appear */
        return status;
    }
    if (verdict != STATUS_OK)
        outcome_explain(outcome, result, failure);
    return verdict;
}

static void pipeline_progress(const struct run *run, const char *phase)
{
    if (run->options->progress)
        run->options->progress(run->options->context, phase, run->inputs.total_bytes,
                               run->inputs.total_bytes);
}

static void run_free(struct run *run)
{
    for (size_t i = 0; i < run->sections.count; i++) {
        for (struct load_total *total = run_section(run, i)->totals; total;
             total = total->next) {
            for (int c = 0; c < COMPONENT_COUNT; c++)
                money_total_free(total->totals[c]);
        }
    }
    const struct currency_reach *reach = run->currency_reach.items;
    for (size_t i = 0; i < run->currency_reach.count; i++)
        money_total_free(reach[i].gross);
    struct list *lists[] = {
        &run->files, &run->sections,       &run->facts,    &run->units, &run->rejects,
        &run->noise, &run->currency_reach, &run->verdicts, &run->alike, &run->agreements};
    for (size_t i = 0; i < array_count(lists); i++)
        free(lists[i]->items);
    report_books_free(run->books);
    stored_sums_free(run->sums);
    tally_free(run->tally);
    roll_forward_free(run->roll);
    payouts_free(run->payouts);
    tax_book_free(run->tax_book);
    overlap_free(run->overlap);
    payers_free(&run->payers);
    ledger_free(&run->ledger);
    arena_free(&run->arena);
}
