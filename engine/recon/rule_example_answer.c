/* What a rule must return on its own example, column by column. */
#include "recon/rule_example_parts.h"
#include "recon/rule_value.h"

static void answer_print(const struct rule *rule, const struct store_query *query,
                         struct str heading, struct buffer *into);
static enum rule_unit unit_of(const struct rule *rule, struct str heading);

enum status rule_example_compare(struct rule_example_run *run, const struct store_query *query,
                                 struct failure *failure)
{
    const struct rule_example_table *wanted = rule_example_table(&run->example, STR("answer"));
    if (wanted == NULL || run->answers >= wanted->row_count)
        return STATUS_OK;
    struct buffer text = {0};
    enum status status = STATUS_OK;
    struct str rest = wanted->headings;
    while (status == STATUS_OK && rest.length > 0) {
        bool found = false;
        struct str heading = str_trim(str_split(rest, '|', &rest));
        struct str cell = rule_example_cell(wanted, run->answers, heading, &found);
        buffer_clear(&text);
        answer_print(run->rule, query, heading, &text);
        if (!str_equal(buffer_str(&text), cell))
            status = failure_set(
                failure, STATUS_EVIDENCE,
                "rule %.*s returns %.*s '%s' on its example (%.*s), not '%.*s'",
                (int)run->rule->code.length, run->rule->code.bytes, (int)heading.length,
                heading.bytes, buffer_c(&text), (int)run->example.caption.length,
                run->example.caption.bytes, (int)cell.length, cell.bytes);
    }
    buffer_free(&text);
    return status;
}

static void answer_print(const struct rule *rule, const struct store_query *query,
                         struct str heading, struct buffer *into)
{
    struct buffer name = {0};
    buffer_add(&name, heading);
    int column = store_query_column_find(query, buffer_c(&name));
    buffer_free(&name);
    if (column < 0 && str_equal(heading, STR("severity")))
        buffer_add(into, severity_name(rule->severity));
    if (column < 0 || store_query_is_null(query, column))
        return;
    struct rule_value value = {.known = true};
    enum rule_unit unit = unit_of(rule, heading);
    if (unit == RULE_TEXT || !store_query_is_integer(query, column))
        buffer_add(into, store_query_text(query, column));
    else {
        value.integer = store_query_integer(query, column);
        rule_value_print(unit, &value, into);
    }
}

static enum rule_unit unit_of(const struct rule *rule, struct str heading)
{
    if (str_equal(heading, STR("expected")) || str_equal(heading, STR("actual")))
        return rule->unit;
    if (str_equal(heading, STR("fact")) || str_equal(heading, STR("newest")))
        return RULE_DAY;
    if (str_equal(heading, STR("amount")))
        return RULE_MONEY;
    return RULE_TEXT;
}
