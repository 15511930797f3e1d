/* Names travel with their line, and get the ids they had before, after whatever line. */
#include "recon/ledger_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* One line, by what is looked up of it. */
struct names_row {
    const char *reference, *item, *bill, *invoice, *settlement;
};

static struct store_line named(struct ledger *ledger, enum role role,
                               const struct names_row *row)
{
    struct line line = {.txn_ref = str_from(row->reference)};
    struct store_line kept = {.reference_id = 91,
                              .line_item_id = 92,
                              .bill_id = 93,
                              .invoice_id = 94,
                              .settlement_id = 95,
                              .product_id = 96};
    struct store_texts names;
    line.flags = line.txn_ref.length == 0 ? LINE_NO_REFERENCE : 0;
    line.texts[TEXT_LINE_ITEM] = str_from(row->item);
    line.texts[TEXT_BILL_ID] = str_from(row->bill);
    line.texts[TEXT_INVOICE_ID] = str_from(row->invoice);
    line.texts[TEXT_SETTLEMENT_ID] = str_from(row->settlement);
    ledger_names_of(role, &line, &names);
    ledger_names_expect(ledger, &names, false);
    ledger_names_expect(ledger, &names, true);
    ledger_names_put(ledger, &names, &kept);
    return kept;
}

static void test_seen_again(void **state)
{
    (void)state;
    static const struct names_row first = {"A", "I1", "B1", "N1", "S1"};
    static const struct names_row other = {"B", "I2", "B2", "N2", "S2"};
    struct ledger ledger;
    ledger_init(&ledger);
    struct store_line line = named(&ledger, ROLE_TAXED, &first);
    struct store_line again = named(&ledger, ROLE_TAXED, &first); /* as in the line before */
    struct store_line others = named(&ledger, ROLE_TAXED, &other);
    struct store_line back = named(&ledger, ROLE_TAXED, &first);
    assert_memory_equal(&again, &line, sizeof line);
    assert_memory_equal(&back, &line, sizeof line);
    assert_int_not_equal(others.reference_id, line.reference_id);
    assert_int_not_equal(others.line_item_id, line.line_item_id);
    assert_int_not_equal(others.bill_id, line.bill_id);
    assert_int_not_equal(others.invoice_id, line.invoice_id);
    assert_int_not_equal(others.settlement_id, line.settlement_id);
    assert_int_equal(line.product_id, 96); /* no name of theirs */
    assert_true(str_equal(intern_text(&ledger.references, others.reference_id), STR("B")));
    assert_true(str_equal(intern_text(&ledger.texts, others.settlement_id), STR("S2")));
    ledger_free(&ledger);
}

/* What the line before had is not taken by a line that has none. */
static void test_none_after_one(void **state)
{
    (void)state;
    static const struct names_row one = {"A", "I1", "B1", "N1", "S1"};
    static const struct names_row none = {"", "", "", "", ""};
    struct ledger ledger;
    ledger_init(&ledger);
    struct store_line first = named(&ledger, ROLE_TAXED, &one);
    struct store_line line = named(&ledger, ROLE_TAXED, &none);
    assert_int_equal(line.reference_id, 0);
    assert_int_equal(line.line_item_id, 0);
    assert_int_equal(line.bill_id, 0);
    assert_int_equal(line.invoice_id, 0);
    assert_int_equal(line.settlement_id, 0);
    line = named(&ledger, ROLE_TAXED, &one);
    assert_memory_equal(&line, &first, sizeof line);
    ledger_free(&ledger);
}

/* All but references are one kind of text; items and bills are of tax lines alone. */
static void test_items_and_bills(void **state)
{
    (void)state;
    static const struct names_row same = {"X", "X", "X", "X", "X"};
    struct ledger ledger;
    ledger_init(&ledger);
    struct store_line line = named(&ledger, ROLE_STATED_TOTAL, &same);
    assert_int_equal(line.line_item_id, line.bill_id);
    assert_int_equal(line.invoice_id, line.bill_id);
    assert_int_equal(ledger.texts.count, 2); /* the empty one, and X */
    assert_int_equal(ledger.references.count, 2);
    line = named(&ledger, ROLE_BILLED, &same);
    assert_int_equal(line.line_item_id, 0);
    assert_int_equal(line.bill_id, 0);
    assert_int_not_equal(line.invoice_id, 0);
    ledger_free(&ledger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_seen_again),
        cmocka_unit_test(test_none_after_one),
        cmocka_unit_test(test_items_and_bills),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
