/* The journal: its chain against digests worked out with sha256sum, and what a change anywhere
 * in it looks like. */
#include "evidence/journal.h"

#include "store_fixture.h"

/* printf '%s\0' PREVIOUS 1 close 2026-03 Ada 2026-04-10 '' 2026-03-31 2 aa bb cc dd ee 1.2.3 ff
 * 99 | sha256sum, PREVIOUS 64 zeros; then the same with the digest before it in its place and
 * 2 review 2026-03 Bob '' 'looks right' and ten empty cells; and
 * 3 close 2026-04 Ada '' '' 2026-04-30 3 aa bb cc dd ee 1.2.3 ff 98. */
static const char *const chain[] = {
    "6423900777fc9291fe327ca2736cdba91e0f55111c971a45a361f1916030cd57",
    "0a4b108f34f0bac6f33d1b7ab3b1a9420cb2f19245dbf1b9af72d3b7e49699e6",
    "33ded25daaaf336a96ce29c36dec79519f8a8e8a3955c2bf7a01c317df991508",
};

struct books {
    struct fixture *fixture;
    struct store *store;
    struct arena arena;
    struct journal journal;
};

static void add(struct books *books, const char *const cells[JOURNAL_CELLS], int64_t loads)
{
    struct journal_entry entry = {.loads = loads};
    for (int at = 0; at < JOURNAL_CELLS; at++)
        entry.cells[at] = cells[at] ? str_from(cells[at]) : (struct str){"", 0};
    must_work(journal_append(&books->journal, &entry, books->store, &books->arena,
                             &books->fixture->failure),
              &books->fixture->failure);
}

static void add_close(struct books *books, const char *period, int64_t loads)
{
    const char *const cells[JOURNAL_CELLS] = {
        [JOURNAL_WHAT] = "close", [JOURNAL_PERIOD] = period, [JOURNAL_BY] = "Ada"};
    add(books, cells, loads);
}

static void add_reopen(struct books *books, const char *period)
{
    const char *const cells[JOURNAL_CELLS] = {
        [JOURNAL_WHAT] = "reopen", [JOURNAL_PERIOD] = period, [JOURNAL_BY] = "Ada"};
    add(books, cells, 0);
}

static struct books open_books(void **state)
{
    struct books books = {.fixture = *state};
    must_work(store_create(&books.store, ":memory:", &books.fixture->failure),
              &books.fixture->failure);
    return books;
}

static day_number day_of_iso(const char *text)
{
    day_number day = DAY_NONE;
    (void)day_parse_iso(str_from(text), &day);
    return day;
}

static void add_three(struct books *books)
{
    const char *const three[][JOURNAL_CELLS] = {
        {"", "close", "2026-03", "Ada", "2026-04-10", "", "2026-03-31", "2", "aa", "bb", "cc",
         "dd", "ee", "1.2.3", "ff", "99"},
        {"", "review", "2026-03", "Bob", "", "looks right"},
        {"", "close", "2026-04", "Ada", "", "", "2026-04-30", "3", "aa", "bb", "cc", "dd", "ee",
         "1.2.3", "ff", "98"},
    };
    for (size_t at = 0; at < array_count(three); at++)
        add(books, three[at], (int64_t)at + 1);
}

static void close_books(struct books *books)
{
    store_close(books->store);
    arena_free(&books->arena);
}

static void test_chain_is_as_worked_out(void **state)
{
    struct books books = open_books(state);
    struct journal read = {0};
    add_three(&books);
    must_work(journal_read(books.store, &books.arena, &read, &books.fixture->failure),
              &books.fixture->failure);
    assert_int_equal(read.count, 3);
    for (size_t at = 0; at < 3; at++) {
        assert_string_equal(read.entries[at].cells[JOURNAL_SHA256].bytes, chain[at]);
        assert_string_equal(books.journal.entries[at].cells[JOURNAL_SHA256].bytes, chain[at]);
    }
    assert_string_equal(read.entries[1].cells[JOURNAL_PREVIOUS].bytes, chain[0]);
    assert_string_equal(read.entries[1].cells[JOURNAL_BECAUSE].bytes, "looks right");
    assert_int_equal(read.entries[2].loads, 3);
    close_books(&books);
}

static void test_books_without_one(void **state)
{
    struct books books = open_books(state);
    must_work(journal_read(books.store, &books.arena, &books.journal, &books.fixture->failure),
              &books.fixture->failure);
    assert_int_equal(books.journal.count, 0);
    assert_null(journal_newest_seal(&books.journal));
    close_books(&books);
}

