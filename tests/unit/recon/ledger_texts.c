/* A line's texts get the ids they had before, in whatever steps and after whatever line. */
#include "recon/ledger_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* One line, by what is looked up of it. */
struct texts_row {
    const char *reference, *item, *bill, *product, *customer, *invoice;
};

static struct ledger_ids ids_of(struct ledger *ledger, enum role role,
                                const struct texts_row *row)
{
    struct line line = {.txn_ref = str_from(row->reference)};
    struct ledger_texts texts;
    struct ledger_ids ids;
    line.flags = line.txn_ref.length == 0 ? LINE_NO_REFERENCE : 0;
    line.texts[TEXT_LINE_ITEM] = str_from(row->item);
    line.texts[TEXT_BILL_ID] = str_from(row->bill);
    line.texts[TEXT_PRODUCT_CODE] = str_from(row->product);
    line.texts[TEXT_CUSTOMER_REF] = str_from(row->customer);
    line.texts[TEXT_INVOICE_ID] = str_from(row->invoice);
    ledger_texts_begin(&texts, ledger, role, &line);
    ledger_texts_expect(&texts);
    ledger_texts_end(&texts, &ids);
    return ids;
}

static void test_seen_again(void **state)
{
    (void)state;
    static const struct texts_row first = {"A", "I1", "B1", "P1", "C1", "N1"};
    static const struct texts_row other = {"B", "I2", "B2", "P2", "C2", "N2"};
    struct ledger ledger;
    ledger_init(&ledger);
    struct ledger_ids ids = ids_of(&ledger, ROLE_TAXED, &first);
    struct ledger_ids again = ids_of(&ledger, ROLE_TAXED, &first); /* as in the line before */
    struct ledger_ids others = ids_of(&ledger, ROLE_TAXED, &other);
    struct ledger_ids back = ids_of(&ledger, ROLE_TAXED, &first);
    assert_memory_equal(&again, &ids, sizeof ids);
    assert_memory_equal(&back, &ids, sizeof ids);
    assert_int_not_equal(others.reference_id, ids.reference_id);
    assert_int_not_equal(others.line_item_id, ids.line_item_id);
    assert_int_not_equal(others.bill_id, ids.bill_id);
    assert_int_not_equal(others.product_id, ids.product_id);
    assert_int_not_equal(others.customer_id, ids.customer_id);
    assert_int_not_equal(others.invoice_id, ids.invoice_id);
    ledger_free(&ledger);
}

/* What the line before had is not taken by a line that has none. */
static void test_none_after_one(void **state)
{
    (void)state;
    static const struct texts_row one = {"A", "I1", "B1", "P1", "C1", "N1"};
    static const struct texts_row none = {"", "", "", "", "", ""};
    static const struct ledger_ids no_ids = {0};
    struct ledger ledger;
    ledger_init(&ledger);
    struct ledger_ids first = ids_of(&ledger, ROLE_TAXED, &one);
    struct ledger_ids ids = ids_of(&ledger, ROLE_TAXED, &none);
    assert_memory_equal(&ids, &no_ids, sizeof ids);
    ids = ids_of(&ledger, ROLE_TAXED, &one);
    assert_memory_equal(&ids, &first, sizeof ids);
    ledger_free(&ledger);
}

/* Items and bills are one kind of text, and of tax lines alone. */
static void test_items_and_bills(void **state)
{
    (void)state;
    static const struct texts_row same = {"A", "X", "X", "", "", "X"};
    struct ledger ledger;
    ledger_init(&ledger);
    struct ledger_ids ids = ids_of(&ledger, ROLE_TAXED, &same);
    assert_int_equal(ids.line_item_id, ids.bill_id);
    assert_int_equal(ids.invoice_id, ids.bill_id);
    ids = ids_of(&ledger, ROLE_BILLED, &same);
    assert_int_equal(ids.line_item_id, 0);
    assert_int_equal(ids.bill_id, 0);
    assert_int_not_equal(ids.invoice_id, 0);
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
