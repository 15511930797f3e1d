/* What moved a position between two days. Every row is worked out by hand: opening, billed,
 * refunds billed, disbursed, refunds disbursed, forgiven, adjusted, closing; the first seven add
 * up to the last. The roll begins on 1 June 2024 unless said otherwise; as_of is 30 June. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_expect.h"

struct roll_row {
    const char *name;
    const char *opening; /* the day before the roll; NULL: 2024-05-31 */
    const char *lines, *key;
    const char *parts; /* "": nothing is handed out */
};

static const struct roll_row rows[] = {
    {"stated payments are no payouts where payouts are loaded", NULL,
     "sbill A on=2024-06-05 gross=100 net=97; spaid A on=2024-06-20 net=97", "A",
     "0.00 100.00 0.00 0.00 0.00 0.00 0.00 100.00"},
    {"all of it in the month", NULL,
     "inv A on=2024-06-05 gross=100; pay A on=2024-06-20 gross=60", "A",
     "0.00 100.00 0.00 -60.00 0.00 0.00 0.00 40.00"},
    {"in the month and settled", NULL,
     "inv A on=2024-06-05 gross=100; pay A on=2024-06-20 gross=100", "A",
     "0.00 100.00 0.00 -100.00 0.00 0.00 0.00 0.00"},
    {"the first day counts", NULL, "inv A on=2024-06-01 gross=100", "A",
     "0.00 100.00 0.00 0.00 0.00 0.00 0.00 100.00"},
    {"the day before is the opening", NULL, "inv A on=2024-05-31 gross=100", "A",
     "100.00 0.00 0.00 0.00 0.00 0.00 0.00 100.00"},
    {"settled before: nothing", NULL,
     "inv A on=2024-05-01 gross=100; pay A on=2024-05-20 gross=100", "A", ""},
    {"paid in the month", NULL, "inv A on=2024-05-01 gross=100; pay A on=2024-06-20 gross=100",
     "A", "100.00 0.00 0.00 -100.00 0.00 0.00 0.00 0.00"},
    {"lines after as-of stay out", NULL,
     "inv A on=2024-05-01 gross=100; pay A on=2024-07-01 gross=100", "A",
     "100.00 0.00 0.00 0.00 0.00 0.00 0.00 100.00"},
    {"a refund billed before and taken out now", NULL,
     "inv A on=2024-04-01 gross=100; inv A on=2024-05-05 refund=-20; "
     "pay A on=2024-05-10 gross=100; pay A on=2024-06-10 refund=-20",
     "A", "-20.00 0.00 0.00 0.00 20.00 0.00 0.00 0.00"},
    {"a refund billed and taken out now", NULL,
     "inv A on=2024-04-01 gross=100; pay A on=2024-05-10 gross=100; "
     "inv A on=2024-06-05 refund=-20; pay A on=2024-06-10 refund=-20",
     "A", "0.00 0.00 -20.00 0.00 20.00 0.00 0.00 0.00"},
    {"taken back beyond what was billed is no claim", NULL,
     "inv A on=2024-05-01 gross=100; pay A on=2024-05-20 gross=100; "
     "pay A on=2024-06-20 refund=-45",
     "A", "0.00 0.00 0.00 0.00 45.00 0.00 -45.00 0.00"},
    {"until it is billed", NULL,
     "inv A on=2024-04-01 gross=100; pay A on=2024-05-20 gross=100 refund=-45; "
     "inv A on=2024-06-10 refund=-45",
     "A", "0.00 0.00 -45.00 0.00 0.00 0.00 45.00 0.00"},
    {"forgiven", NULL, "inv A on=2024-05-01 gross=100; inv A on=2024-06-10 forgiven=-70", "A",
     "100.00 0.00 0.00 0.00 0.00 -70.00 0.00 30.00"},
    {"paid and never billed", NULL, "pay A on=2024-06-10 gross=31", "A",
     "0.00 0.00 0.00 -31.00 0.00 0.00 0.00 -31.00"},
    {"an open item carried in before", NULL,
     "open A on=2023-11-01 gross=80 refund=-5; pay A on=2024-06-10 gross=50", "A",
     "75.00 0.00 0.00 -50.00 0.00 0.00 0.00 25.00"},
    {"an open item carried in by a list of a later day", "2023-12-30",
     "open A on=2023-11-01 gross=80 refund=-5", "A",
     "0.00 0.00 0.00 0.00 0.00 0.00 75.00 75.00"},
    {"a reseller is measured by net", NULL,
     "inv A on=2024-05-01 gross=100 fee=-5 cost=-70 net=25; "
     "pay A on=2024-06-10 gross=100 fee=-5 net=25; "
     "inv A on=2024-06-12 refund=-40 fee_refund=2 cost_refund=28 net=-10",
     "A", "25.00 0.00 -10.00 -25.00 0.00 0.00 0.00 -10.00"},
    {"the measure changes with a payout that bears the cost", NULL,
     "inv A on=2024-05-01 gross=100 cost=-70 net=30; "
     "pay A on=2024-06-10 gross=100 cost=-70 net=30",
     "A", "30.00 0.00 0.00 -100.00 0.00 0.00 70.00 0.00"},
    {"a month restated by the better family gives way to it", "2024-01-15",
     "comp A on=2024-01-10 gross=90; bill1 A gross=100", "A",
     "90.00 100.00 0.00 0.00 0.00 0.00 -90.00 100.00"},
    {"into another currency", NULL,
     "inv A cur=EUR on=2024-05-01 gross=100; pay A cur=USD on=2024-06-10 gross=110", "A EUR",
     "100.00 0.00 0.00 0.00 0.00 0.00 -100.00 0.00"},
    {"its payout is nothing that was open", NULL,
     "inv A cur=EUR on=2024-05-01 gross=100; pay A cur=USD on=2024-06-10 gross=110", "A USD",
     ""},
    {"and back: the bill comes late", NULL,
     "inv A cur=EUR on=2024-05-01 gross=50; pay A cur=USD on=2024-05-10 gross=100; "
     "inv A cur=USD on=2024-06-05 gross=100",
     "A USD", "0.00 100.00 0.00 0.00 0.00 0.00 -100.00 0.00"},
    {"with it the other currency is open again", NULL,
     "inv A cur=EUR on=2024-05-01 gross=50; pay A cur=USD on=2024-05-10 gross=100; "
     "inv A cur=USD on=2024-06-05 gross=100",
     "A EUR", "0.00 0.00 0.00 0.00 0.00 0.00 50.00 50.00"},
    {"lists and tax move nothing", NULL,
     "inv A on=2024-05-01 gross=10 tax=1; list6 A gross=10 net=9; tax A on=2024-06-01 "
     "party=seller tax_amount=1",
     "A", "10.00 0.00 0.00 0.00 0.00 0.00 0.00 10.00"},
    {"on a list only", NULL, "list6 A gross=10 net=9", "A", ""},
};

