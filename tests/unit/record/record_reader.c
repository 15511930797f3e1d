/* The reader on small files, each at every size of pieces, by both grammars. The expected
 * readings are written by hand. */
#include "record/record_reader.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "record_render.h"

struct reading {
    const char *name;
    struct str file;
    const char *expected;
    int64_t blank_lines;
    int64_t noise_bytes;
};

static const struct reading readings[] = {
    {"empty file", TEXT(""), "", 0, 0},
    {"one cell", TEXT("a\n"), "1 lines 1-1 bytes 0+2 blank 0: a\n", 0, 0},
    {"no line end", TEXT("a,b"), "1 lines 1-1 bytes 0+3 blank 0: a|b\n", 0, 0},
    {"all quoted", TEXT("\"a\",\"b\"\n\"c\",\"d\"\n"),
     "1 lines 1-1 bytes 0+8 blank 0: \"a\"|\"b\"\n2 lines 2-2 bytes 8+8 blank 0: \"c\"|\"d\"\n",
     0, 0},
    {"quoted without line end", TEXT("x\n\"a\""),
     "1 lines 1-1 bytes 0+2 blank 0: x\n2 lines 2-2 bytes 2+3 blank 0: \"a\"\n", 0, 0},
    {"empty and quoted empty", TEXT(",\"\",\n"), "1 lines 1-1 bytes 0+5 blank 0: |\"\"|\n", 0,
     0},
    {"comma at the very end", TEXT("a,"), "1 lines 1-1 bytes 0+2 blank 0: a|\n", 0, 0},
    {"one comma", TEXT(","), "1 lines 1-1 bytes 0+1 blank 0: |\n", 0, 0},
    {"quoted empty alone", TEXT("\"\"\n"), "1 lines 1-1 bytes 0+3 blank 0: \"\"\n", 0, 0},
    {"doubled quotes", TEXT("\"a \"\"3\"\" b\",c\n"),
     "1 lines 1-1 bytes 0+14 blank 0: \"a \"3\" b\"|c\n", 0, 0},
    {"only doubled quotes", TEXT("\"\"\"\",\"\"\"\"\"\"\n"),
     "1 lines 1-1 bytes 0+12 blank 0: \"\"\"|\"\"\"\"\n", 0, 0},
    {"comma in quotes", TEXT("\"a,b\",c\n"), "1 lines 1-1 bytes 0+8 blank 0: \"a,b\"|c\n", 0,
     0},
    {"line feed in quotes", TEXT("\"a\nb\",c\nd\n"),
     "1 lines 1-2 bytes 0+8 blank 0: \"a\nb\"|c\n2 lines 3-3 bytes 8+2 blank 0: d\n", 0, 0},
    {"CR LF in quotes", TEXT("\"a\r\nb\"\r\nd\r\n"),
     "1 lines 1-2 bytes 0+8 blank 0: \"a\r\nb\"\n2 lines 3-3 bytes 8+3 blank 0: d\n", 0, 0},
    {"line feeds at the ends of a quoted cell", TEXT("\"\n\n\"\nd"),
     "1 lines 1-3 bytes 0+5 blank 0: \"\n\n\"\n2 lines 4-4 bytes 5+1 blank 0: d\n", 0, 0},
    {"CR LF", TEXT("a,b\r\nc,\r\n"),
     "1 lines 1-1 bytes 0+5 blank 0: a|b\n2 lines 2-2 bytes 5+4 blank 0: c|\n", 0, 0},
    {"blank lines everywhere", TEXT("\n\r\na\n\n\nb\n\r\n"),
     "1 lines 3-3 bytes 3+2 blank 2: a\n2 lines 6-6 bytes 7+2 blank 2: b\n", 5, 7},
    {"only blank lines", TEXT("\n\n\r\n"), "", 3, 4},
    {"a line of blanks is a record", TEXT(" \n\t\na"),
     "1 lines 1-1 bytes 0+2 blank 0:  \n2 lines 2-2 bytes 2+2 blank 0: \t\n"
     "3 lines 3-3 bytes 4+1 blank 0: a\n",
     0, 0},
    {"blanks are kept", TEXT(" a ,\" b \",\tc\n"),
     "1 lines 1-1 bytes 0+13 blank 0:  a |\" b \"|\tc\n", 0, 0},
    {"byte order mark", TEXT("\xef\xbb\xbf\"a\",b\nc\n"),
     "1 lines 1-1 bytes 3+6 blank 0: \"a\"|b\n2 lines 2-2 bytes 9+2 blank 0: c\n", 0, 3},
    {"only a byte order mark", TEXT("\xef\xbb\xbf"), "", 0, 3},
    {"byte order mark and blank line", TEXT("\xef\xbb\xbf\n\na\n"),
     "1 lines 3-3 bytes 5+2 blank 2: a\n", 2, 5},
    {"a second mark is a cell's", TEXT("\xef\xbb\xbf\xef\xbb\xbf\n"),
     "1 lines 1-1 bytes 3+4 blank 0: \xef\xbb\xbf\n", 0, 3},
    {"part of a mark is a cell's", TEXT("\xef\xbb\xbe\n"),
     "1 lines 1-1 bytes 0+4 blank 0: \xef\xbb\xbe\n", 0, 0},
    {"characters of 2, 3 and 4 bytes", TEXT("\xc3\xa9,\"\xe2\x82\xac\",\xf0\x9f\x98\x80\n"),
     "1 lines 1-1 bytes 0+14 blank 0: \xc3\xa9|\"\xe2\x82\xac\"|\xf0\x9f\x98\x80\n", 0, 0},
    {"long cells",
     TEXT("\"0123456789abcdef0123456789abcdef\",0123456789abcdef,\"0123456789abcdef0123456789"
          "abcdef0\"\n0123456789abcdef0\n"),
     "1 lines 1-1 bytes 0+88 blank 0: \"0123456789abcdef0123456789abcdef\"|0123456789abcdef|"
     "\"0123456789abcdef0123456789abcdef0\"\n"
     "2 lines 2-2 bytes 88+18 blank 0: 0123456789abcdef0\n",
     0, 0},
};

