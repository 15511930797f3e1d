/* close: a month is checked and sealed, and its proof written. */
#include "base/arena.h"
#include "cli/run_options.h"
#include "cli/seal_options.h"
#include "reports/report_choice.h"
#include "reports/report_present.h"

static enum status close_run(const struct arguments *arguments, struct failure *failure);

static const struct option close_option_table[] = {
    {"--books", "FILE", "the books, as load made them"},
    {"--period", "YYYY-MM", "the month: the one after the newest that is sealed"},
    {"--by", "NAME", "who seals it"},
    {"--out", "DIR", "where its pack goes; replaced whole, all files at once"},
    {"--on", "YYYY-MM-DD", "the day of it, for the journal"},
    {"--because", "TEXT", "a word about it, for the journal"},
    {"--currency", "CUR", "base currency of lines that name none (default USD)"},
    {"--terms", "FILE", "payment terms as CSV: payer,days"},
    {"--policy", "FILE", "policy values as CSV: name,value"},
    {"--set", "NAME=VALUE", "one policy value, such as settlement_grace_days=30"},
    {"--assume", "FAMILY.COLUMN=negative|positive", "settle a printed sign by hand"},
    {"--rules", "DIR", "rules and families from here instead of the built-in ones"},
    {"--raw", NULL, "no apostrophe before cells a spreadsheet would run"},
    {"--full", NULL, "whole populations, not only exceptions; positions.csv as well"},
    {"--format", "LIST", "html, xlsx, jsonl, junit, sarif, journal, hledger, beancount; none"},
    {"--report", "LIST", "of the reports only these, such as refunds,findings; all"},
    {"--present", "gross|net", "of a journal: the listing fee an expense, or less revenue"},
    {"--afresh", NULL, "read every line again, those of settled references too"},
    {"--prove", NULL, "ask every rule about everything too, and compare the answers"},
    {"--require", "CHECK[,CHECK]", "not without this check of tie-out.csv: exit 4"},
    {"--fail-on", "LEVEL", "exit 1 on findings: info, low, medium, high (default never)"},
    {"--allow-rejects", "N", "accept as many records that cannot be understood (default 0)"},
};

static const struct example close_examples[] = {
    {"Seal January, the first month of the books, with the pack that proves it.",
     "tieout close --books company.db --period 2024-01 --by 'Ada Lowe' --out close-2024-01"},
};

const struct verb verb_close = {
    .name = "close",
    .operands = "",
    .summary = "check a month, seal it, and write the pack that proves it",
    .text =
        "Checks the books as of the last day of the month and seals it: what is open becomes\n"
        "the opening of the next month, the signs of its files are frozen, and what arrives\n"
        "later changes the open months only, as prior-period items. The journal in the books\n"
        "keeps who did it, and the digests of all that went in and out. A month that does not\n"
        "tie is not sealed. The pack holds the reports, the journal, and the rules as used.\n",
    .examples = close_examples,
    .example_count = array_count(close_examples),
    .options = close_option_table,
    .option_count = array_count(close_option_table),
    .operands_min = 0,
    .operands_max = 0,
    .run = close_run,
};

static enum status close_run(const struct arguments *arguments, struct failure *failure)
{
    struct arena arena = {0};
    struct run_options options = {0};
    struct run_result result = {0};
    struct seal_words words;
    struct progress progress;
    int64_t entry = 0;
    int level = 0;
    enum status status = run_options_parse(arguments, &arena, &options, failure);
    options.period = DAY_NONE; /* of the seal, not of files */
    if (status == STATUS_OK)
        status = run_options_books(&options, "close", failure);
    if (status == STATUS_OK)
        status = run_options_out(&options, "close", failure);
    if (status == STATUS_OK)
        status = report_choice_check(options.reports, options.full, failure);
    if (status == STATUS_OK)
        status = report_present_check(options.formats, options.present, failure);
    if (status == STATUS_OK)
        status = seal_options_parse(arguments, &words, failure);
    if (status == STATUS_OK)
        status = run_options_fail_on(arguments, &level, failure);
    if (status == STATUS_OK) {
        run_options_watch(&options, &progress);
        status = pipeline_close(&options, &words, &result, &entry, failure);
        progress_end(&progress);
    }
    if (result.summary.length > 0) {
        enum status printed = run_options_page(&options, &result.summary, failure);
        if (printed == STATUS_OK && status == STATUS_OK)
            seal_options_tell(options.books_path, &words, "sealed", entry);
        status = status_worse(status, printed);
        status = status_worse(status, run_options_judge(&result, level));
        run_options_tell_findings(arguments, &result, level);
    }
    buffer_free(&result.summary);
    arena_free(&arena);
    return status;
}
