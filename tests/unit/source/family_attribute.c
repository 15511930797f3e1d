/* Attributes of a family: every word that is allowed. What is refused is in family_map.c. */
#include "source/family_map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void every_cadence_is_read(void **state)
{
    static const struct {
        const char *name;
        enum cadence cadence;
    } rows[] = {
        {"monthly", CADENCE_MONTHLY},
        {"payout", CADENCE_PAYOUT},
        {"day", CADENCE_DAY},
        {"opening", CADENCE_OPENING},
    };
    struct arena arena = {0};
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct map_row map_rows[] = {
            {.cells =
                 {[MAP_ERA] = STR("*"), [MAP_FIELD] = STR("role"), [MAP_KIND] = STR("taxed")}},
            {.cells = {[MAP_ERA] = STR("*"), [MAP_FIELD] = STR("rank"), [MAP_KIND] = STR("7")}},
            {.cells = {[MAP_ERA] = STR("*"),
                       [MAP_FIELD] = STR("cadence"),
                       [MAP_KIND] = str_from(rows[i].name)}},
            {.cells = {[MAP_ERA] = STR("*"),
                       [MAP_FIELD] = STR("restates"),
                       [MAP_KIND] = STR("a  b")}},
        };
        struct failure failure;
        struct family family = {0};
        failure_init(&failure);
        struct map map = {"map.csv", map_rows, array_count(map_rows), &arena, &failure};
        assert_int_equal(family_attributes_read(&map, &family), STATUS_OK);
        assert_int_equal(family.cadence, rows[i].cadence);
        assert_int_equal(family.role, ROLE_TAXED);
        assert_int_equal(family.rank, 7);
        assert_int_equal(family.restates_count, 2);
        assert_true(str_equal(family.restates[1], STR("b")));
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_cadence_is_read)};
    return cmocka_run_group_tests_name("family_attribute", tests, NULL, NULL);
}