/* A record that stands before what is wrong is given out first. */
#define FIRST "1 lines 1-1 bytes 0+2 blank 0: a\n"
#define TWICE                                                                                  \
    "Within a cell a quote is written twice, and the whole cell is quoted: \"a 3\"\" disk\". " \
    "Fetch the file again from where it came."
#define SAVE "Save the file again as \"CSV UTF-8\"."
#define CUT                                                                                    \
    "The file is cut off, or a closing quote was lost: fetch it again from where it came."
#define NUL_SAYS "a NUL byte: this is no text file"
#define NUL_REMEDY "{A text with NUL bytes is most often UTF-16. " SAVE "}\n"
#define CR_SAYS "a CR that no LF follows"
#define CR_REMEDY "{Line ends must be LF or CR LF. " SAVE "}\n"

static const struct reading refusals[] = {
    {"stray quote", TEXT("a\nbc\"d,e\nf\n"),
     FIRST "failure 3 f.csv:2:3: a quote stands inside an unquoted cell [bc\"d,e] 2+1 {" TWICE
           "}\n",
     0, 0},
    {"stray quote in the second cell", TEXT("a\n\"b\",c\"\n"),
     FIRST "failure 3 f.csv:2:6: a quote stands inside an unquoted cell [\"b\",c\"] 5+1 {" TWICE
           "}\n",
     0, 0},
    {"text behind a quote", TEXT("a\n\"b\"c\n"),
     FIRST "failure 3 f.csv:2:4: a quoted cell goes on behind its quote [\"b\"c] 3+1 {" TWICE
           "}\n",
     0, 0},
    {"blank behind a quote", TEXT("a\n\"b\" ,c\n"),
     FIRST "failure 3 f.csv:2:4: a quoted cell goes on behind its quote [\"b\" ,c] 3+1 {" TWICE
           "}\n",
     0, 0},
    {"stray quote behind a line feed in a cell", TEXT("a\n\"b\nc\"d\"\n"),
     FIRST "failure 3 f.csv:3:3: a quoted cell goes on behind its quote [c\"d\"] 2+1 {" TWICE
           "}\n",
     0, 0},
    {"unterminated", TEXT("a\nb,\"c\nd\n"),
     FIRST "failure 3 f.csv:2:3: the quoted cell that begins here never ends [b,\"c] 2+1 {" CUT
           "}\n",
     0, 0},
    {"unterminated behind line feeds of its record", TEXT("a\n\"b\nc\",\"d\ne"),
     FIRST
     "failure 3 f.csv:3:4: the quoted cell that begins here never ends [c\",\"d] 3+1 {" CUT
     "}\n",
     0, 0},
    {"one quote alone", TEXT("\""),
     "failure 3 f.csv:1:1: the quoted cell that begins here never ends [\"] 0+1 {" CUT "}\n", 0,
     0},
    {"NUL", TEXT("a\nbc\0d\n"),
     FIRST "failure 3 f.csv:2:3: " NUL_SAYS " [bc.d] 2+1 " NUL_REMEDY, 0, 0},
    {"NUL at the very end", TEXT("a\nb\0"),
     FIRST "failure 3 f.csv:2:2: " NUL_SAYS " [b.] 1+1 " NUL_REMEDY, 0, 0},
    {"NUL behind blank lines", TEXT("a\n\n\n\0\n"),
     FIRST "failure 3 f.csv:4:1: " NUL_SAYS " [.] 0+1 " NUL_REMEDY, 0, 0},
    {"lone CR", TEXT("a\nb\rc\n"),
     FIRST "failure 3 f.csv:2:2: " CR_SAYS " [b.c] 1+1 " CR_REMEDY, 0, 0},
    {"lone CR in quotes", TEXT("a\n\"b\rc\"\n"),
     FIRST "failure 3 f.csv:2:3: " CR_SAYS " [\"b.c\"] 2+1 " CR_REMEDY, 0, 0},
    {"CR at the very end", TEXT("a\nb\r"),
     FIRST "failure 3 f.csv:2:2: " CR_SAYS " [b.] 1+1 " CR_REMEDY, 0, 0},
    {"CR CR LF", TEXT("a\nb\r\r\n"),
     FIRST "failure 3 f.csv:2:2: " CR_SAYS " [b..] 1+1 " CR_REMEDY, 0, 0},
    {"Latin 1", TEXT("a\nb\xe9g\n"),
     FIRST "failure 3 f.csv:2:2: bytes that are no UTF-8 [b.g] 1+1 {" SAVE "}\n", 0, 0},
    {"character cut off by the end", TEXT("a\nb\xe2\x82"),
     FIRST "failure 3 f.csv:2:2: bytes that are no UTF-8 [b..] 1+1 {" SAVE "}\n", 0, 0},
    {"half a byte order mark", TEXT("\xef\xbb"),
     "failure 3 f.csv:1:1: bytes that are no UTF-8 [..] 0+1 {" SAVE "}\n", 0, 0},
    {"UTF-16, little end first",
     TEXT("\xff\xfe"
          "a\0\n\0"),
     "failure 3 f.csv:1:1: bytes that are no UTF-8 [..a.] 0+1 {They are the byte order mark of "
     "UTF-16. " SAVE "}\n",
     0, 0},
    {"UTF-16, big end first", TEXT("\xfe\xff\0a\0\n"),
     "failure 3 f.csv:1:1: bytes that are no UTF-8 [...a.] 0+1 {They are the byte order mark "
     "of "
     "UTF-16. " SAVE "}\n",
     0, 0},
    {"stray quote before a NUL", TEXT("a\nb\"\0\n"),
     FIRST "failure 3 f.csv:2:2: a quote stands inside an unquoted cell [b\".] 1+1 {" TWICE
           "}\n",
     0, 0},
    {"NUL before a stray quote", TEXT("a\nb\0\"\n"),
     FIRST "failure 3 f.csv:2:2: " NUL_SAYS " [b.\"] 1+1 " NUL_REMEDY, 0, 0},
    {"NUL in a cell that never ends", TEXT("a\n\"b\0c\n"),
     FIRST "failure 3 f.csv:2:3: " NUL_SAYS " [\"b.c] 2+1 " NUL_REMEDY, 0, 0},
    {"column counts from behind the byte order mark",
     TEXT("\xef\xbb\xbf"
          "ab\"\n"),
     "failure 3 f.csv:1:3: a quote stands inside an unquoted cell [ab\"] 2+1 {" TWICE "}\n", 0,
     0},
};

