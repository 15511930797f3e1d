/* Books over months, end to end: books.c, keep.c, keep_known.c, refill.c, refill_lines.c, and
 * targets.c as far as books are its matter. What comes of one load, or of several in any order,
 * is held against figures worked out by hand; that it is the same byte for byte is the business
 * of tests/stories/books.sh. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

#define BILLED "monthly_revenue_billing_and_revenue_data_2024-04-15.csv"
#define AGAIN "monthly_revenue_billing_and_revenue_data_2024-04-18.csv"
#define PAID "disbursed_amount_by_product_2024-04-20.csv"
#define LATE "disbursed_amount_by_product_2024-05-20.csv"

struct months {
    struct world world;
    char books[FOLDER_PATH_BYTES];
    char path[FOLDER_PATH_BYTES];
    const char *inputs[1];
    struct run_result held;
    int notices;
};

static void count_notice(void *context, const char *sentence)
{
    assert_true(sentence[0] != '\0');
    ((struct months *)context)->notices++;
}

/* Two charges of March; April pays the one, May the other. */
static void months_begin(struct months *months, const char *folder)
{
    *months = (struct months){.notices = 0};
    world_options(&months->world, folder);
    folder_path(folder, "kept.db", months->books);
    months->world.options.books_path = months->books;
    months->world.options.inputs = months->inputs;
    months->world.options.notice = count_notice;
    months->world.options.context = months;
    folder_write(months->world.in, BILLED,
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "50.00", "-1.50", "48.50"));
    folder_write(months->world.in, PAID,
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-1", "100.00", "-3.00", "97.00"));
    folder_write(months->world.in, LATE,
                 WORLD_DISBURSED_HEADER WORLD_DISBURSED("r-2", "50.00", "-1.50", "48.50"));
}

static enum status load(struct months *months, const char *name)
{
    months->inputs[0] = folder_path(months->world.in, name, months->path);
    failure_init(&months->world.failure);
    return pipeline_load(&months->world.options, &months->world.result, &months->held,
                         &months->world.failure);
}

static enum status check(struct months *months, day_number as_of)
{
    struct run_options options = months->world.options;
    options.input_count = 0;
    options.as_of = as_of;
    failure_init(&months->world.failure);
    return pipeline_check(&options, &months->world.result, &months->world.failure);
}

#define OPEN                                                                                   \
    "SELECT group_concat(text || ' ' || state || ' ' || money_text(collectible)) FROM "        \
    "position_active JOIN reference USING (reference_id)"

/* As of 30 April the second charge is open, whatever was loaded since, and in whatever order. */
static void test_months_in_any_order(void **state)
{
    static const char *const orders[][3] = {
        {BILLED, PAID, LATE}, {LATE, PAID, BILLED}, {PAID, BILLED, LATE}};
    for (size_t order = 0; order < 3; order++) {
        struct months months;
        months_begin(&months, *state);
        remove(months.books);
        for (size_t at = 0; at < 3; at++)
            assert_int_equal(load(&months, orders[order][at]), STATUS_OK);
        assert_int_equal(months.held.files, 3);
        assert_int_equal(months.held.lines, 4);
        assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
        assert_books(&months.world, "SELECT count(*) FROM position_active", "0");
        assert_books(&months.world, "SELECT count(*) FROM position_rest", "2");
        assert_int_equal(check(&months, 19843), STATUS_OK); /* 2024-04-30 */
        assert_books(&months.world, OPEN, "r-2 uncollected 50.00");
        assert_books(&months.world, "SELECT count(*) FROM position_rest", "1");
        assert_books(&months.world, "SELECT count(*) FROM kept_load", "3");
    }
}

