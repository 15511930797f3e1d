/* Records, byte by byte, after the file format's documentation. */
#include "store_fixture.h"

#include "store/store_row.h"

static struct row_column column(const char *name)
{
    struct row_column found = {0};
    if (!row_column_find(str_from(name), &found))
        fail_msg("%s", name);
    return found;
}

static void test_whole_numbers(void **state)
{
    (void)state;
    static const struct {
        int64_t value;
        size_t length; /* of header (2 bytes) and value */
        unsigned char record[10];
    } rows[] = {
        {0, 2, {2, 8}},
        {1, 2, {2, 9}},
        {2, 3, {2, 1, 2}},
        {-1, 3, {2, 1, 0xFF}},
        {127, 3, {2, 1, 0x7F}},
        {128, 4, {2, 2, 0x00, 0x80}},
        {-128, 3, {2, 1, 0x80}},
        {-129, 4, {2, 2, 0xFF, 0x7F}},
        {32767, 4, {2, 2, 0x7F, 0xFF}},
        {32768, 5, {2, 3, 0x00, 0x80, 0x00}},
        {8388607, 5, {2, 3, 0x7F, 0xFF, 0xFF}},
        {8388608, 6, {2, 4, 0x00, 0x80, 0x00, 0x00}},
        {-8388608, 5, {2, 3, 0x80, 0x00, 0x00}},
        {2147483647, 6, {2, 4, 0x7F, 0xFF, 0xFF, 0xFF}},
        {2147483648, 8, {2, 5, 0x00, 0x00, 0x80, 0x00, 0x00, 0x00}},
        {140737488355327, 8, {2, 5, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}},
        {140737488355328, 10, {2, 6, 0x00, 0x00, 0x80, 0, 0, 0, 0, 0}},
        {INT64_MAX, 10, {2, 6, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}},
        {INT64_MIN, 10, {2, 6, 0x80, 0, 0, 0, 0, 0, 0, 0}},
    };
    struct row_column gross = column("gross");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned char record[ROW_BYTES_MOST];
        struct store_line line = {.amounts_micro = {rows[i].value}};
        assert_int_equal(row_encode(&line, &gross, 1, record), rows[i].length);
        assert_memory_equal(record, rows[i].record, rows[i].length);
    }
}

static void test_other_kinds(void **state)
{
    (void)state;
    const struct row_column columns[] = {column("line_id"), column("currency"),
                                         column("dated"),   column("reference_id"),
                                         column("due"),     column("holds")};
    unsigned char record[ROW_BYTES_MOST];
    struct store_line line = {.line_id = 99,
                              .currency = ('U' << 16) | ('S' << 8) | 'D',
                              .dated = -2,
                              .reference_id = UINT32_MAX,
                              .due = DAY_NONE,
                              .holds = UINT64_MAX};
    static const unsigned char expected[] = {7,   0,    19, 1, 5,    0,    1,    'U',  'S',
                                             'D', 0xFE, 0,  0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    assert_int_equal(row_encode(&line, columns, 6, record), sizeof expected);
    assert_memory_equal(record, expected, sizeof expected);
    line.currency = CURRENCY_NONE;
    assert_int_equal(row_encode(&line, columns, 2, record), 3);
    assert_memory_equal(record, ((unsigned char[]){3, 0, 0}), 3);
}

static void test_columns_by_name(void **state)
{
    (void)state;
    struct row_column found;
    assert_int_equal(column("flags").offset, offsetof(struct store_line, flags));
    assert_int_equal(column("age_all").offset, offsetof(struct store_line, amounts_micro) +
                                                   COMPONENT_AGE_ALL * sizeof(int64_t));
    assert_int_equal(column("ar_period").kind, ROW_DAY);
    assert_false(row_column_find(STR("role"), &found));
    assert_false(row_column_find(STR("holds_"), &found));
    assert_false(row_column_find(STR(""), &found));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_other_kinds),
        cmocka_unit_test(test_columns_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
