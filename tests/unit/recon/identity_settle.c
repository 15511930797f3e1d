/* How files settle their signs: by counting, by the other files of the era, by the canonical
 * signs, by
 * --assume; and that no order matters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "identity_world.h"
#include "recon/identity_vector.h"

/* `signs`: how fee, refund, fee_refund, cost, tax_refund count: + as printed, - turned; then
 * whether net holds tax: y or n. NULL: refused. */
struct settle_row {
    const char *name;
    const char *files[3];
    const char *signs[3];
    enum signs_settled_by by[3];
    const char *assume; /* "fee=positive" */
};

static const struct settle_row rows[] = {
    {"fees printed negative",
     {"gross=10 fee=-1 net=9; gross=20 fee=-2 net=18"},
     {"+++++n"},
     {SIGNS_FILE},
     NULL},
    {"fees printed positive",
     {"gross=10 fee=1 net=9; gross=20 fee=2 net=18"},
     {"-++++n"},
     {SIGNS_FILE},
     NULL},
    {"all printed as magnitudes",
     {"gross=10 fee=1 net=9; refund=10 fee_refund=-1 net=-9; gross=100 cost=80 net=20"},
     {"---"
      "-+n"},
     {SIGNS_FILE},
     NULL},
    {"one odd line of three",
     {"gross=10 fee=1 net=9; gross=20 fee=2 net=18; gross=10 fee=1 net=11"},
     {"-++++n"},
     {SIGNS_FILE},
     NULL},
    {"one odd line of two: a tie takes the canonical",
     {"gross=10 fee=1 net=9; gross=20 fee=2 net=22"},
     {"+++++n"},
     {SIGNS_CANONICAL},
     NULL},
    {"nothing uncertain on any line", {"gross=10 net=10"}, {"+++++n"}, {SIGNS_CANONICAL}, NULL},
    {"no line at all", {""}, {"+++++n"}, {SIGNS_CANONICAL}, NULL},
    {"all counts zero: the canonical",
     {"gross=10 fee=1 net=5; gross=10 fee=1 net=4"},
     {"+++++n"},
     {SIGNS_CANONICAL},
     NULL},
    {"a column zero on all lines is canonical",
     {"gross=10 fee=1 net=9; gross=20 fee=2 net=18; gross=5 net=5"},
     {"-++++n"},
     {SIGNS_FILE},
     NULL},
    {"net with tax",
     {"gross=10 fee=-1 tax=2 net=11; gross=10 tax=1 net=11"},
     {"+++++y"},
     {SIGNS_FILE},
     NULL},
    {"net without tax",
     {"gross=10 fee=-1 tax=2 net=9; gross=10 tax=1 net=10"},
     {"+++++n"},
     {SIGNS_FILE},
     NULL},
    {"net with tax, its refund printed positive",
     {"gross=10 tax=2 net=12; refund=-10 tax_refund=2 net=-12"},
     {"++++-y"},
     {SIGNS_FILE},
     NULL},
    {"net without tax, most tax refunds positive",
     {"gross=10 tax=2 net=10; refund=-10 tax_refund=2 net=-10; refund=-10 tax_refund=1 "
      "net=-10; "
      "refund=-10 tax_refund=-1 net=-10"},
     {"++++-n"},
     {SIGNS_FILE},
     NULL},
    {"net without tax, as many negative",
     {"gross=10 tax=2 net=10; refund=-10 tax_refund=2 net=-10; refund=-10 tax_refund=-1 "
      "net=-10"},
     {"+++++n"},
     {SIGNS_FILE},
     NULL},
    {"a tie looks at the other file",
     {"gross=10 fee=1 net=9; gross=20 fee=2 net=22", "gross=10 fee=1 net=9"},
     {"-++++n", "-++++n"},
     {SIGNS_ERA, SIGNS_FILE},
     NULL},
    {"not at one that has no such column",
     {"gross=10 fee=1 net=9; gross=20 fee=2 net=22", "gross=10 refund=1 net=9"},
     {"+++++n", "+-+++n"},
     {SIGNS_CANONICAL, SIGNS_FILE},
     NULL},
    {"others that contradict each other are no help",
     {"gross=10 fee=1 net=9; gross=20 fee=2 net=22", "gross=10 fee=1 net=9",
      "gross=10 fee=-1 net=9"},
     {"+++++n", "-++++n", "+++++n"},
     {SIGNS_CANONICAL, SIGNS_FILE, SIGNS_FILE},
     NULL},
    {"two ties are no help to each other",
     {"gross=10 fee=1 net=9; gross=20 fee=2 net=22",
      "gross=10 fee=1 net=9; gross=20 fee=2 net=22"},
     {"+++++n", "+++++n"},
     {SIGNS_CANONICAL, SIGNS_CANONICAL},
     NULL},
    {"the other file's net",
     {"gross=10 tax=1 net=11; gross=10 tax=1 net=10", "gross=10 tax=1 net=11"},
     {"+++++y", "+++++y"},
     {SIGNS_ERA, SIGNS_FILE},
     NULL},
    {"the other file's net says nothing of its refund",
     {"tax=1 tax_refund=-1 gross=10 net=10", "gross=10 tax=1 net=11"},
     {"+++++y", "+++++y"},
     {SIGNS_ERA, SIGNS_FILE},
     NULL},
    {"a fee equal to a refund: the canonical of two",
     {"gross=10 fee=1 refund=-1 net=10"},
     {"+++++n"},
     {SIGNS_CANONICAL},
     NULL},
    {"best on half the lines, not canonical: refused",
     {"gross=10 fee=1 net=9; gross=10 fee=1 net=9; gross=10 fee=1 net=2; gross=10 fee=1 net=3"},
     {NULL},
     {SIGNS_FILE},
     NULL},
    {"best on half the lines, as the other file has it",
     {"gross=10 fee=1 net=9; gross=10 fee=1 net=9; gross=10 fee=1 net=2; gross=10 fee=1 net=3",
      "gross=10 fee=1 net=9"},
     {"-++++n", "-++++n"},
     {SIGNS_ERA, SIGNS_FILE},
     NULL},
    {"best on half the lines, canonical",
     {"gross=10 fee=-1 net=9; gross=10 fee=-1 net=2"},
     {"+++++n"},
     {SIGNS_CANONICAL},
     NULL},
    {"a tie without the canonical: refused",
     {"gross=10 fee=1 refund=1 net=10; gross=10 fee=1 refund=1 net=10"},
     {NULL},
     {SIGNS_FILE},
     NULL},
    {"an assumption settles it",
     {"gross=10 fee=1 refund=1 net=10; gross=10 fee=1 refund=1 net=10"},
     {"-++++n"},
     {SIGNS_FILE},
     "fee=positive"},
    {"an assumption against the lines is followed",
     {"gross=10 fee=-1 net=9; gross=20 fee=-2 net=18"},
     {"-++++n"},
     {SIGNS_ASSUMED},
     "fee=positive"},
    {"a fee refund assumed that fits no line",
     {"refund=-10 fee_refund=1 net=-9"},
     {"++-++n"},
     {SIGNS_CANONICAL},
     "fee_refund=negative"},
    {"an assumption of a tax refund beside net",
     {"gross=10 tax=1 net=10; tax_refund=-1 gross=5 net=5"},
     {"++++-n"},
     {SIGNS_FILE},
     "tax_refund=positive"},
    {"an assumption of what net holds",
     {"gross=10 tax=1 net=10"},
     {"+++++y"},
     {SIGNS_ASSUMED},
     "net=yes"},
    {"of a column nobody filled",
     {"gross=10 fee=-1 net=9"},
     {"+-+++n"},
     {SIGNS_FILE},
     "refund=positive"},
};

