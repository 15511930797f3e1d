/* The code for processors without the instructions used here, compiled beside the library's own
 * and held against it: the same answers on every input. (That of the splitter is in the
 * library.) */
#include "record/record_check.h"
#include "record/record_scan.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "record_random.h"

size_t portable_check(struct str bytes, bool at_end, enum record_trouble_kind *kind);
void portable_feed(struct record_scan *scan, struct str bytes);
void portable_finish(struct record_scan *scan);
void portable_listen(void *context, struct str bytes);

#define RECORD_PORTABLE 1
#define record_check portable_check
#define record_scan_feed portable_feed
#define record_scan_finish portable_finish
#define record_scan_listen portable_listen
#include "engine/record/record_check.c"
#include "engine/record/record_scan.c"
#undef record_check
#undef record_scan_feed
#undef record_scan_finish
#undef record_scan_listen

/* Long enough for several blocks of 64 bytes, most of it plain. */
static void make_bytes(struct record_random *random, struct buffer *text)
{
    uint32_t parts = record_random_below(random, 6);
    for (uint32_t i = 0; i < parts; i++) {
        uint32_t plain = record_random_below(random, 90);
        for (uint32_t j = 0; j < plain; j++)
            buffer_add_byte(text, (char)(1 + (record_random_below(random, 6) + j) % 12));
        record_random_noise(random, text);
    }
}

static void test_check(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20000; seed++) {
        struct record_random random = {seed};
        struct buffer text = {0};
        make_bytes(&random, &text);
        bool at_end = record_random_below(&random, 2) == 0;
        enum record_trouble_kind kind, portable_kind;
        size_t good = record_check(buffer_str(&text), at_end, &kind);
        assert_int_equal(portable_check(buffer_str(&text), at_end, &portable_kind), good);
        assert_int_equal(portable_kind, kind);
        buffer_free(&text);
    }
}

static void test_scan(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20000; seed++) {
        struct record_random random = {seed};
        struct buffer text = {0};
        make_bytes(&random, &text);
        record_random_file(&random, &text);
        struct record_scan scan, portable;
        memset(&scan, 0, sizeof scan);
        memset(&portable, 0, sizeof portable);
        record_scan_feed(&scan, buffer_str(&text));
        portable_feed(&portable, buffer_str(&text));
        record_scan_finish(&scan);
        portable_finish(&portable);
        assert_memory_equal(&scan, &portable, sizeof scan);
        buffer_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_check),
        cmocka_unit_test(test_scan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
