/* The join: movements under their reference, amounts by component, composite texts. */
#include "recon/ledger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct line line_of(const char *reference, int64_t record)
{
    struct line line = {.record = record, .dated = DAY_NONE, .due = DAY_NONE};
    line.ar_period = DAY_NONE;
    line.txn_ref = str_from(reference);
    return line;
}

static void set_amount(struct line *line, enum component component, int64_t micro)
{
    line->amounts[component].micro = micro;
    line->present |= COMPONENT_BIT(component);
}

static void assert_text(struct str text, const char *expected)
{
    assert_int_equal(text.length, strlen(expected));
    assert_true(str_equal(text, str_from(expected)));
}

static void test_a_movement_keeps_its_line(void **state)
{
    (void)state;
    struct ledger ledger;
    struct ledger_ids ids;
    ledger_init(&ledger);
    struct line line = line_of("A", 7);
    line.currency = 5;
    line.dated = 100;
    line.due = 130;
    line.ar_period = 90;
    line.party = PARTY_SELLER;
    line.event = TAX_REFUND;
    line.flags = LINE_MONEY;
    set_amount(&line, COMPONENT_FEE, -3);
    set_amount(&line, COMPONENT_GROSS, INT64_C(1000000000000000000));
    set_amount(&line, COMPONENT_TAX_AMOUNT, 8);
    set_amount(&line, COMPONENT_TOTAL_TAX, 9); /* of tax lines only */
    ledger_add(&ledger, 65000, ROLE_BILLED, &line, &ids);
    const struct movement *movement = ledger_movement(&ledger, ledger.heads[ids.reference_id]);
    assert_int_equal(movement->next, 0);
    assert_int_equal(movement->record, 7);
    assert_int_equal(movement->section, 65000);
    assert_int_equal(movement->currency, 5);
    assert_int_equal(movement->dated, 100);
    assert_int_equal(movement->due, 130);
    assert_int_equal(movement->ar_period, 90);
    assert_int_equal(movement->party, PARTY_SELLER);
    assert_int_equal(movement->event, TAX_REFUND);
    assert_int_equal(movement->flags, LINE_MONEY);
    assert_int_equal(movement->present, COMPONENT_BIT(COMPONENT_GROSS) |
                                            COMPONENT_BIT(COMPONENT_FEE) |
                                            COMPONENT_BIT(COMPONENT_TAX_AMOUNT));
    assert_int_equal(movement_amount(movement, COMPONENT_GROSS).micro,
                     INT64_C(1000000000000000000));
    assert_int_equal(movement_amount(movement, COMPONENT_FEE).micro, -3);
    assert_int_equal(movement_amount(movement, COMPONENT_TAX_AMOUNT).micro, 8);
    assert_int_equal(movement_amount(movement, COMPONENT_NET).micro, 0);
    assert_int_equal(movement_amount(movement, COMPONENT_TOTAL_TAX).micro, 0);
    ledger_free(&ledger);
}

/* A tax line keeps its own amounts, and its item, bill and jurisdiction where others keep days
 * it has not. */
static void test_a_tax_line_keeps_more(void **state)
{
    (void)state;
    struct ledger ledger;
    struct ledger_ids ids;
    ledger_init(&ledger);
    struct line line = line_of("A", 7);
    line.ar_period = 0; /* January 1970: its day, for want of one of its own */
    line.due = 130;
    line.texts[TEXT_LINE_ITEM] = STR("item");
    line.texts[TEXT_BILL_ID] = STR("bill");
    line.texts[TEXT_TAX_STATE] = STR("WA");
    set_amount(&line, COMPONENT_TAX_AMOUNT, 8);
    set_amount(&line, COMPONENT_TOTAL_TAX, 9);
    set_amount(&line, COMPONENT_PRICE, 100);
    set_amount(&line, COMPONENT_PAYOUT, 5); /* of stated totals only */
    ledger_add(&ledger, 1, ROLE_TAXED, &line, &ids);
    const struct movement *movement = ledger_movement(&ledger, ledger.heads[ids.reference_id]);
    assert_int_equal(movement->dated, 30);
    assert_int_equal(movement->line_item_id, ids.line_item_id);
    assert_int_equal(movement->bill_id, ids.bill_id);
    assert_int_not_equal(ids.bill_id, ids.line_item_id);
    assert_int_equal(movement->jurisdiction_id, 1);
    assert_int_equal(movement_amount(movement, COMPONENT_TAX_AMOUNT).micro, 8);
    assert_int_equal(movement_amount(movement, COMPONENT_TOTAL_TAX).micro, 9);
    assert_int_equal(movement_amount(movement, COMPONENT_TAXABLE).micro, 0);
    assert_int_equal(movement_amount(movement, COMPONENT_PRICE).micro, 100);
    assert_int_equal(movement_amount(movement, COMPONENT_PAYOUT).micro, 0);
    ledger_free(&ledger);
}

