/* Texts kept packed, read back by a load and by a check, and held against their rows. */
#include "pipeline/packed_texts.h"

#include "base/mix.h"
#include "pipeline/kept_mix.h"
#include "store_fixture.h"

enum { REFERENCES = 0 };

static const char pack_of_two[] = "\2\0\0\0ab\0\1\0\0\0c\0";

/* A run over books that have `sql` in them. */
static void run_over(struct run *run, struct fixture *fixture, const char *sql)
{
    memset(run, 0, sizeof *run);
    run->accumulates = true;
    must_work(store_create(&run->store, ":memory:", &fixture->failure), &fixture->failure);
    execute(fixture, run->store, sql);
}

static void run_over_end(struct run *run)
{
    store_close(run->store);
    packed_texts_end(&run->kept);
    intern_free(&run->ledger.references);
    intern_free(&run->ledger.texts);
}

static void test_a_load_keeps_what_it_brought(void **state)
{
    struct fixture *fixture = *state;
    struct run run;
    run_over(&run, fixture, "SELECT 1");
    intern_put(&run.ledger.references, STR("old"));
    intern_put(&run.ledger.references, STR("ab"));
    intern_put(&run.ledger.references, STR("c"));
    run.kept.texts[REFERENCES] = 2; /* the empty one, and "old" */
    must_work(packed_texts_keep(&run, &fixture->failure), &fixture->failure);
    assert_answer(fixture, run.store,
                  "SELECT group_concat(kept_table || first_id || hex(texts)) FROM kept_packed",
                  "reference202000000616200010000006300");
    assert_int_equal(run.kept.packed[REFERENCES],
                     mix_text(0, (struct str){pack_of_two, sizeof pack_of_two - 1}));
    run_over_end(&run);
}

static void test_a_refill_gives_the_ids_they_had(void **state)
{
    static const struct {
        const char *name, *sql;
        uint32_t count;
        enum status status;
    } rows[] = {
        {"two pieces",
         "INSERT INTO kept_packed VALUES ('reference', 3, x'010000006400'), "
         "('reference', 1, x'02000000616200010000006300')",
         4, STATUS_OK},
        {"none", "SELECT 1", 0, STATUS_OK},
        {"another table's", "INSERT INTO kept_packed VALUES ('text', 1, x'010000006400')", 0,
         STATUS_OK},
        {"a gap", "INSERT INTO kept_packed VALUES ('reference', 2, x'010000006400')", 3,
         STATUS_EVIDENCE},
        {"fewer than rows", "INSERT INTO kept_packed VALUES ('reference', 1, x'010000006400')",
         3, STATUS_EVIDENCE},
        {"broken off", "INSERT INTO kept_packed VALUES ('reference', 1, x'0100000064')", 2,
         STATUS_EVIDENCE},
    };
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(rows); at++)
        for (int what = REFILL_LOAD; what <= REFILL_BOTH; what++) {
            struct run run;
            run_over(&run, fixture, rows[at].sql);
            failure_init(&fixture->failure);
            enum status status = packed_texts_refill(&run, REFERENCES, rows[at].count,
                                                     (enum refill_for)what, &fixture->failure);
            if (status != rows[at].status)
                fail_msg("%s: %d", rows[at].name, (int)status);
            if (at == 0) {
                assert_true(str_equal(intern_text(&run.ledger.references, 3), STR("d")));
                assert_true(str_equal(intern_text(&run.ledger.references, 2), STR("c")));
            }
            run_over_end(&run);
        }
}

/* Only rows that may be asked for are held, and those that share a byte of marks with them. */
static void test_rows_of_marked_texts_are_held(void **state)
{
    static const struct {
        const char *name, *change;
        enum status status;
    } rows[] = {
        {"as it was", "SELECT 1", STATUS_OK},
        {"another text", "UPDATE reference SET text = 'x' WHERE reference_id = 17",
         STATUS_EVIDENCE},
        {"gone", "DELETE FROM reference WHERE reference_id = 17", STATUS_EVIDENCE},
        {"another id", "UPDATE reference SET reference_id = 99 WHERE reference_id = 17",
         STATUS_EVIDENCE},
        {"the last of all", "UPDATE reference SET text = 'x' WHERE reference_id = 39",
         STATUS_EVIDENCE},
        {"not asked for", "UPDATE reference SET text = 'x' WHERE reference_id = 2", STATUS_OK},
    };
    const struct store_line lines[] = {
        {.reference_id = 17}, {.reference_id = 39}, {.reference_id = 40}}; /* 40: of this run */
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(rows); at++) {
        struct run run;
        char text[16];
        run_over(
            &run, fixture,
            "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 39) "
            "INSERT INTO reference SELECT i, iif(i = 0, '', 'r-' || i) FROM n");
        execute(fixture, run.store, rows[at].change);
        for (int id = 1; id <= 40; id++) {
            snprintf(text, sizeof text, "r-%d", id);
            intern_put(&run.ledger.references, str_from(text));
        }
        run.kept.texts[REFERENCES] = 40;
        for (size_t line = 0; line < array_count(lines); line++)
            packed_texts_mark(&run, &lines[line]);
        failure_init(&fixture->failure);
        if (packed_texts_hold_marked(&run, &fixture->failure) != rows[at].status)
            fail_msg("%s", rows[at].name);
        run_over_end(&run);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_load_keeps_what_it_brought),
        TEST(test_a_refill_gives_the_ids_they_had),
        TEST(test_rows_of_marked_texts_are_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
