/* Stated figures against the lines of their reports: tie_stated.c, tie_payouts.c,
 * stated_payouts.c. */
#include "payout_world.h"

/* Paid on 10 May: net 124.50, with tax 132.50; gross 141, less refunds 131; tax 8. */
static const char paid[] = "payd A cur=USD gross=100 fee=-5 tax=8 net=95;"
                           "payd B cur=USD gross=41 refund=-10 fee=-2 fee_refund=0.5 net=29.5";

struct settlement_row {
    const char *settlement, *currency, *payout, *gross, *net, *tax;
};

struct stated_row {
    const char *name, *lines;
    struct settlement_row settlements[2];
    const char *check, *answer;
};

static const struct stated_row rows[] = {
    {"paid with tax, once however many locations",
     paid,
     {{"S", "", "132.5", "100", "95", "8"}, {"S", "", "132.5", "41", "29.5", "0"}},
     "payout",
     "USD|net with tax|132.50|132.50|0.00|ties|"},
    {"two deposits",
     paid,
     {{"S", "", "100", "0", "0", "0"}, {"T", "", "24.5", "0", "0", "0"}},
     "payout",
     "USD|net|124.50|124.50|0.00|ties|"},
    {"a cent",
     paid,
     {{"S", "", "132.51", "0", "0", "0"}},
     "payout",
     "USD|net with tax|132.51|132.50|-0.01|penny|the lines of the payout do not add up to it"},
    {"two cents: the nearest basis",
     paid,
     {{"S", "", "132.48", "0", "0", "0"}},
     "payout",
     "USD|net with tax|132.48|132.50|0.02|off|the lines of the payout do not add up to it"},
    {"one settlement, two amounts",
     paid,
     {{"S", "", "132.5", "0", "0", "0"}, {"S", "", "132.6", "0", "0", "0"}},
     "payout",
     "USD|net with tax|132.50|132.50|0.00|off|one settlement is stated with several amounts"},
    {"gross less refunds by location",
     paid,
     {{"S", "", "132.5", "131", "0", "0"}},
     "location-gross",
     "USD|gross and refunds|131.00|131.00|0.00|ties|"},
    {"net by location",
     paid,
     {{"S", "", "132.5", "0", "124.49", "0"}},
     "location-net",
     "USD|net|124.49|124.50|0.01|penny|the lines of the payout do not add up to it"},
    {"tax by location",
     paid,
     {{"S", "", "132.5", "0", "0", "9"}},
     "location-tax",
     "USD|tax|9.00|8.00|-1.00|off|the lines of the payout do not add up to it"},
    {"two currencies, and none named",
     "payd A cur=USD gross=1 net=1; payd B cur=EUR gross=1 net=1",
     {{"S", "", "2", "0", "0", "0"}},
     "payout",
     "||2.00|||not-testable|the payout is in several currencies, and the report names none"},
    {"two currencies, and one named",
     "payd A cur=USD gross=1 net=1; payd B cur=EUR gross=3 net=3",
     {{"S", "EUR", "3", "0", "0", "0"}},
     "payout",
     "EUR|net|3.00|3.00|0.00|ties|"},
    {"the one currency that was paid",
     "payd B cur=EUR gross=3 net=3",
     {{"S", "", "3", "0", "0", "0"}},
     "payout",
     "EUR|net|3.00|3.00|0.00|ties|"},
};

static void test_checks(void **state)
{
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(rows); at++) {
        static struct payout_world own;
        struct store *store = fixture_store(fixture, ":memory:");
        struct buffer sql = {0};
        print_message("%s\n", rows[at].name);
        payout_world_init(&own);
        world_add(&own.world, rows[at].lines);
        for (size_t of = 0; of < 2 && rows[at].settlements[of].settlement; of++) {
            const struct settlement_row *row = &rows[at].settlements[of];
            payout_world_settlement(&own, fixture, store, row->settlement, row->currency,
                                    row->payout, row->gross, row->net, row->tax);
        }
        payout_world_run(&own, fixture, store);
        buffer_format(&sql,
                      "SELECT currency, basis, reported, computed, difference, verdict, why "
                      "FROM tie WHERE kind = 'stated' AND scope = 'list7.csv' "
                      "AND check_name = '%s'",
                      rows[at].check);
        assert_answer(fixture, store, buffer_c(&sql), rows[at].answer);
        buffer_free(&sql);
        payout_world_free(&own);
        store_close(store);
    }
}

