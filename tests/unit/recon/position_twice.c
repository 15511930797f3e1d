/* What a reference says twice: in one file, and in two reports of one role. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_epochs.h"
#include "recon/position_twice.h"

struct twice_row {
    const char *name, *lines, *told;
};

struct heard {
    const struct world *world;
    struct buffer text;
};

static enum status hear_alike(void *context, const struct position_alike *alike,
                              struct failure *failure)
{
    (void)failure;
    struct heard *heard = context;
    struct str reference = intern_text(&heard->world->ledger.references, alike->reference_id);
    buffer_format(&heard->text, "%.*s %s", (int)reference.length, reference.bytes,
                  world_sections[alike->movements[0]->section].name);
    for (size_t at = 0; at < alike->count; at++)
        buffer_format(&heard->text, " %u", alike->movements[at]->record);
    buffer_add_c(&heard->text, "; ");
    return STATUS_OK;
}

static enum status hear_restated(void *context, const struct position_restated *restated,
                                 struct failure *failure)
{
    (void)failure;
    struct heard *heard = context;
    char counted[MONEY_TEXT_BYTES];
    char stated[MONEY_TEXT_BYTES];
    char currency[CURRENCY_TEXT_BYTES];
    struct str component = component_name(restated->component);
    buffer_format(&heard->text, "%s %u %.*s %s %s %s; ",
                  currency_format(restated->currency, currency), restated->movement->record,
                  (int)component.length, component.bytes,
                  money_format(restated->counted, counted),
                  money_format(restated->stated, stated), restated->agrees ? "yes" : "no");
    return STATUS_OK;
}

static bool rows_hold(const struct twice_row *rows, size_t count, const char *epochs)
{
    static struct world world;
    bool all = true;
    for (size_t at = 0; at < count; at++) {
        world_init(&world);
        world_epochs(&world, epochs);
        world_add(&world, rows[at].lines);
        struct heard heard = {.world = &world};
        const struct position_sink sink = {
            .context = &heard, .alike = hear_alike, .restated = hear_restated};
        payers_link(&world.payers, &world.ledger);
        enum status status =
            position_pass(&world.ledger, &world.facts, &world.payers, &sink, &world.failure);
        bool good = status == STATUS_OK && strcmp(buffer_c(&heard.text), rows[at].told) == 0;
        if (!good)
            print_error("%s: %s\n", rows[at].name, buffer_c(&heard.text));
        all = all && good;
        buffer_free(&heard.text);
        world_free(&world);
    }
    return all;
}

/* Records are numbered from 2. */
static const struct twice_row alikes[] = {
    {"a line a file", "inv A gross=1; pay A gross=1", ""},
    {"two equal ones", "inv A on=2024-05-01 gross=10; inv A on=2024-05-01 gross=10",
     "A inv 2 3; "},
    {"another amount", "inv A gross=10; inv A gross=11", ""},
    {"another component", "inv A gross=10; inv A fee=10", ""},
    {"another day", "inv A on=2024-05-01 gross=10; inv A on=2024-05-02 gross=10", ""},
    {"another due day", "inv A due=2024-05-01 gross=10; inv A due=2024-05-02 gross=10", ""},
    {"another product", "inv A code=p1 gross=10; inv A code=p2 gross=10", ""},
    {"another customer", "inv A cref=c1 gross=10; inv A cref=c2 gross=10", ""},
    {"another currency", "inv A cur=EUR gross=10; inv A cur=USD gross=10", ""},
    {"another party", "tax A party=aws tax_amount=1; tax A party=seller tax_amount=1", ""},
    {"another reference", "inv A gross=10; inv B gross=10", ""},
    {"another file", "bill1 A gross=10; bill3 A gross=10", ""},
    {"not beside each other", "inv A gross=1; inv A gross=2; inv A gross=1", "A inv 2 4; "},
    {"two of one and three of another",
     "inv A gross=1; inv A gross=2; inv A gross=1; inv A gross=2; inv A gross=2",
     "A inv 2 4; A inv 3 5 6; "},
    {"on both sides", "pay A gross=1; inv A gross=1; inv A gross=1; pay A gross=1",
     "A inv 2 3; A pay 2 3; "},
    {"lists and taxes too",
     "list3 A net=1; list3 A net=1; tax A tax_amount=1; tax A tax_amount=1",
     "A list3 2 3; A tax 2 3; "},
    {"without a reference", "inv - gross=1; inv - gross=1", ""},
    {"superseded", "old A gross=1; old A gross=1", ""},
    {"after as-of", "inv A on=2024-07-01 gross=1; inv A on=2024-07-01 gross=1", ""},
};

