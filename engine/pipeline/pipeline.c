/* The order of a run, and its two ends: everything appears at once, or nothing does. */
#include "pipeline/pipeline.h"

#include "pipeline/books.h"
#include "pipeline/kept_mix.h"
#include "pipeline/kept_texts.h"
#include "pipeline/outcome.h"
#include "pipeline/run_settled.h"
#include "pipeline/targets.h"
#include "pipeline/unpack.h"
#include "recon/restated.h"
#include "recon/tax_book.h"
#include "recon/tie_stated.h"
#include "reports/report.h"
#include "reports/report_books.h"

#include <stdlib.h>

static enum status pipeline_steps(struct run *run, struct outcome *outcome,
                                  struct run_result *result, struct failure *failure);
static enum status pipeline_begin_sums(struct run *run, struct failure *failure);
static enum status pipeline_questions(struct run *run, struct run_result *result,
                                      struct failure *failure);
static enum status pipeline_publish(struct run *run, struct outcome *outcome,
                                    struct run_result *result, struct failure *failure);
static void pipeline_progress(const struct run *run, const char *phase);

enum status pipeline_run(const struct run_options *options, struct run_result *result,
                         struct failure *failure)
{
    tie_assert(options && result && options->out_directory);
    struct run run = {.options = options};
    struct outcome outcome = {.run = &run};
    *result = (struct run_result){0};
    if (options->books_path)
        return books_run(options, result, failure);
    enum status status = targets_check(options, failure);
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

static enum status pipeline_steps(struct run *run, struct outcome *outcome,
                                  struct run_result *result, struct failure *failure)
{
    run_start(run);
    enum status status = run_load(run, failure);
    if (status == STATUS_OK)
        status = unpack(run, failure);
    if (status == STATUS_OK)
        status = run_check_any_line(run, failure);
    if (status == STATUS_OK)
        status = run_settle_files(run, failure);
    if (status == STATUS_OK)
        status = run_answer(run, result, failure);
    pipeline_progress(run, "reports");
    if (status == STATUS_OK)
        status = pipeline_publish(run, outcome, result, failure);
    return status;
}

enum status run_answer(struct run *run, struct run_result *result, struct failure *failure)
{
    tie_assert(run && run->store && result);
    pipeline_progress(run, "settling");
    enum status status = run->accumulates ? STATUS_OK : pipeline_begin_sums(run, failure);
    if (status == STATUS_OK)
        status = run_settle(run, failure);
    if (status == STATUS_OK && run->accumulates)
        status = run_settled_refill(run, failure);
    if (status == STATUS_OK && run->accumulates)
        status = kept_texts_fetch_settlements(run, failure);
    if (status == STATUS_OK && run->accumulates)
        status = pipeline_begin_sums(run, failure);
    pipeline_progress(run, "positions");
    if (status == STATUS_OK)
        status = run_store_facts(run, failure);
    if (status == STATUS_OK)
        status = run_positions(run, failure);
    if (status == STATUS_OK)
        status = stored_sums_go_on(run->sums, run->store, failure);
    if (status == STATUS_OK && !run->accumulates)
        status = report_books_prepare(&run->books, run->store, failure);
    if (status == STATUS_OK && run->staged_books.length > 0)
        file_early_begin(&run->early, run->staged_books.bytes);
    pipeline_progress(run, "rules");
    if (status == STATUS_OK)
        status = pipeline_questions(run, result, failure);
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
    if (status == STATUS_OK && run->past)
        status = run_settled_keep(run, failure);
    return status;
}

/* Tables whose lines were summed before, when they were read in full, are not summed again. */
static enum status pipeline_begin_sums(struct run *run, struct failure *failure)
{
    struct run_settled *settled = run->past;
    struct stored_sums_known known = {0};
    if (settled && settled->quick)
        known = (struct stored_sums_known){.sections = settled->sums,
                                           .section_count = settled->sections,
                                           .settled = &settled->rows,
                                           .rest_from = settled->position_id + 1,
                                           .base = run->run_facts.base_currency,
                                           .runs = buffer_str(&settled->runs),
                                           .again = buffer_str(&settled->again)};
    return stored_sums_begin(&run->sums, run->store, run->facts.items, run->facts.count, &known,
                             failure);
}

static enum status pipeline_publish(struct run *run, struct outcome *outcome,
                                    struct run_result *result, struct failure *failure)
{
    run_count(run, result);
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

void run_count(const struct run *run, struct run_result *result)
{
    tie_assert(run && result);
    result->files = (int64_t)run->files.count;
    result->lines = run->lines_read;
    result->total_bytes = run->inputs.total_bytes;
    result->movement_bytes = ledger_movement_bytes(&run->ledger);
    result->text_bytes = ledger_text_bytes(&run->ledger);
    for (size_t i = 0; i < run->files.count; i++)
        result->rejected_records += run_file(run, i)->rejected_records;
}

static void pipeline_progress(const struct run *run, const char *phase)
{
    if (run->options->progress)
        run->options->progress(run->options->context, phase, run->inputs.total_bytes,
                               run->inputs.total_bytes);
}

void run_free(struct run *run)
{
    file_early_end(&run->early);
    for (size_t i = 0; i < run->sections.count; i++) {
        for (struct load_total *total = run_section(run, i)->totals; total;
             total = total->next) {
            for (int c = 0; c < COMPONENT_COUNT; c++)
                money_total_free(total->totals[c]);
        }
    }
    const struct currency_reach *reach = run->currency_reach.items;
    const struct paid_reach *paid = run->paid_reach.items;
    for (size_t i = 0; i < run->paid_reach.count; i++)
        money_total_free(paid[i].paid);
    for (size_t i = 0; i < run->currency_reach.count; i++)
        money_total_free(reach[i].gross);
    struct list *lists[] = {
        &run->files, &run->sections,       &run->facts,       &run->units, &run->rejects,
        &run->noise, &run->currency_reach, &run->verdicts,    &run->alike, &run->agreements,
        &run->names, &run->paid_reach,     &run->dispositions};
    for (size_t i = 0; i < array_count(lists); i++)
        free(lists[i]->items);
    report_books_free(run->books);
    run_settled_free(run);
    stored_sums_free(run->sums);
    tally_free(run->tally);
    roll_forward_free(run->roll);
    payouts_free(run->payouts);
    tax_book_free(run->tax_book);
    overlap_free(run->overlap);
    kept_mix_end(&run->kept.mixes);
    payers_free(&run->payers);
    ledger_free(&run->ledger);
    arena_free(&run->arena);
}
