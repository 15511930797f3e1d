/* Which word may have been meant. */
#include "base/near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define TEN "aaaaaaaaaa"
#define SIXTY TEN TEN TEN TEN TEN TEN

static void test_distance(void **state)
{
    static const struct {
        const char *name, *a, *b;
        size_t distance;
    } rows[] = {
        {"nothing", "", "", 0},
        {"all put in", "", "abc", 3},
        {"all left out", "abc", "", 3},
        {"the same", "check", "check", 0},
        {"one changed", "check", "chick", 1},
        {"one put in", "check", "checks", 1},
        {"one left out", "check", "heck", 1},
        {"neighbours swapped", "check", "chekc", 1},
        {"swapped at the beginning", "run", "urn", 1},
        {"two swaps", "abcd", "badc", 2},
        {"a swap and a letter between", "ca", "abc", 3},
        {"the usual example", "kitten", "sitting", 3},
        {"case is none", "Run", "rUN", 0},
        {"other words", "load", "run", 4},
        {"64 bytes", SIXTY "bbbb", SIXTY "bbbc", 1},
        {"65 bytes", SIXTY "bbbbb", "b", SIZE_MAX},
        {"65 bytes, the other", "b", SIXTY "bbbbb", SIZE_MAX},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++)
        if (near_distance(str_from(rows[i].a), str_from(rows[i].b)) != rows[i].distance)
            fail_msg("%s: %zu", rows[i].name,
                     near_distance(str_from(rows[i].a), str_from(rows[i].b)));
}

static void test_offers(void **state)
{
    static const struct {
        const char *name, *asked, *words[4], *said;
    } rows[] = {
        {"nothing offered", "run", {NULL}, ""},
        {"one slip", "chekc", {"run", "check"}, "Did you mean check? "},
        {"the nearest", "report", {"reopen", "repor", "report"}, "Did you mean report? "},
        {"of equals the first", "lost", {"lot", "lose", "last"}, "Did you mean lot? "},
        {"another word", "frobnicate", {"run", "identify", "explain"}, ""},
        {"short words forgive one slip", "rn", {"run"}, "Did you mean run? "},
        {"and no second", "rx", {"run"}, ""},
        {"two slips of six letters are another word", "severe", {"never"}, ""},
        {"of seven they are two slips", "reprots", {"report"}, "Did you mean report? "},
        {"two letters name nothing", "ab", {"ac"}, ""},
        {"dashes are no letters", "--bogus", {"--books"}, ""},
        {"a slip behind dashes", "--ot", {"--out"}, "Did you mean --out? "},
        {"a beginning", "uncol", {"refunds", "uncollected"}, "Did you mean uncollected? "},
        {"a beginning in capitals", "PEN", {"penny"}, "Did you mean penny? "},
        {"one letter is no beginning", "u", {"uncollected"}, ""},
        {"four slips in a long word", "setlement_gracdys", {"settlement_grace_days"}, ""},
        {"three at most",
         "setlement_grac_dys",
         {"settlement_grace_days"},
         "Did you mean settlement_grace_days? "},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct near near;
        near_begin(&near, str_from(rows[i].asked));
        for (size_t at = 0; at < 4 && rows[i].words[at] != NULL; at++)
            near_offer(&near, str_from(rows[i].words[at]));
        if (!str_equal(str_from(near_say(&near)), str_from(rows[i].said)))
            fail_msg("%s: '%s'", rows[i].name, near_say(&near));
    }
}

/* A word of any length that is offered fits, or is not taken. */
static void test_long_words(void **state)
{
    struct near near;
    (void)state;
    near_begin(&near, STR(SIXTY "bbbb"));
    near_offer(&near, STR(SIXTY "bbbbb"));
    assert_string_equal(near_say(&near), "");
    near_offer(&near, STR(SIXTY "bbbc"));
    assert_string_equal(near_say(&near), "Did you mean " SIXTY "bbbc? ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distance),
        cmocka_unit_test(test_offers),
        cmocka_unit_test(test_long_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
