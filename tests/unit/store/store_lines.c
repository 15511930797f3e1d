/* The writer of lines: what is put comes back by SELECT, whatever the number and the order. */
#include "store_fixture.h"

#include "base/arena.h"
#include "base/limits.h"
#include "store/store_write.h"

#include <inttypes.h>

/* Every field has a value of its own, made of the line's number. */
static struct store_line line_of(enum role role, int64_t number)
{
    uint32_t small = (uint32_t)number;
    struct store_line line = {
        .line_id = ((int64_t)(role + 1) << 32) + number,
        .role = role,
        .reference_id = small + 1,
        .product_id = small + 2,
        .customer_id = small + 3,
        .offer_id = small + 4,
        .invoice_id = small + 5,
        .settlement_id = small + 6,
        .line_item_id = small + 7,
        .bill_id = small + 8,
        .jurisdiction_id = small + 9,
        .payout_id = small + 10,
        .byte_offset = number + 10,
        .byte_length = number + 11,
        .line_first = number + 12,
        .currency = ('U' << 16) | ('S' << 8) | 'D',
        .dated = (day_number)number + 13,
        .due = (day_number)number + 14,
        .ar_period = (day_number)number + 15,
        .holds = (uint64_t)number + 16,
        .party = PARTY_SELLER,
        .event = TAX_REFUND,
        .status = PAY_FAILED,
        .billed_line = number + 17,
        .flags = LINE_MONEY,
        .present = ((uint32_t)1 << COMPONENT_COUNT) - 1,
    };
    for (int component = 0; component < COMPONENT_COUNT; component++)
        line.amounts_micro[component] = number + 100 + component;
    return line;
}

static struct store_lines *writer(struct fixture *fixture, struct store *store)
{
    struct store_lines *lines = NULL;
    must_work(store_lines_open(&lines, store, NULL, &fixture->failure), &fixture->failure);
    return lines;
}

static void put(struct fixture *fixture, struct store_lines *lines, struct store_line line)
{
    must_work(store_lines_put(lines, &line, NULL, &fixture->failure), &fixture->failure);
}

static void finish(struct fixture *fixture, struct store_lines *lines)
{
    must_work(store_lines_finish(lines, &fixture->failure), &fixture->failure);
}

