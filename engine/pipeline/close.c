/* A month is sealed: checked as of its last day, what is open and waits kept beside the lines, an
 * entry added to the journal, all in one transaction; then its pack appears. Killed before the
 * commit nothing was sealed; killed behind it a report writes the same pack. */
#include "base/file.h"
#include "pipeline/books.h"
#include "pipeline/close_keep.h"
#include "pipeline/pack.h"
#include "pipeline/targets.h"

static enum status close_steps(struct books *books, const struct seal_words *words,
                               struct run_result *result, int64_t *entry,
                               struct failure *failure);
static enum status refuse_order(const struct run *run, day_number period,
                                struct failure *failure);
static enum status refuse_day(const struct run *run, const struct seal_words *words,
                              struct failure *failure);
static enum status refuse_uncovered(const struct run *run, day_number period,
                                    struct failure *failure);
static enum status refuse_verdict(const struct books *books, const struct run_result *result,
                                  day_number period, struct failure *failure);
static enum status close_write(struct books *books, struct journal_entry *closing,
                               struct buffer *summary, struct failure *failure);

enum status pipeline_close(const struct run_options *options, const struct seal_words *words,
                           struct run_result *result, int64_t *entry, struct failure *failure)
{
    tie_assert(options && options->books_path && options->out_directory);
    tie_assert(words && words->period != DAY_NONE && words->by.length > 0 && result && entry);
    struct run_options month = *options;
    struct books books;
    *result = (struct run_result){0};
    month.from = DAY_NONE; /* the first of as_of's month */
    month.as_of = day_month_last(words->period);
    enum status status = targets_check(options, failure);
    if (status == STATUS_OK)
        status = books_are_there(options->books_path, failure);
    if (status != STATUS_OK)
        return status;
    status = books_begin(&books, &month, REFILL_CHECK, failure);
    if (status == STATUS_OK)
        status = close_steps(&books, words, result, entry, failure);
    failure_place(failure, options->books_path, 0, 0);
    return books_end(&books, status);
}

static enum status close_steps(struct books *books, const struct seal_words *words,
                               struct run_result *result, int64_t *entry,
                               struct failure *failure)
{
    struct run *run = &books->run;
    struct journal_entry closing = {0};
    enum status verdict = STATUS_OK;
    run->run_facts.closes = true;
    enum status status = refuse_order(run, words->period, failure);
    if (status == STATUS_OK)
        status = refuse_day(run, words, failure);
    if (status == STATUS_OK)
        status = run_settle_files(run, failure);
    if (status == STATUS_OK)
        status = refuse_uncovered(run, words->period, failure);
    if (status == STATUS_OK)
        status = books_answer(books, result, &verdict, failure);
    if (status == STATUS_OK && verdict != STATUS_OK)
        status = refuse_verdict(books, result, words->period, failure);
    if (status == STATUS_OK)
        status = close_keep(run, words, &closing, failure);
    if (status == STATUS_OK)
        status = close_write(books, &closing, &result->summary, failure);
    *entry = (int64_t)run->journal.count + 1;
    return status;
}

/* One after the other; where to begin is free. */
static enum status refuse_order(const struct run *run, day_number period,
                                struct failure *failure)
{
    char month[DAY_TEXT_BYTES];
    char next[DAY_TEXT_BYTES];
    day_format_month(period, month);
    if (run->seal_count == 0)
        return STATUS_OK;
    const struct run_seal *newest = &run->seals[run->seal_count - 1];
    if (newest->on + 1 == period)
        return STATUS_OK;
    if (journal_seal_of(&run->journal, str_from(month)) != NULL) {
        failure_set(failure, STATUS_REFUSED, "%s is sealed already", month);
        failure_remedy(failure,
                       "`tieout reopen --books %s --period %s --by NAME --because \"...\"` "
                       "opens it again,\nthe newest month first.",
                       run->options->books_path, month);
        return STATUS_REFUSED;
    }
    failure_set(failure, STATUS_REFUSED,
                "%s is not the month after %.*s, the newest that is sealed", month,
                (int)newest->period.length, newest->period.bytes);
    failure_remedy(failure, "Months are sealed one after the other. The next is %s.",
                   day_format_month(newest->on + 1, next));
    return STATUS_REFUSED;
}

