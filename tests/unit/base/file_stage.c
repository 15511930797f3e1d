/* Staging: all outputs at once or none, and nothing left lying about. */
#include "base/file.h"

#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>

#include <cmocka.h>

struct stage {
    struct arena arena;
    struct failure failure;
    struct str staging;
    char target[FOLDER_PATH_BYTES];
    char text[FOLDER_TEXT_BYTES];
};

static void begin(struct stage *stage, const char *folder, const char *name)
{
    *stage = (struct stage){0};
    failure_init(&stage->failure);
    folder_path(folder, name, stage->target);
    assert_int_equal(
        file_stage_begin(stage->target, &stage->arena, &stage->staging, &stage->failure),
        STATUS_OK);
}

static void test_new_target(void **state)
{
    struct stage stage;
    begin(&stage, *state, "out");
    assert_int_equal(file_kind_of(stage.staging.bytes), FILE_DIRECTORY);
    assert_true(str_starts(stage.staging, str_from(stage.target)));
    assert_int_equal(stage.staging.length, strlen(stage.target) + strlen(".tieout-XXXXXX"));
    folder_write(stage.staging.bytes, "a.csv", "new");
    assert_int_equal(file_kind_of(stage.target), FILE_MISSING);
    assert_int_equal(file_stage_commit(stage.staging.bytes, stage.target, &stage.failure), 0);
    assert_string_equal(folder_read(stage.target, "a.csv", stage.text), "new");
    assert_int_equal(folder_count(*state), 1);
    arena_free(&stage.arena);
}

/* Directories inside it, made as they are needed, go where it goes. */
static void test_folders(void **state)
{
    struct stage stage;
    char path[FOLDER_PATH_BYTES];
    begin(&stage, *state, "out");
    const char *above = stage.staging.bytes;
    for (int time = 0; time < 2; time++)
        assert_int_equal(
            file_make_parents(folder_path(above, "rules/a/b.csv", path), above, &stage.failure),
            STATUS_OK);
    folder_write(above, "rules/a/b.csv", "deep");
    assert_int_equal(
        file_make_parents(folder_path(above, "rules/a/b.csv/c", path), above, &stage.failure),
        STATUS_OK); /* something is there; whoever writes below it fails */
    assert_int_equal(file_stage_commit(above, stage.target, &stage.failure), 0);
    assert_string_equal(folder_read(stage.target, "rules/a/b.csv", stage.text), "deep");
    arena_free(&stage.arena);
    begin(&stage, *state, "out");
    folder_write(stage.staging.bytes, "a.csv", "new");
    assert_int_equal(file_stage_commit(stage.staging.bytes, stage.target, &stage.failure), 0);
    assert_string_equal(folder_read(stage.target, "rules/a/b.csv", stage.text), "(none)");
    assert_int_equal(folder_count(*state), 1);
    failure_init(&stage.failure);
    assert_int_equal(file_make_parents(folder_path(*state, "nowhere/at/all.csv", path),
                                       folder_path(*state, "nowhere", stage.target),
                                       &stage.failure),
                     STATUS_EVIDENCE);
    assert_non_null(strstr(stage.failure.message, "cannot make a directory"));
    arena_free(&stage.arena);
}

static void test_mode_follows_the_umask(void **state)
{
    static const struct {
        mode_t mask, mode;
    } rows[] = {{022, 0755}, {077, 0700}, {0, 0755}};
    for (size_t at = 0; at < array_count(rows); at++) {
        mode_t before = umask(rows[at].mask);
        struct stage stage;
        begin(&stage, *state, "out");
        struct stat status;
        assert_int_equal(umask(before), rows[at].mask);
        assert_int_equal(stat(stage.staging.bytes, &status), 0);
        assert_int_equal(status.st_mode & 0777, rows[at].mode);
        file_stage_discard(stage.staging.bytes);
        arena_free(&stage.arena);
    }
}

/* A program that ends in the middle of its work leaves nothing; one that ends well leaves what
 * it made. */
static void test_nothing_is_left_at_a_bad_exit(void **state)
{
    for (int code = 1; code >= 0; code--) {
        struct stage stage;
        int ending = 0;
        pid_t child = fork();
        if (child == 0) {
            begin(&stage, *state, "out");
            folder_write(stage.staging.bytes, "a.csv", "new");
            exit(code);
        }
        assert_int_equal(waitpid(child, &ending, 0), child);
        assert_int_equal(WEXITSTATUS(ending), code);
        assert_int_equal(folder_count(*state), code == 0 ? 1 : 0);
    }
}

static void make_old(const char *folder)
{
    char path[FOLDER_PATH_BYTES];
    assert_int_equal(mkdir(folder_path(folder, "out", path), 0755), 0);
    folder_write(path, "a.csv", "old");
    folder_write(path, "gone.csv", "old");
    assert_int_equal(mkdir(folder_path(folder, "out/below", path), 0755), 0);
    folder_write(path, "b.csv", "old");
}

static void test_old_target_is_replaced_whole(void **state)
{
    make_old(*state);
    struct stage stage;
    begin(&stage, *state, "out/");
    folder_write(stage.staging.bytes, "a.csv", "new");
    assert_string_equal(folder_read(stage.target, "a.csv", stage.text), "old");
    assert_int_equal(file_stage_commit(stage.staging.bytes, stage.target, &stage.failure), 0);
    assert_string_equal(folder_read(stage.target, "a.csv", stage.text), "new");
    assert_int_equal(folder_count(stage.target), 1);
    assert_int_equal(folder_count(*state), 1);
    arena_free(&stage.arena);
}

