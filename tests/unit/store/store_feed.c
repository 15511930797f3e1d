/* A batch of lines, seen as a table. */
#include "store_fixture.h"

#include "store/store_feed.h"

enum { LINES = 4 };

/* 1 billed, 2 taxed with a flag, 3 billed without currency, 4 billed with every amount. */
static struct store_line line_of(int number)
{
    struct store_line line = {
        .line_id = number,
        .role = number == 2 ? ROLE_TAXED : ROLE_BILLED,
        .reference_id = 70,
        .byte_offset = 1000 * number,
        .currency = number == 3 ? CURRENCY_NONE : (('E' << 16) | ('U' << 8) | 'R'),
        .dated = 19813,
        .due = DAY_NONE,
        .holds = UINT64_MAX,
        .flags = number == 2 ? LINE_MONEY | LINE_OTHER_TAX : LINE_MONEY,
        .present = COMPONENT_BIT(COMPONENT_GROSS) | COMPONENT_BIT(COMPONENT_AGE_ALL),
    };
    line.amounts_micro[COMPONENT_GROSS] = number;
    line.amounts_micro[COMPONENT_FEE] = 999; /* not present: must never be seen */
    line.amounts_micro[COMPONENT_AGE_ALL] = -number;
    if (number == LINES) {
        line.present = ((uint32_t)1 << COMPONENT_COUNT) - 1;
        for (int component = 0; component < COMPONENT_COUNT; component++)
            line.amounts_micro[component] = INT64_MAX - component;
    }
    return line;
}

static struct feed_batch batch_of(char *bytes)
{
    struct feed_batch batch = {.bytes = bytes};
    for (int number = 1; number <= LINES; number++) {
        struct store_line line = line_of(number);
        feed_add(&batch, &line);
    }
    return batch;
}

static void test_only_what_is_present_is_kept(void **state)
{
    (void)state;
    static char bytes[LINES * FEED_LINE_BYTES];
    struct feed_batch batch = batch_of(bytes);
    size_t head = offsetof(struct store_line, amounts_micro);
    assert_int_equal(batch.used, LINES * head + 3 * 2 * 8 + COMPONENT_COUNT * 8);
    assert_int_equal(batch.roles, 1 << ROLE_BILLED | 1 << ROLE_TAXED);
    assert_true(batch.flagged);
    struct feed_batch calm = {.bytes = bytes};
    struct store_line line = line_of(1);
    feed_add(&calm, &line);
    assert_false(calm.flagged);
}

static void test_rows_by_role_and_by_flag(void **state)
{
    struct fixture *fixture = *state;
    static char bytes[LINES * FEED_LINE_BYTES];
    struct feed_batch batch = batch_of(bytes);
    struct feed feed = {.batch = &batch, .role = ROLE_BILLED};
    struct store *store = fixture_store(fixture, ":memory:");
    assert_int_equal(feed_register(store->db, &feed), SQLITE_OK);
    assert_answer(fixture, store,
                  "SELECT line_id, reference_id, byte_offset, currency, dated, due, holds, "
                  "gross, fee, age_all FROM line_feed",
                  "1|70|1000|EUR|19813|NULL|-1|1|0|-1\n"
                  "3|70|3000|NULL|19813|NULL|-1|3|0|-3\n"
                  "4|70|4000|EUR|19813|NULL|-1|9223372036854775807|9223372036854775806|"
                  "9223372036854775781");
    feed.role = ROLE_TAXED;
    assert_answer(fixture, store, "SELECT line_id, rowid FROM line_feed", "2|1");
    feed.role = ROLE_OPENING;
    assert_answer(fixture, store, "SELECT line_id FROM line_feed", "");
    feed.role = ROLE_COUNT;
    assert_answer(fixture, store, "SELECT line_id, flags FROM line_feed", "2|40");
    assert_int_equal(feed_unregister(store->db), SQLITE_OK);
    struct buffer text = {0};
    must_fail(fixture,
              store_read_text(store, STR("SELECT 1 FROM line_feed"), &text, &fixture->failure),
              STATUS_EVIDENCE, "no such table: line_feed");
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_only_what_is_present_is_kept),
        TEST(test_rows_by_role_and_by_flag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
