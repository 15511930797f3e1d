/* Reading ahead gives the pieces, the hash and the failures of reading without it. */
#include "record/record_ahead.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct heard {
    struct digest_stream *stream;
    size_t pieces, bytes;
};

static void hear(void *context, struct str bytes)
{
    struct heard *heard = context;
    digest_add(heard->stream, bytes);
    heard->pieces++;
    heard->bytes += bytes.length;
}

/* A file of `length` bytes that repeat only after a long while. */
static void make_file(const char *folder, size_t length, char path[FOLDER_PATH_BYTES],
                      struct digest *digest)
{
    FILE *file = fopen(folder_path(folder, "a.csv", path), "w");
    struct digest_stream *stream = digest_start();
    uint32_t random = 1;
    for (size_t i = 0; i < length; i++) {
        random = random * 1664525u + 1013904223u;
        char byte = (char)('a' + (random >> 24) % 26);
        fputc(byte, file);
        digest_add(stream, (struct str){&byte, 1});
    }
    assert_int_equal(fclose(file), 0);
    *digest = digest_finish(stream);
}

static void test_pieces_and_hash(void **state)
{
    static const size_t lengths[] = {0, 1, 999, 1000, 1001, 25000};
    for (size_t at = 0; at < array_count(lengths); at++) {
        char path[FOLDER_PATH_BYTES];
        struct digest wanted;
        struct failure failure;
        struct file_source source;
        struct heard heard = {.stream = digest_start()};
        struct digest_stream *seen = digest_start();
        struct str piece = {"", 1};
        size_t bytes = 0;
        failure_init(&failure);
        make_file(*state, lengths[at], path, &wanted);
        assert_int_equal(file_open(&source, path, &failure), STATUS_OK);
        struct record_ahead *ahead = record_ahead_open(&source, 1000, hear, &heard);
        assert_non_null(ahead);
        while (piece.length > 0) {
            assert_int_equal(record_ahead_next(ahead, &piece, &failure), STATUS_OK);
            assert_true(piece.length <= 1000);
            digest_add(seen, piece);
            bytes += piece.length;
        }
        struct digest digest = record_ahead_digest(ahead);
        struct digest of_heard = digest_finish(heard.stream);
        struct digest of_seen = digest_finish(seen);
        assert_true(digest_equal(&digest, &wanted));
        assert_true(digest_equal(&of_heard, &wanted));
        assert_true(digest_equal(&of_seen, &wanted));
        assert_int_equal(heard.bytes, lengths[at]);
        assert_int_equal(bytes, lengths[at]);
        record_ahead_close(ahead);
        file_close(&source);
    }
}

/* Closing in the middle ends the thread: nothing hangs, nothing leaks. */
static void test_closed_in_the_middle(void **state)
{
    char path[FOLDER_PATH_BYTES];
    struct digest digest;
    struct failure failure;
    struct file_source source;
    struct str piece;
    failure_init(&failure);
    make_file(*state, 100000, path, &digest);
    for (int pieces = 0; pieces < 5; pieces++) {
        assert_int_equal(file_open(&source, path, &failure), STATUS_OK);
        struct record_ahead *ahead = record_ahead_open(&source, 1000, NULL, NULL);
        for (int i = 0; i < pieces; i++)
            assert_int_equal(record_ahead_next(ahead, &piece, &failure), STATUS_OK);
        record_ahead_close(ahead);
        file_close(&source);
    }
    record_ahead_close(NULL);
}

/* A descriptor that cannot be read: the failure comes with the piece it belongs to. */
static void test_a_failing_read(void **state)
{
    char path[FOLDER_PATH_BYTES];
    struct digest digest;
    struct failure failure;
    struct file_source source;
    struct str piece;
    failure_init(&failure);
    make_file(*state, 10, path, &digest);
    assert_int_equal(file_open(&source, path, &failure), STATUS_OK);
    close(source.descriptor);
    struct record_ahead *ahead = record_ahead_open(&source, 1000, NULL, NULL);
    assert_int_equal(record_ahead_next(ahead, &piece, &failure), STATUS_EVIDENCE);
    assert_string_equal(failure.path, path);
    record_ahead_close(ahead);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_pieces_and_hash, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_closed_in_the_middle, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_a_failing_read, folder_make, folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
