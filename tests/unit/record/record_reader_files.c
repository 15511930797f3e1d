/* The reader's life: files on disk, totals, limits, the first failure told again, and files
 * that change while they are read. */
#include "record/record_reader.h"

#include "base/file.h"
#include "base/limits.h"
#include "record/record_scan.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "record_render.h"

/* A file of these bytes; its path, valid until the next call. */
static const char *file_of(struct str bytes)
{
    static char path[] = "/tmp/record_reader.XXXXXX";
    strcpy(path, "/tmp/record_reader.XXXXXX");
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, bytes.bytes, bytes.length), bytes.length);
    close(descriptor);
    return path;
}

static struct record_reader *open_file(const char *path, const struct record_options *options)
{
    struct failure failure;
    struct record_reader *reader = NULL;
    failure_init(&failure);
    assert_int_equal(record_reader_open(&reader, path, options, &failure), STATUS_OK);
    return reader;
}

/* `printf '"a","b"\n\n"c""","d\ne"\nf' | sha256sum` */
#define DIGEST "3698be62badfe34f175be64386bd95920c674f353964a931ab820cbb49e8fb6b"

static void test_file(void **state)
{
    (void)state;
    struct str bytes = STR("\"a\",\"b\"\n\n\"c\"\"\",\"d\ne\"\nf");
    const char *path = file_of(bytes);
    char hex[DIGEST_HEX_BYTES];
    for (size_t chunk = 0; chunk <= bytes.length + 1; chunk++) {
        struct record_totals totals;
        struct record_scan scan = {0};
        struct buffer text = {0};
        struct record_options options = {
            .chunk_bytes = chunk, .listener = record_scan_listen, .listener_context = &scan};
        assert_true(record_render(&text, open_file(path, &options), bytes, &totals));
        assert_string_equal(buffer_c(&text),
                            "1 lines 1-1 bytes 0+8 blank 0: \"a\"|\"b\"\n"
                            "2 lines 3-4 bytes 9+12 blank 1: \"c\"\"|\"d\ne\"\n"
                            "3 lines 5-5 bytes 21+1 blank 0: f\n");
        assert_int_equal(totals.records, 3);
        assert_int_equal(totals.blank_lines, 1);
        assert_int_equal(totals.record_bytes, 21);
        assert_int_equal(totals.noise_bytes, 1);
        assert_int_equal(totals.file_bytes, 22);
        assert_int_equal(totals.libcsv_records, 1);
        assert_string_equal(digest_hex(&totals.digest, hex), DIGEST);
        record_scan_finish(&scan);
        assert_int_equal(scan.records, 3);
        assert_int_equal(scan.noise_bytes, 1);
        buffer_free(&text);
    }
    unlink(path);
}

static void test_open_fails(void **state)
{
    (void)state;
    struct failure failure;
    struct record_reader *reader = (struct record_reader *)&failure;
    failure_init(&failure);
    assert_int_equal(record_reader_open(&reader, "/nonexistent/f.csv", NULL, &failure),
                     STATUS_EVIDENCE);
    assert_null(reader);
    assert_string_equal(failure.path, "/nonexistent/f.csv");
    record_reader_close(NULL);
}

/* A file without bytes on disk may have any size. */
static void test_file_too_large(void **state)
{
    (void)state;
    struct failure failure;
    struct record_reader *reader = NULL;
    char path[] = "/dev/shm/record_reader.XXXXXX";
    int descriptor = mkstemp(path);
    bool made = descriptor >= 0 && ftruncate(descriptor, LIMIT_FILE_BYTES + 1) == 0;
    if (descriptor >= 0)
        close(descriptor);
    failure_init(&failure);
    enum status status =
        made ? record_reader_open(&reader, path, NULL, &failure) : STATUS_REFUSED;
    unlink(path);
    if (!made)
        skip();
    assert_int_equal(status, STATUS_REFUSED);
    assert_string_equal(failure.message, "the file is larger than 140737488355328 bytes");
    assert_null(reader);
}

static void read_all(struct record_reader *reader, struct failure *failure)
{
    struct record record;
    bool found = true;
    failure_init(failure);
    while (record_reader_next(reader, &record, &found, failure) == STATUS_OK && found)
        ;
}

