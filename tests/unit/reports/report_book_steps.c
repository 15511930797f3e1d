/* Bars of a waterfall, above zero, below it and across. */
#include "reports/report_book_steps.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct row {
    const char *name, *from, *to;
    const char *parts[REPORT_BOOK_PARTS]; /* base, balance, rise, below, fall, below */
};

static const struct row rows[] = {
    {"a balance", NULL, "5.00", {"", "5.00", "", "", "", ""}},
    {"a balance below", NULL, "-5.00", {"", "-5.00", "", "", "", ""}},
    {"a balance of nothing", NULL, "0.00", {"", "0.00", "", "", "", ""}},
    {"up", "2.00", "5.00", {"2.00", "", "3.00", "", "", ""}},
    {"up from zero", "0.00", "5.00", {"", "", "5.00", "", "", ""}},
    {"down", "5.00", "2.00", {"2.00", "", "", "", "3.00", ""}},
    {"down to zero", "5.00", "0.00", {"", "", "", "", "5.00", ""}},
    {"down below", "-2.00", "-5.00", {"-2.00", "", "", "", "", "-3.00"}},
    {"up below", "-5.00", "-2.00", {"-2.00", "", "", "-3.00", "", ""}},
    {"down across", "3.00", "-4.00", {"", "", "", "", "3.00", "-4.00"}},
    {"up across", "-4.00", "3.00", {"", "", "3.00", "-4.00", "", ""}},
    {"no move", "7.00", "7.00", {"7.00", "", "", "", "", ""}},
    {"no move below", "-7.00", "-7.00", {"-7.00", "", "", "", "", ""}},
    {"larger than 64 bits",
     "99999999999999999999.01",
     "99999999999999999999.02",
     {"99999999999999999999.01", "", "0.01", "", "", ""}},
};

static struct money_total *total_of(const char *text)
{
    struct money_total *total = money_total_new();
    assert_true(money_total_add_text(total, str_from(text)));
    return total;
}

static void test_bars(void **state)
{
    (void)state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct money_total *from = rows[i].from == NULL ? NULL : total_of(rows[i].from);
        struct money_total *to = total_of(rows[i].to);
        struct buffer parts[REPORT_BOOK_PARTS] = {{.bytes = NULL}};
        report_book_steps(from, to, parts);
        for (size_t part = 0; part < REPORT_BOOK_PARTS; part++) {
            if (!str_equal(buffer_str(&parts[part]), str_from(rows[i].parts[part])))
                fail_msg("%s: part %zu is '%s'", rows[i].name, part, buffer_c(&parts[part]));
            buffer_free(&parts[part]);
        }
        money_total_free(from);
        money_total_free(to);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bars)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
