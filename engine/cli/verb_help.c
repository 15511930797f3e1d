/* help: the verbs, or one of them with its options and examples. */
#include "base/version.h"
#include "cli/verb.h"

#include <stdio.h>
#include <string.h>

static enum status help_run(const struct arguments *arguments, struct failure *failure);
static void help_overview(void);
static void help_verb(const struct verb *verb);

static const struct example help_examples[] = {
    {"How is a month closed?", "tieout help close"},
};

const struct verb verb_help = {
    .name = "help",
    .operands = "[VERB]",
    .summary = "this overview, or one verb with its options and examples",
    .text = "",
    .examples = help_examples,
    .example_count = array_count(help_examples),
    .operands_min = 0,
    .operands_max = 1,
    .run = help_run,
};

static enum status help_run(const struct arguments *arguments, struct failure *failure)
{
    if (arguments->operand_count == 0) {
        help_overview();
        return STATUS_OK;
    }
    const struct verb *verb = verb_find(arguments->operands[0]);
    if (!verb) {
        failure_set(failure, STATUS_USAGE, "there is no verb %s", arguments->operands[0]);
        verb_suggest(arguments->operands[0], failure);
        return STATUS_USAGE;
    }
    help_verb(verb);
    return STATUS_OK;
}

static void help_overview(void)
{
    printf("tieout %s: ties billed, paid out and taxed seller money to each other\n\n",
           TIEOUT_VERSION);
    for (size_t i = 0; i < verb_count; i++) {
        const char *operands = verbs[i]->operands;
        printf("  tieout %-10s %-14s", verbs[i]->name, operands);
        if (strlen(operands) > 14)
            printf("\n%34s", "");
        printf(" %s\n", verbs[i]->summary);
    }
    printf("  tieout --version\n\n"
           "Exit codes: 0 ran, every control ties; 1 findings at the level of --fail-on; 2 "
           "usage;\n"
           "3 input refused or records rejected; 4 a control is off, or storage failed.\n"
           "`tieout help VERB` shows options and examples.\n");
}

static void help_verb(const struct verb *verb)
{
    printf("usage: tieout %s%s%s%s\n\n%s.\n", verb->name, verb->operands[0] == '\0' ? "" : " ",
           verb->operands, verb->option_count > 0 ? " [options]" : "", verb->summary);
    if (verb->text[0] != '\0')
        printf("\n%s", verb->text);
    printf("\nexamples:\n");
    for (size_t i = 0; i < verb->example_count; i++)
        printf("  %s\n    %s\n", verb->examples[i].does, verb->examples[i].command);
    if (verb->option_count > 0)
        printf("\noptions:\n");
    for (size_t i = 0; i < verb->option_count; i++) {
        const struct option *option = &verb->options[i];
        int width = printf("  %s%s%s", option->name, option->argument ? " " : "",
                           option->argument ? option->argument : "");
        printf("%*s%s\n", width < 28 ? 28 - width : 2, "", option->help);
    }
}
