/* run: report files in, four exception reports out. */
#include "base/arena.h"
#include "base/version.h"
#include "cli/progress.h"
#include "cli/verb.h"
#include "pipeline/pipeline.h"

#include <stdio.h>
#include <string.h>

static enum status run_run(const struct arguments *arguments, struct failure *failure);
static enum status run_options_parse(const struct arguments *arguments, struct arena *arena,
                                     struct run_options *options, struct failure *failure);
static enum status run_option_days(const struct arguments *arguments,
                                   struct run_options *options, struct failure *failure);
static enum status run_option_counts(const struct arguments *arguments,
                                     struct run_options *options, struct failure *failure);
static const struct str *run_option_list(const struct arguments *arguments, const char *name,
                                         struct arena *arena, size_t *count);
static enum status run_fail_on(const struct arguments *arguments, int *level,
                               struct failure *failure);
static enum status run_printed(const struct run_options *options, struct failure *failure);
static enum status run_judge_findings(const struct run_result *result, int level);
static void run_notice(void *context, const char *sentence);

enum { FAIL_NEVER = SEVERITY_HIGH + 1 };

static const struct option run_option_table[] = {
    {"--out", "DIR", "where the reports go; replaced whole, all files at once"},
    {"--books", "FILE", "keep the database here instead of DIR/books.db"},
    {"--as-of", "YYYY-MM-DD", "the day to look from (default: the newest day loaded)"},
    {"--from", "YYYY-MM-DD", "first day of the roll-forward (default: of the as-of month)"},
    {"--period", "YYYY-MM", "the month monthly files cover, when nothing else says"},
    {"--currency", "CUR", "base currency of lines that name none (default USD)"},
    {"--terms", "FILE", "payment terms as CSV: payer,days"},
    {"--policy", "FILE", "policy values as CSV: name,value"},
    {"--set", "NAME=VALUE", "one policy value, such as settlement_grace_days=30"},
    {"--assume", "FAMILY.COLUMN=negative|positive", "settle a printed sign by hand"},
    {"--empty", "FAMILY:YYYY-MM", "a month of a family that has nothing to report"},
    {"--replace", NULL, "of two files that overlap, the newer one in the place of the older"},
    {"--both", NULL, "of two files that overlap, both: every line of them counts"},
    {"--rules", "DIR", "rules and families from here instead of the built-in ones"},
    {"--raw", NULL, "no apostrophe before cells a spreadsheet would run"},
    {"--full", NULL, "whole populations, not only exceptions; positions.csv as well"},
    {"--prove", NULL, "ask every rule about everything too, and compare the answers"},
    {"--require", "CHECK[,CHECK]", "exit 4 when a check of tie-out.csv cannot be made"},
    {"--fail-on", "LEVEL", "exit 1 on findings: info, low, medium, high (default never)"},
    {"--allow-rejects", "N", "accept as many records that cannot be understood (default 0)"},
};

const struct verb verb_run = {
    .name = "run",
    .operands = "FILE|DIR...",
    .summary = "read reports, join them, write the four exception reports",
    .text =
        "Reads report files, or the .csv files of directories, joins them on Transaction\n"
        "Reference ID, and writes uncollected.csv, refunds.csv, net-terms.csv and\n"
        "tax-collection.csv with their controls into one directory. summary.txt is the page\n"
        "to read first. Old reports are replaced only when the whole run succeeded.\n"
        "\n"
        "  tieout run ~/reports/2024-04 --out april\n"
        "  tieout run billed.csv paid.csv --out close --as-of 2024-04-30 --fail-on high\n",
    .options = run_option_table,
    .option_count = array_count(run_option_table),
    .operands_min = 1,
    .operands_max = SIZE_MAX,
    .run = run_run,
};

static enum status run_run(const struct arguments *arguments, struct failure *failure)
{
    struct arena arena = {0};
    struct run_options options = {0};
    struct run_result result = {0};
    struct progress progress;
    int level = FAIL_NEVER;
    enum status status = run_options_parse(arguments, &arena, &options, failure);
    if (status == STATUS_OK)
        status = run_fail_on(arguments, &level, failure);
    if (status == STATUS_OK) {
        progress_start(&progress);
        options.progress = progress_update;
        options.notice = run_notice;
        options.context = &progress;
        status = pipeline_run(&options, &result, failure);
        progress_end(&progress);
        status = status_worse(status, run_judge_findings(&result, level));
    }
    if (result.summary.length > 0) {
        fwrite(result.summary.bytes, 1, result.summary.length, stdout);
        printf("\nReports: %s\n", options.out_directory);
        status = status_worse(status, run_printed(&options, failure));
    }
    if (run_judge_findings(&result, level) != STATUS_OK)
        fprintf(stderr, "tieout: findings at or above --fail-on %s\n",
                arguments_value(arguments, "--fail-on"));
    buffer_free(&result.summary);
    arena_free(&arena);
    return status;
}

