/* Options that several verbs share, and how their results are told. */
#include "cli/run_options.h"

#include "base/arena.h"
#include "base/near.h"
#include "base/version.h"
#include "reports/report_choice.h"
#include "reports/report_present.h"

#include <stdio.h>
#include <string.h>

static enum status run_option_days(const struct arguments *arguments,
                                   struct run_options *options, struct failure *failure);
static enum status run_option_counts(const struct arguments *arguments,
                                     struct run_options *options, struct failure *failure);
static const struct str *run_option_list(const struct arguments *arguments, const char *name,
                                         struct arena *arena, size_t *count);
static enum status run_option_choices(const struct arguments *arguments, struct arena *arena,
                                      struct run_options *options, struct failure *failure);
static enum status refuse_empty(const char *name, const struct str *list, size_t count,
                                struct failure *failure);
static void run_option_notice(void *context, const char *sentence);

enum { FAIL_NEVER = SEVERITY_HIGH + 1 };

enum status run_options_parse(const struct arguments *arguments, struct arena *arena,
                              struct run_options *options, struct failure *failure)
{
    *options = (struct run_options){
        .inputs = arguments->operands,
        .input_count = arguments->operand_count,
        .out_directory = arguments_value(arguments, "--out"),
        .books_path = arguments_value(arguments, "--books"),
        .policy_path = arguments_value(arguments, "--policy"),
        .terms_path = arguments_value(arguments, "--terms"),
        .rules_path = arguments_value(arguments, "--rules"),
        .as_of = DAY_NONE,
        .from = DAY_NONE,
        .period = DAY_NONE,
        .raw = arguments_flag(arguments, "--raw"),
        .full = arguments_flag(arguments, "--full"),
        .prove = arguments_flag(arguments, "--prove"),
        .afresh = arguments_flag(arguments, "--afresh"),
        .replace = arguments_flag(arguments, "--replace"),
        .both = arguments_flag(arguments, "--both"),
        .version = TIEOUT_VERSION,
    };
    options->requires = run_option_list(arguments, "--require", arena, &options->require_count);
    options->assumes = run_option_list(arguments, "--assume", arena, &options->assume_count);
    options->sets = run_option_list(arguments, "--set", arena, &options->set_count);
    options->empties = run_option_list(arguments, "--empty", arena, &options->empty_count);
    if (options->replace && options->both) {
        failure_set(failure, STATUS_USAGE, "--replace and --both exclude each other");
        failure_remedy(failure, "An overlap counts once, by the newer file, or twice.");
        return STATUS_USAGE;
    }
    enum status status = run_option_choices(arguments, arena, options, failure);
    if (status == STATUS_OK)
        status = run_option_days(arguments, options, failure);
    if (status == STATUS_OK)
        status = run_option_counts(arguments, options, failure);
    return status;
}

static enum status run_option_days(const struct arguments *arguments,
                                   struct run_options *options, struct failure *failure)
{
    const char *as_of = arguments_value(arguments, "--as-of");
    const char *from = arguments_value(arguments, "--from");
    const char *period = arguments_value(arguments, "--period");
    if (as_of && !day_parse_iso(str_from(as_of), &options->as_of))
        return failure_set(failure, STATUS_USAGE, "--as-of %s is no day: say YYYY-MM-DD",
                           as_of);
    if (from && !day_parse_iso(str_from(from), &options->from))
        return failure_set(failure, STATUS_USAGE, "--from %s is no day: say YYYY-MM-DD", from);
    if (period && !day_parse_month(str_from(period), &options->period))
        return failure_set(failure, STATUS_USAGE, "--period %s is no month: say YYYY-MM",
                           period);
    return STATUS_OK;
}

static enum status run_option_counts(const struct arguments *arguments,
                                     struct run_options *options, struct failure *failure)
{
    const char *currency = arguments_value(arguments, "--currency");
    const char *rejects = arguments_value(arguments, "--allow-rejects");
    if (currency && !currency_parse(str_from(currency), &options->currency))
        return failure_set(failure, STATUS_USAGE,
                           "--currency %s is no currency: say three letters", currency);
    if (rejects && !str_to_count(str_from(rejects), INT64_MAX, &options->allow_rejects))
        return failure_set(failure, STATUS_USAGE, "--allow-rejects %s is no number of records",
                           rejects);
    return STATUS_OK;
}

static const struct str *run_option_list(const struct arguments *arguments, const char *name,
                                         struct arena *arena, size_t *count)
{
    struct str *list = arena_take(arena, (arguments->option_count + 1) * sizeof(*list));
    *count = 0;
    for (size_t i = 0; i < arguments->option_count; i++) {
        if (strcmp(arguments->options[i].option->name, name) == 0)
            list[(*count)++] = str_from(arguments->options[i].value);
    }
    return list;
}

