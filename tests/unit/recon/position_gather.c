/* Days, currencies and classes of lines, and what restates what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_epochs.h"

static const struct world_row currencies[] = {
    {"no column: the currency it is billed in",
     "inv A cur=EUR on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10", "A EUR",
     "state=settled currency_assumed=yes billed_currencies=1"},
    {"whatever the day of the bill",
     "inv A cur=EUR on=2024-07-02 gross=10; pay A on=2024-05-20 gross=10", "A EUR",
     "disbursed_gross=10.00 billed_lines=0 state=disbursed-only"},
    {"of an opening list too", "open A cur=EUR on=2023-11-05 gross=10; payd A gross=10",
     "A EUR", "state=settled"},
    {"not of a superseded bill", "old A cur=EUR gross=10; pay A on=2024-05-20 gross=10",
     "A USD", "disbursed_gross=10.00 billed_currencies=0"},
    {"never billed: the base one", "pay A on=2024-05-20 gross=10", "A USD",
     "currency_assumed=yes billed_currencies=0"},
    {"billed in two: the base one",
     "inv A cur=EUR on=2024-05-01 gross=10; inv A cur=GBP on=2024-05-01 gross=10; "
     "pay A on=2024-05-20 gross=10",
     "A USD", "state=cross-currency billed_currencies=2 currency_assumed=yes"},
    {"a stated one is kept",
     "inv A cur=EUR on=2024-05-01 gross=10; pay A cur=EUR on=2024-05-20 gross=10", "A EUR",
     "state=settled currency_assumed=no"},
    {"two currencies, each paid in its own",
     "inv A cur=EUR on=2024-05-01 gross=10; inv A cur=USD on=2024-05-01 gross=7; "
     "pay A cur=EUR on=2024-05-20 gross=10; pay A cur=USD on=2024-05-20 gross=3",
     "A USD", "collectible=4.00 state=part-collected"},
    {"a gross in another currency is a gross of the reference",
     "inv A cur=EUR on=2024-05-01 gross=10; inv A cur=USD on=2024-05-01 refund=-1", "A USD",
     "any_gross=yes"},
    {"so is one after as_of", "inv A on=2024-07-01 gross=10; pay A on=2024-05-01 refund=-1",
     "A", "any_gross=yes"},
    {"one superseded is not", "old A gross=10; pay A on=2024-05-01 refund=-1", "A",
     "any_gross=no"},
};

static const struct world_row scopes[] = {
    {"the better family counts", "bill1 A gross=10; comp A ar=2024-01 gross=10.5", "A",
     "billed_gross=10.00 billed_lines=1"},
    {"in another month it is another fact", "bill1 A gross=10; comp A ar=2024-02 gross=10.5",
     "A", "billed_gross=20.50 billed_lines=2"},
    {"in another currency too",
     "bill1 A cur=USD gross=10; comp A cur=EUR ar=2024-01 gross=10.5", "A EUR",
     "billed_gross=10.50"},
    {"alone it counts", "comp A ar=2024-01 gross=10.5", "A", "billed_gross=10.50"},
    {"several lines of both",
     "comp A ar=2024-01 gross=1; comp A ar=2024-01 gross=2; bill1 A gross=4; bill1 A gross=8; "
     "comp A ar=2024-03 gross=16; bill3 A gross=32",
     "A", "billed_gross=44.00 billed_lines=3"},
    {"a superseded line keeps nothing out", "old A gross=10; comp A ar=2024-01 gross=10.5", "A",
     "billed_gross=10.50"},
    {"a family it does not restate keeps nothing out",
     "inv A on=2024-01-05 gross=10; comp A ar=2024-01 gross=10.5", "A", "billed_gross=20.50"},
};

static const struct world_row afters[] = {
    {"a bill after as_of is no bill",
     "inv A on=2024-07-01 gross=10; pay A on=2024-06-01 gross=4", "A",
     "billed_gross=0.00 billed_lines=0"},
    {"nothing but later lines", "inv A on=2024-07-01 gross=10", "A", "none"},
    {"its tax waits with it",
     "inv A on=2024-07-01 gross=10; tax A on=2024-06-20 party=seller tax_amount=1", "A",
     "none"},
    {"not when one bill is there",
     "inv A on=2024-07-01 gross=10; inv A on=2024-06-30 gross=1; "
     "tax A on=2024-06-20 party=seller tax_amount=1",
     "A", "tax_calculated=1.00"},
    {"nor when none is",
     "pay A on=2024-06-01 gross=1; tax A on=2024-06-20 party=seller "
     "tax_amount=1",
     "A", "tax_calculated=1.00"},
    {"an opening list counts as a bill",
     "bill7 A gross=10; open A on=2023-11-05 gross=1; "
     "tax A on=2024-06-20 party=seller tax_amount=1",
     "A", "tax_calculated=1.00 billed_gross=1.00"},
    {"a list after as_of", "list7 A gross=1; pay A on=2024-06-01 gross=1", "A",
     "stated_open_lines=0"},
};

/* "old" gave way to "bill1", in the epoch said. */
static const struct epoch_row epochs[] = {
    {"a bill of a later epoch turns no line of before", "col=1",
     "inv A cur=EUR on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10; "
     "col A cur=GBP on=2024-05-01 gross=7",
     "A EUR", "state=settled disbursed_gross=10.00 currency_assumed=yes billed_currencies=2"},
    {"a line of that epoch knows both", "col=1 payt=1",
     "inv A cur=EUR on=2024-05-01 gross=10; payt A on=2024-05-20 gross=10; "
     "col A cur=GBP on=2024-05-01 gross=7",
     "A USD", "disbursed_gross=10.00 billed_lines=0"},
    {"what was taken for the base currency stays it", "col=1",
     "pay A on=2024-05-20 gross=10; col A cur=EUR on=2024-05-01 gross=10", "A USD",
     "disbursed_gross=10.00 billed_currencies=1"},
    {"and the next line knows better", "col=1 payt=1",
     "pay A on=2024-05-20 gross=10; payt A on=2024-05-21 gross=4; "
     "col A cur=EUR on=2024-05-01 gross=10",
     "A EUR", "disbursed_gross=4.00"},
    {"a bill that gave way later still says it", "bill1=1 old=0>1:bill1",
     "old A cur=EUR gross=10; pay A on=2024-05-20 gross=10; bill1 B gross=1", "A EUR",
     "disbursed_gross=10.00 billed_lines=0 billed_currencies=0"},
    {"one that had given way does not", "pay=1 bill1=1 old=0>1:bill1",
     "old A cur=EUR gross=10; pay A on=2024-05-20 gross=10; bill1 B gross=1", "A USD",
     "disbursed_gross=10.00"},
    {"each by what took its place", "payt=1 bill1=1 old=0>1:bill1",
     "old A cur=EUR gross=10; bill1 A cur=GBP gross=10; pay A on=2024-05-20 gross=3; "
     "payt A on=2024-05-21 gross=4",
     "A GBP", "disbursed_gross=4.00 billed_gross=10.00"},
    {"the other keeps its own", "payt=1 bill1=1 old=0>1:bill1",
     "old A cur=EUR gross=10; bill1 A cur=GBP gross=10; pay A on=2024-05-20 gross=3; "
     "payt A on=2024-05-21 gross=4",
     "A EUR", "disbursed_gross=3.00 billed_gross=0.00"},
    {"a stated one is kept", "col=1",
     "inv A cur=EUR on=2024-05-01 gross=10; pay A cur=GBP on=2024-05-20 gross=10; "
     "col A cur=GBP on=2024-05-01 gross=7",
     "A GBP", "disbursed_gross=10.00 currency_assumed=no"},
};

