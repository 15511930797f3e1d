/* What becomes of an answer. Outside the days the asked role is known for it is a timing item:
 * the counterpart lies in files not loaded. Answers of info rules are summed up; all others are
 * findings. */
#include "recon/check_parts.h"

#include <stdlib.h>

/* kind NULL: a finding. */
struct timing {
    const char *kind;
    enum role waits_for;
    day_number fact;
};

static enum status take_line(struct check *check, const struct check_answer *answer,
                             struct failure *failure);
static enum status defer_line(struct check *check, const struct check_answer *answer);
static struct timing timing_of(const struct check *check, const struct check_answer *answer);
static const char *timing_kind(const struct check *check, const struct rule *rule,
                               day_number fact);
static enum status timing_write(struct check *check, const struct check_answer *answer,
                                int64_t position_id, const struct timing *timing,
                                struct failure *failure);
static enum status timing_add(struct check *check, const struct store_cell *cells, bool *added,
                              struct failure *failure);
static enum status finding_write(struct check *check, const struct check_answer *answer,
                                 const struct check_place *place, struct failure *failure);
static void mark_add(struct check *check, int64_t position_id, size_t rule);
static int mark_compare(const void *a, const void *b);

enum status check_take_answer(struct check *check, const struct check_answer *answer,
                              struct failure *failure)
{
    struct check_place place = {.position_id = CHECK_NO_ID,
                                .currency = answer->currency,
                                .subject = answer->subject,
                                .evidence = answer->evidence};
    check->fired[answer->rule]++;
    if (answer->line_id != CHECK_NO_ID)
        return take_line(check, answer, failure);
    if (answer->position_id != CHECK_NO_ID) {
        enum status status = check_place_position(check, answer->position_id, &place, failure);
        if (status != STATUS_OK)
            return status;
    }
    return check_judge(check, answer, &place, failure);
}

enum status check_judge(struct check *check, const struct check_answer *answer,
                        const struct check_place *place, struct failure *failure)
{
    const struct rule *rule = &check->set->rules[answer->rule];
    tie_assert(rule->sql.length > 0);
    if (place->position_id != CHECK_NO_ID) {
        struct timing timing = timing_of(check, answer);
        if (timing.kind != NULL)
            return timing_write(check, answer, place->position_id, &timing, failure);
        mark_add(check, place->position_id, answer->rule);
    }
    if (rule->severity == SEVERITY_INFO && answer->severity == SEVERITY_INFO) {
        check_info_add(check, answer, place->currency);
        return STATUS_OK;
    }
    return finding_write(check, answer, place, failure);
}

bool check_is_named_by_line(const struct check *check, const struct check_answer *answer)
{
    tie_assert(check != NULL && answer != NULL);
    const struct rule *rule = &check->set->rules[answer->rule];
    bool info = rule->severity == SEVERITY_INFO && answer->severity == SEVERITY_INFO;
    return !info && answer->subject.length == 0 && timing_of(check, answer).kind == NULL;
}

enum status check_marks_write(struct check *check, struct failure *failure)
{
    struct store_insert *insert = NULL;
    enum status status = store_insert_open(&insert, check->store, "finding_on", 2, failure);
    if (check->mark_count > 0)
        qsort(check->marks, check->mark_count, sizeof *check->marks, mark_compare);
    for (size_t i = 0; status == STATUS_OK && i < check->mark_count; i++) {
        const struct check_mark *mark = &check->marks[i];
        if (i > 0 && mark_compare(mark - 1, mark) == 0)
            continue;
        const struct store_cell cells[] = {store_integer(mark->position_id),
                                           store_text(check->set->rules[mark->rule].code)};
        status = store_insert_row(insert, cells, failure);
    }
    store_insert_close(insert);
    check->mark_count = 0;
    return status;
}

/* A timing item is its position's, and needs no place among lines, which takes a pass over them
 * all: an answer that names its position too is one at once. */
static enum status take_line(struct check *check, const struct check_answer *answer,
                             struct failure *failure)
{
    struct timing timing = {0};
    if (answer->position_id != CHECK_NO_ID)
        timing = timing_of(check, answer);
    if (timing.kind != NULL)
        return timing_write(check, answer, answer->position_id, &timing, failure);
    return defer_line(check, answer);
}

static enum status defer_line(struct check *check, const struct check_answer *answer)
{
    if (check->line_count == check->line_capacity) {
        check->line_capacity = check->line_capacity * 2 + 256;
        check->lines = memory_resize(check->lines, check->line_capacity, sizeof *check->lines);
    }
    check->lines[check->line_count++] = *answer;
    return STATUS_OK;
}

