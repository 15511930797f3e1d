/* Which of a bill and of lists of open items counts that state the same, over epochs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_epochs.h"
#include "recon/position_twice.h"

/* "open" is the list of open items of 2023-12-31, "open1" that of 2024-01-31. */
static const struct epoch_row items[] = {
    {"billed by the day of the list: the bill counts", "",
     "open A gross=10; inv A on=2023-12-31 gross=12", "A",
     "billed_gross=12.00 billed_lines=1 opening_lines=0"},
    {"billed after it: both count", "", "open A gross=10; inv A on=2024-01-01 gross=12", "A",
     "billed_gross=22.00 billed_lines=1 opening_lines=1"},
    {"in another currency", "", "open A cur=EUR gross=10; inv A on=2023-12-31 cur=USD gross=12",
     "A EUR", "billed_gross=10.00 opening_lines=1"},
    {"another reference", "", "open B gross=10; inv A on=2023-12-31 gross=12", "B",
     "billed_gross=10.00 opening_lines=1"},
    {"twice on one list: both are open", "", "open A gross=10; open A gross=5", "A",
     "billed_gross=15.00 opening_lines=2"},
    {"on two lists: the earlier one counts", "", "open A gross=10; open1 A gross=7", "A",
     "billed_gross=10.00 opening_lines=1"},
    {"billed between two lists: what is billed counts on top of the earlier one", "",
     "open A gross=10; open1 A gross=13; inv A on=2024-01-05 gross=3", "A",
     "billed_gross=13.00 billed_lines=1 opening_lines=1"},
    {"sealed with the list: a bill that comes later does not count again", "inv=1",
     "open A gross=10; inv A on=2023-12-31 gross=12", "A",
     "billed_gross=10.00 billed_lines=0 opening_lines=1"},
    {"sealed with the bill: nor does the list", "open=1",
     "open A gross=10; inv A on=2023-12-31 gross=12", "A",
     "billed_gross=12.00 billed_lines=1 opening_lines=0"},
    {"sealed with the later list", "open=1", "open A gross=10; open1 A gross=7", "A",
     "billed_gross=7.00 opening_lines=1"},
    {"three epochs: a list that gives way takes no other's place", "inv=1 open1=2 open=3",
     "inv A on=2024-01-15 gross=3; open1 A gross=13; open A gross=10", "A",
     "billed_gross=13.00 billed_lines=1 opening_lines=1"},
    {"each currency by itself", "",
     "open A cur=EUR gross=10; inv A cur=USD on=2023-12-31 gross=12; open A cur=USD gross=12",
     "A USD", "billed_gross=12.00 billed_lines=1 opening_lines=0"},
    {"what is superseded takes nothing's place", "",
     "open A gross=10; old A gross=12 on=2023-12-31", "A",
     "billed_gross=10.00 opening_lines=1"},
};

static void test_items(void **state)
{
    (void)state;
    assert_true(epoch_rows_hold(items, array_count(items)));
}

static void test_opens_again(void **state)
{
    const struct section_plan list = {.role = ROLE_OPENING, .covers_to = 100};
    const struct section_plan bills = {.role = ROLE_BILLED};
    const struct section_plan payouts = {.role = ROLE_DISBURSED};
    const struct position_line item = {.plan = &list, .currency = 1};
    struct position_line line = {.plan = &bills, .currency = 1, .day = 100};
    (void)state;
    assert_true(position_opens_again(&line, &item));
    assert_false(position_opens_again(&item, &line));
    assert_false(position_opens_again(&item, &item));
    line.day = 101;
    assert_false(position_opens_again(&line, &item));
    line.day = 100;
    line.currency = 2;
    assert_false(position_opens_again(&line, &item));
    line.currency = 1;
    line.plan = &payouts;
    assert_false(position_opens_again(&line, &item));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_items),
        cmocka_unit_test(test_opens_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
