/* The second scanner in pieces of every size; the counts are written by hand. */
#include "record/record_scan.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "record_random.h"
#include "record_render.h"

struct scan_case {
    const char *name;
    struct str file;
    int64_t records, blank_lines, record_bytes, noise_bytes;
};

static const struct scan_case cases[] = {
    {"empty file", TEXT(""), 0, 0, 0, 0},
    {"a record", TEXT("a,b\n"), 1, 0, 4, 0},
    {"no line end", TEXT("a,b"), 1, 0, 3, 0},
    {"line feed in quotes", TEXT("\"a\nb\"\nc\n"), 2, 0, 8, 0},
    {"doubled quotes", TEXT("\"a\"\"\n\"\"b\"\n\"\"\n"), 2, 0, 13, 0},
    {"blank lines", TEXT("\na\n\r\n\n"), 1, 3, 2, 4},
    {"CR LF", TEXT("a\r\nb\r\n"), 2, 0, 6, 0},
    {"a line of blanks is a record", TEXT(" \n\t\r\n"), 2, 0, 5, 0},
    {"two CR are no blank line", TEXT("\r\r\n"), 1, 0, 3, 0},
    {"byte order mark",
     TEXT("\xef\xbb\xbf"
          "a\n"),
     1, 0, 2, 3},
    {"only a byte order mark", TEXT("\xef\xbb\xbf"), 0, 0, 0, 3},
    {"byte order mark, blank line", TEXT("\xef\xbb\xbf\nb"), 1, 1, 1, 4},
    {"two byte order marks", TEXT("\xef\xbb\xbf\xef\xbb\xbf"), 1, 0, 3, 3},
    {"one byte like a mark", TEXT("\xef"), 1, 0, 1, 0},
    {"two bytes like a mark", TEXT("\xef\xbb"), 1, 0, 2, 0},
    {"like a mark and more", TEXT("\xef\xbb\xbe\n"), 1, 0, 4, 0},
    {"like a mark and a line end", TEXT("\xef\xbb\n\n"), 1, 1, 3, 1},
    {"blank line, then a mark", TEXT("\n\xef\xbb\xbf\n"), 1, 1, 4, 1},
    {"quotes around two blocks of 64 bytes",
     TEXT("\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n0123456789abcdef"
          "0123456789abcdef0123456789abcdef0123456789abcdef\n\",b\nc\n"),
     2, 0, 137, 0},
};

static void scan_in_pieces(struct record_scan *scan, struct str file, size_t piece)
{
    *scan = (struct record_scan){0};
    for (size_t at = 0; at < file.length; at += piece) {
        size_t left = file.length - at;
        record_scan_listen(scan, (struct str){file.bytes + at, left < piece ? left : piece});
    }
    record_scan_finish(scan);
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(cases); i++)
        for (size_t piece = 1; piece <= cases[i].file.length + 1; piece++) {
            struct record_scan scan;
            scan_in_pieces(&scan, cases[i].file, piece);
            if (scan.records != cases[i].records || scan.blank_lines != cases[i].blank_lines ||
                scan.record_bytes != cases[i].record_bytes ||
                scan.noise_bytes != cases[i].noise_bytes)
                fail_msg("%s in pieces of %zu", cases[i].name, piece);
            assert_int_equal(scan.bytes, cases[i].file.length);
        }
}

/* The same counts byte by byte, as anyone would first write them. */
static void count_plainly(struct record_scan *scan, struct str file)
{
    bool quoted = false;
    bool mark = str_starts(file, STR("\xef\xbb\xbf"));
    *scan = (struct record_scan){.bytes = (int64_t)file.length, .noise_bytes = mark ? 3 : 0};
    size_t first = mark ? 3 : 0;
    for (size_t at = first; at < file.length; at++) {
        quoted ^= file.bytes[at] == '"';
        if ((file.bytes[at] != '\n' || quoted) && at + 1 < file.length)
            continue;
        struct str line = {file.bytes + first, at + 1 - first};
        bool blank = str_equal(line, STR("\n")) || str_equal(line, STR("\r\n"));
        scan->records += !blank;
        scan->blank_lines += blank;
        scan->record_bytes += blank ? 0 : (int64_t)line.length;
        scan->noise_bytes += blank ? (int64_t)line.length : 0;
        first = at + 1;
    }
}

static void test_random(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20000; seed++) {
        struct record_random random = {seed};
        struct buffer text = {0};
        struct record_scan scan, plain;
        for (int i = 0; i < 3; i++)
            record_random_noise(&random, &text);
        scan_in_pieces(&scan, buffer_str(&text), 1 + record_random_below(&random, 200));
        count_plainly(&plain, buffer_str(&text));
        assert_int_equal(scan.records, plain.records);
        assert_int_equal(scan.blank_lines, plain.blank_lines);
        assert_int_equal(scan.record_bytes, plain.record_bytes);
        assert_int_equal(scan.noise_bytes, plain.noise_bytes);
        buffer_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
