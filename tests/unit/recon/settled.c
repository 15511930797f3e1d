/* References that settle, and what they add: settled_tally.c, settled_payouts.c and settled_tax.c
 * too. All reports are of January to June 2024, seen from 30 June: what lies before June may
 * settle. */
#include "recon/settled.h"

#include "tax_world.h"

/* A was billed in January and paid in March, with tax; the others for the reasons they name. */
#define SETTLES                                                                                \
    "inv A gross=100 fee=-3 net=97 tax=8 on=2024-01-10 acct=1 cur=USD;"                        \
    "pay A gross=100 fee=-3 net=97 tax=8 on=2024-03-01 acct=1 cur=USD trace=T1;"               \
    "tax A tax_amount=8 total_tax=8 taxable=100 price=100 party=seller on=2024-01-10 "         \
    "item=i1 bill=b1 cur=USD"

struct settled_case {
    const char *name, *lines;
    int64_t settle;
};

static const struct settled_case cases[] = {
    {"billed, paid, taxed", SETTLES, 1},
    {"not paid", "inv B gross=10 net=10 on=2024-01-10 cur=USD", 0},
    {"paid within the days of the roll-forward",
     "inv B gross=10 net=10 on=2024-01-10 cur=USD;pay B gross=10 net=10 on=2024-06-02 cur=USD",
     0},
    {"paid on the last day before them",
     "inv B gross=10 net=10 on=2024-01-10 cur=USD;pay B gross=10 net=10 on=2024-05-31 cur=USD",
     1},
    {"a line of it is dated after the day",
     "inv B gross=10 net=10 on=2024-01-10 cur=USD;pay B gross=10 net=10 on=2024-03-01 cur=USD;"
     "bill7 B gross=5 net=5 cur=USD",
     0},
    {"a line of it gave way",
     "inv B gross=10 net=10 on=2024-01-10 cur=USD;pay B gross=10 net=10 on=2024-03-01 cur=USD;"
     "old B gross=10 net=10 cur=USD",
     0},
    {"without a reference", "inv - gross=10 net=10 on=2024-01-10 cur=USD", 0},
    {"a currency that is taken from the bill",
     "inv B gross=10 net=10 on=2024-01-10 cur=EUR;pay B gross=10 net=10 on=2024-03-01", 1},
    {"tax that takes its currency from the bill",
     "inv B gross=10 net=10 tax=1 on=2024-01-10 cur=EUR;"
     "pay B gross=10 net=10 tax=1 on=2024-03-01;"
     "tax B tax_amount=1 total_tax=1 taxable=10 price=10 party=seller on=2024-01-10",
     0},
    {"a currency that is the base one",
     "inv B gross=10 net=10 on=2024-01-10 cur=USD;pay B gross=10 net=10 on=2024-03-01", 1},
    {"two currencies",
     "inv B gross=10 net=10 on=2024-01-10 cur=USD;pay B gross=10 net=10 on=2024-03-01 cur=USD;"
     "inv B gross=9 net=9 on=2024-01-10 cur=EUR;pay B gross=9 net=9 on=2024-03-01 cur=EUR",
     0},
};

/* Lines of the world as of 30 June; *settled and the rest have what passed. */
static void pass(struct world *world, struct settled *settled,
                 const struct settled_rows *habits, struct tax_book *book)
{
    const struct position_sink sink = {
        .context = world,
        .position = world_take,
        .line = world_take_line,
        .payer = world_take_payer,
        .roll = world_take_roll,
        .tax = book,
        .settled = settled,
        .habits = habits,
    };
    payers_link(&world->payers, &world->ledger);
    must_work(
        position_pass(&world->ledger, &world->facts, &world->payers, &sink, &world->failure),
        &world->failure);
}

static struct world *world_new(const char *lines)
{
    struct world *world = malloc(sizeof *world);
    world_init(world);
    world->facts.roll_from = world_day("2024-06-01");
    world_add(world, lines);
    return world;
}

static void world_end(struct world *world)
{
    world_free(world);
    free(world);
}

static void test_what_settles(void **state)
{
    (void)state;
    for (size_t at = 0; at < array_count(cases); at++) {
        struct world *world = world_new(cases[at].lines);
        struct settled *settled = settled_new(&world->ledger, &world->facts);
        struct tax_book *book = tax_book_new(&world->ledger, &world->facts);
        print_message("%s\n", cases[at].name);
        pass(world, settled, NULL, book);
        assert_int_equal(settled->references, cases[at].settle);
        tax_book_free(book);
        settled_free(settled);
        world_end(world);
    }
}

/* A month is sealed: what it collected settles too, with the days of its payouts, though the
 * roll-forward looked at it as of the day before. */
static void test_close(void **state)
{
    (void)state;
    static struct cut_day opening;
    struct world *world =
        world_new("inv B gross=10 net=10 on=2024-01-10 acct=1 cur=USD;"
                  "pay B gross=10 net=10 on=2024-06-30 acct=1 cur=USD trace=T2");
    opening = (struct cut_day){.day = world_day("2024-05-31"), .of_opening = true};
    for (int role = 0; role < ROLE_COUNT; role++)
        opening.windows[role] = world->facts.windows[role];
    world->facts.cuts = &opening;
    world->facts.cut_count = 1;
    world->facts.closes = true;
    struct settled *settled = settled_new(&world->ledger, &world->facts);
    struct tax_book *book = tax_book_new(&world->ledger, &world->facts);
    pass(world, settled, NULL, book);
    assert_int_equal(settled->references, 1);
    assert_int_equal(settled->last_day, world_day("2024-06-30"));
    const struct settled_rows *rows = settled_tell(settled);
    day_number billed = DAY_NONE;
    for (size_t at = 0; at < rows->count; at++)
        if (rows->items[at].keys[0] == SETTLED_PAYOUT_BILLED)
            billed = (day_number)rows->items[at].keys[4];
    assert_int_equal(billed, world_day("2024-01-10"));
    tax_book_free(book);
    settled_free(settled);
    world_end(world);
}

