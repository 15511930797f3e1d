/* The words of every refusal, and the place they are said of. */
#include "record/record_trouble.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "record_render.h"

struct trouble_case {
    enum record_trouble_kind kind;
    size_t at;
    const char *expected; /* of the bytes below, which begin on line 7 */
};

static const struct str bytes = TEXT("\"a\nb \xc3\xa9,\"c\",d\ne\n");

#define SAVE "Save the file again as \"CSV UTF-8\"."
#define TWICE                                                                                  \
    "Within a cell a quote is written twice, and the whole cell is quoted: \"a 3\"\" disk\". " \
    "Fetch the file again from where it came."
#define LOST                                                                                   \
    "Most often a closing quote was lost here: fetch the file again from where it came."

static const struct trouble_case cases[] = {
    {RECORD_TROUBLE_NUL, 3,
     "failure 3 d/f.csv:8:1: a NUL byte: this is no text file [b \xc3\xa9,\"c\",d] 0+1 {A text "
     "with NUL bytes is most often UTF-16. " SAVE "}\n"},
    {RECORD_TROUBLE_UTF8, 5,
     "failure 3 d/f.csv:8:3: bytes that are no UTF-8 [b \xc3\xa9,\"c\",d] 2+1 {" SAVE "}\n"},
    {RECORD_TROUBLE_CR, 4,
     "failure 3 d/f.csv:8:2: a CR that no LF follows [b \xc3\xa9,\"c\",d] 1+1 {Line ends must "
     "be "
     "LF or CR LF. " SAVE "}\n"},
    {RECORD_TROUBLE_QUOTE, 8,
     "failure 3 d/f.csv:8:6: a quote stands inside an unquoted cell [b \xc3\xa9,\"c\",d] 4+1 "
     "{" TWICE "}\n"},
    {RECORD_TROUBLE_AFTER_QUOTE, 3,
     "failure 3 d/f.csv:8:1: a quoted cell goes on behind its quote [b \xc3\xa9,\"c\",d] 0+1 "
     "{" TWICE "}\n"},
    {RECORD_TROUBLE_UNTERMINATED, 8,
     "failure 3 d/f.csv:8:6: the quoted cell that begins here never ends [b \xc3\xa9,\"c\",d] "
     "4+1 {The file is cut off, or a closing quote was lost: fetch it again from where it "
     "came.}\n"},
    {RECORD_TROUBLE_FIELD_BYTES, 8,
     "failure 3 d/f.csv:8:6: the cell that begins here is longer than 1048576 bytes [b "
     "\xc3\xa9,\"c\",d] 4+1 {" LOST "}\n"},
    {RECORD_TROUBLE_RECORD_BYTES, 0,
     "failure 3 d/f.csv:7:1: the record that begins here is longer than 4194304 bytes [\"a] "
     "0+1 "
     "{" LOST "}\n"},
    {RECORD_TROUBLE_RECORD_FIELDS, 0,
     "failure 3 d/f.csv:7:1: the record that begins here has more than 1024 cells [\"a] 0+1 "
     "{Most often line ends were lost: fetch the file again from where it came.}\n"},
    {RECORD_TROUBLE_FILE_RECORDS, 0,
     "failure 3 d/f.csv:7:1: the file has more than 4294967295 records [\"a] 0+1 {Cut the file "
     "in two at a record's end.}\n"},
    {RECORD_TROUBLE_FILE_BYTES, 0,
     "failure 3 d/f.csv:0:0: the file is larger than 140737488355328 bytes [] -1+0 {Cut the "
     "file in two at a record's end.}\n"},
};

static void test_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(cases); i++) {
        struct record_trouble trouble = {cases[i].kind, cases[i].at};
        struct failure failure;
        struct buffer text = {0};
        failure_init(&failure);
        assert_int_equal(record_trouble_refuse(&trouble, "d/f.csv", 7, bytes, &failure),
                         STATUS_REFUSED);
        record_render_failure(&text, &failure);
        assert_string_equal(buffer_c(&text), cases[i].expected);
        buffer_free(&text);
    }
}

/* What is shown behind the place ends after 60 bytes, between two characters. */
static void test_shown_behind(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct record_trouble trouble = {RECORD_TROUBLE_QUOTE, 1};
    struct failure failure;
    char expected[128];
    buffer_add_c(&text, "a\"");
    for (int i = 0; i < 58; i++)
        buffer_add_byte(&text, 'x');
    snprintf(expected, sizeof expected, "%s", buffer_c(&text));
    buffer_add_c(&text, "\xe2\x82\xac rest");
    failure_init(&failure);
    (void)record_trouble_refuse(&trouble, "f.csv", 1, buffer_str(&text), &failure);
    assert_string_equal(failure.excerpt, expected);
    buffer_free(&text);
}

static void test_first_failure_stays(void **state)
{
    (void)state;
    struct record_trouble trouble = {RECORD_TROUBLE_QUOTE, 1};
    struct failure failure;
    failure_init(&failure);
    (void)failure_set(&failure, STATUS_EVIDENCE, "the disk is gone");
    assert_int_equal(record_trouble_refuse(&trouble, "f.csv", 1, bytes, &failure),
                     STATUS_EVIDENCE);
    assert_string_equal(failure.message, "the disk is gone");
    assert_string_equal(failure.path, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_shown_behind),
        cmocka_unit_test(test_first_failure_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
