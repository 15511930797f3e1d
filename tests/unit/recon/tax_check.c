/* What tax rows do not bear out of themselves. Records are numbered from 2, section 14 is the tax
 * report; the penny is 0.01. */
#include "tax_world.h"

static const char asked[] =
    "SELECT check_name, line_id & 4294967295, expected, actual, lines FROM tax_check "
    "ORDER BY line_id, check_name";

static const struct tax_world_row rates[] = {
    {"as it should be",
     "tax A item=1 taxable=100 price=100 tax_rate=0.0825 tax_amount=8.25 "
     "total_tax=8.25",
     ""},
    {"a cent beside is a penny",
     "tax A taxable=100 price=100 tax_rate=0.0825 tax_amount=8.26 "
     "total_tax=8.26",
     ""},
    {"two cents are not",
     "tax A taxable=100 price=100 tax_rate=0.0825 tax_amount=8.27 total_tax=8.27",
     "rate|2|8250000|8270000|1"},
    {"half a cent is rounded away from zero before it is compared: 0.5 * 0.05 is 0.03",
     "tax A taxable=0.5 price=0.5 tax_rate=0.05 tax_amount=0.02 total_tax=0.02", ""},
    {"and 0.5 * 0.05 against 0.01",
     "tax A taxable=0.5 price=0.5 tax_rate=0.05 tax_amount=0.01 "
     "total_tax=0.01",
     "rate|2|30000|10000|1"},
    {"no rate says nothing", "tax A taxable=100 price=100 tax_amount=7 total_tax=7", ""},
    {"a rate of zero says that there is no tax",
     "tax A taxable=100 price=100 tax_rate=0 tax_amount=7 total_tax=7", "rate|2|0|7000000|1"},
    {"a refund by its own sign",
     "tax A item=1 taxable=100 price=100 tax_rate=0.08 tax_amount=8 total_tax=8;"
     "tax A item=1 event=refund taxable=-100 price=-100 tax_rate=0.08 tax_amount=-8 "
     "total_tax=-8",
     ""},
    {"tax of another kind is not asked",
     "tax A taxable=100 price=100 tax_rate=0.2 tax_amount=7 total_tax=7 flags=8", ""},
    {"what comes after the day is not asked",
     "tax A on=2024-07-01 taxable=100 price=100 tax_rate=0.2 tax_amount=7 total_tax=7", ""},
    {"a line without a reference is",
     "tax - taxable=100 price=100 tax_rate=0.2 tax_amount=7 "
     "total_tax=7",
     "rate|2|20000000|7000000|1"},
};

static void test_rates(void **state)
{
    assert_tax_worlds(*state, rates, array_count(rates), asked);
}

static const struct tax_world_row bases[] = {
    {"each place has the whole price",
     "tax A item=1 place=GA price=100 taxable=100;tax A item=1 place=FULTON price=100 "
     "taxable=60 nontaxable=40",
     ""},
    {"a place may split it over rows",
     "tax A item=1 place=GA price=100 taxable=60;tax A item=1 place=GA price=100 "
     "nontaxable=40 tax_reason=Exempt",
     ""},
    {"one row is missing",
     "tax A item=1 place=GA price=100 taxable=60;tax A item=1 place=FULTON price=100 "
     "taxable=100",
     "base|2|60000000|100000000|1"},
    {"one is there twice",
     "tax A item=1 place=GA price=100 taxable=100;tax A item=1 place=GA price=100 taxable=100",
     "base|2|200000000|100000000|2"},
    {"a cent is a penny", "tax A item=1 place=GA price=100 taxable=99.99", ""},
    {"two are not", "tax A item=1 place=GA price=100 taxable=99.98",
     "base|2|99980000|100000000|1"},
    {"two items are two prices",
     "tax A item=1 place=GA price=100 taxable=100;tax A item=2 place=GA price=50 taxable=50",
     ""},
    {"refunds print parts of either sign: not asked",
     "tax A item=1 place=GA price=100 taxable=100;tax A item=1 event=refund place=GA "
     "price=-100 taxable=-10 nontaxable=90",
     ""},
    {"rows under two references are one item: together they make it",
     "tax A item=1 place=GA price=100 taxable=60;tax B item=1 place=GA price=100 "
     "nontaxable=40",
     ""},
    {"or do not",
     "tax A item=1 place=GA price=100 taxable=60;tax B item=1 place=GA price=100 "
     "nontaxable=30",
     "base|2|90000000|100000000|2"},
};

static void test_bases(void **state)
{
    assert_tax_worlds(*state, bases, array_count(bases), asked);
}

