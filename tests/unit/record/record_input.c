/* Bytes on their way to the splitter: how many come at a time, who sees them, what is kept. */
#include "record/record_input.h"

#include "base/arena.h"
#include "record/record_split.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "record_render.h"

struct heard {
    struct buffer bytes;
    size_t pieces;
    size_t longest;
};

static void hear(void *context, struct str bytes)
{
    struct heard *heard = context;
    buffer_add(&heard->bytes, bytes);
    heard->pieces++;
    heard->longest = bytes.length > heard->longest ? bytes.length : heard->longest;
}

/* `printf 'ab\ncd\n' | sha256sum` */
#define AB_CD "5141648ccbe924f6462cfc7085ccd21779b89d8cee1438281bf1b4cd8d63ac2a"

static void assert_checked(const struct record_input *input, const char *expected)
{
    struct str bytes = record_input_checked(input);
    assert_true(str_equal(bytes, str_from(expected)));
}

static void test_pieces(void **state)
{
    (void)state;
    struct heard heard = {0};
    struct failure failure;
    struct record_input input;
    struct record_options options = {
        .chunk_bytes = 2, .listener = hear, .listener_context = &heard};
    failure_init(&failure);
    record_input_over(&input, STR("ab\ncd\n"), &options);
    assert_checked(&input, "");
    assert_int_equal(record_input_more(&input, 1, &failure), STATUS_OK);
    assert_checked(&input, "ab");
    assert_int_equal(record_input_more(&input, 2, &failure), STATUS_OK);
    assert_int_equal(heard.pieces, 1);
    assert_int_equal(record_input_more(&input, 3, &failure), STATUS_OK);
    assert_checked(&input, "ab\nc");
    record_input_take(&input, 3);
    assert_checked(&input, "c");
    assert_int_equal(input.taken_bytes, 3);
    assert_int_equal(record_input_more(&input, 99, &failure), STATUS_OK);
    assert_checked(&input, "cd\n");
    assert_true(record_input_at_end(&input));
    assert_int_equal(input.read_bytes, 6);
    assert_int_equal(heard.longest, 2);
    assert_true(str_equal(buffer_str(&heard.bytes), STR("ab\ncd\n")));
    buffer_free(&heard.bytes);
    record_input_close(&input);
}

static void test_digest(void **state)
{
    (void)state;
    char hex[DIGEST_HEX_BYTES];
    struct failure failure;
    failure_init(&failure);
    for (size_t chunk = 1; chunk < 8; chunk++) {
        struct record_input input;
        struct record_options options = {.chunk_bytes = chunk};
        record_input_over(&input, STR("ab\ncd\n"), &options);
        assert_int_equal(record_input_more(&input, 99, &failure), STATUS_OK);
        struct digest digest = record_input_digest(&input);
        assert_string_equal(digest_hex(&digest, hex), AB_CD);
        record_input_close(&input);
    }
}

/* A piece that ends within a character or between CR and LF gives what is certain. */
static void test_cut_characters(void **state)
{
    (void)state;
    struct failure failure;
    struct record_input input;
    struct record_options options = {.chunk_bytes = 2};
    failure_init(&failure);
    record_input_over(&input, STR("a\xc3\xa9\r\nb"), &options);
    assert_int_equal(record_input_more(&input, 1, &failure), STATUS_OK);
    assert_checked(&input, "a");
    assert_int_equal(record_input_more(&input, 2, &failure), STATUS_OK);
    assert_checked(&input, "a\xc3\xa9");
    assert_int_equal(record_input_more(&input, 4, &failure), STATUS_OK);
    assert_checked(&input, "a\xc3\xa9\r\nb");
    assert_false(record_input_at_end(&input));
    record_input_close(&input);
}

static void test_trouble(void **state)
{
    (void)state;
    struct failure failure;
    struct record_input input;
    struct record_options options = {.chunk_bytes = 1};
    failure_init(&failure);
    record_input_over(&input, STR("ab\xffxyz"), &options);
    assert_int_equal(record_input_more(&input, 99, &failure), STATUS_OK);
    assert_checked(&input, "ab");
    assert_int_equal(input.trouble, RECORD_TROUBLE_UTF8);
    assert_false(record_input_at_end(&input));
    record_input_look_ahead(&input, 5);
    assert_true(str_equal(record_input_filled(&input), STR("ab\xffxy")));
    record_input_look_ahead(&input, 99);
    assert_true(str_equal(record_input_filled(&input), STR("ab\xffxyz")));
    assert_checked(&input, "ab");
    assert_false(record_input_at_end(&input));
    record_input_close(&input);
}

/* The splitter may read beyond the end: sanitizers would tell when it may not. */
static void test_padding(void **state)
{
    (void)state;
    struct failure failure;
    struct record_input input;
    char *memory = memory_resize(NULL, 5000, 1);
    memset(memory, 'x', 5000);
    failure_init(&failure);
    record_input_over(&input, (struct str){memory, 5000}, NULL);
    assert_int_equal(record_input_more(&input, 9999, &failure), STATUS_OK);
    free(memory);
    struct str bytes = record_input_checked(&input);
    assert_int_equal(bytes.length, 5000);
    unsigned sum = 0;
    for (size_t i = 0; i < bytes.length + RECORD_SPLIT_PADDING; i++)
        sum += (unsigned char)bytes.bytes[i];
    assert_int_equal(sum, 5000 * 'x');
    record_input_close(&input);
}

static void test_missing_file(void **state)
{
    (void)state;
    struct failure failure;
    struct record_input input;
    failure_init(&failure);
    assert_int_equal(record_input_open(&input, "/nonexistent/f.csv", NULL, &failure),
                     STATUS_EVIDENCE);
    assert_string_equal(failure.path, "/nonexistent/f.csv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),         cmocka_unit_test(test_digest),
        cmocka_unit_test(test_cut_characters), cmocka_unit_test(test_trouble),
        cmocka_unit_test(test_padding),        cmocka_unit_test(test_missing_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