struct class_row {
    const char *name;
    const char *line; /* the first one is asked about */
    enum line_class class;
    const char *used;
};

static const struct class_row classes[] = {
    {"counted", "inv A on=2024-06-30 gross=1", CLASS_COUNTED, "USD"},
    {"after as_of", "inv A on=2024-07-01 cur=EUR gross=1", CLASS_AFTER_AS_OF, "EUR"},
    {"after as_of by its file", "bill7 A gross=1", CLASS_AFTER_AS_OF, "USD"},
    {"after as_of by its AR period", "comp A ar=2024-07 gross=1", CLASS_AFTER_AS_OF, "USD"},
    {"superseded before all", "old - on=2024-07-01 gross=1", CLASS_SUPERSEDED, "USD"},
    {"after as_of before no reference", "inv - on=2024-07-01 gross=1", CLASS_AFTER_AS_OF,
     "USD"},
    {"taxes without a reference wait for no bill",
     "tax - on=2024-05-01 tax_amount=1; inv - on=2024-07-01 gross=1", CLASS_NO_REFERENCE,
     "USD"},
    {"without a reference nothing is billed", "pay - gross=1; inv - cur=EUR gross=1",
     CLASS_NO_REFERENCE, "USD"},
    {"other tax", "tax A on=2024-05-01 flags=8 tax_amount=1", CLASS_OTHER_TAX, "USD"},
    {"after as_of before other tax", "tax A on=2024-07-01 flags=8 tax_amount=1",
     CLASS_AFTER_AS_OF, "USD"},
    {"out of scope", "comp A ar=2024-01 gross=1; bill1 A gross=1", CLASS_OUT_OF_SCOPE, "USD"},
    {"a list of a later day", "list7 A on=2024-01-01 gross=1", CLASS_AFTER_AS_OF, "USD"},
    {"an old item of the opening list", "open A on=2023-01-01 gross=1", CLASS_COUNTED, "USD"},
    {"the billed currency", "pay A on=2024-05-01 gross=1; inv A cur=JPY on=2024-05-01",
     CLASS_COUNTED, "JPY"},
};

