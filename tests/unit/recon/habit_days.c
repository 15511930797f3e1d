/* Days by owner: each owner's, sorted, whatever order they came in. */
#include "recon/habit_days.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_days(const struct habit_days *all, uint32_t owner, const int32_t *wanted,
                        size_t wanted_count)
{
    size_t count = 0;
    const int32_t *days = habit_days_of(all, owner, &count);
    assert_int_equal(count, wanted_count);
    for (size_t at = 0; at < count; at++)
        assert_int_equal(days[at], wanted[at]);
}

/* Numbers that differ in each of the three groups of bits they are sorted by, and in sign. */
static void test_each_owner_has_its_own_in_order(void **state)
{
    (void)state;
    static const struct habit_note notes[] = {
        {2, 40}, {0, 5000000}, {2, -3},        {0, 2049},      {2, 40},
        {0, 1},  {0, -1},      {0, INT32_MIN}, {3, INT32_MAX}, {0, 2048},
    };
    static const int32_t first[] = {INT32_MIN, -1, 1, 2048, 2049, 5000000};
    static const int32_t third[] = {-3, 40, 40};
    static const int32_t fourth[] = {INT32_MAX};
    struct habit_days all = {0};
    for (size_t at = 0; at < array_count(notes); at++)
        habit_days_add(&all, notes[at].owner, notes[at].days);
    habit_days_settle(&all, 5);
    assert_days(&all, 0, first, array_count(first));
    assert_days(&all, 1, NULL, 0);
    assert_days(&all, 2, third, array_count(third));
    assert_days(&all, 3, fourth, array_count(fourth));
    assert_days(&all, 4, NULL, 0);
    habit_days_free(&all);
}

static void test_nothing_noted(void **state)
{
    (void)state;
    struct habit_days all = {0};
    habit_days_settle(&all, 1);
    assert_days(&all, 0, NULL, 0);
    habit_days_free(&all);
    habit_days_free(&all);
}

/* Beyond the room of the first notes: 3 owners in turn, days falling from 9999 to 0. */
static void test_many(void **state)
{
    (void)state;
    struct habit_days all = {0};
    size_t count = 0;
    for (int32_t at = 0; at < 10000; at++)
        habit_days_add(&all, (uint32_t)at % 3, 9999 - at);
    habit_days_settle(&all, 3);
    const int32_t *days = habit_days_of(&all, 1, &count); /* 9998, 9995 ... 2 */
    assert_int_equal(count, 3333);
    for (size_t at = 0; at < count; at++)
        assert_int_equal(days[at], 2 + 3 * (int32_t)at);
    habit_days_free(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_owner_has_its_own_in_order),
        cmocka_unit_test(test_nothing_noted),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
