/* Writing files: all bytes in order, their digest, and a failure that waits for the end. */
#include "base/file.h"

#include "dies.h"
#include "folder.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>

#include <cmocka.h>

static char path[FOLDER_PATH_BYTES];

static void test_small_file(void **state)
{
    struct failure failure;
    failure_init(&failure);
    struct file_sink *sink = file_sink_open(folder_path(*state, "a.csv", path));
    file_sink_write(sink, STR("a,b\n"));
    file_sink_write(sink, (struct str){NULL, 0});
    file_sink_write(sink, STR("1,2\n"));
    int64_t size_bytes = 0;
    struct digest digest;
    assert_int_equal(file_sink_finish(sink, &size_bytes, &digest, &failure), STATUS_OK);
    char text[FOLDER_TEXT_BYTES];
    assert_string_equal(folder_read(*state, "a.csv", text), "a,b\n1,2\n");
    assert_int_equal(size_bytes, 8);
    struct digest wanted = digest_of(STR("a,b\n1,2\n"));
    assert_true(digest_equal(&digest, &wanted));
}

static void test_empty_file(void **state)
{
    struct failure failure;
    failure_init(&failure);
    int64_t size_bytes = 99;
    struct digest digest;
    struct file_sink *sink = file_sink_open(folder_path(*state, "a.csv", path));
    assert_int_equal(file_sink_finish(sink, &size_bytes, &digest, &failure), STATUS_OK);
    assert_int_equal(size_bytes, 0);
    assert_int_equal(file_kind_of(path), FILE_REGULAR);
    struct digest wanted = digest_of(STR(""));
    assert_true(digest_equal(&digest, &wanted));
}

/* Pieces below, at and above the size of the buffer, one behind the other. */
static void test_pieces_of_all_sizes(void **state)
{
    static const size_t sizes[] = {1,       (1 << 20) - 1, 1,       1 << 20, (1 << 20) + 1, 3,
                                   5 << 20, 1 << 19,       1 << 19, 1,       (1 << 20),     7};
    struct failure failure;
    failure_init(&failure);
    struct file_sink *sink = file_sink_open(folder_path(*state, "a.csv", path));
    struct buffer whole = {0};
    for (size_t at = 0; at < array_count(sizes); at++) {
        size_t start = whole.length;
        for (size_t byte = 0; byte < sizes[at]; byte++)
            buffer_add_byte(&whole, (char)('a' + (byte * 7 + at) % 26));
        file_sink_write(sink, (struct str){whole.bytes + start, sizes[at]});
    }
    int64_t size_bytes = 0;
    struct digest digest;
    assert_int_equal(file_sink_finish(sink, &size_bytes, &digest, &failure), STATUS_OK);
    struct digest wanted = digest_of(buffer_str(&whole));
    assert_true(digest_equal(&digest, &wanted));
    assert_int_equal(size_bytes, whole.length);
    struct arena arena = {0};
    struct str content = {0};
    assert_int_equal(file_slurp(path, whole.length, &arena, &content, &failure), STATUS_OK);
    assert_true(str_equal(content, buffer_str(&whole)));
    arena_free(&arena);
    buffer_free(&whole);
}

static void expect_failure_at_finish(struct file_sink *sink, const char *message)
{
    struct failure failure;
    failure_init(&failure);
    int64_t size_bytes = 0;
    struct digest digest;
    assert_int_equal(file_sink_finish(sink, &size_bytes, &digest, &failure), STATUS_EVIDENCE);
    assert_string_equal(failure.message, message);
    assert_string_equal(failure.path, path);
}

static void test_existing_file_is_not_touched(void **state)
{
    char text[FOLDER_TEXT_BYTES];
    folder_write(*state, "a.csv", "old");
    struct file_sink *sink = file_sink_open(folder_path(*state, "a.csv", path));
    file_sink_write(sink, STR("new"));
    expect_failure_at_finish(sink, "cannot create the file: File exists");
    assert_string_equal(folder_read(*state, "a.csv", text), "old");
}

static void test_missing_folder(void **state)
{
    struct file_sink *sink = file_sink_open(folder_path(*state, "none/a.csv", path));
    file_sink_write(sink, STR("new"));
    expect_failure_at_finish(sink, "cannot create the file: No such file or directory");
}

/* A limit on the size of files stands in for a full disk: the write itself must fail. */
static void test_failed_write_waits_for_the_end(void **state)
{
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit tight = {100000, before.rlim_max};
    struct file_sink *sink = file_sink_open(folder_path(*state, "a.csv", path));
    char *piece = calloc(3 << 20, 1);
    assert_non_null(piece);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    file_sink_write(sink, (struct str){piece, 3 << 20});
    file_sink_write(sink, (struct str){piece, 3 << 20});
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    file_sink_write(sink, STR("after"));
    expect_failure_at_finish(sink, "cannot write the file: File too large");
    free(piece);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_small_file, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_empty_file, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_pieces_of_all_sizes, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_existing_file_is_not_touched, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_missing_folder, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_failed_write_waits_for_the_end, folder_make,
                                        folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
