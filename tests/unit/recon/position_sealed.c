/* The opening of a sealed month (position_sealed.c, position_sealed_files.c). Every row is worked
 * out by hand: opening, billed, refunds billed, disbursed, refunds disbursed, forgiven, adjusted,
 * closing; the opening by all lines of today, and by those the seal held; the files that say why
 * today is not what was sealed. 31 May 2024 is sealed; as_of is 30 June. The tables `col` and
 * `payt` came after the seal, and `bill1` took the place of `old` then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_epochs.h"

enum { MOST_SEALED = 8 };

struct sealed_row {
    const char *name;
    const char *sealed; /* "A USD 100; B EUR -3" */
    const char *lines, *key;
    const char *parts; /* "": nothing is handed out */
};

static const struct sealed_row rows[] = {
    {"nothing came", "A USD 100",
     "inv A on=2024-05-01 gross=100; pay A on=2024-06-10 gross=100", "A USD",
     "100.00 0.00 0.00 -100.00 0.00 0.00 0.00 0.00 / 100.00 100.00 /"},
    {"nothing moved", "A USD 100", "inv A on=2024-05-01 gross=100", "A USD",
     "100.00 0.00 0.00 0.00 0.00 0.00 0.00 100.00 / 100.00 100.00 /"},
    {"settled when it was sealed", "",
     "inv A on=2024-05-01 gross=100; pay A on=2024-05-10 gross=100", "A USD", ""},
    {"a payout of the sealed month comes late", "A USD 100",
     "inv A on=2024-05-01 gross=100; payt A on=2024-05-20 gross=60", "A USD",
     "100.00 0.00 0.00 0.00 0.00 0.00 -60.00 40.00 / 40.00 100.00 / payt.csv"},
    {"a later file of later days is a flow", "A USD 100",
     "inv A on=2024-05-01 gross=100; payt A on=2024-06-01 gross=60", "A USD",
     "100.00 0.00 0.00 -60.00 0.00 0.00 0.00 40.00 / 100.00 100.00 /"},
    {"a bill of the sealed month comes late", "", "col B on=2024-05-31 gross=30", "B USD",
     "0.00 0.00 0.00 0.00 0.00 0.00 30.00 30.00 / 30.00 0.00 / col.csv"},
    {"files by their names", "A USD 100",
     "inv A on=2024-05-01 gross=100; payt A on=2024-05-20 gross=60; "
     "col A on=2024-05-02 gross=7; col A on=2024-05-03 gross=2",
     "A USD", "100.00 0.00 0.00 0.00 0.00 0.00 -51.00 49.00 / 49.00 100.00 / col.csv payt.csv"},
    {"two late lines that cancel tell nothing", "A USD 100",
     "inv A on=2024-05-01 gross=100; payt A on=2024-05-20 gross=60; col A on=2024-05-02 "
     "gross=60",
     "A USD", "100.00 0.00 0.00 0.00 0.00 0.00 0.00 100.00 / 100.00 100.00 /"},
    {"issued again", "A USD 100", "old A gross=100; bill1 A gross=90", "A USD",
     "100.00 0.00 0.00 0.00 0.00 0.00 -10.00 90.00 / 90.00 100.00 / bill1.csv"},
    {"issued again as it was", "A USD 100", "old A gross=100; bill1 A gross=100", "A USD",
     "100.00 0.00 0.00 0.00 0.00 0.00 0.00 100.00 / 100.00 100.00 /"},
    {"issued again without it", "A USD 100", "old A gross=100; bill1 B gross=90", "A USD",
     "100.00 0.00 0.00 0.00 0.00 0.00 -100.00 0.00 / 0.00 100.00 / bill1.csv"},
    {"and with another", "A USD 100", "old A gross=100; bill1 B gross=90", "B USD",
     "0.00 0.00 0.00 0.00 0.00 0.00 90.00 90.00 / 90.00 0.00 / bill1.csv"},
    {"issued again in another currency", "A USD 100",
     "old A gross=100; bill1 A cur=EUR gross=90", "A USD",
     "100.00 0.00 0.00 0.00 0.00 0.00 -100.00 0.00 / 0.00 100.00 / bill1.csv"},
    {"which it is open in now", "A USD 100", "old A gross=100; bill1 A cur=EUR gross=90",
     "A EUR", "0.00 0.00 0.00 0.00 0.00 0.00 90.00 90.00 / 90.00 0.00 / bill1.csv"},
    {"a cent that nobody tells stays unexplained", "A USD 100",
     "inv A on=2024-05-01 gross=100.01", "A USD",
     "100.00 0.00 0.00 0.00 0.00 0.00 0.00 100.01 / 100.01 100.01 /"},
    {"beside one that somebody does", "A USD 100",
     "inv A on=2024-05-01 gross=100.01; payt A on=2024-05-20 gross=60", "A USD",
     "100.00 0.00 0.00 0.00 0.00 0.00 -60.00 40.01 / 40.01 100.01 / payt.csv"},
    {"open, and was not when it was sealed", "", "inv A on=2024-05-01 gross=100", "A USD",
     "0.00 0.00 0.00 0.00 0.00 0.00 0.00 100.00 / 100.00 100.00 /"},
    {"sealed, and no line of it", "B USD 7; Z USD 5", "inv A on=2024-06-01 gross=1", "Z USD",
     "5.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 / 0.00 0.00 /"},
    {"sealed in a currency of which there is no line", "A EUR 5; A USD 100",
     "inv A on=2024-05-01 gross=100", "A EUR",
     "5.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 / 0.00 0.00 /"},
    {"and the other stands", "A EUR 5; A USD 100", "inv A on=2024-05-01 gross=100", "A USD",
     "100.00 0.00 0.00 0.00 0.00 0.00 0.00 100.00 / 100.00 100.00 /"},
    {"paid late in another currency", "A EUR 100",
     "inv A cur=EUR on=2024-05-01 gross=100; payt A cur=USD on=2024-05-20 gross=110", "A EUR",
     "100.00 0.00 0.00 0.00 0.00 0.00 -100.00 0.00 / 0.00 100.00 / payt.csv"},
    {"an item carried in late, paid in another currency since", "",
     "col A cur=EUR on=2024-05-01 gross=100; pay A cur=GBP on=2024-06-19 gross=100", "A EUR",
     "0.00 0.00 0.00 0.00 0.00 0.00 0.00 0.00 / 100.00 0.00 / col.csv"},
    {"issued again without a bill that made its payout one in another currency", "",
     "old A cur=EUR gross=100; pay A cur=GBP on=2024-05-19 gross=60; bill1 B gross=1", "A GBP",
     "0.00 0.00 0.00 0.00 0.00 0.00 -60.00 -60.00 / -60.00 0.00 / bill1.csv"},
    {"a cent that nobody tells, beside late lines that cancel", "A USD 100",
     "inv A on=2024-05-01 gross=100.01; payt A on=2024-05-20 gross=60; "
     "col A on=2024-05-02 gross=60",
     "A USD", "100.00 0.00 0.00 0.00 0.00 0.00 0.00 100.01 / 100.01 100.01 /"},
    {"a credit, and what made it comes late", "A USD -31",
     "pay A on=2024-05-10 gross=31; col A on=2024-05-01 gross=31; pay A on=2024-06-02 gross=2",
     "A USD", "-31.00 0.00 0.00 -2.00 0.00 0.00 31.00 -2.00 / 0.00 -31.00 / col.csv"},
};

