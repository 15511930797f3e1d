/* Findings as lines of JSON: what would break a line, a text or a number, and where they stop.
 * That every finding of every story is there, key by key, is tests/stories/formats.sh. */
#include "reports/report_jsonl.h"

#include "report_fixture.h"

#include "base/arena.h"

static enum status write_jsonl(struct fixture *fixture, struct store *store,
                               struct report_output *output)
{
    static const struct report_options options = {0};
    const struct report_model model = {0};
    const struct report_drawing drawing = {store, &model, &options, fixture->folder, NULL};
    return report_jsonl_write(&drawing, output, &fixture->failure);
}

static void check(void **state, const char *sql, int64_t rows, const char *expected)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_output output = {.name = "findings.jsonl"};
    struct arena arena = {0};
    struct str content;
    must_work(store_execute(store, sql, &fixture->failure), &fixture->failure);
    must_work(write_jsonl(fixture, store, &output), &fixture->failure);
    must_work(file_slurp(fixture_path(fixture, "findings.jsonl"), 4096, &arena, &content,
                         &fixture->failure),
              &fixture->failure);
    assert_true(str_equal(content, str_from(expected)));
    assert_int_equal(output.rows, rows);
    assert_int_equal(output.bytes, content.length);
    arena_free(&arena);
    store_close(store);
}

/* id, rule, severity, subject, reference, currency, expected, actual, difference, explanation,
 * evidence: the columns of the table; the keys come in the order of findings.csv. */
static void test_hostile_texts(void **state)
{
    check(state,
          "INSERT INTO finding VALUES ('f1', 'r', 'high', 's', '\"\\</script>' || char(10), "
          "'USD', '0.00', '12345678901234567890.01', '-1', '=1+1', 'a.csv#2 b.csv#3')",
          1,
          "{\"finding_id\":\"f1\",\"rule\":\"r\",\"severity\":\"high\","
          "\"transaction_reference_id\":\"\\\"\\\\</script>\\u000a\",\"currency\":\"USD\","
          "\"subject\":\"s\",\"expected\":\"0.00\",\"actual\":\"12345678901234567890.01\","
          "\"difference\":\"-1\",\"explanation\":\"=1+1\",\"evidence\":\"a.csv#2 b.csv#3\"}\n");
}

static void test_nothing_found(void **state)
{
    check(state, "SELECT 1", 0, "");
}

static void test_it_is_there_already(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    struct report_output output = {.name = "findings.jsonl"};
    must_work(write_jsonl(fixture, store, &output), &fixture->failure);
    must_fail(fixture, write_jsonl(fixture, store, &output), STATUS_EVIDENCE, "exists");
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_hostile_texts, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_found, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_it_is_there_already, fixture_setup,
                                        fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
