/* Asks one rule: puts the views it may read into place, prepares it in the cage, and turns
 * every row it returns into an answer. What a rule returns is checked here, not trusted. */
#include "recon/check_parts.h"

#include "recon/rule_text.h"

/* The columns of an answer; -1: the rule does not return it. */
enum answer_column {
    ANSWER_POSITION_ID,
    ANSWER_LINE_ID,
    ANSWER_SUBJECT,
    ANSWER_EXPECTED,
    ANSWER_ACTUAL,
    ANSWER_CURRENCY,
    ANSWER_EVIDENCE,
    ANSWER_SEVERITY,
    ANSWER_COUNT,
    ANSWER_SAYS,
    ANSWER_FACT,
    ANSWER_NEWEST,
    ANSWER_AMOUNT,
    ANSWER_COLUMNS,
};
static const char *const column_names[ANSWER_COLUMNS] = {
    "position_id", "line_id", "subject", "expected", "actual", "currency", "evidence",
    "severity",    "count",   "says",    "fact",     "newest", "amount"};

struct answer_columns {
    int at[ANSWER_COLUMNS];
};

static enum status columns_find(const struct rule *rule, const struct store_query *query,
                                struct answer_columns *columns, struct failure *failure);
static enum status answer_read(struct check *check, size_t rule,
                               const struct store_query *query,
                               const struct answer_columns *columns, struct failure *failure);
static enum status read_severity(struct check *check, const struct store_query *query,
                                 int column, struct check_answer *answer,
                                 struct failure *failure);
static enum status read_value(struct check *check, const struct rule *rule,
                              const struct store_query *query, int column,
                              struct rule_value *value, struct failure *failure);
static enum status read_integer(const struct rule *rule, const struct store_query *query,
                                int column, bool *known, int64_t *value,
                                struct failure *failure);
static enum status read_day(const struct rule *rule, const struct store_query *query,
                            int column, day_number *day, struct failure *failure);
static struct str read_text(struct check *check, const struct store_query *query, int column);

enum status check_rule_run(struct check *check, size_t rule, struct failure *failure)
{
    struct store_query *query = NULL;
    struct answer_columns columns;
    bool found = false;
    const struct rule *asked = &check->set->rules[rule];
    const struct vocabulary_scope scope = {
        .rest = check->whole || !asked->rest_quiet,
        .flag = check->whole ? 0 : asked->line_flag,
    };
    enum status status = check_rule_prepare(check, asked, scope, &query, failure);
    if (status == STATUS_OK)
        status = columns_find(asked, query, &columns, failure);
    if (status == STATUS_OK)
        status = store_query_step(query, &found, failure);
    while (status == STATUS_OK && found) {
        status = answer_read(check, rule, query, &columns, failure);
        if (status == STATUS_OK)
            status = store_query_step(query, &found, failure);
    }
    store_query_close(query);
    if (status != STATUS_OK)
        failure_remedy(failure, "The rule is %.*s.", (int)asked->code.length,
                       asked->code.bytes);
    return status;
}

enum status check_rule_prepare(struct check *check, const struct rule *rule,
                               struct vocabulary_scope scope, struct store_query **query,
                               struct failure *failure)
{
    struct str reads = {"", 0};
    struct buffer with = {0};
    bool ships = check->vocabulary.built_in && !check->options->prove && rule_ships(rule);
    bool added = !check->whole && vocabulary_with_add(&check->with, &check->vocabulary, rule,
                                                      scope, &check->arena, &with);
    enum status status = STATUS_OK;
    if (!added)
        status = vocabulary_install(&check->vocabulary, check->store, rule, scope, check->views,
                                    failure);
    if (status == STATUS_OK)
        status = store_cage_prepare(
            check->cage,
            &(struct store_cage_rule){rule->code, rule->sql, buffer_str(&with), added && ships},
            &check->arena, query, &reads, failure);
    buffer_free(&with);
    if (status != STATUS_OK)
        return status;
    if (!str_equal(reads, rule->reads))
        return failure_set(failure, STATUS_EVIDENCE,
                           "rule %.*s says that it reads '%.*s', and reads '%.*s'",
                           (int)rule->code.length, rule->code.bytes, (int)rule->reads.length,
                           rule->reads.bytes, (int)reads.length, reads.bytes);
    return STATUS_OK;
}

static enum status columns_find(const struct rule *rule, const struct store_query *query,
                                struct answer_columns *columns, struct failure *failure)
{
    for (int i = 0; i < ANSWER_COLUMNS; i++)
        columns->at[i] = store_query_column_find(query, column_names[i]);
    const int *at = columns->at;
    bool about =
        at[ANSWER_POSITION_ID] >= 0 || at[ANSWER_LINE_ID] >= 0 || at[ANSWER_SUBJECT] >= 0;
    if (about && at[ANSWER_EXPECTED] >= 0 && at[ANSWER_ACTUAL] >= 0)
        return STATUS_OK;
    return failure_set(
        failure, STATUS_EVIDENCE,
        "rule %.*s must return expected, actual, and one of position_id, line_id "
        "and subject",
        (int)rule->code.length, rule->code.bytes);
}

