/* Column rows: every field with its kind, and which headers a column answers to. What is
 * refused is in family_map.c. */
#include "source/family_map.h"

#include "arena_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct column_map read(const char *header, const char *field, const char *kind,
                              const char *sign)
{
    struct column_map column;
    struct failure failure;
    struct map_row row = {.cells = {[MAP_HEADER] = str_from(header),
                                    [MAP_FIELD] = str_from(field),
                                    [MAP_KIND] = str_from(kind),
                                    [MAP_SIGN] = str_from(sign),
                                    [MAP_REQUIRED] = STR("yes")}};
    failure_init(&failure);
    struct map map = {"map.csv", &row, 1, &arena, &failure};
    assert_int_equal(family_column_read(&map, &row, &column), STATUS_OK);
    return column;
}

static void every_field_is_read(void **state)
{
    static const struct {
        const char *field;
        const char *kind;
        enum cell_field read_as;
        enum cell_kind kind_as;
    } rows[] = {
        {"txn_ref", "text", FIELD_TXN_REF, CELL_TEXT},
        {"currency", "currency", FIELD_CURRENCY, CELL_CURRENCY},
        {"dated", "day", FIELD_DATED, CELL_DAY},
        {"due", "day", FIELD_DUE, CELL_DAY},
        {"ar_period", "month", FIELD_AR_PERIOD, CELL_MONTH},
        {"party", "text", FIELD_PARTY, CELL_TEXT},
        {"event", "text", FIELD_EVENT, CELL_TEXT},
        {"", "ignore", FIELD_NONE, CELL_IGNORE},
        {"offer_id", "text", FIELD_TEXT, CELL_TEXT},
        {"payer_account", "account", FIELD_TEXT, CELL_ACCOUNT},
        {"tax_rate", "rate", FIELD_TEXT, CELL_RATE},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct column_map column = read("Header", rows[i].field, rows[i].kind, "");
        assert_int_equal(column.field, rows[i].read_as);
        assert_int_equal(column.kind, rows[i].kind_as);
        assert_true(column.required);
    }
}

static void signs_of_money(void **state)
{
    (void)state;
    assert_int_equal(read("H", "amount.fee", "money", "+").sign, SIGN_AS_PRINTED);
    assert_int_equal(read("H", "amount.fee", "money", "-").sign, SIGN_OPPOSITE);
    assert_int_equal(read("H", "amount.fee", "money", "?").sign, SIGN_UNCERTAIN);
    assert_int_equal(read("H", "amount.age_over", "money", "+").component, COMPONENT_AGE_OVER);
}

static void alternatives_answer_one_by_one(void **state)
{
    (void)state;
    struct column_map column = read("New Fee|Old-Fee", "", "ignore", "");
    assert_true(str_equal(column.name, STR("New Fee")));
    assert_true(family_column_answers(&column, STR("newfee")));
    assert_true(family_column_answers(&column, STR("oldfee")));
    assert_false(family_column_answers(&column, STR("newfeeoldfee")));
    assert_false(family_column_answers(&column, STR("fee")));
    assert_false(family_column_answers(&column, STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_is_read),
        cmocka_unit_test(signs_of_money),
        cmocka_unit_test(alternatives_answer_one_by_one),
    };
    return cmocka_run_group_tests_name("family_column", tests, NULL, release);
}