static void test_link_to_a_target_stays_a_link(void **state)
{
    make_old(*state);
    char link[FOLDER_PATH_BYTES];
    char out[FOLDER_PATH_BYTES];
    struct stat status;
    assert_int_equal(symlink("out", folder_path(*state, "latest", link)), 0);
    struct stage stage;
    begin(&stage, *state, "latest");
    folder_write(stage.staging.bytes, "a.csv", "new");
    assert_int_equal(file_stage_commit(stage.staging.bytes, link, &stage.failure), STATUS_OK);
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_string_equal(folder_read(folder_path(*state, "out", out), "a.csv", stage.text),
                        "new");
    assert_int_equal(folder_count(out), 1);
    assert_int_equal(folder_count(*state), 2);
    arena_free(&stage.arena);
}

static void test_target_that_is_a_file_is_kept(void **state)
{
    folder_write(*state, "out", "mine");
    struct stage stage;
    begin(&stage, *state, "out");
    assert_int_equal(file_stage_commit(stage.staging.bytes, stage.target, &stage.failure),
                     STATUS_EVIDENCE);
    assert_string_equal(stage.failure.message,
                        "cannot put the results in place: Not a directory");
    assert_string_equal(stage.failure.path, stage.target);
    assert_string_equal(folder_read(*state, "out", stage.text), "mine");
    file_stage_discard(stage.staging.bytes);
    assert_int_equal(folder_count(*state), 1);
    arena_free(&stage.arena);
}

static void test_missing_parent(void **state)
{
    struct stage stage = {0};
    failure_init(&stage.failure);
    folder_path(*state, "none/out", stage.target);
    assert_int_equal(
        file_stage_begin(stage.target, &stage.arena, &stage.staging, &stage.failure),
        STATUS_EVIDENCE);
    assert_string_equal(stage.failure.message, "the directory it is to lie in is not there");
    assert_string_equal(stage.failure.path, stage.target);
    arena_free(&stage.arena);
}

static void test_lost_staging_leaves_the_old(void **state)
{
    make_old(*state);
    struct stage stage;
    begin(&stage, *state, "out");
    file_stage_discard(stage.staging.bytes);
    file_stage_discard(stage.staging.bytes);
    assert_int_equal(file_stage_commit(stage.staging.bytes, stage.target, &stage.failure),
                     STATUS_EVIDENCE);
    assert_string_equal(folder_read(stage.target, "a.csv", stage.text), "old");
    assert_int_equal(folder_count(*state), 1);
    arena_free(&stage.arena);
}

static void test_discard_leaves_the_old(void **state)
{
    make_old(*state);
    struct stage stage;
    begin(&stage, *state, "out");
    folder_write(stage.staging.bytes, "a.csv", "new");
    file_stage_discard(stage.staging.bytes);
    assert_int_equal(folder_count(*state), 1);
    assert_int_equal(folder_count(stage.target), 3);
    arena_free(&stage.arena);
}

static void test_replace_one_file(void **state)
{
    char from[FOLDER_PATH_BYTES];
    char to[FOLDER_PATH_BYTES];
    char text[FOLDER_TEXT_BYTES];
    struct failure failure;
    failure_init(&failure);
    folder_write(*state, "new", "new");
    folder_write(*state, "books.db", "old");
    folder_path(*state, "new", from);
    folder_path(*state, "books.db", to);
    assert_int_equal(file_replace(from, to, &failure), STATUS_OK);
    assert_string_equal(folder_read(*state, "books.db", text), "new");
    assert_int_equal(folder_count(*state), 1);
    assert_int_equal(file_replace(from, to, &failure), STATUS_EVIDENCE);
    assert_string_equal(failure.message,
                        "cannot bring the file to the disk: No such file or directory");
    assert_string_equal(folder_read(*state, "books.db", text), "new");
}

/* Whoever comes first stays. */
static void test_place_where_there_is_none(void **state)
{
    char from[FOLDER_PATH_BYTES];
    char to[FOLDER_PATH_BYTES];
    char text[FOLDER_TEXT_BYTES];
    struct failure failure;
    bool placed = false;
    failure_init(&failure);
    folder_path(*state, "new", from);
    folder_path(*state, "books.db", to);
    folder_write(*state, "new", "first");
    assert_int_equal(file_place(from, to, &placed, &failure), STATUS_OK);
    assert_true(placed);
    folder_write(*state, "new", "second");
    assert_int_equal(file_place(from, to, &placed, &failure), STATUS_OK);
    assert_false(placed);
    assert_string_equal(folder_read(*state, "books.db", text), "first");
    assert_int_equal(folder_count(*state), 1);
    assert_int_equal(file_place(from, to, &placed, &failure), STATUS_EVIDENCE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_new_target, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_folders, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_mode_follows_the_umask, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_old_target_is_replaced_whole, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_link_to_a_target_stays_a_link, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_target_that_is_a_file_is_kept, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_nothing_is_left_at_a_bad_exit, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_missing_parent, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_lost_staging_leaves_the_old, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_discard_leaves_the_old, folder_make,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(test_replace_one_file, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(test_place_where_there_is_none, folder_make,
                                        folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
