/* Sums while reading against stored ones, and classes, tying and off. */
#include "tie_books.h"

/* Two files: a.csv with 30.00 gross and -2.00 fee in USD, b.csv with 4.00 gross in EUR. */
static struct store *two_files(struct fixture *fixture)
{
    struct store *store = fixture_store(fixture, ":memory:");
    books_file(fixture, store, 1, "b.csv", false);
    books_file(fixture, store, 2, "a.csv", false);
    books_section(fixture, store, 0, 2, ROLE_BILLED);
    books_section(fixture, store, 1, 1, ROLE_BILLED);
    books_total(fixture, store, 0, "gross", "USD", "30.00");
    books_total(fixture, store, 0, "fee", "USD", "-2.00");
    books_total(fixture, store, 1, "gross", "EUR", "4.00");
    books_line(fixture, store, "line_billed", 0, 2, 1, "USD", 10000000, -2000000, 0);
    books_line(fixture, store, "line_billed", 0, 3, 1, "USD", 20000000, 0, 0);
    books_line(fixture, store, "line_billed", 1, 2, 1, "EUR", 4000000, 0, 0);
    return store;
}

static void test_ties(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = two_files(fixture);
    assert_controls(fixture, store, "stored-sums",
                    "stored-sums|a.csv|||3|3|0|ties\nstored-sums|b.csv|||2|2|0|ties");
    store_close(store);
}

/* Counted while reading, and not stored. */
static void test_lines_set_aside(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = two_files(fixture);
    books_section(fixture, store, 2, 1, ROLE_ASIDE);
    execute(fixture, store, "UPDATE section SET lines = 7 WHERE section_id = 2");
    assert_controls(fixture, store, "stored-sums",
                    "stored-sums|a.csv|||3|3|0|ties\nstored-sums|b.csv|||2|2|0|ties");
    store_close(store);
}

struct off_row {
    const char *name, *change, *rows;
};

static const struct off_row off_rows[] = {
    {"a stored amount was changed", "UPDATE line_billed SET fee = -1999999 WHERE fee <> 0",
     "stored-sums|a.csv|USD|fee|-2.00|-1.999999|0.000001|off\nstored-sums|a.csv|||3|2|-1|off\n"
     "stored-sums|b.csv|||2|2|0|ties"},
    {"a line is missing", "DELETE FROM line_billed WHERE gross = 4000000",
     "stored-sums|a.csv|||3|3|0|ties\nstored-sums|b.csv|EUR|gross|4.00|0.00|-4.00|off\n"
     "stored-sums|b.csv||lines|1.00|0.00|-1.00|off\nstored-sums|b.csv|||2|0|-2|off"},
    {"a line of zeros is missing",
     "DELETE FROM line_billed WHERE gross = 20000000;"
     "UPDATE line_billed SET gross = 30000000 WHERE gross = 10000000",
     "stored-sums|a.csv||lines|2.00|1.00|-1.00|off\nstored-sums|a.csv|||3|2|-1|off\n"},
    {"a line was stored in another currency",
     "UPDATE line_billed SET currency = 'USD' WHERE currency = 'EUR'",
     "stored-sums|a.csv|||3|3|0|ties\nstored-sums|b.csv|EUR|gross|4.00|0.00|-4.00|off\n"
     "stored-sums|b.csv|USD|gross|0.00|4.00|4.00|off\n"},
    {"an amount that was read as zero",
     "UPDATE line_billed SET adjustment = 1 WHERE gross = 4000000",
     "stored-sums|a.csv|||3|3|0|ties\nstored-sums|b.csv|EUR|adjustment|0.00|0.000001|0.000001|"
     "off\n"},
};

static void test_off(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < array_count(off_rows); i++) {
        struct store *store = two_files(fixture);
        struct tie_result result;
        struct buffer rows = {0};
        print_message("%s\n", off_rows[i].name);
        execute(fixture, store, off_rows[i].change);
        must_work(tie_store_controls(store, 1, 1, &result, &fixture->failure),
                  &fixture->failure);
        must_work(store_read_text(store,
                                  STR("SELECT group_concat(row, char(10)) FROM (SELECT "
                                      "check_name || '|' || scope || '|' || currency || '|' || "
                                      "basis || '|' || reported || '|' || computed || '|' || "
                                      "difference || '|' || verdict AS row FROM tie "
                                      "WHERE check_name = 'stored-sums' ORDER BY ordinal)"),
                                  &rows, &fixture->failure),
                  &fixture->failure);
        assert_true(str_starts(buffer_str(&rows), str_from(off_rows[i].rows)));
        assert_true(result.off > 0);
        buffer_free(&rows);
        store_close(store);
    }
}

static void put_kept(struct fixture *fixture, struct store *store, int section,
                     const char *component, const char *verdict)
{
    struct buffer sql = {0};
    buffer_format(&sql,
                  "INSERT INTO conservation VALUES (%d, '%s', 'USD', 'USD', '1.00', '1.00', "
                  "'0.00', '0.00', '0.00', '0.00', '0.00', '0.00', '%s')",
                  section, component, verdict);
    books_execute(fixture, store, &sql);
}

static void test_classes(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = two_files(fixture);
    put_kept(fixture, store, 0, "gross", "ties");
    put_kept(fixture, store, 0, "fee", "incomplete");
    put_kept(fixture, store, 1, "gross", "ties");
    put_kept(fixture, store, 1, "fee", "off");
    put_kept(fixture, store, 1, "net", "incomplete");
    assert_controls(fixture, store, "classes",
                    "classes|a.csv|||2|2|0|ties\nclasses|b.csv|||3|2|-1|off");
    assert_answer(fixture, store,
                  "SELECT why FROM tie WHERE check_name = 'classes' ORDER BY scope",
                  "incomplete: records were rejected\namounts read are in no class, or in two");
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ties),
        TEST(test_lines_set_aside),
        TEST(test_off),
        TEST(test_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
