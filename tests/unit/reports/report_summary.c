/* The figures of the page, for machines. */
#include "reports/report_summary.h"

#include "page_fixture.h"

/* One value of what is written, by SQLite's own reader. */
static void summary_says(struct world *world, const char *path, const char *wanted)
{
    struct report_model model;
    struct report_json json = {0};
    struct store_query *query = NULL;
    bool found = false;
    must_work(report_model_read(&model, world->store, &world->failure), &world->failure);
    must_work(report_summary_write(&json, world->store, &model, &world->failure),
              &world->failure);
    report_json_finish(&json);
    must_work(store_query_open(&query, world->store,
                               STR("SELECT coalesce(json_extract(?1, ?2), 'null')"),
                               &world->failure),
              &world->failure);
    store_query_bind_text(query, 1, buffer_str(&json.text));
    store_query_bind_text(query, 2, str_from(path));
    must_work(store_query_step(query, &found, &world->failure), &world->failure);
    struct str text = store_query_text(query, 0);
    if (!str_equal(text, str_from(wanted)))
        fail_msg("%s: %.*s", path, (int)text.length, text.bytes);
    store_query_close(query);
    buffer_free(&json.text);
    report_model_free(&model);
}

static void test_run(void **state)
{
    struct world *world = *state;
    world_execute(world, "INSERT INTO meta VALUES ('as_of', '2024-05-17'), ('version', '1.0'),"
                         " ('heading', 'INCOMPLETE'), ('rules_run', '7')");
    summary_says(world, "$.heading", "INCOMPLETE");
    summary_says(world, "$.as_of", "2024-05-17");
    summary_says(world, "$.balance_sheet_day_before", "2024-04-30");
    summary_says(world, "$.rules_run", "7");
    summary_says(world, "$.base_currency", "USD");
    world_execute(world, "UPDATE meta SET value = '2024-05-31' WHERE name = 'as_of'");
    summary_says(world, "$.balance_sheet_day_before", "null");
}

/* Figures stand by currency, as strings; what is empty is an empty list. */
static void test_figures(void **state)
{
    struct world *world = *state;
    summary_says(world, "$.uncollected", "[]");
    summary_says(world, "$.findings", "[]");
    world_row(world, "position_active",
              "position_id = 1, reference_id = 1, currency = 'USD', state = 'uncollected',"
              "cause = 'past-due', collectible = 9000000000000000000");
    world_row(world, "position_active",
              "position_id = 2, reference_id = 2, currency = 'USD', state = 'uncollected',"
              "cause = 'past-due', collectible = 9000000000000000000");
    world_row(world, "position_active",
              "position_id = 3, reference_id = 3, currency = 'EUR', state = 'uncollected',"
              "cause = 'past-due', collectible = 1000000");
    summary_says(world, "$.uncollected[0].currency", "EUR");
    summary_says(world, "$.uncollected[0].collectible", "1.00");
    summary_says(world, "$.uncollected[1].currency", "USD");
    summary_says(world, "$.uncollected[1].positions", "2");
    summary_says(world, "$.uncollected[1].collectible", "18000000000000.00");
    summary_says(world, "$.uncollected[2]", "null");
}

/* The open tax of a group is of the charges that tell it; of none, it is unknown. */
static void test_open_tax(void **state)
{
    struct world *world = *state;
    world_row(world, "position_active",
              "position_id = 1, reference_id = 1, currency = 'USD', state = 'uncollected',"
              "cause = 'past-due', collectible = 12000000");
    summary_says(world, "$.uncollected[0].open_tax", "null");
    world_row(world, "position_active",
              "position_id = 2, reference_id = 2, currency = 'USD', state = 'uncollected',"
              "cause = 'past-due', collectible = 3000000, open_tax = 240000");
    summary_says(world, "$.uncollected[0].open_tax", "0.24");
    world_execute(world, "UPDATE position_active SET open_tax = 0 WHERE position_id = 2");
    summary_says(world, "$.uncollected[0].open_tax", "0.00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_run),
        PAGE_TEST(test_figures),
        PAGE_TEST(test_open_tax),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
