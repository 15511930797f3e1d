/* Books that accumulate: each step is one transaction where the books lie. A load leaves nothing
 * that follows from what was loaded; a check makes all of it anew, so that it does not matter in
 * which order, or in how many loads, the files came. */
#include "pipeline/books.h"

#include "base/file.h"
#include "pipeline/keep.h"
#include "pipeline/kept_mix.h"
#include "pipeline/kept_texts.h"
#include "pipeline/leftovers.h"
#include "pipeline/seals.h"
#include "pipeline/targets.h"
#include "store/store_read.h"

static enum status books_open(struct books *books, struct failure *failure);
static enum status books_refuse_single(const struct run *run, struct failure *failure);
static enum status books_read_empties(struct books *books, struct failure *failure);
static enum status books_load(struct books *books, struct failure *failure);
static enum status books_check(struct books *books, struct run_result *result,
                               struct failure *failure);

enum status pipeline_load(const struct run_options *options, struct run_result *result,
                          struct run_result *held, struct failure *failure)
{
    tie_assert(options && options->books_path && result && held);
    struct books books;
    enum status status = books_begin(&books, options, REFILL_LOAD, failure);
    struct run *run = &books.run;
    *result = *held = (struct run_result){0};
    if (status == STATUS_OK) {
        run_count(run, held);
        status = books_load(&books, failure);
    }
    if (status == STATUS_OK) {
        struct run_result before = *held;
        *held = (struct run_result){0};
        run_count(run, held);
        *result = (struct run_result){.files = held->files - before.files,
                                      .lines = held->lines - before.lines,
                                      .rejected_records =
                                          held->rejected_records - before.rejected_records};
    }
    return books_end(&books, status);
}

enum status pipeline_check(const struct run_options *options, struct run_result *result,
                           struct failure *failure)
{
    tie_assert(options && options->books_path && result);
    struct books books;
    *result = (struct run_result){0};
    enum status status = books_are_there(options->books_path, failure);
    if (status != STATUS_OK)
        return status;
    status = books_begin(&books, options, REFILL_CHECK, failure);
    if (status == STATUS_OK)
        status = run_settle_files(&books.run, failure);
    if (status == STATUS_OK)
        status = books_check(&books, result, failure);
    return books_end(&books, status);
}

enum status books_are_there(const char *path, struct failure *failure)
{
    tie_assert(path && failure);
    if (file_kind_of(path) != FILE_MISSING)
        return STATUS_OK;
    failure_set(failure, STATUS_EVIDENCE, "there are no books here");
    failure_place(failure, path, 0, 0);
    failure_remedy(failure, "`tieout load --books FILE REPORT...` makes them.");
    return STATUS_EVIDENCE;
}

enum status books_run(const struct run_options *options, struct run_result *result,
                      struct failure *failure)
{
    tie_assert(options && options->books_path && options->out_directory && result);
    struct books books;
    *result = (struct run_result){0};
    enum status status = targets_check(options, failure);
    if (status != STATUS_OK)
        return status;
    status = books_begin(&books, options, REFILL_BOTH, failure);
    if (status == STATUS_OK)
        status = books_load(&books, failure);
    if (status == STATUS_OK)
        status = store_begin(books.run.store, failure);
    if (status != STATUS_OK)
        return books_end(&books, status);
    status = books_check(&books, result, failure);
    /* A check that found fault with what it checked has ended all the same. */
    if (books.outcome.heading != NULL) {
        struct failure unwritten;
        failure_init(&unwritten);
        if (books_report(books.run.store, &books.options, &result->summary, &unwritten) !=
            STATUS_OK) {
            *failure = unwritten;
            status = unwritten.status;
        }
    }
    return books_end(&books, status);
}

/* Options, books, and what they hold. */
enum status books_begin(struct books *books, const struct run_options *options,
                        enum refill_for what, struct failure *failure)
{
    *books = (struct books){.options = *options};
    books->run.options = &books->options;
    books->run.accumulates = true;
    books->outcome.run = &books->run;
    leftovers_tell(options);
    enum status status = run_prepare(&books->run, failure);
    if (status == STATUS_OK)
        status = books_open(books, failure);
    if (status != STATUS_OK)
        return status;
    run_start(&books->run);
    status = kept_mix_begin(&books->run, failure);
    if (status == STATUS_OK)
        status = refill(&books->run, what, failure);
    return status == STATUS_OK ? seals_read(&books->run, failure) : status;
}