/* Three lines, of which the payout is of deposit T1. */
static void test_lines_and_days(void **state)
{
    (void)state;
    struct world *world = world_new(SETTLES);
    struct settled *settled = settled_new(&world->ledger, &world->facts);
    struct tax_book *book = tax_book_new(&world->ledger, &world->facts);
    pass(world, settled, NULL, book);
    assert_int_equal(settled->line_count, 3);
    assert_int_equal(settled->last_day, world_day("2024-03-01"));
    const struct settled_rows *rows = settled_tell(settled);
    int64_t paid = 0;
    int64_t days = 0;
    for (size_t at = 0; at < rows->count; at++) {
        const struct settled_row *row = &rows->items[at];
        if (row->keys[0] == SETTLED_PAYOUT_SUM && row->keys[4] == COMPONENT_GROSS)
            paid += row->micro;
        if (row->keys[0] == SETTLED_HABIT_COLLECTED)
            days = row->keys[3];
    }
    assert_int_equal(paid, 100000000);
    assert_int_equal(days, 51); /* 10 January to 1 March */
    tax_book_free(book);
    settled_free(settled);
    world_end(world);
}

#define WHOLE                                                                                  \
    SETTLES                                                                                    \
    ";inv C gross=50 fee=-1 net=49 tax=4 on=2024-02-10 acct=1 cur=USD;"                        \
    "pay C gross=20 net=20 on=2024-04-01 acct=1 cur=USD trace=T1;"                             \
    "tax C tax_amount=4 total_tax=4 taxable=50 price=50 party=seller on=2024-02-10 item=i2 "   \
    "bill=b2 cur=USD"

/* Everything that is counted and stored of a world. */
static struct store *counted(struct fixture *fixture, struct world *world,
                             const struct settled_rows *rows, struct str sold,
                             struct settled *settled)
{
    struct store *store = fixture_store(fixture, ":memory:");
    struct tally *tally = tally_new(&world->facts);
    struct payouts *payouts = payouts_new(&world->facts, &world->ledger);
    struct tax_book *book = tax_book_new(&world->ledger, &world->facts);
    for (size_t at = 0; rows != NULL && at < rows->count; at++) {
        uint32_t kind = rows->items[at].keys[0];
        if (kind < SETTLED_PAYOUT)
            tally_hear(tally, &rows->items[at]);
        else if (kind < SETTLED_WORKSHEET)
            payouts_hear(payouts, &rows->items[at]);
        else if (kind < SETTLED_HABIT)
            tax_book_hear(book, &rows->items[at]);
    }
    tax_book_add_sold(book, sold);
    pass(world, settled, rows, book);
    for (size_t at = 0; at < world->position_count; at++)
        tally_position(tally, &world->positions[at]);
    must_work(tally_store(tally, store, &fixture->failure), &fixture->failure);
    must_work(tax_book_store(book, store, &fixture->failure), &fixture->failure);
    tally_free(tally);
    payouts_free(payouts);
    tax_book_free(book);
    return store;
}

/* Once with all that passes, once with A left out and heard of: the same figures, the habit of the
 * payer among them. */
static void test_left_out_and_heard_of(void **state)
{
    struct fixture *fixture = *state;
    struct world *world = world_new(WHOLE);
    struct settled *settled = settled_new(&world->ledger, &world->facts);
    struct store *store = counted(fixture, world, NULL, STR(""), settled);
    assert_int_equal(settled->references, 1);
    assert_answer(fixture, store,
                  "SELECT sum(positions) FROM population WHERE report = 'uncollected'", "2");
    assert_answer(fixture, store, "SELECT billed, calculated, positions FROM billed_tax",
                  "12.00|12.00|2");
    assert_answer(fixture, store, "SELECT sum(lines) FROM tax_jurisdiction", "2");
    assert_int_equal(world->payer_rows[0].positions, 2);
    struct settled_rows none = {0};
    struct settled_rows *rows = settled_tell(settled);
    settled_rows_merge(rows, &none, 1);
    struct world *rest =
        world_new("inv C gross=50 fee=-1 net=49 tax=4 on=2024-02-10 acct=1 cur=USD;"
                  "pay C gross=20 net=20 on=2024-04-01 acct=1 cur=USD trace=T1;"
                  "tax C tax_amount=4 total_tax=4 taxable=50 price=50 "
                  "party=seller on=2024-02-10 item=i2 bill=b2 cur=USD");
    struct store *again = counted(fixture, rest, rows, tax_book_sold(settled->tax_book), NULL);
    assert_answer(fixture, again,
                  "SELECT sum(positions) FROM population WHERE report = 'uncollected'", "2");
    assert_answer(fixture, again, "SELECT billed, calculated, positions FROM billed_tax",
                  "12.00|12.00|2");
    assert_answer(fixture, again, "SELECT sum(lines) FROM tax_jurisdiction", "2");
    assert_int_equal(rest->payer_rows[0].positions, 2);
    assert_int_equal(rest->payer_rows[0].collect_max, 51);
    store_close(store);
    store_close(again);
    settled_free(settled);
    world_end(world);
    world_end(rest);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_settles),
        cmocka_unit_test(test_close),
        cmocka_unit_test(test_lines_and_days),
        TEST(test_left_out_and_heard_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
