/* Options of one verb from argv: --name value, --name=value, flags, operands, and -- for the
 * rest. */
#include "base/arena.h"
#include "base/near.h"
#include "cli/verb.h"

#include <stdlib.h>
#include <string.h>

static enum status arguments_option(struct arguments *arguments, int argc, char **argv, int *at,
                                    struct failure *failure);
static const struct option *option_find(const struct verb *verb, struct str name);
static enum status arguments_check_operands(const struct arguments *arguments,
                                            struct failure *failure);

enum status arguments_parse(struct arguments *arguments, const struct verb *verb, int argc,
                            char **argv, struct failure *failure)
{
    tie_assert(arguments && verb && argc >= 0);
    *arguments = (struct arguments){.verb = verb};
    arguments->options = memory_resize(NULL, (size_t)argc + 1, sizeof(*arguments->options));
    arguments->operands = memory_resize(NULL, (size_t)argc + 1, sizeof(*arguments->operands));
    bool only_operands = false;
    for (int i = 0; i < argc; i++) {
        if (!only_operands && strcmp(argv[i], "--") == 0) {
            only_operands = true;
        } else if (!only_operands && argv[i][0] == '-' && argv[i][1] != '\0') {
            enum status status = arguments_option(arguments, argc, argv, &i, failure);
            if (status != STATUS_OK)
                return status;
        } else {
            arguments->operands[arguments->operand_count++] = argv[i];
        }
    }
    return arguments_check_operands(arguments, failure);
}

static enum status arguments_option(struct arguments *arguments, int argc, char **argv, int *at,
                                    struct failure *failure)
{
    struct str value = {0};
    struct str name = str_split(str_from(argv[*at]), '=', &value);
    const struct option *option = option_find(arguments->verb, name);
    struct given_option *given = &arguments->options[arguments->option_count];
    struct near near;
    near_begin(&near, name);
    if (!option) {
        for (size_t i = 0; i < arguments->verb->option_count; i++)
            near_offer(&near, str_from(arguments->verb->options[i].name));
        failure_set(failure, STATUS_USAGE, "%s has no option %.*s", arguments->verb->name,
                    (int)name.length, name.bytes);
    } else if (!option->argument && value.bytes) {
        failure_set(failure, STATUS_USAGE, "%s takes no value", option->name);
    } else if (option->argument && !value.bytes && *at + 1 >= argc) {
        failure_set(failure, STATUS_USAGE, "%s needs a value: %s %s", option->name,
                    option->name, option->argument);
    } else {
        *given = (struct given_option){option, value.bytes};
        if (option->argument && !value.bytes)
            given->value = argv[++*at];
        arguments->option_count++;
        return STATUS_OK;
    }
    failure_remedy(failure, "%s`tieout help %s` lists its options.", near_say(&near),
                   arguments->verb->name);
    return STATUS_USAGE;
}

static const struct option *option_find(const struct verb *verb, struct str name)
{
    for (size_t i = 0; i < verb->option_count; i++) {
        if (str_equal(str_from(verb->options[i].name), name))
            return &verb->options[i];
    }
    return NULL;
}

static enum status arguments_check_operands(const struct arguments *arguments,
                                            struct failure *failure)
{
    const struct verb *verb = arguments->verb;
    if (arguments->operand_count < verb->operands_min)
        failure_set(failure, STATUS_USAGE, "%s needs %s", verb->name, verb->operands);
    else if (arguments->operand_count > verb->operands_max)
        failure_set(failure, STATUS_USAGE, "%s does not take %s", verb->name,
                    arguments->operands[verb->operands_max]);
    else
        return STATUS_OK;
    failure_remedy(failure, "`tieout help %s` shows how it is used.", verb->name);
    return STATUS_USAGE;
}

const char *arguments_value(const struct arguments *arguments, const char *name)
{
    const char *value = NULL;
    for (size_t i = 0; i < arguments->option_count; i++) {
        if (strcmp(arguments->options[i].option->name, name) == 0)
            value = arguments->options[i].value;
    }
    return value;
}

bool arguments_flag(const struct arguments *arguments, const char *name)
{
    for (size_t i = 0; i < arguments->option_count; i++) {
        if (strcmp(arguments->options[i].option->name, name) == 0)
            return true;
    }
    return false;
}

void arguments_free(struct arguments *arguments)
{
    free(arguments->options);
    free(arguments->operands);
    *arguments = (struct arguments){0};
}
