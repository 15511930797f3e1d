/* Populations and ageing over a handful of positions, counted by hand. */
#include "store_fixture.h"

#include "recon/tally.h"

enum { USD = 0x555344, EUR = 0x455552 };

static struct position position_of(currency_code currency, enum position_state state,
                                   int64_t collectible)
{
    return (struct position){
        .currency = currency, .state = state, .collectible = {collectible}};
}

static struct store *stored(struct fixture *fixture, const struct position *positions,
                            size_t count)
{
    struct run_facts facts = {0};
    struct tally *tally = tally_new(&facts);
    struct store *store = fixture_store(fixture, ":memory:");
    for (size_t i = 0; i < count; i++)
        tally_position(tally, &positions[i]);
    must_work(tally_store(tally, store, &fixture->failure), &fixture->failure);
    tally_free(tally);
    return store;
}

static void test_every_population_foots(void **state)
{
    struct fixture *fixture = *state;
    struct position positions[6] = {
        position_of(USD, STATE_UNCOLLECTED, 10000000),
        position_of(USD, STATE_UNCOLLECTED, 2500000),
        position_of(USD, STATE_SETTLED, 0),
        position_of(USD, STATE_REFUND_PENDING, -4000000),
        position_of(EUR, STATE_SETTLED, 10000),
        position_of(EUR, STATE_CROSS_CURRENCY, 7000000),
    };
    positions[0].net_status = NET_OPEN_PAST_DUE;
    positions[1].net_status = NET_OPEN_PAST_DUE;
    positions[2].net_status = NET_COLLECTED_IN_TERMS;
    positions[2].tax_status = TAX_STATUS_COLLECTED;
    positions[3].refund_lines = 1;
    positions[4].tax_status = TAX_STATUS_SHORT;
    positions[4].tax_difference.micro = 330000;
    struct store *store = stored(fixture, positions, 6);
    assert_answer(fixture, store,
                  "SELECT report, status, currency, positions, amount FROM population "
                  "ORDER BY report, currency, status",
                  "currencies|cross-currency|EUR|1|7.00\n"
                  "net-terms|none|EUR|1|0.01\n"
                  "net-terms|collected-in-terms|USD|1|0.00\n"
                  "net-terms|none|USD|1|-4.00\n"
                  "net-terms|open-past-due|USD|2|12.50\n"
                  "refunds|none|EUR|1|0.01\n"
                  "refunds|none|USD|3|12.50\n"
                  "refunds|refund-pending|USD|1|-4.00\n"
                  "tax-collection|short|EUR|1|0.33\n"
                  "tax-collection|collected|USD|1|0.00\n"
                  "tax-collection|none|USD|3|0.00\n"
                  "uncollected|settled|EUR|1|0.01\n"
                  "uncollected|refund-pending|USD|1|-4.00\n"
                  "uncollected|settled|USD|1|0.00\n"
                  "uncollected|uncollected|USD|2|12.50");
    store_close(store);
}

struct refund_row {
    const char *name;
    struct position position;
    const char *status;
};

/* What belongs in refunds.csv. */
static const struct refund_row refunds[] = {
    {"none", {.state = STATE_SETTLED}, "none"},
    {"lines with a refund", {.state = STATE_SETTLED, .refund_lines = 2}, "settled"},
    {"a tax refund line", {.state = STATE_TAX_ONLY, .tax_refund_lines = 1}, "tax-only"},
    {"a credit is none", {.state = STATE_SETTLED, .billed[COMPONENT_CREDIT] = {5}}, "none"},
};

static void test_refunds(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < array_count(refunds); i++) {
        print_message("%s\n", refunds[i].name);
        struct position position = refunds[i].position;
        position.currency = USD;
        struct store *store = stored(fixture, &position, 1);
        assert_answer(fixture, store, "SELECT status FROM population WHERE report = 'refunds'",
                      refunds[i].status);
        store_close(store);
    }
}

/* A bucket is one row whether its billing days are stand-ins or not; cross-currency is not
 * aged. */
static void test_ageing(void **state)
{
    struct fixture *fixture = *state;
    struct position positions[5] = {
        position_of(USD, STATE_UNCOLLECTED, 10000000),
        position_of(USD, STATE_UNCOLLECTED, 2500000),
        position_of(USD, STATE_SETTLED, 0),
        position_of(USD, STATE_REFUND_PENDING, -4000000),
        position_of(USD, STATE_CROSS_CURRENCY, 7000000),
    };
    positions[0].age_bucket = AGE_31_60;
    positions[0].due_bucket = DUE_1_30;
    positions[1].age_bucket = AGE_31_60;
    positions[1].age_stand_in = true;
    positions[1].due_bucket = DUE_NO_DATE;
    positions[3].age_bucket = AGE_CREDIT;
    positions[3].due_bucket = DUE_CREDIT;
    struct store *store = stored(fixture, positions, 5);
    assert_answer(fixture, store,
                  "SELECT basis, bucket, currency, positions, amount FROM ageing "
                  "ORDER BY basis, ordinal",
                  "billing|31-60|USD|2|12.50\nbilling|credit|USD|1|-4.00\n"
                  "due|1-30|USD|1|10.00\ndue|no-due-date|USD|1|2.50\ndue|credit|USD|1|-4.00");
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_population_foots),
        TEST(test_refunds),
        TEST(test_ageing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