/* What rules read are the same figures; verdicts are counted, and no control is off. */
static void test_figures(void **state)
{
    struct fixture *fixture = *state;
    static struct payout_world own;
    struct store *store = fixture_store(fixture, ":memory:");
    payout_world_init(&own);
    world_add(&own.world, paid);
    payout_world_settlement(&own, fixture, store, "S", "", "132.48", "131", "124.5", "8");
    payout_world_run(&own, fixture, store);
    assert_answer(fixture, store,
                  "SELECT check_name, stated_figure.reported, stated_figure.computed "
                  "FROM stated_figure JOIN tie USING (ordinal) WHERE check_name = 'payout'",
                  "payout|132480000|132500000");
    assert_int_equal(own.ties.off, 1);
    assert_int_equal(own.ties.ties, 4);
    assert_int_equal(own.ties.controls_off, 0);
    payout_world_free(&own);
    store_close(store);
}

struct unused_row {
    const char *name, *covers_to, *dated, *verdicts;
};

/* as_of is 30 June. */
static const struct unused_row unused_rows[] = {
    {"the report is dated later", "2024-07-01", "NULL", ""},
    {"its deposit is made later", "2024-05-09", "19905", ""}, /* 2024-07-01 */
    {"no payout of that day", "2024-05-08", "NULL",
     "location-gross|no payout report of that day is loaded\n"
     "location-net|no payout report of that day is loaded\n"
     "location-tax|no payout report of that day is loaded\n"
     "location-tax-refund|no payout report of that day is loaded\n"
     "payout|no payout report of that day is loaded"},
};

static void test_unused(void **state)
{
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(unused_rows); at++) {
        static struct payout_world own;
        struct buffer sql = {0};
        struct store *store = fixture_store(fixture, ":memory:");
        print_message("%s\n", unused_rows[at].name);
        payout_world_init(&own);
        own.world.sections[PAYOUT_WORLD_REPORT].covers_to =
            world_day(unused_rows[at].covers_to);
        world_add(&own.world, paid);
        payout_world_settlement(&own, fixture, store, "S", "", "132.5", "0", "0", "0");
        buffer_format(&sql, "UPDATE line_stated_total SET dated = %s", unused_rows[at].dated);
        execute(fixture, store, buffer_c(&sql));
        payout_world_run(&own, fixture, store);
        assert_answer(fixture, store,
                      "SELECT check_name, why FROM tie WHERE scope = 'list7.csv' ORDER BY 1",
                      unused_rows[at].verdicts);
        buffer_free(&sql);
        payout_world_free(&own);
        store_close(store);
    }
}

/* Beside a payout that is stated, those that are not are named. */
static void test_unstated(void **state)
{
    struct fixture *fixture = *state;
    static struct payout_world own;
    struct store *store = fixture_store(fixture, ":memory:");
    payout_world_init(&own);
    world_add(&own.world, paid);
    payout_world_settlement(&own, fixture, store, "S", "", "132.5", "0", "0", "0");
    payout_world_run(&own, fixture, store);
    assert_answer(fixture, store,
                  "SELECT scope, reported, computed, why FROM tie WHERE verdict = "
                  "'not-testable' ORDER BY 1",
                  "pay.csv|||no settlement report of this payout is loaded\n"
                  "payt.csv|||no settlement report of this payout is loaded");
    payout_world_free(&own);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_checks),
        TEST(test_figures),
        TEST(test_unused),
        TEST(test_unstated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
