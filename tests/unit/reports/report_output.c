/* The list of what was written, and a text as an output. */
#include "reports/report_output.h"

#include "store_fixture.h"

static void test_list(void **state)
{
    struct report_outputs outputs = {0};
    (void)state;
    struct report_output *one = report_output_add(&outputs, "one.csv", STR("first things"));
    report_output_add(&outputs, "two.csv", STR(""));
    assert_int_equal(outputs.count, 2);
    assert_int_equal(one->rows, REPORT_NO_ROWS);
    assert_true(str_equal(one->about, STR("first things")));
    assert_ptr_equal(report_output_find(&outputs, "one.csv"), one);
    assert_ptr_equal(report_output_find(&outputs, "two.csv"), &outputs.list[1]);
    assert_null(report_output_find(&outputs, "three.csv"));
}

/* SHA-256 of "abc", as FIPS 180 gives it. */
static void test_write(void **state)
{
    struct fixture *fixture = *state;
    struct report_output output = {.name = "x.txt"};
    struct arena arena = {0};
    struct str content;
    char hex[DIGEST_HEX_BYTES];
    must_work(report_output_write(&output, fixture->folder, STR("abc"), &fixture->failure),
              &fixture->failure);
    assert_int_equal(output.bytes, 3);
    assert_string_equal(digest_hex(&output.digest, hex),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    must_work(
        file_slurp(fixture_path(fixture, "x.txt"), 10, &arena, &content, &fixture->failure),
        &fixture->failure);
    assert_true(str_equal(content, STR("abc")));
    must_fail(fixture,
              report_output_write(&output, fixture->folder, STR("other"), &fixture->failure),
              STATUS_EVIDENCE, "exists");
    arena_free(&arena);
}

static void test_path(void **state)
{
    struct buffer path = {0};
    (void)state;
    buffer_add_c(&path, "old");
    assert_string_equal(report_output_path(&path, "out/april", "a.csv"), "out/april/a.csv");
    buffer_free(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list),
        cmocka_unit_test_setup_teardown(test_write, fixture_setup, fixture_teardown),
        cmocka_unit_test(test_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
