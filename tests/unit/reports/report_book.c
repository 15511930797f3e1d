/* A whole month as a workbook: it is there, in the manifest, and --report limits it. What stands
 * in it is read again in tests/stories/workbook.sh. */
#include "reports/report_book.h"

#include "report_world.h"
#include "world_main.h"

static void run(struct world *world, const char *folder, const char *reports)
{
    report_world(world, folder);
    world->options.formats = STR("xlsx");
    world->options.reports = str_from(reports);
    if (world_run(world) != STATUS_OK)
        fail_msg("%s", world->failure.message);
}

static void test_book(void **state)
{
    struct world world;
    struct arena arena = {0};
    run(&world, *state, "");
    struct str book = report_read(&world, "close.xlsx", &arena);
    assert_true(str_starts(book, STR("PK\x03\x04")));
    assert_true(str_find(book, STR("xl/worksheets/sheet27.xml")) < 0);
    assert_true(str_find(book, STR("xl/charts/chart6.xml")) >= 0); /* of two currencies */
    assert_true(report_holds(&world, "manifest.json", "\"name\": \"close.xlsx\""));
    arena_free(&arena);
    world_end(&world);
}

/* --report limits it: what stays, refunds, cover and figures; no findings, no lists. */
static void test_few(void **state)
{
    struct world world;
    struct arena arena = {0};
    run(&world, *state, "refunds");
    struct str book = report_read(&world, "close.xlsx", &arena);
    assert_true(str_find(book, STR("xl/worksheets/sheet7.xml")) >= 0);
    assert_true(str_find(book, STR("xl/worksheets/sheet8.xml")) < 0);
    arena_free(&arena);
    world_end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {WORLD_TEST(test_book), WORLD_TEST(test_few)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
