/* Positions on other days. Lists are of 31 March and 30 June; as_of is 30 June. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

static struct cut_day cuts[3];

/* Three days: 31 March of ages, 31 May of the opening, 30 June of the list. */
static void cuts_init(struct world *world)
{
    static const char *const days[] = {"2024-03-31", "2024-05-31", "2024-06-30"};
    for (size_t at = 0; at < array_count(cuts); at++) {
        cuts[at] = (struct cut_day){.day = world_day(days[at])};
        for (int role = 0; role < ROLE_COUNT; role++)
            cuts[at].windows[role] = (struct role_window){
                world_day("2024-01-01"), cuts[at].day, world_day("2024-04-30"), cuts[at].day};
    }
    cuts[0].of_ages = cuts[1].of_opening = cuts[2].of_list = true;
    world->facts.cuts = cuts;
    world->facts.cut_count = array_count(cuts);
}

/* The positions of one day in place of those of as_of. */
static void stand_on(struct world *world, const char *day)
{
    world->position_count = 0;
    for (size_t at = 0; at < world->then_count; at++)
        if (world->thens[at].then.cut->day == world_day(day))
            world->positions[world->position_count++] = world->thens[at].position;
}

static const struct {
    const char *name, *lines, *day, *key, *expected;
} rows[] = {
    {"lines dated later are not there",
     "inv A on=2024-03-01 gross=10; pay A on=2024-04-01 gross=10", "2024-03-31", "A",
     "state=uncollected collectible=10.00 disbursed_gross=0.00 disbursed_on="},
    {"a line of the day itself is", "inv A on=2024-03-31 gross=10; pay A on=2024-04-01 gross=4",
     "2024-03-31", "A", "collectible=10.00 billed_on=2024-03-31"},
    {"a position that was not there yet", "inv A on=2024-04-01 gross=10", "2024-03-31", "A",
     "none"},
    {"what was settled there and is now has no row",
     "inv A on=2024-03-01 gross=10; pay A on=2024-03-20 gross=10", "2024-03-31", "A", "none"},
    {"what was settled there and is not now has none either",
     "inv A on=2024-03-01 gross=10; pay A on=2024-03-20 gross=10; pay A on=2024-04-02 gross=-3",
     "2024-03-31", "A", "none"},
    {"due by the day one looks from", "inv A on=2024-03-01 due=2024-04-15 gross=10",
     "2024-03-31", "A", "state=not-due due_on=2024-04-15"},
    {"the same today", "inv A on=2024-03-01 due=2024-04-15 gross=10", "2024-06-30", "A",
     "state=uncollected"},
    {"an opening list is of its own day", "open A on=2023-11-05 gross=10", "2024-03-31", "A",
     "collectible=10.00 opening_lines=1"},
    {"a bill that stands in for its month comes at its end",
     "bill3 A gross=10; pay A on=2024-03-20 gross=4", "2024-03-31", "A",
     "state=part-collected billed_on=2024-03-31 collectible=6.00"},
    {"the currency of a bill to come",
     "pay A on=2024-03-20 gross=4; inv A cur=EUR on=2024-05-01 "
     "gross=4; pay A on=2024-06-01 gross=1",
     "2024-03-31", "A EUR", "collectible=-4.00 currency_assumed=yes"},
    {"what restates a month gives way only once the month is there",
     "comp A on=2024-03-10 gross=7; bill3 A on=2024-04-02 gross=8", "2024-03-31", "A",
     "collectible=7.00"},
    {"paid in another currency later: open today, and then",
     "inv A cur=EUR on=2024-03-01 gross=5; pay A cur=USD on=2024-04-01 gross=5", "2024-03-31",
     "A EUR", "state=uncollected collectible=5.00"},
    {"the list of that day, not a later one",
     "inv A on=2024-03-01 gross=10; list3 A gross=9 net=8; list6 A gross=7 net=6", "2024-03-31",
     "A", "stated_open_net=8.00 newest_list_on=2024-03-31"},
    {"two rows of one list", "inv A on=2024-03-01 gross=10; list6 A net=6; list6 A net=3",
     "2024-06-30", "A", "stated_open_net=9.00"},
    {"on a list and settled",
     "inv A on=2024-03-01 gross=10; pay A on=2024-03-20 gross=10; list6 A gross=10 net=9",
     "2024-06-30", "A", "state=settled stated_open_net=9.00"},
};

static void test_rows(void **state)
{
    (void)state;
    static struct world world;
    bool all = true;
    for (size_t at = 0; at < array_count(rows); at++) {
        world_init(&world);
        cuts_init(&world);
        world_add(&world, rows[at].lines);
        assert_int_equal(world_pass(&world), STATUS_OK);
        stand_on(&world, rows[at].day);
        all = world_is(&world, rows[at].name, rows[at].key, rows[at].expected) && all;
        world_free(&world);
    }
    assert_true(all);
}

/* Looking at other days leaves the positions of as_of as they are, in every currency. */
static void test_as_of_is_left_alone(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    cuts_init(&world);
    world_add(&world,
              "inv A cur=EUR on=2024-03-01 gross=5; inv A cur=USD on=2024-05-20 gross=6;"
              "pay A cur=USD on=2024-06-10 gross=2; pay A cur=EUR on=2024-04-10 gross=5;"
              "inv A cur=GBP on=2024-06-11 gross=3");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.position_count, 3);
    assert_true(world_is(&world, "settled since April", "A EUR", "collectible=0.00"));
    assert_true(world_is(&world, "open", "A USD", "collectible=4.00 state=part-collected"));
    assert_true(world_is(&world, "new", "A GBP", "collectible=3.00"));
    stand_on(&world, "2024-03-31");
    assert_int_equal(world.position_count, 1);
    assert_true(world_is(&world, "then", "A EUR", "collectible=5.00"));
    stand_on(&world, "2024-05-31"); /* of the opening only: no rows */
    assert_int_equal(world.position_count, 0);
    stand_on(&world, "2024-06-30");
    assert_int_equal(world.position_count, 2);
    world_free(&world);
}

