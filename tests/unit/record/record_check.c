/* The check of bytes: what is good, what is not and what is only cut off; and every sequence of
 * two and three bytes against the definition of UTF-8 by arithmetic. */
#include "record/record_check.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "record_render.h"

struct check_case {
    const char *name;
    struct str bytes;
    bool at_end;
    size_t good;
    enum record_trouble_kind kind;
};

static const struct check_case cases[] = {
    {"nothing", TEXT(""), true, 0, RECORD_TROUBLE_NONE},
    {"plain", TEXT("abc"), true, 3, RECORD_TROUBLE_NONE},
    {"control bytes are plain", TEXT("a\t\x01\x7f\n"), true, 5, RECORD_TROUBLE_NONE},
    {"NUL", TEXT("ab\0c"), false, 2, RECORD_TROUBLE_NUL},
    {"CR LF", TEXT("a\r\nb"), false, 4, RECORD_TROUBLE_NONE},
    {"CR before a letter", TEXT("a\rb"), false, 1, RECORD_TROUBLE_CR},
    {"CR CR LF", TEXT("a\r\r\n"), false, 1, RECORD_TROUBLE_CR},
    {"CR cut off", TEXT("a\r"), false, 1, RECORD_TROUBLE_NONE},
    {"CR at the end", TEXT("a\r"), true, 1, RECORD_TROUBLE_CR},
    {"two bytes", TEXT("\xc3\xa9"), false, 2, RECORD_TROUBLE_NONE},
    {"two bytes, cut off", TEXT("a\xc3"), false, 1, RECORD_TROUBLE_NONE},
    {"two bytes, at the end", TEXT("a\xc3"), true, 1, RECORD_TROUBLE_UTF8},
    {"three bytes, cut off", TEXT("a\xe2\x82"), false, 1, RECORD_TROUBLE_NONE},
    {"three bytes, wrong at once", TEXT("a\xe2\x41"), false, 1, RECORD_TROUBLE_UTF8},
    {"overlong, wrong at once", TEXT("a\xe0\x80"), false, 1, RECORD_TROUBLE_UTF8},
    {"surrogate", TEXT("\xed\xa0\x80"), false, 0, RECORD_TROUBLE_UTF8},
    {"last before the surrogates", TEXT("\xed\x9f\xbf"), false, 3, RECORD_TROUBLE_NONE},
    {"four bytes", TEXT("\xf0\x9f\x98\x80"), false, 4, RECORD_TROUBLE_NONE},
    {"four bytes, cut off", TEXT("\xf0\x9f\x98"), false, 0, RECORD_TROUBLE_NONE},
    {"four bytes, the third wrong", TEXT("\xf0\x9f\x41"), false, 0, RECORD_TROUBLE_UTF8},
    {"four bytes, overlong", TEXT("\xf0\x8f\xbf\xbf"), false, 0, RECORD_TROUBLE_UTF8},
    {"the last character of all", TEXT("\xf4\x8f\xbf\xbf"), false, 4, RECORD_TROUBLE_NONE},
    {"beyond the last character", TEXT("\xf4\x90\x80\x80"), false, 0, RECORD_TROUBLE_UTF8},
    {"a byte that begins nothing", TEXT("a\x80"), false, 1, RECORD_TROUBLE_UTF8},
    {"a byte that is never used", TEXT("\xff"), false, 0, RECORD_TROUBLE_UTF8},
    {"good behind a character", TEXT("\xc3\xa9,a\0"), false, 4, RECORD_TROUBLE_NUL},
};

/* Each case behind any number of plain bytes, so that it meets every place in a block. */
static void test_cases(void **state)
{
    (void)state;
    char bytes[160];
    for (size_t i = 0; i < array_count(cases); i++)
        for (size_t before = 0; before < 150; before++) {
            enum record_trouble_kind kind = RECORD_TROUBLE_FILE_BYTES;
            memset(bytes, 'x', before);
            memcpy(bytes + before, cases[i].bytes.bytes, cases[i].bytes.length);
            struct str text = {bytes, before + cases[i].bytes.length};
            size_t good = record_check(text, cases[i].at_end, &kind);
            if (good != before + cases[i].good || kind != cases[i].kind)
                fail_msg("%s behind %zu bytes: %zu, %d", cases[i].name, before, good,
                         (int)kind);
        }
}

/* The number of bytes in the character that `bytes` (of any length, NUL behind) begin with; 0:
 * none. By the definition: bits gathered, then bounds looked at. */
static size_t character_length(const unsigned char *bytes)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = bytes[0] < 0x80 ? 1 : bytes[0] >> 5 == 6 ? 2 : bytes[0] >> 4 == 14 ? 3 : 0;
    length = bytes[0] >> 3 == 30 ? 4 : length;
    if (length <= 1)
        return length;
    uint32_t value = bytes[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (bytes[i] & 0x3fu);
    }
    bool good = value >= least[length] && value <= 0x10ffff && value >> 11 != 0x1b;
    return good ? length : 0;
}

static void check_sequence(const unsigned char bytes[4])
{
    enum record_trouble_kind kind;
    size_t length = character_length(bytes);
    size_t given = length == 0 ? 4 : length;
    size_t good = record_check((struct str){(const char *)bytes, given}, true, &kind);
    if (good != length || (kind == RECORD_TROUBLE_NONE) != (length > 0))
        fail_msg("%02x %02x %02x %02x: %zu", bytes[0], bytes[1], bytes[2], bytes[3], good);
}

/* Every first and second byte; of the others those at the bounds of what may follow. */
static void test_sequences(void **state)
{
    (void)state;
    static const unsigned char others[] = {0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xff};
    for (unsigned first = 0x80; first < 0x100; first++)
        for (unsigned second = 1; second < 0x100; second++)
            for (size_t i = 0; i < array_count(others) * array_count(others); i++) {
                unsigned char bytes[4] = {(unsigned char)first, (unsigned char)second,
                                          others[i / array_count(others)],
                                          others[i % array_count(others)]};
                check_sequence(bytes);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_sequences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