/* What all tests begin with: nothing sealed yet. */
static void begin(struct world *world, struct cut_day *opening)
{
    world_init(world);
    *opening = (struct cut_day){.day = world_day("2024-05-31"), .of_opening = true};
    world->facts.cuts = opening;
    world->facts.cut_count = 1;
    world->facts.sealed.on = opening->day;
    world->facts.sealed.any = true;
    world_epochs(world, "col=1 payt=1 bill1=1 old=0>1:bill1");
}

/* References as the lines made them; one that no line names is the next. */
static void seal(struct world *world, const char *text, struct sealed_position *positions)
{
    struct sealed *sealed = &world->facts.sealed;
    for (struct str rest = str_from(text); rest.length > 0;) {
        struct str row = str_trim(str_split(rest, ';', &rest));
        struct sealed_position *own = &positions[sealed->count++];
        struct str reference = str_split(row, ' ', &row);
        struct str currency = str_split(row, ' ', &row);
        *own = (struct sealed_position){.reference_id =
                                            intern_put(&world->ledger.references, reference),
                                        .collectible = money_parse(row, MONEY_PLAIN).amount,
                                        .payer_id = 70};
        currency_parse(currency, &own->currency);
    }
    sealed->positions = positions;
}

static void tell(const struct world *world, const char *key, struct buffer *into)
{
    struct str currency_text = {0};
    struct str reference = str_split(str_from(key), ' ', &currency_text);
    currency_code currency = CURRENCY_NONE;
    currency_parse(currency_text, &currency);
    for (size_t at = 0; at < world->roll_count; at++) {
        const struct position_roll *roll = &world->rolls[at].roll;
        const struct money parts[] = {roll->opening,
                                      roll->billed,
                                      roll->refunds_billed,
                                      roll->disbursed,
                                      roll->refunds_disbursed,
                                      roll->forgiven,
                                      roll->adjusted,
                                      roll->closing,
                                      roll->today,
                                      roll->held};
        if (world->rolls[at].reference_id !=
                intern_find(&world->ledger.references, reference) ||
            world->rolls[at].currency != currency)
            continue;
        assert_int_equal(into->length, 0); /* each once */
        for (size_t part = 0; part < array_count(parts); part++) {
            buffer_add_c(into, part == 0 ? "" : part == 8 ? " / " : " ");
            expect_money(into, parts[part], true);
        }
        buffer_add_c(into, roll->files.length > 0 ? " / " : " /");
        buffer_add(into, roll->files);
        assert_true(roll->sealed);
    }
}