/* What the rule looks to comes first; what it awaits besides can only be ahead. */
static struct timing timing_of(const struct check *check, const struct check_answer *answer)
{
    const struct rule *rule = &check->set->rules[answer->rule];
    const char *kind = timing_kind(check, rule, answer->fact);
    if (kind != NULL || !rule->awaits || answer->newest == DAY_NONE)
        return (struct timing){kind, rule->looks_role, answer->fact};
    bool ahead = check->windows[rule->awaits_role].known &&
                 answer->newest > check->windows[rule->awaits_role].to;
    return (struct timing){ahead ? "ahead" : NULL, rule->awaits_role, answer->newest};
}

/* NULL: the fact lies within the window, or the rule looks nowhere. A role of which nothing is
 * loaded has no window: what looks back to it is before history, what looks forward to it
 * ahead. A fact both before history and ahead is before history, as the state of its position
 * is: nothing says that its counterpart will ever come. */
static const char *timing_kind(const struct check *check, const struct rule *rule,
                               day_number fact)
{
    if (rule->looks == RULE_LOOKS_NOWHERE)
        return NULL;
    bool back = rule->looks == RULE_LOOKS_BACK;
    if (!check->windows[rule->looks_role].known)
        return back ? "before-history" : "ahead";
    if (fact == DAY_NONE)
        return NULL;
    int64_t from = back ? check->windows[rule->looks_role].back_from
                        : check->windows[rule->looks_role].from;
    if (fact < from)
        return "before-history";
    return fact > check->windows[rule->looks_role].to ? "ahead" : NULL;
}

static enum status timing_write(struct check *check, const struct check_answer *answer,
                                int64_t position_id, const struct timing *timing,
                                struct failure *failure)
{
    const struct rule *rule = &check->set->rules[answer->rule];
    struct rule_value difference =
        rule_value_difference(rule->unit, &answer->expected, &answer->actual);
    bool ahead = str_equal(str_from(timing->kind), STR("ahead"));
    bool clears = ahead && timing->fact != DAY_NONE;
    const struct store_cell cells[] = {
        store_integer(position_id),
        store_text(rule->code),
        store_text(str_from(timing->kind)),
        store_integer(answer->has_amount ? answer->amount : difference.integer),
        store_text(role_name(timing->waits_for)),
        clears ? store_integer(timing->fact + check->grace_days) : store_null(),
        store_day(timing->fact),
        store_integer(check->as_of_day),
    };
    bool added = false;
    enum status status = STATUS_OK;
    if (answer->line_id != CHECK_NO_ID)
        status = timing_add(check, cells, &added, failure);
    if (status != STATUS_OK || added)
        return status;
    status = store_insert_row(check->timings, cells, failure);
    if (status == STATUS_OK)
        check->result->timing_items++;
    return status;
}

/* Several lines of a position may wait for the same thing: one item, with their sum and the
 * earliest of their days. */
static enum status timing_add(struct check *check, const struct store_cell *cells, bool *added,
                              struct failure *failure)
{
    store_query_reset(check->timing_more);
    store_query_bind_integer(check->timing_more, 1, cells[0].integer);
    store_query_bind_text(check->timing_more, 2, cells[1].text);
    store_query_bind_integer(check->timing_more, 3, cells[3].integer);
    store_query_bind_integer(check->timing_more, 4,
                             cells[5].kind == STORE_NULL ? INT32_MAX : cells[5].integer);
    return store_query_step(check->timing_more, added, failure);
}

static enum status finding_write(struct check *check, const struct check_answer *answer,
                                 const struct check_place *place, struct failure *failure)
{
    const struct rule *rule = &check->set->rules[answer->rule];
    struct rule_value difference =
        rule_value_difference(rule->unit, &answer->expected, &answer->actual);
    /* Days between two days are a number of days. */
    enum rule_unit apart = rule->unit == RULE_DAY ? RULE_DAYS : rule->unit;
    struct buffer texts[3] = {{0}};
    rule_value_print(rule->unit, &answer->expected, &texts[0]);
    rule_value_print(rule->unit, &answer->actual, &texts[1]);
    rule_value_print(apart, &difference, &texts[2]);
    const struct check_words words = {.expected = buffer_str(&texts[0]),
                                      .actual = buffer_str(&texts[1]),
                                      .difference = buffer_str(&texts[2]),
                                      .count = answer->count};
    enum status status = check_finding_write(check, rule, answer->severity, place, &words,
                                             answer->says, failure);
    for (size_t i = 0; i < array_count(texts); i++)
        buffer_free(&texts[i]);
    return status;
}

static void mark_add(struct check *check, int64_t position_id, size_t rule)
{
    if (check->mark_count == check->mark_capacity) {
        check->mark_capacity = check->mark_capacity * 2 + 1024;
        check->marks = memory_resize(check->marks, check->mark_capacity, sizeof *check->marks);
    }
    check->marks[check->mark_count++] = (struct check_mark){position_id, rule};
}

static int mark_compare(const void *a, const void *b)
{
    const struct check_mark *left = a;
    const struct check_mark *right = b;
    if (left->position_id != right->position_id)
        return left->position_id < right->position_id ? -1 : 1;
    return (left->rule > right->rule) - (left->rule < right->rule);
}