/* What is equal byte for byte is there already, under whatever name. */
static void test_equal_bytes_once(void **state)
{
    struct months months;
    months_begin(&months, *state);
    assert_int_equal(load(&months, BILLED), STATUS_OK);
    assert_int_equal(load(&months, BILLED), STATUS_OK);
    assert_int_equal(months.world.result.files, 0);
    assert_int_equal(months.notices, 1);
    assert_books(&months.world, "SELECT count(*) FROM kept_load", "1");
    folder_write(months.world.in, "a-copy.csv",
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "50.00", "-1.50", "48.50"));
    assert_int_equal(load(&months, "a-copy.csv"), STATUS_OK);
    assert_books(&months.world, "SELECT group_concat(base_name) FROM kept_name",
                 "a-copy.csv," BILLED);
    assert_books(&months.world, "SELECT count(*) FROM kept_file", "1");
}

/* Two months said of the same bytes: the earlier one counts, whichever was said first, and that
 * there are two is told; a report without lines had nothing to report in either. */
static void test_another_period(void **state)
{
    static const day_number january = 19723, march = 19783;
    static const char *const days =
        "SELECT group_concat(day_text(from_day) || ' ' || day_text(to_day), '; ') FROM "
        "(SELECT * FROM coverage WHERE covers_source = 'period' ORDER BY from_day)";
    for (int order = 0; order < 2; order++) {
        struct months months;
        months_begin(&months, *state);
        remove(months.books);
        folder_write(months.world.in, "bill.csv",
                     WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00"));
        folder_write(months.world.in, "empty.csv", WORLD_BILLED_HEADER);
        months.world.options.period = order == 0 ? january : march;
        assert_int_equal(load(&months, "bill.csv"), STATUS_OK);
        months.world.options.period = order == 0 ? march : january;
        assert_int_equal(load(&months, "bill.csv"), STATUS_OK);
        assert_int_equal(months.notices, 2);
        assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
        assert_books(&months.world, days, "2024-01-01 2024-01-31");
        months.world.options.period = 19814; /* 2024-04-01 */
        assert_int_equal(load(&months, "empty.csv"), STATUS_OK);
        months.world.options.period = march;
        assert_int_equal(load(&months, "empty.csv"), STATUS_OK);
        assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
        assert_books(&months.world, days,
                     "2024-01-01 2024-01-31; 2024-03-01 2024-03-31; 2024-04-01 2024-04-30");
    }
}

/* What somebody else keeps in the books is not forgotten with the answers. */
static void test_tables_of_others(void **state)
{
    struct months months;
    struct store *store = NULL;
    bool made = false;
    months_begin(&months, *state);
    assert_int_equal(load(&months, BILLED), STATUS_OK);
    assert_int_equal(store_open_kept(&store, months.books, &made, &months.world.failure),
                     STATUS_OK);
    assert_int_equal(store_execute(store,
                                   "CREATE TABLE \"my notes\" (word TEXT);"
                                   "INSERT INTO \"my notes\" VALUES ('asked on Monday')",
                                   &months.world.failure),
                     STATUS_OK);
    assert_int_equal(store_commit(store, &months.world.failure), STATUS_OK);
    store_close(store);
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    assert_books(&months.world, "SELECT word FROM \"my notes\"", "asked on Monday");
}

/* The same month once more: not without a word, and then the newer one counts for good. */
static void test_issued_again(void **state)
{
    struct months months;
    months_begin(&months, *state);
    folder_write(months.world.in, AGAIN,
                 WORLD_BILLED_HEADER WORLD_BILLED("r-1", "100.00", "-3.00", "97.00")
                     WORLD_BILLED("r-2", "60.00", "-1.80", "58.20"));
    assert_int_equal(load(&months, AGAIN), STATUS_OK);
    assert_int_equal(load(&months, BILLED), STATUS_REFUSED);
    assert_non_null(strstr(months.world.failure.message, "cover the same days"));
    assert_books(&months.world, "SELECT count(*) FROM kept_file", "1");
    months.world.options.replace = true;
    assert_int_equal(load(&months, BILLED), STATUS_OK);
    months.world.options.replace = false;
    assert_int_equal(load(&months, PAID), STATUS_OK);
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    assert_books(&months.world, OPEN, "r-2 uncollected 60.00");
    assert_books(&months.world,
                 "SELECT group_concat(component || ' ' || money_text(before) || ' ' || "
                 "money_text(after)) FROM (SELECT * FROM restated WHERE component = 'gross')",
                 "gross 50.00 60.00");
    assert_books(&months.world, "SELECT value FROM meta WHERE name = 'option.replace'", "yes");
}

/* Of one load everything or nothing: here a good file comes with one that is no report. */
static void test_refused_whole(void **state)
{
    struct months months;
    months_begin(&months, *state);
    assert_int_equal(load(&months, BILLED), STATUS_OK);
    folder_write(months.world.in, "x.csv", "no,report\n1,2\n");
    months.inputs[0] = months.world.in;
    failure_init(&months.world.failure);
    assert_int_equal(pipeline_load(&months.world.options, &months.world.result, &months.held,
                                   &months.world.failure),
                     STATUS_REFUSED);
    assert_books(&months.world, "SELECT count(*) FROM kept_file", "1");
    assert_books(&months.world, "SELECT count(*) FROM line_billed", "2");
    assert_books(&months.world, "SELECT count(*) FROM line_disbursed", "0");
}

/* The currency of a payout stands in bills that come later. */
static void test_late_facts(void **state)
{
    struct months months;
    months_begin(&months, *state);
    folder_write(months.world.in, "monthly_revenue_billing_and_revenue_data_2024-03-15.csv",
                 WORLD_BILLED_HEADER
                 "\"c1\",\"DE\",\"\",\"Bonn\",\"53111\",\"Scanner\",\"p1\",\"50.00\","
                 "\"-1.50\",\"0.00\",\"0.00\",\"48.50\",\"EUR\",\"r-2\",\"0.00\","
                 "\"0.00\",\"1111-2222-3333\"\n");
    assert_int_equal(load(&months, LATE), STATUS_OK);
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    assert_books(&months.world, "SELECT currency FROM position_active", "USD");
    assert_int_equal(load(&months, "monthly_revenue_billing_and_revenue_data_2024-03-15.csv"),
                     STATUS_OK);
    assert_books(&months.world, "SELECT count(*) FROM position_active", "0");
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    assert_books(&months.world,
                 "SELECT currency FROM position_rest UNION ALL SELECT currency FROM "
                 "position_active",
                 "EUR");
}

/* What a load said of its files holds for them alone. */
static void test_what_loads_said(void **state)
{
    struct months months;
    months_begin(&months, *state);
    const struct str empty[] = {STR_INIT("monthly_revenue_annual_subscriptions:2024-03")};
    months.world.options.empties = empty;
    months.world.options.empty_count = 1;
    months.world.options.period = 19783; /* 2024-03-01 */
    assert_int_equal(load(&months, BILLED), STATUS_OK);
    months.world.options.empty_count = 0;
    months.world.options.period = DAY_NONE;
    assert_int_equal(load(&months, PAID), STATUS_OK);
    assert_int_equal(check(&months, DAY_NONE), STATUS_OK);
    assert_books(&months.world, "SELECT value FROM meta WHERE name = 'option.period'",
                 "2024-03");
    assert_books(&months.world, "SELECT value FROM meta WHERE name = 'option.empty'",
                 "monthly_revenue_annual_subscriptions:2024-03");
    assert_books(&months.world, "SELECT covers_source FROM section WHERE role = 'billed'",
                 "period");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_months_in_any_order), WORLD_TEST(test_equal_bytes_once),
        WORLD_TEST(test_another_period),      WORLD_TEST(test_tables_of_others),
        WORLD_TEST(test_issued_again),        WORLD_TEST(test_refused_whole),
        WORLD_TEST(test_late_facts),          WORLD_TEST(test_what_loads_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
