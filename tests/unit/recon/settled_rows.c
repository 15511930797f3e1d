/* Rows of counts: added up, merged, taken away, written and read back. */
#include "recon/settled_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void add(struct settled_rows *rows, uint32_t kind, uint32_t key, int64_t count,
                int64_t micro)
{
    const uint32_t keys[SETTLED_KEYS] = {kind, key};
    settled_add(rows, keys, count, micro);
}

/* KIND.KEY:COUNT/MICRO, parted by blanks. */
static void assert_rows(const struct settled_rows *rows, const char *wanted)
{
    struct buffer text = {0};
    for (size_t at = 0; at < rows->count; at++)
        buffer_format(&text, "%s%u.%u:%d/%d", at > 0 ? " " : "", rows->items[at].keys[0],
                      rows->items[at].keys[1], (int)rows->items[at].count,
                      (int)rows->items[at].micro);
    assert_string_equal(buffer_c(&text), wanted);
    buffer_free(&text);
}

static void test_equal_keys_add_up(void **state)
{
    (void)state;
    struct settled_rows rows = {0};
    struct settled_rows none = {0};
    struct money_total *total = money_total_new();
    money_total_add(total, (struct money){5});
    money_total_add(total, (struct money){-7});
    add(&rows, 2, 9, 1, 10);
    add(&rows, 1, 4, 2, 0);
    add(&rows, 2, 9, 1, -30);
    settled_add_total(&rows, (uint32_t[SETTLED_KEYS]){1, 4}, total);
    settled_add_total(&rows, (uint32_t[SETTLED_KEYS]){1, 5}, NULL);
    settled_rows_merge(&rows, &none, 1);
    assert_rows(&rows, "1.4:4/-2 2.9:2/-20");
    money_total_free(total);
    settled_rows_free(&rows);
    settled_rows_free(&none);
}

/* What is taken away as often as it was added is no row, be it first, last or between. */
static void test_taken_away(void **state)
{
    (void)state;
    struct settled_rows rows = {0};
    struct settled_rows more = {0};
    for (uint32_t key = 1; key <= 5; key++)
        add(&rows, 0, key, 2, 100 * key);
    add(&more, 0, 1, 2, 100);
    add(&more, 0, 3, 2, 300);
    add(&more, 0, 4, 1, 400);
    add(&more, 0, 5, 2, 500);
    settled_rows_merge(&rows, &more, -1);
    assert_rows(&rows, "0.2:2/200 0.4:1/0");
    settled_rows_merge(&rows, &more, 1);
    assert_rows(&rows, "0.1:2/100 0.2:2/200 0.3:2/300 0.4:2/400 0.5:2/500");
    settled_rows_free(&rows);
    settled_rows_free(&more);
}

/* More rows than there are slots at first, numbers of every size and sign. */
static void test_bytes_come_back(void **state)
{
    (void)state;
    struct settled_rows rows = {0};
    struct settled_rows read = {0};
    struct buffer bytes = {0};
    for (uint32_t at = 0; at < 10000; at++) {
        const uint32_t keys[SETTLED_KEYS] = {at % 5, at * 2654435761u, 0, at, 0, UINT32_MAX};
        settled_add(&rows, keys, INT64_MIN + at, at % 2 == 0 ? -(int64_t)at : INT64_MAX - at);
    }
    settled_rows_write(&rows, &bytes);
    assert_true(settled_rows_read(&read, buffer_str(&bytes)));
    assert_int_equal(read.count, 10000);
    for (size_t at = 0; at < rows.count; at++) {
        assert_memory_equal(read.items[at].keys, rows.items[at].keys, sizeof rows.items->keys);
        assert_int_equal(read.items[at].count, rows.items[at].count);
        assert_int_equal(read.items[at].micro, rows.items[at].micro);
    }
    settled_rows_free(&read);
    for (size_t cut = 0; cut < 40; cut++) {
        assert_false(settled_rows_read(&read, (struct str){bytes.bytes, cut}));
        settled_rows_free(&read);
    }
    buffer_add_byte(&bytes, 0);
    assert_false(settled_rows_read(&read, buffer_str(&bytes)));
    settled_rows_free(&read);
    settled_rows_free(&rows);
    buffer_free(&bytes);
}

static void test_overflow_is_told(void **state)
{
    (void)state;
    struct settled_rows rows = {0};
    struct settled_rows more = {0};
    add(&rows, 0, 1, 1, INT64_MAX);
    add(&more, 0, 1, 1, 1);
    assert_false(rows.overflow);
    settled_rows_merge(&rows, &more, 1);
    assert_true(rows.overflow);
    settled_rows_free(&rows);
    settled_rows_free(&more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_keys_add_up),
        cmocka_unit_test(test_taken_away),
        cmocka_unit_test(test_bytes_come_back),
        cmocka_unit_test(test_overflow_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
