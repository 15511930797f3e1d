/* The journal in the syntax of two ledgers, worked out by hand, and texts from outside in it. That
 * hledger and bean-check accept every story's is tests/stories/journal.sh. */
#include "reports/report_ledger.h"

#include "report_world.h"
#include "world_main.h"

#define BILLED_FILE "monthly_revenue_billing_and_revenue_data_2024-04-15.csv"
#define PAID_FILE "disbursed_amount_by_product_2024-04-20.csv"

/* Two charges of 100.00 and 50.00 with fees of 3.00 and 1.50, billed in March, paid in April. */
static void run_quiet(struct world *world, const char *folder)
{
    world_quiet(world, folder);
    world->options.formats = STR("beancount hledger");
    world->options.present = STR("gross");
    assert_true(day_parse_iso(STR("2024-03-01"), &world->options.from));
    assert_int_equal(world_run(world), STATUS_OK);
}

static void test_hledger(void **state)
{
    struct world world;
    run_quiet(&world, *state);
    report_says(&world, "journal.hledger",
                "; A proposal: docs/JOURNAL.md.\n"
                "decimal-mark .\n"
                "\n"
                "2024-03-31 billed 2024-03 USD " BILLED_FILE
                "  ; kind: billed, report: monthly_revenue_billing_and_revenue_data, "
                "file: " BILLED_FILE "\n"
                "    assets:receivable:payer  USD 150.00  ; payer: 111122223333, flow: billed, "
                "references: r-1 r-2\n"
                "    liabilities:withheld  USD -4.50  ; references: r-1 r-2\n"
                "    income:revenue  USD -150.00  ; references: r-1 r-2\n"
                "    expenses:listing-fee  USD 4.50  ; references: r-1 r-2\n"
                "\n"
                "2024-04-20 payout 2024-04 USD " PAID_FILE
                "  ; kind: payout, report: disbursed_amount_by_product, file: " PAID_FILE
                ", payout: " PAID_FILE "\n"
                "    assets:receivable:payer  USD -150.00  ; payer: 111122223333, "
                "flow: disbursed, references: r-1 r-2\n"
                "    assets:cash:payout  USD 145.50  ; references: r-1 r-2\n"
                "    liabilities:withheld  USD 4.50  ; references: r-1 r-2\n"
                "\n"
                "2024-04-20 closing of the roll-forward USD\n"
                "    assets:receivable:payer  USD 0.00 = USD 0.00\n"
                "\n"
                "commodity USD\n"
                "account assets:receivable:payer\n"
                "account liabilities:withheld\n"
                "account income:revenue\n"
                "account expenses:listing-fee\n"
                "account assets:cash:payout\n");
    world_end(&world);
}

static void test_beancount(void **state)
{
    struct world world;
    run_quiet(&world, *state);
    report_says(&world, "journal.beancount",
                "; A proposal: docs/JOURNAL.md.\n"
                "option \"inferred_tolerance_multiplier\" \"0\"\n"
                "\n"
                "2024-03-31 * \"billed 2024-03 USD " BILLED_FILE "\"\n"
                "  kind: \"billed\"\n"
                "  report: \"monthly_revenue_billing_and_revenue_data\"\n"
                "  file: \"" BILLED_FILE "\"\n"
                "  Assets:Receivable:Payer  150.00 USD\n"
                "    payer: \"111122223333\"\n"
                "    flow: \"billed\"\n"
                "    references: \"r-1 r-2\"\n"
                "  Liabilities:Withheld  -4.50 USD\n"
                "    references: \"r-1 r-2\"\n"
                "  Income:Revenue  -150.00 USD\n"
                "    references: \"r-1 r-2\"\n"
                "  Expenses:Listing-fee  4.50 USD\n"
                "    references: \"r-1 r-2\"\n"
                "\n"
                "2024-04-20 * \"payout 2024-04 USD " PAID_FILE "\"\n"
                "  kind: \"payout\"\n"
                "  report: \"disbursed_amount_by_product\"\n"
                "  file: \"" PAID_FILE "\"\n"
                "  payout: \"" PAID_FILE "\"\n"
                "  Assets:Receivable:Payer  -150.00 USD\n"
                "    payer: \"111122223333\"\n"
                "    flow: \"disbursed\"\n"
                "    references: \"r-1 r-2\"\n"
                "  Assets:Cash:Payout  145.50 USD\n"
                "    references: \"r-1 r-2\"\n"
                "  Liabilities:Withheld  4.50 USD\n"
                "    references: \"r-1 r-2\"\n"
                "\n"
                "2024-04-21 balance Assets:Receivable:Payer  0.00 ~ 0 USD\n"
                "\n"
                "2024-03-31 open Assets:Receivable:Payer\n"
                "2024-03-31 open Liabilities:Withheld\n"
                "2024-03-31 open Income:Revenue\n"
                "2024-03-31 open Expenses:Listing-fee\n"
                "2024-03-31 open Assets:Cash:Payout\n");
    world_end(&world);
}

static void test_texts(void **state)
{
    static const struct {
        const char *text, *written;
    } rows[] = {
        {"", ""},
        {"r-1 (a) = 'b' + c #d *!", "r-1 (a) = 'b' + c #d *!"},
        {"a;b", "a%3Bb"},
        {"date:2024-99-99, x", "date%3A2024-99-99%2C x"},
        {"[2024-99-99]", "%5B2024-99-99%5D"},
        {"say \"x\\y\"", "say %22x%5Cy%22"},
        {"two\nlines\t\x7f", "two%0Alines%09%7F"},
        {"{1}@|%41", "%7B1%7D%40%7C%2541"},
        {"caf\xc3\xa9 \xff", "caf%C3%A9 %FF"},
    };
    (void)state;
    for (size_t at = 0; at < array_count(rows); at++) {
        struct buffer into = {0};
        report_ledger_text(&into, str_from(rows[at].text));
        assert_string_equal(buffer_c(&into), rows[at].written);
        buffer_free(&into);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_hledger),
        WORLD_TEST(test_beancount),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