static void read_at_every_size(const struct reading *reading, enum record_grammar grammar,
                               bool good)
{
    for (size_t chunk = 1; chunk <= reading->file.length + 1; chunk++) {
        struct record_options options = {.grammar = grammar, .chunk_bytes = chunk};
        struct record_totals totals = {0};
        struct buffer text = {0};
        bool read = record_render(&text, record_reader_over(reading->file, "f.csv", &options),
                                  reading->file, &totals);
        if (read != good || strcmp(buffer_c(&text), reading->expected) != 0)
            fail_msg("%s, grammar %d, pieces of %zu:\n%s", reading->name, (int)grammar, chunk,
                     buffer_c(&text));
        if (good) {
            assert_int_equal(totals.blank_lines, reading->blank_lines);
            assert_int_equal(totals.noise_bytes, reading->noise_bytes);
            assert_int_equal(totals.file_bytes, reading->file.length);
        }
        buffer_free(&text);
    }
}

static void test_readings(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(readings); i++) {
        read_at_every_size(&readings[i], RECORD_FAST, true);
        read_at_every_size(&readings[i], RECORD_LIBCSV, true);
    }
}

static void test_refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(refusals); i++) {
        read_at_every_size(&refusals[i], RECORD_FAST, false);
        read_at_every_size(&refusals[i], RECORD_LIBCSV, false);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readings),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
