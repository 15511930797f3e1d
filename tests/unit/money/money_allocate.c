/* Sharing a total: every share and their order worked out by hand. */
#include "money/money.h"

#include "base/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { CENT = MONEY_MICRO_PER_CENT, BASES_MOST = 5 };

static void test_shares(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t total;
        size_t count;
        int64_t bases[BASES_MOST];
        int64_t shares[BASES_MOST];
    } rows[] = {
        {"one base takes all", 123 * CENT, 1, {7}, {123 * CENT}},
        {"equal bases, the earlier gets the cent",
         100 * CENT,
         3,
         {1, 1, 1},
         {34 * CENT, 33 * CENT, 33 * CENT}},
        {"two cents over", 101 * CENT, 3, {1, 1, 1}, {34 * CENT, 34 * CENT, 33 * CENT}},
        {"the largest remainder first",
         /* 10 * 1/6 = 1 rest 4, 10 * 2/6 = 3 rest 2, 10 * 3/6 = 5 rest 0 */
         10 * CENT,
         3,
         {1, 2, 3},
         {2 * CENT, 3 * CENT, 5 * CENT}},
        {"a later base with a larger remainder",
         /* 5 * 3/7 = 2 rest 1, 5 * 4/7 = 2 rest 6 */
         5 * CENT,
         2,
         {3, 4},
         {2 * CENT, 3 * CENT}},
        {"negative total", -100 * CENT, 3, {1, 1, 1}, {-34 * CENT, -33 * CENT, -33 * CENT}},
        {"bases count by their size", 10 * CENT, 2, {-1, 1}, {5 * CENT, 5 * CENT}},
        {"a base of zero gets nothing", 7 * CENT, 3, {0, 5, 0}, {0, 7 * CENT, 0}},
        {"what is below a cent, with the largest base",
         10 * CENT + 123,
         3,
         {1, 4, 4},
         {1 * CENT, 5 * CENT + 123, 4 * CENT}},
        {"only below a cent", 9999, 2, {1, 1}, {9999, 0}},
        {"below a cent, negative", -(10 * CENT) - 5, 2, {1, 3}, {-3 * CENT, -7 * CENT - 5}},
        {"nothing to share", 0, 2, {1, 3}, {0, 0}},
        {"bases beyond 64 bits together",
         4 * CENT,
         4,
         {INT64_MAX, INT64_MAX, INT64_MAX, INT64_MIN},
         {CENT, CENT, CENT, CENT}},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct money bases[BASES_MOST];
        struct money shares[BASES_MOST];
        for (size_t base = 0; base < rows[at].count; base++)
            bases[base].micro = rows[at].bases[base];
        if (!money_allocate((struct money){rows[at].total}, bases, rows[at].count, shares))
            fail_msg("%s: refused", rows[at].name);
        for (size_t base = 0; base < rows[at].count; base++)
            if (shares[base].micro != rows[at].shares[base])
                fail_msg("%s: share %zu is %lld", rows[at].name, base,
                         (long long)shares[base].micro);
    }
}

static void test_nothing_to_share_by(void **state)
{
    (void)state;
    const struct money zeros[2] = {{0}, {0}};
    struct money shares[2];
    assert_false(money_allocate((struct money){100}, zeros, 2, shares));
    assert_false(money_allocate((struct money){100}, NULL, 0, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_nothing_to_share_by),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
