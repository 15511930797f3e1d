/* Levels, places and what has none. That the whole file says what findings.csv and the rules say,
 * at the lines the input files have, is tests/stories/formats.sh. */
#include "reports/report_sarif.h"

#include "report_world.h"
#include "world_main.h"

static void test_places(void **state)
{
    struct world world;
    report_world(&world, *state);
    world.options.formats = STR("sarif");
    if (world_run(&world) != STATUS_OK)
        fail_msg("%s", world.failure.message);
    /* r-7: record 8 of what was billed, the fifth of what was paid; and it is high. */
    assert_true(report_holds(&world, "findings.sarif",
                             "          \"ruleId\": \"over-disbursed\",\n"
                             "          \"level\": \"error\",\n"));
    assert_true(report_holds(&world, "findings.sarif",
                             "                  \"uri\": \"" REPORT_BILLED_FILE "\"\n"
                             "                },\n"
                             "                \"region\": {\n"
                             "                  \"startLine\": 8\n"));
    assert_true(report_holds(&world, "findings.sarif",
                             "                  \"uri\": \"" REPORT_PAID_FILE "\"\n"
                             "                },\n"
                             "                \"region\": {\n"
                             "                  \"startLine\": 5\n"));
    assert_true(report_holds(&world, "findings.sarif",
                             "            \"findingId/v1\": \"abd3e53c9a6fe45d05ee\"\n"));
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
