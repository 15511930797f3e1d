/* Runs the rules: in the order of their codes, inside the cage, over what stands in the store.
 */
#include "recon/check.h"

#include "recon/check_parts.h"

#include <stdlib.h>
#include <string.h>

static const char position_by_id[] =
    "SELECT reference.text, position.currency, position.evidence\n"
    "  FROM main.%s AS position CROSS JOIN main.reference AS reference\n"
    " WHERE position.position_id = ?1 AND reference.reference_id = position.reference_id";

static const char position_index[] =
    "CREATE INDEX IF NOT EXISTS main.position_active_reference\n"
    "    ON position_active (reference_id, currency)";

static const char timing_more[] =
    "UPDATE main.timing SET amount = amount + ?3,\n"
    "       must_clear_by = coalesce(min(must_clear_by, ?4), must_clear_by)\n"
    " WHERE position_id = ?1 AND rule = ?2 RETURNING 1";

static enum status check_open(struct check *check, const struct rules_source *source,
                              struct failure *failure);
static enum status open_queries(struct check *check, struct failure *failure);
static enum status read_windows(struct check *check, struct failure *failure);
static enum status ask_rules(struct check *check, bool last, struct failure *failure);
static void end_queries(struct check *check);
static bool asked_last(const struct rule *rule);
static enum status ask_rule(struct check *check, size_t rule, struct failure *failure);
static enum status count_shipped(struct check *check, struct failure *failure);
static enum status write_reduced(struct check *check, struct failure *failure);
static enum status write_rules(struct check *check, struct failure *failure);
static void check_close(struct check *check);

enum status check_run(const struct rule_set *set, const struct rules_source *source,
                      const struct check_options *options, struct store *store,
                      struct check_result *result, struct failure *failure)
{
    tie_assert(set != NULL && store != NULL);
    struct check check = {.set = set, .options = options, .store = store, .result = result};
    /* The shortcuts are promises; rules of our own keep them by test, those of a directory may
     * not. */
    check.whole = source->directory != NULL;
    *result = (struct check_result){0};
    enum status status = check_open(&check, source, failure);
    if (status == STATUS_OK)
        status = ask_rules(&check, false, failure);
    if (status == STATUS_OK)
        status = check_marks_write(&check, failure);
    if (status == STATUS_OK)
        status = check_follow(&check, failure);
    if (status == STATUS_OK)
        status = ask_rules(&check, true, failure);
    if (status == STATUS_OK)
        status = check_info_write(&check, failure);
    if (status == STATUS_OK)
        status = count_shipped(&check, failure);
    if (status == STATUS_OK)
        status = check_marks_write(&check, failure);
    if (status == STATUS_OK)
        status = write_rules(&check, failure);
    check_close(&check);
    return status;
}

static enum status check_open(struct check *check, const struct rules_source *source,
                              struct failure *failure)
{
    check->fired = arena_take(&check->arena, sizeof *check->fired * (check->set->count + 1));
    enum status status = check_penny_fill(check->store, failure);
    if (status == STATUS_OK)
        status = vocabulary_load(&check->vocabulary, source, &check->arena, failure);
    check->views =
        arena_take(&check->arena, (check->vocabulary.count + 1) * sizeof *check->views);
    if (status == STATUS_OK)
        status = store_execute(check->store, position_index, failure);
    if (status == STATUS_OK)
        status = read_windows(check, failure);
    if (status == STATUS_OK)
        status = store_read_integer(
            check->store,
            STR("SELECT micro_or_count FROM policy WHERE name = 'settlement_grace_days'"),
            &check->grace_days, failure);
    if (status == STATUS_OK)
        status = store_read_integer(check->store,
                                    STR("SELECT 0 + value FROM meta WHERE name = 'as_of_day'"),
                                    &check->as_of_day, failure);
    if (status == STATUS_OK)
        status = open_queries(check, failure);
    return status;
}

static enum status open_queries(struct check *check, struct failure *failure)
{
    struct buffer sql = {0};
    buffer_format(&sql, position_by_id, "position_active");
    enum status status =
        store_query_open(&check->position, check->store, buffer_str(&sql), failure);
    buffer_clear(&sql);
    buffer_format(&sql, position_by_id, "position_rest");
    if (status == STATUS_OK)
        status =
            store_query_open(&check->position_rest, check->store, buffer_str(&sql), failure);
    if (status == STATUS_OK)
        status =
            store_query_open(&check->finding, check->store,
                             STR("SELECT 1 FROM main.finding WHERE finding_id = ?1"), failure);
    if (status == STATUS_OK)
        status =
            store_query_open(&check->timing_more, check->store, str_from(timing_more), failure);
    if (status == STATUS_OK)
        status = store_insert_open(&check->findings, check->store, "finding", 11, failure);
    if (status == STATUS_OK)
        status = store_insert_open(&check->timings, check->store, "timing", 8, failure);
    buffer_free(&sql);
    return status;
}

