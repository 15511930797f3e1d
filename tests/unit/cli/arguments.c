/* Options of one verb from argv. */
#include "base/str.h"
#include "cli/verb.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct option options[] = {
    {"--out", "DIR", "where to"},
    {"--full", NULL, "all of it"},
    {"--require", "CHECK", "twice too"},
};
static const struct verb verb = {.name = "run",
                                 .operands = "FILE...",
                                 .options = options,
                                 .option_count = array_count(options),
                                 .operands_min = 1,
                                 .operands_max = 3};

enum { WORDS_MAX = 8 };

static enum status parse(const char *const *words, struct arguments *arguments,
                         struct failure *failure)
{
    static char copies[WORDS_MAX][64];
    char *argv[WORDS_MAX + 1] = {NULL};
    int argc = 0;
    for (; argc < WORDS_MAX && words[argc] != NULL; argc++)
        argv[argc] = strcpy(copies[argc], words[argc]);
    failure_init(failure);
    return arguments_parse(arguments, &verb, argc, argv, failure);
}

static void test_understood(void **state)
{
    static const struct {
        const char *words[WORDS_MAX];
        const char *out;
        bool full;
        const char *operands[3];
    } rows[] = {
        {{"a.csv"}, NULL, false, {"a.csv"}},
        {{"a.csv", "--out", "dir"}, "dir", false, {"a.csv"}},
        {{"--out=dir", "a.csv", "--full"}, "dir", true, {"a.csv"}},
        {{"--out=a=b", "x"}, "a=b", false, {"x"}},
        {{"--out=", "x"}, "", false, {"x"}},
        {{"--out", "one", "x", "--out", "two"}, "two", false, {"x"}},
        {{"--", "--full", "-x", "--"}, NULL, false, {"--full", "-x", "--"}},
        {{"-", "b"}, NULL, false, {"-", "b"}},
        {{"--out", "--full", "x"}, "--full", false, {"x"}},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct arguments arguments;
        struct failure failure;
        size_t count = 0;
        assert_int_equal(parse(rows[i].words, &arguments, &failure), STATUS_OK);
        const char *out = arguments_value(&arguments, "--out");
        assert_int_equal(out == NULL, rows[i].out == NULL);
        if (out != NULL)
            assert_string_equal(out, rows[i].out);
        assert_int_equal(arguments_flag(&arguments, "--full"), rows[i].full);
        assert_null(arguments_value(&arguments, "--require"));
        for (; count < 3 && rows[i].operands[count] != NULL; count++)
            assert_string_equal(arguments.operands[count], rows[i].operands[count]);
        assert_int_equal(arguments.operand_count, count);
        arguments_free(&arguments);
        assert_int_equal(arguments.operand_count, 0);
    }
}

static void test_refused(void **state)
{
    static const struct {
        const char *words[WORDS_MAX];
        const char *message;
    } rows[] = {
        {{NULL}, "run needs FILE..."},
        {{"--full"}, "run needs FILE..."},
        {{"a", "b", "c", "d"}, "run does not take d"},
        {{"a", "--fast"}, "run has no option --fast"},
        {{"a", "-o", "dir"}, "run has no option -o"},
        {{"a", "--ou=dir"}, "run has no option --ou"},
        {{"a", "--full=yes"}, "--full takes no value"},
        {{"a", "--full="}, "--full takes no value"},
        {{"a", "--out"}, "--out needs a value: --out DIR"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct arguments arguments;
        struct failure failure;
        assert_int_equal(parse(rows[i].words, &arguments, &failure), STATUS_USAGE);
        assert_int_equal(failure.status, STATUS_USAGE);
        assert_string_equal(failure.message, rows[i].message);
        assert_non_null(strstr(failure.remedy, "`tieout help run`"));
        arguments_free(&arguments);
    }
}

/* Every option of every verb is written as the parser reads it, and once. */
static void test_tables(void **state)
{
    (void)state;
    assert_true(verb_count >= 5);
    for (size_t i = 0; i < verb_count; i++) {
        assert_ptr_equal(verb_find(verbs[i]->name), verbs[i]);
        assert_true(verbs[i]->operands_min <= verbs[i]->operands_max);
        for (size_t j = 0; j < verbs[i]->option_count; j++) {
            const char *name = verbs[i]->options[j].name;
            assert_int_equal(strncmp(name, "--", 2), 0);
            assert_null(strchr(name, '='));
            for (size_t k = 0; k < j; k++)
                assert_string_not_equal(verbs[i]->options[k].name, name);
        }
    }
    assert_null(verb_find("dance"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_understood),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
