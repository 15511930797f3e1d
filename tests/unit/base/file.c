/* Reading files: whole, in pieces, and noticing every change meanwhile. */
#include "base/file.h"

#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static char path[FOLDER_PATH_BYTES];

static void expect_failure(const struct failure *failure, const char *message)
{
    assert_int_equal(failure->status, STATUS_EVIDENCE);
    assert_string_equal(failure->message, message);
    assert_string_equal(failure->path, path);
}

static void test_reads_in_pieces(void **state)
{
    folder_write(*state, "a.csv", "abcdefg");
    struct failure failure;
    failure_init(&failure);
    struct file_source source;
    char piece[3];
    struct buffer whole = {0};
    size_t count = 0;
    assert_int_equal(file_open(&source, folder_path(*state, "a.csv", path), &failure), 0);
    assert_int_equal(source.size_bytes, 7);
    do {
        assert_int_equal(file_read(&source, piece, sizeof piece, &count, &failure), 0);
        buffer_add(&whole, (struct str){piece, count});
    } while (count > 0);
    assert_string_equal(buffer_c(&whole), "abcdefg");
    assert_int_equal(file_check_unchanged(&source, &failure), STATUS_OK);
    file_close(&source);
    file_close(&source);
    assert_int_equal(source.descriptor, -1);
    buffer_free(&whole);
}

static void test_what_cannot_be_opened(void **state)
{
    struct failure failure;
    struct file_source source;
    failure_init(&failure);
    assert_int_equal(file_open(&source, folder_path(*state, "none.csv", path), &failure),
                     STATUS_EVIDENCE);
    expect_failure(&failure, "cannot open the file: No such file or directory");
    failure_init(&failure);
    assert_int_equal(file_open(&source, folder_path(*state, ".", path), &failure),
                     STATUS_EVIDENCE);
    expect_failure(&failure, "a directory, not a file");
    failure_init(&failure);
    assert_int_equal(mkfifo(folder_path(*state, "pipe", path), 0600), 0);
    assert_int_equal(file_open(&source, path, &failure), STATUS_EVIDENCE);
    expect_failure(&failure, "a pipe or device, not a file");
    file_close(&source);
}

enum change { APPENDED, TOUCHED, REPLACED, REMOVED, READ_TOO_LITTLE, CHANGES };

static void make_change(const char *folder, enum change change)
{
    static const struct timespec times[2] = {{1, 0}, {1, 0}};
    char other[FOLDER_PATH_BYTES];
    switch (change) {
    case APPENDED:
        folder_write(folder, "a.csv", "abcd");
        break;
    case TOUCHED:
        assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
        break;
    case REPLACED:
        folder_write(folder, "b.csv", "abc");
        assert_int_equal(rename(folder_path(folder, "b.csv", other), path), 0);
        break;
    case REMOVED:
        assert_int_equal(unlink(path), 0);
        break;
    case READ_TOO_LITTLE:
    case CHANGES:
        break;
    }
}

static void test_every_change_is_noticed(void **state)
{
    for (int change = 0; change < CHANGES; change++) {
        folder_write(*state, "a.csv", "abc");
        struct failure failure;
        failure_init(&failure);
        struct file_source source;
        char piece[8];
        size_t count = 0;
        assert_int_equal(file_open(&source, folder_path(*state, "a.csv", path), &failure), 0);
        if (change != READ_TOO_LITTLE)
            assert_int_equal(file_read(&source, piece, sizeof piece, &count, &failure), 0);
        make_change(*state, (enum change)change);
        if (file_check_unchanged(&source, &failure) != STATUS_EVIDENCE)
            fail_msg("change %d was not noticed", change);
        expect_failure(&failure, "the file changed while it was read");
        file_close(&source);
    }
}

