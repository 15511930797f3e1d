/* Policy values: small texts read through the same door as reports. What ships comes first, so
 * that no file of anybody's can leave a value unsaid. */
#include "pipeline/policy.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/near.h"

/* Where a value was said, for the failure. */
struct policy_place {
    const char *path; /* NULL: --set */
    enum status status;
    bool said[POLICY_VALUE_COUNT];
};

static const struct {
    struct str name;
    bool money;
    int64_t most;
    const char *bounds;
} values[POLICY_VALUE_COUNT] = {
    [POLICY_HISTORY_DAYS] = {STR_INIT("history_days"), false, LIMIT_POLICY_DAYS,
                             "a whole number of days from 0 to 3650"},
    [POLICY_PAYOUT_GAP_DAYS] = {STR_INIT("payout_gap_days"), false, LIMIT_POLICY_DAYS,
                                "a whole number of days from 0 to 3650"},
    [POLICY_PENNY] = {STR_INIT("penny"), true, LIMIT_PENNY_MICRO,
                      "an amount from 0.00 to 0.05"},
    [POLICY_PENNY_BUDGET] = {STR_INIT("penny_budget"), true, LIMIT_LINE_MICRO,
                             "an amount of 0.00 or more, such as 2.50"},
    [POLICY_SETTLEMENT_GRACE_DAYS] = {STR_INIT("settlement_grace_days"), false,
                                      LIMIT_POLICY_DAYS,
                                      "a whole number of days from 0 to 3650"},
};

static enum status policy_read_shipped(struct run *run, struct failure *failure);
static enum status policy_read_file(struct run *run, struct failure *failure);
static enum status policy_read(struct run *run, struct str text, struct policy_place *place,
                               struct failure *failure);
static enum status policy_header(const struct record *record, const struct policy_place *place,
                                 struct failure *failure);
static enum status policy_read_sets(struct run *run, struct failure *failure);
static enum status policy_set(struct run *run, struct str name, struct str text,
                              struct policy_place *place, struct failure *failure);
static bool policy_parse(enum policy_value value, struct str text, int64_t *number);
static struct str policy_digest_values(struct run *run);

enum status run_load_policy(struct run *run, struct failure *failure)
{
    tie_assert(run && run->rules.file_count > 0);
    enum status status = policy_read_shipped(run, failure);
    if (status == STATUS_OK && run->options->policy_path)
        status = policy_read_file(run, failure);
    if (status == STATUS_OK)
        status = policy_read_sets(run, failure);
    if (status != STATUS_OK)
        return status;
    run->policy_digest = policy_digest_values(run);
    return run->options->terms_path ? run_load_terms(run, failure) : STATUS_OK;
}

struct str policy_value_name(enum policy_value value)
{
    tie_assert(value < POLICY_VALUE_COUNT);
    return values[value].name;
}

bool policy_value_is_money(enum policy_value value)
{
    tie_assert(value < POLICY_VALUE_COUNT);
    return values[value].money;
}

bool policy_value_find(struct str name, enum policy_value *value)
{
    for (int i = 0; i < POLICY_VALUE_COUNT; i++) {
        *value = (enum policy_value)i;
        if (str_equal(name, values[i].name))
            return true;
    }
    return false;
}

int64_t *policy_slot(struct policy *policy, enum policy_value value)
{
    switch (value) {
    case POLICY_HISTORY_DAYS:
        return &policy->history_days;
    case POLICY_PAYOUT_GAP_DAYS:
        return &policy->payout_gap_days;
    case POLICY_PENNY:
        return &policy->penny.micro;
    case POLICY_PENNY_BUDGET:
        return &policy->penny_budget.micro;
    case POLICY_SETTLEMENT_GRACE_DAYS:
        return &policy->settlement_grace_days;
    case POLICY_VALUE_COUNT:
        break;
    }
    tie_assert(value < POLICY_VALUE_COUNT);
    return NULL;
}

/* The built-in policy.csv is what "default" means; that of --rules comes on top of it. */
static enum status policy_read_shipped(struct run *run, struct failure *failure)
{
    struct policy_place place = {.path = "policy.csv", .status = STATUS_REFUSED};
    const struct str name = STR("policy.csv");
    const struct rules_file *shipped = rules_source_find(&run->rules_built_in, name);
    const struct rules_file *own = rules_source_find(&run->rules, name);
    tie_assert(shipped);
    enum status status = policy_read(run, shipped->text, &place, failure);
    run->policy_shipped = run->run_facts.policy;
    if (status != STATUS_OK || !own || own == shipped)
        return status;
    struct policy_place above = {.path = "policy.csv", .status = STATUS_REFUSED};
    return policy_read(run, own->text, &above, failure);
}

static enum status policy_read_file(struct run *run, struct failure *failure)
{
    struct policy_place place = {.path = run->options->policy_path, .status = STATUS_USAGE};
    struct str text = {0};
    enum status status =
        file_slurp(place.path, LIMIT_TEXT_FILE_BYTES, &run->arena, &text, failure);
    if (status != STATUS_OK)
        return status;
    run->policy_text = text;
    run->policy_file_digest = policy_digest_text(run, text);
    return policy_read(run, text, &place, failure);
}

