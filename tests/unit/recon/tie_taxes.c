/* Total Tax and billed tax: tie_taxes.c, tax_totals.c, tally_tax.c. */
#include "payout_world.h"
#include "recon/tally.h"
#include "tax_world.h"
#include "tie_books.h"

static const struct tax_world_row total_rows[] = {
    {"a total stands on each of its rows, and counts once",
     "tax A cur=USD on=2024-05-01 total_tax=8.25 tax_amount=6.25;"
     "tax A cur=USD on=2024-05-01 total_tax=8.25 tax_amount=2;"
     "tax B cur=USD on=2024-05-01 total_tax=1 tax_amount=1",
     "USD|9.25|9.25|0"},
    {"by currency; a cent apart",
     "tax A cur=USD on=2024-05-01 total_tax=8.25 tax_amount=8.24;"
     "tax B cur=EUR on=2024-05-01 total_tax=1 tax_amount=1",
     "EUR|1.00|1.00|0\nUSD|8.25|8.24|1"},
    {"rows of one total under two references",
     "tax A cur=USD on=2024-05-01 total_tax=7 tax_amount=4;"
     "tax B cur=USD on=2024-05-01 total_tax=7 tax_amount=3",
     "USD|7.00|7.00|0"},
};

static void test_totals(void **state)
{
    assert_tax_worlds(*state, total_rows, array_count(total_rows),
                      "SELECT currency, reported, computed, apart FROM tax_total ORDER BY 1");
}

struct billed_row {
    const char *name;
    int64_t billed, refund, calculated; /* micros */
    int32_t billed_lines, tax_lines;
    bool unknown;
    const char *billed_on, *taxed_to, *answer;
};

/* Tax is known from 1 January, and after history from 30 April, to 30 June; so are bills. */
static const struct billed_row billed_rows[] = {
    {"the same", 10000000, -2000000, 8000000, 1, 1, false, "2024-05-01", "2024-05-01",
     "8.00|8.00|1|0|0|0"},
    {"a cent", 8000000, 0, 8010000, 1, 1, false, "2024-05-01", "2024-05-01",
     "8.00|8.01|1|1|0|0"},
    {"more than a cent", 8000000, 0, 8020000, 1, 1, false, "2024-05-01", "2024-05-01",
     "8.00|8.02|1|1|1|0"},
    {"more, and before tax is known", 8000000, 0, 9000000, 1, 1, false, "2024-04-29",
     "2024-05-01", "0.00|0.00|0|0|0|1"},
    {"more, and after", 8000000, 0, 9000000, 1, 1, false, "2024-07-01", "2024-05-01",
     "0.00|0.00|0|0|0|1"},
    {"more, and tax of the last day of bills", 8000000, 0, 0, 1, 2, false, "2024-05-01",
     "2024-06-30", "8.00|0.00|1|1|1|0"},
    {"more, and tax of the day after", 8000000, 0, 0, 1, 2, false, "2024-05-01", "2024-07-01",
     "0.00|0.00|0|0|0|1"},
    {"the same, and tax of the day after", 8000000, 0, 8000000, 1, 2, false, "2024-05-01",
     "2024-07-01", "8.00|8.00|1|0|0|0"},
    {"the same before tax is known", 8000000, 0, 8000000, 1, 1, false, "2024-04-29",
     "2024-05-01", "8.00|8.00|1|0|0|0"},
    {"no tax line", 8000000, 0, 0, 1, 0, false, "2024-05-01", "2024-05-01", ""},
    {"no bill", 0, 0, 8000000, 0, 1, false, "2024-05-01", "2024-05-01", ""},
    {"a bill that knows nothing of tax", 0, 0, 8000000, 1, 1, true, "2024-05-01", "2024-05-01",
     ""},
};

