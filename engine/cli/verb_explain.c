/* explain: the whole life of one reference, one finding or one reject, down to the original
 * bytes. */
#include "base/arena.h"
#include "cli/books_option.h"
#include "cli/explain.h"
#include "cli/verb.h"

#include <stdio.h>

static enum status explain_run(const struct arguments *arguments, struct failure *failure);
static bool explain_asked(const struct arguments *arguments);
static enum status explain_any(const struct arguments *arguments, struct explain *explain,
                               struct failure *failure);

static const struct option explain_options[] = {
    {"--reference", "X", "X is a Transaction Reference ID"},
    {"--finding", "X", "X is a finding id of findings.csv"},
    {"--reject", "X", "X is a reject id of rejects.csv"},
    {"--raw", NULL, "only the original records, byte for byte"},
    {"--books", "FILE", "the database of the run (default: books.db in --out, or here)"},
    {"--out", "DIR", "the report directory of the run"},
};

static const struct example explain_examples[] = {
    {"Why is this charge on the list?", "tieout explain DM-105 --out february"},
    {"What does this finding say, and what is to be done?",
     "tieout explain --finding df5d8a6e6fe7b80abac5 --books company.db"},
    {"The records of a reference as they stand in the reports, for somebody else's eyes.",
     "tieout explain DM-105 --out february --raw"},
};

const struct verb verb_explain = {
    .name = "explain",
    .operands = "X",
    .summary =
        "show where a figure comes from: every line, its file, record and original bytes",
    .text = "Without a flag X is tried as a reference, then as a finding id, then as a reject "
            "id. The\n"
            "original bytes are read again from the report, after its digest is checked.\n",
    .examples = explain_examples,
    .example_count = array_count(explain_examples),
    .options = explain_options,
    .option_count = array_count(explain_options),
    .operands_min = 0,
    .operands_max = 1,
    .run = explain_run,
};

static enum status explain_run(const struct arguments *arguments, struct failure *failure)
{
    struct explain explain = {.raw = arguments_flag(arguments, "--raw")};
    if (!explain_asked(arguments))
        return failure_set(failure, STATUS_USAGE,
                           "explain needs a reference, finding or reject id");
    enum status status = books_option_open(arguments, &explain.store, failure);
    if (status == STATUS_OK)
        status = explain_any(arguments, &explain, failure);
    explain_close(&explain);
    return status;
}

static bool explain_asked(const struct arguments *arguments)
{
    return arguments->operand_count > 0 || arguments_value(arguments, "--reference") ||
           arguments_value(arguments, "--finding") || arguments_value(arguments, "--reject");
}

static enum status explain_any(const struct arguments *arguments, struct explain *explain,
                               struct failure *failure)
{
    static const struct {
        const char *flag, *noun;
        enum status (*show)(struct explain *, struct str, bool *, struct failure *);
    } kinds[] = {{"--reference", "reference", explain_reference},
                 {"--finding", "finding", explain_finding},
                 {"--reject", "reject", explain_reject}};
    const char *operand = arguments->operand_count == 1 ? arguments->operands[0] : NULL;
    bool found = false;
    bool flagged = false;
    const char *asked = operand;
    const char *noun = "reference, finding or reject";
    enum status status = STATUS_OK;
    for (size_t i = 0; i < array_count(kinds) && status == STATUS_OK; i++) {
        const char *value = arguments_value(arguments, kinds[i].flag);
        if (!value)
            continue;
        flagged = true;
        asked = value;
        noun = kinds[i].noun;
        status = kinds[i].show(explain, str_from(value), &found, failure);
    }
    for (size_t i = 0; !flagged && operand && !found && i < array_count(kinds); i++) {
        status = kinds[i].show(explain, str_from(operand), &found, failure);
        if (status != STATUS_OK)
            break;
    }
    tie_assert(asked);
    if (status == STATUS_OK && !found) {
        status = failure_set(failure, STATUS_USAGE, "no %s %s in these books", noun, asked);
        failure_remedy(failure,
                       "References are compared exactly, with case; finding and reject ids "
                       "stand in findings.csv and rejects.csv.");
    }
    return status;
}
