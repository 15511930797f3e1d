/* reopen: a sealed month is open again. */
#include "cli/run_options.h"
#include "cli/seal_options.h"

static enum status reopen_run(const struct arguments *arguments, struct failure *failure);

static const struct option reopen_option_table[] = {
    {"--books", "FILE", "the books, as close left them"},
    {"--period", "YYYY-MM", "the month: the newest that is sealed"},
    {"--by", "NAME", "who opens it"},
    {"--because", "TEXT", "why; must be said"},
    {"--on", "YYYY-MM-DD", "the day of it, for the journal"},
};

static const struct example reopen_examples[] = {
    {"January once more, because something was missing.",
     "tieout reopen --books company.db --period 2024-01 --by 'Ada Lowe' --because 'a late "
     "payout'"},
};

const struct verb verb_reopen = {
    .name = "reopen",
    .operands = "",
    .summary = "open a sealed month again, the newest first",
    .text =
        "Adds an entry to the journal of the books: that the month is open again, by whom and\n"
        "why. What was sealed stays in the journal. Then check anew, and close again.\n",
    .examples = reopen_examples,
    .example_count = array_count(reopen_examples),
    .options = reopen_option_table,
    .option_count = array_count(reopen_option_table),
    .operands_min = 0,
    .operands_max = 0,
    .run = reopen_run,
};

static enum status reopen_run(const struct arguments *arguments, struct failure *failure)
{
    struct run_options options = {.books_path = arguments_value(arguments, "--books")};
    struct seal_words words;
    int64_t entry = 0;
    enum status status = run_options_books(&options, "reopen", failure);
    if (status == STATUS_OK)
        status = seal_options_parse(arguments, &words, failure);
    if (status == STATUS_OK && words.because.length == 0) {
        status = failure_set(failure, STATUS_USAGE, "reopen needs --because TEXT");
        failure_remedy(failure, "The journal holds why.");
    }
    if (status == STATUS_OK)
        status = pipeline_reopen(options.books_path, &words, &entry, failure);
    if (status == STATUS_OK)
        seal_options_tell(options.books_path, &words, "reopened", entry);
    return status;
}
