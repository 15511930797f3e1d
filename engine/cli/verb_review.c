/* review: a second pair of eyes on a sealed month. */
#include "cli/run_options.h"
#include "cli/seal_options.h"

static enum status review_run(const struct arguments *arguments, struct failure *failure);

static const struct option review_option_table[] = {
    {"--books", "FILE", "the books, as close left them"},
    {"--period", "YYYY-MM", "the month"},
    {"--by", "NAME", "who looked at it"},
    {"--because", "TEXT", "a word about it, for the journal"},
    {"--on", "YYYY-MM-DD", "the day of it, for the journal"},
};

static const struct example review_examples[] = {
    {"A second pair of eyes, on the record.",
     "tieout review --books company.db --period 2024-01 --by 'Bert Ames' --on 2024-02-12"},
};

const struct verb verb_review = {
    .name = "review",
    .operands = "",
    .summary = "say that somebody else looked at a sealed month",
    .text =
        "Adds an entry to the journal of the books: that NAME looked at the month. NAME is to\n"
        "be somebody else than who sealed it.\n",
    .examples = review_examples,
    .example_count = array_count(review_examples),
    .options = review_option_table,
    .option_count = array_count(review_option_table),
    .operands_min = 0,
    .operands_max = 0,
    .run = review_run,
};

static enum status review_run(const struct arguments *arguments, struct failure *failure)
{
    struct run_options options = {.books_path = arguments_value(arguments, "--books")};
    struct seal_words words;
    int64_t entry = 0;
    enum status status = run_options_books(&options, "review", failure);
    if (status == STATUS_OK)
        status = seal_options_parse(arguments, &words, failure);
    if (status == STATUS_OK)
        status = pipeline_review(options.books_path, &words, &entry, failure);
    if (status == STATUS_OK)
        seal_options_tell(options.books_path, &words, "reviewed", entry);
    return status;
}
