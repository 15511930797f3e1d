/* Ids of findings as people bring them back. */
#include "source/cell_finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void ids(void **state)
{
    static const struct {
        const char *name, *cell, *id; /* NULL: no id */
    } rows[] = {
        {"as printed", "0123456789abcdef0123", "0123456789abcdef0123"},
        {"capitals", "0123456789ABCDEF0123", "0123456789abcdef0123"},
        {"blanks at the ends", " \t0123456789abcdef0123\xc2\xa0", "0123456789abcdef0123"},
        {"a digit short", "0123456789abcdef012", NULL},
        {"a digit more", "0123456789abcdef01234", NULL},
        {"a letter beyond f", "0123456789abcdeg0123", NULL},
        {"a spreadsheet's number", "1.23456789012346E+19", NULL},
        {"a sign", "-123456789abcdef0123", NULL},
        {"nothing", "", NULL},
    };
    struct arena arena = {0};
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct str id = {0};
        print_message("%s\n", rows[i].name);
        bool is = cell_finding_id(str_from(rows[i].cell), &arena, &id);
        assert_int_equal(is, rows[i].id != NULL);
        assert_true(!is || str_equal(id, str_from(rows[i].id)));
    }
    arena_free(&arena);
}

/* The cell lies in the record, which is not ours to change. */
static void the_cell_stays_as_it_is(void **state)
{
    static const char cell[] = "ABCDEF0123456789abcd";
    struct arena arena = {0};
    struct str id = {0};
    (void)state;
    assert_true(cell_finding_id(STR(cell), &arena, &id));
    assert_string_equal(cell, "ABCDEF0123456789abcd");
    assert_true(str_equal(id, STR("abcdef0123456789abcd")));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ids),
                                       cmocka_unit_test(the_cell_stays_as_it_is)};
    return cmocka_run_group_tests_name("cell_finding", tests, NULL, NULL);
}
