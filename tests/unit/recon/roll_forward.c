/* The roll-forward in sums, added up by hand. */
#include "store_fixture.h"

#include "recon/roll_forward.h"

enum { USD = 0x555344, EUR = 0x455552 };

static void add(struct roll_forward *all, uint32_t payer, currency_code currency,
                const int64_t parts[8])
{
    const struct position_roll roll = {{parts[0]}, {parts[1]}, {parts[2]}, {parts[3]},
                                       {parts[4]}, {parts[5]}, {parts[6]}, {parts[7]}};
    roll_forward_add(all, payer, currency, &roll);
}

static const char table[] =
    "SELECT currency, is_total, payer_id, opening, billed, refunds_billed, disbursed, "
    "refunds_disbursed, forgiven, adjusted, closing, unexplained FROM roll_forward "
    "ORDER BY currency, is_total, payer_id";

static void test_sums(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct roll_forward *all = roll_forward_new();
    add(all, 70, USD, (const int64_t[]){10000000, 0, 0, -10000000, 0, 0, 0, 0});
    add(all, 2, EUR, (const int64_t[]){0, 5000000, -1000000, 0, 0, 0, 0, 4000000});
    add(all, 70, USD, (const int64_t[]){0, 3000000, 0, 0, 500000, -1000000, 250000, 2750000});
    add(all, 0, USD, (const int64_t[]){7000000, 0, 0, 0, 0, 0, 0, 7000000});
    add(all, 70, EUR, (const int64_t[]){1000000, 0, 0, 0, 0, 0, 0, 1000000});
    must_work(roll_forward_store(all, store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, table,
                  "EUR|0|2|0.00|5.00|-1.00|0.00|0.00|0.00|0.00|4.00|0.00\n"
                  "EUR|0|70|1.00|0.00|0.00|0.00|0.00|0.00|0.00|1.00|0.00\n"
                  "EUR|1|0|1.00|5.00|-1.00|0.00|0.00|0.00|0.00|5.00|0.00\n"
                  "USD|0|0|7.00|0.00|0.00|0.00|0.00|0.00|0.00|7.00|0.00\n"
                  "USD|0|70|10.00|3.00|0.00|-10.00|0.50|-1.00|0.25|2.75|0.00\n"
                  "USD|1|0|17.00|3.00|0.00|-10.00|0.50|-1.00|0.25|9.75|0.00");
    roll_forward_free(all);
    store_close(store);
}

/* What the parts do not explain is printed, with its sign. */
static void test_unexplained(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct roll_forward *all = roll_forward_new();
    add(all, 1, USD, (const int64_t[]){1000000, 0, 0, 0, 0, 0, 0, 400000});
    must_work(roll_forward_store(all, store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT DISTINCT unexplained FROM roll_forward", "-0.60");
    roll_forward_free(all);
    store_close(store);
}

/* Three positions at their bound pass 64 bits, on either side of zero. */
static void test_no_bound(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct roll_forward *all = roll_forward_new();
    for (int i = 0; i < 3; i++)
        add(all, 1, USD,
            (const int64_t[]){9000000000000000000, 0, 0, -9000000000000000000, 0, 0, 0, 0});
    must_work(roll_forward_store(all, store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store,
                  "SELECT opening, disbursed, unexplained FROM roll_forward WHERE is_total = 0",
                  "27000000000000.00|-27000000000000.00|0.00");
    roll_forward_free(all);
    store_close(store);
}

static void test_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct roll_forward *all = roll_forward_new();
    must_work(roll_forward_store(all, store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT count(*) FROM roll_forward", "0");
    roll_forward_free(all);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_sums),
        TEST(test_unexplained),
        TEST(test_no_bound),
        TEST(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
