/* Sums of stored lines (stored_sums.c, stored_sums_section.c); every expected sum added up by
 * hand. */
#include "tie_books.h"

#include "recon/stored_sums.h"

static const char answer_sql[] =
    "SELECT section_id, component, currency, taken, sum "
    "FROM stored_sum WHERE component <> 'lines' ORDER BY 1, 2, 3, 4";

static struct store *one_section(struct fixture *fixture, enum role role)
{
    struct store *store = fixture_store(fixture, ":memory:");
    books_file(fixture, store, 1, "a.csv", false);
    books_section(fixture, store, 3, 1, role);
    return store;
}

static void assert_sums(struct fixture *fixture, struct store *store, const char *expected)
{
    must_work(stored_sums_take(store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, answer_sql, expected);
    store_close(store);
}

static void test_one_currency(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = one_section(fixture, ROLE_BILLED);
    books_total(fixture, store, 3, "gross", "USD", "35.00");
    books_total(fixture, store, 3, "fee", "USD", "-3.00");
    books_line(fixture, store, "line_billed", 3, 2, 1, "USD", 25000000, -1000000, 0);
    books_line(fixture, store, "line_billed", 3, 3, 1, "USD", 10000000, -2000000, 0);
    books_line(fixture, store, "line_billed", 4, 3, 1, "USD", 77000000, 0, 0); /* another's */
    books_line(fixture, store, "line_billed", 2, 3, 1, "USD", 88000000, 0, 0);
    assert_sums(fixture, store, "3|fee|USD||-3.00\n3|gross|USD||35.00");
}

/* What was read as zero, or as one currency, is not believed. */
static void test_more_was_stored_than_read(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = one_section(fixture, ROLE_BILLED);
    books_total(fixture, store, 3, "gross", "USD", "35.00");
    books_line(fixture, store, "line_billed", 3, 2, 1, "USD", 25000000, 0, 500000);
    books_line(fixture, store, "line_billed", 3, 3, 1, "USD", 10000000, 0, 0);
    must_work(stored_sums_take(store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store,
                  "SELECT component, sum FROM stored_sum WHERE component IN ('gross', 'cost') "
                  "ORDER BY 1",
                  "cost|0.50\ngross|35.00");
    store_close(store);

    store = one_section(fixture, ROLE_BILLED);
    books_total(fixture, store, 3, "gross", "USD", "35.00");
    books_line(fixture, store, "line_billed", 3, 2, 1, "USD", 25000000, 0, 0);
    books_line(fixture, store, "line_billed", 3, 3, 1, "EUR", 10000000, 0, 0);
    must_work(stored_sums_take(store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store,
                  "SELECT currency, sum FROM stored_sum WHERE component = 'gross' ORDER BY 1",
                  "EUR|10.00\nUSD|25.00");
    store_close(store);

    store = one_section(fixture, ROLE_BILLED);
    books_line(fixture, store, "line_billed", 3, 2, 1, "USD", 1, 0, 0);
    must_work(stored_sums_take(store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT sum FROM stored_sum WHERE component = 'gross'",
                  "0.000001");
    store_close(store);
}

static void test_several_currencies(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = one_section(fixture, ROLE_BILLED);
    books_total(fixture, store, 3, "gross", "USD", "25.00");
    books_total(fixture, store, 3, "gross", "EUR", "10.00");
    books_line(fixture, store, "line_billed", 3, 2, 1, "USD", 20000000, 0, 0);
    books_line(fixture, store, "line_billed", 3, 3, 1, "EUR", 10000000, 0, 0);
    books_line(fixture, store, "line_billed", 3, 4, 1, "USD", 5000000, 0, 0);
    assert_sums(fixture, store, "3|gross|EUR||10.00\n3|gross|USD||25.00");
}

/* Lines without a currency: of references 7 and 8 in EUR and INR, the others in the base one.
 */
static void test_taken_currencies(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = one_section(fixture, ROLE_DISBURSED);
    execute(fixture, store, "INSERT INTO reference_currency VALUES (7, 'EUR'), (8, 'INR')");
    books_total(fixture, store, 3, "gross", "", "119.00");
    books_line(fixture, store, "line_disbursed", 3, 2, 7, NULL, 20000000, 0, 0);
    books_line(fixture, store, "line_disbursed", 3, 3, 8, NULL, 4000000, 0, 0);
    books_line(fixture, store, "line_disbursed", 3, 4, 7, NULL, 5000000, 0, 0);
    books_line(fixture, store, "line_disbursed", 3, 5, 9, NULL, 90000000, 0, 0);
    assert_sums(fixture, store, "3|gross|||90.00\n3|gross||EUR|25.00\n3|gross||INR|4.00");
}

/* The same, and three lines of reference 6 that took currencies of their own. */
static void test_taken_by_lines(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = one_section(fixture, ROLE_DISBURSED);
    execute(fixture, store,
            "INSERT INTO reference_currency VALUES (7, 'EUR');"
            "INSERT INTO line_currency VALUES ((3 << 32) + 3, 'EUR'), ((3 << 32) + 5, 'INR'), "
            "((4 << 32) + 2, 'INR')");
    books_total(fixture, store, 3, "gross", "", "119.00");
    books_line(fixture, store, "line_disbursed", 3, 2, 7, NULL, 20000000, 0, 0);
    books_line(fixture, store, "line_disbursed", 3, 3, 6, NULL, 4000000, 0, 0);
    books_line(fixture, store, "line_disbursed", 3, 4, 6, NULL, 5000000, 0, 0);
    books_line(fixture, store, "line_disbursed", 3, 5, 6, NULL, 90000000, 0, 0);
    assert_sums(fixture, store, "3|gross|||5.00\n3|gross||EUR|24.00\n3|gross||INR|90.00");
}

static void test_sums_past_64_bits(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = one_section(fixture, ROLE_BILLED);
    books_total(fixture, store, 3, "gross", "USD", "11000000000000.00");
    for (int record = 2; record < 13; record++)
        books_line(fixture, store, "line_billed", 3, record, 1, "USD", 1000000000000000000, 0,
                   0);
    assert_sums(fixture, store, "3|gross|USD||11000000000000.00");
}

/* Every role has a table of its own; the columns of each are summed under their names. */
static void test_every_role(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = one_section(fixture, ROLE_STATED_OPEN);
    books_section(fixture, store, 4, 1, ROLE_TAXED);
    books_section(fixture, store, 5, 1, ROLE_OPENING);
    books_section(fixture, store, 6, 1, ROLE_STATED_TOTAL);
    books_total(fixture, store, 3, "net", "USD", "5.00");
    books_total(fixture, store, 4, "tax_amount", "USD", "5.00");
    books_total(fixture, store, 4, "price", "USD", "5.00");
    books_total(fixture, store, 5, "refund", "USD", "5.00");
    books_total(fixture, store, 6, "payout", "USD", "5.00");
    books_total(fixture, store, 6, "age_over", "USD", "5.00");
    execute(
        fixture, store,
        "INSERT INTO line_stated_open VALUES ((3 << 32) + 2, 1, 0, 1, 1, 'USD', NULL, NULL, "
        "NULL, 0, 0, 0, 0, 0, 0, 0, 1000000);"
        "INSERT INTO line_taxed VALUES ((4 << 32) + 2, 1, 0, 1, 1, 'USD', NULL, 0, 0, 0, 0, 0, "
        "1, 0, 0, 2000000, 0, 0, 0, 3000000);"
        "INSERT INTO line_opening VALUES ((5 << 32) + 2, 1, 0, 1, 1, 'USD', NULL, NULL, 0, 0, "
        "-4000000, 0);"
        "INSERT INTO line_stated_total VALUES ((6 << 32) + 2, 0, 1, 1, 'USD', NULL, 0, 0, "
        "5000000, 0, 0, 0, 0, 0, 0, 0, 0, 6000000, 0)");
    assert_sums(
        fixture, store,
        "3|net|USD||1.00\n4|price|USD||3.00\n4|tax_amount|USD||2.00\n5|refund|USD||-4.00\n"
        "6|age_over|USD||6.00\n6|payout|USD||5.00");
}

static void test_lines_are_counted(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = one_section(fixture, ROLE_BILLED);
    books_total(fixture, store, 3, "gross", "USD", "35.00");
    books_line(fixture, store, "line_billed", 3, 2, 1, "USD", 25000000, 0, 0);
    books_line(fixture, store, "line_billed", 3, 3, 1, "EUR", 0, 0, 0);
    must_work(stored_sums_take(store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store,
                  "SELECT component, currency, taken, sum FROM stored_sum ORDER BY 1",
                  "gross|USD||25.00\nlines|||2.00");
    store_close(store);
}

/* Dispositions have no sums. */
static void test_dispositions_are_counted(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = one_section(fixture, ROLE_DISPOSITION);
    execute(
        fixture, store,
        "INSERT INTO line_disposition VALUES ((3 << 32) + 2, 'a', 0, 1, 1, '', '', '', NULL),"
        " ((3 << 32) + 3, 'b', 0, 1, 1, 'x', '', '', 9),"
        " ((4 << 32) + 2, 'c', 0, 1, 1, 'x', '', '', 9)");
    must_work(stored_sums_take(store, &fixture->failure), &fixture->failure);
    assert_answer(fixture, store, "SELECT component, currency, taken, sum FROM stored_sum",
                  "lines|||2.00");
    store_close(store);
}

static void test_taken_once(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = one_section(fixture, ROLE_BILLED);
    must_work(stored_sums_take(store, &fixture->failure), &fixture->failure);
    execute(fixture, store, "INSERT INTO stored_sum VALUES (9, 'gross', '', '', '1.00')");
    assert_sums(fixture, store, "9|gross|||1.00");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_one_currency),       TEST(test_more_was_stored_than_read),
        TEST(test_several_currencies), TEST(test_taken_currencies),
        TEST(test_taken_by_lines),     TEST(test_sums_past_64_bits),
        TEST(test_every_role),         TEST(test_lines_are_counted),
        TEST(test_taken_once),         TEST(test_dispositions_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
