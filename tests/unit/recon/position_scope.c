/* What counts where reports restate each other, over epochs: "comp" restates "revenue", which are
 * "bill1" (January), "bill3" (March) and "old" (January, superseded unless said otherwise);
 * "tbill" restates "sbill". Within one epoch: position_gather.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_epochs.h"
#include "recon/position_twice.h"

static const struct epoch_row rows[] = {
    {"one epoch, and not the first: the better family counts", "bill1=2 comp=2",
     "bill1 A gross=10; comp A ar=2024-01 gross=10.5", "A",
     "billed_gross=10.00 billed_lines=1"},
    {"what was there before counts, though the better family comes", "bill1=1",
     "bill1 A gross=10; comp A ar=2024-01 gross=10.5", "A",
     "billed_gross=10.50 billed_lines=1"},
    {"and as the better family of before", "comp=1",
     "bill1 A gross=10; comp A ar=2024-01 gross=10.5", "A",
     "billed_gross=10.00 billed_lines=1"},
    {"of another month", "bill1=1", "bill1 A gross=10; comp A ar=2024-02 gross=10.5", "A",
     "billed_gross=20.50 billed_lines=2"},
    {"of another currency", "bill1=1",
     "bill1 A cur=EUR gross=10; comp A cur=USD ar=2024-01 gross=10.5", "A EUR",
     "billed_gross=10.00"},
    {"of another reference", "bill1=1", "bill1 B gross=10; comp A ar=2024-01 gross=10.5", "B",
     "billed_gross=10.00"},
    {"several months, each by what was there", "bill1=1 bill3=0",
     "bill1 A gross=1; bill3 A gross=2; comp A ar=2024-01 gross=4; comp A ar=2024-03 gross=8",
     "A", "billed_gross=6.00 billed_lines=2"},
    {"the same family adds to it", "old=1",
     "bill1 A gross=10; old A gross=3; comp A ar=2024-01 gross=10.5", "A",
     "billed_gross=13.00 billed_lines=2"},
    {"one that neither restates adds to it", "inv=1",
     "comp A ar=2024-01 gross=10.5; inv A on=2024-01-05 gross=3", "A",
     "billed_gross=13.50 billed_lines=2"},
    {"three epochs", "bill1=2 comp=1 old=3",
     "bill1 A gross=10; comp A ar=2024-01 gross=10.5; old A gross=1", "A",
     "billed_gross=10.50 billed_lines=1"},
    {"issued again it stands where it stood", "bill1=1 old=0>1:bill1",
     "old A gross=10; comp A ar=2024-01 gross=10.5; bill1 A gross=9", "A",
     "billed_gross=9.00 billed_lines=1"},
    {"also the third issue", "bill3=2 bill1=1>2:bill3 old=0>1:bill1",
     "old A ar=2024-01 gross=10; comp A ar=2024-01 gross=10.5; bill1 A ar=2024-01 gross=9; "
     "bill3 A ar=2024-01 gross=8",
     "A", "billed_gross=8.00 billed_lines=1"},
    {"issued again without it: what restates it counts", "bill1=1 old=0>1:bill1",
     "old A gross=10; comp A ar=2024-01 gross=10.5; bill1 B gross=9", "A",
     "billed_gross=10.50 billed_lines=1"},
    {"payments go with their bill", "sbill=1 spaid=1",
     "tbill A on=2024-03-05 gross=100 tax=8 net=108; tpaid A on=2024-03-20 net=108; "
     "sbill A on=2024-03-06 gross=70 net=70; spaid A on=2024-03-20 net=70",
     "A", "billed_gross=100.00 billed_lines=1"},
};

static void test_epochs(void **state)
{
    (void)state;
    assert_true(epoch_rows_hold(rows, array_count(rows)));
}

/* What gives way is out of scope, with what is stated beside it. */
static void test_classes(void **state)
{
    (void)state;
    static struct world world;
    world_init(&world);
    world_epochs(&world, "sbill=1 spaid=1");
    world_add(&world, "tbill A on=2024-03-05 gross=100 net=100; sbill A on=2024-03-06 gross=70 "
                      "net=70; spaid A on=2024-03-20 net=70");
    assert_int_equal(world_pass(&world), STATUS_OK);
    assert_int_equal(world.line_count, 3);
    for (size_t at = 0; at < 3; at++)
        assert_int_equal(world.lines[at].class,
                         world.lines[at].section == epochs_section(STR("tbill"))
                             ? CLASS_COUNTED
                             : CLASS_OUT_OF_SCOPE);
    world_free(&world);
}

static void test_restates(void **state)
{
    static struct str names[] = {STR_INIT("a"), STR_INIT("b")};
    const struct family own = {.name = STR("own"), .restates = names, .restates_count = 2};
    const struct family a = {.name = STR("a")};
    const struct family b = {.name = STR("b")};
    (void)state;
    assert_true(position_family_restates(&own, &a));
    assert_true(position_family_restates(&own, &b));
    assert_false(position_family_restates(&own, &own));
    assert_false(position_family_restates(&a, &own));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_epochs),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_restates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
