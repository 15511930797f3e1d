/* Rule texts: built in and out of a directory, by path. */
#include "source/family.h"

#include "arena_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void write_text(const char *directory, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static void make_folder(const char *directory, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    assert_int_equal(mkdir(path, 0755), 0);
}

static void remove_tree(const char *directory)
{
    char command[300];
    snprintf(command, sizeof command, "rm -r '%s'", directory);
    assert_int_equal(system(command), 0);
}

static void built_in_is_sorted_and_found(void **state)
{
    struct rules_source rules;
    struct failure failure;
    (void)state;
    failure_init(&failure);
    assert_int_equal(rules_source_load(&rules, NULL, &arena, &failure), STATUS_OK);
    assert_true(rules.file_count > 10);
    for (size_t i = 1; i < rules.file_count; i++)
        assert_true(str_compare(rules.files[i - 1].path, rules.files[i].path) < 0);
    const struct rules_file *file =
        rules_source_find(&rules, STR("families/disbursed_amount_by_product/map.csv"));
    assert_non_null(file);
    assert_true(str_starts(file->text, STR("era,header,field,")));
    assert_null(rules_source_find(&rules, STR("families/disbursed_amount_by_product")));
}

static void a_directory_looks_the_same(void **state)
{
    char directory[] = "/tmp/tieout-rules-XXXXXX";
    struct rules_source rules;
    struct failure failure;
    (void)state;
    assert_non_null(mkdtemp(directory));
    make_folder(directory, "families");
    make_folder(directory, "families/b");
    make_folder(directory, "families/a");
    make_folder(directory, ".git");
    write_text(directory, "placeholders.csv", "text,note\n");
    write_text(directory, "families/b/map.csv", "b");
    write_text(directory, "families/a/map.csv", "a");
    write_text(directory, "families/a/notes.txt", "not a rule text");
    write_text(directory, ".git/x.csv", "hidden");
    failure_init(&failure);
    assert_int_equal(rules_source_load(&rules, directory, &arena, &failure), STATUS_OK);
    assert_int_equal(rules.file_count, 3);
    assert_true(str_equal(rules.files[0].path, STR("families/a/map.csv")));
    assert_true(str_equal(rules.files[1].path, STR("families/b/map.csv")));
    assert_true(str_equal(rules.files[2].path, STR("placeholders.csv")));
    assert_true(str_equal(rules.files[1].text, STR("b")));
    remove_tree(directory);
}

static void a_missing_directory_fails(void **state)
{
    struct rules_source rules;
    struct failure failure;
    (void)state;
    failure_init(&failure);
    assert_int_equal(rules_source_load(&rules, "/tmp/tieout-no-such-rules", &arena, &failure),
                     STATUS_EVIDENCE);
    assert_non_null(strstr(failure.path, "tieout-no-such-rules"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(built_in_is_sorted_and_found, release),
        cmocka_unit_test_teardown(a_directory_looks_the_same, release),
        cmocka_unit_test_teardown(a_missing_directory_fails, release),
    };
    return cmocka_run_group_tests_name("rules_source", tests, NULL, NULL);
}
