/* The files beside the page, and what wrote them. */
#include "page_fixture.h"

static void test_files(void **state)
{
    struct report_outputs outputs = {0};
    world_execute(*state, "INSERT INTO meta VALUES ('version', '1.2')");
    report_output_add(&outputs, "many.csv", STR("many things"))->rows = 12345;
    report_output_add(&outputs, "one.csv", STR("one thing"))->rows = 1;
    report_output_add(&outputs, "none.csv", STR("nothing"))->rows = 0;
    report_output_add(&outputs, "page.txt", STR("no table"));
    report_output_add(&outputs, "nil.csv", STR("nothing"))->rows = 0;
    page_says_beside(*state, &outputs, report_text_files,
                     "Files beside this page, with their rows\n"
                     "---------------------------------------\n"
                     "  many.csv  12,345  many things\n"
                     "  one.csv        1  one thing\n"
                     "  without rows: none.csv, nil.csv\n"
                     "  summary.json holds these figures, manifest.json what was read and "
                     "written, with "
                     "digests.\n"
                     "\n"
                     "tieout 1.2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