static enum status policy_read(struct run *run, struct str text, struct policy_place *place,
                               struct failure *failure)
{
    struct record_reader *reader = record_reader_over(text, place->path, NULL);
    struct record record;
    bool found = true;
    enum status status = STATUS_OK;
    while ((status = record_reader_next(reader, &record, &found, failure)) == STATUS_OK &&
           found) {
        if (record.number == 1)
            status = policy_header(&record, place, failure);
        else
            status = policy_set(run, str_trim(policy_cell(&record, 0)),
                                str_trim(policy_cell(&record, 1)), place, failure);
        failure_place(failure, place->path, record.line_first, record.number == 1 ? 0 : 2);
        if (status != STATUS_OK)
            break;
    }
    record_reader_close(reader);
    return status;
}

/* What stands behind name and value is for people: unit, why. */
static enum status policy_header(const struct record *record, const struct policy_place *place,
                                 struct failure *failure)
{
    if (str_equal_nocase(str_trim(policy_cell(record, 0)), STR("name")) &&
        str_equal_nocase(str_trim(policy_cell(record, 1)), STR("value")))
        return STATUS_OK;
    failure_set(failure, place->status, "not the header name,value");
    failure_remedy(failure, "A policy file has the header name,value and a row a value: "
                            "settlement_grace_days,30");
    return place->status;
}

static enum status policy_read_sets(struct run *run, struct failure *failure)
{
    struct policy_place place = {.status = STATUS_USAGE};
    for (size_t i = 0; i < run->options->set_count; i++) {
        struct str given = run->options->sets[i];
        struct str value = {0};
        struct str name = str_split(given, '=', &value);
        enum status status = STATUS_OK;
        if (value.bytes == NULL) {
            status = failure_set(failure, STATUS_USAGE, "--set %.*s names no value",
                                 (int)given.length, given.bytes);
            failure_remedy(failure, "Say --set NAME=VALUE: --set settlement_grace_days=30");
        } else {
            status = policy_set(run, name, value, &place, failure);
        }
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status policy_set(struct run *run, struct str name, struct str text,
                              struct policy_place *place, struct failure *failure)
{
    enum policy_value value;
    int64_t number = 0;
    const char *option = place->path ? "" : "--set ";
    if (!policy_value_find(name, &value)) {
        struct near near;
        near_begin(&near, name);
        for (size_t i = 0; i < POLICY_VALUE_COUNT; i++)
            near_offer(&near, values[i].name);
        failure_set(failure, place->status, "%s%.*s is no policy value", option,
                    (int)name.length, name.bytes);
        failure_remedy(failure,
                       "%sThe values are history_days, payout_gap_days, penny, "
                       "penny_budget and settlement_grace_days.",
                       near_say(&near));
        return place->status;
    }
    if (place->said[value]) {
        failure_set(failure, place->status, "%s%.*s is said twice", option, (int)name.length,
                    name.bytes);
        failure_remedy(failure, "Keep the one that holds.");
        return place->status;
    }
    place->said[value] = true;
    if (policy_parse(value, text, &number)) {
        *policy_slot(&run->run_facts.policy, value) = number;
        return STATUS_OK;
    }
    failure_set(failure, place->status, "%s%.*s cannot be %.*s", option, (int)name.length,
                name.bytes, (int)text.length, text.bytes);
    failure_remedy(failure, "%.*s is %s.", (int)name.length, name.bytes, values[value].bounds);
    return place->status;
}

static bool policy_parse(enum policy_value value, struct str text, int64_t *number)
{
    if (!values[value].money)
        return str_to_count(text, values[value].most, number);
    struct money_reading money = money_parse(text, MONEY_PLAIN);
    *number = money.amount.micro;
    return money.fault == MONEY_FINE && *number >= 0 && *number <= values[value].most;
}

/* Over `name=value` and a line end, in the order of names, money in micros: the same values
 * have the same digest, however they were said. */
static struct str policy_digest_values(struct run *run)
{
    struct buffer text = {0};
    for (int i = 0; i < POLICY_VALUE_COUNT; i++) {
        buffer_add(&text, values[i].name);
        buffer_add_byte(&text, '=');
        buffer_add_count(&text, *policy_slot(&run->run_facts.policy, (enum policy_value)i));
        buffer_add_byte(&text, '\n');
    }
    struct str digest = policy_digest_text(run, buffer_str(&text));
    buffer_free(&text);
    return digest;
}

struct str policy_cell(const struct record *record, uint32_t index)
{
    if (index >= record->field_count)
        return (struct str){"", 0};
    return (struct str){record->fields[index].bytes, record->fields[index].length};
}

struct str policy_digest_text(struct run *run, struct str text)
{
    struct digest digest = digest_of(text);
    char hex[DIGEST_HEX_BYTES];
    return arena_copy(&run->arena, str_from(digest_hex(&digest, hex)));
}