static void tell(const struct world *world, const char *key, struct buffer *into)
{
    struct str currency_text = {0};
    struct str reference = str_split(str_from(key), ' ', &currency_text);
    currency_code currency = CURRENCY_NONE;
    currency_parse(currency_text.length > 0 ? currency_text : STR("USD"), &currency);
    for (size_t at = 0; at < world->roll_count; at++) {
        const struct position_roll *roll = &world->rolls[at].roll;
        const struct money parts[] = {
            roll->opening,           roll->billed,   roll->refunds_billed, roll->disbursed,
            roll->refunds_disbursed, roll->forgiven, roll->adjusted,       roll->closing};
        if (world->rolls[at].reference_id !=
                intern_find(&world->ledger.references, reference) ||
            world->rolls[at].currency != currency)
            continue;
        for (size_t part = 0; part < array_count(parts); part++) {
            if (part > 0)
                buffer_add_c(into, " ");
            expect_money(into, parts[part], true);
        }
    }
}

static void test_rolls(void **state)
{
    (void)state;
    static struct world world;
    bool all = true;
    for (size_t at = 0; at < array_count(rows); at++) {
        const struct roll_row *row = &rows[at];
        struct cut_day opening = {
            .day = world_day(row->opening != NULL ? row->opening : "2024-05-31"),
            .of_opening = true};
        struct buffer parts = {0};
        world_init(&world);
        world.facts.cuts = &opening;
        world.facts.cut_count = 1;
        world_add(&world, row->lines);
        assert_int_equal(world_pass(&world), STATUS_OK);
        tell(&world, row->key, &parts);
        if (!str_equal(buffer_str(&parts), str_from(row->parts))) {
            fprintf(stderr, "%s: %s, not %s\n", row->name, buffer_c(&parts), row->parts);
            all = false;
        }
        buffer_free(&parts);
        world_free(&world);
    }
    assert_true(all);
}

/* Each flow is bounded as the sums are, although opening and closing may fit. */
static void test_bound(void **state)
{
    (void)state;
    static struct world world;
    struct cut_day opening = {.day = world_day("2024-05-31"), .of_opening = true};
    world_init(&world);
    world.facts.cuts = &opening;
    world.facts.cut_count = 1;
    for (int line = 0; line < 6; line++)
        world_add(&world, "inv A on=2024-05-01 gross=-1000000000000");
    for (int line = 0; line < 12; line++)
        world_add(&world, "inv A on=2024-06-01 gross=1000000000000");
    assert_int_equal(world_pass(&world), STATUS_REFUSED);
    world_free(&world);
}

/* --- any lines at all ----------------------------------------------------------------------
 */

/* A small generator of our own: the same lines on every machine. */
static uint32_t next_random(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 16) % below;
}