static enum status books_open(struct books *books, struct failure *failure)
{
    struct run *run = &books->run;
    enum status status =
        store_open_kept(&run->store, books->options.books_path, &books->made, failure);
    if (status == STATUS_OK)
        status = books_refuse_single(run, failure);
    if (status == STATUS_OK)
        status = kept_mix_check_tables(run, failure);
    if (status == STATUS_OK)
        status = books_read_empties(books, failure);
    return status == STATUS_OK ? run_prepare_empties(run, failure) : status;
}

/* The books of one run lack what a later load would need to know. */
static enum status books_refuse_single(const struct run *run, struct failure *failure)
{
    int64_t single = 0;
    enum status status = store_read_integer(
        run->store,
        STR("SELECT EXISTS (SELECT 1 FROM file) AND NOT EXISTS (SELECT 1 FROM kept_load)"),
        &single, failure);
    if (status != STATUS_OK || single == 0)
        return status;
    failure_set(failure, STATUS_EVIDENCE,
                "these are the books of one run, made with its reports");
    failure_place(failure, run->options->books_path, 0, 0);
    failure_remedy(failure, "Nothing can be added to them. Name another file: `tieout load "
                            "--books FILE` makes\nbooks that take month after month.");
    return STATUS_EVIDENCE;
}

/* Those of earlier loads first, then those that are new. */
static enum status books_read_empties(struct books *books, struct failure *failure)
{
    struct run *run = &books->run;
    struct store_query *query = NULL;
    int64_t count = 0;
    bool found = true;
    enum status status =
        store_read_integer(run->store, STR("SELECT count(*) FROM kept_empty"), &count, failure);
    if (status != STATUS_OK)
        return status;
    size_t given = books->options.empty_count;
    struct str *all = arena_take(&run->arena, ((size_t)count + given + 1) * sizeof *all);
    size_t kept = 0;
    status = store_query_open(&query, run->store,
                              STR("SELECT said FROM kept_empty ORDER BY said"), failure);
    while (status == STATUS_OK) {
        status = store_query_step(query, &found, failure);
        if (status != STATUS_OK || !found)
            break;
        all[kept++] = arena_copy(&run->arena, store_query_text(query, 0));
    }
    store_query_close(query);
    run->kept.empties = kept;
    for (size_t at = 0; at < given; at++) {
        bool known = false;
        for (size_t before = 0; before < kept; before++)
            known = known || str_equal(all[before], books->options.empties[at]);
        if (!known)
            all[kept++] = books->options.empties[at];
    }
    books->options.empties = all;
    books->options.empty_count = kept;
    return status;
}

/* What was not committed is gone with the close. */
enum status books_end(struct books *books, enum status status)
{
    kept_texts_end(&books->run.kept);
    if (books->made && books->run.store != NULL)
        store_drop_kept(books->run.store);
    else
        store_close(books->run.store);
    outcome_discard(&books->outcome);
    run_free(&books->run);
    return status;
}

static enum status books_load(struct books *books, struct failure *failure)
{
    struct run *run = &books->run;
    bool news = false;
    enum status status = keep_drop_known(run, failure);
    if (status == STATUS_OK)
        status = run_load(run, failure);
    if (status == STATUS_OK)
        status = keep_hashes(run, failure);
    if (status == STATUS_OK)
        status = run_settle_files(run, failure);
    if (status == STATUS_OK)
        status = keep_rows(run, &news, failure);
    if (status == STATUS_OK && news)
        status = keep_forget_answers(run->store, failure);
    if (status == STATUS_OK)
        status = store_commit(run->store, failure);
    books->made = books->made && status != STATUS_OK;
    return status;
}

enum status books_answer(struct books *books, struct run_result *result, enum status *verdict,
                         struct failure *failure)
{
    tie_assert(books && result && verdict);
    struct run *run = &books->run;
    struct outcome *outcome = &books->outcome;
    enum status status = run_check_any_line(run, failure);
    if (status == STATUS_OK)
        status = keep_forget_answers(run->store, failure);
    if (status == STATUS_OK)
        status = run_answer(run, result, failure);
    run_count(run, result);
    if (status == STATUS_OK)
        status = outcome_require(outcome, failure);
    if (status != STATUS_OK)
        return status;
    *verdict = outcome_judge(outcome, result);
    return outcome_store_heading(outcome, failure);
}

static enum status books_check(struct books *books, struct run_result *result,
                               struct failure *failure)
{
    struct outcome *outcome = &books->outcome;
    enum status verdict = STATUS_OK;
    enum status status = books_answer(books, result, &verdict, failure);
    if (status == STATUS_OK)
        status = store_commit(books->run.store, failure);
    if (status != STATUS_OK) {
        outcome->heading = NULL;
        return status;
    }
    if (verdict != STATUS_OK)
        outcome_explain(outcome, result, failure);
    return verdict;
}
