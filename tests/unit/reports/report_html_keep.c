/* The largest rows of each currency stay, in turn, in the order of the report. */
#include "reports/report_html_keep.h"

#include "report_fixture.h"

struct passed {
    const char *currency;
    uint64_t size;
};

/* Rows pass in order of place; those that stay are told as "place/rank". */
static void keeps(size_t most, const struct passed *rows, size_t count, const char *wanted)
{
    struct report_html_keep keep = {.most = most};
    struct buffer told = {0};
    for (size_t at = 0; at < count; at++) {
        struct buffer *text = report_html_keep_row(&keep, str_from(rows[at].currency),
                                                   rows[at].size, (int64_t)at);
        if (text != NULL) {
            assert_int_equal(text->length, 0);
            buffer_add_count(text, (int64_t)at);
        }
    }
    report_html_keep_finish(&keep);
    buffer_add_c(&told, "");
    for (size_t at = 0; at < keep.row_count; at++) {
        buffer_add(&told, buffer_str(&keep.rows[at].text));
        buffer_format(&told, "/%zu ", keep.rows[at].rank);
    }
    assert_string_equal(buffer_c(&told), wanted);
    buffer_free(&told);
    report_html_keep_free(&keep);
}

static void test_all_fit(void **state)
{
    static const struct passed rows[] = {{"USD", 5}, {"USD", 9}, {"USD", 7}};
    (void)state;
    keeps(3, rows, array_count(rows), "0/2 1/0 2/1 ");
    keeps(3, rows, 0, "");
}

static void test_largest_stay(void **state)
{
    static const struct passed rows[] = {{"USD", 5}, {"USD", 9}, {"USD", 7},
                                         {"USD", 1}, {"USD", 8}, {"USD", UINT64_MAX}};
    (void)state;
    keeps(3, rows, array_count(rows), "1/1 4/2 5/0 ");
    keeps(1, rows, array_count(rows), "5/0 ");
}

/* Of equal ones the earlier. */
static void test_equal(void **state)
{
    static const struct passed rows[] = {{"", 0}, {"", 0}, {"", 0}, {"", 1}, {"", 0}};
    (void)state;
    keeps(2, rows, array_count(rows), "0/1 3/0 ");
}

/* Yen do not push dollars out, however many they are. */
static void test_currencies(void **state)
{
    static const struct passed rows[] = {{"JPY", 900}, {"JPY", 800}, {"USD", 2},
                                         {"JPY", 700}, {"USD", 3},   {"EUR", 1}};
    (void)state;
    keeps(3, rows, array_count(rows), "0/0 4/0 5/0 ");
    keeps(4, rows, array_count(rows), "0/0 1/1 4/0 5/0 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_fit),
        cmocka_unit_test(test_largest_stay),
        cmocka_unit_test(test_equal),
        cmocka_unit_test(test_currencies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
