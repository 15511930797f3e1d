/* Plans: ignored and unknown cells are left out, second columns of a text come last. */
#include "source/cell_plan.h"

#include "source_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct rules_file files[] = {
    {STR_INIT("families/x/map.csv"),
     STR_INIT("era,header,field,kind,sign,required,note\n*,,role,disbursed,,,\n*,,rank,1,,,\n"
              "*,,cadence,payout,,,\n*,,eras,2018-05,,,\n*,Ref,txn_ref,text,,yes,\n"
              "*,Company,customer_name,text,,no,\n*,Contact,customer_name,text,,no,\n"
              "*,Domain,customer_name,text,,no,\n*,Gross,amount.gross,money,-,no,\n"
              "*,Land,customer_country,text,,no,\n*,City,,ignore,,no,\n")},
    {STR_INIT("placeholders.csv"), STR_INIT("text,note\n")},
};

static void steps_follow_cells_and_second_choices_wait(void **state)
{
    struct arena arena = {0};
    struct family_set set;
    struct failure failure;
    struct era_match match;
    struct rules_source rules = {.files = files, .file_count = array_count(files)};
    (void)state;
    failure_init(&failure);
    assert_int_equal(family_set_load(&set, &rules, &arena, &failure), STATUS_OK);
    struct record record =
        fixture_record("Domain,City,Gross,News,Contact,Company,Land,Ref\n", &arena);
    era_match_header(&set, &record, &arena, &match);
    static const struct cell_step expected[] = {
        {STEP_MONEY, 2, COMPONENT_GROSS, false},
        {STEP_TEXT, 5, TEXT_CUSTOMER_NAME, false},
        {STEP_COUNTRY, 6, TEXT_CUSTOMER_COUNTRY, false},
        {STEP_REFERENCE, 7, 0, false},
        {STEP_TEXT, 4, TEXT_CUSTOMER_NAME, true},
        {STEP_TEXT, 0, TEXT_CUSTOMER_NAME, true},
    };
    assert_int_equal(match.plan->step_count, array_count(expected));
    for (size_t i = 0; i < array_count(expected); i++) {
        assert_int_equal(match.plan->steps[i].action, expected[i].action);
        assert_int_equal(match.plan->steps[i].cell, expected[i].cell);
        assert_int_equal(match.plan->steps[i].target, expected[i].target);
        assert_int_equal(match.plan->steps[i].only_when_empty, expected[i].only_when_empty);
    }
    assert_int_equal(match.plan->role, ROLE_DISBURSED);
    assert_int_equal(match.plan->money_grammar, MONEY_PLAIN);
    assert_true(match.plan->gross_opposite);
    assert_false(match.plan->has_party);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_follow_cells_and_second_choices_wait)};
    return cmocka_run_group_tests_name("cell_plan", tests, NULL, NULL);
}
