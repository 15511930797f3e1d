/* What the end of the pass decides: refunds with a sale are dropped, groups put together. */
#include "tax_world.h"

static struct tax_finding *add(struct tax_checks *checks, enum tax_check_kind kind,
                               int64_t line_id)
{
    checks->items = memory_resize(checks->items, checks->count + 1, sizeof *checks->items);
    struct tax_finding *finding = &checks->items[checks->count++];
    *finding = (struct tax_finding){.kind = kind, .line_id = line_id, .known = true, .rows = 1};
    finding->key.parts[5] = line_id;
    return finding;
}

static const struct money penny = {10000};

static void test_order_is_by_line(void **state)
{
    (void)state;
    struct tax_checks checks = {0};
    add(&checks, TAX_CHECK_REFUND, 9);
    add(&checks, TAX_CHECK_TOTAL, 7)->key.parts[0] = 4;
    add(&checks, TAX_CHECK_RATE, 7);
    add(&checks, TAX_CHECK_BASE, 3)->key.parts[0] = 5;
    tax_checks_settle(&checks, penny);
    assert_int_equal(checks.count, 4);
    assert_int_equal(checks.items[0].line_id, 3);
    assert_int_equal(checks.items[1].kind, TAX_CHECK_RATE);
    assert_int_equal(checks.items[2].kind, TAX_CHECK_TOTAL);
    assert_int_equal(checks.items[3].line_id, 9);
    tax_checks_free(&checks);
}

/* Item 9 was sold, item 1 not; item 800 lies behind the last bit. */
static void test_refunds(void **state)
{
    (void)state;
    struct tax_checks checks = {0};
    checks.sold_bytes = 2;
    checks.sold = memory_resize(NULL, 2, 1);
    checks.sold[0] = 0;
    checks.sold[1] = 2;
    add(&checks, TAX_CHECK_REFUND, 1)->line_item_id = 9;
    add(&checks, TAX_CHECK_REFUND, 2)->line_item_id = 1;
    add(&checks, TAX_CHECK_REFUND, 3)->line_item_id = 800;
    add(&checks, TAX_CHECK_RATE, 4)->line_item_id = 9;
    tax_checks_settle(&checks, penny);
    assert_int_equal(checks.count, 3);
    assert_int_equal(checks.items[0].line_id, 2);
    assert_int_equal(checks.items[1].line_id, 3);
    assert_int_equal(checks.items[2].line_id, 4);
    tax_checks_free(&checks);
}

/* 4.00 and 3.00 of a total of 7.00 under two references; of 9.00 they stay apart by two. */
static void test_groups(void **state)
{
    (void)state;
    static const struct {
        int64_t total;
        bool stays;
    } rows[] = {{7000000, false}, {7010000, false}, {7010001, true}, {9000000, true}};
    for (size_t i = 0; i < array_count(rows); i++) {
        struct tax_checks checks = {0};
        for (int64_t part = 0; part < 2; part++) {
            struct tax_finding *finding = add(&checks, TAX_CHECK_TOTAL, 8 - part);
            finding->expected.micro = part == 0 ? 4000000 : 3000000;
            finding->actual.micro = finding->key.parts[3] = rows[i].total;
        }
        tax_checks_settle(&checks, penny);
        assert_int_equal(checks.count, rows[i].stays);
        if (rows[i].stays) {
            assert_int_equal(checks.items[0].line_id, 7);
            assert_int_equal(checks.items[0].expected.micro, 7000000);
            assert_int_equal(checks.items[0].rows, 2);
        }
        tax_checks_free(&checks);
    }
}

/* Beyond 64 bits it is unknown, and still not what was printed. */
static void test_beyond_64_bits(void **state)
{
    (void)state;
    struct tax_checks checks = {0};
    add(&checks, TAX_CHECK_BASE, 1)->expected.micro = INT64_MAX;
    add(&checks, TAX_CHECK_BASE, 2)->expected.micro = INT64_MAX;
    tax_checks_settle(&checks, penny);
    assert_int_equal(checks.count, 1);
    assert_false(checks.items[0].known);
    assert_int_equal(checks.items[0].rows, 2);
    tax_checks_free(&checks);
}

static void test_nothing(void **state)
{
    (void)state;
    struct tax_checks checks = {0};
    tax_checks_settle(&checks, penny);
    assert_int_equal(checks.count, 0);
    tax_checks_free(&checks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_is_by_line), cmocka_unit_test(test_refunds),
        cmocka_unit_test(test_groups),           cmocka_unit_test(test_beyond_64_bits),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
