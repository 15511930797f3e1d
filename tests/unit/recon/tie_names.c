/* The names of checks: what may be required. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recon/tie.h"

#include <string.h>

static void test_known(void **state)
{
    (void)state;
    assert_true(tie_check_is_known(STR("payout")));
    assert_true(tie_check_is_known(STR("uncollected-ages")));
    assert_true(tie_check_is_known(STR("scanner-bytes")));
    assert_false(tie_check_is_known(STR("payouts")));
    assert_false(tie_check_is_known(STR("Payout")));
    assert_false(tie_check_is_known(STR("")));
}

/* In order, each once, and on lines a person can read. */
static void test_names(void **state)
{
    (void)state;
    struct buffer all = {0};
    tie_check_names(&all);
    struct str rest = buffer_str(&all);
    struct str before = STR("");
    while (rest.length > 0) {
        struct str line = str_split(rest, '\n', &rest);
        assert_true(line.length < 99);
        while (line.length > 0) {
            struct str name = str_trim(str_split(line, ',', &line));
            assert_true(tie_check_is_known(name));
            assert_true(str_compare(before, name) < 0);
            before = name;
        }
    }
    assert_true(before.length > 0);
    buffer_free(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
