/* Runs the examples of one rule of a test's own, beside the shipped policy and vocabulary. */
#ifndef TIEOUT_TESTS_EXAMPLE_FIXTURE_H
#define TIEOUT_TESTS_EXAMPLE_FIXTURE_H

#include "recon/rule_example.h"
#include "rule_fixture.h"

/* `examples` stands behind a header that reads position and is of unit money. */
#define EXAMPLE_RULE(examples, sql) RULE_HEAD("position", "money") examples sql
#define EXAMPLE_SELECT                                                                         \
    "SELECT position_id, billed_gross AS expected, disbursed_gross AS actual FROM position"    \
    " WHERE disbursed_gross > billed_gross ORDER BY position_id\n"

struct example_row {
    const char *name, *text;
    const char *words; /* of the refusal; NULL: the examples hold */
    int64_t line;      /* where it is refused; 0: not looked at */
};

static inline enum status example_run(const char *text, struct rule_example_result *result,
                                      struct failure *failure)
{
    struct arena arena = {0};
    struct rules_source shipped;
    struct rule_set set;
    failure_init(failure);
    must_work(rules_source_load(&shipped, NULL, &arena, failure), failure);
    enum status status = rule_try(&set, text, &arena, failure);
    if (status == STATUS_OK)
        status = rule_example_run(&set.rules[0], &shipped, result, failure);
    arena_free(&arena);
    return status;
}

static inline void example_hold(const struct example_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct example_row *row = &rows[i];
        struct rule_example_result result;
        struct failure failure;
        enum status status = example_run(row->text, &result, &failure);
        if (row->words == NULL && status != STATUS_OK)
            fail_msg("%s: %s", row->name, failure.message);
        if (row->words == NULL)
            continue;
        if (status != STATUS_EVIDENCE || strstr(failure.message, row->words) == NULL)
            fail_msg("%s: \"%s\" does not say \"%s\"", row->name, failure.message, row->words);
        if (row->line > 0 && failure.line != row->line)
            fail_msg("%s: line %lld", row->name, (long long)failure.line);
    }
}

#endif