/* A bill and what it states as paid, before or after it, dated or not. */
static void add_any_payment(struct world *world, uint32_t *seed)
{
    static const char *const bills[] = {
        "gross=100 fee=-3 net=97", "gross=100 fee=-3 tax=8 net=105",
        "gross=60 refund=-20 fee=-2 fee_refund=1 net=39", "refund=-20 fee_refund=1 net=-19",
        "gross=100 tax=8 tax_refund=-8 net=100"};
    static const char *const payments[] = {"",       "net=97", "net=105",
                                           "net=40", "net=39", "net=-19"};
    char kind = next_random(seed, 2) == 0 ? 's' : 't';
    const char *reference = next_random(seed, 2) == 0 ? "A" : "B";
    const char *currency = next_random(seed, 3) == 0 ? "EUR" : "USD";
    struct buffer lines = {0};
    buffer_format(&lines, "%cbill %s cur=%s on=2024-%02u-%02u %s; ", kind, reference, currency,
                  1 + next_random(seed, 6), 1 + next_random(seed, 28),
                  bills[next_random(seed, array_count(bills))]);
    buffer_format(&lines, "%cpaid %s cur=%s ", kind, reference, currency);
    if (next_random(seed, 4) > 0)
        buffer_format(&lines, "on=2024-%02u-%02u ", 1 + next_random(seed, 6),
                      1 + next_random(seed, 28));
    buffer_add_c(&lines, payments[next_random(seed, array_count(payments))]);
    world_add(world, buffer_c(&lines));
    buffer_free(&lines);
}

/* A line of a few references, roles, days, currencies and amounts, some of them odd. */
static void add_any_line(struct world *world, uint32_t *seed)
{
    static const char *const sections[] = {"inv",   "pay",   "open", "comp",
                                           "bill1", "bill3", "payt"};
    static const char *const amounts[] = {"gross=100",
                                          "gross=60 fee=-3 net=57",
                                          "gross=-60",
                                          "refund=-20",
                                          "gross=100 refund=-45",
                                          "forgiven=-100",
                                          "gross=100 cost=-70 net=30",
                                          "refund=-40 cost_refund=28 net=-12",
                                          "net=30",
                                          "gross=100 cost=-70 net=30 tax=8"};
    const char *section = sections[next_random(seed, array_count(sections))];
    struct buffer line = {0};
    if (section[0] == 'p' && world->facts.paid_stands_in) {
        add_any_payment(world, seed);
        return;
    }
    buffer_format(&line, "%s %s ", section, next_random(seed, 2) == 0 ? "A" : "B");
    if (section[0] != 'p' || next_random(seed, 2) == 0)
        buffer_add_c(&line, next_random(seed, 3) == 0 ? "cur=EUR " : "cur=USD ");
    if (section[0] != 'b')
        buffer_format(&line, "on=2024-%02u-%02u ", 1 + next_random(seed, 6),
                      1 + next_random(seed, 28));
    buffer_add_c(&line, amounts[next_random(seed, array_count(amounts))]);
    world_add(world, buffer_c(&line));
    buffer_free(&line);
}

static void add_any_lines(struct world *world, uint32_t seed)
{
    uint32_t count = 2 + next_random(&seed, 9);
    world_init(world);
    world->facts.paid_stands_in = seed % 2 == 0; /* then no line is a payout */
    for (uint32_t line = 0; line < count; line++)
        add_any_line(world, &seed);
}

static int64_t opening_of(const struct world *world, const struct position *position)
{
    for (size_t at = 0; at < world->roll_count; at++)
        if (world->rolls[at].reference_id == position->reference_id &&
            world->rolls[at].currency == position->currency)
            return world->rolls[at].roll.opening.micro;
    return 0;
}

/* Whatever the lines: the parts explain the closing, which is the position's, and the opening
 * is what a pass as of that day closes with. */
static void test_any_lines(void **state)
{
    (void)state;
    static struct world later, before;
    int adjusted = 0;
    for (uint32_t seed = 1; seed <= 2000; seed++) {
        uint32_t day_seed = seed * 7919;
        struct cut_day opening = {.day = world_day("2024-01-05") +
                                         (day_number)next_random(&day_seed, 170),
                                  .of_opening = true};
        add_any_lines(&later, seed);
        later.facts.cuts = &opening;
        later.facts.cut_count = 1;
        add_any_lines(&before, seed);
        before.facts.as_of = opening.day;
        assert_int_equal(world_pass(&later), STATUS_OK);
        assert_int_equal(world_pass(&before), STATUS_OK);
        for (size_t at = 0; at < later.roll_count; at++) {
            const struct position_roll *roll = &later.rolls[at].roll;
            int64_t explained = roll->opening.micro + roll->billed.micro +
                                roll->refunds_billed.micro + roll->disbursed.micro +
                                roll->refunds_disbursed.micro + roll->forgiven.micro +
                                roll->adjusted.micro;
            if (explained != roll->closing.micro)
                fail_msg("seed %u is not explained", seed);
            adjusted += roll->adjusted.micro != 0;
        }
        for (size_t at = 0; at < before.position_count; at++) {
            const struct position *then = &before.positions[at];
            int64_t open = then->state == STATE_CROSS_CURRENCY ? 0 : then->collectible.micro;
            if (open != opening_of(&later, then))
                fail_msg("seed %u does not open with what was open", seed);
        }
        world_free(&later);
        world_free(&before);
    }
    assert_true(adjusted > 100); /* the odd ones are among them */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rolls),
        cmocka_unit_test(test_bound),
        cmocka_unit_test(test_any_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