static void test_slurp(void **state)
{
    struct arena arena = {0};
    struct failure failure;
    struct str content = {0};
    failure_init(&failure);
    folder_write(*state, "map.csv", "era,header\n");
    folder_path(*state, "map.csv", path);
    assert_int_equal(file_slurp(path, 11, &arena, &content, &failure), STATUS_OK);
    assert_int_equal(content.length, 11);
    assert_string_equal(content.bytes, "era,header\n");
    assert_int_equal(file_slurp(path, 10, &arena, &content, &failure), STATUS_EVIDENCE);
    expect_failure(&failure, "the file has 11 bytes; at most 10 are read here");
    failure_init(&failure);
    folder_write(*state, "empty", "");
    folder_path(*state, "empty", path);
    assert_int_equal(file_slurp(path, 0, &arena, &content, &failure), STATUS_OK);
    assert_int_equal(content.length, 0);
    assert_int_equal(
        file_slurp(folder_path(*state, "none", path), 9, &arena, &content, &failure),
        STATUS_EVIDENCE);
    expect_failure(&failure, "cannot open the file: No such file or directory");
    arena_free(&arena);
}

static void test_kinds(void **state)
{
    folder_write(*state, "a.csv", "");
    assert_int_equal(file_kind_of(folder_path(*state, "a.csv", path)), FILE_REGULAR);
    assert_int_equal(file_kind_of(folder_path(*state, "a.csv/b", path)), FILE_MISSING);
    assert_int_equal(file_kind_of(folder_path(*state, "b", path)), FILE_MISSING);
    assert_int_equal(file_kind_of(*state), FILE_DIRECTORY);
    assert_int_equal(file_kind_of("/dev/null"), FILE_OTHER);
}

static void test_list_is_sorted_by_bytes(void **state)
{
    struct arena arena = {0};
    struct failure failure;
    failure_init(&failure);
    static const char *const made[] = {"b", "a", "\xC3\xA9", "B", "a.csv", ".hidden"};
    static const char *const wanted[] = {".hidden", "B", "a", "a.csv", "b", "\xC3\xA9"};
    for (size_t at = 0; at < array_count(made); at++)
        folder_write(*state, made[at], "");
    struct str *names = NULL;
    size_t count = 0;
    assert_int_equal(file_list(*state, &arena, &names, &count, &failure), STATUS_OK);
    assert_int_equal(count, array_count(wanted));
    for (size_t at = 0; at < count; at++)
        assert_string_equal(names[at].bytes, wanted[at]);
    assert_int_equal(
        file_list(folder_path(*state, "none", path), &arena, &names, &count, &failure),
        STATUS_EVIDENCE);
    expect_failure(&failure, "cannot list the directory: No such file or directory");
    arena_free(&arena);
}

static void test_list_of_many(void **state)
{
    struct arena arena = {0};
    struct failure failure;
    failure_init(&failure);
    for (int at = 0; at < 100; at++) {
        char name[8];
        snprintf(name, sizeof name, "%02d", (at * 37) % 100);
        folder_write(*state, name, "");
    }
    struct str *names = NULL;
    size_t count = 0;
    assert_int_equal(file_list(*state, &arena, &names, &count, &failure), STATUS_OK);
    assert_int_equal(count, 100);
    for (size_t at = 0; at < count; at++)
        assert_int_equal(atoi(names[at].bytes), at);
    arena_free(&arena);
}

static void test_names_of_paths(void **state)
{
    assert_true(str_equal(file_base_name(STR("a/b/c.csv")), STR("c.csv")));
    assert_true(str_equal(file_base_name(STR("c.csv")), STR("c.csv")));
    assert_true(str_equal(file_base_name(STR("/")), STR("")));
    assert_true(str_equal(file_base_name((struct str){NULL, 0}), STR("")));
    struct arena arena = {0};
    char link[FOLDER_PATH_BYTES];
    folder_write(*state, "a.csv", "");
    folder_path(*state, "a.csv", path);
    assert_int_equal(symlink("a.csv", folder_path(*state, "link", link)), 0);
    assert_string_equal(file_real_path(link, &arena).bytes, file_real_path(path, &arena).bytes);
    assert_string_equal(file_real_path("no/such", &arena).bytes, "no/such");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_reads_in_pieces, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_opened, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_every_change_is_noticed, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_slurp, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_kinds, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_list_is_sorted_by_bytes, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_list_of_many, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_names_of_paths, folder_make, folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