static void test_billed(void **state)
{
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(billed_rows); at++) {
        const struct billed_row *row = &billed_rows[at];
        static struct world world;
        struct store *store = fixture_store(fixture, ":memory:");
        struct position position = {.state = STATE_SETTLED,
                                    .currency = 1,
                                    .billed_lines = row->billed_lines,
                                    .tax_lines = row->tax_lines,
                                    .open_tax_known = !row->unknown,
                                    .tax_calculated = {row->calculated},
                                    .billed_on = world_day(row->billed_on),
                                    .taxed_to = world_day(row->taxed_to)};
        print_message("%s\n", row->name);
        position.billed[COMPONENT_TAX].micro = row->billed;
        position.billed[COMPONENT_TAX_REFUND].micro = row->refund;
        world_init(&world);
        struct tally *tally = tally_new(&world.facts);
        tally_position(tally, &position);
        must_work(tally_store(tally, store, &fixture->failure), &fixture->failure);
        assert_answer(fixture, store,
                      "SELECT billed, calculated, positions, apart, off, elsewhere "
                      "FROM billed_tax",
                      row->answer);
        tally_free(tally);
        world_free(&world);
        store_close(store);
    }
}

/* Record 2 of file 1, in dollars. */
#define LINE_TWO                                                                               \
    "INSERT INTO line_taxed VALUES (4294967298, 1, 0, 0, 0, 'USD', NULL, 0, 0, 0, 0, 0, 0, "   \
    "                               0, 0, 0, 0, 0, 0, 0);"

struct tie_row_of {
    const char *name, *sql, *answer;
};

static const struct tie_row_of tie_rows[] = {
    {"billed tax ties", "INSERT INTO billed_tax VALUES ('USD', '8.00', '8.00', 1, 0, 0, 0)",
     "billed-tax|all|USD|seller-liable tax|8.00|8.00|0.00|ties|"},
    {"off though the sum ties",
     "INSERT INTO billed_tax VALUES ('USD', '8.00', '8.00', 3, 2, 2, 0)",
     "billed-tax|all|USD|seller-liable tax|8.00|8.00|0.00|off|2 references differ between the "
     "bill and the tax report"},
    {"pennies, however many",
     "INSERT INTO billed_tax VALUES ('USD', '8.00', '8.05', 9, 5, 0, 0)",
     "billed-tax|all|USD|seller-liable tax|8.00|8.05|0.05|penny|within a penny each"},
    {"all of unknown days", "INSERT INTO billed_tax VALUES ('USD', '0.00', '0.00', 0, 0, 0, 4)",
     "billed-tax|all|USD|seller-liable tax|0.00|0.00|0.00|not-testable|4 of days no tax report "
     "or bill is known for left out"},
    {"some of unknown days",
     "INSERT INTO billed_tax VALUES ('USD', '8.00', '8.00', 1, 0, 0, 2)",
     "billed-tax|all|USD|seller-liable tax|8.00|8.00|0.00|ties|2 of days no tax report or "
     "bill is known for left out"},
    {"totals tie", "INSERT INTO tax_total VALUES (1, 'USD', '8.25', '8.25', 0)",
     "tax-totals|t.csv|USD|tax of all rows|8.25|8.25|0.00|ties|"},
    {"a total is off",
     LINE_TWO "INSERT INTO tax_total VALUES (1, 'USD', '8.25', '8.00', 1);"
              "INSERT INTO tax_check VALUES (4294967298, 'total', 8000000, 8250000, 2, NULL);"
              "INSERT INTO tax_check VALUES (4294967299, 'base', 8000000, 8250000, 2, NULL)",
     "tax-totals|t.csv|USD|tax of all rows|8.25|8.00|-0.25|off|1 totals are not the sum of "
     "their rows"},
    {"a total of another currency is off",
     LINE_TWO "INSERT INTO tax_total VALUES (1, 'EUR', '8.25', '8.25', 0);"
              "INSERT INTO tax_check VALUES (4294967298, 'total', 8000000, 8250000, 2, NULL)",
     "tax-totals|t.csv|EUR|tax of all rows|8.25|8.25|0.00|ties|"},
};

static void test_ties(void **state)
{
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(tie_rows); at++) {
        static struct payout_world own;
        struct store *store = fixture_store(fixture, ":memory:");
        print_message("%s\n", tie_rows[at].name);
        payout_world_init(&own);
        books_file(fixture, store, 1, "t.csv", false);
        books_section(fixture, store, 1, 1, ROLE_TAXED);
        execute(fixture, store, tie_rows[at].sql);
        payout_world_run(&own, fixture, store);
        assert_answer(fixture, store,
                      "SELECT check_name, scope, currency, basis, reported, computed, "
                      "difference, verdict, why FROM tie",
                      tie_rows[at].answer);
        payout_world_free(&own);
        store_close(store);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_totals),
        TEST(test_billed),
        TEST(test_ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
