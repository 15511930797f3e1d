/* journal.csv of a month worked out by hand, both ways to show it; and books whose roll-forward
 * says something else. That every story's journal closes is tests/stories/journal.sh. */
#include "reports/report_journal.h"

#include "report_world.h"
#include "store_fixture.h"
#include "world_main.h"

#define BILLED_ENTRY                                                                           \
    "billed 2024-03 USD monthly_revenue_billing_and_revenue_data_2024-04-15.csv,2024-03-31,"   \
    "2024-03,USD,billed,"
#define BILLED_FROM                                                                            \
    ",monthly_revenue_billing_and_revenue_data,"                                               \
    "monthly_revenue_billing_and_revenue_data_2024-04-15.csv,,2,r-1 r-2\n"
#define PAID_ENTRY                                                                             \
    "payout 2024-04 USD disbursed_amount_by_product_2024-04-20.csv,2024-04-20,2024-04,USD,"    \
    "payout,"
#define PAID_FROM                                                                              \
    ",disbursed_amount_by_product,disbursed_amount_by_product_2024-04-20.csv,"                 \
    "disbursed_amount_by_product_2024-04-20.csv,2,r-1 r-2\n"
#define HEADER                                                                                 \
    "entry,date,period,currency,kind,account,payer,flow,debit,credit,report,file,payout,"      \
    "lines,references\n"
#define PAID                                                                                   \
    PAID_ENTRY "assets:receivable:payer,111122223333,disbursed,,150.00" PAID_FROM PAID_ENTRY   \
               "assets:cash:payout,,,145.50," PAID_FROM PAID_ENTRY                             \
               "liabilities:withheld,,,4.50," PAID_FROM

/* Two charges of 100.00 and 50.00 with fees of 3.00 and 1.50, billed in March, paid in April. */
static void run_quiet(struct world *world, const char *folder, const char *present,
                      const char *from)
{
    world_quiet(world, folder);
    world->options.formats = STR("journal");
    world->options.present = str_from(present);
    assert_true(day_parse_iso(str_from(from), &world->options.from));
    assert_int_equal(world_run(world), STATUS_OK);
}

static void test_gross(void **state)
{
    struct world world;
    run_quiet(&world, *state, "gross", "2024-03-01");
    report_says(&world, "journal.csv",
                HEADER BILLED_ENTRY
                "assets:receivable:payer,111122223333,billed,150.00," BILLED_FROM BILLED_ENTRY
                "liabilities:withheld,,,,4.50" BILLED_FROM BILLED_ENTRY
                "income:revenue,,,,150.00" BILLED_FROM BILLED_ENTRY
                "expenses:listing-fee,,,4.50," BILLED_FROM PAID);
    world_end(&world);
}

static void test_net(void **state)
{
    struct world world;
    run_quiet(&world, *state, "net", "2024-03-01");
    report_says(&world, "journal.csv",
                HEADER BILLED_ENTRY
                "assets:receivable:payer,111122223333,billed,150.00," BILLED_FROM BILLED_ENTRY
                "liabilities:withheld,,,,4.50" BILLED_FROM BILLED_ENTRY
                "income:revenue,,,,145.50" BILLED_FROM PAID);
    world_end(&world);
}

/* What was billed before the first day opens it. */
static void test_opening(void **state)
{
    static const char opening[] = "opening USD,2024-03-31,2024-03,USD,opening,";
    char text[2048];
    struct world world;
    run_quiet(&world, *state, "gross", "2024-04-01");
    snprintf(text, sizeof text,
             HEADER "%sassets:receivable:payer,111122223333,opening,150.00,,,roll-forward.csv,,"
                    "0,\n%sequity:opening,,,,150.00,,roll-forward.csv,,0,\n" PAID,
             opening, opening);
    report_says(&world, "journal.csv", text);
    world_end(&world);
}

/* --- books that say something else ----------------------------------------------------------- */

static enum status write_journal(struct fixture *fixture, const char *closing,
                                 const char *total)
{
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_options options = {.present = STR("gross")};
    const struct report_model model = {0};
    const struct report_drawing drawing = {store, &model, &options, fixture->folder, NULL};
    struct report_output output = {.name = "journal.csv"};
    char sql[512];
    snprintf(sql, sizeof sql,
             "INSERT INTO meta VALUES ('roll_from_day', '19783'), ('as_of_day', '19813');"
             "INSERT INTO payer VALUES (1, 'p');"
             "INSERT INTO roll_forward VALUES ('USD', 0, 1, '%s', '0.00', '0.00', '0.00', "
             "'0.00', '0.00', '0.00', '%s', '0.00', '0.00', '0.00'), ('USD', 1, 0, '%s', "
             "'0.00', '0.00', '0.00', '0.00', '0.00', '0.00', '%s', '0.00', '0.00', '0.00')",
             closing, closing, closing, total);
    must_work(store_execute(store, sql, &fixture->failure), &fixture->failure);
    enum status status = report_journal_write(&drawing, &output, &fixture->failure);
    if (status == STATUS_OK)
        assert_int_equal(output.rows, 2);
    store_close(store);
    return status;
}

static void test_it_closes(void **state)
{
    must_work(write_journal(*state, "10.00", "10.00"), &((struct fixture *)*state)->failure);
}

static void test_a_cent_more(void **state)
{
    must_fail(*state, write_journal(*state, "10.00", "10.01"), STATUS_EVIDENCE,
              "USD, off by -0.01");
}

static void test_no_amount(void **state)
{
    must_fail(*state, write_journal(*state, "10.00", "ten"), STATUS_EVIDENCE,
              "table roll_forward holds no amount");
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_gross), WORLD_TEST(test_net),   WORLD_TEST(test_opening),
        HERE(test_it_closes),   HERE(test_a_cent_more), HERE(test_no_amount),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
