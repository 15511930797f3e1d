/* verify: the same reports from the same bytes, or the first place where they differ. */
#include "base/version.h"
#include "cli/progress.h"
#include "cli/verb.h"
#include "pipeline/verify.h"

#include <stdio.h>

static enum status verify_run(const struct arguments *arguments, struct failure *failure);

static const struct option verify_option_table[] = {
    {"--inputs", "DIR", "look for the files of the run here and below, under any name"},
    {"--rules", "DIR", "the rules, when the run had its own"},
    {"--books", "FILE", "the books, when they are not books.db in DIR"},
};

static const struct example verify_examples[] = {
    {"Is this still what the files give?", "tieout verify january"},
    {"The same where the files lie in an archive now, under any name.",
     "tieout verify january --inputs reports"},
};

const struct verb verb_verify = {
    .name = "verify",
    .operands = "DIR",
    .summary = "make the run of a report directory again, and compare every byte",
    .text =
        "Finds every input, and the files of --policy and --terms, by the SHA-256 that\n"
        "manifest.json holds: where they lay, or under --inputs. Runs again with the recorded\n"
        "options in a place beside DIR, and compares every file byte for byte, the books row\n"
        "by row. Exit code 0: identical. 4: the first difference, by file and line.\n",
    .examples = verify_examples,
    .example_count = array_count(verify_examples),
    .options = verify_option_table,
    .option_count = array_count(verify_option_table),
    .operands_min = 1,
    .operands_max = 1,
    .run = verify_run,
};

static enum status verify_run(const struct arguments *arguments, struct failure *failure)
{
    struct buffer told = {0};
    struct progress progress;
    const struct verify_options options = {
        .directory = arguments->operands[0],
        .inputs = arguments_value(arguments, "--inputs"),
        .rules_path = arguments_value(arguments, "--rules"),
        .books_path = arguments_value(arguments, "--books"),
        .version = TIEOUT_VERSION,
        .progress = progress_update,
        .context = &progress,
    };
    progress_start(&progress);
    enum status status = pipeline_verify(&options, &told, failure);
    progress_end(&progress);
    fwrite(buffer_c(&told), 1, told.length, stdout);
    buffer_free(&told);
    return status;
}