static const struct tax_world_row totals[] = {
    {"rows add up",
     "tax A item=1 tax_amount=4 total_tax=8.25;tax A item=1 tax_amount=4.25 "
     "total_tax=8.25",
     ""},
    {"in any order of the file, with others between",
     "tax A item=1 tax_amount=4 total_tax=8.25;tax A item=2 tax_amount=1 total_tax=1;tax A "
     "item=1 tax_amount=4.25 total_tax=8.25",
     ""},
    {"one is missing", "tax A item=1 tax_amount=4 total_tax=8.25", "total|2|4000000|8250000|1"},
    {"a cent is a penny", "tax A item=1 tax_amount=8.24 total_tax=8.25", ""},
    {"two are not", "tax A item=1 tax_amount=8.23 total_tax=8.25", "total|2|8230000|8250000|1"},
    {"sale and refund are two",
     "tax A item=1 tax_amount=8 total_tax=8;tax A item=1 "
     "event=refund tax_amount=-8 total_tax=-8",
     ""},
    {"two bills are two",
     "tax A item=1 bill=1 tax_amount=8 total_tax=8;tax A item=1 bill=2 tax_amount=8 "
     "total_tax=8",
     ""},
    {"two days are two",
     "tax A item=1 on=2024-05-01 tax_amount=8 total_tax=8;tax A item=1 on=2024-05-02 "
     "tax_amount=8 total_tax=8",
     ""},
    {"two currencies are two",
     "tax A item=1 cur=USD tax_amount=8 total_tax=8;tax A item=1 cur=EUR tax_amount=8 "
     "total_tax=8",
     ""},
    {"the same twice is once too much",
     "tax A item=1 tax_amount=8 total_tax=8;tax A item=1 tax_amount=8 total_tax=8",
     "total|2|16000000|8000000|2"},
    {"Total Tax totals tax of every kind",
     "tax A item=1 tax_amount=8 total_tax=10;tax A item=1 tax_amount=2 total_tax=10 flags=8",
     ""},
    {"nothing is taxed, and a total stated", "tax A item=1 total_tax=8", "total|2|0|8000000|1"},
};

static void test_totals(void **state)
{
    assert_tax_worlds(*state, totals, array_count(totals), asked);
}

static const struct tax_world_row refunds[] = {
    {"its sale is loaded",
     "tax A item=1 tax_amount=8 total_tax=8;tax A item=1 event=refund "
     "tax_amount=-8 total_tax=-8",
     ""},
    {"after it, and under another reference",
     "tax A item=1 event=refund tax_amount=-8 total_tax=-8;tax B item=1 tax_amount=8 "
     "total_tax=8",
     ""},
    {"another item's sale is none",
     "tax A item=1 event=refund tax_amount=-8 total_tax=-8;tax A item=2 tax_amount=8 "
     "total_tax=8",
     "refund|2|0|-8000000|1"},
    {"of tax only, in two places",
     "tax A item=1 event=taxonly tax_amount=-5 total_tax=-8;tax A item=1 event=taxonly "
     "tax_amount=-3 total_tax=-8",
     "refund|2|0|-5000000|1\nrefund|3|0|-3000000|1"},
    {"without an item nothing shows its sale",
     "tax A event=refund tax_amount=-8 total_tax=-8;tax A tax_amount=8 total_tax=8",
     "refund|2|0|-8000000|1"},
    {"a sale after the day is not known yet",
     "tax A item=1 event=refund tax_amount=-8 total_tax=-8;tax A item=1 on=2024-07-01 "
     "tax_amount=8 total_tax=8",
     "refund|2|0|-8000000|1"},
    {"a sale without a reference is a sale",
     "tax A item=1 event=refund tax_amount=-8 total_tax=-8;tax - item=1 tax_amount=8 "
     "total_tax=8",
     ""},
    {"a refund without a reference is named by another rule",
     "tax - item=1 event=refund tax_amount=-8 total_tax=-8", ""},
};

static void test_refunds(void **state)
{
    assert_tax_worlds(*state, refunds, array_count(refunds), asked);
}

/* What is off is asked about: its position may not rest. */
static void test_no_rest(void **state)
{
    (void)state;
    static const struct {
        const char *tax;
        bool at_rest;
    } rows[] = {
        {"tax A on=2024-05-01 item=1 party=seller tax_amount=8 total_tax=8", true},
        {"tax A on=2024-05-01 item=1 party=seller tax_amount=8 total_tax=9", false},
        {"tax A on=2024-05-01 item=1 party=seller taxable=1 price=1 tax_rate=0.5 tax_amount=8 "
         "total_tax=8",
         false},
        {"tax A on=2024-05-01 item=1 party=seller price=1 tax_amount=8 total_tax=8", false},
    };
    for (size_t i = 0; i < array_count(rows); i++) {
        struct world *world = malloc(sizeof *world);
        world_init(world);
        world_add(world, "inv A on=2024-05-01 gross=100 tax=8 net=100;"
                         "pay A on=2024-05-20 gross=100 tax=8 net=100");
        world_add(world, rows[i].tax);
        world->tax = tax_book_new(&world->ledger, &world->facts);
        must_work(world_pass(world), &world->failure);
        assert_int_equal(world_find(world, "A")->at_rest, rows[i].at_rest);
        tax_book_free(world->tax);
        world_free(world);
        free(world);
    }
}

/* Line items by the thousand: the bits of those that were sold grow. */
static void test_many_items(void **state)
{
    struct buffer lines = {0};
    for (int item = 1; item <= 3000; item += 100)
        buffer_format(&lines, "tax A item=i%d tax_amount=1 total_tax=1;", item);
    buffer_add_c(&lines, "tax A item=i2901 event=refund tax_amount=-1 total_tax=-1");
    struct store *store = tax_world_store(*state, buffer_c(&lines));
    assert_answer(*state, store, asked, "");
    store_close(store);
    buffer_free(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rates, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_bases, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_totals, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_refunds, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_no_rest, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_many_items, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
