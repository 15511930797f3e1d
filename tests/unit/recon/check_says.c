/* The sentence of a finding. */
#include "recon/check_parts.h"

#include "rule_fixture.h"

static void test_braces(void **state)
{
    static const struct {
        const char *says;
        enum rule_unit unit;
        const char *sentence;
    } rows[] = {
        {"Nothing to fill.", RULE_MONEY, "Nothing to fill."},
        {"{expected} was billed, {actual} paid: {gap} short.", RULE_MONEY,
         "100.00 USD was billed, 99.50 USD paid: 0.50 USD short."},
        {"{difference}", RULE_MONEY, "-0.50 USD"},
        {"{gap} days", RULE_DAYS, "0.50 days"},
        {"{count} of {reference}, {subject}, {currency}.", RULE_COUNT,
         "1234 of R-1, R-1/f/2024-03/2, USD."},
        {"{actual}{actual}", RULE_TEXT, "99.5099.50"},
    };
    static const struct check_words words = {STR_INIT("100.00"), STR_INIT("99.50"),
                                             STR_INIT("-0.50"), 1234};
    static const struct check_place place = {.reference = STR_INIT("R-1"),
                                             .currency = STR_INIT("USD"),
                                             .subject = STR_INIT("R-1/f/2024-03/2")};
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct buffer sentence = {0};
        check_says_fill(str_from(rows[i].says), rows[i].unit, &words, &place, &sentence);
        assert_string_equal(buffer_c(&sentence), rows[i].sentence);
        buffer_free(&sentence);
    }
}

/* What is unknown is said to be so; an empty text is a text; without a currency none is said.
 */
static void test_unknown(void **state)
{
    static const struct check_words words = {.count = 0};
    static const struct check_words known = {STR_INIT("1.00"), STR_INIT("2.00"),
                                             STR_INIT("1.00"), 1};
    static const struct check_place place = {.subject = STR_INIT("s")};
    struct buffer sentence = {0};
    (void)state;
    check_says_fill(STR("{expected}, {gap}; "), RULE_MONEY, &words, &place, &sentence);
    check_says_fill(STR("[{actual}]; "), RULE_TEXT, &words, &place, &sentence);
    check_says_fill(STR("{actual}"), RULE_MONEY, &known, &place, &sentence);
    assert_string_equal(buffer_c(&sentence), "an unknown value, an unknown value; []; 2.00");
    buffer_free(&sentence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_braces),
        cmocka_unit_test(test_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