static void test_changed_file(void **state)
{
    (void)state;
    const char *path = file_of(STR("a\nb\n"));
    struct record_reader *reader = open_file(path, NULL);
    struct record_totals totals;
    struct failure failure;
    int descriptor = open(path, O_WRONLY | O_APPEND);
    assert_int_equal(write(descriptor, "c\n", 2), 2);
    close(descriptor);
    read_all(reader, &failure);
    assert_int_equal(failure.status, STATUS_OK);
    assert_int_equal(record_reader_totals(reader, &totals, &failure), STATUS_EVIDENCE);
    assert_string_equal(failure.message, "the file changed while it was read");
    record_reader_close(reader);
    unlink(path);
}

/* The first failure is the last word, and does not take the place of an older one. */
static void test_failure_is_final(void **state)
{
    (void)state;
    struct failure first, again, older;
    struct record record;
    bool found = true;
    struct record_reader *reader = record_reader_over(STR("a\nb\"\nc\n"), "f.csv", NULL);
    read_all(reader, &first);
    assert_int_equal(first.status, STATUS_REFUSED);
    failure_init(&again);
    failure_init(&older);
    assert_int_equal(record_reader_next(reader, &record, &found, &again), STATUS_REFUSED);
    assert_false(found);
    assert_memory_equal(&first, &again, sizeof first);
    failure_set(&older, STATUS_EVIDENCE, "older");
    assert_int_equal(record_reader_next(reader, &record, &found, &older), STATUS_REFUSED);
    assert_string_equal(older.message, "older");
    assert_int_equal(record_reader_position(reader), 2);
    record_reader_close(reader);
}

static void test_end_is_final(void **state)
{
    (void)state;
    struct failure failure;
    struct record record;
    bool found = true;
    struct record_reader *reader = record_reader_over(STR("a\n"), "f.csv", NULL);
    read_all(reader, &failure);
    assert_int_equal(record_reader_next(reader, &record, &found, &failure), STATUS_OK);
    assert_false(found);
    assert_int_equal(record_reader_position(reader), 2);
    record_reader_close(reader);
}

/* A reader may be closed at any time. */
static void test_closed_early(void **state)
{
    (void)state;
    struct failure failure;
    struct record record;
    bool found = false;
    struct record_options options = {.grammar = RECORD_LIBCSV, .chunk_bytes = 1};
    struct record_reader *reader = record_reader_over(STR("a\nb\n"), "f.csv", &options);
    failure_init(&failure);
    assert_int_equal(record_reader_next(reader, &record, &found, &failure), STATUS_OK);
    assert_true(found);
    record_reader_close(reader);
    record_reader_close(record_reader_over(STR(""), "f.csv", NULL));
}

/* Text of `count` times `piece`. */
static void repeat(struct buffer *text, const char *piece, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_add_c(text, piece);
}

struct limit_case {
    const char *name;
    const char *before;
    const char *piece;
    size_t count;
    const char *behind;
    int64_t records; /* -1: refused */
    const char *message;
    int64_t line, column;
};

#define FIELD "the cell that begins here is longer than 1048576 bytes"
#define RECORD "the record that begins here is longer than 4194304 bytes"
#define CELLS "the record that begins here has more than 1024 cells"

/* 65536 pieces of 16 bytes are as long as a cell may be, its quotes counted. */
static const struct limit_case limit_cases[] = {
    {"longest bare cell", "a\nb,", "0123456789abcdef", 65536, ",c\n", 2, NULL, 0, 0},
    {"bare cell too long", "a\nb,", "0123456789abcdef", 65536, "x,c\n", -1, FIELD, 2, 3},
    {"bare cell without end", "a\nb,", "0123456789abcdef", 300000, "", -1, FIELD, 2, 3},
    {"longest quoted cell", "a\n\"\",\"", "0123456789abcdef", 65535, "0123456789abcd\",c\n", 2,
     NULL, 0, 0},
    {"quoted cell too long", "a\n\"\",\"", "0123456789abcdef", 65535, "0123456789abcde\",c\n",
     -1, FIELD, 2, 4},
    {"quoted cell of many lines", "a\n\"b\",\"c\n", "0123456789abcde\n", 70000, "\"\n", -1,
     FIELD, 2, 5},
    {"cells run out before bytes", "", "\"0123456789abcdef0123456789abc\",", 131071,
     "\"0123456789abcdef0123456789abc\"\n", -1, CELLS, 1, 1},
    {"most cells", "a\n", ",", 1023, "\nb", 3, NULL, 0, 0},
    {"too many cells", "a\n", ",", 1024, "\nb", -1, CELLS, 2, 1},
    {"too many quoted cells", "a\n", "\"x\",", 1024, "\"x\"\n", -1, CELLS, 2, 1},
};

