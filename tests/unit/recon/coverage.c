/* Days of tables, the order of tables, as_of and payout days. */
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "coverage_world.h"

/* --- coverage_of_section -------------------------------------------------------------------
 */

struct claim_row {
    const char *name;
    int family;
    const char *file, *meta_from, *meta_to, *period, *lines_from, *lines_to;
    const char *from, *to; /* "" : refused */
    enum covers_source source;
};

static const struct claim_row claims[] = {
    {"meta first", WORLD_BILLED, "monthly_2024-03-15.csv", "2024-01-01", "2024-01-31",
     "2023-05", "2024-01-03", "2024-01-09", "2024-01-01", "2024-01-31", COVERS_META},
    {"period before the name", WORLD_BILLED, "monthly_2024-03-15.csv", "", "", "2023-05", "",
     "", "2023-05-01", "2023-05-31", COVERS_PERIOD},
    {"a name dated in March covers February", WORLD_BILLED, "monthly_2024-03-15.csv", "", "",
     "", "", "", "2024-02-01", "2024-02-29", COVERS_CONVENTION},
    {"a name dated in January covers December", WORLD_BILLED, "monthly_2024-01-01.csv", "", "",
     "", "", "", "2023-12-01", "2023-12-31", COVERS_CONVENTION},
    {"period does not say a payout's day", WORLD_PAID, "paid_2024-03-15.csv", "", "", "2023-05",
     "", "", "2024-03-15", "2024-03-15", COVERS_CONVENTION},
    {"a list is of its day", WORLD_LIST, "list_2024-03-15.csv", "", "", "2023-05", "", "",
     "2024-03-15", "2024-03-15", COVERS_CONVENTION},
    {"lines last", WORLD_TAXED, "tax.csv", "", "", "", "2024-02-03", "2024-02-27", "2024-02-03",
     "2024-02-27", COVERS_LINES},
    {"the name before lines", WORLD_TAXED, "tax_2024-03-01.csv", "", "", "", "2024-02-03",
     "2024-02-27", "2024-02-01", "2024-02-29", COVERS_CONVENTION},
    {"opening by name", WORLD_OPENING, "opening_2024-01-31.csv", "", "", "", "2023-01-01",
     "2023-12-01", "2024-01-31", "2024-01-31", COVERS_OPENING},
    {"opening by period is its last day", WORLD_OPENING, "opening_2024-01-15.csv", "", "",
     "2024-02", "", "", "2024-02-29", "2024-02-29", COVERS_OPENING},
    {"opening is not of its lines' days", WORLD_OPENING, "opening.csv", "", "", "",
     "2023-01-01", "2023-12-01", "", "", COVERS_NONE},
    {"nothing applies", WORLD_BILLED, "march.csv", "", "", "", "", "", "", "", COVERS_NONE},
    {"period alone does not help a payout", WORLD_PAID, "paid.csv", "", "", "2024-03", "", "",
     "", "", COVERS_NONE},
    {"a header alone of a dated family", WORLD_TAXED, "tax.csv", "", "", "", "", "", "", "",
     COVERS_NONE},
    {"a range that ends before it begins", WORLD_BILLED, "monthly_2024-03-15.csv", "2024-02-01",
     "2024-01-31", "", "", "", "", "", COVERS_NONE},
};

static void test_of_section(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(claims); i++) {
        const struct claim_row *row = &claims[i];
        print_message("%s\n", row->name);
        struct section_facts section = {.era = &world_eras[row->family],
                                        .covers_from = DAY_NONE,
                                        .covers_to = DAY_NONE,
                                        .lines_from = world_day(row->lines_from),
                                        .lines_to = world_day(row->lines_to)};
        struct coverage_claim claim = {.has_meta = row->meta_from[0] != '\0',
                                       .meta_from = world_day(row->meta_from),
                                       .meta_to = world_day(row->meta_to),
                                       .period = world_month(row->period),
                                       .base_name = str_from(row->file)};
        struct failure failure;
        failure_init(&failure);
        enum status status = coverage_of_section(&section, &claim, &failure);
        assert_int_equal(status, row->from[0] == '\0' ? STATUS_REFUSED : STATUS_OK);
        assert_int_equal(failure.status, status);
        assert_int_equal(section.covers_from, world_day(row->from));
        assert_int_equal(section.covers_to, world_day(row->to));
        assert_int_equal(section.covers_source, row->source);
    }
}

