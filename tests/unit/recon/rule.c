/* Rule texts: what a header must say, and what is refused with its place. */
#include "recon/rule.h"

#include "base/embed.h"

#include "rule_fixture.h"

#define SELECT_IT "SELECT position_id, 1 AS expected, 2 AS actual FROM position\n"

static void test_every_value_is_read(void **state)
{
    static const char text[] =
        "-- rule      try\n"
        "-- severity  high\n"
        "-- asks      Is it\n"
        "--           so?\n"
        "-- because   It matters.\n"
        "-- then      Look.\n"
        "-- reads     position billed\n"
        "--           payer\n"
        "-- unit      days\n"
        "-- says      {expected} {actual} {difference} {gap} {count} {reference} {subject} "
        "{currency}\n"
        "-- since     1.2\n"
        "-- rest      quiet\n"
        "-- flag      net-off\n"
        "-- looks     back billed\n"
        "--\n"
        "-- trips: position\n"
        "--   state\n"
        "--   settled\n" SELECT_IT "-- a comment behind it\n";
    struct arena arena = {0};
    struct rule_set set;
    struct failure failure;
    (void)state;
    must_work(rule_try(&set, text, &arena, &failure), &failure);
    assert_int_equal(set.count, 1);
    const struct rule *rule = &set.rules[0];
    assert_str(rule->code, "try");
    assert_int_equal(rule->severity, SEVERITY_HIGH);
    assert_str(rule->asks, "Is it so?");
    assert_str(rule->because, "It matters.");
    assert_str(rule->then, "Look.");
    assert_str(rule->reads, "billed payer position");
    assert_str(rule->since, "1.2");
    assert_int_equal(rule->unit, RULE_DAYS);
    assert_true(rule->rest_quiet);
    assert_int_equal(rule->line_flag, LINE_NET_OFF);
    assert_int_equal(rule->looks, RULE_LOOKS_BACK);
    assert_int_equal(rule->looks_role, ROLE_BILLED);
    assert_str(rule->sql, SELECT_IT "-- a comment behind it\n");
    assert_int_equal(rule->header.length + rule->sql.length, rule->text.length);
    struct digest digest = digest_of(str_from(text));
    assert_true(digest_equal(&rule->digest, &digest));
    arena_free(&arena);
}

static void test_defaults(void **state)
{
    struct arena arena = {0};
    struct rule_set set;
    struct failure failure;
    (void)state;
    must_work(rule_try(&set, RULE_HEAD("position", "money") SELECT_IT, &arena, &failure),
              &failure);
    assert_false(set.rules[0].rest_quiet);
    assert_int_equal(set.rules[0].line_flag, 0);
    assert_int_equal(set.rules[0].looks, RULE_LOOKS_NOWHERE);
    assert_true(rule_reads(&set.rules[0], STR("position")));
    assert_false(rule_reads(&set.rules[0], STR("posit")));
    assert_false(rule_reads(&set.rules[0], STR("")));
    arena_free(&arena);
}

#define UP_TO_READS                                                                            \
    "-- rule try\n-- severity low\n-- asks a\n-- because b\n-- then c\n-- unit money\n"