/* Not said, and said to be none, are two things to books. */
static enum status run_option_choices(const struct arguments *arguments, struct arena *arena,
                                      struct run_options *options, struct failure *failure)
{
    const struct {
        const char *name;
        enum report_choice choice;
        struct str *names;
    } choices[] = {{"--format", REPORT_CHOICE_FORMAT, &options->formats},
                   {"--report", REPORT_CHOICE_REPORT, &options->reports}};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < array_count(choices); i++) {
        struct buffer text = {0};
        size_t count = 0;
        const struct str *list = run_option_list(arguments, choices[i].name, arena, &count);
        status = refuse_empty(choices[i].name, list, count, failure);
        if (status == STATUS_OK)
            status = report_choice_read(choices[i].choice, list, count, &text, failure);
        if (count > 0)
            *choices[i].names = arena_copy(arena, str_from(buffer_c(&text)));
        buffer_free(&text);
    }
    if (status == STATUS_OK) {
        size_t count = 0;
        const struct str *list = run_option_list(arguments, "--present", arena, &count);
        status = report_present_read(list, count, &options->present, failure);
    }
    return status;
}

/* A variable that was not set would ask for all reports, or for no form. */
static enum status refuse_empty(const char *name, const struct str *list, size_t count,
                                struct failure *failure)
{
    for (size_t at = 0; at < count; at++)
        if (str_trim(list[at]).length == 0) {
            failure_set(failure, STATUS_USAGE, "%s names nothing", name);
            failure_remedy(failure, "Leave the option out, or say %s.",
                           strcmp(name, "--format") == 0 ? "none" : "all");
            return STATUS_USAGE;
        }
    return STATUS_OK;
}

enum status run_options_out(const struct run_options *options, const char *verb,
                            struct failure *failure)
{
    tie_assert(options && verb);
    if (!options->out_directory || options->out_directory[0] == '\0') {
        failure_set(failure, STATUS_USAGE, "%s needs --out DIR", verb);
        failure_remedy(failure,
                       "Name a directory for the reports: a new one, an empty one, or one "
                       "of an earlier run.");
        return STATUS_USAGE;
    }
    return STATUS_OK;
}

enum status run_options_books(const struct run_options *options, const char *verb,
                              struct failure *failure)
{
    tie_assert(options && verb);
    if (options->books_path && options->books_path[0] != '\0')
        return STATUS_OK;
    failure_set(failure, STATUS_USAGE, "%s needs --books FILE", verb);
    failure_remedy(failure, "Name the file that keeps every month; the first load makes it.");
    return STATUS_USAGE;
}

enum status run_options_fail_on(const struct arguments *arguments, int *level,
                                struct failure *failure)
{
    const char *value = arguments_value(arguments, "--fail-on");
    enum severity severity;
    *level = FAIL_NEVER;
    if (!value || strcmp(value, "never") == 0)
        return STATUS_OK;
    if (!severity_find(str_from(value), &severity)) {
        struct near near;
        near_begin(&near, str_from(value));
        for (int i = 0; i <= SEVERITY_HIGH; i++)
            near_offer(&near, severity_name((enum severity)i));
        near_offer(&near, STR("never"));
        failure_set(failure, STATUS_USAGE, "--fail-on %s is no level", value);
        failure_remedy(failure, "%sThe levels are info, low, medium, high, and never.",
                       near_say(&near));
        return STATUS_USAGE;
    }
    *level = (int)severity;
    return STATUS_OK;
}

/* The page may be lost behind a full disk or a closed pipe; the reports are not. */
enum status run_options_page(const struct run_options *options, const struct buffer *summary,
                             struct failure *failure)
{
    tie_assert(options && summary);
    fwrite(summary->bytes, 1, summary->length, stdout);
    printf("\nReports: %s\n", options->out_directory);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return STATUS_OK;
    enum status status =
        failure_system(failure, "the page cannot be printed", "standard output");
    failure_remedy(failure, "The reports were written all the same: read %s/summary.txt.",
                   options->out_directory);
    return status;
}

enum status run_options_judge(const struct run_result *result, int level)
{
    for (int severity = level; severity <= SEVERITY_HIGH; severity++) {
        if (result->checks.findings[severity] > 0)
            return STATUS_FINDINGS;
    }
    return STATUS_OK;
}

void run_options_tell_findings(const struct arguments *arguments,
                               const struct run_result *result, int level)
{
    if (run_options_judge(result, level) != STATUS_OK)
        fprintf(stderr, "tieout: findings at or above --fail-on %s\n",
                arguments_value(arguments, "--fail-on"));
}

void run_options_watch(struct run_options *options, struct progress *progress)
{
    tie_assert(options && progress);
    progress_start(progress);
    options->progress = progress_update;
    options->notice = run_option_notice;
    options->context = progress;
}

static void run_option_notice(void *context, const char *sentence)
{
    progress_end(context);
    fprintf(stderr, "tieout: note: %s\n", sentence);
}