static struct identity_assumption assumption_of(const char *text)
{
    struct str value = {0};
    struct str key = str_split(str_from(text), '=', &value);
    struct identity_assumption assumption = {.family = STR("revenue")};
    bool known = component_find(key, &assumption.component);
    tie_assert(known);
    assumption.positive_or_yes =
        str_equal(value, STR("positive")) || str_equal(value, STR("yes"));
    return assumption;
}

static bool signs_are(const struct identity_unit *unit, const char *signs)
{
    const enum component components[] = {COMPONENT_FEE, COMPONENT_REFUND, COMPONENT_FEE_REFUND,
                                         COMPONENT_COST, COMPONENT_TAX_REFUND};
    for (size_t at = 0; at < array_count(components); at++)
        if (unit->factor[components[at]] != (signs[at] == '+' ? 1 : -1))
            return false;
    return unit->net_holds_tax == (signs[5] == 'y');
}

/* Settles the files of a row in the order given by `shift`. */
static bool row_holds(const struct settle_row *row, size_t count, size_t shift)
{
    static struct signs_world world;
    signs_init(&world);
    for (size_t at = 0; at < count; at++)
        signs_count(&world, at, row->files[(at + shift) % count]);
    struct identity_assumption assumption = {0};
    if (row->assume != NULL)
        assumption = assumption_of(row->assume);
    enum status status =
        identity_settle(world.units, count, &assumption, row->assume != NULL, &world.failure);
    if (row->signs[0] == NULL)
        return status == STATUS_REFUSED;
    bool all = status == STATUS_OK;
    for (size_t at = 0; at < count && all; at++) {
        size_t of = (at + shift) % count;
        all = signs_are(&world.units[at], row->signs[of]) &&
              world.units[at].settled_by == row->by[of];
    }
    return all;
}