static void check_limit(const struct limit_case *row, const struct record_options *options)
{
    struct buffer text = {0};
    struct failure failure;
    struct record_totals totals;
    buffer_add_c(&text, row->before);
    repeat(&text, row->piece, row->count);
    buffer_add_c(&text, row->behind);
    struct record_reader *reader = record_reader_over(buffer_str(&text), "f.csv", options);
    read_all(reader, &failure);
    if ((failure.status == STATUS_OK) != (row->records >= 0))
        fail_msg("%s, pieces of %zu: %s", row->name, options->chunk_bytes, failure.message);
    if (row->records >= 0) {
        assert_int_equal(record_reader_totals(reader, &totals, &failure), STATUS_OK);
        assert_int_equal(totals.records, row->records);
    } else {
        assert_string_equal(failure.message, row->message);
        assert_int_equal(failure.line, row->line);
        assert_int_equal(failure.column, row->column);
    }
    record_reader_close(reader);
    buffer_free(&text);
}

static const size_t chunks[] = {4093, 0, (size_t)1 << 20, (size_t)1 << 23};

static void test_limits(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(limit_cases); i++)
        for (size_t chunk = 0; chunk < array_count(chunks); chunk++) {
            struct record_options options = {.chunk_bytes = chunks[chunk]};
            check_limit(&limit_cases[i], &options);
            options.grammar = RECORD_LIBCSV;
            check_limit(&limit_cases[i], &options);
        }
}

/* Records of many long cells: 512 cells of 8191 bytes and a comma are just as long as may be.
 */
static void test_record_limit(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct failure failure;
    buffer_add_c(&text, "a\n");
    for (int cell = 0; cell < 512; cell++) {
        repeat(&text, "0123456", 1170);
        buffer_add_c(&text, cell < 511 ? "x," : "x\n");
    }
    assert_int_equal(text.length, 2 + 4194304);
    for (size_t chunk = 0; chunk < array_count(chunks); chunk++) {
        struct record_options options = {.chunk_bytes = chunks[chunk]};
        struct record_reader *good = record_reader_over(buffer_str(&text), "f.csv", &options);
        read_all(good, &failure);
        assert_int_equal(failure.status, STATUS_OK);
        assert_int_equal(record_reader_position(good), text.length);
        record_reader_close(good);
        text.bytes[text.length - 1] = 'x';
        buffer_add_byte(&text, '\n');
        struct record_reader *bad = record_reader_over(buffer_str(&text), "f.csv", &options);
        read_all(bad, &failure);
        assert_string_equal(failure.message, RECORD);
        assert_int_equal(failure.line, 2);
        record_reader_close(bad);
        text.length--;
        text.bytes[text.length - 1] = '\n';
    }
    buffer_free(&text);
}

static void count_bytes(void *context, struct str bytes)
{
    *(size_t *)context += bytes.length;
}

/* A quote without its fellow must not draw the rest of a large file into memory. */
static void test_lost_quote_stops_soon(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct failure failure;
    buffer_add_c(&text, "a\n\"");
    repeat(&text, "0123456789abcde\n", 1 << 20);
    for (int grammar = RECORD_FAST; grammar <= RECORD_LIBCSV; grammar++) {
        size_t heard = 0;
        struct record_options options = {.grammar = (enum record_grammar)grammar,
                                         .listener = count_bytes,
                                         .listener_context = &heard};
        struct record_reader *reader = record_reader_over(buffer_str(&text), "f.csv", &options);
        read_all(reader, &failure);
        assert_string_equal(failure.message, FIELD);
        assert_in_range(heard, LIMIT_FIELD_BYTES, 3 * LIMIT_FIELD_BYTES);
        record_reader_close(reader);
    }
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_file),         cmocka_unit_test(test_open_fails),
        cmocka_unit_test(test_changed_file), cmocka_unit_test(test_file_too_large),
        cmocka_unit_test(test_limits),       cmocka_unit_test(test_failure_is_final),
        cmocka_unit_test(test_end_is_final), cmocka_unit_test(test_closed_early),
        cmocka_unit_test(test_record_limit), cmocka_unit_test(test_lost_quote_stops_soon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