/* Forty thousand movements of many sizes fill several chunks; none is lost or torn. */
static void test_many_movements(void **state)
{
    (void)state;
    enum { LINES = 40000, REFERENCES = 700 };
    struct ledger ledger;
    struct ledger_ids ids;
    ledger_init(&ledger);
    for (int number = 1; number <= LINES; number++) {
        char reference[16];
        snprintf(reference, sizeof reference, "R%d", number % REFERENCES);
        struct line line = line_of(reference, number);
        for (int component = 0; component < number % 16; component++)
            set_amount(&line, (enum component)component, number * 100 + component);
        ledger_add(&ledger, 1, ROLE_BILLED, &line, &ids);
    }
    assert_int_equal(ledger.movements, LINES);
    assert_int_equal(ledger.references.count, REFERENCES + 1);
    int seen = 0;
    for (uint32_t id = 1; id < ledger.references.count; id++) {
        uint32_t last = UINT32_MAX;
        for (uint32_t at = ledger.heads[id]; at != 0; at = ledger_movement(&ledger, at)->next) {
            const struct movement *movement = ledger_movement(&ledger, at);
            assert_true(movement->record < last);
            last = movement->record;
            for (int component = 0; component < 16; component++)
                assert_int_equal(movement_amount(movement, (enum component)component).micro,
                                 component < (int)last % 16 ? (int)last * 100 + component : 0);
            seen++;
        }
    }
    assert_int_equal(seen, LINES);
    assert_true(ledger_movement_bytes(&ledger) > (size_t)LINES * 48);
    size_t texts = ledger_text_bytes(&ledger);
    struct line another = line_of("one more reference", LINES + 1);
    ledger_add(&ledger, 1, ROLE_BILLED, &another, &ids);
    assert_true(ledger_text_bytes(&ledger) >= texts + sizeof "one more reference");
    ledger_free(&ledger);
}

static void fetch_nothing(void *context, uint32_t id)
{
    (void)context;
    fail_msg("nobody asked for text %u", id);
}

/* 1,000 hashes of texts in the books: once by id, once in a table half as large again. */
static void test_bytes_of_reserved_texts(void **state)
{
    enum { HASHES = 1000, HASH_BYTES = 4 };
    static const char hashes[HASHES * HASH_BYTES];
    struct ledger ledger;
    (void)state;
    ledger_init(&ledger);
    size_t none = ledger_text_bytes(&ledger);
    size_t texts = ledger.texts.texts_capacity;
    assert_true(intern_reserve(&ledger.texts, (struct str){hashes, sizeof hashes}));
    size_t by_id = ledger_text_bytes(&ledger);
    assert_int_equal(by_id - none, (HASHES + 1) * HASH_BYTES +
                                       (ledger.texts.texts_capacity - texts) * sizeof(char *));
    intern_find_reserved(&ledger.texts, (struct intern_source){fetch_nothing, NULL});
    assert_int_equal(ledger_text_bytes(&ledger) - by_id, (HASHES + 1 + HASHES / 2) * 8);
    ledger_free(&ledger);
}

/* However an amount lies in memory, it is the one that was read. */
static void test_amounts_of_any_size(void **state)
{
    static const struct {
        const char *name;
        int64_t gross, fee, net;
        bool in_cents;
    } rows[] = {
        {"whole cents", 10000, -990000, 123456780000, true},
        {"the most cents", 21474836470000, -21474836480000, 10000, true},
        {"a cent too many", 21474836480000, 10000, 10000, false},
        {"a cent too few", 10000, -21474836490000, 10000, false},
        {"parts of a cent", 10000, 10001, 10000, false},
        {"the most of a line", 1000000000000000000, -1000000000000000000, 1, false},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct ledger ledger;
        struct ledger_ids ids;
        ledger_init(&ledger);
        struct line line = line_of("A", 1);
        set_amount(&line, COMPONENT_GROSS, rows[i].gross);
        set_amount(&line, COMPONENT_FEE, rows[i].fee);
        set_amount(&line, COMPONENT_NET, rows[i].net);
        ledger_add(&ledger, 1, ROLE_BILLED, &line, &ids);
        ledger_add(&ledger, 1, ROLE_BILLED, &line, &ids); /* one behind it is not touched */
        for (uint32_t at = ledger.heads[ids.reference_id]; at != 0;) {
            const struct movement *movement = ledger_movement(&ledger, at);
            if (((movement->flags & MOVEMENT_IN_CENTS) != 0) != rows[i].in_cents ||
                movement_amount(movement, COMPONENT_GROSS).micro != rows[i].gross ||
                movement_amount(movement, COMPONENT_FEE).micro != rows[i].fee ||
                movement_amount(movement, COMPONENT_NET).micro != rows[i].net ||
                movement_amount(movement, COMPONENT_TAX).micro != 0)
                fail_msg("%s", rows[i].name);
            at = movement->next;
        }
        ledger_free(&ledger);
    }
}

