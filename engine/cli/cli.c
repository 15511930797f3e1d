/* From argv to a verb and back to an exit code; the one printer of failures. */
#include "cli/cli.h"

#include "base/interrupt.h"
#include "base/near.h"
#include "base/version.h"
#include "cli/verb.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static enum status cli_dispatch(int argc, char **argv, struct failure *failure);
static enum status cli_verb(const struct verb *verb, int argc, char **argv,
                            struct failure *failure);
static enum status cli_flush(struct failure *failure);

const struct verb *const verbs[] = {&verb_run,   &verb_load,    &verb_check,  &verb_report,
                                    &verb_close, &verb_review,  &verb_reopen, &verb_identify,
                                    &verb_show,  &verb_explain, &verb_verify, &verb_rules,
                                    &verb_help};
const size_t verb_count = array_count(verbs);

int cli_main(int argc, char **argv)
{
    struct failure failure;
    failure_init(&failure);
    /* A limit on file sizes is a disk that is full: a sentence and exit 4, not a signal. */
    signal(SIGXFSZ, SIG_IGN);
    interrupt_watch();
    enum status status = cli_dispatch(argc, argv, &failure);
    status = status_worse(status, cli_flush(&failure));
    failure_print(&failure, stderr);
    return (int)status;
}

static enum status cli_dispatch(int argc, char **argv, struct failure *failure)
{
    const char *word = argc > 1 ? argv[1] : "help";
    if (strcmp(word, "--version") == 0 && argc > 2) {
        failure_set(failure, STATUS_USAGE,
                    "--version takes nothing: %s makes no sense behind it", argv[2]);
        return STATUS_USAGE;
    }
    if (strcmp(word, "--version") == 0) {
        printf("tieout %s\n", TIEOUT_VERSION);
        return STATUS_OK;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        word = "help";
    const struct verb *verb = verb_find(word);
    if (verb)
        return cli_verb(verb, argc > 2 ? argc - 2 : 0, argv + 2, failure);
    failure_set(failure, STATUS_USAGE, "there is no %s %s", word[0] == '-' ? "option" : "verb",
                word);
    verb_suggest(word, failure);
    return STATUS_USAGE;
}

static enum status cli_verb(const struct verb *verb, int argc, char **argv,
                            struct failure *failure)
{
    struct arguments arguments;
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            const char *operands[] = {verb->name};
            arguments = (struct arguments){&verb_help, NULL, 0, operands, 1};
            return verb_help.run(&arguments, failure);
        }
    }
    enum status status = arguments_parse(&arguments, verb, argc, argv, failure);
    if (status == STATUS_OK)
        status = verb->run(&arguments, failure);
    arguments_free(&arguments);
    return status;
}

/* What was printed must have arrived: a full disk behind a redirection is no success. */
static enum status cli_flush(struct failure *failure)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return STATUS_OK;
    return failure_system(failure, "print", "standard output");
}

void verb_suggest(const char *word, struct failure *failure)
{
    tie_assert(word && failure);
    struct near near;
    struct buffer names = {0};
    near_begin(&near, str_from(word));
    near_offer(&near, STR("--version"));
    near_offer(&near, STR("--help"));
    for (size_t i = 0; i < verb_count; i++) {
        near_offer(&near, str_from(verbs[i]->name));
        buffer_format(&names, "%s%s",
                      i == 0                ? ""
                      : i + 1 == verb_count ? " and "
                                            : ", ",
                      verbs[i]->name);
    }
    failure_remedy(failure, "%sThe verbs are %s.", near_say(&near), buffer_c(&names));
    buffer_free(&names);
}

const struct verb *verb_find(const char *name)
{
    for (size_t i = 0; i < verb_count; i++) {
        if (strcmp(verbs[i]->name, name) == 0)
            return verbs[i];
    }
    return NULL;
}