static void assert_found(void **state, const char *sql, const char *message)
{
    struct books books = open_books(state);
    struct journal read = {0};
    add_three(&books);
    execute(books.fixture, books.store, sql);
    failure_init(&books.fixture->failure);
    assert_int_equal(journal_read(books.store, &books.arena, &read, &books.fixture->failure),
                     STATUS_EVIDENCE);
    assert_string_equal(books.fixture->failure.message, message);
    close_books(&books);
}

static void test_any_change_is_found(void **state)
{
    static const char *const columns[] = {
        "what",           "period",       "by_name",        "said_on",
        "because",        "as_of",        "files",          "inputs_sha256",
        "program",        "rules_sha256", "terms_sha256",   "policy_sha256",
        "options_sha256", "sha256",       "outputs_sha256", "closing_sha256"};
    for (size_t at = 0; at < array_count(columns); at++)
        for (int entry = 1; entry <= 3; entry++) {
            char sql[160];
            char message[80];
            snprintf(sql, sizeof sql, "UPDATE kept_journal SET %s = %s || 'x' WHERE entry = %d",
                     columns[at], columns[at], entry);
            snprintf(message, sizeof message, "entry %d of the journal is not what was written",
                     entry);
            assert_found(state, sql, message);
        }
}

/* What slides from one cell into the next, and who stands where. */
static void test_moved_and_gone(void **state)
{
    assert_found(state,
                 "UPDATE kept_journal SET by_name = 'Bobl', because = 'ooks right' "
                 "WHERE entry = 2",
                 "entry 2 of the journal is not what was written");
    assert_found(state, "DELETE FROM kept_journal WHERE entry = 2",
                 "entry 2 of the journal is not there");
    assert_found(state, "DELETE FROM kept_journal WHERE entry = 1",
                 "entry 1 of the journal is not there");
    assert_found(state,
                 "DELETE FROM kept_journal WHERE entry = 2;"
                 "UPDATE kept_journal SET entry = 2 WHERE entry = 3",
                 "entry 2 of the journal is not what was written");
}

static void test_seals_in_force(void **state)
{
    struct books books = open_books(state);
    add_close(&books, "2026-03", 2);
    add_close(&books, "2026-04", 5);
    assert_true(journal_in_force(&books.journal, 0) && journal_in_force(&books.journal, 1));
    assert_string_equal(journal_newest_seal(&books.journal)->cells[JOURNAL_PERIOD].bytes,
                        "2026-04");
    add_reopen(&books, "2026-04");
    assert_false(journal_in_force(&books.journal, 1) || journal_in_force(&books.journal, 2));
    assert_null(journal_seal_of(&books.journal, STR("2026-04")));
    add_close(&books, "2026-04", 7);
    assert_string_equal(
        journal_seal_of(&books.journal, STR("2026-04"))->cells[JOURNAL_ENTRY].bytes, "4");
    close_books(&books);
}

/* An entry without a day says nothing about when. */
static void test_days_go_forward(void **state)
{
    static const struct {
        const char *on;
        enum status status;
    } rows[] = {{"2026-04-09", STATUS_REFUSED},
                {"2026-04-10", STATUS_OK},
                {"2026-05-01", STATUS_OK},
                {"", STATUS_OK}};
    struct books books = open_books(state);
    struct failure *failure = &books.fixture->failure;
    assert_int_equal(journal_day_fits(&books.journal, day_of_iso("1999-01-01"), failure),
                     STATUS_OK);
    add_three(&books);
    for (size_t at = 0; at < array_count(rows); at++) {
        failure_init(failure);
        assert_int_equal(journal_day_fits(&books.journal, day_of_iso(rows[at].on), failure),
                         rows[at].status);
    }
    failure_init(failure);
    (void)journal_day_fits(&books.journal, day_of_iso("2026-04-09"), failure);
    assert_string_equal(failure->message,
                        "--on 2026-04-09 is before entry 1 of the journal, of 2026-04-10");
    close_books(&books);
}

static void test_names_of_cells(void **state)
{
    (void)state;
    assert_string_equal(journal_cell_name(JOURNAL_ENTRY).bytes, "entry");
    assert_string_equal(journal_cell_name(JOURNAL_PREVIOUS).bytes, "previous");
    assert_string_equal(journal_cell_name(JOURNAL_SHA256).bytes, "sha256");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_chain_is_as_worked_out, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(test_books_without_one, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(test_any_change_is_found, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(test_moved_and_gone, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_seals_in_force, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_days_go_forward, fixture_setup, fixture_teardown),
        cmocka_unit_test(test_names_of_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