static void test_no_reference(void **state)
{
    (void)state;
    struct ledger ledger;
    struct ledger_ids ids;
    ledger_init(&ledger);
    struct line line = line_of("", 2);
    line.flags = LINE_NO_REFERENCE;
    ledger_add(&ledger, 0, ROLE_BILLED, &line, &ids);
    assert_int_equal(ids.reference_id, 0);
    assert_int_equal(ledger_movement(&ledger, ledger.heads[0])->record, 2);
    ledger_free(&ledger);
}

/* Stated totals have texts and no movement. */
static void test_stated_totals(void **state)
{
    (void)state;
    struct ledger ledger;
    struct ledger_ids ids;
    ledger_init(&ledger);
    struct line line = line_of("", 2);
    line.flags = LINE_NO_REFERENCE;
    line.texts[TEXT_SETTLEMENT_ID] = STR("S1");
    line.texts[TEXT_TAX_COUNTRY] = STR("US");
    line.texts[TEXT_TAX_STATE] = STR("WA");
    ledger_add(&ledger, 0, ROLE_STATED_TOTAL, &line, &ids);
    assert_int_equal(ledger.movements, 0);
    assert_text(intern_text(&ledger.texts, ids.settlement_id), "S1");
    struct str place = intern_text(&ledger.jurisdictions, ids.jurisdiction_id);
    assert_text(ledger_part(place, 0), "US");
    assert_text(ledger_part(place, 1), "WA");
    assert_text(ledger_part(place, 7), "");
    ledger_free(&ledger);
}

static void test_composites(void **state)
{
    (void)state;
    struct ledger ledger;
    struct ledger_ids ids;
    struct ledger_ids again;
    ledger_init(&ledger);
    struct line line = line_of("A", 2);
    line.texts[TEXT_PRODUCT_TITLE] = STR("Scan\x1fner"); /* the joining byte itself */
    line.texts[TEXT_TAX_CODE] = STR("T1");
    line.texts[TEXT_CUSTOMER_NAME] = STR("Example Ltd");
    line.texts[TEXT_INVOICE_ID] = STR("I1");
    ledger_add(&ledger, 0, ROLE_BILLED, &line, &ids);
    ledger_add(&ledger, 0, ROLE_BILLED, &line, &again);
    assert_memory_equal(&ids, &again, sizeof ids);
    struct str product = intern_text(&ledger.products, ids.product_id);
    assert_text(ledger_part(product, 0), "");
    assert_text(ledger_part(product, 1), "Scan ner");
    assert_text(ledger_part(product, 2), "T1");
    assert_text(ledger_part(intern_text(&ledger.customers, ids.customer_id), 3), "Example Ltd");
    assert_int_equal(ids.offer_id, 0);
    assert_text(ledger_part(intern_text(&ledger.offers, ids.offer_id), 2), "");
    assert_text(intern_text(&ledger.texts, ids.invoice_id), "I1");
    ledger_free(&ledger);
}

/* Only tax lines and stated totals have line items and jurisdictions. */
static void test_tax_texts(void **state)
{
    (void)state;
    struct ledger ledger;
    struct ledger_ids ids;
    ledger_init(&ledger);
    struct line line = line_of("A", 2);
    line.texts[TEXT_LINE_ITEM] = STR("71000000000000000000");
    line.texts[TEXT_BILL_ID] = STR("B1");
    line.texts[TEXT_TAX_CERTIFICATE] = STR("C1");
    ledger_add(&ledger, 0, ROLE_TAXED, &line, &ids);
    assert_text(intern_text(&ledger.texts, ids.line_item_id), "71000000000000000000");
    assert_text(intern_text(&ledger.texts, ids.bill_id), "B1");
    assert_text(ledger_part(intern_text(&ledger.jurisdictions, ids.jurisdiction_id), 7), "C1");
    ledger_free(&ledger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_movement_keeps_its_line),
        cmocka_unit_test(test_a_tax_line_keeps_more),
        cmocka_unit_test(test_many_movements),
        cmocka_unit_test(test_bytes_of_reserved_texts),
        cmocka_unit_test(test_amounts_of_any_size),
        cmocka_unit_test(test_no_reference),
        cmocka_unit_test(test_stated_totals),
        cmocka_unit_test(test_composites),
        cmocka_unit_test(test_tax_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
