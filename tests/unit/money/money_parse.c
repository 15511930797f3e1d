/* Reading amounts: what is accepted in each grammar, with which traces, and what is refused,
 * with which fault and at which character. */
#include "money/money.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NBSP "\xC2\xA0"
#define EURO "\xE2\x82\xAC"
#define POUND "\xC2\xA3"
#define YEN "\xC2\xA5"
#define RUPEE "\xE2\x82\xB9"

enum {
    BLANKS = MONEY_TRACE_BLANKS,
    CURRENCY = MONEY_TRACE_CURRENCY,
    THOUSANDS = MONEY_TRACE_THOUSANDS,
    PARENTHESES = MONEY_TRACE_PARENTHESES,
    PRECISE = MONEY_TRACE_PRECISE,
};

/* Cells both grammars read alike. */
static const struct {
    const char *cell;
    int64_t micro;
    unsigned traces;
} plain[] = {
    {"0", 0, 0},
    {"0.00", 0, 0},
    {"-0.00", 0, 0},
    {"-0", 0, 0},
    {"1", 1000000, 0},
    {"-1", -1000000, 0},
    {"1.5", 1500000, 0},
    {"12.34", 12340000, 0},
    {"-5.8", -5800000, 0},
    {"0.000001", 1, 0},
    {"-0.000001", -1, 0},
    {"0.123456", 123456, 0},
    {"007.10", 7100000, 0},
    {"00000000000000000000000001.50", 1500000, 0},
    {"999999999999", 999999999999000000, 0},
    {"999999999999.999999", 999999999999999999, 0},
    {"1000000000000", 1000000000000000000, 0},
    {"-1000000000000.000000", -1000000000000000000, 0},
    {"0.1234560", 123456, PRECISE},
    {"1.0000000000", 1000000, PRECISE},
    {"-1.5000000", -1500000, PRECISE},
    {"1000000000000.0000000", 1000000000000000000, PRECISE},
};

/* Cells only the touched grammar reads. */
static const struct {
    const char *cell;
    int64_t micro;
    unsigned traces;
} touched[] = {
    {" 1.50", 1500000, BLANKS},
    {"1.50\t ", 1500000, BLANKS},
    {NBSP "1.50" NBSP, 1500000, BLANKS},
    {"$1.50", 1500000, CURRENCY},
    {"1.50$", 1500000, CURRENCY},
    {EURO "1.50", 1500000, CURRENCY},
    {"1.50" EURO, 1500000, CURRENCY},
    {POUND "2", 2000000, CURRENCY},
    {YEN "2", 2000000, CURRENCY},
    {RUPEE "2", 2000000, CURRENCY},
    {"-$1.50", -1500000, CURRENCY},
    {"$-1.50", -1500000, CURRENCY},
    {"-1.50" EURO, -1500000, CURRENCY},
    {"1,234", 1234000000, THOUSANDS},
    {"12,345.67", 12345670000, THOUSANDS},
    {"123,456,789.01", 123456789010000, THOUSANDS},
    {"0,001", 1000000, THOUSANDS},
    {"1,000,000,000,000", 1000000000000000000, THOUSANDS},
    {"(1.50)", -1500000, PARENTHESES},
    {"(0.00)", 0, PARENTHESES},
    {"($1.50)", -1500000, PARENTHESES | CURRENCY},
    {"$(1.50)", -1500000, PARENTHESES | CURRENCY},
    {"(1.50" POUND ")", -1500000, PARENTHESES | CURRENCY},
    {"(1.50)" POUND, -1500000, PARENTHESES | CURRENCY},
    {"$1,200.00 ", 1200000000, CURRENCY | THOUSANDS | BLANKS},
    {" $(1,234.5000000) ", -1234500000, BLANKS | CURRENCY | PARENTHESES | THOUSANDS | PRECISE},
};