static void test_refusal_names_all_ways(void **state)
{
    (void)state;
    struct section_facts section = {
        .era = &world_eras[WORLD_BILLED], .lines_from = DAY_NONE, .lines_to = DAY_NONE};
    struct coverage_claim claim = {.period = DAY_NONE, .base_name = STR("march.csv")};
    struct failure failure;
    failure_init(&failure);
    assert_int_equal(coverage_of_section(&section, &claim, &failure), STATUS_REFUSED);
    assert_non_null(strstr(failure.message, "march.csv"));
    assert_non_null(strstr(failure.remedy, "march.csv.meta.json"));
    assert_non_null(strstr(failure.remedy, "--period YYYY-MM"));
    assert_non_null(strstr(failure.remedy, "YYYY-MM-DD in its name"));
    assert_non_null(strstr(failure.remedy, "lines with a date"));
}

/* --- coverage_settle -----------------------------------------------------------------------
 */

struct payout_row {
    const char *name;
    const char *days[3]; /* payouts, in the order given */
    const char *from[3]; /* what each then covers */
};

static const struct payout_row payouts[] = {
    {"the first claims 31 days", {"2024-03-31"}, {"2024-03-01"}},
    {"the next begins the day after",
     {"2024-01-15", "2024-02-15"},
     {"2023-12-16", "2024-01-16"}},
    {"in any order", {"2024-02-15", "2024-01-15"}, {"2024-01-16", "2023-12-16"}},
    {"40 days apart is no gap", {"2024-01-01", "2024-02-10"}, {"2023-12-02", "2024-01-02"}},
    {"41 days apart is one", {"2024-01-01", "2024-02-11"}, {"2023-12-02", "2024-01-12"}},
    {"two of one day look back alike",
     {"2024-01-15", "2024-02-15", "2024-02-15"},
     {"2023-12-16", "2024-01-16", "2024-01-16"}},
};

static void test_payout_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(payouts); i++) {
        print_message("%s\n", payouts[i].name);
        struct world world;
        world_init(&world);
        for (size_t at = 0; at < 3 && payouts[i].days[at] != NULL; at++)
            world_add(&world, WORLD_PAID, payouts[i].days[at], payouts[i].days[at], 5);
        assert_int_equal(world_settle(&world), STATUS_OK);
        for (size_t at = 0; at < world.facts.section_count; at++)
            assert_int_equal(world.sections[at].covers_from, world_day(payouts[i].from[at]));
        world_free(&world);
    }
}

static void test_payout_on_is_the_deposit_date(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_PAID, "2024-02-15", "2024-02-15", 5);
    world_add(&world, WORLD_PAID, "2024-03-15", "2024-03-15", 5);
    size_t geo = world_add(&world, WORLD_SETTLED, "2024-02-15", "2024-02-15", 2);
    world.settlement_days[geo] = world_day("2024-02-17");
    world_add(&world, WORLD_SETTLED, "2024-03-15", "2024-03-15", 2); /* of several days */
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.sections[0].payout_on, world_day("2024-02-17"));
    assert_int_equal(world.sections[1].payout_on, world_day("2024-03-15"));
    assert_int_equal(world.facts.as_of, world_day("2024-03-15"));
    world_free(&world);
}

/* A settlement that came after the month of its payout was sealed says nothing of its day; one
 * that gave way after that still does. */