static enum status run_options_parse(const struct arguments *arguments, struct arena *arena,
                                     struct run_options *options, struct failure *failure)
{
    *options = (struct run_options){
        .inputs = arguments->operands,
        .input_count = arguments->operand_count,
        .out_directory = arguments_value(arguments, "--out"),
        .books_path = arguments_value(arguments, "--books"),
        .policy_path = arguments_value(arguments, "--policy"),
        .terms_path = arguments_value(arguments, "--terms"),
        .rules_path = arguments_value(arguments, "--rules"),
        .as_of = DAY_NONE,
        .from = DAY_NONE,
        .period = DAY_NONE,
        .raw = arguments_flag(arguments, "--raw"),
        .full = arguments_flag(arguments, "--full"),
        .prove = arguments_flag(arguments, "--prove"),
        .replace = arguments_flag(arguments, "--replace"),
        .both = arguments_flag(arguments, "--both"),
        .version = TIEOUT_VERSION,
    };
    options->requires = run_option_list(arguments, "--require", arena, &options->require_count);
    options->assumes = run_option_list(arguments, "--assume", arena, &options->assume_count);
    options->sets = run_option_list(arguments, "--set", arena, &options->set_count);
    options->empties = run_option_list(arguments, "--empty", arena, &options->empty_count);
    if (!options->out_directory || options->out_directory[0] == '\0') {
        failure_set(failure, STATUS_USAGE, "run needs --out DIR");
        failure_remedy(failure,
                       "Name a directory for the reports: a new one, an empty one, or one "
                       "of an earlier run.");
        return STATUS_USAGE;
    }
    if (options->replace && options->both) {
        failure_set(failure, STATUS_USAGE, "--replace and --both exclude each other");
        failure_remedy(failure, "An overlap counts once, by the newer file, or twice.");
        return STATUS_USAGE;
    }
    enum status status = run_option_days(arguments, options, failure);
    if (status == STATUS_OK)
        status = run_option_counts(arguments, options, failure);
    return status;
}

static enum status run_option_days(const struct arguments *arguments,
                                   struct run_options *options, struct failure *failure)
{
    const char *as_of = arguments_value(arguments, "--as-of");
    const char *from = arguments_value(arguments, "--from");
    const char *period = arguments_value(arguments, "--period");
    if (as_of && !day_parse_iso(str_from(as_of), &options->as_of))
        return failure_set(failure, STATUS_USAGE, "--as-of %s is no day: say YYYY-MM-DD",
                           as_of);
    if (from && !day_parse_iso(str_from(from), &options->from))
        return failure_set(failure, STATUS_USAGE, "--from %s is no day: say YYYY-MM-DD", from);
    if (period && !day_parse_month(str_from(period), &options->period))
        return failure_set(failure, STATUS_USAGE, "--period %s is no month: say YYYY-MM",
                           period);
    return STATUS_OK;
}

static enum status run_option_counts(const struct arguments *arguments,
                                     struct run_options *options, struct failure *failure)
{
    const char *currency = arguments_value(arguments, "--currency");
    const char *rejects = arguments_value(arguments, "--allow-rejects");
    if (currency && !currency_parse(str_from(currency), &options->currency))
        return failure_set(failure, STATUS_USAGE,
                           "--currency %s is no currency: say three letters", currency);
    if (rejects && !str_to_count(str_from(rejects), INT64_MAX, &options->allow_rejects))
        return failure_set(failure, STATUS_USAGE, "--allow-rejects %s is no number of records",
                           rejects);
    return STATUS_OK;
}

static const struct str *run_option_list(const struct arguments *arguments, const char *name,
                                         struct arena *arena, size_t *count)
{
    struct str *list = arena_take(arena, (arguments->option_count + 1) * sizeof(*list));
    *count = 0;
    for (size_t i = 0; i < arguments->option_count; i++) {
        if (strcmp(arguments->options[i].option->name, name) == 0)
            list[(*count)++] = str_from(arguments->options[i].value);
    }
    return list;
}

static enum status run_fail_on(const struct arguments *arguments, int *level,
                               struct failure *failure)
{
    const char *value = arguments_value(arguments, "--fail-on");
    enum severity severity;
    if (!value || strcmp(value, "never") == 0)
        return STATUS_OK;
    if (!severity_find(str_from(value), &severity)) {
        failure_set(failure, STATUS_USAGE, "--fail-on %s is no level", value);
        failure_remedy(failure, "The levels are info, low, medium, high, and never.");
        return STATUS_USAGE;
    }
    *level = (int)severity;
    return STATUS_OK;
}

/* The page may be lost behind a full disk or a closed pipe; the reports are not. */
static enum status run_printed(const struct run_options *options, struct failure *failure)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return STATUS_OK;
    enum status status =
        failure_system(failure, "the page cannot be printed", "standard output");
    failure_remedy(failure, "The reports were written all the same: read %s/summary.txt.",
                   options->out_directory);
    return status;
}

static enum status run_judge_findings(const struct run_result *result, int level)
{
    for (int severity = level; severity <= SEVERITY_HIGH; severity++) {
        if (result->checks.findings[severity] > 0)
            return STATUS_FINDINGS;
    }
    return STATUS_OK;
}

static void run_notice(void *context, const char *sentence)
{
    progress_end(context);
    fprintf(stderr, "tieout: note: %s\n", sentence);
}
