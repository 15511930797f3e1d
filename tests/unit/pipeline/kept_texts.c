/* Hashes of texts that books keep, ids given back by a load and by a check, and rows held against
 * them. */
#include "pipeline/kept_texts.h"

#include "base/mix.h"
#include "pipeline/kept_mix.h"
#include "store_fixture.h"

enum { REFERENCES = 0, TEXTS = 5 };

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
    kept_texts_end(&run->kept);
    store_close(run->store);
    intern_free(&run->ledger.references);
    intern_free(&run->ledger.texts);
}

/* Hashes as intern's own test has them. */
static void test_a_load_keeps_what_it_brought(void **state)
{
    struct fixture *fixture = *state;
    struct run run;
    run_over(&run, fixture, "SELECT 1");
    intern_put(&run.ledger.references, STR("old"));
    intern_put(&run.ledger.references, STR("a"));
    intern_put(&run.ledger.references, STR("abc"));
    run.kept.texts[REFERENCES] = 2; /* the empty one, and "old" */
    must_work(kept_texts_keep(&run, &fixture->failure), &fixture->failure);
    assert_answer(
        fixture, run.store,
        "SELECT group_concat(kept_table || first_id || hex(hashes)) FROM kept_text_hash",
        "reference2CB4209440FBC48DC");
    assert_int_equal(run.kept.hash_mixes[REFERENCES],
                     mix_text(0, STR("\313\102\011\104\017\274\110\334")));
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
         "INSERT INTO kept_text_hash VALUES ('reference', 3, x'01000000'), "
         "('reference', 1, x'0200000003000000')",
         4, STATUS_OK},
        {"none", "SELECT 1", 0, STATUS_OK},
        {"another table's", "INSERT INTO kept_text_hash VALUES ('text', 1, x'01000000')", 0,
         STATUS_OK},
        {"a gap", "INSERT INTO kept_text_hash VALUES ('reference', 2, x'01000000')", 3,
         STATUS_EVIDENCE},
        {"fewer than rows", "INSERT INTO kept_text_hash VALUES ('reference', 1, x'01000000')",
         3, STATUS_EVIDENCE},
        {"broken off", "INSERT INTO kept_text_hash VALUES ('reference', 1, x'01000000FF')", 2,
         STATUS_EVIDENCE},
    };
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(rows); at++)
        for (int what = REFILL_LOAD; what <= REFILL_BOTH; what++) {
            struct run run;
            run_over(&run, fixture, rows[at].sql);
            failure_init(&fixture->failure);
            enum status status = kept_texts_refill(&run, REFERENCES, rows[at].count,
                                                   (enum refill_for)what, &fixture->failure);
            if (status != rows[at].status)
                fail_msg("%s: %d", rows[at].name, (int)status);
            if (at == 0)
                assert_int_equal(intern_append(&run.ledger.references, STR("new")), 4);
            run_over_end(&run);
        }
}

/* References r-1 to r-39, kept; then their rows are changed. */
static void run_over_many(struct run *run, struct fixture *fixture, const char *change,
                          enum refill_for what)
{
    char text[16];
    run_over(run, fixture,
             "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 39) "
             "INSERT INTO reference SELECT i, iif(i = 0, '', 'r-' || i) FROM n");
    for (int id = 1; id < 40; id++) {
        snprintf(text, sizeof text, "r-%d", id);
        intern_put(&run->ledger.references, str_from(text));
    }
    must_work(kept_texts_keep(run, &fixture->failure), &fixture->failure);
    intern_free(&run->ledger.references);
    execute(fixture, run->store, change);
    must_work(kept_texts_refill(run, REFERENCES, 40, what, &fixture->failure),
              &fixture->failure);
    run->kept.texts[REFERENCES] = 40;
}

static const struct {
    const char *name, *change;
    enum status status;
} changes[] = {
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

/* Only rows that may be asked for are read, and those that lie between two of them. */
static void test_marked_texts_are_fetched(void **state)
{
    const struct store_line lines[] = {
        {.reference_id = 17}, {.reference_id = 39}, {.reference_id = 40}}; /* 40: of this run */
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(changes); at++) {
        struct run run;
        run_over_many(&run, fixture, changes[at].change, REFILL_CHECK);
        for (size_t line = 0; line < array_count(lines); line++)
            kept_texts_mark(&run, &lines[line]);
        failure_init(&fixture->failure);
        if (kept_texts_fetch(&run, &fixture->failure) != changes[at].status)
            fail_msg("%s", changes[at].name);
        if (at == 0)
            assert_true(str_equal(intern_text(&run.ledger.references, 39), STR("r-39")));
        assert_int_equal(run.kept.rows[REFERENCES].marks.length, 0);
        run_over_end(&run);
    }
}

/* A load compares what it looks up, and what lies beside it. */
static void test_a_load_looks_texts_up(void **state)
{
    struct fixture *fixture = *state;
    for (size_t at = 0; at < array_count(changes); at++) {
        struct run run;
        run_over_many(&run, fixture, changes[at].change, REFILL_LOAD);
        failure_init(&fixture->failure);
        uint32_t id = intern_put(&run.ledger.references, STR("r-18"));
        assert_int_equal(intern_put(&run.ledger.references, STR("r-41")),
                         changes[at].status == STATUS_OK || id == 18 ? 40 : 41);
        intern_put(&run.ledger.references, STR("r-38"));
        if (kept_texts_found(&run, &fixture->failure) != changes[at].status)
            fail_msg("%s", changes[at].name);
        if (changes[at].status == STATUS_OK)
            assert_int_equal(id, 18);
        run_over_end(&run);
    }
}

static void test_settlements_are_fetched(void **state)
{
    struct fixture *fixture = *state;
    struct run run;
    run_over(&run, fixture,
             "INSERT INTO text VALUES (0, ''), (1, 'abc'), (2, 'a');"
             "INSERT INTO kept_text_hash VALUES ('text', 1, x'0FBC48DCCB420944');"
             "INSERT INTO line_stated_total "
             "VALUES (5, 0, 0, 0, NULL, NULL, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)");
    must_work(kept_texts_refill(&run, TEXTS, 3, REFILL_CHECK, &fixture->failure),
              &fixture->failure);
    run.kept.texts[TEXTS] = 3;
    must_work(kept_texts_fetch_settlements(&run, &fixture->failure), &fixture->failure);
    assert_true(str_equal(intern_text(&run.ledger.texts, 2), STR("a")));
    run_over_end(&run);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_load_keeps_what_it_brought), TEST(test_a_refill_gives_the_ids_they_had),
        TEST(test_marked_texts_are_fetched),     TEST(test_a_load_looks_texts_up),
        TEST(test_settlements_are_fetched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