static void test_openings(void **state)
{
    (void)state;
    static struct world world;
    bool all = true;
    for (size_t at = 0; at < array_count(rows); at++) {
        const struct sealed_row *row = &rows[at];
        struct sealed_position positions[MOST_SEALED];
        struct cut_day opening;
        struct buffer parts = {0};
        begin(&world, &opening);
        world_add(&world, row->lines);
        seal(&world, row->sealed, positions);
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

/* Positions are as they are without a seal: the look back leaves no trace. */
static void test_positions_stay(void **state)
{
    (void)state;
    static struct world world, plain;
    for (size_t at = 0; at < array_count(rows); at++) {
        struct sealed_position positions[MOST_SEALED];
        struct cut_day opening;
        begin(&world, &opening);
        world_add(&world, rows[at].lines);
        seal(&world, rows[at].sealed, positions);
        begin(&plain, &opening);
        plain.facts.sealed.any = false;
        world_add(&plain, rows[at].lines);
        assert_int_equal(world_pass(&world), STATUS_OK);
        assert_int_equal(world_pass(&plain), STATUS_OK);
        assert_int_equal(world.position_count, plain.position_count);
        for (size_t i = 0; i < plain.position_count; i++) {
            assert_int_equal(world.positions[i].collectible.micro,
                             plain.positions[i].collectible.micro);
            assert_int_equal(world.positions[i].state, plain.positions[i].state);
            assert_int_equal(world.positions[i].currency, plain.positions[i].currency);
        }
        world_free(&world);
        world_free(&plain);
    }
}

/* What waited is told with its evidence, though it is at rest and nobody asks for that. */
static void test_waited(void **state)
{
    (void)state;
    static struct world world;
    struct cut_day opening;
    begin(&world, &opening);
    world_add(&world,
              "inv A on=2024-05-01 gross=10 net=10; pay A on=2024-05-20 gross=10 net=10; "
              "inv B on=2024-05-01 gross=10 net=10; pay B on=2024-05-20 gross=10 net=10; "
              "inv C on=2024-05-01 gross=10 net=10; pay C on=2024-05-20 gross=10 net=10");
    const uint32_t waited[] = {intern_find(&world.ledger.references, STR("B"))};
    world.facts.rest_without_evidence = true;
    world.facts.sealed.waited = waited;
    world.facts.sealed.waited_count = array_count(waited);
    assert_int_equal(world_pass(&world), STATUS_OK);
    for (size_t at = 0; at < 3; at++)
        assert_true(world.positions[at].at_rest);
    assert_true(str_equal(world_find(&world, "A")->evidence, STR("")));
    assert_true(str_equal(world_find(&world, "B")->evidence, STR("inv.csv#3 pay.csv#3")));
    assert_true(str_equal(world_find(&world, "C")->evidence, STR("")));
    world_free(&world);
}

/* What was sealed keeps the payer it was sealed with. */
static void test_payer(void **state)
{
    (void)state;
    static struct world world;
    struct sealed_position positions[MOST_SEALED];
    struct cut_day opening;
    begin(&world, &opening);
    world_add(&world, "inv A on=2024-05-01 gross=100 acct=111122223333; inv B on=2024-06-01 "
                      "gross=1 acct=111122223333");
    seal(&world, "A USD 100", positions);
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.roll_count, 2);
    assert_int_equal(world.rolls[0].roll.sealed_payer_id, 70);
    assert_int_equal(world.rolls[1].roll.sealed_payer_id, world.positions[1].payer_id);
    assert_int_not_equal(world.positions[0].payer_id, 70);
    world_free(&world);
}

/* A roll-forward of other days, and one without any: as if nothing were sealed. */
static void test_other_days(void **state)
{
    (void)state;
    static struct world world;
    struct sealed_position positions[MOST_SEALED];
    struct cut_day opening;
    begin(&world, &opening);
    world.facts.sealed.on = world_day("2024-04-30");
    world_add(&world, "inv A on=2024-05-01 gross=100; payt A on=2024-05-20 gross=60");
    seal(&world, "A USD 7; Z USD 5", positions);
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.roll_count, 1);
    assert_false(world.rolls[0].roll.sealed);
    assert_int_equal(world.rolls[0].roll.opening.micro, 40000000);
    world_free(&world);
    begin(&world, &opening);
    opening.of_opening = false;
    world_add(&world, "inv A on=2024-05-01 gross=100");
    seal(&world, "Z USD 5", positions);
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.roll_count, 0);
    world_free(&world);
}

