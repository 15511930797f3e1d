/* The words of a line, and currency codes. */
#include "source/line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void roles_find_themselves(void **state)
{
    static const char *const names[ROLE_COUNT] = {"billed",       "disbursed", "stated_open",
                                                  "taxed",        "opening",   "stated_paid",
                                                  "stated_total", "aside",     "disposition"};
    enum role role = ROLE_COUNT;
    (void)state;
    for (int i = 0; i < ROLE_COUNT; i++) {
        assert_true(str_equal(role_name((enum role)i), str_from(names[i])));
        assert_true(role_find(str_from(names[i]), &role));
        assert_int_equal(role, i);
    }
    assert_false(role_find(STR("Billed"), &role));
    assert_false(role_find(STR(""), &role));
}

/* A file that is set aside says nothing of days, and what people decided is of none. */
static void most_roles_cover_days(void **state)
{
    (void)state;
    for (int i = 0; i < ROLE_COUNT; i++)
        assert_int_equal(role_covers_days((enum role)i),
                         i != ROLE_ASIDE && i != ROLE_DISPOSITION);
}

static void pay_statuses_find_themselves(void **state)
{
    static const char *const names[PAY_STATUS_COUNT] = {"",       "paid",   "part-paid",
                                                        "unpaid", "failed", "reversed"};
    enum pay_status status = PAY_STATUS_COUNT;
    (void)state;
    assert_int_equal(pay_status_name(PAY_UNSAID).length, 0);
    for (int i = 1; i < PAY_STATUS_COUNT; i++) {
        assert_true(str_equal(pay_status_name((enum pay_status)i), str_from(names[i])));
        assert_true(pay_status_find(str_from(names[i]), &status));
        assert_int_equal(status, i);
    }
    assert_false(pay_status_find(STR("Paid"), &status));
    assert_false(pay_status_find(STR(""), &status)); /* nothing said is no word */
}

static void text_fields_find_themselves(void **state)
{
    enum text_field field = TEXT_FIELD_COUNT;
    (void)state;
    for (int i = 0; i < TEXT_FIELD_COUNT; i++) {
        struct str name = text_field_name((enum text_field)i);
        assert_true(name.length > 0);
        assert_true(text_field_find(name, &field));
        assert_int_equal(field, i);
    }
    assert_true(text_field_find(STR("payer_account"), &field));
    assert_int_equal(field, TEXT_PAYER_ACCOUNT);
    assert_false(text_field_find(STR("payer"), &field));
}

static void parties_print_as_reports_do(void **state)
{
    (void)state;
    assert_true(str_equal(tax_party_name(PARTY_NONE), STR("none")));
    assert_true(str_equal(tax_party_name(PARTY_SELLER), STR("seller")));
    assert_true(str_equal(tax_party_name(PARTY_AWS), STR("aws")));
    assert_true(str_equal(tax_party_name(PARTY_OTHER), STR("other")));
}

static void currencies(void **state)
{
    static const struct {
        const char *name;
        const char *text;
        const char *printed; /* NULL: refused */
    } rows[] = {
        {"upper", "USD", "USD"},
        {"lower", "eur", "EUR"},
        {"mixed", "gBp", "GBP"},
        {"empty", "", NULL},
        {"two", "US", NULL},
        {"four", "USDT", NULL},
        {"digit", "US1", NULL},
        {"blank", "US ", NULL},
        {"sign", "US$", NULL},
        {"before A", "A@A", NULL},
        {"after Z", "AZ[", NULL},
        {"after z", "az{", NULL},
        {"high bytes", "\xc2\xa3Z", NULL},
        {"backtick", "`bc", NULL},
    };
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        char text[CURRENCY_TEXT_BYTES];
        currency_code code = 1;
        bool good = currency_parse(str_from(rows[i].text), &code);
        if (good != (rows[i].printed != NULL))
            fail_msg("%s", rows[i].name);
        if (good)
            assert_string_equal(currency_format(code, text), rows[i].printed);
    }
}

static void currencies_sort_as_their_texts(void **state)
{
    currency_code a = 0, b = 0, c = 0;
    char text[CURRENCY_TEXT_BYTES];
    (void)state;
    assert_true(currency_parse(STR("AUD"), &a));
    assert_true(currency_parse(STR("AZA"), &b));
    assert_true(currency_parse(STR("BAA"), &c));
    assert_true(CURRENCY_NONE < a && a < b && b < c);
    assert_string_equal(currency_format(CURRENCY_NONE, text), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_find_themselves),
        cmocka_unit_test(most_roles_cover_days),
        cmocka_unit_test(pay_statuses_find_themselves),
        cmocka_unit_test(text_fields_find_themselves),
        cmocka_unit_test(parties_print_as_reports_do),
        cmocka_unit_test(currencies),
        cmocka_unit_test(currencies_sort_as_their_texts),
    };
    return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
