/* rules: the catalogue, or one rule with its reasons and examples; and whether examples hold. */
#include "base/arena.h"
#include "base/near.h"
#include "cli/verb.h"
#include "recon/rule.h"
#include "recon/rule_example.h"

#include <stdio.h>

static enum status rules_run(const struct arguments *arguments, struct failure *failure);
static enum status rules_show(const struct rule_set *set, const char *code,
                              struct failure *failure);
static const struct rule *rules_one(const struct rule_set *set, const char *code,
                                    struct failure *failure);
static void rules_list(const struct rule_set *set);
static enum status rules_prove(const struct rule_set *set, const struct rules_source *source,
                               const char *code, struct failure *failure);
static enum status rules_prove_one(const struct rule *rule, const struct rules_source *source,
                                   struct failure *failure);

static const struct option rules_options[] = {
    {"--prove", NULL, "run the examples of each rule, or of one: do they answer as they say?"},
    {"--rules", "DIR", "rules from here instead of the built-in ones"},
};

static const struct example rules_examples[] = {
    {"Every question that is asked.", "tieout rules"},
    {"One of them: why it is asked, what to do, its query and its examples.",
     "tieout rules over-disbursed"},
    {"Do its examples hold? So a rule of one's own is tried, without any report.",
     "tieout rules over-disbursed --prove"},
};

const struct verb verb_rules = {
    .name = "rules",
    .operands = "[CODE]",
    .summary = "list the rules, or show one: its question, reason, remedy, examples and text",
    .text = "",
    .examples = rules_examples,
    .example_count = array_count(rules_examples),
    .options = rules_options,
    .option_count = array_count(rules_options),
    .operands_min = 0,
    .operands_max = 1,
    .run = rules_run,
};

static enum status rules_run(const struct arguments *arguments, struct failure *failure)
{
    struct arena arena = {0};
    struct rules_source source = {0};
    struct rule_set set = {0};
    enum status status =
        rules_source_load(&source, arguments_value(arguments, "--rules"), &arena, failure);
    if (status == STATUS_OK)
        status = rule_set_load(&set, &source, &arena, failure);
    const char *code = arguments->operand_count == 1 ? arguments->operands[0] : NULL;
    if (status == STATUS_OK && arguments_flag(arguments, "--prove"))
        status = rules_prove(&set, &source, code, failure);
    else if (status == STATUS_OK && code != NULL)
        status = rules_show(&set, code, failure);
    else if (status == STATUS_OK)
        rules_list(&set);
    arena_free(&arena);
    return status;
}

static enum status rules_show(const struct rule_set *set, const char *code,
                              struct failure *failure)
{
    const struct rule *rule = rules_one(set, code, failure);
    if (!rule)
        return STATUS_USAGE;
    printf("%.*s (%.*s)\n\n", (int)rule->code.length, rule->code.bytes,
           (int)severity_name(rule->severity).length, severity_name(rule->severity).bytes);
    printf("  Asks:     %.*s\n", (int)rule->asks.length, rule->asks.bytes);
    printf("  Because:  %.*s\n", (int)rule->because.length, rule->because.bytes);
    printf("  Then:     %.*s\n\n", (int)rule->then.length, rule->then.bytes);
    fwrite(rule->header.bytes, 1, rule->header.length, stdout);
    putchar('\n');
    fwrite(rule->sql.bytes, 1, rule->sql.length, stdout);
    putchar('\n');
    return STATUS_OK;
}

/* NULL: there is none, and the nearest is named. */
static const struct rule *rules_one(const struct rule_set *set, const char *code,
                                    struct failure *failure)
{
    const struct rule *rule = rule_find(set, str_from(code));
    if (rule)
        return rule;
    struct near near;
    near_begin(&near, str_from(code));
    for (size_t i = 0; i < set->count; i++)
        near_offer(&near, set->rules[i].code);
    failure_set(failure, STATUS_USAGE, "there is no rule %s", code);
    failure_remedy(failure, "%s`tieout rules` lists them.", near_say(&near));
    return NULL;
}

static void rules_list(const struct rule_set *set)
{
    for (size_t i = 0; i < set->count; i++) {
        const struct rule *rule = &set->rules[i];
        struct str severity = severity_name(rule->severity);
        printf("%-28.*s %-7.*s %.*s\n", (int)rule->code.length, rule->code.bytes,
               (int)severity.length, severity.bytes, (int)rule->asks.length, rule->asks.bytes);
    }
}

static enum status rules_prove(const struct rule_set *set, const struct rules_source *source,
                               const char *code, struct failure *failure)
{
    if (code != NULL) {
        const struct rule *rule = rules_one(set, code, failure);
        return rule ? rules_prove_one(rule, source, failure) : STATUS_USAGE;
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; i < set->count && status == STATUS_OK; i++)
        status = rules_prove_one(&set->rules[i], source, failure);
    return status;
}

/* A rule without a query is one that the program asks by itself. */
static enum status rules_prove_one(const struct rule *rule, const struct rules_source *source,
                                   struct failure *failure)
{
    struct rule_example_result result;
    enum status status = rule_example_run(rule, source, &result, failure);
    if (status != STATUS_OK)
        return status;
    int length = (int)rule->code.length;
    if (rule->sql.length == 0) {
        printf("%.*s: asked by the program itself\n", length, rule->code.bytes);
        return STATUS_OK;
    }
    if (result.trips == 0 || result.quiets == 0) {
        failure_set(failure, STATUS_EVIDENCE,
                    "rule %.*s needs an example that trips and one that stays quiet", length,
                    rule->code.bytes);
        failure_remedy(failure, "Put the boundary between them: see rules/README.md.");
        return STATUS_EVIDENCE;
    }
    printf("%.*s: %d trip, %d stay quiet, as they say\n", length, rule->code.bytes,
           result.trips, result.quiets);
    return STATUS_OK;
}
