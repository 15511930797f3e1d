/* Words of --format and --report become one text, whatever their order. */
#include "reports/report_choice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_reading(void **state)
{
    static const struct {
        enum report_choice choice;
        struct str given[3];
        size_t count;
        const char *chosen; /* NULL: refused */
        const char *says;
    } rows[] = {
        {REPORT_CHOICE_FORMAT, {STR_INIT("")}, 0, "", NULL},
        {REPORT_CHOICE_FORMAT, {STR_INIT("")}, 1, "", NULL},
        {REPORT_CHOICE_FORMAT, {STR_INIT("none")}, 1, "", NULL},
        {REPORT_CHOICE_FORMAT, {STR_INIT("jsonl")}, 1, "jsonl", NULL},
        {REPORT_CHOICE_FORMAT, {STR_INIT("jsonl,,jsonl"), STR_INIT("jsonl")}, 2, "jsonl", NULL},
        {REPORT_CHOICE_REPORT, {STR_INIT("all")}, 1, "", NULL},
        {REPORT_CHOICE_REPORT,
         {STR_INIT("refunds,findings"), STR_INIT("coverage"), STR_INIT("findings")},
         3,
         "coverage findings refunds",
         NULL},
        {REPORT_CHOICE_REPORT, {STR_INIT("coverage findings")}, 1, "coverage findings", NULL},
        {REPORT_CHOICE_FORMAT,
         {STR_INIT("jsonl,none")},
         1,
         NULL,
         "--format: none stands alone"},
        {REPORT_CHOICE_REPORT, {STR_INIT("refund")}, 1, NULL, "--report knows no refund"},
        {REPORT_CHOICE_REPORT, {STR_INIT("none")}, 1, NULL, "--report knows no none"},
        {REPORT_CHOICE_REPORT,
         {STR_INIT("refunds.csv")},
         1,
         NULL,
         "--report knows no refunds.csv"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct buffer into = {0};
        struct failure failure;
        failure_init(&failure);
        enum status status =
            report_choice_read(rows[i].choice, rows[i].given, rows[i].count, &into, &failure);
        assert_int_equal(status, rows[i].chosen ? STATUS_OK : STATUS_USAGE);
        if (rows[i].chosen)
            assert_string_equal(buffer_c(&into), rows[i].chosen);
        else
            assert_string_equal(failure.message, rows[i].says);
        buffer_free(&into);
    }
}

/* A slip of the fingers is named; of anything else all that there is. */
static void test_did_you_mean(void **state)
{
    struct failure failure;
    struct buffer into = {0};
    const struct str slip = STR("jsnol");
    const struct str other = STR("parquet");
    (void)state;
    failure_init(&failure);
    assert_int_equal(report_choice_read(REPORT_CHOICE_FORMAT, &slip, 1, &into, &failure),
                     STATUS_USAGE);
    assert_true(str_starts(str_from(failure.remedy), STR("Did you mean jsonl? It knows ")));
    failure_init(&failure);
    assert_int_equal(report_choice_read(REPORT_CHOICE_FORMAT, &other, 1, &into, &failure),
                     STATUS_USAGE);
    assert_true(str_starts(str_from(failure.remedy), STR("It knows beancount")));
    assert_int_equal(into.length, 0);
    buffer_free(&into);
}

static void test_what_is_written(void **state)
{
    (void)state;
    assert_true(report_choice_writes(STR(""), "refunds.csv", false));
    assert_true(report_choice_writes(STR("findings refunds"), "refunds.csv", false));
    assert_false(report_choice_writes(STR("findings"), "refunds.csv", false));
    assert_true(report_choice_writes(STR("findings"), "tie-out.csv", true));
    assert_false(report_choice_writes(STR("net-terms"), "payer-terms.csv", false));
    assert_true(report_choice_holds(STR("jsonl sarif"), STR("sarif")));
    assert_false(report_choice_holds(STR("jsonl sarif"), STR("json")));
}

static void test_positions_need_full(void **state)
{
    struct failure failure;
    (void)state;
    failure_init(&failure);
    assert_int_equal(report_choice_check(STR("findings"), false, &failure), STATUS_OK);
    assert_int_equal(report_choice_check(STR("findings positions"), true, &failure), STATUS_OK);
    assert_int_equal(report_choice_check(STR("findings positions"), false, &failure),
                     STATUS_USAGE);
    assert_string_equal(failure.message, "--report positions needs --full");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_did_you_mean),
        cmocka_unit_test(test_what_is_written),
        cmocka_unit_test(test_positions_need_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
