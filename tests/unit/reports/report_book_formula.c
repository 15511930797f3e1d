/* Names of cells, and the three formulas. */
#include "reports/report_book_formula.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_names(void **state)
{
    static const struct {
        size_t column;
        int64_t row;
        const char *wanted;
    } rows[] = {
        {0, 0, "A1"},   {25, 9, "Z10"},  {26, 0, "AA1"},     {51, 0, "AZ1"},
        {52, 0, "BA1"}, {701, 0, "ZZ1"}, {702, 11, "AAA12"}, {16383, 1048575, "XFD1048576"}};
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct buffer told = {0};
        report_book_cell_name(&told, rows[i].column, rows[i].row);
        assert_string_equal(buffer_c(&told), rows[i].wanted);
        buffer_free(&told);
    }
}

static void test_formulas(void **state)
{
    const struct report_book_range range = {27, 8, 99};
    struct buffer told = {0};
    (void)state;
    report_book_formula_count(&told, range);
    assert_string_equal(buffer_c(&told), "=SUBTOTAL(103,AB9:AB100)");
    buffer_clear(&told);
    report_book_formula_sum(&told, range);
    assert_string_equal(buffer_c(&told), "=ROUND(SUBTOTAL(109,AB9:AB100),6)");
    buffer_clear(&told);
    report_book_formula_sum_of(&told, range, 1, STR("EUR"));
    assert_string_equal(buffer_c(&told),
                        "=ROUND(SUMPRODUCT((B9:B100=\"EUR\")*SUBTOTAL(109,OFFSET(AB9,"
                        "ROW(AB9:AB100)-ROW(AB9),0))),6)");
    buffer_free(&told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_formulas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
