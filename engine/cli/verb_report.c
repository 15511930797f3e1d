/* report: what the last check of the books found, as files. */
#include "base/arena.h"
#include "cli/run_options.h"

#include <stdio.h>

static enum status report_run(const struct arguments *arguments, struct failure *failure);

static const struct option report_option_table[] = {
    {"--books", "FILE", "the books, as check left them"},
    {"--out", "DIR", "where the reports go; replaced whole, all files at once"},
    {"--raw", NULL, "no apostrophe before cells a spreadsheet would run"},
    {"--format", "LIST", "html, xlsx, jsonl, junit, sarif, journal, hledger, beancount; none"},
    {"--report", "LIST", "of the reports only these, such as refunds,findings; all"},
    {"--present", "gross|net", "of a journal: the listing fee an expense, or less revenue"},
};

static const struct example report_examples[] = {
    {"What the last check found, as files.", "tieout report --books company.db --out quarter"},
};

const struct verb verb_report = {
    .name = "report",
    .operands = "",
    .summary = "write the reports of the last check of the books",
    .text = "Writes every report, summary.txt and manifest.json from the books, which it does\n"
            "not change. Books that were loaded into since their last check are refused.\n"
            "Without --format and --report it writes what that check was asked for.\n",
    .examples = report_examples,
    .example_count = array_count(report_examples),
    .options = report_option_table,
    .option_count = array_count(report_option_table),
    .operands_min = 0,
    .operands_max = 0,
    .run = report_run,
};

static enum status report_run(const struct arguments *arguments, struct failure *failure)
{
    struct arena arena = {0};
    struct run_options options = {0};
    struct buffer summary = {0};
    enum status status = run_options_parse(arguments, &arena, &options, failure);
    if (status == STATUS_OK)
        status = run_options_books(&options, "report", failure);
    if (status == STATUS_OK)
        status = run_options_out(&options, "report", failure);
    if (status == STATUS_OK)
        status = pipeline_report(&options, &summary, failure);
    if (summary.length > 0)
        status = status_worse(status, run_options_page(&options, &summary, failure));
    buffer_free(&summary);
    arena_free(&arena);
    return status;
}
