/* Every verb shows how it is used, and what it shows is run: tests/cli/examples.cli holds each
 * example as a command, and none of them is refused. */
#include "cli/verb.h"

#include "base/arena.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { TRANSCRIPT_BYTES_MAX = 1 << 20 };

/* The exit code that stands in the transcript behind a command; -1: the command is not there. */
static int exit_code(struct str transcript, const char *command)
{
    int code = -1;
    while (transcript.length > 0) {
        struct str line = str_split(transcript, '\n', &transcript);
        struct str said = {line.bytes, line.length};
        if (str_starts(line, STR("$"))) {
            if (code >= 0)
                return code;
            struct str mark = str_split(line, ' ', &said);
            if (mark.length <= 2 && str_equal(said, str_from(command)))
                code = 0;
        } else if (code >= 0 && str_starts(line, STR("= "))) {
            code = line.bytes[2] - '0';
        }
    }
    return code;
}

static void test_examples_are_run(void **state)
{
    struct arena arena = {0};
    struct str transcript = {0};
    struct failure failure;
    (void)state;
    failure_init(&failure);
    assert_int_equal(file_slurp("tests/cli/examples.cli", TRANSCRIPT_BYTES_MAX, &arena,
                                &transcript, &failure),
                     STATUS_OK);
    for (size_t i = 0; i < verb_count; i++) {
        if (verbs[i]->example_count == 0)
            fail_msg("%s shows no example", verbs[i]->name);
        for (size_t j = 0; j < verbs[i]->example_count; j++) {
            const char *command = verbs[i]->examples[j].command;
            struct str rest;
            str_split(str_from(command), ' ', &rest);
            if (!str_equal(str_split(rest, ' ', &rest), str_from(verbs[i]->name)))
                fail_msg("%s is an example of %s", command, verbs[i]->name);
            if (exit_code(transcript, command) < 0)
                fail_msg("tests/cli/examples.cli does not run: %s", command);
            if (exit_code(transcript, command) > STATUS_FINDINGS)
                fail_msg("is refused: %s", command);
        }
    }
    arena_free(&arena);
}

static void test_exit_code(void **state)
{
    static const struct {
        const char *command;
        int code;
    } rows[] = {
        {"tieout a", 0}, {"tieout b", 2}, {"tieout c", 1}, {"tieout d", -1}, {"tieout", -1},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++)
        assert_int_equal(exit_code(STR("$ tieout a\n1> = 9\n$. tieout b\n= 2\n"
                                       "$ tieout c\n2> $ tieout d\n= 1\n"),
                                   rows[i].command),
                         rows[i].code);
}

/* A sentence, and lines a terminal of 100 columns shows whole. */
static void test_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < verb_count; i++) {
        struct str text = str_from(verbs[i]->text);
        while (text.length > 0)
            assert_true(str_split(text, '\n', &text).length < 100);
        for (size_t j = 0; j < verbs[i]->example_count; j++) {
            const struct example *example = &verbs[i]->examples[j];
            assert_non_null(strchr(".?", example->does[strlen(example->does) - 1]));
            assert_true(strlen(example->does) < 98);
            assert_true(strlen(example->command) < 98);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples_are_run),
        cmocka_unit_test(test_exit_code),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
