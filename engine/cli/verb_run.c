/* run: report files in, four exception reports out. */
#include "base/arena.h"
#include "cli/progress.h"
#include "cli/run_options.h"
#include "reports/report_choice.h"
#include "reports/report_present.h"

#include <stdio.h>

static enum status run_run(const struct arguments *arguments, struct failure *failure);
static const struct option run_option_table[] = {
    {"--out", "DIR", "where the reports go; replaced whole, all files at once"},
    {"--books", "FILE", "add to these books, and report on all they hold"},
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
    {"--format", "LIST", "html, xlsx, jsonl, junit, sarif, journal, hledger, beancount; none"},
    {"--report", "LIST", "of the reports only these, such as refunds,findings; all"},
    {"--present", "gross|net", "of a journal: the listing fee an expense, or less revenue"},
    {"--prove", NULL, "ask every rule about everything too, and compare the answers"},
    {"--require", "CHECK[,CHECK]", "exit 4 when a check of tie-out.csv cannot be made"},
    {"--fail-on", "LEVEL", "exit 1 on findings: info, low, medium, high (default never)"},
    {"--allow-rejects", "N", "accept as many records that cannot be understood (default 0)"},
};

static const struct example run_examples[] = {
    {"A month from the folder it was downloaded to; january/summary.txt is the page to read.",
     "tieout run reports/2024-01 --out january"},
    {"As of the balance sheet's day, with exit code 1 when something grave was found.",
     "tieout run reports/2024-01 reports/2024-02 --out february --as-of 2024-02-29 --fail-on "
     "high"},
    {"One more month into books that keep every month, and the reports of all of them.",
     "tieout run reports/2024-03 --books company.db --out march"},
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
        "With --books the files are added to what earlier loads left in FILE, and the reports\n"
        "are of all of it: the same as load, check and report one after the other.\n",
    .examples = run_examples,
    .example_count = array_count(run_examples),
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
    int level = 0;
    enum status status = run_options_parse(arguments, &arena, &options, failure);
    if (status == STATUS_OK)
        status = run_options_out(&options, "run", failure);
    if (status == STATUS_OK)
        status = report_choice_check(options.reports, options.full, failure);
    if (status == STATUS_OK)
        status = report_present_check(options.formats, options.present, failure);
    if (status == STATUS_OK)
        status = run_options_fail_on(arguments, &level, failure);
    if (status == STATUS_OK) {
        run_options_watch(&options, &progress);
        status = pipeline_run(&options, &result, failure);
        progress_end(&progress);
        status = status_worse(status, run_options_judge(&result, level));
    }
    if (result.summary.length > 0)
        status = status_worse(status, run_options_page(&options, &result.summary, failure));
    run_options_tell_findings(arguments, &result, level);
    buffer_free(&result.summary);
    arena_free(&arena);
    return status;
}
