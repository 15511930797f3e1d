/* Before the first byte: rules, families, options that name something, inputs. */
#include "pipeline/run.h"

#include "base/limits.h"
#include "base/near.h"
#include "pipeline/policy.h"
#include "pipeline/require.h"

static enum status prepare_rules(struct run *run, struct failure *failure);
static struct str digest_of_files(const struct rules_source *rules, const struct str *family,
                                  struct arena *arena);
static bool reads_family(struct str path, struct str family);
static enum status prepare_refuse_family(const struct run *run, const char *option,
                                         struct str name, struct failure *failure);
static enum status prepare_assumption(struct run *run, struct str text,
                                      struct identity_assumption *assumption,
                                      struct failure *failure);

enum status run_prepare(struct run *run, struct failure *failure)
{
    tie_assert(run && run->options);
    run->run_facts.as_of = run->options->as_of;
    run->run_facts.roll_from = run->options->from;
    /* Shipped rules are quiet about positions at rest; those of a directory may ask. */
    run->run_facts.rest_without_evidence =
        !run->options->full && run->options->rules_path == NULL;
    run->run_facts.as_of_source = run->options->as_of == DAY_NONE ? "newest" : "option";
    run->run_facts.base_currency = run->options->currency;
    if (run->run_facts.base_currency == CURRENCY_NONE)
        currency_parse(STR("USD"), &run->run_facts.base_currency);
    char month[DAY_TEXT_BYTES];
    run_tell_period(run, str_from(day_format_month(run->options->period, month)));
    if (run->options->told_period.length > 0)
        run->told_period = run->options->told_period;
    run->told_replace = run->options->replace;
    run->told_both = run->options->both;
    enum status status = require_check_names(run->options, failure);
    if (status == STATUS_OK)
        status = prepare_rules(run, failure);
    if (status == STATUS_OK)
        status = run_load_policy(run, failure);
    if (status == STATUS_OK)
        status = run_prepare_empties(run, failure);
    if (status == STATUS_OK)
        status = run_prepare_assumptions(run, run->options->assumes, run->options->assume_count,
                                         &run->assumptions, failure);
    bool reads = run->options->input_count + run->options->file_count > 0;
    if (status == STATUS_OK && (reads || !run->accumulates))
        status = inputs_collect(run->options, &run->arena, &run->inputs, failure);
    return status;
}

void run_tell_period(struct run *run, struct str month)
{
    tie_assert(run != NULL);
    struct buffer months = {0};
    struct str rest = run->told_period;
    bool told = month.length == 0;
    while (rest.length > 0 || !told) {
        struct str after = rest;
        struct str next = rest.length > 0 ? str_split(rest, ' ', &after) : month;
        if (!told && str_compare(month, next) <= 0) {
            rest = str_equal(month, next) ? after : rest;
            next = month;
            told = true;
        } else {
            rest = after;
        }
        if (months.length > 0)
            buffer_add_byte(&months, ' ');
        buffer_add(&months, next);
    }
    run->told_period = arena_copy(&run->arena, buffer_str(&months));
    buffer_free(&months);
}

static enum status prepare_rules(struct run *run, struct failure *failure)
{
    struct arena *arena = &run->arena;
    enum status status =
        rules_source_load(&run->rules, run->options->rules_path, arena, failure);
    if (status == STATUS_OK)
        status = rules_source_load(&run->rules_built_in, NULL, arena, failure);
    if (status == STATUS_OK)
        status = family_set_load(&run->families, &run->rules, arena, failure);
    if (status == STATUS_OK)
        status = rule_set_load(&run->rule_set, &run->rules, arena, failure);
    if (status == STATUS_OK)
        status = rule_set_load(&run->rule_set_built_in, &run->rules_built_in, arena, failure);
    if (status != STATUS_OK)
        return status;
    run->era_index = era_index_new(&run->families, arena);
    run->run_facts.families = &run->families;
    run->rules_digest = rules_digest(&run->rules, &run->arena);
    return STATUS_OK;
}

struct str rules_digest(const struct rules_source *rules, struct arena *arena)
{
    return digest_of_files(rules, NULL, arena);
}

struct str family_digest(const struct rules_source *rules, struct str family,
                         struct arena *arena)
{
    tie_assert(family.bytes != NULL);
    return digest_of_files(rules, &family, arena);
}

