/* identify: what a file is, and why. */
#include "cli/verb.h"
#include "pipeline/pipeline.h"

#include <stdio.h>

static enum status identify_run(const struct arguments *arguments, struct failure *failure);

static const struct option identify_options[] = {
    {"--period", "YYYY-MM", "the month monthly files cover, when nothing else says"},
    {"--rules", "DIR", "families from here instead of the built-in ones"},
};

static const struct example identify_examples[] = {
    {"What are these downloads?", "tieout identify reports/2024-01/*.csv"},
    {"Which days does a monthly file cover that does not say so itself?",
     "tieout identify --period 2024-01 january.csv"},
};

const struct verb verb_identify = {
    .name = "identify",
    .operands = "FILE...",
    .summary = "say which report a file is, of which era, which days it covers, and why",
    .text =
        "For a file that is no known report: the nearest one, and the columns that differ.\n",
    .examples = identify_examples,
    .example_count = array_count(identify_examples),
    .options = identify_options,
    .option_count = array_count(identify_options),
    .operands_min = 1,
    .operands_max = SIZE_MAX,
    .run = identify_run,
};

/* Every file is described; what cannot be is said at once, and the gravest is the exit code. */
static enum status identify_run(const struct arguments *arguments, struct failure *failure)
{
    const char *month = arguments_value(arguments, "--period");
    day_number period = DAY_NONE;
    enum status worst = STATUS_OK;
    if (month && !day_parse_month(str_from(month), &period))
        return failure_set(failure, STATUS_USAGE, "--period %s is no month: say YYYY-MM",
                           month);
    for (size_t i = 0; i < arguments->operand_count; i++) {
        struct failure own;
        struct buffer text = {0};
        failure_init(&own);
        enum status status = pipeline_identify(
            arguments->operands[i], arguments_value(arguments, "--rules"), period, &text, &own);
        fwrite(buffer_c(&text), 1, text.length, stdout);
        fflush(stdout);
        failure_print(&own, stderr);
        worst = status_worse(worst, status);
        buffer_free(&text);
    }
    return worst;
}
