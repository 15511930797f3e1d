/* Components: every one has a name that finds it again, and the sign the contract gives it. */
#include "source/component.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void names_find_their_component(void **state)
{
    (void)state;
    for (int i = 0; i < COMPONENT_COUNT; i++) {
        enum component found = COMPONENT_COUNT;
        assert_true(component_name((enum component)i).length > 0);
        assert_true(component_find(component_name((enum component)i), &found));
        assert_int_equal(found, i);
    }
}

static void names_are_those_of_the_contract(void **state)
{
    static const struct {
        const char *name;
        enum component component;
        int sign;
    } rows[] = {
        {"gross", COMPONENT_GROSS, 1},
        {"fee", COMPONENT_FEE, -1},
        {"refund", COMPONENT_REFUND, -1},
        {"fee_refund", COMPONENT_FEE_REFUND, 1},
        {"credit", COMPONENT_CREDIT, 1},
        {"fee_credit", COMPONENT_FEE_CREDIT, 1},
        {"cost", COMPONENT_COST, -1},
        {"cost_refund", COMPONENT_COST_REFUND, 1},
        {"tax", COMPONENT_TAX, 1},
        {"tax_refund", COMPONENT_TAX_REFUND, -1},
        {"net", COMPONENT_NET, 1},
        {"aws_tax", COMPONENT_AWS_TAX, 1},
        {"tax_amount", COMPONENT_TAX_AMOUNT, 1},
        {"age_all", COMPONENT_AGE_ALL, 1},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        enum component found = COMPONENT_COUNT;
        assert_true(component_find(str_from(rows[i].name), &found));
        assert_int_equal(found, rows[i].component);
        assert_int_equal(component_canonical_sign(found), rows[i].sign);
    }
}

static void other_names_are_none(void **state)
{
    static const char *const names[] = {"",     "Gross",  "gross ",
                                        "gros", "grosss", "amount.gross"};
    (void)state;
    for (size_t i = 0; i < array_count(names); i++) {
        enum component found = COMPONENT_COUNT;
        assert_false(component_find(str_from(names[i]), &found));
        assert_int_equal(found, COMPONENT_COUNT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_find_their_component),
        cmocka_unit_test(names_are_those_of_the_contract),
        cmocka_unit_test(other_names_are_none),
    };
    return cmocka_run_group_tests_name("component", tests, NULL, NULL);
}