/* A month that still lasts is not over. */
static enum status refuse_day(const struct run *run, const struct seal_words *words,
                              struct failure *failure)
{
    char month[DAY_TEXT_BYTES];
    char day[DAY_TEXT_BYTES];
    day_number last = day_month_last(words->period);
    if (words->on == DAY_NONE || words->on >= last)
        return journal_day_fits(&run->journal, words->on, failure);
    failure_set(failure, STATUS_REFUSED, "%s cannot be sealed on %s, before it ends",
                day_format_month(words->period, month), day_format(words->on, day));
    failure_remedy(failure, "Its last day is %s: --on says the day it is sealed on.",
                   day_format(last, day));
    return STATUS_REFUSED;
}

static enum status refuse_uncovered(const struct run *run, day_number period,
                                    struct failure *failure)
{
    char month[DAY_TEXT_BYTES];
    day_number last = day_month_last(period);
    for (size_t at = 0; at < run->facts.count; at++) {
        const struct section_facts *facts = run_facts_of(run, at);
        if (facts->era->family->role != ROLE_ASIDE && facts->covers_from != DAY_NONE &&
            facts->covers_from <= last && facts->covers_to >= period)
            return STATUS_OK;
    }
    for (size_t at = 0; at < run->options->empty_count; at++)
        if (run->empties[at].month == period)
            return STATUS_OK;
    day_format_month(period, month);
    failure_set(failure, STATUS_REFUSED, "no report of these books covers a day of %s", month);
    failure_remedy(failure,
                   "Load the reports of the month. If it had nothing to report, say so: "
                   "`tieout load\n--books %s --empty FAMILY:%s`.",
                   run->options->books_path, month);
    return STATUS_REFUSED;
}

/* Of several that apply the worst. */
static enum status refuse_verdict(const struct books *books, const struct run_result *result,
                                  day_number period, struct failure *failure)
{
    const struct outcome *outcome = &books->outcome;
    char month[DAY_TEXT_BYTES];
    char last[DAY_TEXT_BYTES];
    long long off = result->ties.controls_off;
    long long rejects = result->rejected_records;
    enum status status = off > 0 || outcome->unmet > 0 ? STATUS_EVIDENCE : STATUS_REFUSED;
    day_format_month(period, month);
    day_format(day_month_last(period), last);
    if (off > 0)
        failure_set(failure, status,
                    "%s cannot be sealed: %lld control%s of our own do%s not tie", month, off,
                    off == 1 ? "" : "s", off == 1 ? "es" : "");
    else if (outcome->unmet > 0)
        failure_set(failure, status, "%s cannot be sealed: a required check cannot be made",
                    month);
    else
        failure_set(failure, status,
                    "%s cannot be sealed: %lld record%s could not be understood", month,
                    rejects, rejects == 1 ? "" : "s");
    failure_remedy(failure,
                   "%sNothing was changed. `tieout check --books %s --as-of %s`, and then\n"
                   "`tieout report`, show where.%s",
                   outcome->unmet > 0 ? outcome->unmet_why.bytes : "",
                   books->options.books_path, last,
                   status == STATUS_REFUSED ? " --allow-rejects accepts as many." : "");
    return status;
}

static enum status close_write(struct books *books, struct journal_entry *closing,
                               struct buffer *summary, struct failure *failure)
{
    struct run *run = &books->run;
    const struct run_options *options = &books->options;
    struct str staging = {0};
    struct pack pack;
    enum status status = pack_open(&pack, run->store, &run->arena, failure);
    pack.closing = closing;
    if (status == STATUS_OK)
        status = file_stage_begin(options->out_directory, &run->arena, &staging, failure);
    if (status == STATUS_OK)
        status = books_write(run->store, options, &pack, staging.bytes, summary, failure);
    if (status == STATUS_OK)
        status = store_commit(run->store, failure);
    if (status != STATUS_OK) {
        buffer_free(summary); /* it speaks of a seal there is not */
        if (staging.length > 0)
            file_stage_discard(staging.bytes);
        return status;
    }
    status = file_stage_commit(staging.bytes, options->out_directory, failure);
    if (status == STATUS_OK)
        return status;
    file_stage_discard(staging.bytes);
    failure_remedy(failure,
                   "The month is sealed all the same. `tieout report --books %s --out "
                   "DIR` writes its pack.",
                   options->books_path);
    return status;
}
