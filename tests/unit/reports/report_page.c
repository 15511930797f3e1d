/* Steps and cells for the parts of the page, and a failure that sticks. */
#include "reports/report_page.h"

#include "page_fixture.h"

static struct report_page page_of(struct world *world, struct buffer *text,
                                  const struct report_outputs *outputs)
{
    return (struct report_page){
        .store = world->store, .outputs = outputs, .text = text, .failure = &world->failure};
}

static void test_rows_of_outputs(void **state)
{
    struct buffer text = {0};
    struct report_outputs outputs = {0};
    struct report_page page = page_of(*state, &text, &outputs);
    report_output_add(&outputs, "a.csv", STR(""))->rows = 12;
    report_output_add(&outputs, "b.txt", STR(""));
    assert_int_equal(report_page_rows(&page, "a.csv"), 12);
    assert_int_equal(report_page_rows(&page, "b.txt"), 0);
    assert_int_equal(report_page_rows(&page, "c.csv"), 0);
}

/* Cells as people read them, and a total of what was added, the unknown left out. */
static void test_cells_and_totals(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};
    struct report_outputs outputs = {0};
    struct report_page page = page_of(world, &text, &outputs);
    struct report_table table;
    struct report_grid grid;
    struct money_total *total = money_total_new();
    world_execute(world,
                  "INSERT INTO population VALUES ('refunds', 'a', 'EUR', 1, '1000.25'),"
                  " ('refunds', 'b', 'EUR', 2, '-0.50'), ('refunds', 'c', 'USD', 3, '7')");
    report_grid_init(&grid, "lr");
    report_page_open(&page, &table, "summary/populations.sql", STR("EUR"));
    while (report_page_next(&page, &table)) {
        report_page_cell(&grid, &table, report_table_column(&table, "status"));
        report_page_cell(&grid, &table, report_table_column(&table, "amount"));
        report_page_add(total, &table, report_table_column(&table, "amount"));
    }
    report_page_close(&table);
    report_page_number(&grid, 1234567);
    report_page_total(&grid, total);
    report_grid_print(&grid, &text);
    assert_string_equal(buffer_c(&text), "  a          1,000.25\n"
                                         "  b             -0.50\n"
                                         "  1,234,567    999.75\n");
    buffer_free(&text);
}

/* After a failure nothing is opened, nothing is found, and the first words stay. */
static void test_failure_sticks(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};
    struct report_outputs outputs = {0};
    struct report_page page = page_of(world, &text, &outputs);
    struct report_table table;
    report_page_open(&page, &table, "summary/none.sql", STR(""));
    assert_int_equal(page.status, STATUS_EVIDENCE);
    assert_false(report_page_next(&page, &table));
    report_page_close(&table);
    report_page_open(&page, &table, "summary/controls.sql", STR(""));
    assert_null(table.query);
    assert_false(report_page_next(&page, &table));
    report_page_close(&table);
    assert_string_equal(world->failure.message, "no report table summary/none.sql is built in");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_rows_of_outputs),
        PAGE_TEST(test_cells_and_totals),
        PAGE_TEST(test_failure_sticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
