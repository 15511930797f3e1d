/* Payouts line by line, and what becomes of them in the books: payouts.c, payouts_sum.c,
 * payouts_store.c. */
#include "payout_world.h"

/* Three deposits by name, one by its settlement report, one by its file. */
static const char lines[] =
    "inv A cur=USD on=2024-04-01 gross=100 fee=-5 net=95;"
    "inv B cur=USD on=2024-03-15 gross=40 fee=-2 net=38;"
    "payd A cur=USD gross=100 fee=-5 tax=8 net=95;"
    "payd B cur=USD gross=40 refund=-10 fee=-2 fee_refund=0.5 net=28.5;"
    "payd - cur=USD gross=1 net=1;"
    "payd C cur=EUR gross=7 net=7;"
    "pay A trace=T-9 cur=USD on=2024-06-03 gross=3 net=3;"
    "pay B trace=T-9 cur=USD on=2024-06-04 gross=2 net=2;"
    "pay D settle=S-1 cur=USD on=2024-06-05 gross=9 net=9;"
    "pay E cur=USD on=2024-07-02 gross=50 net=50;"
    "pay - cur=USD on=2024-07-02 gross=60 net=60;"
    "payt F cur=USD on=2024-06-20 gross=10 tax=1 tax_refund=-0.25 net=10.75";

static void test_table(void **state)
{
    struct fixture *fixture = *state;
    static struct payout_world own;
    struct store *store = fixture_store(fixture, ":memory:");
    payout_world_init(&own);
    world_add(&own.world, lines);
    payout_world_settlement(&own, fixture, store, "S-7", "USD", "132.5", "100", "95", "8");
    payout_world_settlement(&own, fixture, store, "S-7", "USD", "132.5", "41", "29.5", "0");
    payout_world_run(&own, fixture, store);
    assert_answer(fixture, store,
                  "SELECT payout, currency, day_text(disbursed_on), bank_trace_id, lines, net, "
                  "stated, difference, day_text(oldest_billed), day_text(newest_billed) "
                  "FROM payout ORDER BY payout, currency",
                  "S-1|USD|2024-06-05||1|9.00||||\n"
                  "S-7|USD|2024-05-10||3|124.50|132.50|0.00|2024-03-15|2024-04-01\n"
                  "T-9|USD|2024-06-04|T-9|2|5.00|||2024-03-15|2024-04-01\n"
                  "payd.csv|EUR|2024-05-10||1|7.00||||\n"
                  "payt.csv|USD|2024-06-20||1|10.75||||");
    assert_answer(fixture, store,
                  "SELECT gross, fee, refund, fee_refund, credit, fee_credit, tax, tax_refund "
                  "FROM payout WHERE payout IN ('S-7', 'payt.csv') ORDER BY payout",
                  "141.00|-7.00|-10.00|0.50|0.00|0.00|8.00|0.00\n"
                  "10.00|0.00|0.00|0.00|0.00|0.00|1.00|-0.25");
    payout_world_free(&own);
    store_close(store);
}

/* Two files of one payout day come together under its settlement. */
static void test_files_of_one_settlement(void **state)
{
    struct fixture *fixture = *state;
    static struct payout_world own;
    struct store *store = fixture_store(fixture, ":memory:");
    payout_world_init(&own);
    own.world.sections[8].covers_to = world_day("2024-05-09"); /* pay, beside payd */
    world_add(&own.world, "payd A cur=USD gross=100 net=95;"
                          "pay B cur=USD on=2024-05-08 gross=10 net=9.5");
    payout_world_settlement(&own, fixture, store, "S-7", "", "105", "110", "104.5", "0");
    payout_world_run(&own, fixture, store);
    assert_answer(
        fixture, store,
        "SELECT payout, day_text(disbursed_on), lines, gross, net, stated, difference "
        "FROM payout",
        "S-7|2024-05-10|2|110.00|104.50|105.00|-0.50");
    payout_world_free(&own);
    store_close(store);
}

struct sum_row {
    const char *name;
    bool holds_tax;
    const char *sums; /* in the order of enum payout_sum */
};

/* gross 100, refund -10, fee -5, tax 8, tax refund -2; net 85, and 91 where it holds tax. */
static const struct sum_row sum_rows[] = {
    {"net without tax", false, "85.00 91.00 100.00 108.00 90.00 96.00 8.00 -2.00 2.00"},
    {"net holds tax", true, "79.00 85.00 100.00 108.00 90.00 96.00 8.00 -2.00 2.00"},
};

static void test_sums(void **state)
{
    (void)state;
    for (size_t row = 0; row < array_count(sum_rows); row++) {
        static struct payout_world own;
        struct money_total *sums[PAYOUT_SUM_COUNT];
        struct buffer text = {0};
        payout_world_init(&own);
        own.world.sections[9].net_holds_tax = sum_rows[row].holds_tax;
        world_add(&own.world,
                  "payd A cur=USD gross=100 refund=-10 fee=-5 tax=8 tax_refund=-2 net=85");
        own.payouts = payouts_new(&own.world.facts, &own.world.ledger);
        const struct movement *movement =
            ledger_movement(&own.world.ledger, own.world.ledger.heads[1]);
        payouts_line(own.payouts, movement, CLASS_COUNTED, movement->currency);
        payouts_line(own.payouts, movement, CLASS_SUPERSEDED, movement->currency);
        payout_sums_new(sums);
        assert_int_equal(
            payouts_sum(own.payouts, world_day("2024-05-09"), movement->currency, sums), 1);
        for (int of = 0; of < PAYOUT_SUM_COUNT; of++) {
            buffer_add_c(&text, of > 0 ? " " : "");
            money_total_format(sums[of], &text);
        }
        print_message("%s\n", sum_rows[row].name);
        assert_string_equal(buffer_c(&text), sum_rows[row].sums);
        buffer_free(&text);
        payout_sums_free(sums);
        payout_world_free(&own);
    }
}

struct age_row {
    int64_t days;
    enum stated_age age;
};

static const struct age_row age_rows[] = {
    {-3, STATED_AGE_30},    {0, STATED_AGE_30},      {30, STATED_AGE_30},
    {31, STATED_AGE_60},    {60, STATED_AGE_60},     {61, STATED_AGE_90},
    {90, STATED_AGE_90},    {91, STATED_AGE_120},    {120, STATED_AGE_120},
    {121, STATED_AGE_OVER}, {4000, STATED_AGE_OVER},
};

static void test_ages(void **state)
{
    (void)state;
    for (size_t row = 0; row < array_count(age_rows); row++)
        assert_int_equal(stated_age_of(age_rows[row].days), age_rows[row].age);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_table),
        TEST(test_files_of_one_settlement),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_ages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