/* Cells that are no amount; `plain_at` and `at` count bytes. */
static const struct {
    const char *cell;
    enum money_fault plain_fault;
    uint32_t plain_at;
    enum money_fault fault;
    uint32_t at;
} refused[] = {
    {"", MONEY_EMPTY, 0, MONEY_EMPTY, 0},
    {"   ", MONEY_EMPTY, 0, MONEY_EMPTY, 0},
    {NBSP "\t", MONEY_EMPTY, 0, MONEY_EMPTY, 0},
    {"-", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"+1", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 0},
    {"--1", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"1-", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"- 1", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {".5", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 0},
    {"5.", MONEY_NOT_MONEY, 2, MONEY_NOT_MONEY, 2},
    {"1.2.3", MONEY_NOT_MONEY, 3, MONEY_NOT_MONEY, 3},
    {"abc", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 0},
    {"NA", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 0},
    {"1.2O", MONEY_NOT_MONEY, 3, MONEY_NOT_MONEY, 3},
    {"0x10", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"inf", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 0},
    {"1 000", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"99999999999999999999x", MONEY_NOT_MONEY, 20, MONEY_NOT_MONEY, 20},
    {"1/2", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"1:2", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"\xD9\xA1", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 0},
    {" 1x", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 2},
    {"1.2E+05", MONEY_EXPONENT, 3, MONEY_EXPONENT, 3},
    {"1e5", MONEY_EXPONENT, 1, MONEY_EXPONENT, 1},
    {"-1.23456789E-7", MONEY_EXPONENT, 11, MONEY_EXPONENT, 11},
    {"9E+99", MONEY_EXPONENT, 1, MONEY_EXPONENT, 1},
    {"1E", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"1E+", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"1E5x", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"1E5.5", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"(1.2E+05)", MONEY_NOT_MONEY, 0, MONEY_EXPONENT, 4},
    {"$1.2E+05", MONEY_NOT_MONEY, 0, MONEY_EXPONENT, 4},
    {"1.2E+05$", MONEY_NOT_MONEY, 3, MONEY_EXPONENT, 3},
    {"1,200E+05", MONEY_NOT_MONEY, 1, MONEY_EXPONENT, 5},
    {"E5", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 0},
    {"0.1234567", MONEY_TOO_FINE, 8, MONEY_TOO_FINE, 8},
    {"0.12345600009", MONEY_TOO_FINE, 12, MONEY_TOO_FINE, 12},
    {"1000000000000.000001", MONEY_TOO_LARGE, 0, MONEY_TOO_LARGE, 0},
    {"-1000000000000.000001", MONEY_TOO_LARGE, 1, MONEY_TOO_LARGE, 1},
    {"1000000000001", MONEY_TOO_LARGE, 0, MONEY_TOO_LARGE, 0},
    {"10000000000000", MONEY_TOO_LARGE, 0, MONEY_TOO_LARGE, 0},
    {"18446744073709551616", MONEY_TOO_LARGE, 0, MONEY_TOO_LARGE, 0},
    {"18446744073709551616.00", MONEY_TOO_LARGE, 0, MONEY_TOO_LARGE, 0},
    {"340282366920938463463374607431768211456", MONEY_TOO_LARGE, 0, MONEY_TOO_LARGE, 0},
    {"1000000000000.0000001", MONEY_TOO_FINE, 20, MONEY_TOO_FINE, 20},
    {"$", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 1},
    {"$$1", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 1},
    {"$1$", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 2},
    {"$-$1", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 2},
    {"$ 1", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 1},
    {"\xE2\x82"
     "1",
     MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 0},
    {"USD 1", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 0},
    {"(1", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 2},
    {"1)", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"()", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 1},
    {"((1))", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 1},
    {"(-1)", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 1},
    {"-(1)", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 1},
    {"( 1)", MONEY_NOT_MONEY, 0, MONEY_NOT_MONEY, 1},
    {"1,23", MONEY_NOT_MONEY, 1, MONEY_COMMA, 1},
    {"1,2345", MONEY_NOT_MONEY, 1, MONEY_COMMA, 1},
    {"1234,567", MONEY_NOT_MONEY, 4, MONEY_COMMA, 4},
    {",123", MONEY_NOT_MONEY, 0, MONEY_COMMA, 0},
    {"123,", MONEY_NOT_MONEY, 3, MONEY_COMMA, 3},
    {"1,,234", MONEY_NOT_MONEY, 1, MONEY_COMMA, 1},
    {"12,34,567.00", MONEY_NOT_MONEY, 2, MONEY_COMMA, 2},
    {"1,234,56", MONEY_NOT_MONEY, 1, MONEY_COMMA, 5},
    {"1.234,50", MONEY_NOT_MONEY, 5, MONEY_COMMA, 5},
    {"1,5", MONEY_NOT_MONEY, 1, MONEY_COMMA, 1},
    {"1,2O0", MONEY_NOT_MONEY, 1, MONEY_NOT_MONEY, 3},
    {"1,000,000,000,001", MONEY_NOT_MONEY, 1, MONEY_TOO_LARGE, 0},
};

static void expect(const char *cell, enum money_grammar grammar, struct money_reading wanted)
{
    struct money_reading got = money_parse(str_from(cell), grammar);
    if (got.fault != wanted.fault || got.amount.micro != wanted.amount.micro ||
        got.traces != wanted.traces || got.fault_at != wanted.fault_at)
        fail_msg("'%s' as %s: %" PRId64 " fault %d traces %u at %u", cell,
                 grammar == MONEY_PLAIN ? "plain" : "touched", got.amount.micro, got.fault,
                 got.traces, got.fault_at);
}

static void test_plain_cells(void **state)
{
    (void)state;
    for (size_t at = 0; at < array_count(plain); at++) {
        struct money_reading wanted = {{plain[at].micro}, MONEY_FINE, plain[at].traces, 0};
        expect(plain[at].cell, MONEY_PLAIN, wanted);
        expect(plain[at].cell, MONEY_TOUCHED, wanted);
    }
}

static void test_touched_cells(void **state)
{
    (void)state;
    for (size_t at = 0; at < array_count(touched); at++) {
        struct money_reading wanted = {{touched[at].micro}, MONEY_FINE, touched[at].traces, 0};
        expect(touched[at].cell, MONEY_TOUCHED, wanted);
        struct money_reading as_plain = money_parse(str_from(touched[at].cell), MONEY_PLAIN);
        if (as_plain.fault != MONEY_NOT_MONEY || as_plain.amount.micro != 0)
            fail_msg("'%s' is plain: fault %d", touched[at].cell, as_plain.fault);
    }
}

static void test_refused_cells(void **state)
{
    (void)state;
    for (size_t at = 0; at < array_count(refused); at++) {
        const char *cell = refused[at].cell;
        unsigned blanks = refused[at].fault == MONEY_EMPTY && cell[0] != '\0' ? BLANKS : 0;
        expect(
            cell, MONEY_PLAIN,
            (struct money_reading){{0}, refused[at].plain_fault, blanks, refused[at].plain_at});
        expect(cell, MONEY_TOUCHED,
               (struct money_reading){{0}, refused[at].fault, blanks, refused[at].at});
    }
}

static void test_nul_and_null_are_no_digits(void **state)
{
    (void)state;
    struct money_reading reading = money_parse((struct str){"1\0002", 3}, MONEY_TOUCHED);
    assert_int_equal(reading.fault, MONEY_NOT_MONEY);
    assert_int_equal(reading.fault_at, 1);
    reading = money_parse((struct str){NULL, 0}, MONEY_PLAIN);
    assert_int_equal(reading.fault, MONEY_EMPTY);
}

/* The reader looks at the cell's bytes only: what follows it in the buffer changes nothing. */
static void test_reading_ends_with_the_cell(void **state)
{
    (void)state;
    const char *text = "12.345678";
    static const struct {
        size_t length;
        int64_t micro;
        enum money_fault fault;
    } rows[] = {
        {1, 1000000, MONEY_FINE},  {2, 12000000, MONEY_FINE}, {3, 0, MONEY_NOT_MONEY},
        {4, 12300000, MONEY_FINE}, {9, 12345678, MONEY_FINE},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct money_reading got =
            money_parse((struct str){text, rows[at].length}, MONEY_TOUCHED);
        assert_int_equal(got.fault, rows[at].fault);
        assert_int_equal(got.amount.micro, rows[at].micro);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_cells),
        cmocka_unit_test(test_touched_cells),
        cmocka_unit_test(test_refused_cells),
        cmocka_unit_test(test_nul_and_null_are_no_digits),
        cmocka_unit_test(test_reading_ends_with_the_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
