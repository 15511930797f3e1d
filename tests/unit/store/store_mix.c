/* What tells damaged books from whole ones: a number of any rows, one of lines; the refusal. */
#include "store_fixture.h"

#include "store/store_write.h"

#include <string.h>

static uint64_t mix_of(struct fixture *fixture, struct store *store, const char *sql)
{
    uint64_t mix = 0;
    must_work(store_read_mix(store, str_from(sql), &mix, &fixture->failure), &fixture->failure);
    return mix;
}

static void test_rows(void **state)
{
    static const char *const others[] = {"SELECT 1, 'b' UNION ALL SELECT 2, 'a'",
                                         "SELECT 2, 'a' UNION ALL SELECT 1, 'b'",
                                         "SELECT 1, 'a'",
                                         "SELECT 1, 'a' UNION ALL SELECT 2, NULL",
                                         "SELECT 1, 'a' UNION ALL SELECT 2, ''",
                                         "SELECT 1, 'a' UNION ALL SELECT 2, x'62'",
                                         "SELECT '1', 'a' UNION ALL SELECT 2, 'b'",
                                         "SELECT 1.5, 'a' UNION ALL SELECT 2, 'b'"};
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    const char *rows = "SELECT 1, 'a' UNION ALL SELECT 2, 'b'";
    uint64_t mix = mix_of(fixture, store, rows);
    assert_int_equal(mix_of(fixture, store, rows), mix);
    assert_int_equal(mix_of(fixture, store, "SELECT 1 WHERE 0"), 0);
    for (size_t at = 0; at < array_count(others); at++)
        if (mix_of(fixture, store, others[at]) == mix)
            fail_msg("the same: %s", others[at]);
    store_close(store);
}

static struct store_line bill(void)
{
    return (struct store_line){.line_id = 7,
                               .role = ROLE_BILLED,
                               .reference_id = 3,
                               .currency = CURRENCY_NONE,
                               .dated = 19800,
                               .due = DAY_NONE,
                               .ar_period = DAY_NONE,
                               .flags = LINE_MONEY | LINE_NO_REFERENCE,
                               .present = COMPONENT_BIT(COMPONENT_GROSS),
                               .amounts_micro = {[COMPONENT_GROSS] = 5}};
}

/* What a bill's table holds, and nothing it does not; of flags what is not settled later. */
static void test_lines(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_line_mixer *mixer = NULL;
    must_work(store_line_mixer_open(&mixer, store, &fixture->failure), &fixture->failure);
    struct store_line changed[9];
    struct store_line line = bill();
    for (size_t at = 0; at < array_count(changed); at++)
        changed[at] = line;
    changed[0].line_id++;
    changed[1].reference_id++;
    changed[2].currency = 1;
    changed[3].dated = DAY_NONE;
    changed[4].ar_period = 0;
    changed[5].amounts_micro[COMPONENT_GROSS]++;
    changed[6].amounts_micro[COMPONENT_AWS_TAX] = 1;
    changed[7].flags &= ~(uint32_t)LINE_NO_REFERENCE;
    changed[8].holds = UINT64_C(1) << 63;
    uint64_t mix = store_line_mix(mixer, 1, &line);
    for (size_t at = 0; at < array_count(changed); at++)
        if (store_line_mix(mixer, 1, &changed[at]) == mix)
            fail_msg("change %zu is not seen", at);
    assert_int_not_equal(store_line_mix(mixer, 2, &line), mix);
    line.flags = LINE_NO_REFERENCE | LINE_NET_OFF;
    line.settlement_id = 9; /* no column of bills */
    assert_int_equal(store_line_mix(mixer, 1, &line), mix);
    store_line_mixer_close(mixer);
    store_close(store);
}

static void test_refusal(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    assert_int_equal(store_refuse_damaged(store, "a leaf is torn", &fixture->failure),
                     STATUS_EVIDENCE);
    assert_string_equal(fixture->failure.message, "the books are damaged: a leaf is torn");
    assert_string_equal(fixture->failure.path, ":memory:");
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_rows), TEST(test_lines), TEST(test_refusal)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
