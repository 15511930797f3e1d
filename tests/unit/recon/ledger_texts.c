/* Texts that come together get the ids they had before, after whatever line. */
#include "recon/ledger_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* One line, by what is looked up of it. */
struct texts_row {
    const char *product, *customer, *jurisdiction;
};

static struct ledger_ids ids_of(struct ledger *ledger, enum role role,
                                const struct texts_row *row)
{
    struct line line = {0};
    struct ledger_texts texts;
    struct ledger_ids ids;
    line.texts[TEXT_PRODUCT_CODE] = str_from(row->product);
    line.texts[TEXT_CUSTOMER_REF] = str_from(row->customer);
    line.texts[TEXT_JURISDICTION] = str_from(row->jurisdiction);
    ledger_texts_begin(&texts, ledger, role, &line);
    ledger_texts_expect(&texts);
    ledger_texts_end(&texts, &ids);
    return ids;
}

static void test_seen_again(void **state)
{
    (void)state;
    static const struct texts_row first = {"P1", "C1", "J1"};
    static const struct texts_row other = {"P2", "C2", "J2"};
    struct ledger ledger;
    ledger_init(&ledger);
    struct ledger_ids ids = ids_of(&ledger, ROLE_TAXED, &first);
    struct ledger_ids again = ids_of(&ledger, ROLE_TAXED, &first); /* as in the line before */
    struct ledger_ids others = ids_of(&ledger, ROLE_TAXED, &other);
    struct ledger_ids back = ids_of(&ledger, ROLE_TAXED, &first);
    assert_memory_equal(&again, &ids, sizeof ids);
    assert_memory_equal(&back, &ids, sizeof ids);
    assert_int_not_equal(others.product_id, ids.product_id);
    assert_int_not_equal(others.customer_id, ids.customer_id);
    assert_int_not_equal(others.jurisdiction_id, ids.jurisdiction_id);
    ledger_free(&ledger);
}

/* What the line before had is not taken by a line that has none. */
static void test_none_after_one(void **state)
{
    (void)state;
    static const struct texts_row one = {"P1", "C1", "J1"};
    static const struct texts_row none = {"", "", ""};
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

/* Jurisdictions are of tax lines alone. */
static void test_jurisdictions(void **state)
{
    (void)state;
    static const struct texts_row row = {"P1", "C1", "J1"};
    struct ledger ledger;
    ledger_init(&ledger);
    assert_int_equal(ids_of(&ledger, ROLE_BILLED, &row).jurisdiction_id, 0);
    assert_int_not_equal(ids_of(&ledger, ROLE_TAXED, &row).jurisdiction_id, 0);
    ledger_free(&ledger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_seen_again),
        cmocka_unit_test(test_none_after_one),
        cmocka_unit_test(test_jurisdictions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