/* When it was sealed no payout report was there, and what bills state stood in: 97 of 97 paid.
 * Since payouts are known, and this is not among them: 100 is open. */
static void test_payouts_came(void **state)
{
    (void)state;
    static struct world world;
    struct cut_day opening;
    struct buffer parts = {0};
    begin(&world, &opening);
    for (size_t at = 0; at < WORLD_SECTIONS; at++)
        if (world_sections[at].role == ROLE_DISBURSED)
            world.sections[at].epoch = 1;
    world_add(&world, "sbill A on=2024-05-01 gross=100 net=97; spaid A on=2024-05-20 net=97");
    assert_int_equal(world_pass(&world), STATUS_OK);
    tell(&world, "A USD", &parts);
    assert_string_equal(buffer_c(&parts),
                        "0.00 0.00 0.00 0.00 0.00 0.00 100.00 100.00 / 100.00 "
                        "0.00 / pay.csv payd.csv payt.csv");
    buffer_free(&parts);
    world_free(&world);
}

/* The sums of the sealed month are bounded as others are: 12 of 10^12 as it held them. */
static void test_bound(void **state)
{
    (void)state;
    static struct world world;
    struct cut_day opening;
    begin(&world, &opening);
    for (int line = 0; line < 12; line++)
        world_add(&world, "old A gross=1000000000000; bill1 A gross=1");
    assert_int_equal(world_pass(&world), STATUS_REFUSED);
    world_free(&world);
    begin(&world, &opening);
    for (int line = 0; line < 12; line++)
        world_add(&world, "old A gross=1000000000000");
    assert_int_equal(world_pass(&world), STATUS_REFUSED);
    world_free(&world);
}

/* --- any lines at all ----------------------------------------------------------------------
 */

static const char *const any_sections[] = {"inv",   "pay",   "open", "comp",
                                           "bill1", "bill3", "payt", "old"};

/* A small generator of our own: the same lines on every machine. */
static uint32_t next_random(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 16) % below;
}

static void add_any_line(struct world *world, uint32_t *seed, const char *epochs,
                         char newest_epoch)
{
    static const char *const currencies[] = {"", "cur=EUR ", "cur=USD ", "cur=GBP "};
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
    struct buffer line = {0};
    uint32_t section = next_random(seed, array_count(any_sections));
    buffer_format(&line, "%s %s %s", any_sections[section],
                  next_random(seed, 3) > 0 ? "A" : "B", currencies[next_random(seed, 4)]);
    if (any_sections[section][0] != 'b' && any_sections[section][1] != 'l')
        buffer_format(&line, "on=2024-%02u-%02u ", 1 + next_random(seed, 6),
                      1 + next_random(seed, 28));
    buffer_add_c(&line, amounts[next_random(seed, array_count(amounts))]);
    if (epochs[section] <= newest_epoch)
        world_add(world, buffer_c(&line));
    buffer_free(&line);
}

/* The same lines for the same seed, as far as their epoch is not after `newest_epoch`. */
static void add_any_lines(struct world *world, uint32_t seed, char newest_epoch)
{
    char epochs[array_count(any_sections)];
    struct buffer text = {0};
    char revenue = '0';
    for (size_t at = 0; at < array_count(any_sections); at++) {
        epochs[at] = (char)('0' + next_random(&seed, 3));
        if (strcmp(any_sections[at], "bill1") == 0)
            revenue = epochs[at];
        buffer_format(&text, "%s%s=%c", at > 0 ? " " : "", any_sections[at], epochs[at]);
        if (strcmp(any_sections[at], "old") == 0 && revenue <= newest_epoch)
            buffer_format(&text, ">%c:bill1", revenue);
    }
    world_init(world);
    world_epochs(world, buffer_c(&text));
    for (uint32_t line = 3 + next_random(&seed, 9); line > 0; line--)
        add_any_line(world, &seed, epochs, newest_epoch);
    buffer_free(&text);
}