static enum status read_windows(struct check *check, struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    enum role role = ROLE_BILLED;
    enum status status = store_query_open(
        &query, check->store,
        STR("SELECT role, known_from, known_to, back_from FROM role_window"), failure);
    if (status == STATUS_OK)
        status = store_query_step(query, &found, failure);
    while (status == STATUS_OK && found) {
        if (role_find(store_query_text(query, 0), &role)) {
            check->windows[role].known =
                !store_query_is_null(query, 1) && !store_query_is_null(query, 2);
            check->windows[role].from = store_query_integer(query, 1);
            check->windows[role].to = store_query_integer(query, 2);
            check->windows[role].back_from = store_query_integer(query, 3);
        }
        status = store_query_step(query, &found, failure);
    }
    store_query_close(query);
    return status;
}

/* And judges what they answered about lines. */
static enum status ask_rules(struct check *check, bool last, struct failure *failure)
{
    enum status status = store_cage_open(&check->cage, check->store, check->vocabulary.names,
                                         check->vocabulary.count, failure);
    for (size_t i = 0; status == STATUS_OK && i < check->set->count; i++)
        if (asked_last(&check->set->rules[i]) == last)
            status = ask_rule(check, i, failure);
    store_cage_close(check->cage);
    check->cage = NULL;
    end_queries(check);
    if (status == STATUS_OK)
        status = check_lines_judge(check, failure);
    end_queries(check);
    return status;
}

/* As long as one has rows to give, no temporary table goes away. */
static void end_queries(struct check *check)
{
    store_query_reset(check->position);
    store_query_reset(check->position_rest);
    store_query_reset(check->finding);
    store_query_reset(check->timing_more);
}

/* What asks about timing items is asked when all of them are known. */
static bool asked_last(const struct rule *rule)
{
    return rule_reads(rule, STR("timing_item"));
}

static enum status ask_rule(struct check *check, size_t rule, struct failure *failure)
{
    if (check->set->rules[rule].sql.length == 0)
        return STATUS_OK;
    enum status status = check_rule_run(check, rule, failure);
    if (status == STATUS_OK && check->options->prove)
        status = check_prove_rule(check, rule, failure);
    return status;
}

/* A rule that ships and did not run is a question that was not asked: it is counted by its
 * code. */
static enum status count_shipped(struct check *check, struct failure *failure)
{
    const struct rule_set *shipped = check->options->shipped;
    if (shipped == NULL)
        shipped = check->set;
    for (size_t i = 0; i < shipped->count; i++) {
        const struct rule *ran = rule_find(check->set, shipped->rules[i].code);
        bool own = shipped->rules[i].sql.length == 0; /* asked here, whatever was given */
        check->result->rules_shipped++;
        check->result->rules_run += own || (ran != NULL && ran->sql.length > 0);
    }
    if (check->result->rules_run == check->result->rules_shipped)
        return STATUS_OK;
    return write_reduced(check, failure);
}

static enum status write_reduced(struct check *check, struct failure *failure)
{
    struct str code = STR("rules-reduced");
    const struct rule *rule = rule_find(check->set, code);
    if (rule != NULL)
        check->fired[rule - check->set->rules]++;
    else
        rule = rule_find(check->options->shipped, code);
    if (rule == NULL)
        return failure_set(failure, STATUS_EVIDENCE, "fewer rules ran than ship");
    struct rule_value values[3] = {{.known = true, .integer = check->result->rules_shipped},
                                   {.known = true, .integer = check->result->rules_run}};
    struct buffer texts[3] = {{0}};
    values[2] = rule_value_difference(rule->unit, &values[0], &values[1]);
    for (size_t i = 0; i < array_count(texts); i++)
        rule_value_print(rule->unit, &values[i], &texts[i]);
    const struct check_place place = {.position_id = CHECK_NO_ID, .subject = code};
    const struct check_words words = {.expected = buffer_str(&texts[0]),
                                      .actual = buffer_str(&texts[1]),
                                      .difference = buffer_str(&texts[2]),
                                      .count = 1};
    enum status status =
        check_finding_write(check, rule, rule->severity, &place, &words, rule->says, failure);
    for (size_t i = 0; i < array_count(texts); i++)
        buffer_free(&texts[i]);
    return status;
}

static enum status write_rules(struct check *check, struct failure *failure)
{
    struct store_insert *insert = NULL;
    char hex[DIGEST_HEX_BYTES];
    enum status status = store_insert_open(&insert, check->store, "rule", 8, failure);
    for (size_t i = 0; status == STATUS_OK && i < check->set->count; i++) {
        const struct rule *rule = &check->set->rules[i];
        const struct store_cell cells[] = {
            store_text(rule->code),
            store_text(severity_name(rule->severity)),
            store_text(rule->asks),
            store_text(rule->because),
            store_text(rule->then),
            store_text(rule->text),
            store_text(str_from(digest_hex(&rule->digest, hex))),
            store_integer(check->fired[i]),
        };
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    return status;
}

static void check_close(struct check *check)
{
    store_insert_close(check->findings);
    store_insert_close(check->timings);
    store_query_close(check->position);
    store_query_close(check->position_rest);
    store_query_close(check->finding);
    store_query_close(check->timing_more);
    store_cage_close(check->cage);
    check_info_free(check);
    free(check->lines);
    free(check->marks);
    buffer_free(&check->subject);
    for (size_t at = 0; check->views != NULL && at < check->vocabulary.count; at++)
        buffer_free(&check->views[at]);
    arena_free(&check->arena);
}