static enum status answer_read(struct check *check, size_t rule,
                               const struct store_query *query,
                               const struct answer_columns *columns, struct failure *failure)
{
    const struct rule *asked = &check->set->rules[rule];
    const int *at = columns->at;
    struct check_answer answer = {.rule = rule, .severity = asked->severity};
    bool position = false, line = false, count = false;
    enum status status = read_severity(check, query, at[ANSWER_SEVERITY], &answer, failure);
    status = status_worse(status, read_value(check, asked, query, at[ANSWER_EXPECTED],
                                             &answer.expected, failure));
    status = status_worse(
        status, read_value(check, asked, query, at[ANSWER_ACTUAL], &answer.actual, failure));
    status = status_worse(status, read_integer(asked, query, at[ANSWER_POSITION_ID], &position,
                                               &answer.position_id, failure));
    status = status_worse(status, read_integer(asked, query, at[ANSWER_LINE_ID], &line,
                                               &answer.line_id, failure));
    status = status_worse(
        status, read_integer(asked, query, at[ANSWER_COUNT], &count, &answer.count, failure));
    status = status_worse(status, read_integer(asked, query, at[ANSWER_AMOUNT],
                                               &answer.has_amount, &answer.amount, failure));
    status =
        status_worse(status, read_day(asked, query, at[ANSWER_FACT], &answer.fact, failure));
    status = status_worse(status,
                          read_day(asked, query, at[ANSWER_NEWEST], &answer.newest, failure));
    if (status != STATUS_OK)
        return status;
    answer.position_id = position ? answer.position_id : CHECK_NO_ID;
    answer.line_id = line ? answer.line_id : CHECK_NO_ID;
    answer.count = count ? answer.count : 1;
    answer.subject = read_text(check, query, at[ANSWER_SUBJECT]);
    answer.currency = read_text(check, query, at[ANSWER_CURRENCY]);
    answer.evidence = read_text(check, query, at[ANSWER_EVIDENCE]);
    answer.says = read_text(check, query, at[ANSWER_SAYS]);
    if (answer.says.length == 0)
        answer.says = asked->says;
    return check_take_answer(check, &answer, failure);
}

static enum status read_severity(struct check *check, const struct store_query *query,
                                 int column, struct check_answer *answer,
                                 struct failure *failure)
{
    const struct rule *rule = &check->set->rules[answer->rule];
    if (column < 0 || store_query_is_null(query, column))
        return STATUS_OK;
    struct str name = store_query_text(query, column);
    if (severity_find(name, &answer->severity))
        return STATUS_OK;
    return failure_set(failure, STATUS_EVIDENCE, "rule %.*s returns '%.*s' as a severity",
                       (int)rule->code.length, rule->code.bytes, (int)name.length, name.bytes);
}

static enum status read_value(struct check *check, const struct rule *rule,
                              const struct store_query *query, int column,
                              struct rule_value *value, struct failure *failure)
{
    if (rule->unit != RULE_TEXT)
        return read_integer(rule, query, column, &value->known, &value->integer, failure);
    value->known = !store_query_is_null(query, column);
    value->text = read_text(check, query, column);
    return STATUS_OK;
}

/* A column that is not there is unknown, as NULL is. */
static enum status read_integer(const struct rule *rule, const struct store_query *query,
                                int column, bool *known, int64_t *value,
                                struct failure *failure)
{
    *known = column >= 0 && !store_query_is_null(query, column);
    if (!*known)
        return STATUS_OK;
    if (!store_query_is_integer(query, column))
        return failure_set(
            failure, STATUS_EVIDENCE, "rule %.*s returns a '%s' that is no whole number",
            (int)rule->code.length, rule->code.bytes, store_query_column_name(query, column));
    *value = store_query_integer(query, column);
    return STATUS_OK;
}

/* Into the run's arena: an answer outlives its row. */
static enum status read_day(const struct rule *rule, const struct store_query *query,
                            int column, day_number *day, struct failure *failure)
{
    bool known = false;
    int64_t value = 0;
    enum status status = read_integer(rule, query, column, &known, &value, failure);
    *day = known ? (day_number)value : DAY_NONE;
    return status;
}

static struct str read_text(struct check *check, const struct store_query *query, int column)
{
    struct str nothing = {"", 0};
    if (column < 0 || store_query_is_null(query, column))
        return nothing;
    return arena_copy(&check->arena, store_query_text(query, column));
}
