/* The head of the page: its first word, the day, and the answer in a few lines. */
#include "page_fixture.h"

static void say(struct world *world, const char *name, const char *value)
{
    char sql[256];
    snprintf(sql, sizeof sql, "INSERT OR REPLACE INTO meta VALUES ('%s', '%s')", name, value);
    world_execute(world, sql);
}

static void test_month_end(void **state)
{
    struct world *world = *state;
    say(world, META_AS_OF, "2024-04-30");
    say(world, META_AS_OF_SOURCE, "option");
    page_says(world, report_text_title,
              "Reconciliation as of 2024-04-30\n"
              "===============================\n"
              "The day was chosen with --as-of.\n");
}

/* Of February the balance-sheet day is that of January. */
static void test_no_month_end(void **state)
{
    struct world *world = *state;
    say(world, META_AS_OF, "2024-03-01");
    say(world, META_AS_OF_SOURCE, "newest");
    page_says(world, report_text_title,
              "Reconciliation as of 2024-03-01\n"
              "===============================\n"
              "The day is the newest one loaded. It is no month-end: for the balance sheet of "
              "2024-02-29,\n"
              "run again with --as-of 2024-02-29.\n");
}

static void test_headings(void **state)
{
    struct world *world = *state;
    say(world, META_AS_OF, "2024-04-30");
    say(world, META_HEADING, "INCOMPLETE");
    page_says(world, report_text_title,
              "INCOMPLETE: reconciliation as of 2024-04-30\n"
              "===========================================\n"
              "INCOMPLETE: records were rejected (rejects.csv). No figure on this page holds "
              "them.\n"
              "The day is the newest one loaded.\n");
    say(world, META_HEADING, "DOES NOT TIE");
    page_says(world, report_text_title,
              "DOES NOT TIE: reconciliation as of 2024-04-30\n"
              "=============================================\n"
              "DOES NOT TIE: a control is off, or a check that was required could not be made\n"
              "(tie-out.csv). Do not book from this page before that is explained.\n"
              "The day is the newest one loaded.\n");
}

static void test_nothing_in_short(void **state)
{
    page_says(*state, report_text_short,
              "In short\n"
              "--------\n"
              "  controls     0 tie\n"
              "  stated       no figure that a report states of itself was compared\n"
              "  findings     none\n"
              "  not loaded   billed reports: what was billed and not paid out is not known\n"
              "  not loaded   payout reports: all that was billed counts as not paid out\n"
              "  uncollected  none\n");
}

/* Each currency has a line of its own, the base currency first. */
static void test_in_short(void **state)
{
    static const char *const rows[] = {
        "position_id = 1, reference_id = 1, currency = 'EUR', state = 'uncollected',"
        "collectible = 5000000",
        "position_id = 2, reference_id = 2, currency = 'USD', state = 'part-collected',"
        "collectible = 1234560000",
        "position_id = 3, reference_id = 3, currency = 'USD', state = 'uncollected',"
        "collectible = 440000",
        "position_id = 4, reference_id = 3, currency = 'USD', state = 'not-due',"
        "collectible = 99000000"};
    static struct report_outputs outputs = {0};
    struct world *world = *state;
    for (size_t i = 0; i < array_count(rows); i++)
        world_row(world, "position_active", rows[i]);
    world_row(world, "section", "section_id = 1, canonical = 1, role = 'opening'");
    world_row(world, "coverage", "ordinal = 1, role = 'disbursed', state = 'declared-empty'");
    world_execute(
        world, "INSERT INTO tie VALUES (1, 'a', 'control', '', '', '', '', '', '', 'ties', ''),"
               " (2, 'b', 'control', '', '', '', '', '', '', 'off', ''),"
               " (3, 'c', 'stated', '', '', '', '', '', '', 'penny', ''),"
               " (4, 'd', 'stated', '', '', '', '', '', '', 'off', ''),"
               " (5, 'e', 'stated', '', '', '', '', '', '', 'ties', '');"
               "INSERT INTO finding VALUES ('1', 'x', 'low', 's', '', '', '', '', '', '', ''),"
               " ('2', 'x', 'high', 's', '', '', '', '', '', '', ''),"
               " ('3', 'y', 'high', 's', '', '', '', '', '', '', '')");
    world_execute(world,
                  "INSERT INTO timing_followed VALUES (1, 'USD', 'r', 'cleared', 1, 1, "
                  "'billed', NULL, ''), (2, 'USD', 'r', 'told', 1, 1, 'billed', NULL, ''), "
                  "(3, 'USD', 'r', 'ahead', 1, 1, 'billed', NULL, '')");
    report_output_add(&outputs, "timing.csv", STR(""))->rows = 3;
    page_says_beside(world, &outputs, report_text_short,
                     "In short\n"
                     "--------\n"
                     "  controls     1 off, 1 ties\n"
                     "  stated       1 not as its report states, 2 tie\n"
                     "  findings     2 high, 1 low\n"
                     "  uncollected  USD 1,235.00 in 2 charges\n"
                     "               EUR 5.00 in 1 charge\n"
                     "  timing       1 item whose counterpart lies outside the loaded days\n");
}

/* A page that failed says why, whatever part failed, and nothing after it is asked. */
static void test_a_failure_sticks(void **state)
{
    struct world *world = *state;
    struct report_model model;
    struct buffer text = {0};
    static const struct report_outputs outputs = {0};
    world_execute(world, "DROP TABLE tie");
    must_work(report_model_read(&model, world->store, &world->failure), &world->failure);
    struct report_page page = {.store = world->store,
                               .model = &model,
                               .outputs = &outputs,
                               .text = &text,
                               .failure = &world->failure};
    assert_int_not_equal(report_text_write(&page), STATUS_OK);
    assert_non_null(strstr(world->failure.message, "tie"));
    buffer_free(&text);
    report_model_free(&model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(test_month_end), PAGE_TEST(test_no_month_end),
        PAGE_TEST(test_headings),  PAGE_TEST(test_nothing_in_short),
        PAGE_TEST(test_in_short),  PAGE_TEST(test_a_failure_sticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
