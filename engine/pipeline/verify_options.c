/* The options of the manifest as those of a run. Lists were written sorted, parted by blanks,
 * which none of their words can hold. */
#include "pipeline/verify_parts.h"
#include "reports/report_choice.h"
#include "reports/report_present.h"

static enum status option_read(struct verify *verify, const struct verify_option *option,
                               struct failure *failure);
static bool option_text(struct verify *verify, const struct verify_option *option, bool *good);
static bool option_flag(struct verify *verify, const struct verify_option *option, bool *good);
static const struct str *option_list(struct verify *verify, struct str value, size_t *count);
static bool option_choice(struct verify *verify, enum report_choice choice, struct str value,
                          struct str *names);
static bool option_present(struct str value, struct str *present);
static bool option_period(struct verify *verify, struct str value);
static bool option_day(struct str value, day_number *day);

enum status verify_options_read(struct verify *verify, struct failure *failure)
{
    tie_assert(verify && verify->recorded_count > 0);
    const struct verify_options *options = verify->options;
    struct run_file *files =
        arena_take(&verify->arena, (verify->input_count + 1) * sizeof(*files));
    for (size_t i = 0; i < verify->input_count; i++) {
        const struct verify_input *input = &verify->inputs[i];
        files[i] = (struct run_file){.path = input->report.path,
                                     .base_name = input->base_name,
                                     .meta_path = input->meta.path,
                                     .also_covers = input->also_covers,
                                     .period = DAY_NONE,
                                     .replaced_by = input->replaced_by,
                                     .epoch = input->epoch};
    }
    verify->run = (struct run_options){.files = files,
                                       .file_count = verify->input_count,
                                       .as_of = DAY_NONE,
                                       .from = DAY_NONE,
                                       .period = DAY_NONE,
                                       .rules_path = verify->rules_path,
                                       .pack = verify->pack,
                                       .pack_seal = verify->pack_seal,
                                       .policy_path = verify->policy.path,
                                       .terms_path = verify->terms.path,
                                       .version = options->version,
                                       .progress = options->progress,
                                       .context = options->context};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < verify->recorded_count; i++)
        status = option_read(verify, &verify->recorded[i], failure);
    return status;
}

static enum status option_read(struct verify *verify, const struct verify_option *option,
                               struct failure *failure)
{
    bool good = true;
    if ((option_text(verify, option, &good) || option_flag(verify, option, &good)) && good)
        return STATUS_OK;
    failure_set(failure, STATUS_EVIDENCE,
                "the manifest holds option %.*s as '%.*s', which says "
                "nothing to this program",
                (int)option->name.length, option->name.bytes, (int)option->value.length,
                option->value.bytes);
    failure_place(failure, verify->options->directory, 0, 0);
    failure_remedy(failure, "Verify with the version of the program that wrote it.");
    return STATUS_EVIDENCE;
}

/* False: another kind of option. */
static bool option_text(struct verify *verify, const struct verify_option *option, bool *good)
{
    struct run_options *run = &verify->run;
    struct str name = option->name;
    struct str value = option->value;
    if (str_equal(name, STR("allow-rejects")))
        *good = str_to_count(value, INT64_MAX, &run->allow_rejects);
    else if (str_equal(name, STR("as-of")))
        *good = option_day(value, &run->as_of);
    else if (str_equal(name, STR("from")))
        *good = option_day(value, &run->from);
    else if (str_equal(name, STR("period")))
        *good = option_period(verify, value);
    else if (str_equal(name, STR("currency")))
        *good = currency_parse(value, &run->currency);
    else if (str_equal(name, STR("assume")))
        run->assumes = option_list(verify, value, &run->assume_count);
    else if (str_equal(name, STR("empty")))
        run->empties = option_list(verify, value, &run->empty_count);
    else if (str_equal(name, STR("format")))
        *good = option_choice(verify, REPORT_CHOICE_FORMAT, value, &run->formats);
    else if (str_equal(name, STR("report")))
        *good = option_choice(verify, REPORT_CHOICE_REPORT, value, &run->reports);
    else if (str_equal(name, STR("present")))
        *good = option_present(value, &run->present);
    else if (str_equal(name, STR("require")))
    run->requires = option_list(verify, value, &run->require_count);
    else if (str_equal(name, STR("set"))) run->sets =
        option_list(verify, value, &run->set_count);
    else return str_equal(name, STR("policy")) || str_equal(name, STR("terms")) ||
        str_equal(name, STR("rules")); /* found by digest */
    return true;
}

static bool option_flag(struct verify *verify, const struct verify_option *option, bool *good)
{
    const struct {
        struct str name;
        bool *flag;
    } flags[] = {
        {STR("both"), &verify->run.both},       {STR("full"), &verify->run.full},
        {STR("prove"), &verify->run.prove},     {STR("raw"), &verify->run.raw},
        {STR("replace"), &verify->run.replace},
    };
    for (size_t i = 0; i < array_count(flags); i++) {
        if (!str_equal(option->name, flags[i].name))
            continue;
        *flags[i].flag = str_equal(option->value, STR("yes"));
        *good = *flags[i].flag || str_equal(option->value, STR("no"));
        return true;
    }
    return false;
}

static const struct str *option_list(struct verify *verify, struct str value, size_t *count)
{
    struct str *list = arena_take(&verify->arena, (value.length + 1) * sizeof(*list));
    *count = 0;
    while (value.length > 0) {
        struct str rest = {0};
        list[(*count)++] = str_split(value, ' ', &rest);
        value = rest;
    }
    return list;
}

static bool option_choice(struct verify *verify, enum report_choice choice, struct str value,
                          struct str *names)
{
    struct buffer text = {0};
    struct failure unheard;
    failure_init(&unheard);
    bool good = report_choice_read(choice, &value, 1, &text, &unheard) == STATUS_OK;
    *names = arena_copy(&verify->arena, str_from(buffer_c(&text)));
    buffer_free(&text);
    return good;
}

/* Empty where nobody said. */
static bool option_present(struct str value, struct str *present)
{
    struct failure unheard;
    failure_init(&unheard);
    return value.length == 0 || report_present_read(&value, 1, present, &unheard) == STATUS_OK;
}

/* Of several months, said in several loads, a file's is the one it covers for that reason; to a
 * list of open items it gave its last day. */
static bool option_period(struct verify *verify, struct str value)
{
    struct run_options *run = &verify->run;
    struct run_file *files = (struct run_file *)(uintptr_t)run->files;
    struct str rest = value;
    if (value.length == 0 || day_parse_month(value, &run->period))
        return true;
    run->told_period = value;
    while (rest.length > 0) {
        day_number month = DAY_NONE;
        if (!day_parse_month(str_split(rest, ' ', &rest), &month))
            return false;
        for (size_t i = 0; i < verify->input_count; i++) {
            const struct verify_input *input = &verify->inputs[i];
            bool whole =
                str_equal(input->covers_source, STR("period")) && input->covers_from == month;
            bool list = str_equal(input->covers_source, STR("opening")) &&
                        input->covers_to == day_month_last(month);
            if (whole || list)
                files[i].period = month;
        }
    }
    return true;
}

static bool option_day(struct str value, day_number *day)
{
    return value.length == 0 || day_parse_iso(value, day);
}
