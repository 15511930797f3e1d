/* Lines in transit lose nothing and carry nothing that is not there. */
#include "store_fixture.h"

#include "dies.h"
#include "store/store_batch.h"

#include <signal.h>

enum { LINES = 4 };
static const uint32_t ALL = ((uint32_t)1 << COMPONENT_COUNT) - 1;

static struct store_line line_of(int number)
{
    static const uint32_t present[] = {
        0, COMPONENT_BIT(COMPONENT_GROSS) | COMPONENT_BIT(COMPONENT_AGE_ALL), 0,
        COMPONENT_BIT(COMPONENT_FEE)};
    struct store_line line = {
        .line_id = number,
        .role = number == 2 ? ROLE_TAXED : ROLE_BILLED,
        .byte_offset = 1000 * number,
        .holds = UINT64_MAX,
        .flags = number == 2 ? LINE_MONEY | LINE_OTHER_TAX : LINE_MONEY,
        .present = number == LINES ? ALL : present[number],
    };
    for (int component = 0; component < COMPONENT_COUNT; component++)
        line.amounts_micro[component] = number * 100 + component;
    return line;
}

static struct store_batch batch_of(char *bytes)
{
    struct store_batch batch = {.bytes = bytes, .capacity = LINES * STORE_BATCH_LINE_BYTES};
    for (int number = 1; number <= LINES; number++) {
        struct store_line line = line_of(number);
        store_batch_add(&batch, &line, NULL);
    }
    return batch;
}

static void test_only_what_is_present_travels(void **state)
{
    (void)state;
    static char bytes[LINES * STORE_BATCH_LINE_BYTES];
    struct store_batch batch = batch_of(bytes);
    size_t head = offsetof(struct store_line, amounts_micro);
    /* Amounts of eight bytes, and four that say how long the texts are. */
    assert_int_equal(batch.used, LINES * (head + 4) + (2 + 0 + 1 + COMPONENT_COUNT) * 8);
    assert_int_equal(batch.lines, LINES);
}

static void test_lines_come_back_in_order(void **state)
{
    (void)state;
    static char bytes[LINES * STORE_BATCH_LINE_BYTES];
    struct store_batch batch = batch_of(bytes);
    struct store_line line = {0};
    size_t at = 0;
    for (int number = 1; number <= LINES; number++) {
        struct store_line expected = line_of(number);
        assert_true(store_batch_next(&batch, &at, &line));
        assert_int_equal(line.line_id, number);
        assert_int_equal(line.byte_offset, expected.byte_offset);
        assert_int_equal(line.role, expected.role);
        for (int component = 0; component < COMPONENT_COUNT; component++)
            assert_int_equal(line.amounts_micro[component],
                             expected.present & COMPONENT_BIT(component)
                                 ? expected.amounts_micro[component]
                                 : 0);
    }
    assert_false(store_batch_next(&batch, &at, &line));
    assert_int_equal(at, batch.used);
}

static bool text_is(const struct store_text *text, uint32_t kind, uint32_t hash,
                    const char *expected)
{
    return text->kind == kind && text->hash == hash &&
           str_equal(text->text, str_from(expected));
}

static void test_texts_travel_with_their_line(void **state)
{
    (void)state;
    static char bytes[3 * STORE_BATCH_LINE_BYTES + 100];
    struct store_batch batch = {.bytes = bytes, .capacity = sizeof bytes};
    struct store_texts two = {2, {{4, 77, STR("a name")}, {1, 78, STR("")}}};
    struct store_texts none = {0}, heard;
    struct store_line first = line_of(1), second = line_of(2), third = line_of(3), line = {0};
    /* A head of twelve bytes for each, and six letters. */
    assert_int_equal(store_batch_text_bytes(&two), 30);
    assert_int_equal(store_batch_text_bytes(&none), 0);
    assert_int_equal(store_batch_text_bytes(NULL), 0);
    store_batch_add(&batch, &first, &two);
    store_batch_add(&batch, &second, NULL);
    store_batch_add(&batch, &third, &two);
    size_t at = 0, next = 0;
    assert_true(store_batch_texts(&batch, &at, &heard));
    assert_int_equal(heard.count, 2);
    assert_true(text_is(&heard.items[0], 4, 77, "a name"));
    assert_true(text_is(&heard.items[1], 1, 78, ""));
    assert_true(store_batch_next(&batch, &next, &line));
    assert_int_equal(next, at);
    assert_true(store_batch_texts(&batch, &at, &heard));
    assert_int_equal(heard.count, 0);
    assert_true(store_batch_texts(&batch, &at, &heard));
    assert_true(text_is(&heard.items[0], 4, 77, "a name"));
    assert_int_equal(at, batch.used);
    assert_false(store_batch_texts(&batch, &at, &heard));
}

static void add_without_room(void)
{
    static char bytes[STORE_BATCH_LINE_BYTES];
    struct store_batch batch = {.bytes = bytes, .capacity = 8};
    struct store_line line = {0};
    store_batch_add(&batch, &line, NULL);
}

static void test_flags(void **state)
{
    (void)state;
    static const struct {
        uint32_t flags;
        bool flagged;
    } rows[] = {{0, false},
                {LINE_MONEY, false},
                {LINE_NO_REFERENCE, true},
                {LINE_MONEY | LINE_EXEMPT_BARE, true}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct store_line line = {.flags = rows[i].flags};
        assert_int_equal(store_batch_is_flagged(&line), rows[i].flagged);
    }
}

static void add_a_role_without_a_table(void)
{
    static char bytes[STORE_BATCH_LINE_BYTES];
    struct store_batch batch = {.bytes = bytes, .capacity = sizeof bytes};
    struct store_line line = {.role = ROLE_ASIDE};
    store_batch_add(&batch, &line, NULL);
}

static void add_an_unknown_component(void)
{
    static char bytes[STORE_BATCH_LINE_BYTES];
    struct store_batch batch = {.bytes = bytes, .capacity = sizeof bytes};
    struct store_line line = {.present = ALL + 1};
    store_batch_add(&batch, &line, NULL);
}

static void test_mistakes_of_a_programmer(void **state)
{
    (void)state;
    assert_int_equal(dies_how(add_a_role_without_a_table), 128 + SIGABRT);
    assert_int_equal(dies_how(add_an_unknown_component), 128 + SIGABRT);
    assert_int_equal(dies_how(add_without_room), 128 + SIGABRT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_what_is_present_travels),
        cmocka_unit_test(test_lines_come_back_in_order),
        cmocka_unit_test(test_texts_travel_with_their_line),
        cmocka_unit_test(test_flags),
        cmocka_unit_test(test_mistakes_of_a_programmer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
