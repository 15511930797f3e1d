/* Lines that were put come back as they were: of each role what its table holds. */
#include "store_fixture.h"

#include "store/store_write.h"

#include <string.h>

enum { HEARD_MOST = 8 };

struct heard {
    struct store_line lines[HEARD_MOST];
    size_t count;
};

static void hear(void *context, const struct store_line *line)
{
    struct heard *heard = context;
    assert_true(heard->count < HEARD_MOST);
    heard->lines[heard->count++] = *line;
}

static struct store_line paid(void)
{
    return (struct store_line){.line_id = ((int64_t)3 << 32) + 7,
                               .role = ROLE_DISBURSED,
                               .reference_id = 1,
                               .product_id = 2,
                               .customer_id = 3,
                               .offer_id = 4,
                               .invoice_id = 5,
                               .payout_id = 6,
                               .byte_offset = 100,
                               .byte_length = 50,
                               .line_first = 8,
                               .currency = CURRENCY_NONE,
                               .dated = 19800,
                               .due = DAY_NONE,
                               .ar_period = DAY_NONE,
                               .holds = UINT64_C(1) << 47,
                               .flags = LINE_MONEY | LINE_GROSS_NEGATIVE,
                               .present = COMPONENT_BIT(COMPONENT_GROSS) |
                                          COMPONENT_BIT(COMPONENT_NET)};
}

static struct store_line taxed(void)
{
    struct store_line line = {.line_id = ((int64_t)2 << 32) + 1,
                              .role = ROLE_TAXED,
                              .jurisdiction_id = 9,
                              .line_item_id = 8,
                              .bill_id = 7,
                              .currency = ('E' << 16) | ('U' << 8) | 'R',
                              .dated = DAY_NONE,
                              .due = DAY_NONE,
                              .ar_period = DAY_NONE,
                              .party = PARTY_OTHER,
                              .event = TAX_ONLY_REFUND,
                              .flags = LINE_TAX_ONLY_REFUND | LINE_NO_REFERENCE};
    return line;
}

static void fill(struct fixture *fixture, struct store *store)
{
    struct store_lines *lines = NULL;
    struct store_line one = taxed();
    struct store_line other = paid();
    other.amounts_micro[COMPONENT_GROSS] = -5000000;
    other.amounts_micro[COMPONENT_NET] = INT64_C(1000000000000000000);
    must_work(store_lines_open(&lines, store, NULL, &fixture->failure), &fixture->failure);
    must_work(store_lines_put(lines, &one, NULL, &fixture->failure), &fixture->failure);
    must_work(store_lines_put(lines, &other, NULL, &fixture->failure), &fixture->failure);
    must_work(store_lines_finish(lines, &fixture->failure), &fixture->failure);
}

static void test_as_they_were_put(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct heard heard = {.count = 0};
    struct store_line expected = paid();
    fill(fixture, store);
    must_work(store_lines_read(store, hear, &heard, &fixture->failure), &fixture->failure);
    assert_int_equal(heard.count, 2);
    expected.amounts_micro[COMPONENT_GROSS] = -5000000;
    expected.amounts_micro[COMPONENT_NET] = INT64_C(1000000000000000000);
    assert_memory_equal(&heard.lines[0], &expected, sizeof expected);
    expected = taxed();
    assert_memory_equal(&heard.lines[1], &expected, sizeof expected);
    store_close(store);
}

/* That its identity fails was settled later, and may be settled otherwise. */
static void test_without_later_flags(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct heard heard = {.count = 0};
    fill(fixture, store);
    execute(fixture, store, "UPDATE line_flag SET flags = flags | 16");
    must_work(store_lines_read(store, hear, &heard, &fixture->failure), &fixture->failure);
    assert_int_equal(heard.lines[0].flags, LINE_MONEY | LINE_GROSS_NEGATIVE);
    store_close(store);
}

/* Cells of damaged books: what no line can hold is told, not taken. */
static void test_what_no_line_holds(void **state)
{
    static const struct {
        const char *sql, *says;
    } rows[] = {
        {"UPDATE line_disbursed SET product_id = -1", "a row of line_disbursed holds"},
        {"UPDATE line_disbursed SET product_id = 4294967296", "a row of line_disbursed holds"},
        {"UPDATE line_disbursed SET dated = 2932897", "a row of line_disbursed holds"},
        {"UPDATE line_disbursed SET dated = -25568", "a row of line_disbursed holds"},
        {"UPDATE line_disbursed SET currency = 'US'", "a row of line_disbursed holds"},
        {"UPDATE line_taxed SET flags = 0", "a row of line_taxed holds"},
        {"DELETE FROM line_flag WHERE flags & 4", "a row of line_taxed holds"},
        {"UPDATE line_flag SET flags = -1", "a row of line_flag holds no flags"},
    };
    for (size_t at = 0; at < array_count(rows); at++) {
        struct fixture *fixture = *state;
        struct store *store = fixture_store(fixture, ":memory:");
        struct heard heard = {.count = 0};
        fill(fixture, store);
        execute(fixture, store, rows[at].sql);
        assert_int_equal(store_lines_read(store, hear, &heard, &fixture->failure),
                         STATUS_EVIDENCE);
        if (strstr(fixture->failure.message, rows[at].says) == NULL)
            fail_msg("%s: %s", rows[at].sql, fixture->failure.message);
        failure_init(&fixture->failure);
        store_close(store);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_as_they_were_put),
        TEST(test_without_later_flags),
        TEST(test_what_no_line_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