static void test_refused(void **state)
{
    static const struct {
        const char *text, *words;
    } rows[] = {
        {SELECT_IT, "does not say 'rule'"},
        {"-- rule try\n" SELECT_IT, "does not say 'severity'"},
        {UP_TO_READS "-- says x\n" SELECT_IT, "does not say 'since'"},
        {UP_TO_READS "-- since 1.0\n" SELECT_IT, "does not say 'says'"},
        {UP_TO_READS "-- says x\n-- since 1.0\n" SELECT_IT, "or neither"},
        {RULE_HEAD("position", "money"), "or neither"},
        {RULE_HEAD("position", "dollars") SELECT_IT, "line 7: 'dollars' is no 'unit'"},
        {RULE_HEAD("position", "money") "-- rest loud\n" SELECT_IT,
         "'loud' is no 'rest' of a rule"},
        {RULE_HEAD("position", "money") "-- flag odd\n" SELECT_IT, "'odd' is no 'flag'"},
        {RULE_HEAD("position", "money") "-- looks up billed\n" SELECT_IT,
         "'up billed' is no 'looks'"},
        {RULE_HEAD("position", "money") "-- looks back nobody\n" SELECT_IT,
         "'back nobody' is no 'looks'"},
        {RULE_HEAD("position", "money") "-- awaits nobody\n" SELECT_IT,
         "'nobody' is no 'awaits' of a rule"},
        {RULE_HEAD("position", "money") "-- asks again\n" SELECT_IT,
         "line 10: 'asks' stands twice"},
        {RULE_HEAD("position", "money") "-- color red\n" SELECT_IT,
         "line 10: a rule's header has no 'color'"},
        {UP_TO_READS "-- reads position\n-- says {amount}\n-- since 1.0\n" SELECT_IT,
         "word in braces"},
        {UP_TO_READS "-- reads position\n-- says {expected\n-- since 1.0\n" SELECT_IT,
         "word in braces"},
        {"-- rule other\n-- severity low\n-- asks a\n-- because b\n-- then c\n-- unit money\n"
         "-- reads position\n-- says x\n-- since 1.0\n" SELECT_IT,
         "calls itself 'other', its file another name"},
        {"-- rule try\n-- severity awful\n-- asks a\n-- because b\n-- then c\n-- unit money\n"
         "-- reads position\n-- says x\n-- since 1.0\n" SELECT_IT,
         "line 2: 'awful' is no 'severity'"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct arena arena = {0};
        struct rule_set set;
        struct failure failure;
        assert_int_equal(rule_try(&set, rows[i].text, &arena, &failure), STATUS_EVIDENCE);
        if (strstr(failure.message, rows[i].words) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", failure.message, rows[i].words);
        assert_string_equal(failure.path, "exceptions/try.sql");
        arena_free(&arena);
    }
}

/* Only exceptions/CODE.sql are rules; they come in order of their codes. */
static void test_a_set(void **state)
{
#define NAMED(code)                                                                            \
    "-- rule " code "\n-- severity info\n-- asks a\n-- because b\n-- then c\n-- unit count\n"  \
    "-- says x\n-- since 1.0\n"
    static const struct rules_file files[] = {
        {STR_INIT("exceptions/b-c.sql"), STR_INIT(NAMED("b-c"))},
        {STR_INIT("exceptions/a.sql"), STR_INIT(NAMED("a"))},
        {STR_INIT("exceptions/README.md"), STR_INIT("no rule")},
        {STR_INIT("vocabulary.sql"), STR_INIT("no rule")},
        {STR_INIT("exceptions/b.sql"), STR_INIT(NAMED("b"))},
    };
    const struct rules_source source = {.files = files, .file_count = array_count(files)};
    struct arena arena = {0};
    struct rule_set set;
    struct failure failure;
    (void)state;
    failure_init(&failure);
    must_work(rule_set_load(&set, &source, &arena, &failure), &failure);
    assert_int_equal(set.count, 3);
    assert_str(set.rules[0].code, "a");
    assert_str(set.rules[1].code, "b");
    assert_str(set.rules[2].code, "b-c");
    for (size_t i = 0; i < set.count; i++)
        assert_ptr_equal(rule_find(&set, set.rules[i].code), &set.rules[i]);
    assert_null(rule_find(&set, STR("c")));
    assert_null(rule_find(&set, STR("")));
    assert_null(rule_find(&set, STR("B")));
    /* Raised by the engine itself: no SELECT. */
    assert_int_equal(set.rules[0].sql.length, 0);
    arena_free(&arena);
}

static void test_severities(void **state)
{
    static const char *const names[] = {"info", "low", "medium", "high"};
    enum severity severity = SEVERITY_LOW;
    (void)state;
    for (int i = 0; i <= SEVERITY_HIGH; i++) {
        assert_str(severity_name((enum severity)i), names[i]);
        assert_true(severity_find(str_from(names[i]), &severity));
        assert_int_equal(severity, i);
    }
    assert_false(severity_find(STR("High"), &severity));
    assert_false(severity_find(STR(""), &severity));
    assert_int_equal(severity, SEVERITY_HIGH);
}

/* A text that differs by its last byte ships no more, nor does one under another code. */
static void test_ships(void **state)
{
    const struct embed_file *file = embed_find(STR("exceptions/penny-difference.sql"));
    (void)state;
    assert_non_null(file);
    struct str text = embed_text(file);
    struct rule rule = {.code = STR("penny-difference"), .text = text};
    assert_true(rule_ships(&rule));
    rule.text.length--;
    assert_false(rule_ships(&rule));
    rule.text.length++;
    rule.code = STR("payer-differs");
    assert_false(rule_ships(&rule));
    rule.code = STR("nobody-knows");
    assert_false(rule_ships(&rule));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_value_is_read),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_a_set),
        cmocka_unit_test(test_severities),
        cmocka_unit_test(test_ships),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
