/* What the pass reads off its facts before the first line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "position_world.h"
#include "recon/position_parts.h"

static const struct section_plan *plan_named(const struct position_work *work, const char *name)
{
    for (size_t at = 0; at < WORLD_SECTIONS; at++)
        if (strcmp(world_sections[at].name, name) == 0)
            return &work->plans[at];
    return NULL;
}

static void test_sections(void **state)
{
    (void)state;
    static struct world world;
    struct position_work work;
    world_init(&world);
    payers_link(&world.payers, &world.ledger);
    position_work_init(&work, &world.ledger, &world.facts, &world.payers);
    const struct section_plan *invoices = plan_named(&work, "inv");
    assert_true(invoices->has_fee && invoices->has_net && invoices->checks_identity);
    assert_false(invoices->has_collected || invoices->restates || invoices->superseded);
    assert_true(str_equal(invoices->file, STR("inv.csv")));
    assert_int_equal(invoices->day_without, world_day("2024-06-30"));
    assert_true(plan_named(&work, "col")->has_collected);
    assert_false(plan_named(&work, "odd")->checks_identity);
    assert_true(plan_named(&work, "comp")->restates);
    assert_true(plan_named(&work, "old")->superseded);
    assert_int_equal(plan_named(&work, "payd")->day_without, world_day("2024-05-10"));
    assert_int_equal(plan_named(&work, "pay")->day_without, world_day("2024-06-30"));
    assert_true(plan_named(&work, "tax")->has_party);
    assert_false(plan_named(&work, "tax0")->has_party || plan_named(&work, "tax0")->has_net);
    assert_false(plan_named(&work, "open")->has_fee || plan_named(&work, "open")->has_net);
    assert_null(work.days_by_payer);
    position_work_free(&work);
    world_free(&world);
}

/* Epoch 0 is sealed. What came in epoch 1 is late, unless it gave way at once; what gave way in it
 * is replaced, by the one that counts in the end. What gave way before is neither. */
static void test_since(void **state)
{
    (void)state;
    static struct world world;
    struct position_work work;
    world_init(&world);
    payers_link(&world.payers, &world.ledger);
    const struct {
        size_t at; /* see position_world.h */
        uint32_t epoch;
        bool superseded;
        uint32_t in, by;
        bool late, replaced;
        uint32_t replaced_by;
    } rows[] = {
        {0, 0, false, 0, 0, false, false, 0}, {1, 1, false, 0, 0, true, false, 1},
        {3, 1, true, 1, 4, false, false, 4},  {4, 1, false, 0, 0, true, false, 4},
        {6, 0, true, 1, 3, false, true, 4},   {7, 0, true, 0, 0, false, false, 0},
    };
    for (size_t i = 0; i < array_count(rows); i++) {
        struct section_facts *section = &world.sections[rows[i].at];
        section->epoch = rows[i].epoch;
        section->superseded = rows[i].superseded;
        section->superseded_in = rows[i].in;
        section->superseded_by = rows[i].by;
    }
    for (int sealed = 0; sealed < 2; sealed++) {
        world.facts.sealed.any = sealed != 0;
        position_work_init(&work, &world.ledger, &world.facts, &world.payers);
        for (size_t i = 0; i < array_count(rows); i++) {
            const struct section_plan *plan = &work.plans[rows[i].at];
            assert_int_equal(plan->late, rows[i].late && sealed);
            assert_int_equal(plan->replaced, rows[i].replaced && sealed);
            if (sealed)
                assert_int_equal(plan->replaced_by, rows[i].replaced_by);
        }
        assert_null(work.sealed); /* no cut of an opening */
        position_work_free(&work);
    }
    world_free(&world);
}

/* Lists after as_of and superseded ones are not the newest. */
static void test_newest_list(void **state)
{
    (void)state;
    const struct {
        const char *as_of;
        bool supersede;
        const char *newest;
    } rows[] = {
        {"2024-08-31", false, "2024-07-31"},
        {"2024-06-30", false, "2024-06-30"},
        {"2024-06-30", true, "2024-03-31"},
        {"2024-03-30", false, ""},
    };
    static struct world world;
    for (size_t at = 0; at < array_count(rows); at++) {
        struct position_work work;
        world_init(&world);
        payers_link(&world.payers, &world.ledger);
        world.facts.as_of = world_day(rows[at].as_of);
        for (size_t section = 0; section < WORLD_SECTIONS; section++)
            if (rows[at].supersede && strcmp(world_sections[section].name, "list6") == 0)
                world.sections[section].superseded = true;
        position_work_init(&work, &world.ledger, &world.facts, &world.payers);
        assert_int_equal(work.newest_list, world_day(rows[at].newest));
        position_work_free(&work);
        world_free(&world);
    }
}

static void test_terms_and_codes(void **state)
{
    (void)state;
    static struct world world;
    struct position_work work;
    static const struct str payers[] = {STR_INIT("1"), STR_INIT("3"), STR_INIT("5")};
    static const int64_t days[] = {30, 60, 90};
    world_init(&world);
    world.facts.terms = (struct policy_terms){payers, days, 3};
    for (int payer = 0; payer <= 6; payer++) {
        char line[64];
        snprintf(line, sizeof line, "inv A acct=%d code=same title=t%d", payer, payer);
        world_add(&world, line);
    }
    world_add(&world, "inv A title=none");
    payers_link(&world.payers, &world.ledger);
    position_work_init(&work, &world.ledger, &world.facts, &world.payers);
    for (int payer = 0; payer <= 6; payer++) {
        char text[4];
        snprintf(text, sizeof text, "%d", payer);
        uint32_t id = intern_find(&world.payers.names, str_from(text));
        assert_int_equal(work.days_by_payer[id], payer % 2 == 1 ? payer * 15 + 15 : -1);
    }
    assert_int_equal(work.days_by_payer[0], -1);
    uint32_t code = work.code_by_product[1];
    assert_int_not_equal(code, 0);
    for (uint32_t product = 1; product <= 7; product++)
        assert_int_equal(work.code_by_product[product], code);
    assert_int_equal(work.code_by_product[8], 0);
    position_work_free(&work);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_since),
        cmocka_unit_test(test_newest_list),
        cmocka_unit_test(test_terms_and_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