static const struct world_then *then_of(const struct world *world, const char *reference,
                                        currency_code currency)
{
    uint32_t id = intern_find(&world->ledger.references, str_from(reference));
    for (size_t at = 0; at < world->then_count; at++)
        if (world->thens[at].then.cut->of_list &&
            world->thens[at].position.reference_id == id &&
            world->thens[at].position.currency == currency)
            return &world->thens[at];
    fail_msg("no %s on the day of the list", reference);
    return NULL;
}

/* What the list says of a reference, whatever the currency. */
static void test_listed(void **state)
{
    (void)state;
    enum { USD = 0x555344, EUR = 0x455552 };
    static struct world world;
    world_init(&world);
    cuts_init(&world);
    world_add(&world, "inv ON on=2024-05-01 gross=1; list6 ON ar=2024-05 net=1;"
                      "list6 ON ar=2024-04 net=1;"
                      "inv OFF on=2024-05-01 gross=1; list3 OFF net=1;"
                      "inv TWO cur=EUR on=2024-05-01 gross=1; list6 TWO cur=USD net=1;"
                      "list6 ONLY ar=2024-07 net=1;"
                      "col PAID on=2024-05-01 gross=1 net=1 collected_net=1");
    assert_int_equal(world_pass(&world), STATUS_OK);
    const struct position_then *on = &then_of(&world, "ON", USD)->then;
    assert_true(on->listed && on->reference_listed && !on->in_transit);
    assert_int_equal(on->billed_lines_as_of, 1);
    assert_int_equal(on->listed_period, world_day("2024-04-30"));
    const struct position_then *off = &then_of(&world, "OFF", USD)->then;
    assert_true(!off->listed && !off->reference_listed);
    assert_int_equal(off->listed_period, DAY_NONE);
    const struct position_then *euros = &then_of(&world, "TWO", EUR)->then;
    assert_true(!euros->listed && euros->reference_listed);
    assert_int_equal(euros->billed_lines_as_of, 1);
    const struct position_then *dollars = &then_of(&world, "TWO", USD)->then;
    assert_true(dollars->listed);
    assert_int_equal(dollars->billed_lines_as_of, 0);
    const struct position_then *only = &then_of(&world, "ONLY", USD)->then;
    assert_true(only->listed);
    assert_int_equal(only->billed_lines_as_of, 0);
    assert_int_equal(only->listed_period, world_day("2024-06-30")); /* no later than the list */
    assert_true(then_of(&world, "PAID", USD)->then.in_transit);
    world_free(&world);
}

/* A position at rest today that was open on the list's day keeps its places: a rule may ask. */
static void test_evidence_of_what_was_open(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    cuts_init(&world);
    cuts[2].of_list = false;
    cuts[0].of_list = true;
    world.facts.rest_without_evidence = true;
    world_add(&world, "inv A on=2024-03-01 gross=1 net=1; pay A on=2024-04-01 gross=1 net=1;"
                      "inv B on=2024-04-01 gross=1 net=1; pay B on=2024-04-01 gross=1 net=1");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_true(world_is(&world, "open then", "A", "at_rest=yes evidence=inv.csv#2_pay.csv#2"));
    assert_true(world_is(&world, "not there then", "B", "at_rest=yes evidence="));
    world_free(&world);
}

static enum status fail_cut(void *context, const struct position_then *then,
                            struct failure *failure)
{
    (void)then;
    ++*(int *)context;
    return failure_set(failure, STATUS_EVIDENCE, "no room");
}

static enum status fail_roll(void *context, const struct position *position,
                             const struct position_roll *roll, struct failure *failure)
{
    (void)position, (void)roll;
    ++*(int *)context;
    return failure_set(failure, STATUS_EVIDENCE, "no room");
}

/* A sum that passes its bound on another day only is refused all the same. */
static void test_failures(void **state)
{
    (void)state;
    static struct world world;
    int calls = 0;
    const struct position_sink sinks[] = {{.context = &calls, .cut = fail_cut},
                                          {.context = &calls, .roll = fail_roll},
                                          {.context = &calls}};
    for (size_t at = 0; at < array_count(sinks); at++) {
        world_init(&world);
        cuts_init(&world);
        world_add(&world, "inv A on=2024-03-01 gross=1; inv B on=2024-03-01 gross=1");
        payers_link(&world.payers, &world.ledger);
        calls = 0;
        enum status status = position_pass(&world.ledger, &world.facts, &world.payers,
                                           &sinks[at], &world.failure);
        assert_int_equal(status, at < 2 ? STATUS_EVIDENCE : STATUS_OK);
        assert_int_equal(calls, at < 2 ? 1 : 0);
        world_free(&world);
    }
    world_init(&world);
    cuts_init(&world);
    for (int line = 0; line < 6; line++)
        world_add(&world, "inv A on=2024-04-30 gross=-1000000000000");
    for (int line = 0; line < 12; line++)
        world_add(&world, "inv A on=2024-03-01 gross=1000000000000");
    assert_int_equal(world_pass(&world), STATUS_REFUSED);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),     cmocka_unit_test(test_as_of_is_left_alone),
        cmocka_unit_test(test_listed),   cmocka_unit_test(test_evidence_of_what_was_open),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