/* All files, or those that the family is read by. */
static struct str digest_of_files(const struct rules_source *rules, const struct str *family,
                                  struct arena *arena)
{
    tie_assert(rules && arena);
    struct digest_stream *stream = digest_start();
    for (size_t i = 0; i < rules->file_count; i++) {
        if (family != NULL && !reads_family(rules->files[i].path, *family))
            continue;
        digest_add(stream, rules->files[i].path);
        digest_add(stream, (struct str){"", 1});
        digest_add(stream, rules->files[i].text);
        digest_add(stream, (struct str){"", 1});
    }
    struct digest digest = digest_finish(stream);
    char hex[DIGEST_HEX_BYTES];
    return arena_copy(arena, str_from(digest_hex(&digest, hex)));
}

static bool reads_family(struct str path, struct str family)
{
    struct str name;
    struct str rest;
    struct str folder = str_split(path, '/', &name);
    return str_equal(path, STR("placeholders.csv")) ||
           (str_equal(folder, STR("families")) &&
            str_equal(str_split(name, '/', &rest), family) && str_equal(rest, STR("map.csv")));
}

enum status run_prepare_empties(struct run *run, struct failure *failure)
{
    tie_assert(run && run->options);
    size_t count = run->options->empty_count;
    run->empties = arena_take(&run->arena, (count + 1) * sizeof(*run->empties));
    for (size_t i = 0; i < count; i++) {
        struct str rest;
        struct str name = str_split(run->options->empties[i], ':', &rest);
        run->empties[i].family = family_find(&run->families, name);
        if (run->empties[i].family && day_parse_month(rest, &run->empties[i].month))
            continue;
        if (!run->empties[i].family)
            return prepare_refuse_family(run, "--empty", name, failure);
        failure_set(failure, STATUS_USAGE, "--empty %.*s names no month",
                    (int)run->options->empties[i].length, run->options->empties[i].bytes);
        failure_remedy(failure, "Say --empty FAMILY:YYYY-MM.");
        return STATUS_USAGE;
    }
    return STATUS_OK;
}

/* Those whose lines are read; reports that are set aside have nothing to say it of. */
static enum status prepare_refuse_family(const struct run *run, const char *option,
                                         struct str name, struct failure *failure)
{
    struct buffer known = {0};
    struct near near;
    near_begin(&near, name);
    for (size_t i = 0; i < run->families.count; i++) {
        const struct family *family = &run->families.families[i];
        if (!role_covers_days(family->role))
            continue;
        buffer_format(&known, "\n  %.*s", (int)family->name.length, family->name.bytes);
        near_offer(&near, family->name);
    }
    failure_set(failure, STATUS_USAGE, "%s: there is no family %.*s", option, (int)name.length,
                name.bytes);
    failure_remedy(failure, "%sThe families are%s", near_say(&near), buffer_c(&known));
    buffer_free(&known);
    return STATUS_USAGE;
}

enum status run_prepare_assumptions(struct run *run, const struct str *texts, size_t count,
                                    struct identity_assumption **assumptions,
                                    struct failure *failure)
{
    tie_assert(run && assumptions);
    *assumptions = arena_take(&run->arena, (count + 1) * sizeof(**assumptions));
    for (size_t i = 0; i < count; i++) {
        enum status status = prepare_assumption(run, texts[i], &(*assumptions)[i], failure);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status prepare_assumption(struct run *run, struct str text,
                                      struct identity_assumption *assumption,
                                      struct failure *failure)
{
    struct str rest;
    struct str value;
    struct str name = str_split(text, '.', &rest);
    struct str component = str_split(rest, '=', &value);
    const struct family *family = family_find(&run->families, name);
    if (!family)
        return prepare_refuse_family(run, "--assume", name, failure);
    bool tax = str_equal(component, STR("net_holds_tax"));
    bool known = tax;
    assumption->component = COMPONENT_NET;
    if (!tax && component_find(component, &assumption->component))
        known = assumption->component == COMPONENT_FEE ||
                assumption->component == COMPONENT_REFUND ||
                assumption->component == COMPONENT_FEE_REFUND ||
                assumption->component == COMPONENT_COST ||
                assumption->component == COMPONENT_TAX_REFUND;
    struct str yes = tax ? STR("yes") : STR("positive");
    struct str no = tax ? STR("no") : STR("negative");
    assumption->positive_or_yes = str_equal(value, yes);
    assumption->family = family->name;
    if (known && (assumption->positive_or_yes || str_equal(value, no)))
        return STATUS_OK;
    failure_set(failure, STATUS_USAGE, "--assume %.*s cannot be assumed", (int)text.length,
                text.bytes);
    failure_remedy(failure,
                   "Say --assume FAMILY.COLUMN=negative or =positive, COLUMN one of fee, "
                   "refund, fee_refund, cost, tax_refund; or FAMILY.net_holds_tax=yes|no.");
    return STATUS_USAGE;
}
