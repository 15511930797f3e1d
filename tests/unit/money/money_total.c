/* Totals of any size. */
#include "money/money_total.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(const struct money_total *total, const char *sum, const char *absolute,
                   const char *people)
{
    struct buffer text = {0};
    money_total_format(total, &text);
    assert_string_equal(buffer_c(&text), sum);
    buffer_clear(&text);
    money_total_format_absolute(total, &text);
    assert_string_equal(buffer_c(&text), absolute);
    buffer_clear(&text);
    money_total_format_people(total, &text);
    assert_string_equal(buffer_c(&text), people);
    buffer_free(&text);
}

static void test_empty(void **state)
{
    (void)state;
    struct money_total *total = money_total_new();
    struct money amount = {99};
    expect(total, "0.00", "0.00", "0.00");
    assert_int_equal(money_total_count(total), 0);
    assert_int_equal(money_total_sign(total), 0);
    assert_true(money_total_get(total, &amount));
    assert_int_equal(amount.micro, 0);
    money_total_free(total);
    money_total_free(NULL);
}

static void test_signs_cancel_in_the_sum_only(void **state)
{
    (void)state;
    struct money_total *total = money_total_new();
    money_total_add(total, (struct money){1234500000});
    money_total_add(total, (struct money){-1234500001});
    expect(total, "-0.000001", "2469.000001", "-0.000001");
    assert_int_equal(money_total_sign(total), -1);
    assert_int_equal(money_total_count(total), 2);
    money_total_free(total);
}

/* 10,000 of the largest amounts: beyond 64 bits at once, and through several folds. */
static void test_beyond_64_bits(void **state)
{
    (void)state;
    struct money_total *total = money_total_new();
    struct money amount = {99};
    for (int at = 0; at < 10000; at++)
        money_total_add(total, (struct money){INT64_MIN});
    expect(total, "-92233720368547758.08", "92233720368547758.08",
           "-92,233,720,368,547,758.08");
    assert_false(money_total_get(total, &amount));
    assert_int_equal(amount.micro, 99);
    for (int at = 0; at < 10000; at++)
        money_total_add(total, (struct money){INT64_MAX});
    expect(total, "-0.01", "184467440737095516.15", "-0.01");
    assert_true(money_total_get(total, &amount));
    assert_int_equal(amount.micro, -10000);
    assert_int_equal(money_total_count(total), 20000);
    money_total_free(total);
}

static void test_split(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t high, low;
        const char *sum;
    } rows[] = {
        {"low alone", 0, 1500000, "1.50"},
        {"one high", 1, 0, "9223372036854.775808"},
        {"negative", -1, 0, "-9223372036854.775808"},
        {"high and low of other signs", -1, INT64_MAX, "-0.000001"},
        {"the smallest low", 0, INT64_MIN, "-9223372036854.775808"},
        {"both large", INT64_MAX, INT64_MAX, "85070591730234615865843651857942.052863"},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct money_total *total = money_total_new();
        struct buffer text = {0};
        money_total_add_split(total, rows[at].high, rows[at].low);
        money_total_format(total, &text);
        if (!str_equal(buffer_str(&text), str_from(rows[at].sum)))
            fail_msg("%s: %s", rows[at].name, buffer_c(&text));
        assert_int_equal(money_total_count(total), 1);
        buffer_free(&text);
        money_total_free(total);
    }
}

static void test_totals_of_totals(void **state)
{
    (void)state;
    struct money_total *a = money_total_new();
    struct money_total *b = money_total_new();
    for (int at = 0; at < 5000; at++)
        money_total_add(a, (struct money){INT64_MAX});
    money_total_add(b, (struct money){-250000});
    assert_false(money_total_equal(a, b));
    money_total_add_total(b, a);
    assert_int_equal(money_total_count(b), 5001);
    assert_int_equal(money_total_sign(b), 1);
    money_total_subtract_total(b, a);
    expect(b, "-0.25", "92233720368547758.32", "-0.25");
    money_total_add(b, (struct money){250000});
    assert_int_equal(money_total_sign(b), 0);
    money_total_add_total(b, a);
    assert_true(money_total_equal(a, b));
    /* With itself: doubled, then nothing. */
    money_total_add_total(a, a);
    assert_int_equal(money_total_count(a), 10000);
    assert_false(money_total_equal(a, b));
    money_total_subtract_total(a, a);
    assert_int_equal(money_total_sign(a), 0);
    money_total_free(a);
    money_total_free(b);
}

static void test_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        const char *sum;
    } rows[] = {
        {"1.50", true, "1.50"},
        {"-0.000001", true, "-0.000001"},
        {"7", true, "7.00"},
        {"85070591730234615865843651857942.052863", true,
         "85070591730234615865843651857942.052863"},
        {"", false, "0.00"},
        {"-", false, "0.00"},
        {"1.", false, "0.00"},
        {".5", false, "0.00"},
        {"1.1234567", false, "0.00"},
        {"1.5.0", false, "0.00"},
        {"+1", false, "0.00"},
        {"1,000.00", false, "0.00"},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct money_total *total = money_total_new();
        struct buffer text = {0};
        if (money_total_add_text(total, str_from(rows[at].text)) != rows[at].good)
            fail_msg("'%s' was not taken as it should be", rows[at].text);
        assert_int_equal(money_total_count(total), rows[at].good ? 1 : 0);
        money_total_format(total, &text);
        if (!str_equal(buffer_str(&text), str_from(rows[at].sum)))
            fail_msg("'%s': %s", rows[at].text, buffer_c(&text));
        buffer_free(&text);
        money_total_free(total);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_signs_cancel_in_the_sum_only),
        cmocka_unit_test(test_beyond_64_bits),
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_totals_of_totals),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