static void test_currencies(void **state)
{
    (void)state;
    assert_true(world_rows_hold(currencies, array_count(currencies)));
}

static void test_epochs(void **state)
{
    (void)state;
    assert_true(epoch_rows_hold(epochs, array_count(epochs)));
}

/* A reference whose lines took several currencies is told line by line, and only then: EUR, which
 * `pay` took, and not USD, the base one, which `payt` did. */
static void test_line_currencies(void **state)
{
    (void)state;
    static struct world world;
    currency_code eur = CURRENCY_NONE;
    currency_parse(STR("EUR"), &eur);
    world_init(&world);
    world_epochs(&world, "col=1 payt=1");
    world_add(&world, "inv A cur=EUR on=2024-05-01 gross=10; pay A on=2024-05-20 gross=10; "
                      "payt A on=2024-05-20 gross=1; col A cur=GBP on=2024-05-01 gross=7; "
                      "inv B cur=EUR on=2024-05-01 gross=10; pay B on=2024-05-20 gross=10");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.currency_count, 1);
    assert_int_equal(world.currencies[0].reference_id,
                     intern_find(&world.ledger.references, STR("B")));
    assert_int_equal(world.line_currency_count, 1);
    assert_int_equal(world.line_currencies[0].section, epochs_section(STR("pay")));
    assert_int_equal(world.line_currencies[0].record, 2);
    assert_int_equal(world.line_currencies[0].used, eur);
    world_free(&world);
}

static void test_scopes(void **state)
{
    (void)state;
    assert_true(world_rows_hold(scopes, array_count(scopes)));
}

static void test_afters(void **state)
{
    (void)state;
    assert_true(world_rows_hold(afters, array_count(afters)));
}

/* The section of the first line written. */
static size_t first_section(const char *line)
{
    size_t at = 0;
    for (; at < WORLD_SECTIONS; at++) {
        size_t length = strlen(world_sections[at].name);
        if (strncmp(line, world_sections[at].name, length) == 0 && line[length] == ' ')
            break;
    }
    return at;
}

static void test_classes(void **state)
{
    (void)state;
    static struct world world;
    for (size_t row = 0; row < array_count(classes); row++) {
        world_init(&world);
        world_add(&world, classes[row].line);
        assert_int_equal(world_pass(&world), STATUS_OK);
        size_t section = first_section(classes[row].line);
        size_t found = 0;
        for (size_t at = 0; at < world.line_count; at++) {
            const struct world_line *line = &world.lines[at];
            if (line->section != section || line->record != 2)
                continue;
            char used[CURRENCY_TEXT_BYTES];
            found++;
            assert_string_equal(line_class_name(line->class).bytes,
                                line_class_name(classes[row].class).bytes);
            assert_string_equal(currency_format(line->used, used), classes[row].used);
        }
        assert_int_equal(found, 1);
        world_free(&world);
    }
}

/* More lines than are sorted by insertion, written in an order of their own. */
static void test_many_lines(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    for (int line = 0; line < 15; line++)
        world_add(&world, "pay A on=2024-05-20 gross=2; inv A on=2024-05-01 gross=2");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.line_count, 30);
    for (size_t at = 1; at < world.line_count; at++) {
        bool same = world.lines[at].section == world.lines[at - 1].section;
        assert_true(same ? world.lines[at].record == world.lines[at - 1].record + 1
                         : world.lines[at].section > world.lines[at - 1].section);
    }
    assert_true(world_is(&world, "many", "A", "collectible=0.00 billed_gross=30.00"));
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_currencies),      cmocka_unit_test(test_scopes),
        cmocka_unit_test(test_afters),          cmocka_unit_test(test_classes),
        cmocka_unit_test(test_many_lines),      cmocka_unit_test(test_epochs),
        cmocka_unit_test(test_line_currencies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
