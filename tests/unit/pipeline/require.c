/* What a run must not go without. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world_main.h"

struct require_row {
    const char *name, *require;
    enum status status;
    const char *message, *remedy; /* a part of it; NULL for none */
};

static const struct require_row rows[] = {
    {"controls are always made", "rules,stored-sums,classes", STATUS_OK, NULL, NULL},
    {"no report states the payout", "payout", STATUS_EVIDENCE,
     "1 required check cannot be made", "payout: nothing that was loaded states such a figure"},
    {"two of three", "payout,rules,billed-tax", STATUS_EVIDENCE,
     "2 required checks cannot be made", "DOES NOT TIE"},
    {"no such check", "rules,deposits", STATUS_USAGE, "there is no such check",
     "The checks are"},
    {"no name", "rules,,classes", STATUS_USAGE, "there is no such check", "The checks are"},
};

static void test_require(void **state)
{
    for (size_t at = 0; at < array_count(rows); at++) {
        struct world world;
        struct str require = str_from(rows[at].require);
        print_message("%s\n", rows[at].name);
        world_quiet(&world, *state);
        world.options.requires = &require;
        world.options.require_count = 1;
        assert_int_equal(world_run(&world), rows[at].status);
        if (rows[at].message != NULL) {
            assert_non_null(strstr(world.failure.message, rows[at].message));
            assert_non_null(strstr(world.failure.remedy, rows[at].remedy));
        }
        if (rows[at].status == STATUS_EVIDENCE)
            assert_books(&world, "SELECT value FROM meta WHERE name = 'heading'",
                         "DOES NOT TIE");
        world_end(&world);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_require),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
