/* check: positions, controls and findings anew, from all that the books hold. */
#include "base/arena.h"
#include "cli/progress.h"
#include "cli/run_options.h"

#include <stdio.h>

static enum status check_run_verb(const struct arguments *arguments, struct failure *failure);
static void check_tell(const struct run_options *options, const struct run_result *result);

static const struct option check_option_table[] = {
    {"--books", "FILE", "the books, as load made them"},
    {"--as-of", "YYYY-MM-DD", "the day to look from (default: the newest day loaded)"},
    {"--from", "YYYY-MM-DD", "first day of the roll-forward (default: of the as-of month)"},
    {"--currency", "CUR", "base currency of lines that name none (default USD)"},
    {"--terms", "FILE", "payment terms as CSV: payer,days"},
    {"--policy", "FILE", "policy values as CSV: name,value"},
    {"--set", "NAME=VALUE", "one policy value, such as settlement_grace_days=30"},
    {"--assume", "FAMILY.COLUMN=negative|positive", "settle a printed sign by hand"},
    {"--rules", "DIR", "rules and families from here instead of the built-in ones"},
    {"--full", NULL, "whole populations, not only exceptions; positions.csv as well"},
    {"--afresh", NULL, "read every line again, those of settled references too"},
    {"--prove", NULL, "ask every rule about everything too, and compare the answers"},
    {"--require", "CHECK[,CHECK]", "exit 4 when a check of tie-out.csv cannot be made"},
    {"--fail-on", "LEVEL", "exit 1 on findings: info, low, medium, high (default never)"},
    {"--allow-rejects", "N", "accept as many records that cannot be understood (default 0)"},
};

static const struct example check_examples[] = {
    {"Anew, from all that was loaded.", "tieout check --books company.db"},
    {"As it stood at the end of February, or differently for a pipeline: exit code 1 on high.",
     "tieout check --books company.db --as-of 2024-02-29 --fail-on high"},
};

const struct verb verb_check = {
    .name = "check",
    .operands = "",
    .summary = "make positions, controls and findings anew from the books",
    .text =
        "Settles what files leave open, builds every position as of a day, and asks the rules\n"
        "and the controls: from all files the books hold, whenever they were loaded. The\n"
        "answers replace those of the check before, all at once. report writes them out.\n",
    .examples = check_examples,
    .example_count = array_count(check_examples),
    .options = check_option_table,
    .option_count = array_count(check_option_table),
    .operands_min = 0,
    .operands_max = 0,
    .run = check_run_verb,
};

static enum status check_run_verb(const struct arguments *arguments, struct failure *failure)
{
    struct arena arena = {0};
    struct run_options options = {0};
    struct run_result result = {0};
    struct progress progress;
    int level = 0;
    enum status status = run_options_parse(arguments, &arena, &options, failure);
    if (status == STATUS_OK)
        status = run_options_books(&options, "check", failure);
    if (status == STATUS_OK)
        status = run_options_fail_on(arguments, &level, failure);
    if (status == STATUS_OK) {
        run_options_watch(&options, &progress);
        status = pipeline_check(&options, &result, failure);
        progress_end(&progress);
        if (status == STATUS_OK)
            check_tell(&options, &result);
        status = status_worse(status, run_options_judge(&result, level));
        run_options_tell_findings(arguments, &result, level);
    }
    arena_free(&arena);
    return status;
}

static void check_tell(const struct run_options *options, const struct run_result *result)
{
    long long findings = 0;
    for (int severity = 0; severity <= SEVERITY_HIGH; severity++)
        findings += result->checks.findings[severity];
    printf("%s: %lld file%s, %lld line%s checked; %lld finding%s, %lld of them high. "
           "`tieout report` writes them.\n",
           options->books_path, (long long)result->files, result->files == 1 ? "" : "s",
           (long long)result->lines, result->lines == 1 ? "" : "s", findings,
           findings == 1 ? "" : "s", (long long)result->checks.findings[SEVERITY_HIGH]);
}