static void test_deposit_dates_over_epochs(void **state)
{
    static const struct {
        uint32_t payout, settlement;
        bool superseded;
        uint32_t in;
        const char *on;
    } epochs[] = {
        {0, 0, false, 0, "2024-02-17"}, {1, 0, false, 0, "2024-02-17"},
        {0, 1, false, 0, "2024-02-15"}, {1, 1, false, 0, "2024-02-17"},
        {0, 0, true, 0, "2024-02-15"},  {0, 0, true, 1, "2024-02-17"},
        {1, 0, true, 1, "2024-02-15"},
    };
    (void)state;
    for (size_t i = 0; i < array_count(epochs); i++) {
        struct world world;
        world_init(&world);
        world_add(&world, WORLD_PAID, "2024-02-15", "2024-02-15", 5);
        size_t geo = world_add(&world, WORLD_SETTLED, "2024-02-15", "2024-02-15", 2);
        world.settlement_days[geo] = world_day("2024-02-17");
        world.sections[0].epoch = epochs[i].payout;
        world.sections[geo].epoch = epochs[i].settlement;
        world.sections[geo].superseded = epochs[i].superseded;
        world.sections[geo].superseded_in = epochs[i].in;
        assert_int_equal(world_settle(&world), STATUS_OK);
        assert_int_equal(world.sections[0].payout_on, world_day(epochs[i].on));
        world_free(&world);
    }
}

static void test_as_of(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 5);
    world_add(&world, WORLD_PAID, "2024-02-15", "2024-02-15", 5);
    size_t geo = world_add(&world, WORLD_SETTLED, "2024-02-15", "2024-02-15", 2);
    world.settlement_days[geo] = world_day("2024-02-17");
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.facts.as_of, world_day("2024-02-17"));
    assert_string_equal(world.facts.as_of_source, "newest");
    world.facts.as_of = world_day("2024-01-31");
    world.facts.roll_from = DAY_NONE;
    assert_int_equal(world_settle(&world), STATUS_OK);
    assert_int_equal(world.facts.as_of, world_day("2024-01-31"));
    assert_string_equal(world.facts.as_of_source, "option");
    world_free(&world);
}

static void test_lists_and_opening_count_for_as_of(void **state)
{
    (void)state;
    static const int families[] = {WORLD_LIST, WORLD_TOTAL, WORLD_OPENING};
    for (size_t i = 0; i < array_count(families); i++) {
        struct world world;
        world_init(&world);
        world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 5);
        world_add(&world, families[i], "2024-02-20", "2024-02-20", 5);
        assert_int_equal(world_settle(&world), STATUS_OK);
        assert_int_equal(world.facts.as_of, world_day("2024-02-20"));
        world_free(&world);
    }
}

static void test_no_day_at_all(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    assert_int_equal(world_settle(&world), STATUS_REFUSED);
    world_free(&world);
}

/* Canonical: rank, covers_from, SHA-256, first record; whatever the order of arguments. */
static void test_canonical(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    size_t paid = world_add(&world, WORLD_PAID, "2024-01-15", "2024-01-15", 1);
    size_t march = world_add(&world, WORLD_BILLED, "2024-03-01", "2024-03-31", 1);
    size_t late = world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 1);
    size_t early = world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 1);
    size_t table = world_add(&world, WORLD_BILLED, "2024-01-01", "2024-01-31", 1);
    world.files[late].digest.bytes[0] = 9;
    world.files[early].digest.bytes[0] = 3;
    world.sections[table].file = (uint32_t)early;
    world.sections[early].first_record = 40;
    world.sections[table].first_record = 1;
    assert_int_equal(world_settle(&world), STATUS_OK);
    const size_t expected[] = {table, early, late, march, paid};
    for (size_t i = 0; i < array_count(expected); i++)
        assert_int_equal(world.sections[expected[i]].canonical, i);
    world_free(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_of_section),
        cmocka_unit_test(test_refusal_names_all_ways),
        cmocka_unit_test(test_payout_days),
        cmocka_unit_test(test_payout_on_is_the_deposit_date),
        cmocka_unit_test(test_deposit_dates_over_epochs),
        cmocka_unit_test(test_as_of),
        cmocka_unit_test(test_lists_and_opening_count_for_as_of),
        cmocka_unit_test(test_no_day_at_all),
        cmocka_unit_test(test_canonical),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