static void test_rows(void **state)
{
    (void)state;
    bool all = true;
    for (size_t row = 0; row < array_count(rows); row++) {
        size_t count = 0;
        while (count < 3 && rows[row].files[count] != NULL)
            count++;
        for (size_t shift = 0; shift < count; shift++) {
            if (!row_holds(&rows[row], count, shift)) {
                print_message("%s (order %zu)\n", rows[row].name, shift);
                all = false;
            }
        }
    }
    assert_true(all);
}

/* Counts for and against, and why each component is as it is. */
static void test_reasons(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    signs_rule(&world, COMPONENT_REFUND, SIGN_OPPOSITE);
    signs_count(&world, 0,
                "gross=10 fee=1 tax=1 net=9; gross=10 fee=1 net=9; gross=10 fee=1 net=8;"
                "refund=10 tax_refund=1 net=-10; refund=10 tax_refund=2 net=-10;"
                "refund=10 tax_refund=-1 net=-10; gross=10 net=10");
    assert_int_equal(identity_settle(world.units, 1, NULL, 0, &world.failure), STATUS_OK);
    const struct identity_unit *unit = &world.units[0];
    assert_true(signs_are(unit, "--++-n"));
    assert_int_equal(unit->vector, 3); /* fee and refund turned, net bare */
    assert_int_equal(unit->lines_for, 5);
    assert_int_equal(unit->lines_against, 1);
    assert_int_equal(unit->component_by[COMPONENT_FEE], SIGNS_FILE);
    assert_int_equal(unit->component_by[COMPONENT_REFUND], SIGNS_MAP);
    assert_int_equal(unit->component_by[COMPONENT_FEE_REFUND], SIGNS_CANONICAL);
    assert_int_equal(unit->component_by[COMPONENT_NET], SIGNS_FILE);
    assert_int_equal(unit->component_by[COMPONENT_TAX_REFUND], SIGNS_MAJORITY);
    assert_int_equal(unit->component_for[COMPONENT_TAX_REFUND], 2);
    assert_int_equal(unit->component_against[COMPONENT_TAX_REFUND], 1);
    assert_int_equal(unit->factor[COMPONENT_GROSS], 1);
}