static const struct twice_row restated[] = {
    {"alone it is stated once", "comp A ar=2024-01 gross=10", ""},
    {"the same", "bill1 A gross=10 fee=-1 net=9; comp A ar=2024-01 gross=10 fee=-1 net=9",
     "USD 2 gross 10.00 10.00 yes; "},
    {"a cent apart", "bill1 A gross=10; comp A ar=2024-01 gross=10.01",
     "USD 2 gross 10.00 10.01 yes; "},
    {"two cents apart", "bill1 A gross=10; comp A ar=2024-01 gross=10.02",
     "USD 2 gross 10.00 10.02 no; "},
    {"the first that differs",
     "bill1 A gross=10 fee=-1 net=9; comp A ar=2024-01 gross=10 fee=-1.5 net=8.5",
     "USD 2 fee -1.00 -1.50 no; "},
    {"a component only one carries", "bill1 A gross=10 tax=1; comp A ar=2024-01 gross=10",
     "USD 2 gross 10.00 10.00 yes; "},
    {"lines of both add up",
     "bill1 A gross=4; bill1 A gross=8; comp A ar=2024-01 gross=5; comp A ar=2024-01 gross=7",
     "USD 2 gross 12.00 12.00 yes; "},
    {"each month for itself",
     "bill1 A gross=10; comp A ar=2024-01 gross=10; bill3 A gross=5; comp A ar=2024-03 gross=6",
     "USD 2 gross 10.00 10.00 yes; USD 3 gross 5.00 6.00 no; "},
    {"each currency for itself",
     "bill1 A cur=USD gross=10; comp A cur=EUR ar=2024-01 gross=11; "
     "bill1 A cur=EUR gross=12; comp A cur=USD ar=2024-01 gross=13",
     "EUR 2 gross 12.00 11.00 no; USD 3 gross 10.00 13.00 no; "},
};

/* "bill1" came an epoch after "comp", which restates it: what was counted stays so. */
static const struct twice_row restated_before[] = {
    {"the same", "bill1 A gross=10; comp A ar=2024-01 gross=10",
     "USD 2 gross 10.00 10.00 yes; "},
    {"apart: what counts comes first", "bill1 A gross=10; comp A ar=2024-01 gross=10.5",
     "USD 2 gross 10.50 10.00 no; "},
    {"of two references", "bill1 A gross=10; comp B ar=2024-01 gross=10.5", ""},
    {"of March it came together", "bill3 A gross=10; comp A ar=2024-03 gross=10.5",
     "USD 2 gross 10.00 10.50 no; "},
};

static void test_alike(void **state)
{
    (void)state;
    assert_true(rows_hold(alikes, array_count(alikes), ""));
}

static void test_restated(void **state)
{
    (void)state;
    assert_true(rows_hold(restated, array_count(restated), ""));
}

static void test_restated_before(void **state)
{
    (void)state;
    assert_true(rows_hold(restated_before, array_count(restated_before), "bill1=1"));
}

/* More lines than are compared one by one, every third of them alike. */
static void test_many_lines(void **state)
{
    (void)state;
    struct buffer lines = {0};
    for (int at = 0; at < 30; at++)
        buffer_format(&lines, "inv A gross=%d;", at % 3 == 0 ? 1 : 10 + at);
    const struct twice_row many[] = {
        {"thirty", buffer_c(&lines), "A inv 2 5 8 11 14 17 20 23 26 29; "}};
    assert_true(rows_hold(many, 1, ""));
    buffer_free(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alike),
        cmocka_unit_test(test_restated),
        cmocka_unit_test(test_restated_before),
        cmocka_unit_test(test_many_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