static int by_reference(const void *a, const void *b)
{
    const struct sealed_position *left = a;
    const struct sealed_position *right = b;
    if (left->reference_id != right->reference_id)
        return left->reference_id < right->reference_id ? -1 : 1;
    return (left->currency > right->currency) - (left->currency < right->currency);
}

/* What a run as of the sealed day closes with, of the lines there are in it. */
static void seal_with(struct world *world, struct world *before,
                      struct sealed_position *positions)
{
    struct sealed *sealed = &world->facts.sealed;
    for (size_t at = 0; at < before->position_count; at++) {
        const struct position *then = &before->positions[at];
        if (then->state == STATE_CROSS_CURRENCY || then->collectible.micro == 0)
            continue;
        struct str reference = intern_text(&before->ledger.references, then->reference_id);
        positions[sealed->count++] = (struct sealed_position){
            .reference_id = intern_put(&world->ledger.references, reference),
            .currency = then->currency,
            .collectible = then->collectible};
    }
    qsort(positions, sealed->count, sizeof *positions, by_reference);
    sealed->positions = positions;
}

/* Two months are sealed, and files of three epochs are there. Whatever came since, and whatever
 * gave way: the lines the seal held give what was sealed, every opening is explained, and what
 * today's lines open with is what a run without any seal would, of the same lines. */
static void test_any_lines(void **state)
{
    (void)state;
    static struct world later, before, plain;
    int prior = 0;
    for (uint32_t seed = 1; seed <= 3000; seed++) {
        uint32_t day_seed = seed * 7919;
        struct sealed_position positions[WORLD_KEPT];
        struct cut_day opening = {.day = world_day("2024-01-05") +
                                         (day_number)next_random(&day_seed, 170),
                                  .of_opening = true};
        add_any_lines(&before, seed, '1');
        before.facts.as_of = opening.day;
        assert_int_equal(world_pass(&before), STATUS_OK);
        add_any_lines(&plain, seed, '2');
        plain.facts.as_of = opening.day;
        assert_int_equal(world_pass(&plain), STATUS_OK);
        add_any_lines(&later, seed, '2');
        later.facts.cuts = &opening;
        later.facts.cut_count = 1;
        later.facts.sealed = (struct sealed){.any = true, .on = opening.day, .epoch = 1};
        seal_with(&later, &before, positions);
        assert_int_equal(world_pass(&later), STATUS_OK);
        int64_t today = 0;
        int64_t sealed = 0;
        for (size_t at = 0; at < later.roll_count; at++) {
            const struct position_roll *roll = &later.rolls[at].roll;
            int64_t explained = roll->opening.micro + roll->billed.micro +
                                roll->refunds_billed.micro + roll->disbursed.micro +
                                roll->refunds_disbursed.micro + roll->forgiven.micro +
                                roll->adjusted.micro;
            if (explained != roll->closing.micro || roll->held.micro != roll->opening.micro)
                fail_msg("seed %u is not explained", seed);
            if ((roll->today.micro != roll->held.micro) != (roll->files.length > 0))
                fail_msg("seed %u does not say which file", seed);
            prior += roll->today.micro != roll->opening.micro;
            today += roll->today.micro;
            sealed += roll->opening.micro;
        }
        for (size_t at = 0; at < later.facts.sealed.count; at++)
            sealed -= positions[at].collectible.micro;
        for (size_t at = 0; at < plain.position_count; at++)
            if (plain.positions[at].state != STATE_CROSS_CURRENCY)
                today -= plain.positions[at].collectible.micro;
        if (sealed != 0 || today != 0)
            fail_msg("seed %u does not open with all of it", seed);
        world_free(&later);
        world_free(&before);
        world_free(&plain);
    }
    assert_true(prior > 300); /* many moved */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_openings),   cmocka_unit_test(test_positions_stay),
        cmocka_unit_test(test_payer),      cmocka_unit_test(test_waited),
        cmocka_unit_test(test_other_days), cmocka_unit_test(test_payouts_came),
        cmocka_unit_test(test_bound),      cmocka_unit_test(test_any_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
