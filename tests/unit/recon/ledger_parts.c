/* Texts that come together are one text: parts in their places, seen again as the same. */
#include "recon/ledger_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const enum text_field fields[] = {TEXT_OFFER_ID, TEXT_OFFER_VISIBILITY,
                                         TEXT_AGREEMENT_ID};

static uint32_t put(struct intern *intern, struct intern_found *last, const char *first,
                    const char *second, const char *third)
{
    struct line line = {0};
    line.texts[TEXT_OFFER_ID] = str_from(first);
    line.texts[TEXT_OFFER_VISIBILITY] = str_from(second);
    line.texts[TEXT_AGREEMENT_ID] = str_from(third);
    struct ledger_parts parts = {
        .intern = intern, .last = last, .fields = fields, .count = array_count(fields)};
    ledger_parts_begin(&parts, &line);
    ledger_parts_expect(&parts);
    return ledger_parts_end(&parts, &line);
}

static void assert_joined(const struct intern *intern, uint32_t id, const char *joined)
{
    assert_true(str_equal(intern_text(intern, id), str_from(joined)));
}

static void test_seen_again_is_the_same(void **state)
{
    (void)state;
    struct intern intern = {0};
    struct intern_found last = {0};
    uint32_t first = put(&intern, &last, "o-1", "Public", "a-1");
    uint32_t other = put(&intern, &last, "o-2", "", "a-1");
    assert_int_not_equal(first, other);
    assert_int_equal(put(&intern, &last, "o-2", "", "a-1"), other); /* by the one before */
    assert_int_equal(put(&intern, &last, "o-1", "Public", "a-1"), first);
    assert_joined(&intern, first,
                  "o-1\x1fPublic\x1f"
                  "a-1");
    assert_joined(&intern, other,
                  "o-2\x1f\x1f"
                  "a-1");
    assert_int_equal(put(&intern, &last, "", "", ""), 0);
    intern_free(&intern);
}

/* The same letters parted elsewhere are other parts. */
static void test_parts_do_not_slip(void **state)
{
    (void)state;
    static const struct {
        const char *parts[3];
    } rows[] = {{{"ab", "c", ""}}, {{"a", "bc", ""}}, {{"abc", "", ""}}, {{"", "abc", ""}},
                {{"", "", "abc"}}, {{"ab", "", "c"}}, {{"a", "b", "c"}}};
    struct intern intern = {0};
    struct intern_found last = {0};
    uint32_t ids[array_count(rows)];
    for (size_t i = 0; i < array_count(rows); i++) {
        ids[i] = put(&intern, &last, rows[i].parts[0], rows[i].parts[1], rows[i].parts[2]);
        for (size_t k = 0; k < i; k++)
            assert_int_not_equal(ids[i], ids[k]);
    }
    intern_free(&intern);
}

/* The joining byte inside a cell becomes a blank, whichever line came first. */
static void test_the_joining_byte_in_a_cell(void **state)
{
    (void)state;
    struct intern intern = {0};
    struct intern_found last = {0};
    uint32_t id = put(&intern, &last,
                      "a\x1f"
                      "b",
                      "x", "");
    assert_joined(&intern, id, "a b\x1fx\x1f");
    assert_int_equal(put(&intern, &last, "a b", "x", ""), id);
    assert_int_equal(put(&intern, &last,
                         "a\x1f"
                         "b",
                         "x", ""),
                     id);
    assert_int_not_equal(put(&intern, &last, "a", "b", "x"), id);
    intern_free(&intern);
}

static void test_many(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    struct intern intern = {0};
    struct intern_found last = {0};
    char text[16];
    uint32_t ids[COUNT];
    for (int i = 0; i < COUNT; i++) {
        snprintf(text, sizeof text, "%d", i);
        ids[i] = put(&intern, &last, text, "Public", text);
    }
    for (int i = COUNT; i-- > 0;) {
        snprintf(text, sizeof text, "%d", i);
        assert_int_equal(put(&intern, &last, text, "Public", text), ids[i]);
    }
    assert_int_equal(intern.count, COUNT + 1);
    intern_free(&intern);
}

/* Texts from books stand where a line looks for them. */
static void test_joined_before(void **state)
{
    (void)state;
    struct intern intern = {0};
    struct intern_found last = {0};
    assert_int_equal(ledger_parts_put(&intern, STR("")), 0);
    uint32_t first = ledger_parts_put(&intern, STR("o-1\x1fPublic\x1f"
                                                   "a-1"));
    uint32_t other = ledger_parts_put(&intern, STR("\x1f\x1f"
                                                   "a-1"));
    assert_int_equal(put(&intern, &last, "o-1", "Public", "a-1"), first);
    assert_int_equal(put(&intern, &last, "", "", "a-1"), other);
    assert_int_equal(put(&intern, &last, "", "", ""), 0);
    intern_free(&intern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_seen_again_is_the_same),
        cmocka_unit_test(test_parts_do_not_slip),
        cmocka_unit_test(test_the_joining_byte_in_a_cell),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_joined_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