/* The columns of each table in the order of schema.sql, with line number 0. */
static void test_each_role_has_its_columns(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_lines *lines = writer(fixture, store);
    for (int role = 0; role < ROLE_ASIDE; role++)
        put(fixture, lines, line_of((enum role)role, 0));
    finish(fixture, lines);
    static const struct {
        const char *sql, *answer;
    } rows[] = {
        {"SELECT * FROM line_billed",
         "4294967296|1|10|11|12|USD|13|14|15|2|3|4|5|16|100|101|102|103|104|105|106|107|108|"
         "109|110|111|112|113|114"},
        {"SELECT * FROM line_disbursed",
         "8589934592|1|10|11|12|USD|13|14|15|2|3|4|5|10|16|100|101|102|103|104|105|106|107|"
         "108|109|110|111|112|113|114"},
        {"SELECT * FROM line_stated_open",
         "12884901888|1|10|11|12|USD|13|14|15|2|3|16|100|101|102|103|110"},
        {"SELECT * FROM line_taxed",
         "17179869184|1|10|11|12|USD|13|2|3|9|7|8|1|1|32|115|116|117|118|119"},
        {"SELECT * FROM line_opening", "21474836480|1|10|11|12|USD|13|14|3|100|102|108"},
        {"SELECT * FROM line_stated_paid", "25769803776|1|10|11|12|USD|13|17|4|110"},
        {"SELECT * FROM line_stated_total",
         "30064771072|10|11|12|USD|13|6|9|120|100|110|108|109|121|122|123|124|125|126"},
        {"SELECT count(*) FROM line_flag", "0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_answer(fixture, store, rows[i].sql, rows[i].answer);
    store_close(store);
}

static void test_what_is_absent_is_zero_or_null(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_lines *lines = writer(fixture, store);
    struct store_line line = line_of(ROLE_OPENING, 0);
    line.present = COMPONENT_BIT(COMPONENT_REFUND);
    line.currency = CURRENCY_NONE;
    line.dated = DAY_NONE;
    line.due = DAY_NONE;
    put(fixture, lines, line);
    line = line_of(ROLE_BILLED, 1);
    line.holds = UINT64_C(0x8000000000000001);
    line.present = 0;
    put(fixture, lines, line);
    finish(fixture, lines);
    assert_answer(fixture, store, "SELECT * FROM line_opening",
                  "21474836480|1|10|11|12|NULL|NULL|NULL|3|0|102|0");
    assert_answer(fixture, store, "SELECT holds, gross + fee + net + forgiven FROM line_billed",
                  "-9223372036854775807|0");
    store_close(store);
}

static void test_flags(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_lines *lines = writer(fixture, store);
    static const uint32_t flags[] = {0, LINE_MONEY, LINE_NO_REFERENCE,
                                     LINE_MONEY | LINE_CODE_MISSING | LINE_EXEMPT_BARE};
    for (int64_t number = 0; number < 4; number++) {
        struct store_line line = line_of(number % 2 == 0 ? ROLE_BILLED : ROLE_TAXED, number);
        line.line_id = number;
        line.flags = flags[number];
        put(fixture, lines, line);
    }
    finish(fixture, lines);
    assert_answer(fixture, store, "SELECT * FROM line_flag", "2|1\n3|416");
    assert_answer(fixture, store, "SELECT line_id, flags FROM line_taxed", "1|32\n3|416");
    store_close(store);
}

/* More lines than the ring holds, roles mixed: nothing is lost or moved. */
static void test_many_batches(void **state)
{
    struct fixture *fixture = *state;
    enum { COUNT = 30000 };
    assert_true(COUNT * sizeof(struct store_line) >
                2 * LIMIT_STORE_BATCHES * LIMIT_STORE_BATCH_BYTES);
    struct store *store = fixture_store(fixture, fixture_path(fixture, "books.db"));
    struct store_lines *lines = writer(fixture, store);
    for (int64_t number = 1; number <= COUNT; number++) {
        struct store_line line = line_of(number % 3 == 0 ? ROLE_TAXED : ROLE_DISBURSED, number);
        line.present = (uint32_t)number & (((uint32_t)1 << COMPONENT_COUNT) - 1);
        put(fixture, lines, line);
    }
    finish(fixture, lines);
    must_work(store_commit(store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store,
                  "SELECT count(*), sum(byte_offset - 10), min(line_id) FROM line_taxed",
                  "10000|150015000|17179869187");
    assert_answer(fixture, store,
                  "SELECT count(*), sum(byte_offset - 10), max(line_id) FROM line_disbursed",
                  "20000|300000000|8589964591");
    assert_int_equal(
        ask_integer(fixture, store,
                    "SELECT count(*) FROM line_disbursed, (SELECT 1 << 3 AS bit) WHERE "
                    "fee_refund <> iif((byte_offset - 10) & bit, byte_offset + 93, 0)"),
        0);
    assert_answer(fixture, store, "PRAGMA integrity_check", "ok");
    store_close(store);
}

/* The second line has the first one's id. Sooner or later put says so; finish says it again. */
static void test_a_failure_reaches_the_caller(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_lines *lines = writer(fixture, store);
    struct store_line line = line_of(ROLE_BILLED, 1);
    enum status status = STATUS_OK;
    int64_t tried = 0;
    while (status == STATUS_OK && ++tried < 10000000)
        status = store_lines_put(lines, &line, NULL, &fixture->failure);
    must_fail(fixture, status, STATUS_EVIDENCE,
              "rows could not be written: UNIQUE constraint failed: line_billed.line_id");
    must_fail(fixture, store_lines_put(lines, &line, NULL, &fixture->failure), STATUS_EVIDENCE,
              "UNIQUE constraint failed");
    must_fail(fixture, store_lines_finish(lines, &fixture->failure), STATUS_EVIDENCE,
              "UNIQUE constraint failed");
    store_close(store);
}

static void test_a_failure_of_the_last_batch(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_lines *lines = writer(fixture, store);
    put(fixture, lines, line_of(ROLE_OPENING, 1));
    put(fixture, lines, line_of(ROLE_OPENING, 1));
    must_fail(fixture, store_lines_finish(lines, &fixture->failure), STATUS_EVIDENCE,
              "UNIQUE constraint failed: line_opening.line_id");
    store_close(store);
}

/* What a listener heard of lines put with a text each, and of one with a very long one. */
struct heard {
    int64_t named, lines, expected_far, expected_near, asked;
    bool in_order;
};

static void expect(void *context, const struct store_texts *texts, bool near)
{
    struct heard *heard = context;
    assert_int_equal(texts->count, 1);
    *(near ? &heard->expected_near : &heard->expected_far) += 1;
}

/* The id is the length of the text; its hash is the number of the line. */
static void name(void *context, const struct store_texts *texts, struct store_line *line)
{
    struct heard *heard = context;
    assert_int_equal(texts->count, 1);
    assert_int_equal(texts->items[0].kind, 5);
    assert_int_equal(texts->items[0].hash, (uint32_t)line->line_id);
    assert_true(heard->expected_near > heard->named);
    line->reference_id = (uint32_t)texts->items[0].text.length;
    heard->named++;
}

static void hear(void *context, const struct store_line *line)
{
    struct heard *heard = context;
    heard->in_order &= (uint32_t)line->line_id == heard->lines;
    assert_int_equal(line->reference_id, (uint32_t)line->line_id % 100 == 50 ? 1 << 20 : 3);
    heard->lines++;
}

/* Whatever the length of the texts, and over the borders of batches. */
static void hear_nothing(void *context, const struct store_line *line)
{
    assert_non_null(context);
    assert_non_null(line);
}

static enum status never_good(void *context, struct failure *failure)
{
    struct heard *heard = context;
    heard->asked++;
    return failure_set(failure, STATUS_EVIDENCE, "a name could not be read");
}

/* Nothing is written of a batch that was not named well, nor of any after it, whatever else comes;
 * the caller is told. */
static void test_lines_that_were_not_named_are_not_written(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct heard heard = {.in_order = true};
    struct store_listener listener = {&heard, expect, name, hear_nothing, never_good};
    struct store_lines *lines = NULL;
    enum status status = STATUS_OK;
    must_work(store_lines_open(&lines, store, &listener, &fixture->failure), &fixture->failure);
    for (int64_t number = 0; number < 50000 && status == STATUS_OK; number++) {
        struct store_line line = line_of(ROLE_BILLED, number);
        struct store_texts texts = {1, {{5, (uint32_t)number, STR("abc")}}};
        status = store_lines_put(lines, &line, &texts, &fixture->failure);
    }
    assert_int_equal(store_lines_finish(lines, &fixture->failure), STATUS_EVIDENCE);
    assert_int_equal(heard.asked, 1);
    assert_int_equal(ask_integer(fixture, store, "SELECT count(*) FROM line_billed"), 0);
    assert_string_equal(fixture->failure.message, "a name could not be read");
    store_close(store);
}

static void test_lines_are_named_and_heard(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct heard heard = {.in_order = true};
    struct store_listener listener = {&heard, expect, name, hear, NULL};
    struct store_lines *lines = NULL;
    char *lengthy = memory_resize(NULL, 1 << 20, 1);
    memset(lengthy, 'x', 1 << 20);
    must_work(store_lines_open(&lines, store, &listener, &fixture->failure), &fixture->failure);
    for (int64_t number = 0; number < 5000; number++) {
        struct store_line line = line_of(ROLE_BILLED, number);
        struct str text = number % 100 == 50 ? (struct str){lengthy, 1 << 20} : STR("abc");
        struct store_texts texts = {1, {{5, (uint32_t)number, text}}};
        must_work(store_lines_put(lines, &line, &texts, &fixture->failure), &fixture->failure);
    }
    finish(fixture, lines);
    free(lengthy);
    assert_int_equal(heard.lines, 5000);
    assert_int_equal(heard.named, 5000);
    assert_int_equal(heard.expected_far, 5000);
    assert_int_equal(heard.expected_near, 5000);
    assert_true(heard.in_order);
    /* 50 lines have the long text, 4950 the short one. */
    assert_int_equal(ask_integer(fixture, store, "SELECT sum(reference_id) FROM line_billed"),
                     50 * (1 << 20) + 4950 * 3);
    store_close(store);
}

static void test_tables_must_be_there(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct store_lines *lines = NULL;
    execute(fixture, store, "ALTER TABLE line_taxed ADD COLUMN extra INTEGER");
    enum status status = store_lines_open(&lines, store, NULL, &fixture->failure);
    assert_null(lines);
    must_fail(fixture, status, STATUS_EVIDENCE, "lines have no value for line_taxed.extra");
    execute(fixture, store, "DROP TABLE line_taxed");
    must_fail(fixture, store_lines_open(&lines, store, NULL, &fixture->failure),
              STATUS_EVIDENCE, "the books have no table line_taxed");
    store_close(store);
}

static void test_nothing_put(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    finish(fixture, NULL);
    finish(fixture, writer(fixture, store));
    finish(fixture, writer(fixture, store));
    assert_int_equal(ask_integer(fixture, store, "SELECT count(*) FROM line_billed"), 0);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_each_role_has_its_columns),
        TEST(test_what_is_absent_is_zero_or_null),
        TEST(test_flags),
        TEST(test_many_batches),
        TEST(test_a_failure_reaches_the_caller),
        TEST(test_a_failure_of_the_last_batch),
        TEST(test_lines_are_named_and_heard),
        TEST(test_lines_that_were_not_named_are_not_written),
        TEST(test_tables_must_be_there),
        TEST(test_nothing_put),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