/* A file of another era, or of another family, is not asked. */
static void test_other_eras(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    struct era later = world.era;
    later.name = STR("2019-01");
    signs_count(&world, 0, "gross=10 fee=1 net=9; gross=20 fee=2 net=22");
    signs_count(&world, 1, "gross=10 fee=1 net=9");
    world.units[1].era = &later;
    assert_int_equal(identity_settle(world.units, 2, NULL, 0, &world.failure), STATUS_OK);
    assert_int_equal(world.units[0].settled_by, SIGNS_CANONICAL);
    struct identity_assumption other = {STR_INIT("disbursed"), COMPONENT_FEE, true};
    assert_int_equal(identity_settle(world.units, 2, &other, 1, &world.failure), STATUS_OK);
    assert_int_equal(world.units[0].settled_by, SIGNS_CANONICAL);
}

/* An era that states no net has no identity; its signs are canonical, or as its map says. */
static void test_no_net(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    world.era.has_net = false;
    signs_rule(&world, COMPONENT_COST, SIGN_OPPOSITE);
    signs_count(&world, 0, "gross=10 fee=1 cost=5 tax_refund=2");
    assert_int_equal(identity_settle(world.units, 1, NULL, 0, &world.failure), STATUS_OK);
    assert_int_equal(world.units[0].vector, -1);
    assert_true(signs_are(&world.units[0], "+++--n"));
    struct identity_assumption positive = {STR_INIT("revenue"), COMPONENT_FEE, true};
    assert_int_equal(identity_settle(world.units, 1, &positive, 1, &world.failure), STATUS_OK);
    assert_true(signs_are(&world.units[0], "-++--n"));
    assert_int_equal(world.units[0].component_by[COMPONENT_FEE], SIGNS_ASSUMED);
}

static void test_map_settles_all(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    for (size_t at = 0; at < SIGNS_COLUMNS; at++)
        world.columns[at].sign = SIGN_AS_PRINTED;
    world.era.net_holds_tax = SIGN_AS_PRINTED;
    signs_count(&world, 0, "gross=10 fee=-1 tax=1 net=10");
    assert_int_equal(identity_settle(world.units, 1, NULL, 0, &world.failure), STATUS_OK);
    assert_true(signs_are(&world.units[0], "+++++y"));
    assert_int_equal(world.units[0].settled_by, SIGNS_MAP);
}

/* What a map knows cannot be assumed otherwise, nor two things at once. */
static void test_assumptions_refused(void **state)
{
    (void)state;
    static struct signs_world world;
    const struct identity_assumption both[] = {{STR_INIT("revenue"), COMPONENT_FEE, true},
                                               {STR_INIT("revenue"), COMPONENT_FEE, false}};
    signs_init(&world);
    signs_count(&world, 0, "gross=10 fee=1 net=9");
    assert_int_equal(identity_settle(world.units, 1, both, 2, &world.failure), STATUS_USAGE);
    signs_init(&world);
    signs_rule(&world, COMPONENT_FEE, SIGN_AS_PRINTED);
    assert_int_equal(identity_settle(world.units, 1, both, 1, &world.failure), STATUS_USAGE);
    signs_init(&world);
    signs_rule(&world, COMPONENT_TAX_REFUND, SIGN_AS_PRINTED);
    const struct identity_assumption turned = {STR_INIT("revenue"), COMPONENT_TAX_REFUND, true};
    assert_int_equal(identity_settle(world.units, 1, &turned, 1, &world.failure), STATUS_USAGE);
}

/* Fees printed negative or positive: the same figures follow. */
static void test_equal_results(void **state)
{
    (void)state;
    static struct signs_world world;
    signs_init(&world);
    signs_count(&world, 0, "gross=10 fee=-1 net=9; refund=-4 fee_refund=0.4 net=-3.6");
    signs_count(&world, 1, "gross=10 fee=1 net=9; refund=4 fee_refund=-0.4 net=-3.6");
    assert_int_equal(identity_settle(world.units, 2, NULL, 0, &world.failure), STATUS_OK);
    assert_true(signs_are(&world.units[0], "+++++n"));
    assert_true(signs_are(&world.units[1], "---++n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_other_eras),
        cmocka_unit_test(test_no_net),
        cmocka_unit_test(test_map_settles_all),
        cmocka_unit_test(test_assumptions_refused),
        cmocka_unit_test(test_equal_results),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
