/* Files against the second scanner and their size, tying and off by one. */
#include "tie_books.h"

static void test_ties(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture_store(fixture, ":memory:");
    books_file(fixture, store, 1, "b.csv", false);
    books_file(fixture, store, 2, "a.csv", false);
    books_file(fixture, store, 3, "aside.csv", true);
    assert_controls(fixture, store, "*-*s",
                    "scanner-records|a.csv|||5|5|0|ties\n"
                    "scanner-bytes|a.csv|||100|100|0|ties\nfile-bytes|a.csv|||100|100|0|ties\n"
                    "scanner-records|b.csv|||5|5|0|ties\nscanner-bytes|b.csv|||100|100|0|ties\n"
                    "file-bytes|b.csv|||100|100|0|ties\nstored-sums|a.csv|||0|0|0|ties\n"
                    "stored-sums|b.csv|||0|0|0|ties");
    store_close(store);
}

struct off_row {
    const char *name, *change, *check, *row;
};

static const struct off_row rows[] = {
    {"the scanner counts one record more", "scan_records = 6", "scanner-records",
     "scanner-records|a.csv|||6|5|-1|off"},
    {"the reader counts one more", "records = 6", "scanner-records",
     "scanner-records|a.csv|||5|6|1|off"},
    {"the scanner misses bytes of a record", "scan_record_bytes = 91", "scanner-bytes",
     "scanner-bytes|a.csv|||93|100|7|off"},
    {"the reader misses noise", "noise_bytes = 9", "scanner-bytes",
     "scanner-bytes|a.csv|||100|99|-1|off"},
    {"the file is longer than what was read", "bytes = 104", "file-bytes",
     "file-bytes|a.csv|||104|100|-4|off"},
    {"a header counted twice", "header_bytes = 40", "file-bytes",
     "file-bytes|a.csv|||100|120|20|off"},
};

static void test_off(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < array_count(rows); i++) {
        struct store *store = fixture_store(fixture, ":memory:");
        struct buffer sql = {0};
        print_message("%s\n", rows[i].name);
        books_file(fixture, store, 1, "a.csv", false);
        buffer_format(&sql, "UPDATE file SET %s", rows[i].change);
        books_execute(fixture, store, &sql);
        assert_controls(fixture, store, rows[i].check, rows[i].row);
        store_close(store);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ties),
        TEST(test_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
