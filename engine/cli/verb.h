/* The verbs and their options as tables: parsing, help and tests read the same rows. */
#ifndef TIEOUT_CLI_VERB_H
#define TIEOUT_CLI_VERB_H

#include "base/failure.h"
#include "base/status.h"

struct option {
    const char *name;     /* with its dashes */
    const char *argument; /* NULL: a flag */
    const char *help;     /* one line */
};

/* Something somebody wants, and how. All of them are run by tests/cli/examples.cli. */
struct example {
    const char *does;
    const char *command;
};

/* What was given. The texts are argv's. */
struct given_option {
    const struct option *option;
    const char *value; /* NULL for a flag */
};
struct arguments {
    const struct verb *verb;
    struct given_option *options;
    size_t option_count;
    const char **operands;
    size_t operand_count;
};

struct verb {
    const char *name;
    const char *operands; /* in the usage line */
    const char *summary;  /* one line */
    const char *text;     /* paragraphs, for `help VERB` */
    const struct example *examples;
    size_t example_count;
    const struct option *options;
    size_t option_count;
    size_t operands_min, operands_max;
    enum status (*run)(const struct arguments *arguments, struct failure *failure);
};

extern const struct verb verb_run, verb_load, verb_check, verb_report, verb_close, verb_review,
    verb_reopen, verb_identify, verb_show, verb_explain, verb_verify, verb_rules, verb_help;

/* Every verb, in the order of the help. */
extern const struct verb *const verbs[];
extern const size_t verb_count;
const struct verb *verb_find(const char *name); /* NULL: none */

/* Adds to a failure which verb may have been meant, and which there are. */
void verb_suggest(const char *word, struct failure *failure);

/* The last value of an option, or NULL; whether a flag was given. */
const char *arguments_value(const struct arguments *arguments, const char *name);
bool arguments_flag(const struct arguments *arguments, const char *name);

/* Parses what follows the verb. STATUS_USAGE names what makes no sense. The arrays of
 * *arguments are to be freed by arguments_free. */
enum status arguments_parse(struct arguments *arguments, const struct verb *verb, int argc,
                            char **argv, struct failure *failure);
void arguments_free(struct arguments *arguments);

#endif
